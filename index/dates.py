"""The Vietnamese spellings of a date and what a date claims: separate so that no other module reads a printed date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from index.reading import ReadingCopy, reading_copy
from index.text import Span


class DateKind(Enum):
    """What a date says of an article: event (ngày sự kiện), posted (ngày đăng), updated (cập nhật), rendered.

    RENDERED is the page clock (đồng hồ trang): evidence of the fetch and never of the article.
    """

    EVENT = "event"
    POSTED = "posted"
    UPDATED = "updated"
    RENDERED = "rendered"


class Precision(Enum):
    """How much of a date is known. CIRCA: about this day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CIRCA = "circa"


class Certainty(Enum):
    """PRINTED: stands on the page in full. INFERRED: concluded, the year for instance. UNCERTAIN: kept, never chosen."""

    PRINTED = "printed"
    INFERRED = "inferred"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One claim (chứng cứ ngày) about an article's date, with the rule that made it and the printed evidence.

    `value` is the first day of the period where precision is coarser than a day.
    """

    kind: DateKind
    value: date
    precision: Precision
    certainty: Certainty
    rule: str
    evidence: str


# The first rule that answers wins; a rule that is not listed is kept and never chosen.
# `sources.md` 1.8 and `party-documents.md` 7.2 give the order.
TRUST: dict[DateKind, tuple[str, ...]] = {
    DateKind.EVENT: ("dateline", "dateline+posted", "dateline+address", "dateline+id-clock", "dateline+text"),
    DateKind.POSTED: ("time-line", "meta", "json-ld", "lead-image", "address", "feed", "sitemap"),
    DateKind.UPDATED: ("time-line", "meta", "json-ld"),
    DateKind.RENDERED: (),
}


def chosen_claim(claims: Iterable[DateClaim], kind: DateKind) -> DateClaim | None:
    """The claim of this kind that the stated order of trust (`TRUST`) puts first, or `None`: unknown is an answer.

    Two different days from the same rule decide nothing.
    """
    able = [c for c in claims if c.kind is kind and c.certainty is not Certainty.UNCERTAIN and c.precision is Precision.DAY]
    for rule in TRUST[kind]:
        days = {claim.value: claim for claim in able if claim.rule == rule}
        if len(days) == 1:
            return next(iter(days.values()))
        if days:
            return None
    return None


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """One date as printed (ngày tháng): "7/10", "ngày 24 tháng 6 năm 2023", "tháng 9/2023", "năm 2023".

    What is not printed is `None`; day and month always fit together. `text[span.start:span.end] == printed`.
    """

    span: Span
    printed: str
    day: int | None
    month: int | None
    year: int | None

    @property
    def date(self) -> date | None:
        """The day where all of it is printed."""
        if self.day and self.month and self.year:
            return date(self.year, self.month, self.day)
        return None


_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_YEAR = r"(?:1[89]|2[01])\d\d(?!\d)"
_SEP = r"\s?[/.-]\s?"
_AND = r"(?:,\s|\s?-\s?|\s(?:và|đến)\s(?:ngày\s)?)"
_WEEKDAY = r"thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật"
_NUMBER = re.compile(r"\d+")
# "25/10/2021", "7-4-2015", "24 tháng 6 năm 2023", "26-9", "26, 27 và 28/9"
_DAY_FORM = re.compile(
    rf"""
    (?P<list>(?:{_DAY}{_AND}){{1,4}}?)?
    (?P<d>{_DAY})
    (?:{_SEP}(?P<m1>{_MONTH})(?:{_SEP}(?P<y1>{_YEAR}))?
      |\s+tháng\s+(?P<m2>{_MONTH})(?:,?\s+năm\s+(?P<y2>{_YEAR})|\s?[/-]\s?(?P<y3>{_YEAR}))?)
    (?!\w|[/.-]\d|\s?%)
    """,
    re.VERBOSE,
)
# What may stand behind the first day: most numbers of a text are none.
_GOES_ON = re.compile(r"\d{1,2}(?:\s?[/.,-]|\s+(?:tháng|và|đến)\s)")
# "tháng 9/2023", "tháng 10 năm 2021", "năm 2023"
_MONTH_FORM = re.compile(rf"(?P<m>{_MONTH})(?:\s?[/-]\s?|,?\s+năm\s+)(?P<y>{_YEAR})(?![\w/-])")
_YEAR_FORM = re.compile(rf"(?P<y>{_YEAR})(?!\w)")
# "Sáng 7/10", "Ngày 21/9", "sáng nay (13.10)", "Thứ Bảy, 7/10", "Trong 3 ngày, từ 10 đến 12/6": without a year only such
# a word makes a date, since "trực 24/7", "tỷ số 2-1" and "tăng 13.10" look the same.
_CUE = re.compile(
    rf"(?<!\w)(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|mùng|mồng|{_WEEKDAY})(?:\s(?:nay|qua|mai))*[\s,(]{{1,3}}(?:từ\s)?(?:ngày\s|mùng\s|mồng\s)?$"
)
_LONGEST_CUE = 30


def find_dates(text: str) -> tuple[PrintedDate, ...]:
    """All dates that are printed in `text`, in reading order, day before month; impossible ones are none. Never raises.

    Without a year only after "ngày", a part of the day or a weekday ("chiều 26-9"), or at the start of a line before a
    comma. Of "ngày 26 và 27/9" both days. Months ("tháng 9/2023") and years ("năm 2023") have no day.
    """
    copy = reading_copy(text)
    return tuple(_printed_dates(copy))


def read_date(text: str) -> date | None:
    """The first full date in `text`: "ngày 24 tháng 6 năm 2023", "7-4-2015"."""
    return next((printed.date for printed in find_dates(text) if printed.date), None)


def is_day(day: int, month: int, year: int | None = None) -> bool:
    """Whether the calendar has this day; without a year 29/2 is one."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def day_at(copy: ReadingCopy, place: int) -> tuple[int, date] | None:
    """The full date that begins at `place` of the copy, after its end: (end, day)."""
    match = _DAY_FORM.match(copy.low, place)
    found = _days_at(copy, place) if match and not match["list"] else ()
    if not found or found[0][4] is None:
        return None
    _, end, day, month, year = found[0]
    return (end, date(year, month, day)) if day and month and year else None


