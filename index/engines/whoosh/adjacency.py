"""Words side by side: places of words as one ascending list of numbers over the whole segment, and what lists share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.postings import Listing
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.lexicon import Spans

# From here on it is cheaper to look for each of the few among the many than to go through both.
_FEW = 16


class Places:
    """Where words stand in the articles that `mask` takes of one text field: numbers that count through the segment.

    Between two articles one number is no word's, so words of two articles are never neighbours.
    """

    def __init__(self, segment: SegmentFile, field: str, mask: Array) -> None:
        self._postings = segment.field(field)
        self._starts = segment.starts[field]
        self._mask = mask
        self._known: dict[Spans, Array] = {}

    def of(self, spans: Spans) -> Array:
        """The places of a word that may be any of the terms in `spans`, ascending."""
        if spans not in self._known:
            found = [self._of_range(span) for span in spans]
            places = found[0] if len(found) == 1 else np.concatenate(found) if found else np.zeros(0, np.int32)
            if len(found) > 1 or any(last - first > 1 for first, last in spans):
                places.sort(kind="stable")
            self._known[spans] = places
        return self._known[spans]

    def _of_range(self, span: tuple[int, int]) -> Array:
        documents, counts, places = self._postings.documents(span), self._postings.counts(span), self._postings.places(span)
        taken = self._mask.take(documents)
        kept = int(np.count_nonzero(taken))
        if kept == len(documents):
            return np.repeat(self._starts.take(documents), counts) + places
        which = np.flatnonzero(taken)
        sizes = counts.take(which).astype(np.int64)
        ends = np.cumsum(counts, dtype=np.int64).take(which)
        at = np.repeat(ends - np.cumsum(sizes), sizes)
        at += np.arange(len(at))
        return np.repeat(self._starts.take(documents.take(which)), sizes) + places.take(at)

    def neighbours(self, words: Sequence[Spans]) -> Array:
        """The places from which on the words stand side by side in this order."""
        order = sorted(range(len(words)), key=lambda number: self._size(words[number]))
        starts = self.of(words[order[0]]) - order[0]
        for number in order[1:]:
            if not len(starts):
                break
            starts = shared(starts, self.of(words[number]) - number)
        return starts

    def listing(self, places: Array) -> Listing:
        """The articles of these ascending places, each with the number of its places."""
        documents = np.searchsorted(self._starts, places, "right") - 1
        once, counts = np.unique(documents, return_counts=True)
        return Listing(once.astype(np.uint16), counts)

    def _size(self, spans: Spans) -> int:
        return sum(int(self._postings.frequencies(first, last).sum()) for first, last in spans)


def shared(first: Array, second: Array) -> Array:
    """The numbers that two ascending lists of different numbers share, ascending."""
    few, many = (first, second) if len(first) < len(second) else (second, first)
    if len(few) * _FEW < len(many):
        at = np.searchsorted(many, few)
        at[at == len(many)] = 0
        found: Array = few[many.take(at) == few]
        return found
    both = np.concatenate((few, many))
    # Two ascending runs are merged, not sorted.
    both.sort(kind="stable")
    twice: Array = both[1:][both[1:] == both[:-1]]
    return twice


def candidates(segment: SegmentFile, field: str, words: Sequence[Spans], allowed: Array | None) -> tuple[Array, list[int]]:
    """A mask of the articles that hold all words, and the number of articles that hold each one."""
    postings = segment.field(field)
    mask = np.ones(len(segment), bool) if allowed is None else allowed.copy()
    sizes = []
    for spans in words:
        holds = np.zeros(len(segment), bool)
        for span in spans:
            holds[postings.documents(span).astype(np.intp)] = True
        sizes.append(int(np.count_nonzero(holds)))
        mask &= holds
    return mask, sizes
