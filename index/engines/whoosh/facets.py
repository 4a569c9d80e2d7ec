"""Counting what all hits have: one number for each value in the whole index, added up segment by segment."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from index.engine import PERIODS
from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.layout import FACET_FIELDS, day_column
from index.engines.whoosh.periods import period_value
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.snapshot import Snapshot
from index.query import Query

Counts = tuple[tuple[str, int], ...]


class Values:
    """The values of all facets that any segment has had, numbered; kept from one state of an index to the next."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: dict[str, dict[str, int]] = {field: {} for field in FACET_FIELDS.values()}
        self._names: dict[str, list[str]] = {field: [] for field in FACET_FIELDS.values()}

    def names(self, field: str) -> list[str]:
        """The values of a field by their numbers."""
        return self._names[field]

    def of(self, segment: SegmentFile, field: str) -> Array:
        """The numbers of the terms that a segment has in a field."""
        with self._lock:
            known = segment.value_numbers.get(field)
            if known is None or known[0] is not self:
                numbers, names = self._numbers[field], self._names[field]
                for value in segment.field(field).values:
                    if value not in numbers:
                        numbers[value] = len(names)
                        names.append(value)
                found = np.array([numbers[value] for value in segment.field(field).values], np.intp)
                known = segment.value_numbers[field] = (self, found)
            return known[1]


def check_facet(name: str) -> None:
    """Raise `ValueError` for a facet that there is not."""
    if name not in PERIODS and name not in FACET_FIELDS:
        raise ValueError(f"no engine keeps a facet {name!r}")


def count_facet(name: str, query: Query, snapshot: Snapshot, hits: Sequence[Array], values: Values) -> Counts:
    """The values of a facet with their number of hits, largest first, equal ones in order of the value.

    `hits` are masks, one a segment. Raises `ValueError` for a facet that there is not.
    """
    check_facet(name)
    if name in PERIODS:
        return _count_periods(name, query, snapshot, hits)
    return _count_values(FACET_FIELDS[name], snapshot, hits, values)


def _count_periods(period: str, query: Query, snapshot: Snapshot, hits: Sequence[Array]) -> Counts:
    column = day_column(query.date_kind)
    numbers, places = snapshot.periods(column, period)
    totals = np.zeros(len(numbers), np.int64)
    for leaf, mask, at in zip(snapshot.leaves, hits, places, strict=True):
        totals[at] += leaf.segment.periods(column, period).count(mask)
    some = np.flatnonzero(totals)
    some = some[np.argsort(-totals.take(some), kind="stable")]
    values = [period_value(number, period) for number in numbers.take(some).tolist()]
    return tuple(zip(values, totals.take(some).tolist(), strict=True))


def _count_values(field: str, snapshot: Snapshot, hits: Sequence[Array], values: Values) -> Counts:
    numbers = [values.of(leaf.segment, field) for leaf in snapshot.leaves]
    names = values.names(field)
    totals = np.zeros(len(names), np.int64)
    for leaf, mask, own in zip(snapshot.leaves, hits, numbers, strict=True):
        totals[own] += leaf.segment.field(field).count_each(mask)
    some = np.flatnonzero(totals)
    some = some[np.argsort(-totals.take(some), kind="stable")]
    return tuple(_in_order([names[number] for number in some.tolist()], totals.take(some)))


def _in_order(names: list[str], counts: Array) -> Iterator[tuple[str, int]]:
    """Names by falling counts, those of one count by name."""
    borders = [0, *(np.flatnonzero(np.diff(counts)) + 1).tolist(), len(names)]
    for start, stop in pairwise(borders):
        for name in sorted(names[start:stop]):
            yield name, int(counts[start])
