"""scrapy due: every site that is switched on and due, each in its own process, two at a time; for cron, a timer, or for ever."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import deque
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.commands import ScrapyCommand

from crawler.operation.board import Board
from crawler.operation.index_update import update_index
from crawler.operation.metrics import write_metrics
from crawler.operation.overview import known_sites, read_statuses, read_visit
from crawler.operation.rounds import TRY_LATER, Round, Visited
from crawler.operation.visits import Visit
from crawler.queue.backlog import due_by_kind
from crawler.run.desk import MOST_ARTICLES
from crawler.run.lock import LockedError, round_lock
from crawler.run.report import run_row
from crawler.saved import parse_day
from crawler.sites import Site, get_site, load_sites
from index.archive import Archive
from index.errors import ArchiveError, EngineError, SettingsError, UnknownSiteError
from index.settings import Settings, read_settings

METRICS = "metrics.prom"
MINUTES = 20.0
MOST_REMEMBERED = 1000


def chosen_sites(only: Sequence[str]) -> tuple[Site, ...]:
    """The sites that `--only` names, else every live one that is verified.

    Raises `UnknownSiteError`, and `SettingsError` where nothing is left: a site that nobody has seen through its file yet
    is crawled only by name.
    """
    if names := [name for each in only for name in each.split(",") if name]:
        return tuple(map(get_site, names))
    if sites := tuple(site for site in load_sites().values() if site.state == "verified" and not site.is_sample):
        return sites
    raise SettingsError(
        "--only",
        "no live site is verified yet, and one that is not is crawled only by name; give --only ID,ID (scrapy sites lists "
        'them), or set state="verified" in the file of a site whose pages you have seen through it',
    )


def planned_row(site: Site, visit: Visit, kinds: dict[str, int], now: datetime) -> dict[str, Any]:
    """What a visit of a site would ask for."""
    hints = {"listings": len(site.listings), "sitemaps": len(site.sitemaps), "feeds": len(site.feeds)}
    return {
        "site": site.id,
        "due": visit.is_due(now),
        "next_visit": visit.at.isoformat(timespec="seconds"),
        "why": visit.why,
        **hints,
        "addresses": kinds,
    }


def planned_line(row: dict[str, Any]) -> str:
    """The same for a person."""
    when = "now" if row["due"] else f"not before {row['next_visit']}"
    waiting = ", ".join(f"{count} {name}" for name, count in row["addresses"].items() if count) or "none"
    hints = ", ".join(f"{row[name]} {name}" for name in ("listings", "sitemaps", "feeds") if row[name])
    return f"{row['site']}: {when}, {row['why']}; {hints or 'no listings'}; addresses that are due: {waiting}"


class Reporter:
    """Hears how each crawl ended: rows for programs, a line for people, metrics for the collector."""

    def __init__(self, archive: Archive, metrics: Path, board: Board, *, is_json: bool) -> None:
        self._archive, self._metrics, self._board, self._is_json = archive, metrics, board, is_json
        # A round without end would remember for ever.
        self._ended: deque[Visited] = deque(maxlen=MOST_REMEMBERED)

    def ended(self, visited: Visited) -> None:
        """Tell of one site. Raises `CatalogueError`, `SettingsError`."""
        self._ended.append(visited)
        row = run_row(visited.run) if visited.run else {"site": visited.site.id, "run": None}
        if self._is_json:
            print(json.dumps({**row, "exit": visited.code}, ensure_ascii=False), flush=True)
        else:
            self._board.tell(ended_line(row))
        if visited.needs_person:
            self._board.tell(visited.trouble)
        self.write_metrics()

    def write_metrics(self) -> None:
        """For the collector. Raises `SettingsError`."""
        write_metrics(self._metrics, read_statuses(self._archive, known_sites(self._archive), datetime.now(UTC)))

    def close(self) -> bool:
        """Print the summary; returns whether anything needs a person."""
        sites = {each.site.id: each.site for each in self._ended}
        statuses = read_statuses(self._archive, sites.values(), datetime.now(UTC))
        needs = [f"{status.site.id}: {need}" for status in statuses for need in status.needs]
        rows = [run_row(each.run) for each in self._ended if each.run]
        wrong = sum(each.needs_person for each in self._ended)
        counts = ", ".join(f"{sum(row['outcomes'].get(name, 0) for row in rows)} {name}" for name in ("new", "changed", "gone"))
        failed, requests = sum(row["failed"] for row in rows), sum(row["requests"] for row in rows)
        words = f"{len(self._ended)} visits, {wrong} went wrong; {counts}, {failed} failed, {requests} requests"
        print(words, file=sys.stderr if self._is_json else sys.stdout)
        for need in needs:
            print(f"needs a person: {need}", file=sys.stderr)
        return bool(wrong or needs)


def ended_line(row: dict[str, Any]) -> str:
    """How a site's crawl went: "mau-bao: 24 new, 2 gone; 31 requests, 3.1 s, finished"."""
    if row["run"] is None:
        return f"{row['site']}: not visited"
    outcomes = ", ".join(f"{count} {name}" for name, count in row["outcomes"].items()) or "nothing to fetch"
    return f"{row['site']}: {outcomes}; {row['requests']} requests, {row['seconds'] or 0} s, {row['reason'] or 'killed'}"


