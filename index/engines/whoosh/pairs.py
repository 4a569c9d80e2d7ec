"""Frequent words that often stand side by side: where they do is written down, since looking it up is what is dear.

`việt nam` in 65,000 articles would mean going through half a million places. A large segment has a second file with the
few hundred most frequent pairs of such words: the terms of its one field are two bare words and their spellings, listed
with articles and counts. A pair of bare words is there in all its spellings or not at all, so an answer from it is whole.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from index.engines.whoosh.arrayfile import Array, write_arrays
from index.engines.whoosh.inversion import Run, merge_runs
from index.engines.whoosh.layout import PAIRS, PAIRS_SUFFIX
from index.engines.whoosh.postings import Postings, Range
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
_BITS = np.uint64(32)


def write_pairs(segment: SegmentFile, folder: Path) -> None:
    """Write the pairs of a segment beside it, if it is large enough. Raises `OSError`."""
    postings = segment.field(_FIELD)
    if len(segment) < FEWEST_ARTICLES or not len(postings):
        return
    terms: list[bytes] = []
    sizes: list[int] = []
    found: list[tuple[Array, Array]] = []
    for first, second in _chosen(postings, len(segment)):
        for term, documents, counts in _together(postings, first, second):
            terms.append(term)
            sizes.append(len(documents))
            found.append((documents, counts))
    if found:
        documents, counts = (np.concatenate([each[part] for each in found]) for part in (0, 1))
        run = Run(np.arange(len(terms)), np.array(sizes), documents, counts, None)
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


def _chosen(postings: Postings, size: int) -> list[tuple[Range, Range]]:
    """The terms of the pairs of bare words to write down: neighbours in the first articles, most frequent first."""
    words = _frequent_words(postings)
    keys, which = [], []
    for number, span in enumerate(words):
        places, _ = _places(postings, span, most=_SAMPLE)
        keys.append(places)
        which.append(np.full(len(places), number))
    all_keys, all_words = np.concatenate(keys), np.concatenate(which)
    order = np.argsort(all_keys)
    all_keys, all_words = all_keys[order], all_words[order]
    side = np.flatnonzero(all_keys[1:] - all_keys[:-1] == 1)
    pairs = Counter(zip(all_words[side].tolist(), all_words[side + 1].tolist(), strict=True))
    dear = _DEAR * size
    weights = [postings.place_count(span) for span in words]
    chosen = [pair for pair, _ in pairs.most_common() if weights[pair[0]] + weights[pair[1]] >= dear]
    return [(words[first], words[second]) for first, second in chosen[:_PAIRS]]


def _frequent_words(postings: Postings) -> list[Range]:
    """The ranges of terms of the bare words with most places."""
    heads = [term.partition(SPELLING.encode())[0] for term in postings.terms()]
    starts = [0, *(number for number in range(1, len(heads)) if heads[number] != heads[number - 1]), len(heads)]
    bounds = postings.place_bounds[np.array(starts)].astype(np.int64)
    best = np.argsort(-np.diff(bounds), kind="stable")[:_WORDS]
    return [(starts[number], starts[number + 1]) for number in best.tolist()]


def _places(postings: Postings, span: Range, most: int | None = None) -> tuple[Array, Array]:
    """The places of all terms of a range, ascending, and the term of each; of the first `most` articles alone."""
    documents, counts = postings.documents(span), postings.counts(span)
    keys = np.repeat(documents.astype(np.uint64) << _BITS, counts)
    keys += postings.places(span)
    sizes: Array = np.diff(postings.place_bounds[span[0] : span[1] + 1].astype(np.int64))
    terms = np.repeat(np.arange(*span), sizes)
    if most is not None:
        some = keys < np.uint64(most) << _BITS
        keys, terms = keys[some], terms[some]
    if span[1] - span[0] > 1:
        order = np.argsort(keys, kind="stable")
        keys, terms = keys[order], terms[order]
    return keys, terms


def _together(postings: Postings, first: Range, second: Range) -> list[tuple[bytes, Array, Array]]:
    """Term, articles and counts for each pair of spellings of two bare words."""
    (one, one_terms), (two, two_terms) = _places(postings, first), _places(postings, second)
    at = np.searchsorted(two, one + np.uint64(1))
    at[at == len(two)] = 0
    hits = np.flatnonzero(two[at] == one + np.uint64(1))
    documents = (one[hits] >> _BITS).astype(np.int64)
    spellings = (one_terms[hits] - first[0]) * (second[1] - second[0]) + two_terms[at[hits]] - second[0]
    both, counts = np.unique((spellings << 16) | documents, return_counts=True)
    listed = []
    for spelling in np.unique(both >> 16).tolist():
        start, stop = np.searchsorted(both, (spelling << 16, (spelling + 1) << 16)).tolist()
        left, right = divmod(spelling, second[1] - second[0])
        term = _pair_term(postings.term(first[0] + left), postings.term(second[0] + right))
        listed.append((term, (both[start:stop] & 0xFFFF).astype(np.uint16), counts[start:stop]))
    return listed


def _pair_term(first: bytes, second: bytes) -> bytes:
    gap = SPELLING.encode()
    (bare, _, key), (other, _, other_key) = first.partition(gap), second.partition(gap)
    return bare + b" " + other + gap + (key or bare) + b" " + (other_key or other)
