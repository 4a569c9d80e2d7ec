"""Which word follows, told in four bits beside each place: fifteen of sixteen places of a frequent word are no part of a phrase.

A place is kept as a number, `place << 4 | kind`, whose kind is that of the next word of the text: one of sixteen, by its bare
form, so that it serves typed marks and missing ones. Places of one kind are found by a comparison of the whole array.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.tokens import SPELLING

KIND_BITS = 4
_KINDS = (1 << KIND_BITS) - 1
# This place and those behind it are not told apart: the words are found, phrases among them are not.
LAST_PLACE = (1 << 20) - 1
_GAP = SPELLING.encode()


def kind_of(term: bytes) -> int:
    """The kind of a word, 0 to 15; all spellings of a bare word are of one kind."""
    return zlib.crc32(term.partition(_GAP)[0]) & _KINDS


def word_kinds(known: Array, terms: Sequence[bytes]) -> Array:
    """The kind of each term, in the order of `terms`; those that are `known` are not looked at again."""
    fresh = terms[len(known) :]
    return np.concatenate((known, np.fromiter(map(kind_of, fresh), np.uint8, len(fresh)))) if fresh else known


def kinds_behind(kinds: Array, counts: Array) -> Array:
    """For each word of some texts the kind of the next: from the words' own kinds and the words per text. Nothing is 0."""
    behind = np.zeros(len(kinds), np.uint8)
    behind[:-1] = kinds[1:]
    ends = np.cumsum(counts)
    behind[ends[counts > 0] - 1] = 0
    return behind


def places_of(marked: Array) -> Array:
    """The places alone."""
    places: Array = marked >> marked.dtype.type(KIND_BITS)
    return places


def is_before(marked: Array, kind: int) -> Array:
    """A mask of the places that a word of this kind may follow."""
    mask: Array = (marked & marked.dtype.type(_KINDS)) == kind
    return mask
