"""The signature of an article (bút danh): a short line of names at its end, with or without a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.line import Line, Role
from index.text import CAPITALS, DASHES

LONGEST = 80
_LABEL = re.compile(
    r"^\(?(?:tin,? ?(?:và |[-–,&] ?)?ảnh|bài,? ?(?:và |[-–,&] ?)?ảnh|tin,? ?(?:và |[-–,&] ?)?bài|ảnh,? ?(?:và |"
    r"[-–,&] ?)?(?:tin|bài)|bài viết|"
    r"tin|bài|ảnh|clip|tác giả bài viết|tác giả|nguồn(?: tin)?|thực hiện|nhóm thực hiện|người viết|biên tập|phóng viên)\s*:\s*",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"^(?:tác giả(?: bài viết)?|người viết|phóng viên|thực hiện)\s*:\s*\S", re.IGNORECASE)
_PICTURES_ONLY = re.compile(r"^\(?(?:ảnh|clip|nguồn(?: tin)?|biên tập)\s*:", re.IGNORECASE)
# "Đình Quân", "S. Hải", "L.T", "HỒ VĂN", "Trâm Anh - Nguyễn Bích": one to five words a name, each with a capital
_NAME = rf"[{CAPITALS}][\w.'’]*(?:\s+[{CAPITALS}][\w.'’]*){{0,4}}"
# where the author writes from: "Đỗ Quỳnh (xã Đại Thịnh)", "Thu Hằng (Văn phòng Đảng ủy xã)"
_FROM = r"(?:\s*\([^()\d]{2,40}\))?"
_NAMES = re.compile(rf"{_NAME}{_FROM}(?:\s*[{DASHES},;&/|]\s*{_NAME}{_FROM}|\s+và\s+{_NAME}{_FROM}){{0,5}}")
# "Hồng Đào – Ảnh: Quang Vinh": who wrote, then who took the pictures
_WITH_PICTURES = re.compile(
    rf"(?P<author>{_NAME}{_FROM})\s*[{DASHES},;|.]\s*(?:ảnh|Ảnh|ẢNH|clip|Clip|video|Video)\s*:\s*\S.{{0,40}}"
)
# Who signs for an office: "Ban Tổ chức Thành ủy", "Văn phòng Đảng ủy phường", "Theo TTXVN"
_OFFICE = re.compile(
    r"(?:ban|văn phòng|phòng|ubnd|ủy ban|đảng ủy|đảng bộ|trung tâm|hội|đoàn|công an|bộ chỉ huy|ubmttq|mttq|mặt trận|"
    r"liên đoàn|phường|"
    r"xã|theo|nguồn|ttxvn|bbt|pv|nhóm pv|nhóm phóng viên|phóng viên|chi bộ|bộ phận|tổ)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;,]$")
_INITIALS = re.compile(rf"(?:[{CAPITALS}]\.\s?)+$")


def take_byline(lines: Sequence[Line]) -> tuple[str | None, tuple[Line, ...]]:
    """The signature as printed and the lines without it: the last lines where they sign, never one of a list of names."""
    rest = list(lines)
    signed: list[str] = []
    while len(rest) > 1 and len(signed) < 3 and is_signature(rest[-1]):
        if not signed and len(rest) > 2 and not _LABEL.match(rest[-1].text) and _is_list(rest):
            break
        if signed and not (_LABEL.match(rest[-1].text) or _LABEL.match(signed[0])):
            break
        signed.insert(0, rest.pop().text)
    authors = [text for text in signed if not _PICTURES_ONLY.match(text)] or signed
    return (authors[0] if authors else None), tuple(rest)


def is_signature(line: Line) -> bool:
    """Whether a line signs: a label and something short, names only, or an office where the page sets it apart."""
    text = line.text
    if line.role in (Role.TABLE, Role.CAPTION, Role.SUBHEAD) or len(text) > LONGEST or text.endswith("./."):
        return False
    if line.role is Role.BYLINE or _LABEL.match(text) or _WITH_PICTURES.fullmatch(text):
        return True
    if is_names(text) or is_name_of_office(text):
        return True
    if _ENDED.search(text) or not text[0].isupper():
        return False
    return (line.is_right or line.is_bold or line.after_gap) and _OFFICE.match(text) is not None and len(text.split()) <= 9


def is_names(text: str) -> bool:
    """Whether a text is names and nothing else: "Đình Quân", "Trâm Anh – Minh Trường"."""
    if len(text) > LONGEST or (text.endswith(".") and not _INITIALS.search(text)):
        return False
    return _NAMES.fullmatch(text.strip()) is not None or _NAMES.fullmatch(text.strip("() ")) is not None


def is_signed(text: str) -> bool:
    """Whether a line says by its label who wrote the article: "Bài, ảnh: Quang Trực"; "Ảnh: Quang Trực" does not."""
    return len(text) <= LONGEST and _LABEL.match(text) is not None and not _PICTURES_ONLY.match(text)


def is_labelled(text: str) -> bool:
    """Whether a line names an author by a label: "Tác giả: CTV Phương Mai", "Người viết: …"."""
    return len(text) <= LONGEST and _AUTHOR.match(text) is not None


def is_name_of_office(text: str) -> bool:
    """Whether a text is an author and the office of the author: "Phạm Hạnh - Trung tâm Cung ứng dịch vụ"."""
    name, dash, office = re.split(rf"(\s[{DASHES}]\s)", text, maxsplit=1) if re.search(rf"\s[{DASHES}]\s", text) else ("", "", "")
    return (
        bool(dash) and len(text) <= LONGEST and is_names(name) and _OFFICE.match(office) is not None and not _ENDED.search(text)
    )


def strip_label(byline: str) -> str:
    """A signature without "Tác giả:", "Tin, ảnh:" and the like."""
    text = byline.strip(" |")
    signed = None if _LABEL.match(text) else _WITH_PICTURES.fullmatch(text)
    if signed:
        return signed["author"].strip()
    bare = _LABEL.sub("", text)
    return (bare.rstrip(")") if bare != text and text.startswith("(") else bare).strip(" |")


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether the last line is one more of a list of names, such as of those who were honoured."""
    return is_names(lines[-2].text) and not lines[-2].role
