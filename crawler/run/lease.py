"""A site's lease (quyền thu thập): the row that keeps several machines with one catalogue from crawling one site together.

`crawler.run.lock` does the same among the processes of a machine, and is freed by the kernel. A lease is freed by time: who
holds it renews it, and stops where that fails. All times are the database's, so no machine's clock matters.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from crawler.run.lock import LockedError
from index.catalogue import Catalogue
from index.errors import CatalogueError
from index.schema import lease as table

# Longer than any wait between two requests, so that one renewal may come late.
LENGTH = timedelta(minutes=10)
RENEW_AFTER = timedelta(minutes=2)
_BOOT = Path("/proc/sys/kernel/random/boot_id")


def holder_of(locks: Path) -> str:
    """The name that all processes share which a lock in this folder keeps apart: host, running kernel, and folder.

    So after a kill the next run on this machine goes on at once: that it got the lock says that nobody else is at work.
    """
    locks.mkdir(parents=True, exist_ok=True)
    place = locks.stat()
    boot = _BOOT.read_text().strip() if _BOOT.exists() else ""
    return f"{platform.node() or 'localhost'} {boot}:{place.st_dev}:{place.st_ino}"


def database_time(connection: Connection) -> datetime:
    """What the clock of the database says."""
    said: datetime = connection.execute(select(func.now())).scalar_one()
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)


def machine_at_work(connection: Connection, source: str, holder: str) -> str | None:
    """The other machine that is crawling a site now, `None` where there is none."""
    query = select(table.c.holder).where(
        table.c.source == source, table.c.holder != holder, table.c.expires_at > database_time(connection)
    )
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found.partition(" ")[0] if found else None


class Lease:
    """One run's right to crawl a site. `length` is how long it lasts unless it is renewed."""

    def __init__(self, catalogue: Catalogue, source: str, holder: str, length: timedelta = LENGTH) -> None:
        self._catalogue, self._source, self._holder, self._length = catalogue, source, holder, length
        self._renewed = 0.0

    @classmethod
    @contextmanager
    def taken(cls, catalogue: Catalogue, source: str, holder: str) -> Iterator[Self]:
        """Hold the lease for the length of the block. Raises `LockedError` at once where another machine has it."""
        lease = cls(catalogue, source, holder)
        lease.take()
        try:
            yield lease
        finally:
            with suppress(CatalogueError):  # it ends by itself
                lease.release()

    def take(self) -> None:
        """Take what is free, ran out, or is this machine's. Raises `LockedError`."""
        with self._catalogue.begin() as connection:
            now = database_time(connection)
            if not self._write(connection, now, is_free=True):
                held = connection.execute(select(table).where(table.c.source == self._source)).first()
                if held:
                    raise LockedError(
                        f"{self._source} is being crawled on {held.holder.partition(' ')[0]}; should that machine be dead, "
                        f"run this again after {held.expires_at:%H:%M} UTC"
                    )
                values = {"source": self._source, "holder": self._holder, "expires_at": now + self._length}
                connection.execute(insert(table).values(**values))
        self._renewed = time.time()

    def keep(self) -> bool:
        """Renew it where it is time to; returns whether it is still ours. Raises `CatalogueError`."""
        if 0 <= time.time() - self._renewed < RENEW_AFTER.total_seconds():
            return True
        with self._catalogue.begin() as connection:
            is_ours = self._write(connection, database_time(connection), is_free=False)
        self._renewed = time.time()
        return is_ours

    def release(self) -> None:
        """Let others have it. Raises `CatalogueError`."""
        with self._catalogue.begin() as connection:
            connection.execute(delete(table).where(table.c.source == self._source, table.c.holder == self._holder))

    def _write(self, connection: Connection, now: datetime, *, is_free: bool) -> bool:
        """One conditional update: a lease that another took in the meantime is not touched."""
        is_ours = table.c.holder == self._holder
        condition = or_(is_ours, table.c.expires_at <= now) if is_free else is_ours
        query = update(table).where(table.c.source == self._source, condition)
        return bool(connection.execute(query.values(holder=self._holder, expires_at=now + self._length)).rowcount)
