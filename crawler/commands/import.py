"""scrapy import: saved pages, plain texts and WARC files of other tools, kept and read like crawled ones."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.intake import Intake, find_files, read_labels
from crawler.saved import parse_day
from index.archive import Archive
from index.errors import ArchiveError, CaptureError, SettingsError
from index.settings import read_settings


class Command(ScrapyCommand):
    """Bytes from elsewhere, kept for ever like those we fetched."""

    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command's name."""
        return "[options] PATH …"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Keep and read saved pages, plain texts, folders of them, and WARC files of other tools"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What a saved page does not say of itself."""
        super().add_options(parser)
        parser.add_argument("--source", help="the id of the site that the pages came from")
        parser.add_argument("--url", help="the address of the one saved page")
        parser.add_argument("--captured", help="the day on which the pages were saved, YYYY-MM-DD")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 2 and one sentence where a file or flag cannot be used; what was imported before it stays."""
        try:
            files = find_files(args)
            if not args or (opts.url and len(files) != 1):
                raise SettingsError("scrapy import", "name one file with --url" if args else "name at least one file or folder")
            labels = read_labels(opts.source, opts.url, parse_day(opts.captured, "--captured") if opts.captured else None)
            with Archive.open(read_settings()) as archive:
                self._take_all(Intake(archive, labels), files)
                archive.update_index()
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2

    def _take_all(self, intake: Intake, files: list[Path]) -> None:
        """Every file; a damaged one is named, and the others are imported all the same."""
        kept_already = 0
        try:
            for path in files:
                try:
                    for name, outcome in intake.take(path):
                        kept_already += outcome == "kept already"
                        print(f"{name}: {outcome}", flush=True)
                except CaptureError as error:
                    print(error, file=sys.stderr)
                    self.exitcode = 2
        finally:
            intake.close()
            self._tell(intake, kept_already)

    def _tell(self, intake: Intake, kept_already: int) -> None:
        counts = [f"{number} {outcome}" for outcome, number in sorted(intake.counts.items())]
        print(", ".join([*counts, f"{kept_already} kept already"]), file=sys.stderr)
        if intake.skipped:
            print(f"{intake.skipped} pages in WARC files were left out: by their address they are no articles", file=sys.stderr)
        for host, number in intake.unknown.most_common():
            print(f"{number} pages of {host} were left out: no site file answers for it", file=sys.stderr)
