"""The best of many hits without sorting them all."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

import numpy as np

from index.engines.whoosh.arrayfile import Array

_BLOCK = 256
_STEP = 16
_NO_DAY = 99999999


def limit_of(scores: Sequence[Array], most: int) -> float:
    """A score that at least `most` of all these reach and few others, judged by every sixteenth; 0 where none is known."""
    sample = np.concatenate([each[::_STEP] for each in scores]) if scores else np.zeros(0, np.float32)
    # Among thousands of equal zeros NumPy looks for the limit many times longer.
    sample = sample[sample > 0]
    share = most // _STEP
    rank = share + 3 * isqrt(share) + 4
    if rank >= len(sample):
        return 0.0
    limit = np.partition(sample, len(sample) - rank)[len(sample) - rank]
    return float(limit) if sum(int(np.count_nonzero(each >= limit)) for each in scores) >= most else 0.0


def highest(scores: Array, most: int, limit: float = 0.0) -> Array:
    """The places of at least the `most` highest scores above 0, ties of the last one included, and of few others.

    Where `most` of all segments reach a `limit`, only those of this one that do.
    """
    if limit > 0:
        return np.flatnonzero(scores >= np.float32(limit))
    whole = len(scores) // _BLOCK * _BLOCK
    if 0 < most * 2 < whole // _BLOCK:
        # The nth of the blocks' maxima is no higher than the nth of all.
        maxima = scores[:whole].reshape(-1, _BLOCK).max(axis=1)
        limit = np.partition(maxima, len(maxima) - most)[len(maxima) - most]
        if limit > 0:
            return np.flatnonzero(scores >= limit)
    # NumPy counts what is true, not numbers, sixty-four at a time.
    return np.flatnonzero(scores > 0)


def first(keys: Array, ids: Array, most: int) -> Array:
    """The places of the `most` smallest (key, id), in no order."""
    if len(keys) <= most:
        return np.arange(len(keys))
    if most <= 0:
        return np.zeros(0, np.intp)
    limit = np.partition(keys, most - 1)[most - 1]
    sure = np.flatnonzero(keys < limit)
    ties = np.flatnonzero(keys == limit)
    left = most - len(sure)
    if left < len(ties):
        tied = ids.take(ties)
        ties = ties[np.argpartition(tied, left - 1)[:left]]
    return np.concatenate((sure, ties))


def newest_first(days: Array) -> Array:
    """Keys that sort days downwards, unknown ones last."""
    return -days


def oldest_first(days: Array) -> Array:
    """Keys that sort days upwards, unknown ones last."""
    return np.where(days == 0, np.int32(_NO_DAY), days)
