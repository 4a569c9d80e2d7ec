"""The year of a date that is printed without one: only from stated evidence, and unknown where two years fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import find_dates, is_day
from index.periods import year_evidence

# A dateline stands in news of the last days; a posted day further off belongs to something else.
MOST_DAYS_TO_POSTED = 62
_LEAD = 900
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
# Far from the date these say too little.
_NEAR_ONLY = frozenset(("year", "month", "congress"))
_SENTENCE_END = re.compile(r"[.!?…]\s|[;\n]")


@dataclass(frozen=True, slots=True)
class InferredYear:
    """A year with the rule that gave it, as in `index.dates.TRUST`, and the printed evidence."""

    year: int
    rule: str
    evidence: str


def infer_year(
    day: int, month: int, text: str, *, not_before: date | None, not_after: date | None, posted: date | None = None
) -> InferredYear | None:
    """The year of "7/10" in `text`, or `None` where nothing proves it or two years fit.

    With a posted day: the nearest such day on or before it. Else the bounds, where they leave one year: `not_before` is the
    latest day that the text names as past, `not_after` the day of the capture. Else the period words nearest to the date: its
    sentence, then title and paragraph, then the whole text. Never the latest year before the capture
    (`party-documents.md` 7.3).
    """
    if posted:
        return _year_before(day, month, posted)
    fitting = tuple(_fitting_years(day, month, not_before, not_after))
    if not_before and not_after and len(fitting) == 1:
        return InferredYear(fitting[0], "dateline+text", f"between {not_before.isoformat()} and {not_after.isoformat()}")
    evidence = year_evidence(text)
    sentence, opening = _surroundings(text, day, month)
    for end, start, is_near in ((sentence[1], sentence[0], True), (opening, 0, True), (len(text), 0, False)):
        named: dict[int, str] = {}
        for each in evidence:
            if start <= each.span.start < end and (is_near or each.rule not in _NEAR_ONLY):
                years = [year for year in fitting if each.since <= date(year, month, day) <= each.until]
                named.update({years[0]: each.printed} if len(years) == 1 else {})
        if len(named) == 1:
            year, printed = named.popitem()
            return InferredYear(year, "dateline+text", printed)
        if named:
            return None
    return None


def _year_before(day: int, month: int, posted: date) -> InferredYear | None:
    """The year of the nearest such day on or before `posted`, if it is near."""
    for year in (posted.year, posted.year - 1):
        if is_day(day, month, year) and date(year, month, day) <= posted:
            is_near = posted - date(year, month, day) <= timedelta(days=MOST_DAYS_TO_POSTED)
            return InferredYear(year, "dateline+posted", f"posted {posted.isoformat()}") if is_near else None
    return None


def _fitting_years(day: int, month: int, not_before: date | None, not_after: date | None) -> Iterator[int]:
    first = not_before.year if not_before else _FIRST_YEAR
    last = not_after.year if not_after else _LAST_YEAR
    for year in range(first, last + 1):
        if is_day(day, month, year) and (not_before or date.min) <= date(year, month, day) <= (not_after or date.max):
            yield year


def _surroundings(text: str, day: int, month: int) -> tuple[tuple[int, int], int]:
    """Where the sentence with the date stands, and where its paragraph ends."""
    for found in find_dates(text):
        if (found.day, found.month, found.year) == (day, month, None):
            starts = [match.end() for match in _SENTENCE_END.finditer(text, 0, found.span.start)]
            end = _SENTENCE_END.search(text, found.span.end)
            line_end = text.find("\n", found.span.end)
            return (starts[-1] if starts else 0, end.start() if end else len(text)), line_end if line_end >= 0 else len(text)
    return (0, _LEAD), _LEAD
