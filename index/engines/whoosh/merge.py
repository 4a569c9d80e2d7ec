"""Several segments made into one, and which ones are worth it: whole arrays are moved, no text is read again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.arraywriter import write_arrays
from index.engines.whoosh.inversion import Run, merge_runs, smallest
from index.engines.whoosh.layout import (
    DAY_COLUMNS,
    IDS,
    MOST_ARTICLES,
    PRINTS,
    SUFFIX,
    TAG_FIELDS,
    TEXT_FIELDS,
    lengths_of,
)
from index.engines.whoosh.postings import Postings
from index.engines.whoosh.segment import SegmentFile

# Segments of a tier are up to this many times as large as those of the tier below, and as many as this are made into one.
FACTOR = 8
# A segment with more deleted articles than this share is written anew.
_DEAD_SHARE = 0.4

Part = tuple[SegmentFile, Array | None]
"""A segment and the mask of its articles that are not deleted; no mask where all are there."""


def choose_merge(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Which segments to make into one now, by their places in `sizes` (living, all articles); empty where it is not worth it.

    Only small segments of like size are merged among themselves, so an article is written anew once in a tier; what
    would not fit into one segment is never merged.
    """
    worn = [place for place, (alive, total) in enumerate(sizes) if alive < total * (1 - _DEAD_SHARE)]
    if worn:
        return worn[:1]
    tiers: dict[int, list[int]] = {}
    for place, (alive, _) in enumerate(sizes):
        tiers.setdefault(_tier(alive), []).append(place)
    for _, places in sorted(tiers.items()):
        chosen: list[int] = []
        room = MOST_ARTICLES
        for place in sorted(places, key=lambda each: sizes[each][0]):
            if sizes[place][0] <= room:
                chosen.append(place)
                room -= sizes[place][0]
        if len(places) >= FACTOR and len(chosen) > 1:
            return sorted(chosen)
    return []


def _tier(alive: int) -> int:
    tier = 0
    while alive >= FACTOR:
        alive //= FACTOR
        tier += 1
    return tier


def merge_segments(parts: Sequence[Part], folder: Path, name: str) -> int:
    """Write the living articles of `parts` as the segment `name`, in their order; returns how many. Raises `OSError`."""
    maps, total = [], 0
    for segment, alive in parts:
        kept = len(segment) if alive is None else int(np.count_nonzero(alive))
        shift = np.arange(len(segment)) if alive is None else np.cumsum(alive) - 1
        maps.append(shift + total)
        total += kept
    arrays: dict[str, Array] = {}
    for field in (*TEXT_FIELDS, *TAG_FIELDS):
        terms: dict[bytes, int] = {}
        runs = [
            run
            for (segment, alive), numbers in zip(parts, maps, strict=True)
            if (run := _run_of(segment.field(field), alive, numbers, terms))
        ]
        arrays |= merge_runs(runs, list(terms), field)
    for column in (IDS, PRINTS, *DAY_COLUMNS.values(), *map(lengths_of, TEXT_FIELDS)):
        arrays[column] = np.concatenate([_alive(segment.file.array(column), alive) for segment, alive in parts])
    write_arrays(folder / f"{name}{SUFFIX}", arrays)
    return total


def _run_of(postings: Postings, alive: Array | None, numbers: Array, terms: dict[bytes, int]) -> Run | None:
    """The postings of one segment as a run, deleted articles left out, terms numbered by `terms`."""
    size = len(postings)
    if not size:
        return None
    everything = (0, size)
    known = np.fromiter((terms.setdefault(term, len(terms)) for term in postings.terms()), np.uint32, size)
    documents, counts, sizes = postings.documents(everything), postings.counts(everything), postings.frequencies()
    places = postings.marked_places(everything) if postings.has_places else None
    if alive is not None:
        kept = alive.take(documents)
        places = None if places is None else places[np.repeat(kept, counts)]
        bounds = np.concatenate(([0], np.cumsum(sizes)))
        sizes = np.diff(np.concatenate(([0], np.cumsum(kept)))[bounds])
        documents, counts = documents[kept], counts[kept]
        some = sizes > 0
        known, sizes = known[some], sizes[some]
    return Run(
        known, sizes, numbers.take(documents).astype(np.uint16), counts, None if places is None else smallest_places(places)
    )


def smallest_places(places: Array) -> Array:
    """Places in two bytes, in four where a long text needs them."""
    return places if places.dtype.itemsize <= np.dtype(np.uint16).itemsize else smallest(places)


def _alive(column: Array, alive: Array | None) -> Array:
    return column if alive is None else column[alive]
