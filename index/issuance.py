"""When and by whom a document was issued, as printed beside its number (ngày ban hành, cơ quan ban hành)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.dates import day_at
from index.issuers import IssuerReader
from index.reading import ReadingCopy

_NUMBER = re.compile(r"\d+")
# "của Bộ Chính trị khóa XIII": the term belongs to neither date nor issuer
_TERM = re.compile(r"\s{0,3},?\s{0,3}\(?\s?khóa\s(?:[ivx]{1,5}|\d{1,2})(?!\w)\s?\)?")
# the date: " ngày 24 tháng 6 năm 2023", " (ngày 15/8/2014)", ", ban hành ngày 1/12/2017"
_DATE = re.compile(
    r"\s{0,3}(?P<comma>,\s{0,3})?(?P<open>\(\s{0,3})?(?:(?:đã\s|được\s)*(?P<verb>ban hành|thông qua|ký ban hành|ký|ra)\s)?"
    r"(?:vào\s)?(?P<word>ngày\s{0,3})?(?=\d)"
)
_ISSUER = re.compile(r"\s{0,3},?\s{0,3}(?P<of>(?:(?:được|đã)\s)*(?:của|do)\s{1,3})?")
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Issuance:
    """Date and issuer where they are printed, and where in the copy they end."""

    end: int
    issued_on: date | None = None
    issuer: str | None = None


class IssuanceReader:
    """Reads date and issuer behind and before a document, knowing the bodies of one authority folder."""

    def __init__(self, issuers: IssuerReader) -> None:
        self._issuers = issuers

    def behind(self, copy: ReadingCopy, place: int) -> Issuance:
        """What stands right behind a symbol, in either order."""
        issued_on: date | None = None
        issuer: str | None = None
        end = place
        for _ in range(_PARTS):
            if term := _TERM.match(copy.low, end):
                end = term.end()
            if issued_on is None and (dated := _date_behind(copy, end)):
                end, issued_on = dated
            elif issuer is None and (issued := self._issuer_behind(copy, end)):
                end, issuer = issued
            else:
                break
        return Issuance(end, issued_on, issuer)

    def before(self, copy: ReadingCopy, place: int) -> Issuance | None:
        """What stands before the word: "Ngày 25/10/2021, Bộ Chính trị ban hành " before "Kết luận số …"."""
        found = self._issuers.read_before(copy, place)
        return Issuance(found[1], _date_before(copy, found[0]), copy.cut(*found)) if found else None

    def _issuer_behind(self, copy: ReadingCopy, place: int) -> tuple[int, str] | None:
        words = _ISSUER.match(copy.low, place)
        if words is None or words.end() == place:
            return None
        if not words["of"] and ("," in words.group() or not copy.text[words.end() : words.end() + 1].isupper()):
            return None
        end = self._issuers.read(copy, words.end())
        return (end, copy.cut(words.end(), end)) if end else None


def _date_behind(copy: ReadingCopy, place: int) -> tuple[int, date] | None:
    words = _DATE.match(copy.low, place)
    if words is None or words.end() == place or (words["comma"] and not (words["word"] or words["open"] or words["verb"])):
        return None
    found = day_at(copy, words.end())
    if found is None:
        return None
    end, day = found
    rest = copy.low[end : end + 2]
    return (end + rest.index(")") + 1 if words["open"] and ")" in rest else end), day


def _date_before(copy: ReadingCopy, place: int) -> date | None:
    """The date that opens the sentence before an issuer: "Ngày 25/10/2021, "."""
    for number in _NUMBER.finditer(copy.low, max(0, place - 40), place):
        found = day_at(copy, number.start())
        if found and not copy.low[found[0] : place].strip(" ,\u00a0"):
            word = copy.low[max(0, number.start() - 6) : number.start()].rstrip()
            return found[1] if word.endswith("ngày") else None
    return None
