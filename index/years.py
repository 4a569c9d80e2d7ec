"""The year of a date that is printed without one: only from stated evidence, and unknown where two years fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import find_dates, is_day
from index.reading import ReadingCopy
from index.text import Span

# A dateline stands in news of the last days; a posted day further off belongs to something else.
MOST_DAYS_TO_POSTED = 62
_LEAD = 900
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_Y = r"(?P<year>20\d\d)(?!\d|\s?-\s?20)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Far from the date these say too little.
_NEAR_ONLY = frozenset(("year", "month", "congress"))
_SENTENCE_END = re.compile(r"[.!?…]\s|[;\n]")


@dataclass(frozen=True, slots=True)
class YearEvidence:
    """Words that say when something happened (căn cứ suy ra năm): the days from `since` to `until` fit them.

    `rule` names the kind: "review and plan", "quarter", "months", "programme", "month", "congress", "anniversary" or "year".
    """

    span: Span
    printed: str
    rule: str
    since: date
    until: date


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


def year_evidence(text: str) -> tuple[YearEvidence, ...]:
    """All words of `text` that tie what happens to a year, in reading order; what a stronger kind uses is no weaker one."""
    copy = ReadingCopy(text)
    found: list[YearEvidence] = []
    taken = bytearray(len(copy.low))
    for rule, form, period in _RULES:
        for match in form.finditer(copy.low):
            days = None if any(taken[match.start() : match.end()]) else period(match)
            if days:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(YearEvidence(copy.span(*match.span()), copy.cut(*match.span()), rule, *days))
    return tuple(sorted(found, key=lambda each: each.span.start))


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


_Days = tuple[date, date] | None


def _review(match: re.Match[str]) -> _Days:
    past, following = int(match["past"]), int(match["next"])
    return (date(past, 11, 1), date(following, 4, 30)) if following == past + 1 else None


def _quarter(match: re.Match[str]) -> _Days:
    year, quarter = int(match["year"]), _QUARTERS[match["quarter"]]
    # a meeting on a quarter stands in it or in the weeks after it
    return date(year, quarter * 3 - 2, 1), _month_end(year, quarter * 3) + timedelta(days=45)


def _months(match: re.Match[str]) -> _Days:
    year, months = int(match["year"]), int(match["months"])
    if not 1 <= months <= 11:
        return None
    if match["part"] and match["part"].startswith("cuối"):
        return date(year, max(1, 12 - months), 1), date(year, 12, 31)
    # nine months are reviewed from the ninth month on
    return date(year, months, 1), _month_end(year, months) + timedelta(days=75)


def _whole_year(match: re.Match[str]) -> _Days:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31)


def _plain_year(match: re.Match[str]) -> _Days:
    year = int(match["year"])
    # the plan of a year is made before it begins, its review held after it ends
    return date(year - 1, 10, 15), date(year + 1, 3, 31)


def _month(match: re.Match[str]) -> _Days:
    year, month = int(match["year"]), int(match["month"])
    return date(year, month, 1) - timedelta(days=10), _month_end(year, month) + timedelta(days=10)


def _anniversary(match: re.Match[str]) -> _Days:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    if not is_day(day, month, year):
        return None
    return date(year, month, day) - timedelta(days=60), date(year, month, day) + timedelta(days=20)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


# Strongest first, each with one printed form that it must match.
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], _Days]], ...] = (
    # "tổng kết công tác xây dựng Đảng năm 2022 và triển khai chương trình công tác năm 2023"
    (
        "review and plan",
        re.compile(
            r"(?:tổng kết|đánh giá|kiểm điểm|kết quả|sơ kết)[^.;\n]{0,160}?năm\s(?P<past>20\d\d)(?!\d|\s?-\s?20)[^.;\n]{0,160}?"
            r"(?:triển khai|phương hướng|nhiệm vụ|kế hoạch|chương trình)[^.;\n]{0,120}?năm\s(?P<next>20\d\d)(?!\d|\s?-\s?20)"
        ),
        _review,
    ),
    # "quý III năm 2023", "quý 4/2022"
    ("quarter", re.compile(rf"quý\s(?P<quarter>iv|i{{1,3}}|[1-4])\s?(?:,?\snăm\s|/|-)\s?{_Y}"), _quarter),
    # "06 tháng đầu năm 2023", "9 tháng năm 2024", "3 tháng cuối năm 2024"
    ("months", re.compile(rf"(?<!\d)(?P<months>\d{{1,2}})\stháng\s(?P<part>đầu\s|cuối\s)?năm\s{_Y}"), _months),
    # "Thực hiện Chương trình công tác năm 2024, chiều 26-9"
    (
        "programme",
        re.compile(rf"(?:thực hiện|theo)\s[^.;\n]{{0,60}}?(?:chương trình|kế hoạch)[^.;\n]{{0,60}}?năm\s{_Y}"),
        _whole_year,
    ),
    # "khai mạc Đại hội đại biểu Đảng bộ phường lần thứ I, nhiệm kỳ 2025 - 2030"
    (
        "congress",
        re.compile(
            r"(?:long trọng tổ chức|đã tổ chức|khai mạc|diễn ra|tiến hành)\s(?:phiên trù bị\s)?đại hội"
            r"[^.;\n]{0,90}?lần thứ[^.;\n]{0,40}?nhiệm kỳ\s(?P<year>20\d\d)\s?-\s?20\d\d"
        ),
        _whole_year,
    ),
    # an anniversary in brackets: "Ngày thành lập Đảng (3/2/1930 - 3/2/2023)"
    (
        "anniversary",
        re.compile(
            r"\(\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(?:1[89]|20)\d\d\s?-\s?"
            r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>20\d\d)\s?\)"
        ),
        _anniversary,
    ),
    # "sinh hoạt chi bộ tháng 9/2023"
    ("month", re.compile(rf"tháng\s(?P<month>1[0-2]|0?[1-9])(?:\s?[/-]\s?|,?\snăm\s){_Y}"), _month),
    # "chủ đề năm 2023"; not "giai đoạn", "nhiệm kỳ", "so với năm 2021"
    ("year", re.compile(rf"(?<!so với )(?<!từ )(?<!đến )(?<!cùng kỳ )(?<!cuối )(?<!trước )(?<!kỳ )năm\s{_Y}"), _plain_year),
)
