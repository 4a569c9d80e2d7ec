"""Ascending lists of different numbers: moved, merged, and what two of them share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.arrayfile import Array

# From here on it is cheaper to look for each of the few among the many than to go through both.
_FEW = 4


def earlier(places: Array, words: int) -> Array:
    """Ascending places, so many words earlier; those that have not so many before them in the first article are left out."""
    shift = places.dtype.type(words)
    found: Array = places[np.searchsorted(places, shift) :] - shift
    return found


def merged(runs: Sequence[Array]) -> Array:
    """Ascending lists as one."""
    if len(runs) == 1:
        return runs[0]
    both = np.concatenate(runs)
    both.sort(kind="stable")
    return both


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
    return both.take(np.flatnonzero(both[1:] == both[:-1]))
