"""What is remembered of each article beside its words: enough to filter, to sort by day and to count facets exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from whoosh.reading import IndexReader

from index.engines.whoosh.schema import day_field, day_number
from index.query import Filter, Order, Query

Facts = Mapping[str, Any]
"""One article's record, as `schema.fields_of` makes it."""

_TAGS = ("source", "state", "document", "person")
_LAST_DAY = 99991231


class FactStore:
    """The facts of one reader's articles, by Whoosh's number. A segment never changes, so its facts outlive a commit."""

    def __init__(self) -> None:
        self._segments: dict[str, dict[int, Facts]] = {}
        self._leaves: list[tuple[IndexReader, dict[int, Facts]]] = []
        self._offsets: list[int] = []

    def follow(self, reader: IndexReader) -> None:
        """Speak of the articles of `reader` from now on."""
        leaves = [(leaf, offset) for leaf, offset in reader.leaf_readers() if leaf.doc_count_all()]
        self._segments = {name: self._segments.get(name, {}) for name in (leaf.segment().segment_id() for leaf, _ in leaves)}
        self._leaves = [(leaf, self._segments[leaf.segment().segment_id()]) for leaf, _ in leaves]
        self._offsets = [offset for _, offset in leaves]

    def __getitem__(self, number: int) -> Facts:
        place = bisect_right(self._offsets, number) - 1
        leaf, known = self._leaves[place]
        number -= self._offsets[place]
        facts = known.get(number)
        if facts is None:
            facts = known[number] = leaf.stored_fields(number)["facts"]
        return facts


def passes(query: Query) -> Callable[[Facts], bool]:
    """Whether an article passes the filters and the range of days of `query`."""
    fields: dict[str, list[Filter]] = {}
    for each in query.filters:
        fields.setdefault(each.field, []).append(each)
    tests = [_test(name, chosen, query) for name, chosen in fields.items()]
    if query.since or query.until:
        field = day_field(query.date_kind)
        first, last = day_number(query.since) or 1, day_number(query.until) or _LAST_DAY
        tests.append(lambda facts: first <= facts[field] <= last)
    return lambda facts: all(test(facts) for test in tests)


def _test(name: str, chosen: Iterable[Filter], query: Query) -> Callable[[Facts], bool]:
    wanted = {each.value for each in chosen if not each.exclude}
    unwanted = {each.value for each in chosen if each.exclude}
    values = _reader(name, query)
    return lambda facts: (not wanted or not wanted.isdisjoint(values(facts))) and unwanted.isdisjoint(values(facts))


def _reader(name: str, query: Query) -> Callable[[Facts], tuple[str, ...]]:
    """How the values of a facet are read from facts. Raises `ValueError` for a facet that there is not."""
    if name == "year":
        field = day_field(query.date_kind)
        return lambda facts: (str(facts[field] // 10000) if facts[field] else "",)
    if name not in _TAGS:
        raise ValueError(f"no engine keeps a facet {name!r}")
    return lambda facts: facts[name]


def sort_key(query: Query, scores: Mapping[int, float], facts: Mapping[int, Facts]) -> Callable[[int], tuple[float, ...]]:
    """The sort key of a hit's number: undated articles last in either direction of time, ties by id."""
    if query.order is Order.RELEVANCE:
        return lambda number: (-scores[number], facts[number]["id"])
    field = day_field(query.date_kind)
    sign = -1 if query.order is Order.NEWEST else 1
    return lambda number: (not facts[number][field], sign * facts[number][field], facts[number]["id"])


def count_facet(name: str, query: Query, facts: Iterable[Facts]) -> tuple[tuple[str, int], ...]:
    """Facet values with their number of hits, largest first, equal ones in order of the value."""
    counter: Counter[str] = Counter()
    values = _reader(name, query)
    if name == "document":
        # A facet of documents is not split into a symbol and its number.
        counter.update(value for each in facts for value in each["document_facet"])
    else:
        counter.update(value for each in facts for value in values(each))
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
