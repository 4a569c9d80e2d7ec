"""The Vietnamese language in one place: NFC, folding, tone placement, tokens and the keys made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Zero-width characters and the soft hyphen print nothing and only break words.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# U+00D0 and U+0189 look like Đ, U+00F0 like đ; converted texts hold them.
_D = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DASH = re.compile(f"[{DASHES}]")
# All Latin capitals, for character classes: `re` knows no class of them.
CAPITALS = "A-Z" + "".join(char for char in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if char.isupper())
# Only three open rhymes have two places for the tone (`party-documents.md` 6.2): hoà and hòa, khoẻ and khỏe, thuý and thúy.
_RHYME = re.compile("[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?!\\w)")
_OLD_PLACE = {
    unicodedata.normalize("NFC", first + second + tone): unicodedata.normalize("NFC", first + tone + second)
    for rhyme in ("oa", "oe", "uy")
    for first, second in ((each[0], each[1]) for each in (rhyme, rhyme.upper(), rhyme.title()))
    for tone in _TONES
}


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
    """The composed form (dựng sẵn): before any pattern, since a combining mark is no letter to `re`."""
    return unicodedata.normalize("NFC", text)


def clean_text(text: str) -> str:
    """NFC, invisible characters off, every run of white space (U+00A0 too) one space, ends trimmed; wording untouched."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    return _SPACE.sub(" ", _INVISIBLE.sub("", nfc(text))).strip()


@lru_cache(maxsize=1 << 16)
def tone_key(syllable: str) -> str:
    """The syllable with its tone as a digit at the end: equal for both placements, hòa = hoà, ủy = uỷ, quý = qúy.

    Vowel quality and đ stay, so `Hưng`, `Hùng` and `Hứng` differ. Rule: `party-documents.md` 6.2.
    """
    letters = unicodedata.normalize("NFD", syllable.casefold())
    tone = "".join(sorted({_TONES[char] for char in letters if char in _TONES}))
    return nfc("".join(char for char in letters if char not in _TONES)) + tone


def tone_place(text: str) -> str:
    """The NFC text with every tone in its old place (kiểu cũ): hoà becomes hòa, uỷ becomes ủy; no letter moves or is lost."""
    return _RHYME.sub(_placed, text)


def _placed(match: re.Match[str]) -> str:
    """One rhyme in old style; after q the u belongs to the onset, as in quý."""
    if match.start() and match.string[match.start() - 1] in "qQ":
        return match.group()
    return _OLD_PLACE.get(match.group(), match.group())


def fold(text: str) -> str:
    """Bare small letters (bỏ dấu): no marks, đ as d, so that `dang` and `Đảng` agree. Never an identity."""
    letters = unicodedata.normalize("NFD", text.casefold().translate(_D))
    return nfc("".join(char for char in letters if not unicodedata.combining(char)))


def has_marks(text: str) -> bool:
    """Whether the writer typed any Vietnamese mark or đ: typed marks must count."""
    return nfc(text).casefold() != fold(text)


def tokens(text: str) -> Iterator[Token]:
    """The words of an NFC text in order: runs of letters and figures, one-letter words and numbers included, no stop list."""
    for match in _WORD.finditer(text):
        yield Token(match.group(), match.start(), match.end())


@lru_cache(maxsize=1 << 12)
def person_key(name: str) -> str:
    """What two printings of one name share: "nguyễn thị thúy" of either tone placement, marks kept."""
    return " ".join(tone_key(token.text) for token in tokens(nfc(name)))


def symbol_key(symbol: str) -> str:
    """What two printings of one symbol share: no spaces, one dash, TW for TƯ, small letters, no leading zero, đ kept."""
    text = _DASH.sub("-", _SPACE.sub("", nfc(symbol))).upper().replace("TƯ", "TW").casefold()
    return re.sub(r"^0+(?=\d)", "", text)
