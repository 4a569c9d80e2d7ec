"""Words side by side: a word's places in all articles as one ascending list of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.lexicon import Spans
from index.engines.whoosh.listing import SparseListing
from index.engines.whoosh.postings import Range
from index.engines.whoosh.runs import earlier, merged, shared
from index.engines.whoosh.segment import SegmentFile

# A word that stands so many times more often than what is left of a phrase is read only in the articles that are left.
_RARE = 16
# Article and place fit into four bytes where no text is longer than this.
_PLACE_BITS = 16
_LONG = (1 << _PLACE_BITS) - 1024
_LONG_BITS = 32
# The spellings of one bare word are fewer than this many bits can number.
_TERM_BITS = 16

Runs = tuple[Array, ...]
"""Places of a word: its frequent spellings each with an ascending list, others together."""


class Places:
    """Where words stand in the articles that `mask` takes of one text field: numbers of article and place.

    The places of a word may tell of more articles than the mask takes where that is cheaper.
    """

    def __init__(self, segment: SegmentFile, field: str, mask: Array) -> None:
        self._postings = segment.field(field)
        self.mask = mask
        self._bits, self._dtype = place_format(segment, field)
        self._known: dict[Spans, Runs] = {}

    def of(self, spans: Spans) -> Runs:
        """The places of a word that may be any of the terms in `spans`."""
        if spans not in self._known:
            self._known[spans] = self._read(spans, self.mask)
        return self._known[spans]

    def neighbours(self, words: Sequence[Spans]) -> Array:
        """The places, ascending, from which on the words stand side by side in this order."""
        sizes = [sum(map(self._postings.frequency, spans)) for spans in words]
        order = sorted(range(len(words)), key=sizes.__getitem__)
        starts = [earlier(run, order[0]) for run in self.of(words[order[0]])]
        for number in order[1:]:
            here = sum(map(len, starts))
            if not here:
                break
            runs = self._read_few(words[number], starts) if here * _RARE < sizes[number] else self.of(words[number])
            before = [earlier(run, number) for run in runs]
            found = [both for start in starts for run in before if len(both := shared(start, run))]
            starts = [merged(found)] if found else []
        return merged(starts) if starts else np.zeros(0, self._dtype)

    def pairs(self, first: Spans, second: Spans) -> Iterator[tuple[int, int, Array]]:
        """Where two words stand side by side: term of the first, term of the second, places of the first."""
        for one, two in product(first, second):
            (here, here_terms), (there, there_terms) = self._spelled(one), self._spelled(two)
            places = shared(here, earlier(there, 1))
            if one[1] - one[0] == two[1] - two[0] == 1:
                yield one[0], two[0], places
                continue
            left = here_terms.take(np.searchsorted(here, places))
            right = there_terms.take(np.searchsorted(there, places + self._dtype.type(1)))
            spellings = left.astype(np.int64) << _TERM_BITS | right
            order = np.argsort(spellings, kind="stable")
            borders = np.flatnonzero(np.diff(spellings.take(order))) + 1
            for which in np.split(order, borders) if len(order) else ():
                yield one[0] + int(left[which[0]]), two[0] + int(right[which[0]]), places.take(which)

    def listing(self, places: Array) -> SparseListing:
        """The articles of these ascending places, each with the number of its places."""
        articles = places >> self._dtype.type(self._bits)
        firsts = np.flatnonzero(np.concatenate(([True], articles[1:] != articles[:-1]))) if len(articles) else _NONE
        return SparseListing(articles.take(firsts).astype(np.uint16), np.diff(firsts, append=len(articles)))

    def _articles(self, places: Sequence[Array]) -> Array:
        """A mask of the articles that these places are in."""
        mask = np.zeros(len(self.mask), bool)
        for each in places:
            mask[(each >> self._dtype.type(self._bits)).astype(np.intp)] = True
        return mask

    def _read(self, spans: Spans, mask: Array) -> Runs:
        parts = (part for span in spans for part in self._parts(span))
        return tuple(run for part in parts if len(run := self._run(part, mask)))

    def _read_few(self, spans: Spans, places: Sequence[Array]) -> Runs:
        """The places of a word in the few articles that these places are in, all spellings together."""
        mask = self._articles(places)
        return tuple(run for span in spans if len(run := self._run(span, mask)))

    def _parts(self, span: Range) -> Iterator[Range]:
        """A range cut into its frequent terms, each alone since its places ascend, and the stretches between them."""
        first, last = span
        if last - first > 1:
            sizes = self._postings.frequencies(first, last)
            for number in (np.flatnonzero(sizes * _RARE > sizes.sum()) + first).tolist():
                if first < number:
                    yield first, number
                yield number, number + 1
                first = number + 1
        if first < last:
            yield first, last

    def _run(self, span: Range, mask: Array) -> Array:
        """The places of all terms of a range as one ascending list."""
        _, _, places = self._gather(span, mask)
        if span[1] - span[0] > 1:
            places.sort(kind="stable")
        return places

    def _spelled(self, span: Range) -> tuple[Array, Array]:
        """The places of all terms of a range as one ascending list, and how far along in the range the term of each is."""
        which, counts, places = self._gather(span, self.mask)
        if span[1] - span[0] == 1:
            return places, np.zeros(len(places), np.uint16)
        ends = np.cumsum(self._postings.frequencies(*span))
        keys = places.astype(np.uint64) << np.uint64(_TERM_BITS)
        keys |= np.repeat(np.searchsorted(ends, which, "right").astype(np.uint64), counts)
        keys.sort(kind="stable")
        return (keys >> np.uint64(_TERM_BITS)).astype(self._dtype), keys.astype(np.uint16)

    def _gather(self, span: Range, mask: Array) -> tuple[Array, Array, Array]:
        """The postings of a range in the articles that `mask` takes: numbers and counts; and all their places, term by term."""
        documents, counts = self._postings.documents(span), self._postings.counts(span)
        which = np.flatnonzero(mask.take(documents))
        if not len(which):
            return which, counts[:0], np.zeros(0, self._dtype)
        places = self._postings.places(span)
        if len(which) * 2 < len(documents):
            ends = np.cumsum(counts, dtype=np.int64).take(which)
            documents, counts = documents.take(which), counts.take(which)
            at = np.repeat(ends - np.cumsum(counts, dtype=np.int64), counts)
            at += np.arange(len(at))
            places = places.take(at)
        else:
            which = np.arange(len(documents))
        found = np.repeat(documents.astype(self._dtype) << self._dtype.type(self._bits), counts)
        found += places
        return which, counts, found


def place_format(segment: SegmentFile, field: str) -> tuple[int, Any]:
    """Into how many bits of a number a place goes, and the type of the numbers, which the article's stands in front."""
    if segment.longest[field] > _LONG:
        return _LONG_BITS, np.dtype(np.uint64)
    return _PLACE_BITS, np.dtype(np.uint32)


def candidates(segment: SegmentFile, field: str, words: Sequence[Spans], allowed: Array | None) -> Array:
    """A mask of the articles that hold all words."""
    postings = segment.field(field)
    mask = np.ones(len(segment), bool) if allowed is None else allowed.copy()
    for spans in words:
        holds = np.zeros(len(segment), bool)
        for span in spans:
            holds[postings.documents(span).astype(np.intp)] = True
        mask &= holds
    return mask


_NONE = np.zeros(0, np.uint32)
