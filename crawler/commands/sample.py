"""scrapy sample: a page and what is read on it, written as a new case for somebody to review."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand

from crawler.address import is_article
from crawler.extract import NO_NEWS
from crawler.extraction.stamps import VIET_NAM
from crawler.holding import extract_holding
from crawler.microscope.answer import answer_of, entry_of
from crawler.microscope.fetching import fetch_page
from crawler.saved import parse_day, read_saved
from crawler.sites import Site, get_site
from index.article import Capture
from index.errors import ArchiveError, ExtractionError, SettingsError
from index.library import LibraryDocument
from index.settings import ROOT, read_settings

FIELDS = ("key", "title", "lead", "byline", "agency", "dateline", "published", "event", "captions", "paragraphs")
REVIEW = "read the page, mend every field below that is wrong, put your own wording in place of the site's, then delete this line"
_LAYOUT = "layout "


def case_of(capture: Capture, site: Site) -> dict[str, Any]:
    """A case that waits for its review: what is read on the page, or the reason why nothing is."""
    day = capture.captured_at.astimezone(VIET_NAM).date().isoformat()
    case: dict[str, Any] = {"review": REVIEW, "url": None if capture.url.startswith("urn:") else capture.url, "captured": day}
    try:
        held = extract_holding(capture, site)
    except ExtractionError as error:
        return {**case, "layout": None, "article": False, "reason": error.reason}
    if isinstance(held, LibraryDocument):
        return {**case, "layout": None, "article": False, "reason": NO_NEWS, "document": entry_of(held)}
    answer = answer_of(held)
    body = answer["rules"]["body"]
    layout = body.removeprefix(_LAYOUT) if body.startswith(_LAYOUT) else None
    return {**case, "layout": layout, "answer": {name: answer[name] for name in FIELDS}}


def case_name(capture: Capture) -> str:
    """A file name made of the last part of the address, or of the day where the page has none."""
    slug = re.sub(r"[^a-z0-9]+", "_", urlsplit(capture.url).path.rpartition("/")[2].lower()).strip("_")
    is_bare = capture.url.startswith("urn:") or not slug
    return f"saved_{datetime.now(VIET_NAM):%Y_%m_%d}" if is_bare else slug[-60:].strip("_")


class Command(ScrapyCommand):
    """One page into `tests/cases/<site>/`."""

    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command's name."""
        return "[options] URL|FILE --site ID"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Write a page and what is read on it as a new case for review"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The options beside Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--site", help="the site's id")
        parser.add_argument("--url", help="the address of a saved page")
        parser.add_argument("--captured", help="the day on which a page was saved, YYYY-MM-DD")
        parser.add_argument("--name", help="the name of the case, made of the address where it is not given")
        parser.add_argument("--into", type=Path, default=ROOT / "tests" / "cases", help="the folder of cases")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 2 and one sentence where the page cannot be had or a case of this name is there already."""
        try:
            if len(args) != 1 or not opts.site:
                raise SettingsError("scrapy sample", "name one page and its site: scrapy sample URL --site ID")
            site = get_site(opts.site)
            capture = self._capture(args[0], site, opts)
            if not capture.url.startswith("urn:") and not is_article(capture.url, site):
                print(f"{capture.url} is no article address of {site.id}: its file says what one looks like", file=sys.stderr)
            self._write(capture, site, opts)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2

    def _capture(self, page: str, site: Site, opts: argparse.Namespace) -> Capture:
        if page.startswith(("http://", "https://")):
            return fetch_page(page, site, read_settings())
        day = parse_day(opts.captured, "--captured") if opts.captured else None
        return read_saved(Path(page), opts.url, day)

    def _write(self, capture: Capture, site: Site, opts: argparse.Namespace) -> None:
        kind = ".txt" if (capture.header("Content-Type") or "").startswith("text/plain") else ".html"
        path = opts.into / site.id / (opts.name or case_name(capture))
        page, answer = path.with_name(path.name + kind), path.with_name(path.name + ".json")
        if page.exists() or answer.exists():
            raise SettingsError("--name", f"{answer} is there already; give the new case another name")
        text = json.dumps(case_of(capture, site), ensure_ascii=False, indent=1) + "\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(capture.body)
            answer.write_text(text, encoding="utf-8")
        except OSError as error:
            raise SettingsError("--into", f"{path.parent} cannot be written: {error.strerror}") from error
        print(f"{page}\n{answer}")
        print("The suite fails until somebody has reviewed the answer; `scrapy read --rules` shows what each rule found.")
