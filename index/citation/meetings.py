"""Documents named by the plenum that adopted them: "Nghị quyết Trung ương 6 khóa XII", without number or letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.authority import Authority
from index.citation.alternatives import alternatives
from index.reading import ReadingCopy

# Ordinals are printed as "thứ 6", "thứ tư", "thứ VI"; the three are one value.
_WORDS = {
    "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15,
}  # fmt: skip
_ROMAN = {"i": 1, "v": 5, "x": 10}
_MOST_PLENUMS = 15
# A plenum named without its body, "Nghị quyết Trung ương 4 khóa XII", is the Central Committee's.
PLENUM = "Ban Chấp hành Trung ương"
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}|[ivx]{{1,5}})(?!\w)"
_ROMAN_TERM = r"[ivx]{1,5}(?!\w)"
_REACH = 80
# the last number is only the first part of something longer, such as 22-NQ/TW
_GOES_ON = re.compile(r"\s?[-/]\s?\w|[.,]\d|\w|%")
_FIGURES = re.compile(r"\d+")
_CENTRAL = r"(?:ban\schấp\shành\s|bch\s)?(?:trung\sương|tw)(?:\sđảng)?"
# what every form has, wherever its type word stands before it
_ANCHOR = re.compile(
    rf"(?:trung\sương|tw)(?:\sđảng)?\s?(?:lần\s)?(?:thứ\s)?{_NUMBER}|lần\sthứ\s{_NUMBER}\s(?:của\s)?{_CENTRAL}|\d\s?\(?khóa"
)
_TERM = rf"\s?,?\s?\(?\s?khóa\s(?:thứ\s)?(?P<term>{_ROMAN_TERM}|\d{{1,2}}(?!\w))\)?"


@dataclass(frozen=True, slots=True)
class MeetingCitation:
    """One document by meeting: plenum and term as "6/XII"; only the plenum, "6", where no term is printed."""

    start: int
    end: int
    type: str | None
    meeting: str
    issuer: tuple[int, int] | None


class MeetingReader:
    """Finds documents by meeting, knowing the type words of one authority folder."""

    def __init__(self, authority: Authority) -> None:
        self._types = {name: kind.id for kind in authority.document_types for name in kind.names}
        self._form = re.compile(
            rf"""(?P<type>{alternatives(tuple(self._types))}|nq)\s?(?:của\s)?
            (?:
              (?:hội\snghị\s)?(?P<body>{_CENTRAL})\s?(?:lần\s)?(?:thứ\s)?(?P<after>{_NUMBER})
              (?P<more>(?:(?:,\s|,?\svà\s)(?:trung\sương\s)?\d{{1,2}}(?!\w))+(?=\s?,?\s?\(?\s?khóa\s))?
            | (?:hội\snghị\s)?lần\sthứ\s(?P<before>{_NUMBER})\s(?:của\s)?(?P<centre>{_CENTRAL})
            | (?:hội\snghị\s)?(?P<bare>\d{{1,2}})(?=\s?\(?khóa)
            )(?P<terms>{_TERM})?""",
            re.VERBOSE,
        )
        self._other_term = re.compile(rf"(?:,\s|,?\svà\s)(?:khóa\s)?(?P<term>{_ROMAN_TERM})")

    def find(self, copy: ReadingCopy) -> Iterator[MeetingCitation]:
        """All of them in order; of "Trung ương 4 khóa XI, XII" and of "Trung ương 4, 6 khóa XII" both."""
        low, end = copy.low, 0
        for anchor in _ANCHOR.finditer(low):
            match = self._form.search(low, max(end, anchor.start() - _REACH), anchor.end() + _REACH)
            if match is None or match.start() > anchor.start() or (match.start() and low[match.start() - 1].isalnum()):
                continue
            end = match.end()
            if not _GOES_ON.match(low, end):
                yield from self._meetings(low, match)

    def _meetings(self, low: str, match: re.Match[str]) -> Iterator[MeetingCitation]:
        kind = self._types.get(" ".join(match["type"].split()), "resolution")
        group = "centre" if match["centre"] else "body"
        body = match.span(group) if (match[group] or "").startswith(("ban", "bch")) else None
        term = f"/{_roman(match['term'])}" if match["terms"] else ""
        first = next(name for name in ("after", "before", "bare") if match[name])
        places = [(match.start(), match.end(first), _value(match[first]))]
        places += [(*each.span(), int(each.group())) for each in _FIGURES.finditer(low, match.end("after"), match.end("more"))]
        places[-1] = (places[-1][0], match.end(), places[-1][2])
        for start, end, plenum in places:
            if 0 < plenum <= _MOST_PLENUMS:
                yield MeetingCitation(start, end, kind, f"{plenum}{term}", body)
        end = match.end()
        while term and (other := self._other_term.match(low, end)):
            end = other.end()
            for _, _, plenum in places:
                yield MeetingCitation(other.start("term"), end, kind, f"{plenum}/{_roman(other['term'])}", body)


def _value(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return _WORDS.get(printed) or _roman_value(printed)


def _roman_value(printed: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in printed]
    return sum(-value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=False))


def _roman(printed: str) -> str:
    """A term in Roman numerals, as terms are written: 13 and "xiii" are XIII."""
    number = _value(printed)
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
