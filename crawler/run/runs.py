"""The rows of crawl runs (lượt thu thập): one at the start and filled at the end, so that a killed run shows as such."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from index.capture_rows import is_cut, mark_lost
from index.schema import capture as capture_table
from index.schema import outcome as outcome_table
from index.schema import run as run_table

IMPORT = "import"
KILLED = "killed"
# Ends that need nobody: the next run goes on where this one stopped.
GOOD_ENDS = frozenset({"finished", "budget", "paused", "closespider_timeout", "shutdown"})
# Once a week a run reads some listing pages past what it knows: re-ordered and back-dated articles turn up.
DEEP_PASS_EVERY = timedelta(days=7)
DEEP_PAGES = 10
ALL_PAGES = 1000
RUNS_ASKED = 10
# RFC 9309, 2.4: a crawler should not use a kept robots.txt for longer.
ROBOTS_HOLD_FOR = timedelta(hours=24)
_TOO_MANY_REQUESTS = 429


def start_run(connection: Connection, run: str, source: str, started: datetime, version: str) -> None:
    """Write the run's row; one that never gets an end was killed."""
    connection.execute(insert(run_table).values(id=run, source=source, started=started, version=version, requests=0))


def count_outcomes(connection: Connection, run: str) -> Counter[str]:
    """The outcomes of a run, counted from what was written."""
    return Counter(connection.execute(select(outcome_table.c.outcome).where(outcome_table.c.run == run)).scalars())


def end_run(connection: Connection, run: str, ended: datetime, reason: str, requests: int, notes: Mapping[str, Any]) -> None:
    """Write how the run ended; `notes` become the row's counts."""
    values = {"ended": ended, "reason": reason, "requests": requests, "counts": dict(notes)}
    connection.execute(update(run_table).where(run_table.c.id == run).values(**values))


def add_notes(connection: Connection, run: str, notes: Mapping[str, Any]) -> None:
    """Put more into the counts of a run that has ended."""
    counts = connection.execute(select(run_table.c.counts).where(run_table.c.id == run)).scalar_one_or_none()
    connection.execute(update(run_table).where(run_table.c.id == run).values(counts={**(counts or {}), **notes}))


def read_run(connection: Connection, run: str) -> Row[Any]:
    """A run's row."""
    return connection.execute(select(run_table).where(run_table.c.id == run)).one()


def mend_runs(connection: Connection, folder: Path, source: str) -> frozenset[str]:
    """Look whether the bytes of runs that were killed are all there, once; returns the keys of those that are not.

    A power cut may take the end of the newest file although its rows were written: disks promise more than they do.
    """
    own = select(run_table).where(run_table.c.source == source).order_by(run_table.c.started.desc())
    killed = list(connection.execute(own.where(run_table.c.ended.is_(None), run_table.c.reason.is_(None))))
    newest = connection.execute(own.limit(1)).first()
    suspects = {row.id for row in killed}
    if newest and is_cut(connection, folder, newest.id):
        suspects.add(newest.id)
    keys = frozenset[str]().union(*(mark_lost(connection, folder, run) for run in sorted(suspects)))
    connection.execute(update(run_table).where(run_table.c.id.in_([row.id for row in killed])).values(reason=KILLED))
    return keys


def recent_runs(connection: Connection, source: str, most: int = 50) -> list[Row[Any]]:
    """The newest crawls of a site that were not imports, newest first; those that were killed included."""
    query = select(run_table).where(run_table.c.source == source, func.coalesce(run_table.c.reason, "") != IMPORT)
    return list(connection.execute(query.order_by(run_table.c.started.desc()).limit(most)))


def pages_past_stop(connection: Connection, source: str, now: datetime) -> int:
    """How many listing pages to read after two that name nothing new.

    None as a rule, a few once a week, and all of them where the last crawl was killed or did not finish finding:
    older pages may then name what nobody has noted.
    """
    query = select(run_table.c.started, run_table.c.counts, run_table.c.reason).where(run_table.c.source == source)
    crawls = [row for row in connection.execute(query.order_by(run_table.c.started.desc())) if row.reason != IMPORT]
    if not crawls or not (crawls[0].counts or {}).get("discovered"):
        return ALL_PAGES
    last_deep = next((row.started for row in crawls if (row.counts or {}).get("deep")), None)
    return 0 if last_deep and now - last_deep < DEEP_PASS_EVERY else DEEP_PAGES


def note_pause(connection: Connection, run: str, until: datetime) -> None:
    """Write at once that the site asked to be left alone: the run may be killed before it ends."""
    connection.execute(update(run_table).where(run_table.c.id == run).values(counts={"paused_until": until.isoformat()}))


def paused_until(connection: Connection, source: str, now: datetime) -> datetime | None:
    """The moment before which the site asked not to be visited, where that is still to come."""
    query = select(run_table.c.counts).where(run_table.c.source == source).order_by(run_table.c.started.desc())
    texts = ((counts or {}).get("paused_until") for counts in connection.execute(query.limit(RUNS_ASKED)).scalars())
    until = max((datetime.fromisoformat(text) for text in texts if text), default=None)
    return until if until and until > now else None


def fresh_robots(connection: Connection, address: str, now: datetime) -> int | None:
    """The capture of the robots.txt at `address` that still holds: the newest of a day that was there or was missing."""
    table = capture_table
    query = select(table.c.id, table.c.status).where(table.c.address == address, table.c.captured_at > now - ROBOTS_HOLD_FOR)
    last = connection.execute(query.order_by(table.c.captured_at.desc()).limit(1)).first()
    if last is None or last.status == _TOO_MANY_REQUESTS:
        return None
    return last.id if 200 <= last.status < 300 or 400 <= last.status < 500 else None
