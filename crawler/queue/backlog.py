"""A site's queue seen from outside (hàng chờ): what waits and why, and what a person puts back into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, case, exists, func, or_, select, update

from crawler.queue.frontier import is_due
from crawler.queue.policy import UNREAD
from index.schema import outcome as outcome_table
from index.schema import url as url_table


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of a site's addresses waits for an answer that it never gave: how many are due, how many in all.

    `next_at` is when the next of the others may be tried; `failing` were given up after three tries.
    """

    due: int
    queued: int
    failing: int
    next_at: datetime | None


def waiting(connection: Connection, source: str, now: datetime) -> Waiting:
    """What is in a site's queue. What is only to be looked at again waits for the site's usual visit."""
    table = url_table
    own = select(func.count()).where(table.c.source == source)
    todo = own.where(table.c.state == "todo")
    due = todo.where(or_(table.c.next_try_at.is_(None), table.c.next_try_at <= now))
    later = select(func.min(table.c.next_try_at)).where(
        table.c.source == source, table.c.state == "todo", table.c.next_try_at > now
    )
    numbers = [connection.execute(query).scalar_one() for query in (due, todo, own.where(table.c.state == "failing"))]
    return Waiting(numbers[0], numbers[1], numbers[2], connection.execute(later).scalar_one_or_none())


def due_by_kind(connection: Connection, source: str, now: datetime) -> dict[str, int]:
    """How many addresses a run would ask for now, by why: "new", "again" (failed), "look again", "gone"."""
    table = url_table
    query = select(table.c.state, table.c.tries > 0, func.count()).where(is_due(source, "", now))
    counted = dict.fromkeys(("new", "again", "look again", "gone"), 0)
    for state, is_retry, count in connection.execute(query.group_by(table.c.state, table.c.tries > 0)):
        counted["gone" if state == "gone" else "again" if is_retry else "new" if state == "todo" else "look again"] += count
    return counted


def retry_failed(connection: Connection, source: str, now: datetime, *, unread: bool) -> int:
    """Make due at once what failed and waits or was given up, `unread`: also what gave no article; returns how many."""
    table = url_table
    failed = or_(table.c.state == "failing", and_(table.c.tries > 0, table.c.state.in_(("todo", "done"))))
    if unread:
        all_of = outcome_table.alias()
        last = select(func.max(all_of.c.at)).where(all_of.c.key == table.c.key).scalar_subquery()
        names = [outcome.value for outcome in UNREAD]
        of_last = exists().where(
            outcome_table.c.key == table.c.key, outcome_table.c.at == last, outcome_table.c.outcome.in_(names)
        )
        failed = or_(failed, of_last)
    query = update(table).where(table.c.source == source, failed)
    state = case((table.c.state == "failing", "todo"), else_=table.c.state)
    return connection.execute(query.values(state=state, tries=0, next_try_at=now)).rowcount
