"""From words in reading order to postings in order of terms: sorted runs, and the merge of runs into one field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.following import KIND_BITS, LAST_PLACE
from index.engines.whoosh.postings import HALF_BITS, MOST_COUNT

_PLACE_BITS = LAST_PLACE.bit_length()
_PLACE_LIMIT = LAST_PLACE + 1
# A run's articles: with a place they fit into four bytes.
RUN = 1 << 12


@dataclass(frozen=True, slots=True)
class Run:
    """Postings of some articles: for each term its number of postings, then all postings term by term, in order of articles.

    `places` (each with what follows it, see `following`) are missing where the field keeps none; then every count is 1.
    """

    terms: Array
    sizes: Array
    documents: Array
    counts: Array
    places: Array | None


def invert(numbers: Array, lengths: Array, documents: Array, behind: Array) -> Run:
    """The run of at most `RUN` texts: their words' numbers in reading order, words per text, and each text's article.

    `behind` is the kind of the word behind each (see `following`).
    """
    if not len(numbers):
        return Run(*(np.zeros(0, np.uint32) for _ in range(5)))
    order = _in_order(numbers)
    keys = _keys(lengths).take(order)
    rows = keys >> _PLACE_BITS
    keys &= _PLACE_LIMIT - 1
    keys <<= KIND_BITS
    keys |= behind.take(order)
    words = np.bincount(numbers)
    terms = np.flatnonzero(words)
    bounds = np.concatenate(([0], np.cumsum(words.take(terms))))
    is_first = np.empty(len(rows), bool)
    np.not_equal(rows[1:], rows[:-1], out=is_first[1:])
    is_first[bounds[:-1]] = True
    firsts = np.flatnonzero(is_first)
    return Run(
        terms.astype(np.uint32),
        np.diff(np.searchsorted(firsts, bounds)).astype(np.uint32),
        documents.take(rows.take(firsts)).astype(np.uint16),
        smallest(np.diff(firsts, append=len(rows))),
        smallest(keys),
    )


def _in_order(numbers: Array) -> Array:
    """The order of words by number, equal ones as they were read: NumPy counts two bytes into place, it does not sort."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return order.take(np.argsort(high.take(order), kind="stable")) if high.any() else order


def _keys(lengths: Array) -> Array:
    """For each word of some texts which text it is in and at what place, as one number."""
    starts = np.cumsum(lengths) - lengths
    rows = np.arange(len(lengths), dtype=np.int64) << _PLACE_BITS
    if int(lengths.max(initial=0)) > _PLACE_LIMIT:
        places = np.arange(int(lengths.sum())) - np.repeat(starts, lengths)
        far: Array = np.repeat(rows, lengths) + np.minimum(places, _PLACE_LIMIT - 1)
        return far.astype(np.uint32)
    shifts = (rows - starts).astype(np.uint32)
    keys: Array = np.repeat(shifts, lengths)
    keys += np.arange(len(keys), dtype=np.uint32)
    return keys


def smallest(array: Array) -> Array:
    """The same numbers in as few bytes as they need."""
    most = int(array.max(initial=0))
    return array.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)


def merge_runs(runs: Sequence[Run], terms: Sequence[bytes], name: str, *, with_counts: bool = False) -> dict[str, Array]:
    """The arrays of the field `name` (see `postings`) from runs whose articles ascend from run to run.

    `terms` are the bytes of the terms that the runs number. Terms without a posting are left out. Counts are kept beside
    places, or where they are asked for; elsewhere each is 1.
    """
    sizes = np.zeros(len(terms), np.int64)
    for run in runs:
        sizes[run.terms] += run.sizes
    order = np.array(sorted(np.flatnonzero(sizes).tolist(), key=terms.__getitem__), np.intp)
    if not len(order):
        return {}
    texts = [terms[number] for number in order.tolist()]
    bounds = _bounds(sizes[order])
    arrays = {
        "text": np.frombuffer(b"".join(texts) or b"\0", np.uint8),
        "ends": smallest32(_bounds(np.fromiter(map(len, texts), np.int64, len(texts)))),
        "bounds": smallest32(bounds),
    }
    documents = np.empty(bounds[-1], np.uint16)
    counts = np.empty(bounds[-1], np.uint32 if any(run.counts.dtype.itemsize > 1 for run in runs) else np.uint8)
    free = np.zeros(len(terms), np.int64)
    free[order] = bounds[:-1]
    for run in runs:
        places = _places(free, run.terms, run.sizes)
        documents[places] = run.documents
        counts[places] = run.counts
    arrays["documents"] = documents
    has_places = all(run.places is not None for run in runs)
    if has_places or with_counts:
        arrays |= _count_arrays(counts)
    if has_places:
        arrays |= _place_arrays(runs, counts, bounds, order, len(terms))
    return {f"{name}.{part}": array for part, array in arrays.items()}


def smallest32(array: Array) -> Array:
    """Numbers as four bytes. Raises `OverflowError` beyond: a segment is made small enough."""
    if len(array) and int(array[-1]) >= 1 << 32:
        raise OverflowError("a segment holds too many words")
    return array.astype(np.uint32)


def _count_arrays(counts: Array) -> dict[str, Array]:
    often = np.flatnonzero(counts > MOST_COUNT) if counts.dtype.itemsize > 1 else np.zeros(0, np.intp)
    return {
        "counts": np.minimum(counts, MOST_COUNT).astype(np.uint8),
        "high_counts_at": smallest32(often),
        "high_counts": counts[often].astype(np.uint32),
    }


def _place_arrays(runs: Sequence[Run], counts: Array, bounds: Array, order: Array, size: int) -> dict[str, Array]:
    ends = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    place_bounds = ends[bounds]
    places = np.empty(place_bounds[-1], np.uint16)
    free = np.zeros(size, np.int64)
    free[order] = place_bounds[:-1]
    at, high = [], []
    for run in runs:
        if run.places is None or not len(run.places):
            continue
        firsts = np.concatenate(([0], np.cumsum(run.sizes, dtype=np.int64)[:-1]))
        target = _places(free, run.terms, np.add.reduceat(run.counts, firsts, dtype=np.int64))
        places[target] = run.places & np.uint32((1 << HALF_BITS) - 1) if run.places.dtype.itemsize > 2 else run.places
        if run.places.dtype.itemsize > 2:
            far = np.flatnonzero(run.places >> HALF_BITS)
            at.append(target[far])
            high.append(run.places[far] >> HALF_BITS)
    high_at = np.concatenate(at) if at else np.zeros(0, np.int64)
    in_order = np.argsort(high_at)
    return {
        "place_bounds": smallest32(place_bounds),
        "places": places,
        "high_places_at": smallest32(high_at[in_order]),
        "high_places": (np.concatenate(high) if high else high_at)[in_order].astype(np.uint16),
    }


def _bounds(sizes: Array) -> Array:
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def _places(free: Array, terms: Array, sizes: Array) -> Array:
    """Where the entries of a run go, and from where on the next run's may: `free` is moved on."""
    starts = free[terms]
    free[terms] += sizes
    shifts = starts - (np.cumsum(sizes, dtype=np.int64) - sizes)
    return np.repeat(shifts, sizes) + np.arange(int(sizes.sum()), dtype=np.int64)
