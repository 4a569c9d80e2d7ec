"""A number that two copies of one text share (bản chép): the same words in the same order, whatever stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from index.engines.whoosh.arrayfile import Array

# Shorter texts (a photo's caption, "Tin ảnh") are alike by chance.
_FEWEST_WORDS = 20


def word_prints(known: Array, terms: Sequence[bytes]) -> Array:
    """A random-looking number for each term, in the order of `terms`; those that are `known` are not made again."""
    fresh = [int.from_bytes(blake2b(term, digest_size=8).digest(), "little") for term in terms[len(known) :]]
    return np.concatenate((known, np.array(fresh, np.uint64))) if fresh else known


def prints_of(words: Array, counts: Array) -> Array:
    """The prints of texts from the numbers of their words in reading order; 0 for a text too short to tell."""
    prints = np.zeros(len(counts), np.uint64)
    if not len(words):
        return prints
    starts = np.cumsum(counts) - counts
    places = np.arange(len(words)) - np.repeat(starts, counts)
    with np.errstate(over="ignore"):
        mixed = (words ^ (words >> np.uint64(29))) * (places.astype(np.uint64) * np.uint64(2) + np.uint64(0x9E3779B97F4A7C15))
        filled = np.flatnonzero(counts >= _FEWEST_WORDS)
        sums = np.concatenate(([np.uint64(0)], np.cumsum(mixed, dtype=np.uint64)))
        prints[filled] = sums[(starts + counts)[filled]] - sums[starts[filled]]
    return prints