def _printed_dates(copy: ReadingCopy) -> Iterator[PrintedDate]:
    end = 0
    for number in _NUMBER.finditer(copy.low):
        if number.start() < end:
            continue
        found = _days_at(copy, number.start()) if len(number.group()) <= 2 else ()
        found = found or _period_at(copy, number)
        for start, stop, day, month, year in found:
            yield PrintedDate(copy.span(start, stop), copy.cut(start, stop), day, month, year)
            end = stop


_Found = tuple[tuple[int, int, int | None, int | None, int | None], ...]


def _days_at(copy: ReadingCopy, place: int) -> _Found:
    """The day, or the days of one month, printed at `place`."""
    match = _DAY_FORM.match(copy.low, place) if _GOES_ON.match(copy.low, place) else None
    if match is None or not _begins(copy.low, place):
        return ()
    month = int(match["m1"] or match["m2"])
    printed_year = match["y1"] or match["y2"] or match["y3"]
    year = int(printed_year) if printed_year else None
    is_plain = not match["list"] and (year or match["m2"])
    if not is_plain and not _has_cue(copy.low, match):
        return ()
    days = [(place + each.start(), place + each.end()) for each in _NUMBER.finditer(match["list"] or "")]
    days.append((match.start("d"), match.end()))
    numbers = [int(_NUMBER.match(copy.low, start).group()) for start, _ in days]  # type: ignore[union-attr]
    return tuple(
        (start, stop, day, month, year) for (start, stop), day in zip(days, numbers, strict=True) if is_day(day, month, year)
    )


def _period_at(copy: ReadingCopy, number: re.Match[str]) -> _Found:
    """The month with its year, or the year alone, whose first figure is `number`."""
    before = copy.low[max(0, number.start() - 8) : number.start()]
    if (word := re.search(r"(?<!\w)(tháng|năm)\s+$", before)) is None:
        return ()
    form = _MONTH_FORM if word[1] == "tháng" else _YEAR_FORM
    if (match := form.match(copy.low, number.start())) is None:
        return ()
    start = number.start() - len(word.group())
    return ((start, match.end(), None, int(match["m"]) if form is _MONTH_FORM else None, int(match["y"])),)


def _begins(low: str, place: int) -> bool:
    """Whether a number that begins here is whole: not the "6" of "T6/2023" or the "50" of "1.250/3/2023"."""
    before = low[max(0, place - 2) : place]
    return not before or not (before[-1].isalnum() or before[-1] == "/" or (before[-1] in ".,-" and before[0].isdigit()))


def _has_cue(low: str, match: re.Match[str]) -> bool:
    """Whether a word says that this is a day, or it opens a line before a comma: "13.10, Đảng ủy phường"."""
    place = match.start()
    before = low[max(0, place - _LONGEST_CUE) : place]
    if _CUE.search(before):
        return True
    blank = before.rstrip(" \t\u00a0")
    opens_line = blank.endswith("\n") or (not blank and place < _LONGEST_CUE)
    return opens_line and not match["list"] and low[match.end() : match.end() + 1] == ","
