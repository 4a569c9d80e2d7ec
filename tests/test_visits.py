"""When a site is visited next: a table of (its last runs, its queue, when and why)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from crawler.operation.visits import bad_ends, next_visit, visit_interval
from crawler.queue.backlog import Waiting
from crawler.sites import get_site

NOW = datetime(2026, 3, 12, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SITE = replace(get_site("thuduc"), visit_hours=12)
EMPTY = Waiting(0, 0, 0, None)


def run(ago: timedelta, reason: str | None = "finished", *, discovered: bool = True):
    """A run that took five minutes; without a reason it was killed."""
    started = NOW - ago
    ended = started + timedelta(minutes=5) if reason else None
    return SimpleNamespace(started=started, ended=ended, reason=reason, counts={"discovered": discovered} if reason else None)


def test_a_site_is_looked_at_as_often_as_its_file_says():
    assert visit_interval(get_site("nhandan")) == 3 * HOUR
    assert visit_interval(get_site("thuduc-cu")) == 7 * DAY


@pytest.mark.parametrize(
    ("runs", "waiting", "at", "why"),
    [
        ([], EMPTY, NOW, "never visited"),
        ([run(HOUR)], EMPTY, NOW + 10.5 * HOUR, "every 12 hours"),
        ([run(12 * HOUR)], EMPTY, NOW - HOUR / 2, "every 12 hours"),
        ([run(HOUR, "budget", discovered=False), run(11 * HOUR)], EMPTY, NOW + HOUR / 2, "every 12 hours"),
        ([run(HOUR, "budget")], Waiting(40, 40, 0, None), NOW - 40 * HOUR / 60, "40 addresses wait"),
        ([run(HOUR / 6, "budget")], Waiting(40, 40, 0, None), NOW + HOUR / 6, "40 addresses wait"),
        ([run(HOUR)], Waiting(0, 3, 0, NOW + HOUR), NOW + HOUR, "tried again"),
        ([run(HOUR)], Waiting(0, 3, 0, NOW + 20 * HOUR), NOW + 10.5 * HOUR, "every 12 hours"),
        ([run(HOUR)], Waiting(0, 3, 7, None), NOW + 10.5 * HOUR, "every 12 hours"),
        ([run(HOUR, None)], EMPTY, NOW, "was killed"),
        ([run(HOUR, None), run(2 * HOUR, None)], EMPTY, NOW + HOUR, "was killed, 2 in a row"),
        ([run(HOUR, "robots-unavailable")], EMPTY, NOW - 40 * HOUR / 60, "robots-unavailable"),
        ([run(HOUR, "archive-trouble")] * 2 + [run(DAY)], EMPTY, NOW + 65 * HOUR / 60, "archive-trouble"),
        ([run(HOUR, "archive-trouble")] * 5, EMPTY, NOW + 23 * HOUR + HOUR / 12, "5 in a row"),
        ([run(HOUR, "paused")], EMPTY, NOW + 10.5 * HOUR, "every 12 hours"),
    ],
)
def test_the_next_visit_and_why(runs, waiting: Waiting, at: datetime, why: str):
    visit = next_visit(SITE, runs, None, waiting, NOW)
    assert abs(visit.at - at) < timedelta(seconds=1)
    assert why in visit.why
    assert visit.is_due(NOW) is (visit.at <= NOW)


def test_a_site_that_asked_for_it_is_left_alone_whatever_waits():
    visit = next_visit(SITE, [run(DAY)], NOW + DAY, Waiting(40, 40, 0, None), NOW)
    assert (visit.at, visit.is_due(NOW)) == (NOW + DAY, False)


def test_a_daily_timer_finds_a_daily_site_due():
    daily = replace(SITE, expect_per_day=(0, 5))
    assert next_visit(daily, [run(DAY - timedelta(minutes=10))], None, EMPTY, NOW).is_due(NOW)


@pytest.mark.parametrize(
    ("reasons", "count"),
    [([], 0), (["finished"], 0), ([None], 1), (["archive-trouble", None, "finished", None], 2), (["shutdown", None], 0)],
)
def test_bad_ends_are_counted_up_to_the_last_good_one(reasons, count: int):
    assert bad_ends([run(HOUR, reason) for reason in reasons]) == count
