"""Words that tie what a text tells to a year (căn cứ suy ra năm): quarters, reviews, terms, anniversaries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from index.authority import AUTHORITY, Authority
from index.dates import is_day
from index.reading import ReadingCopy
from index.text import Span, tone_place

_Y = r"(?P<year>20\d\d)(?!\d|\s?-\s?20)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_FIRST, _LAST = 1945, 2100
# People meet some weeks before a day of honour, seldom after it.
_BEFORE, _AFTER = timedelta(days=60), timedelta(days=20)
# What is only planned or wished for says nothing of the year in which it is said.
_AHEAD = re.compile(r"(?:hướng tới|hướng đến|tiến tới|chuẩn bị|phát động|thi đua|đợt|sẽ|dự kiến)\s[^.;\n]{0,60}$")
_LONGEST_AHEAD = 80

_Days = tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class YearEvidence:
    """Words that say when something happened (căn cứ suy ra năm): the days from `since` to `until` fit them.

    `rule` names the kind: "review and plan", "quarter", "months", "programme", "month", "congress", "anniversary",
    "school year" or "year".
    """

    span: Span
    printed: str
    rule: str
    since: date
    until: date


def year_evidence(text: str, authority: Authority = AUTHORITY) -> tuple[YearEvidence, ...]:
    """All words of `text` that tie what happens to a year, in reading order; what a stronger kind uses is no weaker one."""
    copy = ReadingCopy(text)
    found: list[YearEvidence] = []
    taken = bytearray(len(copy.low))
    for rule, form, period in (*_RULES, _counted_rule(authority)):
        for match in form.finditer(copy.low):
            days = None if any(taken[match.start() : match.end()]) else period(match)
            if days:
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(YearEvidence(copy.span(*match.span()), copy.cut(*match.span()), rule, *days))
    return tuple(sorted(found, key=lambda each: each.span.start))


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


def _school_year(match: re.Match[str]) -> _Days:
    year, following = int(match["from"]), int(match["to"])
    return (date(year, 7, 15), date(following, 8, 15)) if following == year + 1 else None


def _anniversary(match: re.Match[str]) -> _Days:
    return None if _is_ahead(match) else _about(int(match["day"]), int(match["month"]), int(match["year"]))


def _counted_from(match: re.Match[str]) -> _Days:
    """From a printed day: "kỷ niệm 20 năm thành lập quận (1/4/2003)"."""
    if _is_ahead(match):
        return None
    return _about(int(match["day"]), int(match["month"]), int(match["since"]) + int(match["count"]))


def _is_ahead(match: re.Match[str]) -> bool:
    start = match.start()
    return _AHEAD.search(match.string, max(0, start - _LONGEST_AHEAD), start) is not None


def _about(day: int, month: int, year: int) -> _Days:
    if not (is_day(day, month, year) and _FIRST <= year <= _LAST):
        return None
    return date(year, month, day) - _BEFORE, date(year, month, day) + _AFTER


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


_DMY = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?"
_COUNT = r"(?<!\d)(?P<count>\d{1,3})\snăm(?:,?\s(?:ngày|lễ))*\s"
_Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str]], _Days]]

# Strongest first, each with one printed form that it must match.
_RULES: tuple[_Rule, ...] = (
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
    ("quarter", re.compile(rf"quý\s(?P<quarter>iv|i{{1,3}}|[1-4])\s?(?:,?\snăm\s|/|-|\s){_Y}"), _quarter),
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
        re.compile(rf"\(\s?\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?(?:1[89]|20)\d\d\s?-\s?{_DMY}(?P<year>20\d\d)\s?\)"),
        _anniversary,
    ),
    # counted from a printed day: "kỷ niệm 20 năm thành lập Quận ủy Tân Giang (1/4/2003)"
    (
        "anniversary",
        re.compile(rf"{_COUNT}[^.;()\n]{{3,90}}\((?:ngày\s)?{_DMY}(?P<since>(?:1[89]|20)\d\d)\s?\)"),
        _counted_from,
    ),
    # "khai giảng năm học 2023 - 2024"
    ("school year", re.compile(r"năm học\s(?P<from>20\d\d)\s?-\s?(?P<to>20\d\d)(?!\d)"), _school_year),
    # "sinh hoạt chi bộ tháng 9/2023"
    ("month", re.compile(rf"tháng\s(?P<month>1[0-2]|0?[1-9])(?:\s?[/-]\s?|,?\snăm\s){_Y}"), _month),
    # "chủ đề năm 2023"; not "giai đoạn", "nhiệm kỳ", "so với năm 2021"
    ("year", re.compile(rf"(?<!so với )(?<!từ )(?<!đến )(?<!cùng kỳ )(?<!cuối )(?<!trước )(?<!kỳ )năm\s{_Y}"), _plain_year),
)


@cache
def _counted_rule(authority: Authority) -> _Rule:
    """Counted from a day that everybody knows: "kỷ niệm 93 năm Ngày thành lập Đảng Cộng sản Việt Nam"."""
    days = {tone_place(name): each.day for each in authority.anniversaries for name in each.names}
    names = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in sorted(days, key=len, reverse=True))
    form = re.compile(rf"{_COUNT}(?P<name>{names})(?!\w)")

    def period(match: re.Match[str]) -> _Days:
        day = days[" ".join(match["name"].split())]
        return None if _is_ahead(match) else _about(day.day, day.month, day.year + int(match["count"]))

    return "anniversary", form, period
