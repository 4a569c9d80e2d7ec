"""Days on which Việt Nam does not work (ngày nghỉ): an office's site that is silent then is not broken."""

from __future__ import annotations

from datetime import date, timedelta

# Mùng 1 Tết as celebrated in Việt Nam (UTC+7), which in some years is not the day of China's: 2030 is 2 February here.
_FIRST_DAYS = (
    "2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 "
    "2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 "
    "2035-02-08 2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12"
)
TET = tuple(date.fromisoformat(day) for day in _FIRST_DAYS.split())
# Offices close two days before (28 or 29 tháng Chạp) and come back after the sixth, seldom before.
_BEFORE, _AFTER = timedelta(days=2), timedelta(days=6)
# Labour Code 2019, article 112: new year, victory day, labour day, national day and the day beside it.
_FIXED = frozenset({(1, 1), (4, 30), (5, 1), (9, 2), (9, 3)})
_SATURDAY = 5


def is_tet(day: date) -> bool:
    """Whether a day falls into the Tết holidays; `False` for years that the table does not know."""
    return any(first - _BEFORE <= day <= first + _AFTER for first in TET)


def is_rest_day(day: date) -> bool:
    """Whether offices rest on a day outside Tết: Saturday, Sunday, a public holiday of the solar calendar."""
    return day.weekday() >= _SATURDAY or (day.month, day.day) in _FIXED
