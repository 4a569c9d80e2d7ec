"""The words of many texts at once: characters to codes, codes to words, words to numbers, without an object per word.

Every character is looked up in one table. A word of up to nine Vietnamese letters and figures packs exactly, seven bits a
character, into one number, and numbers are looked up by the array; Python sees each different word once. What the table
does not know (other scripts, longer words) is read one by one with the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.spelling import folded_key, marked_key
from index.text import nfc

# Between the bare form of a word and its marked form in a term: smaller than any letter, so that spellings stand together.
SPELLING = "\0"
# The first string behind all spellings of a bare form.
AFTER_SPELLINGS = "\1"

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789_đ"
LETTERS = _PLAIN + "".join(
    sorted({nfc(vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES} - set(_PLAIN)),
)
_WIDTH = 7
_MOST = 9
# A letter that words with our letters in them may hold; and a character that has to be looked at again.
_SLOW, _SUSPECT = 126, 127
# Where Vietnamese and its neighbours are written, and signs that belong to no word.
_LATIN = (range(0x250), range(0x1E00, 0x1F00))
_SIGNS = (range(0x2000, 0x2070), range(0x20A0, 0x20D0), range(0x2190, 0x2460), range(0x2500, 0x2C00), range(0x3000, 0x3004))


@lru_cache(maxsize=1 << 16)
def term_of(word: str) -> bytes:
    """The term of a printed word: its bare form, and behind it its marked form where that differs. Lone surrogates are `?`."""
    folded, key = folded_key(word), marked_key(word)
    return (folded if folded == key else f"{folded}{SPELLING}{key}").encode("utf-8", "replace")


def key_of(term: bytes) -> str:
    """The marked form that a term stands for."""
    return term.decode().rpartition(SPELLING)[2]


@lru_cache(maxsize=1)
def _table() -> Array:
    """Code point -> 0 between words, 1… a letter of ours, or one of the two kinds that need another look."""
    table = np.full(0x110000, _SUSPECT, np.uint8)
    for signs in _SIGNS:
        table[signs.start : signs.stop] = 0
    codes = {letter: number for number, letter in enumerate(LETTERS, 1)}
    for point in (point for letters in _LATIN for point in letters):
        char = chr(point)
        is_letter = char.isalnum() or char == "_"
        table[point] = (codes.get(char, 0) or codes.get(char.lower(), _SLOW)) if is_letter else 0
    return table


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of some texts: term numbers in reading order, words per text, and printed symbols as (text, words)."""

    numbers: Array
    counts: Array
    symbols: tuple[tuple[int, tuple[str, ...]], ...]


class Vocabulary:
    """Term -> number in order of appearance, with an array in front that finds packed words without Python.

    `listed` are the terms by number.
    """

    def __init__(self) -> None:
        self.terms: dict[bytes, int] = {}
        self.listed: list[bytes] = []
        self._resize(14)

    def _resize(self, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._codes = np.zeros(1 << bits, np.uint64)
        self._numbers = np.zeros(1 << bits, np.int32)
        self._others: dict[int, int] = {}

    def number(self, word: str) -> int:
        """The number of a printed word, a new one if need be."""
        term = term_of(word)
        number = self.terms.setdefault(term, len(self.listed))
        if number == len(self.listed):
            self.listed.append(term)
        return number

    def find(self, codes: Array) -> Array:
        """The numbers of packed words."""
        slots = ((codes * np.uint64(0x9E3779B97F4A7C15)) >> self._shift).astype(np.intp)
        numbers = self._numbers.take(slots)
        missing = np.flatnonzero(self._codes.take(slots) != codes)
        if len(missing):
            different, where = np.unique(codes[missing], return_inverse=True)
            numbers[missing] = np.fromiter(map(self._learn, different.tolist()), np.int32, len(different))[where]
            bits = 64 - int(self._shift)
            if bits < 20 and len(self.terms) > 1 << (bits - 2):
                self._resize(bits + 2)
        return numbers

    def _learn(self, code: int) -> int:
        number = self._others.get(code)
        if number is None:
            number = self._others[code] = self.number(_unpacked(code))
        slot = (code * 0x9E3779B97F4A7C15 & (1 << 64) - 1) >> int(self._shift)
        if not self._codes[slot]:
            self._codes[slot], self._numbers[slot] = code, number
        return number


def _unpacked(code: int) -> str:
    letters = []
    while code:
        letters.append(LETTERS[(code & 127) - 1])
        code >>= _WIDTH
    return "".join(letters)


def read_tokens(texts: Sequence[str], vocabulary: Vocabulary) -> Tokens:
    """All words of `texts`, as `index.text.tokens` finds them in each, numbered by `vocabulary`."""
    joined, points, codes = _codes(texts)
    if (codes == _SUSPECT).any():
        texts = [nfc(text) for text in texts]
        joined, points, codes = _codes(texts)
        suspects = np.flatnonzero(codes == _SUSPECT)
        codes[suspects] = [_SLOW if joined[place].isalnum() else 0 for place in suspects.tolist()]
    in_word = codes != 0
    edges = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    counts = np.diff(np.searchsorted(starts, np.concatenate(([0], 1 + np.cumsum(lengths + 1)))))
    if not len(starts):
        return Tokens(np.zeros(0, np.int32), counts, ())
    packed, slow = _packed(codes, starts, ends - starts)
    numbers = vocabulary.find(packed)
    for place in slow.tolist():
        numbers[place] = vocabulary.number(joined[starts[place] : ends[place]])
    return Tokens(numbers, counts, tuple(_symbols(joined, points, codes, starts, ends, counts)))


def _codes(texts: Sequence[str]) -> tuple[str, Array, Array]:
    """The texts as one, its code points, and what the table says of each; behind the last stand some signs of no word."""
    joined = "\n".join(("", *texts, "\n" * _MOST))
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return joined, points, _table().take(points)


def _packed(codes: Array, starts: Array, lengths: Array) -> tuple[Array, Array]:
    """Each word as one number, and the places of those that do not fit."""
    packed = np.zeros(len(starts), np.uint64)
    is_slow = lengths > _MOST
    for place in range(_MOST):
        letters = codes.take(starts + place)
        letters *= lengths > place
        is_slow |= letters >= _SLOW
        packed |= letters.astype(np.uint64) << np.uint64(_WIDTH * place)
    slow = np.flatnonzero(is_slow)
    # Any word that is known: their numbers are looked up one by one.
    packed[slow] = 1
    return packed, slow


def _symbols(
    text: str, points: Array, codes: Array, starts: Array, ends: Array, counts: Array
) -> list[tuple[int, tuple[str, ...]]]:
    """Printed runs such as 22-NQ/TU: a number first, a joiner without spaces between the words, letters among them."""
    signs = points.take(ends[:-1])
    is_joined = (signs == ord("-")) | (signs == ord("/")) | ((signs >= ord("\u2010")) & (signs <= ord("\u2014")))
    is_joined &= starts[1:] - ends[:-1] == 1
    if not is_joined.any():
        return []
    first_figure = LETTERS.index("0") + 1
    borders = np.cumsum(counts)
    found = []
    for place in np.flatnonzero(is_joined & ~np.concatenate(([False], is_joined[:-1]))).tolist():
        if not first_figure <= codes[starts[place]] < first_figure + 10:
            continue
        stop = place + 1
        while stop < len(starts) and is_joined[stop - 1]:
            stop += 1
        words = tuple(text[start:end] for start, end in zip(starts[place:stop], ends[place:stop], strict=True))
        if any(word[0].isalpha() for word in words):
            found.append((int(np.searchsorted(borders, place, "right")), words))
    return found
