"""What to fetch next and how each address ended (hàng đợi): a row per address in the catalogue, so a kill forgets nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dateutil.parser import isoparse
from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, exists, func, insert, or_, select, update

from crawler.queue.policy import Outcome
from crawler.queue.schedule import Plan, plan
from index.article import Capture
from index.schema import outcome as outcome_table
from index.schema import url as url_table

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Found:
    """An article address that a listing, sitemap or feed names; `headline` and `lastmod` as printed there.

    `sitemap` is the address of the sitemap file, where it is one that gives times.
    """

    key: str
    address: str
    found_on: str
    headline: str | None = None
    lastmod: str | None = None
    sitemap: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """An address whose time has come; what the server gave last time makes the request conditional."""

    key: str
    address: str
    etag: str | None = None
    last_modified: str | None = None


def note_found(connection: Connection, source: str, found: Iterable[Found], now: datetime) -> frozenset[str]:
    """Remember what a listing, sitemap or feed names; returns the keys that nobody knew.

    A known article becomes due at once when its headline or time of change is another than the one last seen.
    """
    named = tuple({each.key: each for each in found}.values())
    # A sitemap names tens of thousands; their rows are never all in memory.
    parts = (named[start : start + _BATCH] for start in range(0, len(named), _BATCH))
    return frozenset(key for part in parts for key in _note_some(connection, source, part, now))


def _note_some(connection: Connection, source: str, named: Sequence[Found], now: datetime) -> list[str]:
    rows = {row.key: row for row in _rows(connection, [each.key for each in named])}
    new = [each for each in named if each.key not in rows]
    if new:
        connection.execute(insert(url_table), [_new_row(each, source, now) for each in new])
    changes = [_hint_changes(rows[each.key], each, now) for each in named if each.key in rows]
    if changed := [change for change in changes if change]:
        _update_rows(connection, changed)
    return [each.key for each in new]


def _new_row(found: Found, source: str, now: datetime) -> dict[str, Any]:
    hints = {"headline": found.headline, "lastmod": found.lastmod, "in_sitemap": found.sitemap}
    place = {"key": found.key, "source": source, "address": found.address, "found_on": found.found_on, "found_at": now}
    return {**place, **hints, "state": "todo", "tries": 0}


def _hint_changes(row: Row[Any], found: Found, now: datetime) -> dict[str, Any] | None:
    """The new values of a row's hints and, where they say the article changed, its being due; `None`: nothing is new."""
    hints = {"headline": found.headline, "lastmod": found.lastmod, "in_sitemap": found.sitemap}
    fresh = {name: value for name, value in hints.items() if value and value != getattr(row, name)}
    if not fresh:
        return None
    is_edited = ("headline" in fresh and row.headline is not None) or ("lastmod" in fresh and _is_later(row, found.lastmod))
    due = {"next_try_at": now} if is_edited and row.state != "todo" else {"next_try_at": row.next_try_at}
    current = {name: getattr(row, name) for name in hints}
    return {**current, **fresh, **due, "row_key": row.key}


def _is_later(row: Row[Any], lastmod: str | None) -> bool:
    """Whether a time of change that we did not have tells of a change: it is another one, or later than our last look."""
    if row.lastmod is not None:
        return True
    said = moment(lastmod)
    return said is not None and row.checked_at is not None and said > row.checked_at


def moment(text: str | None) -> datetime | None:
    """An ISO 8601 stamp as an aware time (UTC where it names no zone), or `None` where it is none."""
    try:
        value = isoparse(text) if text else None
    except ValueError:
        return None
    return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def note_dropped(
    connection: Connection, source: str, read: Mapping[str, Iterable[Found]], known_files: frozenset[str], now: datetime
) -> int:
    """Make known articles due that a sitemap named before and names no more; returns how many.

    `read`: what each sitemap file that was answered whole named; `known_files`: all files that exist today. A sitemap
    that keeps only the newest proves nothing of an article older than the oldest it names.
    """
    named = {found.key for links in read.values() for found in links}
    stamps = [stamp for links in read.values() for found in links if (stamp := moment(found.lastmod))]
    if not stamps:
        return 0
    oldest = min(stamps)
    query = select(url_table).where(
        url_table.c.source == source, url_table.c.state == "done", url_table.c.in_sitemap.is_not(None)
    )
    dropped = [
        row
        for row in connection.execute(query)
        if row.key not in named
        and (row.in_sitemap in read or row.in_sitemap not in known_files)
        and (stamp := moment(row.lastmod)) is not None
        and stamp >= oldest
    ]
    rows = [{"row_key": row.key, "headline": row.headline, "lastmod": row.lastmod, "in_sitemap": None} for row in dropped]
    if rows:
        _update_rows(connection, [{**row, "next_try_at": now} for row in rows])
    return len(rows)


