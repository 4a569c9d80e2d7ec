"""When an address is asked again, given how it ended (lịch thăm lại): pure, so that a table can test every case."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from crawler.queue.policy import LOST, RETRIED, SEEN, UNREAD, Outcome

# What failed is tried again after these waits, a quarter more or less; then it is "failing" and a person's turn.
RETRY_AFTER = (timedelta(minutes=15), timedelta(hours=2), timedelta(days=1))
# A known article is looked at again so long after it was first read, an hour early so that a daily run finds it due.
LOOK_AGAIN_AFTER = (timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=30))
_EARLY = timedelta(hours=1)
# An article that is gone is asked for again 7 and 30 days after.
ASK_GONE_AFTER = (timedelta(days=7), timedelta(days=23))
_DAY = timedelta(days=1)
_LEAST_WAIT, _MOST_WAIT = timedelta(minutes=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of an address: `state` is "todo", "done", "failing" or "gone".

    `next_try_at`: `None` means at once with "todo", never of its own with the others.
    """

    state: str
    tries: int
    next_try_at: datetime | None
    first_done_at: datetime | None


def plan(outcome: Outcome, before: Plan, now: datetime, wait: timedelta | None = None) -> Plan:
    """The plan after this outcome; `wait` is what the server asked for with Retry-After."""
    first = before.first_done_at
    if outcome in SEEN or outcome in UNREAD:
        first = first or now
        return Plan("done", 0, look_again_at(now, first), first)
    if outcome in LOST:
        times = before.tries if before.state == "gone" else 0
        due = now + ASK_GONE_AFTER[times] if times < len(ASK_GONE_AFTER) else None
        return Plan("gone", times + 1, due, first)
    if outcome is Outcome.REDIRECTED:
        return Plan("done", 0, None, first)
    if outcome in RETRIED:
        return _after_failure(before, now)
    if outcome is Outcome.POSTPONED:
        return Plan(before.state, before.tries, now + wait if wait else before.next_try_at, first)
    return Plan(before.state, before.tries, now + _DAY - _EARLY, first)  # "gone?" and robots.txt: another day


def _after_failure(before: Plan, now: datetime) -> Plan:
    if before.state == "gone":
        return Plan("gone", before.tries, now + ASK_GONE_AFTER[0], before.first_done_at)
    tries = 1 if before.state == "failing" else before.tries + 1
    if tries > len(RETRY_AFTER):
        return Plan("failing", tries, None, before.first_done_at)
    due = now + RETRY_AFTER[tries - 1] * random.uniform(0.75, 1.25)  # noqa: S311 - spreads visits, keeps no secret
    return Plan("todo" if before.state == "failing" else before.state, tries, due, before.first_done_at)


def look_again_at(now: datetime, first_done_at: datetime) -> datetime | None:
    """The next of 1, 3, 7 and 30 days after an article was first read, `None` after the last."""
    return next((due for wait in LOOK_AGAIN_AFTER if (due := first_done_at + wait - _EARLY) > now), None)


def asked_wait(value: str | None, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header asks for, in seconds or until a date; `None` where it cannot be read."""
    text = (value or "").strip()
    if text.isdecimal() and len(text) < 10:
        return timedelta(seconds=int(text))
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now


def retry_after(value: str | None, now: datetime) -> timedelta:
    """How long an address or a site is left alone for a Retry-After: between a minute and a week, an hour where unreadable."""
    asked = asked_wait(value, now)
    return timedelta(hours=1) if asked is None else min(max(asked, _LEAST_WAIT), _MOST_WAIT)
