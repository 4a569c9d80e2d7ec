"""scrapy read: everything that is read on saved pages, and nothing stored."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from scrapy.commands import ScrapyCommand

from crawler.address import article_key, canonical_address
from crawler.answer import answer_of, no_article
from crawler.display import show
from crawler.extract import extract
from crawler.saved import parse_day, read_saved
from crawler.sites import Site
from crawler.wanted import Wanted, read_manifest, site_at, site_of
from index.errors import ArchiveError, ExtractionError, SettingsError, UnknownSiteError

_WRONG_USE = 2


def read_answer(wanted: Wanted, site: Site | None) -> dict[str, Any]:
    """The answer for one saved page. Raises `SettingsError` where file or day cannot be read."""
    if wanted.file.startswith(("http://", "https://")):
        raise SettingsError(
            wanted.file, "this command reads saved pages; save the page, then name the file and give the address as --url"
        )
    day = parse_day(wanted.captured, "--captured") if wanted.captured else None
    capture = read_saved(Path(wanted.file), wanted.url, day)
    try:
        answer = answer_of(extract(capture, site))
    except ExtractionError as error:
        key = article_key(capture.url, site)
        answer = no_article(canonical_address(capture.url, site), key.rpartition("-")[0], key, error.reason)
    return {"file": wanted.file, **answer}


class Command(ScrapyCommand):
    """What the readers see on saved pages."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command's name."""
        return "[options] FILE …"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Show everything that is read on saved pages; nothing is stored"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a page")
        parser.add_argument("--url", help="the page's address")
        parser.add_argument("--source", help="the site's id")
        parser.add_argument("--captured", help="the day on which the page was saved, YYYY-MM-DD")
        parser.add_argument("--json-lines", action="store_true", help="answer a manifest, one JSON object a line")
        parser.add_argument("--manifest", type=Path, help="a file with one JSON object a line: file, url, source, captured")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 2 and one sentence where a file or flag cannot be used."""
        try:
            if opts.manifest:
                self._read_manifest(opts.manifest)
            elif not args:
                raise SettingsError("scrapy read", "name at least one file")
            else:
                pages = [Wanted(name, opts.url, opts.source, opts.captured) for name in args]
                self._read_files(pages, as_json=opts.json or opts.json_lines)
            sys.stdout.flush()
        except ArchiveError as error:
            self._complain(str(error))
        except BrokenPipeError:  # the reader of our output went away, as `| head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _complain(self, sentence: str) -> None:
        print(sentence, file=sys.stderr)
        self.exitcode = _WRONG_USE

    def _read_files(self, pages: list[Wanted], *, as_json: bool) -> None:
        """The other pages are read even where one is missing."""
        console = Console(soft_wrap=True)
        for wanted in pages:
            site = site_of(wanted)
            try:
                answer = read_answer(wanted, site)
            except SettingsError as error:
                self._complain(str(error))
                continue
            if as_json:
                print(json.dumps(answer, ensure_ascii=False))
            else:
                show(answer, console)

    def _read_manifest(self, manifest: Path) -> None:
        """Every row is answered in its order, one that cannot be read with the reason."""
        for wanted in read_manifest(manifest):
            try:
                site = site_of(wanted)
            except UnknownSiteError as error:
                print(f"{wanted.file}: {error}; read as a page of an unknown site", file=sys.stderr)
                site = site_at(wanted.url)
            try:
                answer = read_answer(wanted, site)
            except SettingsError as error:
                self._complain(str(error))
                answer = {"file": wanted.file, **no_article(wanted.url or "", wanted.source or "unknown", "", str(error))}
            print(json.dumps(answer, ensure_ascii=False), flush=True)