def _update_rows(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    values: dict[str, Any] = {name: bindparam(name) for name in ("headline", "lastmod", "in_sitemap", "next_try_at")}
    connection.execute(update(url_table).where(url_table.c.key == bindparam("row_key")).values(**values), list(rows))


def _rows(connection: Connection, keys: Sequence[str]) -> list[Row[Any]]:
    batches = (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
    return [row for batch in batches for row in connection.execute(select(url_table).where(url_table.c.key.in_(batch)))]


def due_addresses(connection: Connection, source: str, run: str, now: datetime, limit: int) -> tuple[Due, ...]:
    """What was never answered, then what has come due again, oldest first; nothing that this run answered."""
    query = select(url_table).where(is_due(source, run, now))
    query = query.order_by(url_table.c.state != "todo", url_table.c.found_at, url_table.c.key).limit(limit)
    return tuple(_due(row) for row in connection.execute(query))


def _due(row: Row[Any]) -> Due:
    # What is gone is asked for whole: a 304 would not say whether it is back.
    return Due(row.key, row.address) if row.state == "gone" else Due(row.key, row.address, row.etag, row.last_modified)


def count_due(connection: Connection, source: str, run: str, now: datetime) -> int:
    """How many addresses are due now and not answered in this run."""
    query = select(func.count()).select_from(url_table).where(is_due(source, run, now))
    return connection.execute(query).scalar_one()


def is_due(source: str, run: str, now: datetime) -> ColumnElement[bool]:
    """The condition that an address is due now and was not answered in this run."""
    is_first = and_(url_table.c.state == "todo", url_table.c.next_try_at.is_(None))
    is_answered = exists().where(outcome_table.c.run == run, outcome_table.c.key == url_table.c.key)
    return and_(url_table.c.source == source, or_(is_first, url_table.c.next_try_at <= now), ~is_answered)


def ask_again(connection: Connection, keys: Iterable[str], now: datetime) -> None:
    """Make these addresses due at once, to be asked for whole: the bytes of their captures were lost."""
    values = {"next_try_at": now, "etag": None, "last_modified": None}
    connection.execute(update(url_table).where(url_table.c.key.in_(list(keys))).values(**values))


def add_target(connection: Connection, source: str, key: str, address: str, now: datetime) -> None:
    """Take note of the address that a redirect leads to, due at once where nobody knew it."""
    if not _rows(connection, [key]):
        connection.execute(insert(url_table).values(**_new_row(Found(key, address, "redirect"), source, now)))


def settle(
    connection: Connection,
    run: str,
    key: str,
    outcome: Outcome,
    detail: str,
    at: datetime,
    capture: Capture | None,
    wait: timedelta | None,
) -> None:
    """Write how an address ended in this run and plan when it is asked again, after `wait` where the server said so.

    A second outcome in one run breaks a key of the table.
    """
    size = len(capture.body) if capture else None
    values = {"run": run, "key": key, "outcome": outcome.value, "detail": detail[:500] or None, "at": at, "bytes": size}
    connection.execute(insert(outcome_table).values(**values))
    row = connection.execute(select(url_table).where(url_table.c.key == key)).one()
    after = plan(outcome, Plan(row.state, row.tries, row.next_try_at, row.first_done_at), at, wait)
    changes: dict[str, Any] = {
        "state": after.state,
        "tries": after.tries,
        "next_try_at": after.next_try_at,
        "first_done_at": after.first_done_at,
    }
    if outcome is not Outcome.POSTPONED:
        changes["checked_at"] = at
    if capture is not None:
        changes["last_status"] = capture.status
        if capture.status == 200:
            changes |= {"etag": capture.header("ETag"), "last_modified": capture.header("Last-Modified")}
    connection.execute(update(url_table).where(url_table.c.key == key).values(**changes))


def was_suspected(connection: Connection, key: str) -> datetime | None:
    """When the last look at an address found it perhaps gone, or `None` where that look found something else."""
    query = (
        select(outcome_table.c.outcome, outcome_table.c.at).where(outcome_table.c.key == key).order_by(outcome_table.c.at.desc())
    )
    last = connection.execute(query.limit(1)).first()
    return last.at if last and last.outcome == Outcome.MAYBE_GONE.value else None
