"""How a crawl is going, for the person who waits: one live line on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

from crawler.desk import Desk, desk_of
from crawler.policy import FAILED, Outcome

LIVE_SECONDS = 0.25
PLAIN_SECONDS = 5.0


def progress_line(desk: Desk, seconds: float) -> str:
    """What a person reads while waiting: "mau-bao: 20 done, 4 queued; 20 new, 0 changed, 0 gone, 0 failed; 8.0 a second"."""
    done = desk.counts.total()
    if not desk.taken_up:
        return f"{desk.site.id}: looking for articles, {desk.requests} requests so far"
    told = f"{_counted(desk, Outcome.NEW, Outcome.CHANGED, Outcome.GONE)}, {desk.count(FAILED)} failed"
    return f"{desk.site.id}: {done} done, {max(desk.queued, 0)} queued; {told}; {done / max(seconds, 0.001):.1f} a second"


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
        if self._console.is_terminal:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            self._live.start()
        self._loop.start(LIVE_SECONDS if self._live else PLAIN_SECONDS, now=bool(self._live))

    def closed(self) -> None:
        """Stop, leaving nothing of the live line."""
        if self._loop.running:
            self._loop.stop()
        if self._live:
            self._live.stop()

    def _tell(self) -> None:
        line = progress_line(desk_of(self._crawler), time.monotonic() - self._started)
        if self._live:
            self._live.update(Text(line), refresh=True)
        else:
            self._console.print(Text(line))
