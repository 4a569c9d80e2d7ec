"""Days, months and years as readers type them, in a field (`ngày:7/2023`) or among the words."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.spelling import Spelling, flat
from index.text import tokens

# Among words, only dates of the web's own time narrow by day: "30/4/1975" is an anniversary in a text.
_FIRST_YEAR = 2000
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:ngay\s)?(?P<day>\d{{1,2}})\s?[/.-]\s?(?P<month>\d{{1,2}})\s?[/.-]\s?{_YEAR}",  # 11/7/2023, 11-07-2023
        rf"(?:ngay\s)?(?P<day>\d{{1,2}})\sthang\s(?P<month>\d{{1,2}})\s?(?:nam\s|[/-])\s?{_YEAR}",  # 11 tháng 7 năm 2023
        rf"{_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})",  # 2023-07-11
        rf"(?:thang\s)?(?P<month>\d{{1,2}})\s?[/.-]\s?{_YEAR}",  # 7/2023, tháng 7/2023
        rf"thang\s(?P<month>\d{{1,2}})\s(?:nam\s)?{_YEAR}",  # tháng 7 năm 2023
        rf"quy\s(?P<quarter>i{{1,3}}|iv|[1-4])\s?(?:nam\s|[/-]|\s)\s?{_YEAR}",  # quý III/2023
        rf"{_YEAR}-(?P<month>\d\d)",  # 2023-07
        rf"(?:nam\s)?{_YEAR}",  # 2023
    )
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = {"ngay": "ngày", "thang": "tháng", "nam": "năm", "quy": "quý", "tu": "từ", "den": "đến"}
# Without a field a year alone is a word ("chương trình công tác năm 2023"), and 2023-07 may be a number.
_AMONG_WORDS = re.compile(
    r"(?<![\w/.,-])(?:(?P<bound>tu|den)\s)?(?P<date>"
    + "|".join(re.sub(r"\?P<\w+>", "?:", each.pattern) for each in _FORMS[:6])
    + r")(?![\w/]|[.,-]\d)"
)


@dataclass(frozen=True, slots=True)
class TypedPeriod:
    """A stretch of a query that names a day or a longer period; `bound` is "since" or "until" after "từ" or "đến"."""

    start: int
    end: int
    first: date
    last: date
    bound: str | None = None


def read_period(text: str) -> tuple[date, date] | None:
    """First and last day of "11/7/2023", "2023-07-11", "7/2023", "quý III/2023", "2023" or "7/2023..9/2023", day before month.

    `None` for anything else, days that no calendar has among it.
    """
    first, dots, last = text.partition("..")
    if dots:
        start, end = read_period(first), read_period(last)
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None
    typed = text.strip()
    match = next((found for form in _FORMS if (found := form.fullmatch(flat(typed)))), None)
    return _period(match.groupdict()) if match and _are_words_of_dates(typed) else None


def find_typed_periods(text: str) -> Iterator[TypedPeriod]:
    """The days and months that stand among the words of a query, in order; impossible ones are left out."""
    for match in _AMONG_WORDS.finditer(flat(text)):
        period = read_period(text[match.start("date") : match.end("date")])
        if period and period[0].year >= _FIRST_YEAR:
            bound = {"tu": "since", "den": "until"}.get(match["bound"] or "")
            yield TypedPeriod(match.start(), match.end(), *period, bound)


def find_impossible_dates(text: str) -> Iterator[str]:
    """What looks like a date among the words and is none, as typed: "31/2/2023"."""
    for match in _AMONG_WORDS.finditer(flat(text)):
        if read_period(match["date"]) is None:
            yield text[match.start("date") : match.end("date")]


def period_label(first: date, last: date, bound: str | None = None) -> str:
    """A period in figures, the same in every language: 11/7/2023, 7/2023, 2023, ≥ 1/7/2023."""
    if bound:
        return f"≥ {_day(first)}" if bound == "since" else f"≤ {_day(last)}"
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.month}/{first.year}"
    if (first.year, first.month, last.month) == (last.year, 1, 12):
        return str(first.year)
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _are_words_of_dates(typed: str) -> bool:
    """Whether the marks that were typed are those of a date's words: "tháng 7/2023", not "thắng 7/2023"."""
    words = ((token.text, _WORDS.get(flat(token.text))) for token in tokens(typed))
    return all(Spelling.of(word).agrees(meant) for word, meant in words if meant)


def _period(parts: dict[str, str | None]) -> tuple[date, date] | None:
    year = int(parts.get("year") or 0)
    quarter, month, day = parts.get("quarter"), parts.get("month"), parts.get("day")
    try:
        if day:
            only = date(year, int(month or 0), int(day))
            return only, only
        begins = 3 * _quarter(quarter) - 2 if quarter else int(month or 1)
        ends = begins + 2 if quarter else int(month or 12)
        return date(year, begins, 1), date(year, ends, monthrange(year, ends)[1])
    except ValueError:
        return None


def _quarter(typed: str) -> int:
    return _QUARTERS.get(typed) or int(typed)
