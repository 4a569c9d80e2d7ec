"""What one crawl run holds in its hands (bàn làm việc): archive, site, capture file, and who was taken up and answered."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from scrapy.crawler import Crawler
from sqlalchemy import Connection

from crawler.address import canonical_address
from crawler.finding.backfill import Backfill
from crawler.holding import rule_of
from crawler.queue import frontier
from crawler.queue.frontier import Due, Found
from crawler.queue.policy import Judgement, Outcome
from crawler.queue.schedule import retry_after
from crawler.run import runs
from crawler.run.health import READING_CHECKS, LayoutWatch, Record
from crawler.run.lease import Lease, holder_of
from crawler.run.report import run_row
from crawler.run.settling import add_redirect, apply_reading, read_answer
from crawler.settings import VERSION
from crawler.sites import Site
from index.archive import Archive
from index.article import Capture
from index.captures import CaptureFile, Kept
from index.errors import ArchiveError, CaptureError
from index.settings import Settings

# Articles that a run asks for at most; the next run goes on.
MOST_ARTICLES = 300


class PausedError(ArchiveError):
    """The site asked not to be visited before a time that is still to come. Raised by `Desk.open`."""


class Desk:
    """One run of one site: every address it takes up gets exactly one outcome before `close` ends it."""

    def __init__(self, archive: Archive, site: Site, run: str, started: datetime, file: CaptureFile, past_stop: int) -> None:
        self.archive = archive
        self.site = site
        self.run = run
        self.started = started
        self.pages_past_stop = past_stop
        self.counts: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        """By which rule the pages of this run were read: a changed layout shows the same day."""
        self.requests = 0
        self.queued = 0
        self.budget = MOST_ARTICLES
        self.tells_rows = False
        """Whether a program listens, not a person."""
        self.backfill: Backfill | None = None
        self.missed: int | None = None
        """Articles named beyond the two listing pages without news at which other runs stop; `None` in those."""
        self.sitemaps: list[str] = []
        """Those that robots.txt names."""
        self.is_discovered = False
        """Whether every listing has been read as far as it was to be."""
        self.stopped: str | None = None
        self.complaint: str | None = None
        self._file = file
        self._open: dict[str, str] = {}
        self._settled: set[str] = set()
        self._robots: list[dict[str, Any]] = []
        self._paused_until: datetime | None = None
        self._lease: Lease | None = None
        self.watch = LayoutWatch(())

    @classmethod
    @contextmanager
    def open(cls, settings: Settings, site: Site) -> Iterator[Self]:
        """A run begun: the source known, its capture file made, its row written. Raises the archive's errors."""
        run, now = secrets.token_hex(6), datetime.now(UTC)
        with ExitStack() as stack:
            archive = stack.enter_context(Archive.open(settings))
            lease = stack.enter_context(Lease.taken(archive.catalogue, site.id, holder_of(settings.data / "locks")))
            with archive.catalogue.begin() as connection:
                if until := runs.paused_until(connection, site.id, now):
                    raise PausedError(f"{site.id} asked not to be visited before {until:%Y-%m-%d %H:%M} UTC; run this again then")
                lost = runs.mend_runs(connection, settings.captures, site.id)
                frontier.ask_again(connection, lost, now)
                past_stop = runs.pages_past_stop(connection, site.id, now)
                history = [Record.of_row(row.counts) for row in runs.recent_runs(connection, site.id)]
                archive.register_source(connection, site.source)
            file = stack.enter_context(archive.new_capture_file(site.id, run, now))
            with archive.catalogue.begin() as connection:
                runs.start_run(connection, run, site.id, now, VERSION)
            desk = cls(archive, site, run, now, file, past_stop)
            desk.watch, desk._lease = LayoutWatch(history), lease
            yield desk

    def fill_back(self, since: date) -> None:
        """Go on with filling the archive back to this day."""
        with self.archive.catalogue.read() as connection:
            self.backfill = Backfill.load(connection, self.site.id, since)
            self.queued = frontier.count_due(connection, self.site.id, self.run, datetime.now(UTC))

    @property
    def waiting(self) -> int:
        """Addresses taken up and not yet answered."""
        return len(self._open)

    @property
    def taken_up(self) -> int:
        """Addresses taken up so far."""
        return len(self._open) + len(self._settled)

    def is_open(self, key: str) -> bool:
        """Whether this address was taken up and still waits for its outcome."""
        return key in self._open

    def stop(self, reason: str, complaint: str) -> None:
        """Ask for the end of the run: nothing more is requested or acknowledged. The first reason stays."""
        if self.stopped is None:
            self.stopped, self.complaint = reason, complaint

    @contextmanager
    def stopping(self) -> Iterator[None]:
        """Let trouble of the archive in this block, such as a full disk, end the run."""
        try:
            yield
        except ArchiveError as error:
            self.stop("archive-trouble", str(error))

    def keep_turn(self) -> None:
        """Ask for the end of the run where another machine has the site: a request may only be made by who holds the lease."""
        with self.stopping():
            if self._lease and not self._lease.keep():
                self.stop("lease-lost", f"{self.site.id} was taken over by another machine, which goes on with it")

    def pause(self, wait: timedelta, why: str) -> None:
        """Leave the site alone until `wait` is over, in later runs too, however this one ends. `why` is what the site did."""
        self._paused_until = datetime.now(UTC) + wait
        with self.stopping(), self.archive.catalogue.begin() as connection:
            runs.note_pause(connection, self.run, self._paused_until)
        self.stop("paused", f"{self.site.id} {why}; the next visit is after {self._paused_until:%Y-%m-%d %H:%M} UTC")

    def kept_robots(self, address: str) -> Capture | None:
        """The robots.txt of the last 24 hours at this address (RFC 9309, 2.4), `None` where it is to be asked for."""
        with self.archive.catalogue.read() as connection:
            number = runs.fresh_robots(connection, address, datetime.now(UTC))
        try:
            return self.archive.read(number) if number else None
        except CaptureError:
            return None  # bytes that a power cut took: asked for again

    def note_robots(self, host: str, status: int | None, decision: str) -> None:
        """Remember for the run's row what robots.txt of a host came to."""
        self._robots.append({"host": host, "status": status, "decision": decision})

    # What comes in.

    def keep(self, capture: Capture, ip: str | None) -> Kept:
        """Put a response into the run's WARC file, fsynced. Raises `CaptureError`."""
        return self.archive.keep(self._file, capture, ip)

    def record(self, kept: Kept, key: str | None = None) -> None:
        """Write the row of a response that gives no outcome: robots.txt, listing, sitemap, feed, a redirect that is followed."""
        with self.archive.catalogue.begin() as connection:
            self.archive.record_capture(connection, kept, source=self.site.id, key=key, run=self.run)

    def note_found(self, found: Iterable[Found]) -> frozenset[str]:
        """Remember the articles that something names; returns the keys that nobody knew."""
        with self.archive.catalogue.begin() as connection:
            return frontier.note_found(connection, self.site.id, found, datetime.now(UTC))

    def note_dropped(self, read: Mapping[str, Iterable[Found]], known_files: frozenset[str]) -> None:
        """Say what the sitemaps name today, so that what dropped out of them is looked at."""
        with self.archive.catalogue.begin() as connection:
            frontier.note_dropped(connection, self.site.id, read, known_files, datetime.now(UTC))

    def take_up(self, limit: int) -> tuple[Due, ...]:
        """The next addresses whose time has come; from now on each is owed an outcome."""
        with self.archive.catalogue.read() as connection:
            now = datetime.now(UTC)
            found = frontier.due_addresses(connection, self.site.id, self.run, now, limit + len(self._open))
            self.queued = frontier.count_due(connection, self.site.id, self.run, now)
        # A row keeps the spelling of its day; the site's host, scheme or port may be others by now.
        fresh = [
            replace(each, address=canonical_address(each.address, self.site)) for each in found if each.key not in self._open
        ]
        due = tuple(fresh[:limit])
        self._open |= {each.key: each.address for each in due}
        return due

    # How an address ends.

    def settle(self, key: str, capture: Capture, kept: Kept | None, judgement: Judgement) -> None:
        """Read a page if the judgement says so, and write everything about it in one transaction."""
        reading = read_answer(capture, self.site, judgement)
        if reading.article:
            self.rules[rule_of(reading.article)] += 1
        if reading.failed is not None and self.watch.note(reading.failed) and reading.article:
            reading = reading.held_back()
        with self.archive.catalogue.begin() as connection:
            number = self._record(connection, kept, key)
            is_alarmed = bool(self.watch.alarms & READING_CHECKS)
            outcome = apply_reading(connection, self.archive, key, capture, number, reading, is_alarmed=is_alarmed)
            if outcome is Outcome.REDIRECTED and judgement.target:
                add_redirect(connection, self.site, self._open[key], judgement.target, capture.captured_at)
            self._write(connection, key, outcome, reading.detail, capture)
        self._mark(key, outcome)

    def settle_failure(
        self, key: str, outcome: Outcome, detail: str, capture: Capture | None = None, kept: Kept | None = None
    ) -> None:
        """Write the outcome of an address that gave no page to read, with the row of whatever was kept of it."""
        with self.archive.catalogue.begin() as connection:
            self._record(connection, kept, key)
            self._write(connection, key, outcome, detail, capture)
        self._mark(key, outcome)

    def _record(self, connection: Connection, kept: Kept | None, key: str) -> int | None:
        if kept is None:
            return None
        return self.archive.record_capture(connection, kept, source=self.site.id, key=key, run=self.run)

    def _write(self, connection: Connection, key: str, outcome: Outcome, detail: str, capture: Capture | None) -> None:
        now = datetime.now(UTC)
        wait = retry_after(capture.header("Retry-After"), now) if outcome is Outcome.POSTPONED and capture else None
        frontier.settle(connection, self.run, key, outcome, detail, now, capture, wait)

    def _mark(self, key: str, outcome: Outcome) -> None:
        self._open.pop(key, None)
        self._settled.add(key)
        self.counts[outcome.value] += 1
        self.queued -= 1

    # The end.

    def close(self, reason: str) -> str:
        """End the run: what was taken up and not answered is postponed, and the run's row says how it went.

        Returns the reason that was written: "outcomes-missing" where an address has no outcome. Raises `CatalogueError`.
        """
        for key in tuple(self._open):
            self.settle_failure(key, Outcome.POSTPONED, f"the run ended: {reason}")
        with self.archive.catalogue.begin() as connection:
            outcomes = runs.count_outcomes(connection, self.run)
            if outcomes.total() != self.taken_up:
                reason = "outcomes-missing"
                self.complaint = f"{self.site.id}: {self.taken_up} addresses were taken up and {outcomes.total()} have an outcome"
            if self.backfill:
                self.backfill.settle(connection)
            runs.end_run(connection, self.run, datetime.now(UTC), reason, self.requests, self._notes(outcomes))
        return reason

    def _notes(self, outcomes: Counter[str]) -> dict[str, Any]:
        layout = self.watch.record()
        return {
            "taken_up": self.taken_up,
            "outcomes": dict(outcomes),
            "discovered": self.is_discovered,
            "deep": self.is_discovered and self.pages_past_stop > 0,
            "backfill": self._backfill_row(),
            "missed": self.missed if self.is_discovered else None,
            "robots": self._robots,
            "tls_verified": self.site.verify_tls,
            "rules": dict(self.rules),
            "layout": {"pages": layout.pages, "failed": dict(layout.failed), "alarms": sorted(layout.alarms)},
            "paused_until": self._paused_until.isoformat() if self._paused_until else None,
        }

    def _backfill_row(self) -> dict[str, Any] | None:
        if self.backfill is None:
            return None
        return {**self.backfill.row(), "complete": self.backfill.is_complete(listing.path for listing in self.site.listings)}

    def row(self) -> dict[str, Any]:
        """What the run's row says, once it is closed."""
        with self.archive.catalogue.read() as connection:
            return run_row(runs.read_run(connection, self.run))

    def count(self, outcomes: Iterable[Outcome]) -> int:
        """How many addresses ended in one of these outcomes so far."""
        return sum(self.counts[outcome.value] for outcome in outcomes)


def desk_of(crawler: Crawler) -> Desk:
    """The desk of the run that this crawler works for."""
    desk = getattr(crawler.spider, "desk", None)
    if not isinstance(desk, Desk):
        raise TypeError("the spider has no desk: start it with `scrapy crawl news -a site=ID`")
    return desk
