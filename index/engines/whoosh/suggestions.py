"""Did you mean: for a word that stands nowhere, the most frequent one that is spelled almost like it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from index.engines.whoosh.postings import Postings, Range
from index.engines.whoosh.snapshot import Leaf
from index.engines.whoosh.tokens import AFTER_SPELLINGS, key_of
from index.text import fold, nfc

# The largest segments know every word that is frequent enough to be meant.
_SEGMENTS = 2
_MOST_LETTERS = 16
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VOWELS = frozenset("aăâeêioôơuưy")
_STRONG = "ơêôâăư"


def suggest(leaves: Sequence[Leaf], typed: str) -> str | None:
    """The word that was likely meant, as one prints it; `None` where none is near."""
    bare = fold(typed)
    if not bare or len(bare) > _MOST_LETTERS or bare.isdecimal():
        return None
    largest = sorted(leaves, key=len, reverse=True)[:_SEGMENTS]
    fields = [leaf.segment.field("body") for leaf in largest]
    for forms in ((bare,), sorted(set(_neighbours(bare)) - {bare})):
        found = [each for form in forms for each in _spellings(fields, form)]
        if found:
            return spelled(max(found)[1])
    return None


def _neighbours(word: str) -> Iterator[str]:
    """All words one slip away: a letter too many, missing, wrong, or two letters swapped."""
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            yield head + letter + tail[1:]


def _spellings(fields: Sequence[Postings], bare: str) -> Iterator[tuple[int, str]]:
    """Articles and marked form of every spelling of a bare word; a bare word as a whole counts by its best spelling."""
    for postings in fields:
        first, last = _span(postings, bare)
        if first < last:
            keys = map(key_of, postings.terms(first, last))
            yield from zip(postings.frequencies(first, last).tolist(), keys, strict=True)


def _span(postings: Postings, bare: str) -> Range:
    start = bare.encode("utf-8", "replace")
    first = postings.seek(start)
    if first == len(postings) or not postings.term(first).startswith(start):
        return 0, 0
    return first, postings.seek(start + AFTER_SPELLINGS.encode())


def spelled(key: str) -> str:
    """A word as it is printed, from its marked form with the tone at the end: `quyêt1` is quyết, `hoa2` is hòa."""
    letters, tone = (key[:-1], _TONES[key[-1]]) if key[-1:] in _TONES and not key[:-1].isdecimal() else (key, "")
    vowels = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    if letters[:2] in ("qu", "gi") and len(vowels) > 1:
        vowels = vowels[1:]
    if not tone or not vowels:
        return key
    strong = [place for place in vowels if letters[place] in _STRONG]
    ends_open = vowels[-1] == len(letters) - 1
    place = strong[-1] if strong else vowels[0] if len(vowels) == 1 or (ends_open and len(vowels) == 2) else vowels[1]
    return nfc(unicodedata.normalize("NFD", letters[: place + 1]) + tone) + letters[place + 1 :]
