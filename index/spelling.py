"""Which printed words a typed word stands for: one rule for engines, passages and names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from index.text import DASHES, fold, has_marks, tone_key

# Converted texts print these for đ.
_LOOKALIKES = str.maketrans("ðɖ", "đđ")
_TONES = frozenset("\u0301\u0300\u0309\u0303\u0323")


@lru_cache(maxsize=1 << 16)
def marked_key(word: str) -> str:
    """`index.text.tone_key`, remembered: an archive has few different words (âm tiết) and prints them often."""
    return tone_key(word.casefold().translate(_LOOKALIKES))


@lru_cache(maxsize=1 << 16)
def folded_key(word: str) -> str:
    """`index.text.fold`, remembered."""
    return fold(word)


def flat(text: str) -> str:
    """The text in bare small letters with one kind of dash, every character in its place: for patterns of typed text."""
    return "".join("-" if char in DASHES else (folded_key(char) or char)[0] for char in text)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one typed word is compared (cách viết): by its tone key if marks were typed, else by its bare letters.

    `start` and `end` are what the key of a printed word begins and ends with; of a whole word `start` is the whole key.
    """

    is_marked: bool
    start: str
    end: str = ""
    is_prefix: bool = False

    @classmethod
    def of(cls, typed: str, *, is_prefix: bool = False) -> Self:
        """The spelling of a typed word, or of a typed beginning: `quyế*` asks for quyết and quyến, `quyê*` for quyền too."""
        if not has_marks(typed):
            return cls(False, fold(typed), "", is_prefix)
        key = marked_key(typed)
        if not is_prefix:
            return cls(True, key)
        decomposed = unicodedata.normalize("NFD", typed.casefold().translate(_LOOKALIKES))
        letters = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
        return cls(True, letters, key[len(letters) :], True)

    def takes(self, key: str) -> bool:
        """Whether a key of the same form (marked or folded) is meant."""
        return key.startswith(self.start) and key.endswith(self.end) if self.is_prefix else key == self.start

    def agrees(self, printed: str) -> bool:
        """Whether this printed word is meant."""
        return self.takes(marked_key(printed) if self.is_marked else folded_key(printed))
