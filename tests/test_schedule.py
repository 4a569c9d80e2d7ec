"""When an address is asked again: a table of (how it stood, how it ended, what becomes of it)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.queue.policy import Outcome
from crawler.queue.schedule import Plan, look_again_at, plan, retry_after

NOW = datetime(2026, 3, 12, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FRESH = Plan("todo", 0, None, None)
KNOWN = Plan("done", 0, NOW - HOUR, NOW - 2 * DAY)


@pytest.mark.parametrize("outcome", [Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED, Outcome.NO_ARTICLE])
def test_what_was_seen_is_looked_at_again_after_1_3_7_and_30_days(outcome: Outcome):
    after, moment, days = plan(outcome, FRESH, NOW), NOW, []
    while after.next_try_at:
        moment = after.next_try_at
        days.append(round((moment - NOW) / DAY))
        after = plan(Outcome.UNCHANGED, after, moment)
    assert days == [1, 3, 7, 30]
    assert after.state == "done"


def test_a_daily_run_finds_yesterday_s_article_due():
    """The run of today starts at the same minute as that of yesterday, which took a while to get to the article."""
    due = look_again_at(NOW + 20 * timedelta(minutes=1), NOW + 20 * timedelta(minutes=1))
    assert due is not None
    assert due <= NOW + DAY


@pytest.mark.parametrize("outcome", [Outcome.HTTP_ERROR, Outcome.NETWORK_ERROR, Outcome.REFUSED_ADDRESS])
def test_what_failed_is_tried_after_15_minutes_2_hours_and_a_day_then_it_is_failing(outcome: Outcome):
    after, waits = FRESH, []
    for _ in range(3):
        after = plan(outcome, after, NOW)
        assert after.state == "todo"
        waits.append((after.next_try_at - NOW) / timedelta(minutes=1))
    for wait, expected in zip(waits, (15, 120, 1440), strict=True):
        assert expected * 0.75 <= wait <= expected * 1.25
    assert plan(outcome, after, NOW) == Plan("failing", 4, None, None)


def test_a_known_article_that_cannot_be_fetched_stays_known_until_it_is_failing():
    assert plan(Outcome.HTTP_ERROR, KNOWN, NOW).state == "done"
    assert plan(Outcome.HTTP_ERROR, Plan("gone", 1, NOW, NOW - DAY), NOW).state == "gone"


def test_success_forgets_the_failures():
    assert plan(Outcome.UNCHANGED, Plan("todo", 3, NOW, None), NOW).tries == 0


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.REDIRECTED_AWAY])
def test_what_is_gone_is_asked_for_again_after_7_and_30_days(outcome: Outcome):
    first = plan(outcome, KNOWN, NOW)
    second = plan(outcome, first, first.next_try_at)
    third = plan(outcome, second, second.next_try_at)
    assert (first.state, first.next_try_at - NOW) == ("gone", 7 * DAY)
    assert (second.state, second.next_try_at - NOW) == ("gone", 30 * DAY)
    assert (third.state, third.next_try_at) == ("gone", None)


@pytest.mark.parametrize("before", [FRESH, KNOWN, Plan("todo", 2, NOW - HOUR, None)])
def test_what_is_postponed_stands_as_before_however_often(before: Plan):
    after = before
    for _ in range(10):
        after = plan(Outcome.POSTPONED, after, NOW)
    assert after == before
    assert plan(Outcome.POSTPONED, before, NOW, 5 * HOUR).next_try_at == NOW + 5 * HOUR


@pytest.mark.parametrize("outcome", [Outcome.MAYBE_GONE, Outcome.BLOCKED_ROBOTS])
def test_what_another_day_may_change_is_asked_tomorrow(outcome: Outcome):
    after = plan(outcome, KNOWN, NOW)
    assert after.state == "done"
    assert after.tries == 0
    assert NOW + 20 * HOUR < after.next_try_at <= NOW + DAY


def test_a_redirected_address_is_not_asked_again():
    assert plan(Outcome.REDIRECTED, KNOWN, NOW).next_try_at is None


@given(st.sampled_from(list(Outcome)), st.sampled_from(["todo", "done", "failing", "gone"]), st.integers(0, 9))
def test_every_outcome_has_a_plan(outcome: Outcome, state: str, tries: int):
    after = plan(outcome, Plan(state, tries, NOW, NOW - DAY), NOW)
    assert after.state in ("todo", "done", "failing", "gone")
    assert after.next_try_at is None or after.next_try_at >= NOW


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", timedelta(minutes=1)),
        ("120", timedelta(minutes=2)),
        (format_datetime(NOW + 5 * HOUR, usegmt=True), 5 * HOUR),
        (format_datetime(NOW - 5 * HOUR, usegmt=True), timedelta(minutes=1)),
        ("99999999", 7 * DAY),
        ("9" * 400, HOUR),
        ("soon", HOUR),
        ("-5", HOUR),
        (None, HOUR),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str | None, wait: timedelta):
    assert retry_after(header, NOW) == wait


@given(st.text(max_size=40))
def test_no_retry_after_header_breaks_the_run(header: str):
    assert timedelta(minutes=1) <= retry_after(header, NOW) <= 7 * DAY
