"""Years, months and days as values of facets (năm, tháng, ngày): all of them are beginnings of the days in a column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.engine import PERIODS
from index.engines.whoosh.arrayfile import Array

# Period -> what a day's number (20230711) is divided by, and how much of 2023-07-11 is printed.
_DIVISORS = dict(zip(PERIODS, (10000, 100, 1), strict=True))
_WIDTHS = dict(zip(PERIODS, (4, 7, 10), strict=True))


@dataclass(frozen=True, slots=True)
class Periods:
    """The years, months or days of a segment: `numbers`, ascending, and for each article `which` of them; 0 is an unknown day."""

    numbers: Array
    which: Array

    @classmethod
    def of(cls, days: Array, period: str) -> Periods:
        """The periods that these days lie in."""
        numbers, which = np.unique(days // _DIVISORS[period], return_inverse=True)
        # A segment has no more of them than articles.
        return cls(numbers, which.astype(np.uint16))

    def count(self, hits: Array) -> Array:
        """For each of the numbers how many articles `hits` takes."""
        return np.bincount(self.which.take(np.flatnonzero(hits)), minlength=len(self.numbers))

    def among(self, wanted: list[int]) -> Array:
        """A mask of the articles in one of these periods."""
        return np.isin(self.numbers, wanted).take(self.which)


def period_number(value: str, period: str) -> int | None:
    """`2023-07` as 202307 and "" (no day known) as 0; `None` for what no period is called."""
    digits = value.replace("-", "")
    is_number = len(value) == _WIDTHS[period] and digits.isascii() and digits.isdecimal()
    number = int(digits) if is_number else 0
    return number if period_value(number, period) == value else None


@lru_cache(maxsize=1 << 16)
def period_value(number: int, period: str) -> str:
    """202307 as `2023-07`: as in ISO 8601, so that values sort as time goes."""
    digits = f"{number * _DIVISORS[period]:08}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"[: _WIDTHS[period]] if number else ""
