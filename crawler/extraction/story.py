"""The order of the text (thứ tự trang): title, captions, lead, body and signature told apart by place and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.extraction.boilerplate import halve_double
from crawler.extraction.byline import is_names, strip_label, take_byline
from crawler.extraction.caption import LONGEST as LONGEST_CAPTION
from crawler.extraction.caption import is_caption
from crawler.extraction.dateline import Dateline, read_dateline
from crawler.extraction.line import Line, Page, Role
from index.article import Block, BlockKind

_LONGEST_TITLE = 260
_LONGEST_SUBHEAD = 160
_LONGEST_OVERTITLE = 100
_LEAST_STORY = 60
_LEAST_LEAD = 100
_HEAD = 12
# Paragraphs in which the day of the news may stand: a lead may leave it to the next one.
_DATED = 3
_END = re.compile(r"[.!?…:;]['\"”»)]*$")
_ITEM = re.compile(r"^(?:[-–—•+*]|\(?\d{1,2}[.)]|[a-zđ][.)])\s?")


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of an article as the order of its lines tells them. `rules` say which of them this order answered."""

    title: str | None
    byline: str | None
    lead: str | None
    dateline: Dateline | None
    blocks: tuple[Block, ...]
    rules: tuple[tuple[str, str], ...] = ()


def read_story(page: Page, lines: Sequence[Line], *, has_title: bool) -> Story:
    """Tell the lines of an article apart. `has_title`: whether this site prints titles in its text."""
    rest = list(lines)
    title, byline, rules = page.title, page.byline, []
    if title:
        rest = _without_title(rest, title)
    elif has_title and (place := _title_place(rest)) is not None:
        title = rest[place].text
        rest = rest[place + 1 :]
        rules.append(("title", "text order"))
    signed, rest = _signature(rest)
    if signed and not byline:
        byline = signed
        rules.append(("byline", "text order"))
    rest = _split_glued(rest)
    opening = 0 if page.lead else _opening(rest)
    above, top_byline = _above(rest[:opening], titled=title is not None)
    has_pictures = any(line.after_picture for line in lines)
    body = _blocks(rest[opening:], by_words=not page.marks_captions, has_lead=page.lead is not None, has_pictures=has_pictures)
    blocks = [*above, *body]
    if page.lead and all(block.text != page.lead for block in blocks[:4]):
        blocks.insert(0, Block(BlockKind.PARAGRAPH, page.lead))
    blocks = _once(blocks)
    dateline = _dateline(blocks)
    if dateline:
        rules.append(("dateline", "text order"))
    first = next((block.text for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
    lead = page.lead or (first if dateline and first and dateline.printed in first else None)
    byline = byline or top_byline
    return Story(title, strip_label(byline) if byline else None, lead, dateline, tuple(blocks), tuple(rules))


def _without_title(lines: list[Line], title: str) -> list[Line]:
    """The lines after the headline where it stands once more among the first."""
    for place, line in enumerate(lines[:6]):
        if line.text.casefold() == title.casefold():
            return [*lines[:place], *lines[place + 1 :]]
    return lines


def _title_place(lines: Sequence[Line]) -> int | None:
    """The first line where it reads like a headline: it stands before the story and does not end like a sentence."""
    opening = _opening(lines)
    if opening == 0 or not lines:
        return None
    first = lines[0]
    # "Chính trị" names the column, "Đảng ủy Khối các cơ quan mẫu:" is a headline above the headline
    is_label = len(first.text.split()) <= 3 or (first.text.endswith(":") and len(first.text) < _LONGEST_OVERTITLE)
    has_label = len(lines) > 2 and opening > 1 and is_label and not lines[1].role
    place = 1 if has_label and len(lines[1].text.split()) > 4 and not is_caption(lines[1], by_words=True) else 0
    line = lines[place]
    if len(line.text) > _LONGEST_TITLE or line.role in (Role.CAPTION, Role.TABLE, Role.LEAD, Role.BYLINE):
        return None
    if _END.search(line.text) and not line.text.endswith(("?", "!", "”", '"', "…")) and not line.is_bold:
        return None
    return place


def _opening(lines: Sequence[Line]) -> int:
    """Which line the story begins with: the first with an agency, else the first dated sentence, else the first long line."""
    head = [(place, line) for place, line in enumerate(lines[:_HEAD]) if line.role is not Role.TABLE]
    dated = [(place, line, read_dateline(line.text)) for place, line in head]
    for place, _, found in dated:
        if found and found.agency:
            return place
    first_long = next((place for place, line in head if len(line.text) > 160 and _END.search(line.text)), None)
    for place, line, found in dated:
        is_story = len(line.text) > _LEAST_STORY and (_END.search(line.text) or len(line.text) > _LONGEST_TITLE)
        if found and is_story and not is_caption(line, by_words=True):
            return place if first_long is None else min(place, first_long)
    if first_long is not None:
        return first_long
    return next((place for place, line in head if _is_sentence(line)), 0)


def _is_sentence(line: Line) -> bool:
    return len(line.text) > _LEAST_STORY and _END.search(line.text) is not None and not is_caption(line, by_words=True)


def _signature(lines: Sequence[Line]) -> tuple[str | None, list[Line]]:
    """What the markup calls a signature, wherever it stands, else the last line where it signs."""
    marked = [line for line in lines if line.role is Role.BYLINE and len(line.text) < 80]
    if marked:
        return marked[0].text, [line for line in lines if line not in marked]
    signed, rest = take_byline(lines)
    return signed, list(rest)


def _split_glued(lines: Sequence[Line]) -> list[Line]:
    """A caption glued before the agency of the dateline becomes a line of its own."""
    split: list[Line] = []
    for place, line in enumerate(lines):
        found = read_dateline(line.text) if place < _HEAD and "(" in line.text[:400] else None
        if found and found.agency and found.start > 0:
            split += [Line(line.text[: found.start].strip(), Role.CAPTION), replace(line, text=line.text[found.start :])]
        else:
            split.append(line)
    return split


def _above(lines: Sequence[Line], *, titled: bool) -> tuple[list[Block], str | None]:
    """What stands between title and story: captions of the lead picture, a sapo, a signature."""
    blocks: list[Block] = []
    byline = None
    for line in lines:
        if titled and is_names(line.text) and not line.after_picture and line.role is None and len(line.text) < 40:
            byline = byline or line.text
        elif line.role is Role.TABLE:
            blocks.append(Block(BlockKind.TABLE, line.text))
        elif _is_lead(line):
            blocks.append(Block(BlockKind.PARAGRAPH, line.text))
        elif len(line.text) <= LONGEST_CAPTION:
            blocks.append(Block(BlockKind.CAPTION, halve_double(line.text)))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, line.text))
    return blocks, byline


