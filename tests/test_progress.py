"""What a person reads while a crawl runs and when it has ended."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.run.desk import Desk
from crawler.run.progress import progress_line, summary
from crawler.sites import get_site


@pytest.fixture
def desk() -> Desk:
    desk = Desk(None, get_site("mau-bao"), "abc", datetime(2026, 3, 12, tzinfo=UTC), None, 0)
    desk.counts.update(
        {"new": 20, "changed": 1, "unchanged": 2, "not_modified": 1, "gone": 1, "redirected_away": 1, "http_error": 2}
    )
    desk.queued, desk.requests = 4, 35
    desk._settled.add("mau-bao-1")
    return desk


def test_the_line_says_site_done_queued_new_changed_gone_failed_and_rate(desk: Desk):
    assert progress_line(desk, 4.0) == "mau-bao: 28 done, 4 queued; 20 new, 1 changed, 1 gone, 2 failed; 7.0 a second"


def test_while_nothing_is_fetched_yet_the_line_says_what_goes_on(desk: Desk):
    desk._settled.clear()
    assert progress_line(desk, 4.0) == "mau-bao: looking for articles, 35 requests so far"


def test_the_summary_counts_every_page_once(desk: Desk):
    expected = "mau-bao: 28 pages, 20 new, 1 changed, 3 unchanged, 1 gone, 1 moved, 2 failed, 35 requests, 3.1 s"
    assert summary(desk, 3.14) == expected


def test_what_is_rare_is_said_only_where_it_happened(desk: Desk):
    desk.counts.update({"postponed": 3, "blocked_robots": 1})
    assert summary(desk, 3.14).startswith("mau-bao: 29 pages, ")
    assert summary(desk, 3.14).endswith("2 failed, 1 blocked_robots, 3 postponed, 35 requests, 3.1 s")
