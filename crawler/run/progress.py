"""How a crawl is going, for the person who waits: one live line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import json
import time
from typing import Any, Self

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.queue.policy import FAILED, Outcome
from crawler.run.desk import Desk, desk_of

LIVE_SECONDS = 0.25
PLAIN_SECONDS = 5.0


def progress_line(desk: Desk, seconds: float) -> str:
    """What a person reads while waiting: "mau-bao: 20 done, 4 queued; 20 new, 0 changed, 0 gone, 0 failed; 8.0 a second"."""
    done = desk.counts.total()
    if not desk.taken_up:
        return f"{desk.site.id}: looking for articles, {desk.requests} requests so far"
    told = f"{_counted(desk, Outcome.NEW, Outcome.CHANGED, Outcome.GONE)}, {desk.count(FAILED)} failed"
    return f"{desk.site.id}: {done} done, {max(desk.queued, 0)} queued; {told}; {done / max(seconds, 0.001):.1f} a second"


def progress_row(desk: Desk, seconds: float, next_in: float | None) -> dict[str, Any]:
    """The same for a program that shows several crawls at once."""
    done = desk.counts.total()
    counts = {name: desk.counts[outcome.value] for name, outcome in (("new", Outcome.NEW), ("changed", Outcome.CHANGED))}
    row = {"site": desk.site.id, "queue": max(desk.queued, 0), "done": done, **counts, "failed": desk.count(FAILED)}
    return {**row, "requests": desk.requests, "rate": round(done / max(seconds, 0.001), 3), "next_in": next_in}


def summary(desk: Desk, seconds: float) -> str:
    """How a run went: "mau-bao: 24 pages, 24 new, 0 changed, 0 unchanged, 0 gone, 0 moved, 0 failed, 31 requests, 3.1 s"."""
    seen = _counted(desk, Outcome.NEW, Outcome.CHANGED)
    same = desk.count((Outcome.UNCHANGED, Outcome.NOT_MODIFIED))
    moved = desk.count((Outcome.REDIRECTED, Outcome.REDIRECTED_AWAY))
    told = f"{seen}, {same} unchanged, {_counted(desk, Outcome.GONE)}, {moved} moved, {desk.count(FAILED)} failed"
    other = [outcome for outcome in (Outcome.MAYBE_GONE, Outcome.BLOCKED_ROBOTS, Outcome.POSTPONED) if desk.counts[outcome.value]]
    rest = "".join(f", {_counted(desk, outcome)}" for outcome in other)
    pages = desk.counts.total() - desk.counts[Outcome.POSTPONED.value]
    return f"{desk.site.id}: {pages} pages, {told}{rest}, {desk.requests} requests, {seconds:.1f} s"


def _counted(desk: Desk, *outcomes: Outcome) -> str:
    return ", ".join(f"{desk.counts[outcome.value]} {outcome.value}" for outcome in outcomes)


class Progress:
    """Tells how the run goes, on standard error."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._started = time.monotonic()
        self._console = Console(stderr=True, soft_wrap=True, highlight=False)
        self._live: Live | None = None
        self._loop = LoopingCall(self._tell)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        progress = cls(crawler)
        crawler.signals.connect(progress.opened, signal=signals.spider_opened)
        crawler.signals.connect(progress.closed, signal=signals.spider_closed)
        return progress

    def opened(self) -> None:
        """Begin to tell."""
        self._started = time.monotonic()
        if self._console.is_terminal and not desk_of(self._crawler).tells_rows:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            self._live.start()
        is_watched = bool(self._live) or desk_of(self._crawler).tells_rows
        self._loop.start(LIVE_SECONDS if is_watched else PLAIN_SECONDS, now=is_watched)

    def closed(self) -> None:
        """Stop, leaving nothing of the live line."""
        if self._loop.running:
            self._loop.stop()
        if self._live:
            self._live.stop()

    def _tell(self) -> None:
        desk, seconds = desk_of(self._crawler), time.monotonic() - self._started
        if desk.tells_rows:
            print(json.dumps(progress_row(desk, seconds, self._next_in())), flush=True)  # noqa: T201 - a program reads it
            return
        line = progress_line(desk, seconds)
        if self._next_in():
            line += f"; next request in {self._next_in():.0f} s"
        if self._live:
            self._live.update(Text(line), refresh=True)
        else:
            self._console.print(Text(line))

    def _next_in(self) -> float | None:
        """Seconds until the next request may start, jitter apart; `None` before the first."""
        engine = self._crawler.engine
        slots = engine.downloader.slots.values() if engine else ()
        waits = [slot.lastseen + slot.delay - time.monotonic() for slot in slots if slot.lastseen]
        return round(max(0.0, *waits), 1) if waits else None