def _is_lead(line: Line) -> bool:
    if line.role is Role.LEAD:
        return True
    if is_caption(line, by_words=True) or line.after_picture:
        return False
    return len(line.text) >= _LEAST_LEAD and _END.search(line.text) is not None


def _blocks(lines: Sequence[Line], *, by_words: bool, has_lead: bool, has_pictures: bool) -> list[Block]:
    """The blocks of the story; the line that opens it is no caption, unless the lead stands before it."""
    blocks: list[Block] = []
    for place, line in enumerate(lines):
        may_be_caption = by_words and (place > 0 or has_lead)
        if line.role is Role.TABLE:
            blocks.append(Block(BlockKind.TABLE, line.text))
        elif is_caption(line, by_words=may_be_caption, has_pictures=has_pictures):
            blocks.append(Block(BlockKind.CAPTION, halve_double(line.text)))
        else:
            # a sapo may be a heading by its tag: what opens the story as a sentence is its first paragraph
            is_sapo = place == 0 and len(line.text) > _LEAST_STORY and _END.search(line.text) is not None
            is_subhead = (line.role is Role.SUBHEAD and not is_sapo) or (place < len(lines) - 1 and _is_subhead(line))
            kind = BlockKind.SUBHEAD if is_subhead and len(line.text) <= _LONGEST_TITLE else BlockKind.PARAGRAPH
            blocks.append(Block(kind, line.text))
    return blocks


def _is_subhead(line: Line) -> bool:
    text = line.text
    if len(text) > _LONGEST_SUBHEAD or line.role or _END.search(text):
        return False
    return line.is_bold or (
        len(text) <= 120 and not _ITEM.match(text) and len(text.split()) >= 2 and text[0].isupper() | text[0].isdigit()
    )


def _once(blocks: Sequence[Block]) -> list[Block]:
    """Every caption once, even if the page prints it under two pictures' frames."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if block.kind is BlockKind.CAPTION and block.text.rstrip(".") in seen:
            continue
        seen.add(block.text.rstrip("."))
        kept.append(block)
    return kept


def _dateline(blocks: Sequence[Block]) -> Dateline | None:
    """The dateline of the first paragraph that has a date; the agency may stand in an earlier one."""
    paragraphs = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH][:_DATED]
    found = [each for each in map(read_dateline, paragraphs) if each]
    dated = next((each for each in found if each.date), None) or next(
        (each for each in found if each.days_back is not None), None
    )
    first = next((each for each in found if each.agency), None)
    if dated and first and not dated.agency:
        return replace(dated, agency=first.agency)
    return dated or first
