"""The clock in the article numbers of thanhuytphcm.vn: about 40 a day, so a number tells its day to a few weeks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from crawler.address import article_key
from crawler.sites import Site
from index.errors import AuthorityError
from index.settings import ROOT

FOLDER = ROOT / "data" / "authority"
# Before about 10 April 2017 the numbers followed another rule; far beyond the last anchor the rate is anybody's guess.
FIRST_NUMBER = 1491830000
MOST_DAYS_OUTSIDE = 900


@dataclass(frozen=True, slots=True)
class Anchor:
    """An article number whose day is known."""

    number: int
    day: date


def load_anchors(path: Path = FOLDER / "id_clock.toml") -> tuple[Anchor, ...]:
    """The anchors, rising in number and day. Raises `AuthorityError` naming the row that breaks the rule."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["anchor"]
    anchors = tuple(Anchor(row["number"], row["day"]) for row in rows)
    for before, after in pairwise(anchors):
        if not (before.number < after.number and before.day < after.day):
            raise AuthorityError(path.name, str(after.number), "anchors must rise in number and in day")
    return anchors


ANCHORS = load_anchors()


def interpolate(number: int, anchors: tuple[Anchor, ...] = ANCHORS) -> date | None:
    """The day of an article number; outside the anchors the nearest rate is carried on, for a while."""
    if number < FIRST_NUMBER or len(anchors) < 2:
        return None
    pairs = list(pairwise(anchors))
    first, second = next(((a, b) for a, b in pairs if number <= b.number), pairs[-1])
    days = (number - first.number) * (second.day - first.day).days / (second.number - first.number)
    day = first.day + timedelta(days=round(days))
    outside = max((anchors[0].day - day).days, (day - anchors[-1].day).days)
    return day if outside <= MOST_DAYS_OUTSIDE else None


def day_of_number(url: str, site: Site | None) -> date | None:
    """About which day the article at this address was made, for a site whose numbers are a clock."""
    if site is None or "id-clock" not in site.dates:
        return None
    number = article_key(url, site).rpartition("-")[2]
    return interpolate(int(number)) if number.isdigit() else None
