"""scrapy crawl news -a site=ID: one polite run of one site, then its articles into the index."""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from typing import Any

from scrapy.commands import crawl

from crawler.extraction.anchors import with_learned_anchors
from crawler.operation.cross_check import cross_check
from crawler.operation.index_update import update_index
from crawler.run.desk import MOST_ARTICLES, Desk, PausedError
from crawler.run.health import told
from crawler.run.lock import LockedError, site_lock
from crawler.run.manners import manners
from crawler.run.progress import summary
from crawler.run.report import append_row
from crawler.run.runs import GOOD_ENDS
from crawler.saved import parse_day
from crawler.sites import Site, get_site, with_port
from crawler.spiders.news import NewsSpider
from index.errors import ArchiveError, EngineError, SettingsError
from index.settings import read_settings

# EX_TEMPFAIL: nothing is wrong, and nothing was done.
TRY_LATER = 75
ARGUMENTS = ("site", "sample_port", "budget", "delay", "report", "since")


def number_argument(arguments: dict[str, str], name: str, default: float) -> float:
    """A number among the spider's arguments. Raises `SettingsError`."""
    text = arguments.get(name, str(default))
    if not text.replace(".", "", 1).isdecimal():
        raise SettingsError(f"-a {name}", f"{text!r} is no number")
    return float(text)


def chosen_site(arguments: dict[str, str]) -> Site:
    """The site that `-a site=ID` names. Raises `SettingsError`, `UnknownSiteError`."""
    for name in arguments:
        if name not in ARGUMENTS:
            raise SettingsError(f"-a {name}", f"there is no such argument; there are {', '.join(ARGUMENTS)}")
    if "site" not in arguments:
        raise SettingsError("-a site", "name the site to crawl: scrapy crawl news -a site=ID")
    if arguments.get("report", "json") != "json":
        raise SettingsError("-a report", "there is one form of report: json")
    site = get_site(arguments["site"])
    if "sample_port" in arguments:
        if not site.is_sample:
            raise SettingsError("-a sample_port", f"{site.id} is no sample site")
        site = with_port(site, int(number_argument(arguments, "sample_port", 0)))
    return site


class Command(crawl.Command):
    """Scrapy's own command, with the archive's manners around it."""

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Crawl one site: scrapy crawl news -a site=ID [-a budget=ARTICLES] [-a delay=SECONDS] [-a since=DAY]"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 75 where nothing may be done now (locked, asked to wait), 1 with one sentence where something is wrong."""
        try:
            if args != [NewsSpider.name]:
                raise SettingsError("scrapy crawl", "there is one spider: scrapy crawl news -a site=ID")
            settings, site = read_settings(), chosen_site(opts.spargs)
            wanted = manners(settings, site, number_argument(opts.spargs, "delay", 0))
            with site_lock(settings.data / "locks", site.id), Desk.open(settings, site) as desk:
                self._crawl(desk, opts.spargs, wanted)
        except (LockedError, PausedError) as error:
            print(error, file=sys.stderr)
            self.exitcode = TRY_LATER
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 1

    def _crawl(self, desk: Desk, arguments: dict[str, str], wanted: dict[str, Any]) -> None:
        started = time.monotonic()
        desk.site = with_learned_anchors(desk.site, desk.archive)
        desk.budget = int(number_argument(arguments, "budget", MOST_ARTICLES))
        if "since" in arguments:
            desk.fill_back(parse_day(arguments["since"], "-a since"))
        desk.tells_rows = arguments.get("report") == "json"
        process = self.crawler_process
        assert process is not None  # noqa: S101 - Scrapy makes it for every command that asks for one, as this does
        process.settings.setdict(wanted, priority="cmdline")
        crawler = process.create_crawler(NewsSpider)
        process.crawl(crawler, desk=desk)
        gc.freeze()  # as in reextract: what was imported is no rubbish
        process.start()
        spider = crawler.spider
        ended = spider.ended if isinstance(spider, NewsSpider) and spider.ended else "did-not-start"
        reason = desk.close(ended)
        if reason in GOOD_ENDS:
            cross_check(desk.archive, desk.run)
        self._tell(desk, time.monotonic() - started)
        if reason not in GOOD_ENDS:
            self.exitcode = 1
            print(desk.complaint or f"{desk.site.id}: the run ended early ({reason})", file=sys.stderr)
            print("What was acknowledged is safe; the next run goes on from there.", file=sys.stderr)
        elif desk.complaint:
            print(desk.complaint, file=sys.stderr)
        self._update_index(desk)

    def _tell(self, desk: Desk, seconds: float) -> None:
        row = desk.row()
        print(json.dumps(row, ensure_ascii=False) if desk.tells_rows else summary(desk, seconds), flush=True)
        append_row(desk.archive.settings.data, row)
        if not desk.site.verify_tls:
            print(f"{desk.site.id}: TLS certificates were not verified, as its site file says", file=sys.stderr)
        if desk.backfill:
            print(f"{desk.site.id}: {desk.backfill.told([each.path for each in desk.site.listings])}", file=sys.stderr)
        if alarm := told(desk.watch.record()):
            print(f"{desk.site.id}: {alarm}; pages that may be misread are kept and not stored", file=sys.stderr)

    def _update_index(self, desk: Desk) -> None:
        """A round brings the index up to date itself when another process is busy with it."""
        try:
            print(f"{desk.site.id}: {update_index(desk.archive.settings)}", file=sys.stderr)
        except EngineError as error:
            print(f"{desk.site.id}: {error}", file=sys.stderr)
            self.exitcode = self.exitcode if desk.tells_rows else 1
