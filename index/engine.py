"""What any search engine must do for the archive: it matches, ranks and counts, and gives back ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from index.query import Query

# Facets of the query's kind of date: 2023, 2023-07, 2023-07-11; an article without one counts under "".
PERIODS = ("year", "month", "day")
# What every engine counts unless it is asked for others; "month" and "day" it counts and filters as well.
FACETS = ("source", "document", "person", "year", "state")

Progress = Callable[[int, int], None]
"""Called with (done, total) while long work goes on; total is 0 where it is unknown."""


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """What an engine is told of one article: its newest revision, flat.

    `documents` are the keys of `DocumentReference.keys`, `people` person keys, `state` as in `index.catalogue`
    ("live", "changed", "gone", "moved", "back"). A document facet counts symbols and bare type:number keys that
    have no symbol: `facet_documents` holds just those.
    """

    id: int
    title: str
    body: str
    source: str
    state: str
    first_seen: date
    event: date | None = None
    posted: date | None = None
    documents: tuple[str, ...] = ()
    facet_documents: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found, by its id in the catalogue. `score` only compares hits of one answer.

    `copies`: of a query that groups copies, how many hits print this text, itself included.
    """

    id: int
    score: float
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Matches:
    """An answer: exact total, one page of hits, and facet counts over all hits (value, count), largest first.

    `suggestions` (gợi ý chính tả): for words that stand nowhere, (word as typed, word that may be meant); never applied.
    `groups`: of a query that groups copies, how many different texts there are among the `total` articles.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    suggestions: tuple[tuple[str, str], ...] = ()
    groups: int | None = None


class Engine(Protocol):
    """A search engine (bộ máy tìm kiếm). All methods raise `EngineError` where the index cannot serve."""

    def apply(self, articles: Iterable[IndexedArticle], gone: Iterable[int], mark: int) -> None:
        """Add or replace `articles`, delete the ids in `gone`, then remember `mark`, all or nothing.

        An id in both is gone; an article told twice is as it was told last. Applying a batch again changes nothing.
        `articles` are read once, and never all of them are held in memory.
        """

    def mark(self) -> int:
        """The change number up to which this index holds everything; 0 for a new one."""

    def count(self) -> int:
        """Articles in the index."""

    def search(self, query: Query, *, offset: int = 0, limit: int = 20, facets: tuple[str, ...] = FACETS) -> Matches:
        """The hits of `query` from `offset` on; an empty `must` matches every article that passes the filters.

        Commits of other processes are seen at the next search. Notes are Vietnamese sentences.
        """

    def verify(self) -> tuple[str, ...]:
        """What is wrong with the index, a sentence each; empty when nothing is."""

    def close(self) -> None:
        """Let go of files and locks; never raises."""
