"""One line of a page on its way to becoming a block: what is printed, and what the markup says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What the markup itself calls a line: only what a tag, a class or a selector says, never a guess from the words."""

    LEAD = "lead"
    BYLINE = "byline"
    TIME = "time"
    CAPTION = "caption"
    SUBHEAD = "subhead"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned line. The flags are true where all of it is bold, in italics, a link, centred or set to the right.

    `after_picture`: a picture stands directly before it; `after_gap`: an empty line does.
    """

    text: str
    role: Role | None = None
    is_bold: bool = False
    is_italic: bool = False
    is_linked: bool = False
    is_centred: bool = False
    is_right: bool = False
    after_picture: bool = False
    after_gap: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds before its words are judged (trang): lines in order, and the fields that have places of their own.

    `clock` is the printed page clock, `times` are (rule, printed) of publication stamps, `updates` of later
    edits, `pictures` the addresses of the article's pictures in order. `marks_captions`: the layout names what a caption
    is, so that words alone make none. `teasers` counts the headlines of other stories that stand among the lines, `notice` is a
    line that says the story is gone. `rules` say per field which rule answered.
    """

    lines: tuple[Line, ...]
    title: str | None = None
    lead: str | None = None
    byline: str | None = None
    clock: str | None = None
    times: tuple[tuple[str, str], ...] = ()
    updates: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    marks_captions: bool = False
    teasers: int = 0
    notice: str | None = None
    rules: tuple[tuple[str, str], ...] = ()
