"""What stands on every page and belongs to no article (phần lặp lại của trang), told by its words and its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from crawler.extraction.line import Line, Role
from index.settings import ROOT

_WORDS = tomllib.loads((ROOT / "data" / "authority" / "furniture.toml").read_text(encoding="utf-8"))
# "Ý kiến bạn đọc" and "Ý KIẾN BẠN ĐỌC" were both seen
_TAIL, _RELATED, _BOX, _BUTTONS = (
    frozenset(line.casefold() for line in _WORDS[name]) for name in ("tail", "related", "box", "alone")
)
# Lines that are dropped wherever they stand.
_ALONE = re.compile(
    r"""
      (?:thứ\ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\ nhật),?\ ngày\ \d{1,2}\ tháng\ \d{1,2}\ năm\ \d{4}
    | cỡ\ chữ.{0,60} | theo\ dõi\ .{0,40}google\ news
    | (?:số\ )?lượt\ (?:xem|đọc|truy\ cập).{0,20} | tổng\ lượt\ truy\ cập.{0,30} | view\ count.{0,12}
    | (?:đã\ xem|số\ lần\ xem|lần\ xem|xem)\s?:?\s?[\d.,]+ | \d{1,2}\ phút\ đọc
    | (?:\d[\d.,]*\ (?:lượt\ )?(?:xem|đọc|thích|chia\ sẻ|bình\ luận)[\s|•·,;-]*)+
    | intnumviewtotal\s?=\s?\d+ | \d{1,6} | [-–.;:,|\s\u2022»›]+
    | lưu\ ý:\ \w{2,5}\ sẽ\ biên\ tập.* | .{1,80}\.(?:jpe?g|png|gif|webp|bmp)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What a page says instead of a story that is gone, with status 200.
GONE = re.compile("|".join(_WORDS["gone"]), re.IGNORECASE)
PAGE_CLOCK = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE
)
# "Chia sẻ Zalo In bài Cỡ chữ A- A A+": several buttons on one line
_ROW_OF_BUTTONS = re.compile(
    rf"(?:(?:{'|'.join(sorted(map(re.escape, _BUTTONS), key=len, reverse=True))})(?!\w)[\s|:.,•\[\]-]*){{2,}}"
)
_BUTTON = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _BUTTONS), key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_LONGEST_BUTTONS = 160
_LONGEST_COUNTER = 60
_LONG = 80
_LEAST_STORY = 240
_SENTENCE_END = re.compile(r"[.!?…]['\"”»)]*$|\./\.$")


def is_tail(text: str) -> bool:
    """Whether a line opens the furniture under an article."""
    plain = text.casefold().strip(" :.()»>+*-0123456789")
    return len(text) < 40 and (plain in _TAIL or plain in _RELATED)


def is_box(text: str) -> bool:
    """Whether a line opens a box of links inside an article."""
    return len(text) < 40 and text.casefold().strip(" :.»>+*-") in _BOX


def _is_related(text: str) -> bool:
    """Whether a line opens a list of other stories, which stands in a story or under it."""
    return len(text) < 40 and text.casefold().strip(" :.»>+*-") in _RELATED


def is_boilerplate(text: str) -> bool:
    """Whether a line is furniture by its words alone: a clock, a counter, a button, a picture's file name."""
    if not text or len(text) >= _LONGEST_BUTTONS:
        return not text
    plain = text.casefold().strip(" :.[]")
    if plain in _BUTTONS or _ALONE.fullmatch(text) or _ROW_OF_BUTTONS.fullmatch(plain):
        return True
    # "Đã xem: 226 A A+": a counter among buttons
    return len(text) < _LONGEST_COUNTER and _ALONE.fullmatch(strip_buttons(text)) is not None


def strip_buttons(text: str) -> str:
    """A line without the buttons that stand on it: "03/12/2025 09:14 Cỡ chữ A- A A+ Đọc bài viết"."""
    return " ".join(_BUTTON.sub(" ", text).split())


def strip_boilerplate(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of the article: all from the furniture heading on is cut, furniture lines and boxes in it are dropped.

    A heading before any long line is only dropped: menus stand above articles too. "Tin liên quan" in the middle of a story is a
    box: the story goes on behind it.
    """
    kept: list[Line] = []
    in_box = has_links = False
    for place, line in enumerate(lines):
        if is_tail(line.text) and line.role is not Role.TABLE:
            if _is_related(line.text) and _goes_on(lines[place + 1 :]):
                in_box, has_links = True, False
                continue
            if any(len(each.text) > _LONG for each in kept):
                break
            continue
        if is_box(line.text):
            in_box, has_links = True, False
        elif in_box and (line.is_linked or not (_is_sentence(line) or (has_links and line.role is Role.SUBHEAD))):
            has_links = has_links or line.is_linked
        elif line.role is Role.TABLE or not is_boilerplate(line.text):
            in_box = False
            kept.append(line)
    return tuple(kept)


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether a story goes on in these lines, before the next heading that ends it: sentences that are no links."""
    end = next((place for place, line in enumerate(lines) if is_tail(line.text) and not _is_related(line.text)), len(lines))
    sentences = [line for line in lines[:end] if _is_sentence(line) and not line.is_linked and line.role is not Role.CAPTION]
    return sum(len(line.text) for line in sentences) > _LEAST_STORY


def _is_sentence(line: Line) -> bool:
    return line.role in (Role.TABLE, Role.CAPTION) or (len(line.text) > _LONG and _SENTENCE_END.search(line.text) is not None)


def halve_double(text: str) -> str:
    """A caption printed twice on one line, once: "Quang cảnh hội nghị Quang cảnh hội nghị"."""
    middle = len(text) // 2
    for cut in (middle, middle + 1):
        first, second = text[:cut].strip(), text[cut:].strip()
        if len(first) > 8 and first.rstrip(".") == second.rstrip("."):
            return first
    return text
