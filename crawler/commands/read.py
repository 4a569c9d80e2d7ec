"""scrapy read: everything that is read on saved pages, or on one that is fetched now, and nothing stored."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from rich.console import Console
from scrapy.commands import ScrapyCommand

from crawler.address import article_key, canonical_address
from crawler.extract import NO_NEWS, extract
from crawler.holding import extract_holding
from crawler.microscope.answer import answer_of, entry_of, no_article
from crawler.microscope.display import show, show_trials
from crawler.microscope.fetching import fetch_page
from crawler.microscope.trial import try_rules
from crawler.microscope.wanted import Wanted, read_manifest, site_at, site_of
from crawler.saved import parse_day, read_saved
from crawler.sites import Site
from index.article import Capture
from index.errors import ArchiveError, ExtractionError, SettingsError, UnknownSiteError
from index.library import LibraryDocument
from index.settings import read_settings

_WRONG_USE = 2


def capture_of(wanted: Wanted) -> Capture:
    """The saved page. Raises `SettingsError` where file or day cannot be read."""
    day = parse_day(wanted.captured, "--captured") if wanted.captured else None
    return read_saved(Path(wanted.file), wanted.url, day)


def answer_for(capture: Capture, site: Site | None, name: str) -> dict[str, Any]:
    """The answer for one page, whether an article stands on it or not; of a library's page what it shows as "document"."""
    try:
        held = extract_holding(capture, site) if site else extract(capture, site)
    except ExtractionError as error:
        return {"file": name, **_no_article(capture, site, error.reason)}
    if isinstance(held, LibraryDocument):
        return {"file": name, **_no_article(capture, site, NO_NEWS), "document": entry_of(held)}
    return {"file": name, **answer_of(held)}


def _no_article(capture: Capture, site: Site | None, reason: str) -> dict[str, Any]:
    key = article_key(capture.url, site)
    return no_article(canonical_address(capture.url, site), key.rpartition("-")[0], key, reason)


class Command(ScrapyCommand):
    """What the readers see on saved pages, or on one that is fetched for it."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command's name."""
        return "[options] FILE … | URL"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Show everything that is read on saved pages, or on one that is fetched now; nothing is stored"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON object a page")
        parser.add_argument("--url", help="the page's address")
        parser.add_argument("--source", help="the site's id")
        parser.add_argument("--captured", help="the day on which the page was saved, YYYY-MM-DD")
        parser.add_argument("--rules", action="store_true", help="what each rule found, and which rules found nothing")
        parser.add_argument("--json-lines", action="store_true", help="answer a manifest, one JSON object a line")
        parser.add_argument("--manifest", type=Path, help="a file with one JSON object a line: file, url, source, captured")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 2 and one sentence where a file or flag cannot be used."""
        try:
            if opts.manifest:
                self._read_manifest(opts.manifest)
            elif not args:
                raise SettingsError("scrapy read", "name at least one file")
            elif args[0].startswith(("http://", "https://")):
                self._read_address(args, opts)
            else:
                pages = [Wanted(name, opts.url, opts.source, opts.captured) for name in args]
                self._read_files(pages, opts)
            sys.stdout.flush()
        except ArchiveError as error:
            self._complain(str(error))
        except BrokenPipeError:  # the reader of our output went away, as `| head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _complain(self, sentence: str) -> None:
        print(sentence, file=sys.stderr)
        self.exitcode = _WRONG_USE

    def _read_address(self, args: list[str], opts: argparse.Namespace) -> None:
        """A page of the web, asked for once with every manner of a crawl."""
        if len(args) > 1:
            raise SettingsError(args[1], "one address at a time; the crawl asks for many")
        wanted = Wanted(args[0], args[0], opts.source)
        site = site_of(wanted)
        capture = fetch_page(args[0], site, read_settings())
        self._show(capture, site, args[0], opts)

    def _read_files(self, pages: list[Wanted], opts: argparse.Namespace) -> None:
        """The other pages are read even where one is missing."""
        for wanted in pages:
            site = site_of(wanted)
            try:
                capture = capture_of(wanted)
            except SettingsError as error:
                self._complain(str(error))
                continue
            self._show(capture, site, wanted.file, opts)

    def _show(self, capture: Capture, site: Site | None, name: str, opts: argparse.Namespace) -> None:
        answer = answer_for(capture, site, name)
        trials = try_rules(capture, site, answer["dates"]) if opts.rules else ()
        if opts.json or opts.json_lines:
            tried = {"tried": [asdict(trial) for trial in trials]} if opts.rules else {}
            print(json.dumps({**answer, **tried}, ensure_ascii=False))
            return
        console = Console(soft_wrap=True)
        show(answer, console)
        if opts.rules:
            show_trials(trials, console)

    def _read_manifest(self, manifest: Path) -> None:
        """Every row is answered in its order, one that cannot be read with the reason."""
        for wanted in read_manifest(manifest):
            try:
                site = site_of(wanted)
            except UnknownSiteError as error:
                print(f"{wanted.file}: {error}; read as a page of an unknown site", file=sys.stderr)
                site = site_at(wanted.url)
            try:
                answer = answer_for(capture_of(wanted), site, wanted.file)
            except SettingsError as error:
                self._complain(str(error))
                answer = {"file": wanted.file, **no_article(wanted.url or "", wanted.source or "unknown", "", str(error))}
            print(json.dumps(answer, ensure_ascii=False), flush=True)
