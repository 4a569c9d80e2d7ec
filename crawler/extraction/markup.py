"""The lines of a box of HTML, in printed order: the first step of reading a page, which judges nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from crawler.extraction.line import Line, Role
from crawler.extraction.tables import BLOCKS, SILENT, table_text
from crawler.sites import Layout
from index.text import clean_text

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROLES = {"figcaption": Role.CAPTION, "time": Role.TIME, **dict.fromkeys(_HEADINGS, Role.SUBHEAD)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# NukeViet prints its machine dates in <span class="hidden hide d-none">.
_HIDDEN_CLASSES = frozenset(("hidden", "hide", "d-none", "sr-only", "visually-hidden", "screen-reader-text"))
_ALIGNED = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
# Class names of captions in use: wp-caption-text, PhotoCMS_Caption, pCaption, imgcaption, chu-thich-anh, lg-caption, photo-note.
_PICTURE = r"(?:image|img|photo|pic|picture|figure|avatar|thumb|anh|hinh)"
_ABOUT = r"(?:desc|description|note|cap|text|title|mota|mo-?ta|ghichu|ghi-?chu|info|alt|credit)"
_CAPTION_CLASS = re.compile(
    rf"caption|chu-?thich|figcap|{_PICTURE}[-_]?{_ABOUT}(?![a-z])|(?<![a-z]){_ABOUT}[-_]?{_PICTURE}(?![a-z])", re.IGNORECASE
)
# What classes call the parts of an article where no layout says it: tac-gia, news-sapo, post-date, detail__author.
_CLASS_ROLES = tuple(
    (role, re.compile(rf"(?:^|[-_ ])(?:{words})(?:$|[-_ ])", re.IGNORECASE))
    for role, words in (
        (Role.BYLINE, "authors?|tac-?gia|byline|nguoi-?viet|sign|signature|but-?danh|credits?"),
        (Role.LEAD, "sapo|home-?text|lead|chapeau|summary|desc|description|trich-?yeu|mo-?ta"),
        (Role.TIME, "date|time|datetime|ngay-?dang|pub-?date|publish"),
    )
)
_LEAST_WRAPPED = 50
# A line break inside a sentence is only a break of the line: what follows goes on in small letters.
_GOES_ON = re.compile(r"[^.;:!?…”\"»)\]]\s*$")


_ITEM = re.compile(r"\d{1,2}\s?[.)/:-]\s")


class Walked(NamedTuple):
    """A line with the block that holds it."""

    line: Line
    block: Tag


@dataclass(frozen=True, slots=True)
class _State:
    """What the tags around a piece of text say of it."""

    block: Tag
    role: Role | None = None
    is_bold: bool = False
    is_italic: bool = False
    is_linked: bool = False
    align: str = ""


class _Piece(NamedTuple):
    text: str
    state: _State
    is_break: bool = False


def box_lines(box: Tag, layout: Layout | None) -> tuple[Line, ...]:
    """The lines of `box`: one per paragraph, heading, list item or line break, one per data table; nothing empty.

    Text within a line is joined as it stands: a space lost at a tag boundary ("Việt Namcủa") stays lost.
    """
    return tuple(line for line, _ in walk(box, layout))


def walk(box: Tag, layout: Layout | None = None, skip: Callable[[Tag], bool] | None = None) -> tuple[Walked, ...]:
    """The lines of `box` with their blocks, leaving out what `skip` says."""
    roles = {id(tag): Role.CAPTION for tag in _selected(box, layout.caption)} if layout else {}
    roles |= {id(tag): Role.SUBHEAD for tag in _selected(box, layout.subhead)} if layout else {}
    return _Walk(roles, skip, by_class=layout is None).run(box)


def outer_lines(tag: Tag) -> tuple[Line, ...]:
    """The lines of a box that stands beside the text, read by what its own class says too: `div.article__author`."""
    return tuple(line for line, _ in _Walk({}, None, by_class=True).run(tag, is_outer=True))


def _selected(box: Tag, selectors: tuple[str, ...]) -> Iterator[Tag]:
    for selector in selectors:
        yield from box.select(selector)


class _Walk:
    """One walk through a box, gathering text until a block ends. Keeps its own stack: pages nest a thousand deep."""

    def __init__(self, roles: dict[int, Role], skip: Callable[[Tag], bool] | None, *, by_class: bool) -> None:
        self._roles = roles
        self._skip = skip
        self._by_class = by_class
        self._lines: list[Walked] = []
        self._pieces: list[_Piece] = []
        self._pictured = False
        self._gap = False

    def run(self, box: Tag, *, is_outer: bool = False) -> tuple[Walked, ...]:
        state = self._inside(box, _State(box)) if is_outer else _State(box)
        stack: list[tuple[Iterator[PageElement], _State]] = [(iter(box.children), state)]
        while stack:
            children, state = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if stack and state.block is not stack[-1][1].block:
                    self._flush(state)
            elif isinstance(child, Tag):
                if inner := self._enter(child, state):
                    stack.append((iter(child.children), inner))
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._pieces.append(_Piece(str(child), state))
        self._flush(state)
        return tuple(self._lines)

    def _enter(self, tag: Tag, state: _State) -> _State | None:
        """The state inside a tag, `None` where there is nothing to read in it."""
        name = tag.name
        if name == "br":
            self._pieces.append(_Piece("", state, is_break=True))
        elif name == "img":
            self._pictured = True
        if name in SILENT or name in ("br", "img") or (tag.attrs and _is_hidden(tag)) or (self._skip and self._skip(tag)):
            return None
        if name in BLOCKS:
            self._flush(state)
        if name == "table" and (rows := table_text(tag)):
            self._add(Line(rows, Role.TABLE), tag)
            return None
        return self._inside(tag, state)

    def _inside(self, tag: Tag, state: _State) -> _State:
        name, align, role = tag.name, state.align, state.role
        if tag.attrs:
            align = _align(tag) or align
            role = self._roles.get(id(tag)) or self._class_role(tag) or role
        return _State(
            block=tag if name in BLOCKS else state.block,
            role=_ROLES.get(name, role) if role is None else role,
            is_bold=state.is_bold or name in ("b", "strong") or name in _HEADINGS,
            is_italic=state.is_italic or name in ("i", "em"),
            is_linked=state.is_linked or name == "a",
            align="center" if name == "center" else align,
        )

    def _class_role(self, tag: Tag) -> Role | None:
        names = " ".join(tag.get("class") or ())
        if not names:
            return None
        if _CAPTION_CLASS.search(names):
            return Role.CAPTION
        role = next((role for role, pattern in _CLASS_ROLES if pattern.search(names)), None) if self._by_class else None
        # "lead-photo" is the picture's box and no sapo
        return None if role is Role.LEAD and tag.find("img") else role

    def _flush(self, state: _State) -> None:
        """End the line that is being gathered."""
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        for group, is_parted in _lines_of(pieces):
            self._gap = self._gap or is_parted
            text = clean_text("".join(piece.text for piece in group))
            if not text:
                self._gap = self._gap or any("\xa0" in piece.text for piece in group)
                continue
            states = [piece.state for piece in group if piece.text.strip()]
            roles = {each.role for each in states}
            line = Line(
                text,
                roles.pop() if len(roles) == 1 else None,
                is_bold=all(each.is_bold for each in states),
                is_italic=all(each.is_italic for each in states),
                is_linked=all(each.is_linked for each in states),
                is_centred=states[0].align == "center",
                is_right=states[0].align == "right",
                after_picture=self._pictured,
                after_gap=self._gap,
            )
            self._add(line, state.block)

    def _add(self, line: Line, block: Tag) -> None:
        self._lines.append(Walked(line, block))
        self._pictured = self._gap = False


def _lines_of(pieces: list[_Piece]) -> Iterator[tuple[list[_Piece], bool]]:
    """The pieces of each line of a block, and whether an empty line is above; a break inside a sentence parts nothing."""
    group: list[_Piece] = []
    breaks = 0
    is_parted = False
    for piece in pieces:
        if piece.is_break:
            breaks += 1
            continue
        if breaks and piece.text.strip():
            if breaks > 1 or not group or not _continues(group, piece):
                yield group, is_parted
                group, is_parted = [], breaks > 1
            else:
                group.append(_Piece(" ", piece.state))
            breaks = 0
        group.append(piece)
    yield group, is_parted


def _continues(group: list[_Piece], piece: _Piece) -> bool:
    if all(each.state.is_linked for each in group if each.text.strip()) and not piece.state.is_linked:
        return False  # a headline that is a link, and under it the day of that story
    first = piece.text.lstrip()[:1]
    before = "".join(each.text for each in group[-3:])
    if len(before.strip()) < _LEAST_WRAPPED:  # a label, an item, a signature: short lines end where they end
        return False
    goes_on = first.islower() or (first.isdigit() and not _ITEM.match(piece.text.lstrip()))
    return goes_on and piece.state.is_italic == group[-1].state.is_italic and _GOES_ON.search(before) is not None


def _is_hidden(tag: Tag) -> bool:
    return (
        "hidden" in tag.attrs
        or not _HIDDEN_CLASSES.isdisjoint(tag.get("class") or ())
        or _HIDDEN.search(str(tag.get("style") or "")) is not None
    )


def _align(tag: Tag) -> str:
    found = _ALIGNED.search(str(tag.get("style") or ""))
    align = found.group(1) if found else str(tag.get("align") or "")
    names = tag.get("class") or ()
    if "text-right" in names or "text-end" in names:
        align = "right"
    elif "text-center" in names:
        align = "center"
    return align.lower()
