"""The quirks of print that real pages have (`sources.md` 11): each stands in two pages of the examination at least.

What is read of those pages is asserted by the examination and by the case of each site; here it is asserted that the quirks are
in them, so that no clean-up of the pages takes one away unseen.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGES = sorted(
    path
    for pattern in ("examination/pages/*.html", "examination/texts/*.txt", "cases/*/*.html", "cases/*/*.txt")
    for path in HERE.glob(pattern)
)
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)

_INLINE = re.compile(r"</?(?:span|b|i|u|em|strong|a|font|o:p)\b[^>]*>", re.IGNORECASE)


@cache
def raw(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


@cache
def visible(path: Path) -> str:
    return html.unescape(_TAGS.sub("\n", raw(path)))


def joined(path: Path) -> str:
    """The text as it is read: inline tags part nothing."""
    return html.unescape(_TAGS.sub("\n", _INLINE.sub("", raw(path))))


def has(pattern: str, text: Callable[[Path], str] = visible, flags: int = 0) -> Callable[[Path], bool]:
    found = re.compile(pattern, flags)
    return lambda path: found.search(text(path)) is not None


def has_surplus_mark(path: Path) -> bool:
    return re.search("\\w[\u0300-\u036f]", unicodedata.normalize("NFC", visible(path))) is not None


def has_two_tone_places(path: Path) -> bool:
    text = unicodedata.normalize("NFC", visible(path))
    return re.search(r"\buỷ\b", text, re.IGNORECASE) is not None and re.search(r"\bủy\b", text, re.IGNORECASE) is not None


def has_one_thing_dashed_twice(path: Path) -> bool:
    return re.search(r"\w - \w", visible(path)) is not None and re.search(r"\w – \w", visible(path)) is not None


def has_doubled_caption(path: Path) -> bool:
    return any(
        len(line) > 30 and line[: len(line) // 2].strip().rstrip(".") == line[len(line) // 2 :].strip().rstrip(".")
        for line in (" ".join(each.split()) for each in visible(path).splitlines())
    )


def has_false_charset(path: Path) -> bool:
    return has(r"charset=[\"']?windows-125\d", raw, re.IGNORECASE)(path) and "ủ" in raw(path)


@cache
def is_refused(path: Path) -> bool:
    answer = (
        path.with_suffix(".json") if path.parent.parent.name == "cases" else path.parent.parent / "gold" / f"{path.stem}.json"
    )
    return answer.exists() and json.loads(answer.read_text(encoding="utf-8")).get("article", True) is False


QUIRKS: dict[str, Callable[[Path], bool]] = {
    "1 tone as a combining mark": has("[aăâeêioôơuưy][\u0300\u0301\u0303\u0309\u0323]"),
    "2 surplus combining mark": has_surplus_mark,
    "3 stray space inside a word": has(r"à n?[hg]\b"),
    "4 two tone placements in one article": has_two_tone_places,
    "5 a no-break space alone on a line": has(r"(?m)^[ \t]*\u00a0[ \t]*$"),
    "6 a no-break space beside a space": has(r"\w(?: \u00a0|\u00a0 )\w"),
    "7 quotes that do not pair": has(r"“[^”\n\"]*\""),
    "8 two dashes for one thing": has_one_thing_dashed_twice,
    "9 slips of the pen": has(
        r"\b(?:tình tình|Đại hội Đại hội|số số|Khoa hoạc|hiến kế|lãnh đao|phố hợp|cát bị)\b", flags=re.IGNORECASE
    ),
    "10 a space lost at a tag boundary": has(r"\b[A-ZĐ]\w*[^\W\d_](?:của|ngày|tại|và|trên|theo)\b", joined),
    "11 a caption twice, or glued to the dateline": lambda path: (
        has_doubled_caption(path) or has(r"\w\(Thanhuytphcm\.vn\)")(path)
    ),
    "12 a headline in capitals": has(r"(?m)^[ \t]*[^a-zà-ỹ\n]*[A-ZĐÀ-Ỹ]{3,} [A-ZĐÀ-Ỹ]{2,} [A-ZĐÀ-Ỹ]{2,} [^a-zà-ỹ\n]*$"),
    "13 a false charset over UTF-8": has_false_charset,
    "14 a picture's file name before its caption": has(r"(?im)^\s*[^\n/<>=]{2,60}\.jpe?g\s*$"),
    "15 counters and notices": has(r"(?im)intNumViewTotal|cỡ chữ|lượt xem|quay lên trên|^\s*\d{1,4}\s*$"),
    "16 end mark": has(r"\./\."),
    "17 stray lines of stops": has(r"(?m)^\s*[.;]\s*$"),
    "18 two html roots": has(r"<html[^>]*>\s*</html>|<html\b.*<html\b", raw, re.IGNORECASE | re.DOTALL),
    "19 no readable text": is_refused,
}


@pytest.mark.parametrize("name", QUIRKS)
def test_each_quirk_of_print_stands_in_two_pages_at_least(name: str):
    assert sum(map(QUIRKS[name], PAGES)) >= 2, name


def test_the_case_files_hold_many_rows():
    answers = [json.loads(path.read_text(encoding="utf-8")) for path in (HERE / "examination" / "gold").glob("*.json")]
    mentions = sum(len(each["occurrences"]) for answer in answers if answer["article"] for each in answer["documents"])
    people = sum(len(answer["people"]) for answer in answers if answer["article"])
    assert mentions + people >= 400