class Command(ScrapyCommand):
    """One round over the sites, or rounds without end."""

    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Crawl the verified or named sites that are due; exit 1 if something needs a person, 75 if a round is going on"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which sites, how far back, for whom to tell."""
        super().add_options(parser)
        add = parser.add_argument
        add("--forever", action="store_true", help="go on until stopped, where there is neither cron nor a timer")
        add("--only", action="append", default=[], metavar="ID,ID", help="these sites, verified or not; may be given again")
        add("--dry-run", action="store_true", help="say what would be fetched and why, and ask nobody")
        add("--since", metavar="DATE", help="fill back to this day (YYYY-MM-DD), a budget of pages a run, until it is done")
        add("--budget", type=int, default=MOST_ARTICLES, help="articles that one run of a site asks for at most")
        add("--minutes", type=float, default=MINUTES, help="how long one site's crawl may take")
        add("--json", action="store_true", help="one JSON row for each run, or for each site of a dry run")
        add("--metrics", type=Path, help="file for the Prometheus text (default: metrics.prom in the archive's folder)")
        add("--delay", type=float, default=0.0, help="seconds between two requests, where the site's file says less")
        add("--sample-port", type=int, help="the port of the sample sites, which only --only chooses")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 1 where something needs a person, 75 where another round is going on, 2 for an unknown site."""
        del args
        try:
            settings, sites = read_settings(), chosen_sites(opts.only)
            since = parse_day(opts.since, "--since") if opts.since else None
            with Archive.open(settings) as archive:
                if opts.dry_run:
                    self._plan(archive, sites, is_json=opts.json)
                    return
                if not settings.contact and not all(site.is_sample for site in sites):
                    raise SettingsError("ARCHIVE_CONTACT", "a live site must know whom to write to; set it to your mail address")
                with round_lock(settings.data / "locks"):
                    self._visit(settings, archive, sites, since, opts)
        except LockedError as error:
            print(error, file=sys.stderr)
            self.exitcode = TRY_LATER
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2 if isinstance(error, UnknownSiteError) else 1

    def _plan(self, archive: Archive, sites: Sequence[Site], *, is_json: bool) -> None:
        now = datetime.now(UTC)
        with archive.catalogue.read() as connection:
            for site in sites:
                row = planned_row(site, read_visit(connection, site, now), due_by_kind(connection, site.id, now), now)
                print(json.dumps(row, ensure_ascii=False) if is_json else planned_line(row))

    def _visit(
        self, settings: Settings, archive: Archive, sites: Sequence[Site], since: date | None, opts: argparse.Namespace
    ) -> None:
        arguments = ["-a", f"budget={opts.budget}", "-a", f"delay={opts.delay}"]
        arguments += ["-a", f"since={since}"] if since else []
        arguments += ["-a", f"sample_port={opts.sample_port}"] if opts.sample_port else []
        with Board() as board:
            reporter = Reporter(archive, opts.metrics or settings.data / METRICS, board, is_json=opts.json)
            work = Round(archive, sites, arguments, opts.minutes, board, reporter.ended, since)
            reporter.write_metrics()
            asyncio.run(work.run(forever=opts.forever))
        try:
            update_index(settings)
        except EngineError as error:
            print(error, file=sys.stderr)
            self.exitcode = 1
        if reporter.close() and not opts.forever:
            self.exitcode = 1
