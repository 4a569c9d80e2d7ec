"""scrapy crosscheck: what trafilatura reads in pages that we read; it warns, and nothing is stored."""

from __future__ import annotations

import argparse
import json
import sys
from importlib.util import find_spec
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from crawler.operation.cross_check import LEAST_OVERLAP, NOT_INSTALLED, SHARE, TOOL, compare, sample
from crawler.run.runs import recent_runs
from crawler.sites import get_site
from index.archive import Archive
from index.errors import ArchiveError, SettingsError, UnknownSiteError
from index.settings import read_settings


class Command(ScrapyCommand):
    """The new and changed articles of a run, or of a site's last runs."""

    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command."""
        return "[SITE]"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return f"Compare a sample of what was read with what {TOOL} reads, where that is installed"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which pages."""
        super().add_options(parser)
        parser.add_argument("--run", help="the articles of this run, instead of a site's last ones")
        parser.add_argument("--share", type=float, default=SHARE, help=f"the share of pages that is compared (default {SHARE})")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 1 where the other reader is not installed or the archive cannot be read, 2 for an unknown site."""
        try:
            if bool(opts.run) == bool(args) or len(args) > 1:
                raise SettingsError("scrapy crosscheck", "name a site, or a run with --run")
            name = opts.run or get_site(args[0]).id
            if find_spec(TOOL) is None:
                raise SettingsError("scrapy crosscheck", f"{NOT_INSTALLED}; run: pip install {TOOL}")
            with Archive.open(read_settings()) as archive:
                self._compare(archive, name, opts)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2 if isinstance(error, UnknownSiteError) else 1

    def _compare(self, archive: Archive, name: str, opts: argparse.Namespace) -> None:
        with archive.catalogue.read() as connection:
            chosen = [opts.run] if opts.run else [row.id for row in recent_runs(connection, name)]
            keys = dict.fromkeys(key for run in chosen for key in sample(connection, run, opts.share))
        pages, differ = 0, []
        for key, shared in compare(archive, keys):
            pages += 1
            if shared < LEAST_OVERLAP:
                differ.append(key)
                print(f"{key}: {TOOL} reads another text, {shared:.0%} of the words are the same", file=sys.stderr)
        if opts.json:
            print(json.dumps({"pages": pages, "differ": differ}))
        else:
            print(f"{pages} pages compared with {TOOL}, {len(differ)} differ")
