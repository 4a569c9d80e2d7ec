"""What a reader may ask: the engine-neutral query that `index.query_parser` makes of typed text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby

from index.dates import DateKind


class Order(Enum):
    """How results are sorted."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand next to each other in this order, in the title or the body; one word is the common case.

    `words` are NFC as typed. `is_prefix`: the last word may go on (`quyế*`).
    A word with marks matches that spelling (either tone placement), a word without any matches every spelling.
    """

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """A term of a tag field: `document` ("22-nq/tu", "resolution:22") or `person` (a person key)."""

    field: str
    value: str


Clause = Words | Tag


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet value chosen (or excluded) by the reader. Fields: `index.engine.FACETS`, and `PERIODS` for parts of the date."""

    field: str
    value: str
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the typed text that was read as more than words, for the line "Đã hiểu là".

    `kind` is "document", "person", "source", "date", "state"; `label` is Vietnamese or figures; `without` is the query
    text with this part taken out.
    """

    kind: str
    printed: str
    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query: every group of `must` holds (one clause of it is enough), no clause of `must_not` does.

    In a group the likeliest clause stands first: of `22 nq tu` TU before TW. Every clause finds, the first ranks higher.

    `filters`: several values of one field are alternatives, excluded values all hold. `since` and `until` are days of
    the kind `date_kind`, both included; an article without such a day is left out when either is set. `date_kind`
    drives range, year facet and date order together: EVENT, POSTED, or `None` for the day first seen.

    `group_copies`: of articles that print the same words (bản chép) only the first is a hit.
    """

    text: str = ""
    must: tuple[tuple[Clause, ...], ...] = ()
    must_not: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()
    since: date | None = None
    until: date | None = None
    date_kind: DateKind | None = DateKind.EVENT
    order: Order = Order.RELEVANCE
    group_copies: bool = False
    understood: tuple[Understood, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def plain_runs(self) -> tuple[tuple[str, ...], ...]:
        """Single words typed one after the other, two or more: where they stand side by side, that is what was meant."""
        plain = [_plain_word(group) for group in self.must]
        runs = (tuple(word for word in run if word) for is_word, run in groupby(plain, key=bool) if is_word)
        return tuple(run for run in runs if len(run) > 1)


def _plain_word(group: tuple[Clause, ...]) -> str | None:
    clause = group[0] if len(group) == 1 else None
    return clause.words[0] if isinstance(clause, Words) and len(clause.words) == 1 and not clause.is_prefix else None
