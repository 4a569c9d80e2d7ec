"""When a site is visited next (lịch thăm): from its last runs and what waits in its queue; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from crawler.queue.backlog import Waiting
from crawler.run.runs import GOOD_ENDS
from crawler.sites import Site

# A timer that fires once a day does so a little earlier or later than yesterday.
EARLY = timedelta(minutes=30)
# A queue that is not empty is gone on with, after a pause; a site that fails is left alone longer each time.
QUEUE_WAIT = timedelta(minutes=15)
BAD_WAITS = (timedelta(minutes=15), timedelta(hours=2), timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Visit:
    """The next visit of a site: when, and why then."""

    at: datetime
    why: str

    def is_due(self, now: datetime) -> bool:
        """Whether the time has come."""
        return self.at <= now


def visit_interval(site: Site) -> timedelta:
    """How often the site's listings are looked at, as its file says."""
    return timedelta(hours=site.visit_hours)


def bad_ends(runs: Sequence[Row[Any]]) -> int:
    """How many of the last runs (newest first) were killed or ended badly, up to the newest that ended well."""
    return next((number for number, run in enumerate(runs) if run.reason in GOOD_ENDS), len(runs))


def next_visit(site: Site, runs: Sequence[Row[Any]], paused_until: datetime | None, waiting: Waiting, now: datetime) -> Visit:
    """The earliest of its usual time, its queue and its retries; later where the site asked for it or runs go wrong.

    `runs`: the last ones, newest first.
    """
    if paused_until:
        return Visit(paused_until, "the site asked not to be visited before")
    if not runs:
        return Visit(now, "it was never visited")
    last, bad = runs[0], bad_ends(runs)
    if bad == 1 and last.ended is None:
        return Visit(now, "the last run was killed")
    if bad:
        ended = f"ended early ({last.reason})" if last.ended else "was killed"
        return Visit(
            (last.ended or last.started) + BAD_WAITS[min(bad, len(BAD_WAITS)) - 1], f"the last run {ended}, {bad} in a row"
        )
    interval = visit_interval(site)
    looked = next((run.started for run in runs if (run.counts or {}).get("discovered")), None)
    usual = looked + interval - min(EARLY, interval / 10) if looked else now
    visits = [Visit(usual, f"it is looked at every {interval / timedelta(hours=1):.0f} hours")]
    if waiting.due:
        visits.append(Visit(last.ended + QUEUE_WAIT, f"{waiting.due} addresses wait in its queue"))
    if waiting.next_at:
        visits.append(Visit(max(waiting.next_at, last.ended + QUEUE_WAIT), "an address that failed is tried again"))
    return min(visits, key=lambda visit: visit.at)
