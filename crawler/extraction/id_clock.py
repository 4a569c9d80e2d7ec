"""The clock in article numbers (đồng hồ số bài): where a site numbers steadily, a number tells its day to a few weeks."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from crawler.address import article_number
from crawler.sites import Site
from index.errors import AuthorityError
from index.settings import ROOT

FOLDER = ROOT / "data" / "authority"
# Far beyond the last anchor the rate is anybody's guess.
MOST_DAYS_OUTSIDE = 900
# A learned day that far from the committed anchors is a picture used again or a number of another counter.
_MOST_DAYS_OFF = 45


@dataclass(frozen=True, slots=True)
class Anchor:
    """An article number whose day is known."""

    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock: below `first_number` the numbers followed another rule. `anchors` rise in number and in day."""

    name: str
    first_number: int
    anchors: tuple[Anchor, ...] = ()

    def day_of(self, number: int) -> date | None:
        """About which day this number was given; outside the anchors the nearest rate is carried on, for a while."""
        anchors = self.anchors
        if number < self.first_number or len(anchors) < 2:
            return None
        place = min(max(bisect_left(anchors, number, key=lambda each: each.number), 1), len(anchors) - 1)
        first, second = anchors[place - 1], anchors[place]
        days = (number - first.number) * (second.day - first.day).days / (second.number - first.number)
        if abs(days) > 10 * MOST_DAYS_OUTSIDE:
            return None
        day = first.day + timedelta(days=round(days))
        outside = max((anchors[0].day - day).days, (day - anchors[-1].day).days)
        return day if outside <= MOST_DAYS_OUTSIDE else None

    def with_anchors(self, learned: Iterable[Anchor]) -> Clock:
        """The clock with more anchors, as far as they agree with those it has and with each other."""
        able = [each for each in learned if self._agrees(each)]
        return Clock(self.name, self.first_number, _rising(self.anchors, able))

    def _agrees(self, anchor: Anchor) -> bool:
        if anchor.number < self.first_number:
            return False
        told = self.day_of(anchor.number)
        return told is None or abs(told - anchor.day) <= timedelta(days=_MOST_DAYS_OFF)


def _rising(fixed: tuple[Anchor, ...], learned: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """The longest chain of anchors that rises in number and in day and holds all the fixed ones."""
    chains: list[Anchor] = []
    bounds = [None, *fixed, None]
    rows = sorted({each.number: each for each in learned}.values(), key=lambda each: each.number)
    for low, high in pairwise(bounds):
        between = [
            each
            for each in rows
            if (low is None or (each.number > low.number and each.day > low.day))
            and (high is None or (each.number < high.number and each.day < high.day))
        ]
        chains += _longest_rise(between)
        if high is not None:
            chains.append(high)
    return tuple(chains)


def _longest_rise(rows: list[Anchor]) -> list[Anchor]:
    """The longest run of rows, rising in number, whose days rise too (patience sorting)."""
    tails: list[int] = []
    before: list[int] = []
    for place, row in enumerate(rows):
        pile = bisect_left(tails, row.day, key=lambda each: rows[each].day)
        before.append(tails[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [place]
    chain: list[Anchor] = []
    place = tails[-1] if tails else -1
    while place >= 0:
        chain.append(rows[place])
        place = before[place]
    return chain[::-1]


def load_clocks(path: Path = FOLDER / "id_clock.toml") -> Mapping[str, Clock]:
    """Every clock by name. Raises `AuthorityError` naming the row that breaks a rule."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    anchors: dict[str, list[Anchor]] = {row["name"]: [] for row in table["clock"]}
    for row in table.get("anchor", ()):
        if row["clock"] not in anchors:
            raise AuthorityError(path.name, str(row["number"]), f"there is no clock {row['clock']}")
        before = anchors[row["clock"]][-1:]
        anchor = Anchor(row["number"], row["day"])
        if before and not (before[0].number < anchor.number and before[0].day < anchor.day):
            raise AuthorityError(path.name, str(anchor.number), "anchors must rise in number and in day")
        anchors[row["clock"]].append(anchor)
    clocks = {row["name"]: Clock(row["name"], row["first_number"], tuple(anchors[row["name"]])) for row in table["clock"]}
    return MappingProxyType(clocks)


CLOCKS = load_clocks()


def clock_of(site: Site | None) -> Clock | None:
    """The clock that this site's numbers follow, with the anchors that its archive has learned; `None` where they follow none."""
    clock = CLOCKS.get(site.family.clock) if site and site.family.clock else None
    return _grown(clock, site.anchors) if clock and site and site.anchors else clock


@lru_cache(maxsize=4)
def _grown(clock: Clock, anchors: tuple[tuple[int, date], ...]) -> Clock:
    """A clock with learned anchors, worked out once for a run."""
    return clock.with_anchors(Anchor(*each) for each in anchors)


def day_of_number(url: str, site: Site | None) -> date | None:
    """About which day the article at this address was made, for a site whose numbers are a clock."""
    clock = clock_of(site)
    number = article_number(url, site) if clock and site else None
    return clock.day_of(int(number)) if clock and number and number.isdecimal() else None
