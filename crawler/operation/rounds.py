"""The round over all sites (vòng thu thập): each whose time has come in a process of its own, two at a time."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from crawler.finding.backfill import Backfill
from crawler.operation.board import Board
from crawler.operation.children import HUNG, Child, run_child
from crawler.operation.overview import is_crawled_now, read_visit
from crawler.operation.visits import QUEUE_WAIT
from crawler.run import runs
from crawler.sites import Site
from index.archive import Archive

AT_A_TIME = 2
TRY_LATER = 75
# A crawl ends itself after its minutes; so much later it hangs.
GRACE_SECONDS = 180.0
TICK_SECONDS = 0.25
IDLE_SECONDS = 10.0
# Between two runs of a way back that takes weeks.
BACKFILL_REST = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visited:
    """How one site's crawl ended: exit code of its process, its run's row, and its last words where it has none."""

    site: Site
    code: int
    run: Row[Any] | None
    words: str

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to look: anything but a good end and "try later"."""
        return self.code not in (0, TRY_LATER)

    @property
    def trouble(self) -> str:
        """Why, in one sentence."""
        why = "hung and was ended" if self.code == HUNG else f"ended with code {self.code}"
        return f"{self.site.id}: the crawl {why}" + (f": {self.words}" if self.words else "")


@dataclass
class Round:
    """What is to be visited and how; `arguments` go to every crawl, `ended` hears of each as it ends.

    `since`: sites that are not filled back to this day are visited whether or not their time has come.
    """

    archive: Archive
    sites: Sequence[Site]
    arguments: Sequence[str]
    minutes: float
    board: Board
    ended: Callable[[Visited], None]
    since: date | None = None
    _running: dict[str, Child] = field(default_factory=dict)
    _tasks: dict[asyncio.Task[int], tuple[Site, datetime]] = field(default_factory=dict)
    _not_before: dict[str, datetime] = field(default_factory=dict)
    _is_stopping: bool = False

    def due(self) -> list[Site]:
        """The sites whose time has come, the longest overdue first."""
        now = datetime.now(UTC)
        with self.archive.catalogue.read() as connection:
            visits = [(read_visit(connection, site, now), site) for site in self.sites]
            free = {site.id for site in self.sites if self._is_free(connection, site, now)}
            behind = {site.id for site in self.sites if self.since and self._is_behind(connection, site, self.since, now)}
        wanted = [
            (visit.at, site.id, site) for visit, site in visits if site.id in free and (visit.is_due(now) or site.id in behind)
        ]
        return [site for _, _, site in sorted(wanted, key=lambda each: each[:2])]

    def _is_free(self, connection: Connection, site: Site, now: datetime) -> bool:
        """Whether nobody crawls the site now, and its crawl did not just fall over before it could write a row."""
        return now >= self._not_before.get(site.id, now) and not is_crawled_now(self.archive, connection, site.id)

    def _is_behind(self, connection: Connection, site: Site, since: date, now: datetime) -> bool:
        """Whether a site is still to be filled back to the day, and had a rest since its last run."""
        last = next(iter(runs.recent_runs(connection, site.id, 1)), None)
        if last and last.ended and now < last.ended + BACKFILL_REST:
            return False
        is_complete = Backfill.load(connection, site.id, since).is_complete(listing.path for listing in site.listings)
        return not is_complete and runs.paused_until(connection, site.id, now) is None

    async def run(self, *, forever: bool) -> None:
        """Visit what is due, once, or until a signal asks for the end. Raises `CatalogueError`."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        waiting = self.due()
        looked = loop.time()
        while waiting or self._tasks or (forever and not self._is_stopping):
            while waiting and len(self._tasks) < AT_A_TIME and not self._is_stopping:
                self._start(waiting.pop(0))
            if self._is_stopping:
                waiting = []
            self.board.show(self._running.values(), [site.id for site in waiting])
            await self._wait()
            if forever and not waiting and loop.time() - looked > IDLE_SECONDS:
                waiting = [site for site in self.due() if site.id not in self._running]
                looked = loop.time()

    def stop(self) -> None:
        """Start nothing more and ask every crawl to end."""
        self._is_stopping = True
        for child in self._running.values():
            child.stop()

    def _start(self, site: Site) -> None:
        child = Child(site.id)
        self._running[site.id] = child
        command = ["scrapy", "crawl", "news", "-a", f"site={site.id}", "-a", "report=json", *self.arguments]
        command += ["-s", f"CLOSESPIDER_TIMEOUT={self.minutes * 60:.0f}"]
        work = run_child(child, command, self.minutes * 60 + GRACE_SECONDS, self.board.tell)
        self._tasks[asyncio.create_task(work)] = (site, datetime.now(UTC))

    async def _wait(self) -> None:
        if not self._tasks:
            await asyncio.sleep(TICK_SECONDS)
            return
        done, _ = await asyncio.wait(self._tasks, timeout=TICK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            site, started = self._tasks.pop(task)
            child = self._running.pop(site.id)
            visited = Visited(site, task.result(), self._row_of(site, started), child.words[-1] if child.words else "")
            if visited.code:
                self._not_before[site.id] = datetime.now(UTC) + QUEUE_WAIT
            self.ended(visited)

    def _row_of(self, site: Site, started: datetime) -> Row[Any] | None:
        with self.archive.catalogue.read() as connection:
            recent = runs.recent_runs(connection, site.id, 1)
        return recent[0] if recent and recent[0].started >= started else None
