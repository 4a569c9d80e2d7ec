"""The printed text of an article in pieces, the recognised spans as links: never a letter more or less than printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.annotate import Annotations
from index.article import Article, BlockKind
from index.labels import document_label
from index.people import PersonMention
from index.text import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A recognised span: `name` and `value` are the filter that finds the other articles with it."""

    span: Span
    name: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of printed text, marked or not."""

    text: str
    mark: Mark | None = None


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """One block as printed: `rows` of cells for a table, one row of one cell for anything else."""

    kind: BlockKind
    rows: tuple[tuple[Pieces, ...], ...]
    is_lead: bool

    @property
    def pieces(self) -> Pieces:
        """The text of a block that is no table."""
        return self.rows[0][0]


def marks_of(seen: Annotations) -> tuple[Mark, ...]:
    """All spans that lead somewhere, in reading order, none over another."""
    found = [Mark(each.span, "vankien", each.keys[0], document_label(each)) for each in seen.documents if each.keys]
    for mention in seen.people:
        named = _named(mention, seen.people)
        if named is not None and named.key and named.name:
            found.append(Mark(mention.span, "nguoi", named.key, named.name))
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not kept or mark.span.start >= kept[-1].span.end:
            kept.append(mark)
    return tuple(kept)


def printed_title(article: Article, marks: Sequence[Mark]) -> Pieces:
    """The title in pieces; nothing where the page prints none."""
    return tuple(_pieces(article.title, 0, marks)) if article.title else ()


def printed_blocks(article: Article, marks: Sequence[Mark]) -> tuple[PrintedBlock, ...]:
    """The blocks in printed order."""
    place = len(article.title) + 1 if article.title else 0
    blocks = []
    lead = article.lead
    for block in article.blocks:
        is_lead = lead is not None and block.kind is BlockKind.PARAGRAPH and block.text == lead
        lead = None if is_lead else lead
        rows = tuple(_rows(block.text, place, marks)) if block.kind is BlockKind.TABLE else None
        blocks.append(PrintedBlock(block.kind, rows or ((tuple(_pieces(block.text, place, marks)),),), is_lead))
        place += len(block.text) + 1
    return tuple(blocks)


def _named(mention: PersonMention, people: Sequence[PersonMention]) -> PersonMention | None:
    """The mention with the name: the mention itself, or the one it points back to."""
    if mention.name or mention.refers_to is None:
        return mention
    return people[mention.refers_to] if 0 <= mention.refers_to < len(people) else None


def _rows(text: str, place: int, marks: Sequence[Mark]) -> Iterator[tuple[Pieces, ...]]:
    for row in text.split("\n"):
        cells = []
        for cell in row.split(" | "):
            cells.append(tuple(_pieces(cell, place, marks)))
            place += len(cell) + len(" | ")
        place += 1 - len(" | ")
        yield tuple(cells)


def _pieces(text: str, place: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The text that begins at `place` of the article, cut at the marks that lie wholly in it."""
    done, end = place, place + len(text)
    for mark in marks[bisect_left(marks, place, key=lambda each: each.span.start) :]:
        if mark.span.start >= end:
            break
        if mark.span.end <= end:
            if mark.span.start > done:
                yield Piece(text[done - place : mark.span.start - place])
            yield Piece(text[mark.span.start - place : mark.span.end - place], mark)
            done = mark.span.end
    if done < end:
        yield Piece(text[done - place :])
