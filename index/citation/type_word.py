"""What stands before a document's number: the word that gives its type, and how far off it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.authority import Authority
from index.citation.alternatives import alternatives
from index.citation.issuers import IssuerReader
from index.reading import ReadingCopy

_CLOSE = 70
_NEAR = 30
_FAR = 140
# "số", "số:", "từ số", "(số", "số số": between the word and the number; "số31" has no space behind it
_SO = r"(?P<so>(?:\s{0,3}[,(]?\s{0,3}(?:từ\s{1,3})?số\s{0,3}[:.]?)*)\s{0,3}$"
# What may stand between the last syllable of a type word and its number, besides "số".
_TRIM = " \u00a0\n\t.:,("
_LONGEST_LAST = 8
_NO_WORD = re.compile(r"\W")
_SO_ALONE = re.compile(r"(?<!\w)(?:số\s{0,3}[:.]?\s{0,3})+$")
# "Luật Đất đai số 31/2024/QH15", "Nghị quyết chuyên đề của Thành ủy số …": words only, no end of a thought between
_BETWEEN = re.compile(r"[^\d,;.:!?\n\"()]*$")
# "Luật |Cán bộ, công chức |số 80/2025/QH15"
_LONG_NAME = re.compile(r"[^\d;.:!?\n\"()]{1,90}$")
_OF = re.compile(r"\s{1,3}(?:của\s{1,3})?")
_PLURAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|nhiều|\d{1,2})\s{1,3}$")


@dataclass(frozen=True, slots=True)
class TypeWord:
    """The word before a number: where it begins, its type, and what else was printed with it.

    `letters` are those of a short form ("NQ 28") or of one that is defined here ("Nghị quyết (NQ) 28").
    """

    start: int
    type: str | None
    has_number_word: bool
    is_plural: bool = False
    is_short: bool = False
    is_far: bool = False
    letters: str | None = None
    issuer: tuple[int, int] | None = None


class TypeWordReader:
    """Reads backwards from a number, knowing the type words of one authority folder."""

    def __init__(self, authority: Authority, issuers: IssuerReader) -> None:
        self._issuers = issuers
        self._types = {name: kind.id for kind in authority.document_types for name in kind.names}
        self._laws = {name for kind in authority.document_types if not kind.codes and "luật" in kind.names for name in kind.names}
        names = alternatives(tuple(self._types))
        codes_of = [code.lower() for kind in authority.document_types for code in kind.codes]
        self._lasts = frozenset((*(name.split()[-1] for name in self._types), *codes_of))
        codes = "|".join(sorted((code for kind in authority.document_types for code in kind.codes), key=len, reverse=True))
        self._close = re.compile(rf"(?<!\w)(?P<type>{names})(?P<letters>\s{{0,3}}\([^\W\d_]{{1,5}}\))?{_SO}")
        self._name = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
        self._short = re.compile(rf"(?<![\w/-])(?P<code>{codes})(?P<so>\s{{0,3}}số)?\s{{0,3}}$")

    def close(self, copy: ReadingCopy, place: int) -> TypeWord | None:
        """The word right before the number at `place`: "Nghị quyết số ", "NQ "."""
        start = max(0, place - _CLOSE)
        before = copy.low[start:place]
        if not self.may_end(copy.low, place):
            return None
        if match := self._close.search(before):
            begins = start + match.start()
            letters = match["letters"].strip("( )\u00a0") if match["letters"] else None
            return TypeWord(
                begins, self.type_of(match["type"]), bool(match["so"]), self._is_plural(copy, begins), letters=letters
            )
        if match := self._short.search(copy.text[start:place]):
            begins = start + match.start()
            plural = self._is_plural(copy, begins)
            return TypeWord(begins, None, bool(match["so"]), plural, is_short=True, letters=match["code"])
        return None

    def may_end(self, low: str, place: int) -> bool:
        """Whether a type word may end before `place`: a quick look at its last syllable, as most numbers follow another word."""
        rest = low[max(0, place - _NEAR) : place].rstrip(_TRIM)
        while rest.endswith(("số", "từ")):
            rest = rest[:-2].rstrip(_TRIM)
        return rest.endswith(")") or "\u00a0" in rest[-_LONGEST_LAST:] or _NO_WORD.split(rest[-_LONGEST_LAST:])[-1] in self._lasts

    def far(self, copy: ReadingCopy, place: int, types: tuple[str, ...] = ()) -> TypeWord | None:
        """The word further off, in the same thought: "Nghị quyết của Bộ Chính trị số ", "Luật Đất đai số ".

        Over a comma only where the letters allow the type, `types`: "Chương trình kiểm tra, giám sát số 03-CTr/ĐU".
        """
        start = max(0, place - _FAR)
        number_word = _SO_ALONE.search(copy.low, max(start, place - 12), place)
        stop = number_word.start() if number_word else place
        names = tuple(self._name.finditer(copy.low, start, stop))
        if not names:
            return None
        name = names[-1]
        type_id, plural = self.type_of(name.group()), self._is_plural(copy, name.start())
        between = copy.low[name.end() : stop]
        if issuer := self._issuer_between(copy, name.end(), stop):
            return TypeWord(name.start(), type_id, bool(number_word), plural, is_far=True, issuer=issuer)
        is_law = name.group() in self._laws and between[:1].isspace() and copy.text[name.end() + 1 : name.end() + 2].isupper()
        is_long_name = number_word and (is_law or type_id in types) and _LONG_NAME.match(between)
        if is_long_name or (_BETWEEN.match(between) and (number_word or is_law)):
            return TypeWord(name.start(), type_id, bool(number_word), plural, is_far=True)
        return None

    def type_of(self, name: str) -> str | None:
        """The id of a type word as it stands in the copy."""
        return self._types.get(" ".join(name.split()))

    def _is_plural(self, copy: ReadingCopy, place: int) -> bool:
        return _PLURAL.search(copy.low[max(0, place - 10) : place]) is not None

    def _issuer_between(self, copy: ReadingCopy, start: int, stop: int) -> tuple[int, int] | None:
        """The body that fills the room between word and number: " của Bộ Chính trị "."""
        words = _OF.match(copy.low, start)
        if words is None:
            return None
        end = self._issuers.read(copy, words.end())
        return (words.end(), end) if end and not copy.low[end:stop].strip(" ,(\u00a0") else None
