"""scrapy sites: the table of sites, what is known of each, and when its last crawl went well."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from sqlalchemy import func, select

from crawler.extraction.stamps import VIET_NAM
from crawler.sites import Site, load_sites
from index.archive import Archive
from index.errors import ArchiveError
from index.schema import run as run_table
from index.settings import read_settings

# Ends of a run that read what it came for.
_WENT_WELL = ("finished", "budget")
_COLUMNS = ("site", "state", "name", "place", "family", "not seen yet", "every", "a day", "delay", "TLS", "last success")
_UNKNOWN = "–"


def last_successes(archive: Archive) -> dict[str, datetime]:
    """When each source was last crawled as it should be."""
    query = select(run_table.c.source, func.max(run_table.c.ended).label("ended")).where(run_table.c.reason.in_(_WENT_WELL))
    with archive.catalogue.read() as connection:
        return {row.source: row.ended for row in connection.execute(query.group_by(run_table.c.source))}


def site_row(site: Site, success: datetime | None) -> dict[str, Any]:
    """A site for programs: who it is, in which state, what of it nobody has seen."""
    return {
        "id": site.id,
        "name": site.name,
        "owner": site.owner,
        "level": site.level,
        "place": site.place,
        "reform": site.reform,
        "successor": site.successor,
        "family": site.family.name,
        "hosts": [*site.hosts, *(f"*{tenant}" for tenant in site.tenants)],
        "state": "sample" if site.is_sample else site.state,
        "unverified": [] if site.is_sample else list(site.unverified),
        "layouts": {layout.name: layout.standing for layout in site.layouts},
        "prints_date": site.has_date,
        "visit_hours": site.visit_hours,
        "expect_per_day": list(site.expect_per_day),
        "delay": site.delay,
        "tls": "verified" if site.verify_tls else f"not verified: {site.tls_reason}",
        "last_success": success.isoformat(timespec="seconds") if success else None,
    }


class Command(ScrapyCommand):
    """Every site file, a line each."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "List the sites: state, what nobody has seen of them, last success"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a site, a line each")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 1 where the archive cannot be read; the sites are listed all the same."""
        del args
        try:
            with Archive.open(read_settings()) as archive:
                successes = last_successes(archive)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode, successes = 1, {}
        rows = [site_row(site, successes.get(site.id)) for site in load_sites().values()]
        if opts.json:
            for row in rows:
                print(json.dumps(row, ensure_ascii=False))
        else:
            _show(rows, successes)


def _cells(row: Mapping[str, Any], success: datetime | None) -> tuple[str, ...]:
    least, most = row["expect_per_day"]
    return (
        row["id"],
        row["state"],
        row["name"],
        row["place"],
        row["family"],
        ", ".join(row["unverified"]) or _UNKNOWN,
        f"{row['visit_hours']:g} h",
        f"{least}-{most}",
        f"{row['delay']:g} s",
        row["tls"],
        f"{success.astimezone(VIET_NAM):%Y-%m-%d %H:%M}" if success else _UNKNOWN,
    )


def _show(rows: Sequence[Mapping[str, Any]], successes: Mapping[str, datetime]) -> None:
    """A table on a terminal, lines parted by tabs elsewhere."""
    lines = [_cells(row, successes.get(row["id"])) for row in rows]
    console = Console(soft_wrap=True)
    if console.is_terminal:
        table = Table(*_COLUMNS)
        for cells in lines:
            table.add_row(*map(Text, cells))
        console.print(table)
    else:
        for cells in (_COLUMNS, *lines):
            print("\t".join(cells))
    waiting = sum(row["state"] == "unverified" for row in rows)
    told = f"{waiting} sites are unverified: nobody has seen them live through these files, so they are crawled only by name."
    print(told, file=sys.stderr)
