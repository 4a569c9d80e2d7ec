"""Frequent words that often stand side by side: where they do is written down, since looking it up is what is dear.

`việt nam` in 65,000 articles would mean going through half a million places. A large segment has a second file with the
few hundred most frequent pairs of such words: the terms of its one field are two bare words and their spellings, listed
with articles and counts. A pair of bare words is there in all its spellings or not at all, so an answer from it is whole.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.engines.whoosh.adjacency import place_format
from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.arraywriter import write_arrays
from index.engines.whoosh.inversion import Run, merge_runs
from index.engines.whoosh.layout import PAIRS, PAIRS_SUFFIX
from index.engines.whoosh.postings import Postings, Range
from index.engines.whoosh.runs import earlier, shared
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.tokens import AFTER_SPELLINGS, SPELLING, key_of
from index.spelling import Spelling, folded_key

# A segment with fewer articles is quick without.
FEWEST_ARTICLES = 4096
# Pairs that are written down for a full segment, and the articles by which they are chosen.
_PAIRS = 250
_SAMPLE = 1000
# Words that may be part of a pair, and places that two of them must have together to be worth it, per article.
_WORDS = 800
_DEAR = 0.5
_FIELD = "body"
# Words whose places are kept at hand.
_HELD = 32


def write_pairs(segment: SegmentFile, folder: Path) -> None:
    """Write the pairs of a segment beside it, if it is large enough. Raises `OSError`."""
    postings = segment.field(_FIELD)
    if len(segment) < FEWEST_ARTICLES or not len(postings):
        return
    words = _Words(segment)
    terms: list[bytes] = []
    found: list[tuple[Array, Array]] = []
    for first, second in words.choose_pairs():
        for term, documents, counts in words.together(first, second):
            terms.append(term)
            found.append((documents, counts))
    if found:
        documents, counts = (np.concatenate([each[part] for each in found]) for part in (0, 1))
        sizes = np.array([len(each) for each, _ in found])
        run = Run(np.arange(len(terms)), sizes, documents, counts, None)
        write_arrays(folder / f"{segment.name}{PAIRS_SUFFIX}", merge_runs([run], terms, PAIRS, with_counts=True))


def find_pair(pairs: Postings, first: str, second: str) -> tuple[Range, ...] | None:
    """The terms of two typed words side by side; `None` where this pair is not written down."""
    one, two = Spelling.of(first), Spelling.of(second)
    bare = f"{folded_key(first)} {folded_key(second)}".encode("utf-8", "replace")
    start, stop = pairs.between(bare + SPELLING.encode(), bare + AFTER_SPELLINGS.encode())
    if start == stop:
        return None
    if not (one.is_marked or two.is_marked):
        return ((start, stop),)
    wanted = []
    for number, term in enumerate(pairs.terms(start, stop), start):
        keys = key_of(term).split(" ")
        if (not one.is_marked or one.takes(keys[0])) and (not two.is_marked or two.takes(keys[1])):
            wanted.append((number, number + 1))
    return tuple(wanted)


class _Words:
    """The frequent words of a segment, all spellings of a bare word as one, and their places."""

    def __init__(self, segment: SegmentFile) -> None:
        self._postings = segment.field(_FIELD)
        self._size = len(segment)
        self._bits, self._dtype = place_format(segment, _FIELD)
        self._known: dict[Range, tuple[Array, Array]] = {}

    def choose_pairs(self) -> list[tuple[Range, Range]]:
        """The pairs to write down: neighbours in the first articles, most frequent first; then in order of the words."""
        words = self._frequent()
        sample = [self._read(span, most=_SAMPLE)[0] for span in words]
        which = np.repeat(np.arange(len(words)), list(map(len, sample)))
        places = np.concatenate(sample)
        order = np.argsort(places)
        places, which = places[order], which[order]
        side = np.flatnonzero(places[1:] - places[:-1] == 1)
        pairs, counts = np.unique(which[side] * _WORDS + which[side + 1], return_counts=True)
        weights = np.array([self._postings.place_count(span) for span in words])
        first, second = np.divmod(pairs, _WORDS)
        is_dear = weights[first] + weights[second] >= _DEAR * self._size
        pairs = pairs[is_dear][np.argsort(-counts[is_dear], kind="stable")][:_PAIRS]
        return [(words[pair // _WORDS], words[pair % _WORDS]) for pair in sorted(pairs.tolist())]

    def together(self, first: Range, second: Range) -> list[tuple[bytes, Array, Array]]:
        """Term, articles and counts for each pair of spellings of two bare words."""
        (one, one_terms), (two, two_terms) = self._places(first), self._places(second)
        step = self._dtype.type(1)
        starts = shared(one, earlier(two, 1))
        left = one_terms.take(np.searchsorted(one, starts)).astype(np.int64)
        right = two_terms.take(np.searchsorted(two, starts + step))
        width = second[1] - second[0]
        documents = (starts >> self._dtype.type(self._bits)).astype(np.int64)
        both, counts = np.unique(((left * width + right) << 16) | documents, return_counts=True)
        listed = []
        for spelling in np.unique(both >> 16).tolist():
            start, stop = np.searchsorted(both, (spelling << 16, (spelling + 1) << 16)).tolist()
            terms = (self._postings.term(span[0] + at) for span, at in zip((first, second), divmod(spelling, width), strict=True))
            listed.append((pair_term(*terms), (both[start:stop] & 0xFFFF).astype(np.uint16), counts[start:stop]))
        return listed

    def _frequent(self) -> list[Range]:
        """The ranges of terms of the bare words with most places."""
        heads = [term.partition(SPELLING.encode())[0] for term in self._postings.terms()]
        starts = [0, *(number for number in range(1, len(heads)) if heads[number] != heads[number - 1]), len(heads)]
        bounds = self._postings.place_bounds[np.array(starts)].astype(np.int64)
        best = np.argsort(-np.diff(bounds), kind="stable")[:_WORDS]
        return [(starts[number], starts[number + 1]) for number in best.tolist()]

    def _places(self, span: Range) -> tuple[Array, Array]:
        if span not in self._known:
            if len(self._known) >= _HELD:
                self._known.clear()
            self._known[span] = self._read(span)
        return self._known[span]

    def _read(self, span: Range, most: int | None = None) -> tuple[Array, Array]:
        """The places of a word, ascending, and which spelling stands at each; of the first `most` articles alone."""
        documents, counts = self._postings.documents(span), self._postings.counts(span)
        places = self._postings.places(span)
        sizes: Array = np.diff(self._postings.place_bounds[span[0] : span[1] + 1].astype(np.int64))
        terms = np.repeat(np.arange(span[1] - span[0], dtype=np.uint16), sizes)
        if most is not None:
            some = documents < most
            there = np.repeat(some, counts)
            documents, counts, places, terms = documents[some], counts[some], places[there], terms[there]
        keys = np.repeat(documents.astype(self._dtype) << self._dtype.type(self._bits), counts)
        keys += places
        if span[1] - span[0] > 1:
            order = np.argsort(keys, kind="stable")
            keys, terms = keys.take(order), terms.take(order)
        return keys, terms


def pair_term(first: bytes, second: bytes) -> bytes:
    """The term of two terms side by side."""
    gap = SPELLING.encode()
    (bare, _, key), (other, _, other_key) = first.partition(gap), second.partition(gap)
    return bare + b" " + other + gap + (key or bare) + b" " + (other_key or other)
