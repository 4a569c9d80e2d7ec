"""Words side by side: a word's places in all articles as one list of numbers, article in front, and what such lists share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.following import KIND_BITS, LAST_PLACE, is_before, kind_of, places_of
from index.engines.whoosh.lexicon import Spans
from index.engines.whoosh.listing import Listing, SparseListing
from index.engines.whoosh.postings import Range
from index.engines.whoosh.runs import common, earlier
from index.engines.whoosh.segment import SegmentFile

# Article and place fit into four bytes where no text is longer than this.
_PLACE_BITS = 16
_LONG = (1 << _PLACE_BITS) - 1024
_LONG_BITS = 32
# The spellings of one bare word are fewer than this many bits can number.
_TERM_BITS = 16
# Where fewer than one of so many articles are left, a word's places in them are read before the next word's kind is looked at.
_NARROW = 5
# Where fewer than one of so many postings are wanted, the posting of each place is looked up by itself.
_SPARSE = 8


class Places:
    """Where words stand in the articles that `mask` takes of one text field: numbers of article and place."""

    def __init__(self, segment: SegmentFile, field: str, mask: Array | None) -> None:
        self._postings = segment.field(field)
        self._size = len(segment)
        self._mask = mask
        self._bits, self._dtype = place_format(segment, field)

    def neighbours(self, words: Sequence[Spans]) -> Array:
        """The places, ascending, from which on the words stand side by side in this order.

        The first word that is read is the one with fewest places before a word of the next one's kind, and each one after it
        is read only in the articles that are left.
        """
        kinds = [*map(self._kind, words[1:]), None]
        sizes = [
            sum(map(self._postings.place_count, spans)) >> (0 if kind is None else KIND_BITS)
            for spans, kind in zip(words, kinds, strict=True)
        ]
        order = sorted(range(len(words)), key=sizes.__getitem__)
        mask = self._mask
        starts = self._read(words[order[0]], kinds[order[0]], mask, order[0])
        for number in order[1:]:
            if not len(starts):
                break
            mask = self._articles(starts)
            starts = common(starts, self._read(words[number], kinds[number], mask, number))
        return starts

    def pairs(self, first: Spans, second: Spans) -> Iterator[tuple[int, int, Array]]:
        """Where two words stand side by side: term of the first, term of the second, places of the first."""
        kind = self._kind(second)
        for one, two in product(first, second):
            here_terms, here = self._spelled(one, kind, self._mask, 0)
            if not len(here):
                continue
            there_terms, there = self._spelled(two, None, self._articles(here), 1)
            places = common(here, there)
            if one[1] - one[0] == two[1] - two[0] == 1:
                yield one[0], two[0], places
                continue
            left = here_terms.take(np.searchsorted(here, places)).astype(np.int64)
            right = there_terms.take(np.searchsorted(there, places))
            spellings = left << _TERM_BITS | right
            order = np.argsort(spellings, kind="stable")
            borders = np.flatnonzero(np.diff(spellings.take(order))) + 1
            for which in np.split(order, borders) if len(order) else ():
                yield one[0] + int(left[which[0]]), two[0] + int(right[which[0]]), places.take(which)

    def listing(self, places: Array) -> SparseListing:
        """The articles of these ascending places, each with the number of its places."""
        articles = places >> self._dtype.type(self._bits)
        firsts = np.flatnonzero(np.concatenate(([True], articles[1:] != articles[:-1]))) if len(articles) else _NONE
        return SparseListing(articles.take(firsts).astype(np.uint16), np.diff(firsts, append=len(articles)))

    def within(self, listing: Listing) -> Listing:
        """What of a listing is in the articles that are looked at."""
        return listing if self._mask is None else listing.within(self._mask)

    def _kind(self, spans: Spans) -> int | None:
        """The kind of a word that may be any of the terms in `spans`; `None` where they are several bare words."""
        kinds = {kind_of(self._postings.term(number)) for first, last in spans for number in (first, last - 1)}
        return kinds.pop() if len(kinds) == 1 else None

    def _articles(self, places: Array) -> Array:
        """A mask of the articles that these places are in."""
        mask = np.zeros(self._size, bool)
        mask[(places >> self._dtype.type(self._bits)).astype(np.intp)] = True
        return mask

    def _read(self, spans: Spans, kind: int | None, mask: Array | None, words: int) -> Array:
        """The places of all terms of these ranges, in no order, each so many words earlier."""
        parts = [earlier(self._gather(span, kind, mask)[1], words) for span in spans]
        return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else np.zeros(0, self._dtype)

    def _spelled(self, span: Range, kind: int | None, mask: Array | None, words: int) -> tuple[Array, Array]:
        """How far along in a range the term of each place is, and the places, ascending, each so many words earlier."""
        owners, places = self._gather(span, kind, mask)
        if span[1] - span[0] == 1:
            kept = earlier(places, words)
            return np.zeros(len(kept), np.uint16), kept
        terms = np.searchsorted(np.cumsum(self._postings.frequencies(*span)), owners, "right").astype(np.uint16)
        order = np.argsort(places, kind="stable")
        terms, places = terms.take(order), places.take(order)
        kept = earlier(places, words)
        return terms[len(places) - len(kept) :], kept

    def _gather(self, span: Range, kind: int | None, mask: Array | None) -> tuple[Array, Array]:
        """The places of a range's terms in the articles that `mask` takes, and the postings they belong to.

        Without a `kind` these are all places, else at least those before a word of this kind.
        """
        documents, counts = self._postings.documents(span), self._postings.counts(span)
        marked = self._postings.marked_places(span)
        if kind is not None and (mask is None or np.count_nonzero(mask) * _NARROW > len(mask)):
            at = np.flatnonzero(is_before(marked, kind))
            owners = _owners(counts, at)
            if mask is not None:
                kept = np.flatnonzero(mask.take(documents.take(owners)))
                owners, at = owners.take(kept), at.take(kept)
            marked = marked.take(at)
        else:
            which = np.arange(len(documents)) if mask is None else np.flatnonzero(mask.take(documents))
            if not len(which):
                return which, np.zeros(0, self._dtype)
            owners, at = _expand(counts, which)
            marked = marked.take(at)
            if kind is not None:
                kept = np.flatnonzero(is_before(marked, kind))
                owners, marked = owners.take(kept), marked.take(kept)
        if self._bits == _LONG_BITS:
            kept = np.flatnonzero(places_of(marked) < LAST_PLACE)
            owners, marked = owners.take(kept), marked.take(kept)
        found = documents.take(owners).astype(self._dtype) << self._dtype.type(self._bits)
        found |= places_of(marked)
        return owners, found


def _owners(counts: Array, at: Array) -> Array:
    """The postings that the places `at` belong to, where posting after posting has so many."""
    if len(at) * _SPARSE < len(counts):
        return np.searchsorted(np.cumsum(counts, dtype=np.int64), at, "right")
    return np.repeat(np.arange(len(counts)), counts).take(at)


def _expand(counts: Array, which: Array) -> tuple[Array, Array]:
    """All places of some postings, and for each its posting."""
    chosen = counts.take(which)
    starts = np.cumsum(counts, dtype=np.int64).take(which) - chosen
    order = np.repeat(np.arange(len(which)), chosen)
    at = (starts - (np.cumsum(chosen, dtype=np.int64) - chosen)).take(order)
    at += np.arange(len(at))
    return which.take(order), at


def place_format(segment: SegmentFile, field: str) -> tuple[int, Any]:
    """Into how many bits of a number a place goes, and the type of the numbers, which the article's stands in front."""
    if segment.longest[field] > _LONG:
        return _LONG_BITS, np.dtype(np.uint64)
    return _PLACE_BITS, np.dtype(np.uint32)


_NONE = np.zeros(0, np.uint32)
