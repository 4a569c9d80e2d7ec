"""Words side by side as a Whoosh query: Whoosh's own phrase wants all words in one field, ours stand in two forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from typing import Self

from whoosh.matching import FilterMatcher, IntersectionMatcher, LeafMatcher, Matcher, NullMatcher
from whoosh.query import Query
from whoosh.query.spans import Span, SpanWrappingMatcher
from whoosh.reading import IndexReader
from whoosh.searching import SearchContext, Searcher


class Adjacent(Query):  # type: ignore[misc]  # Whoosh carries no types
    """Documents where `parts` match at neighbouring positions in this order; a part is a term or a choice of terms.

    Both forms of a text number their words alike, so `nghi quyết` takes its first word from the folded form and its
    second from the marked one.
    """

    def __init__(self, parts: Sequence[Query]) -> None:
        self.parts = tuple(parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Adjacent) and self.parts == other.parts

    def __hash__(self) -> int:
        return hash(self.parts)

    def __repr__(self) -> str:
        return f"Adjacent({list(self.parts)!r})"

    def is_leaf(self) -> bool:
        """False: it has parts."""
        return False

    def children(self) -> Iterator[Query]:
        """The parts in order."""
        return iter(self.parts)

    def apply(self, fn: Callable[[Query], Query]) -> Self:
        """The same with each part changed by `fn`."""
        return type(self)([fn(part) for part in self.parts])

    def normalize(self) -> Self:
        """Itself: a part moved or merged would no longer be a neighbour."""
        return self

    def estimate_size(self, reader: IndexReader) -> int:
        """The rarest part is the most that can match."""
        return min(int(part.estimate_size(reader)) for part in self.parts)

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """The matcher of one segment; parts must keep their place, so nothing may be loaded ahead of it."""
        context = context.set(needs_current=True) if context else SearchContext(needs_current=True, weighting=None)
        matchers = [part.matcher(searcher, context) for part in self.parts]
        return AdjacentMatcher(matchers) if all(each.is_active() for each in matchers) else NullMatcher()


class AdjacentMatcher(SpanWrappingMatcher):  # type: ignore[misc]  # Whoosh carries no types
    """Stands on documents that hold all parts, and of those on the ones where they are neighbours."""

    def __init__(self, matchers: Sequence[Matcher]) -> None:
        self.matchers = tuple(matchers)
        super().__init__(reduce(IntersectionMatcher, self.matchers))

    def copy(self) -> Self:
        """A matcher of its own at the same place."""
        return type(self)([each.copy() for each in self.matchers])

    def replace(self, _minquality: float = 0) -> Matcher:
        """Itself while active: the parts are needed one by one for their positions. No quality is promised."""
        return self if self.is_active() else NullMatcher()

    def supports_block_quality(self) -> bool:
        """Never: a block says nothing of neighbours."""
        return False

    def _get_spans(self) -> list[Span]:
        starts = set(_positions(self.matchers[0]))
        for distance, matcher in enumerate(self.matchers[1:], 1):
            if not starts:
                return []
            starts &= {place - distance for place in _positions(matcher)}
        length = len(self.matchers) - 1
        return [Span(start, start + length) for start in sorted(starts)]


def _positions(matcher: Matcher) -> Iterable[int]:
    """The places of a part in the current document; a choice of terms knows them only as spans, which are slow."""
    if isinstance(matcher, LeafMatcher | FilterMatcher):
        positions: list[int] = matcher.value_as("positions")
        return positions
    return (span.start for span in matcher.spans())
