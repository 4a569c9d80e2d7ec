"""Whether a source has fallen silent or shouts (báo động nguồn): from how many articles it had on each day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from statistics import fmean, median, pstdev

from sqlalchemy import Connection, func, select

from crawler.operation.holidays import is_rest_day, is_tet
from index.schema import article

DAYS_READ = 120
SILENT_TIMES = 3
BAND_DAYS = 28
SIGMAS = 3
_LEAST_NEWS_DAYS = 5
_LEAST_LIKE_DAYS = 6
_DAY = timedelta(days=1)


def daily_counts(connection: Connection, source: str, today: date) -> dict[date, int]:
    """Articles of a source by day of publication, the day of first sight where they print none, over some months."""
    day = func.coalesce(article.c.posted, article.c.first_day)
    query = select(day, func.count()).where(article.c.source == source, day >= today - DAYS_READ * _DAY, day <= today)
    return {row[0]: row[1] for row in connection.execute(query.group_by(day))}


def source_alarms(counts: Mapping[date, int], visited: date, least_expected: int) -> tuple[str, ...]:
    """A sentence for each thing that is odd about a source, as of the day of its last good visit.

    `least_expected`: articles a day that its file expects at least, which counts until its own habit is known.
    """
    found = (_silence(counts, visited, least_expected), _volume(counts, visited))
    return tuple(filter(None, found))


def _silence(counts: Mapping[date, int], visited: date, least_expected: int) -> str | None:
    """Nothing new for three times the usual gap, both counted in the days on which the site works."""
    news = sorted(day for day, count in counts.items() if count and day <= visited)
    if not news:
        return None
    worth = _rest_day_worth(counts, news[-1])
    gaps = [_work(before, after, worth) for before, after in pairwise(news)]
    if len(news) >= _LEAST_NEWS_DAYS:
        usual = max(1.0, median(gaps))
    elif least_expected:
        usual = 1.0
    else:
        return None
    silent = _work(news[-1], visited - _DAY, worth)
    if silent < SILENT_TIMES * usual:
        return None
    return f"source alarm: nothing new since {news[-1]}, {silent:.0f} working days; its usual gap is {usual:.0f}"


def _work(after: date, until: date, rest_day_worth: float) -> float:
    """Working days after one day and until another: Tết counts nothing, a rest day as much as the site publishes on it."""
    return sum(0.0 if is_tet(day) else rest_day_worth if is_rest_day(day) else 1.0 for day in _days(after + _DAY, until))


def _rest_day_worth(counts: Mapping[date, int], last: date) -> float:
    """How often the site has news on a rest day, against a working day, in the eight weeks before `last`."""
    days = [day for day in _days(last - 2 * BAND_DAYS * _DAY, last) if not is_tet(day)]
    shares = []
    for rests in (True, False):
        kind = [bool(counts.get(day)) for day in days if is_rest_day(day) is rests]
        shares.append(fmean(kind) if kind else 0.0)
    return min(1.0, shares[0] / shares[1]) if shares[1] else 1.0


def _volume(counts: Mapping[date, int], visited: date) -> str | None:
    """The last whole day against the like days of the 28 before it: three standard deviations either way."""
    day = visited - _DAY
    if is_tet(day):
        return None
    like = [each for each in _days(day - BAND_DAYS * _DAY, day - _DAY) if is_rest_day(each) is is_rest_day(day)]
    first = min(counts, default=day)
    before = [counts.get(each, 0) for each in like if not is_tet(each) and each >= first]
    if len(before) < _LEAST_LIKE_DAYS:
        return None
    mean = fmean(before)
    width = SIGMAS * max(pstdev(before), sqrt(mean), 1.0)
    count = counts.get(day, 0)
    if mean - width <= count <= mean + width:
        return None
    low, high = max(0.0, mean - width), mean + width
    return f"source alarm: {count} articles of {day}; the 28 days before say {low:.0f} to {high:.0f}"


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * _DAY
