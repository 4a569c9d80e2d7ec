"""scrapy status: where each site stands, and whether anything needs a person."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from rich.table import Table
from scrapy.commands import ScrapyCommand

from crawler.operation.metrics import write_metrics
from crawler.operation.overview import SiteStatus, known_sites, read_statuses
from crawler.run.report import run_row
from crawler.sites import get_site
from index.archive import Archive
from index.errors import ArchiveError, UnknownSiteError
from index.settings import read_settings
from index.terminal import console


def status_row(status: SiteStatus) -> dict[str, Any]:
    """A site's standing for programs."""
    return {
        "site": status.site.id,
        "running": status.is_running,
        "last_success": status.last_success.isoformat(timespec="seconds") if status.last_success else None,
        "last_run": run_row(status.last) if status.last else None,
        "articles": status.articles,
        "outcomes": dict(status.outcomes),
        "rules": dict(status.rules),
        "queued": status.queue.queued,
        "failing": status.queue.failing,
        "layout_alarm": sorted(status.layout.alarms),
        "source_alarms": list(status.source_alarms),
        "tls_verified": status.site.verify_tls,
        "runs_that_missed": list(status.missed),
        "state": status.site.state,
        "next_visit": status.next_visit.isoformat(timespec="seconds") if status.next_visit else None,
        "why": status.visit.why if status.next_visit else "it is not verified, so it is crawled only by name",
        "needs": list(status.needs),
    }


def shares(counts: dict[str, int]) -> str:
    """Counts as parts of a hundred: "layout longform 92 %, text order 8 %"."""
    total = sum(counts.values())
    return ", ".join(f"{name} {count / total:.0%}".replace("%", " %") for name, count in counts.items())


def next_visit(status: SiteStatus, now: datetime) -> str:
    """When a round asks the site: "now", "2026-03-12 06:00", "by name"."""
    if status.next_visit is None:
        return "by name"
    return "now" if status.visit.is_due(now) else f"{status.next_visit:%Y-%m-%d %H:%M}"


def status_table(statuses: tuple[SiteStatus, ...], now: datetime) -> Table:
    """A line for each site."""
    table = Table("site", "last success", "outcomes", "articles", "read by", "queue", "next visit", "")
    for status in statuses:
        queue = f"{status.queue.queued}" + (f", {status.queue.failing} failing" if status.queue.failing else "")
        marks = ["running now"] if status.is_running else []
        marks += [] if status.site.verify_tls else ["TLS not verified"]
        marks += ["needs a person"] if status.needs else []
        table.add_row(
            status.site.id,
            f"{status.last_success:%Y-%m-%d %H:%M}" if status.last_success else "never",
            ", ".join(f"{count} {name}" for name, count in sorted(status.outcomes.items(), key=lambda pair: -pair[1])),
            str(status.articles),
            shares(dict(status.rules)),
            queue,
            next_visit(status, now),
            ", ".join(marks),
        )
    return table


class Command(ScrapyCommand):
    """Every live site, or those that are named."""

    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command."""
        return "[SITE …]"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Where each site stands: last success, outcomes, rules, alarms, next visit; exit 1 if something needs a person"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """For programs."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a site")
        parser.add_argument("--metrics", type=Path, help="write Prometheus text to this file as well")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 1 where something needs a person or the archive cannot be read, 2 for an unknown site."""
        try:
            named = tuple(get_site(each) for each in args)
            now = datetime.now(UTC)
            with Archive.open(read_settings()) as archive:
                statuses = read_statuses(archive, named or known_sites(archive), now)
            if opts.metrics:
                write_metrics(opts.metrics, statuses)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2 if isinstance(error, UnknownSiteError) else 1
            return
        if opts.json:
            for status in statuses:
                print(json.dumps(status_row(status), ensure_ascii=False))
        else:
            console().print(status_table(statuses, now))
            for status in statuses:
                for need in status.needs:
                    print(f"{status.site.id}: {need}")
        self.exitcode = int(any(status.needs for status in statuses))
