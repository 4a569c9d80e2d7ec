"""The Vietnamese language in one place: NFC, folding, tone placement, tokens and the keys made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Zero-width characters and the soft hyphen print nothing and only break words.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# U+00D0 and U+0189 look like Đ, U+00F0 like đ; converted texts hold them.
_D = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DASH = re.compile(f"[{DASHES}]")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of one text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text (âm tiết or number) with its place."""

    text: str
    start: int
    end: int


def nfc(text: str) -> str:
    """The composed form (dựng sẵn): before any pattern, since a combining mark is no `\\w`."""
    return unicodedata.normalize("NFC", text)


def clean_text(text: str) -> str:
    """NFC, invisible characters off, every run of white space (U+00A0 too) one space, ends trimmed; wording untouched."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", nfc(text))).strip()


def tone_key(syllable: str) -> str:
    """The syllable with its tone as a digit at the end: equal for both placements, hòa = hoà, ủy = uỷ, quý = qúy.

    Vowel quality and đ stay, so `Hưng`, `Hùng` and `Hứng` differ. Rule: `party-documents.md` 6.2.
    """
    letters = unicodedata.normalize("NFD", syllable.casefold())
    tone = "".join(sorted({_TONES[char] for char in letters if char in _TONES}))
    return nfc("".join(char for char in letters if char not in _TONES)) + tone


def fold(text: str) -> str:
    """Bare small letters (bỏ dấu): no marks, đ as d, so that `dang` and `Đảng` agree. Never an identity."""
    letters = unicodedata.normalize("NFD", text.casefold().translate(_D))
    return nfc("".join(char for char in letters if not unicodedata.combining(char)))


def has_marks(text: str) -> bool:
    """Whether the writer typed any Vietnamese mark or đ: typed marks must count."""
    return nfc(text).casefold() != fold(text)


def tokens(text: str) -> Iterator[Token]:
    """The words of an NFC text in order: runs of `\\w`, one-letter words and numbers included, no stop list."""
    for match in _WORD.finditer(text):
        yield Token(match.group(), match.start(), match.end())


def person_key(name: str) -> str:
    """What two printings of one name share: "nguyễn thị thúy" of either tone placement, marks kept."""
    return " ".join(tone_key(token.text) for token in tokens(nfc(name)))


def symbol_key(symbol: str) -> str:
    """What two printings of one symbol share: no spaces, one dash, TW for TƯ, small letters, no leading zero, đ kept."""
    text = _DASH.sub("-", _SPACE.sub("", nfc(symbol))).upper().replace("TƯ", "TW").casefold()
    return re.sub(r"^0+(?=\d)", "", text)
