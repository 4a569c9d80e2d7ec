"""Lists of different numbers: moved, and what two of them share."""

from __future__ import annotations

import numpy as np

from index.engines.whoosh.arrayfile import Array

# From here on it is cheaper to look for each of the few among the many than to go through both.
_FEW = 4
# A sieve has so many holes for each number, and not more than fit into the processor's cache.
_HOLES = 8
# A shorter list is sorted before a sieve is made.
_SHORT = 2048
_LEAST_BITS, _MOST_BITS = 10, 19
# The golden ratio as a fraction of all numbers of four and of eight bytes: neighbours fall far apart.
_SPREAD = {4: np.uint32(0x9E3779B1), 8: np.uint64(0x9E3779B97F4A7C15)}


def earlier(places: Array, words: int) -> Array:
    """Places so many words earlier; those that have not so many before them in the first article are left out."""
    shift = places.dtype.type(words)
    kept = places[places >= shift] if words and places.min(initial=shift) < shift else places
    found: Array = kept - shift
    return found


def common(first: Array, second: Array) -> Array:
    """The numbers, ascending, that two lists share, each of different numbers in any order.

    Most of what is not shared falls through a sieve, which is cheaper than sorting it.
    """
    few, many = (first, second) if len(first) < len(second) else (second, first)
    if len(many) > _SHORT:
        many = _sieved(few, many)
        few = _sieved(many, few)
    return shared(np.sort(few, kind="stable"), np.sort(many, kind="stable"))


def _sieved(few: Array, many: Array) -> Array:
    """Of `many` at least those that are among `few`."""
    bits = min(max((len(few) * _HOLES).bit_length(), _LEAST_BITS), _MOST_BITS)
    sieve = np.zeros(1 << bits, bool)
    sieve[_holes(few, bits).astype(np.intp)] = True
    return many.take(np.flatnonzero(sieve.take(_holes(many, bits))))


def _holes(numbers: Array, bits: int) -> Array:
    width = numbers.dtype.itemsize
    found: Array = (numbers * _SPREAD[width]) >> numbers.dtype.type(width * 8 - bits)
    return found


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
