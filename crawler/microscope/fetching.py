"""One page fetched for a person who looks at a site (xem thử một trang): with every manner of a crawl, and nothing kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import scrapy
from scrapy import Request
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.utils.project import get_project_settings
from twisted.python.failure import Failure

from crawler.queue.policy import MAX_HOPS, redirect_target
from crawler.run.desk import Desk
from crawler.run.manners import manners
from crawler.sites import Family, Site, with_port
from crawler.sites._slug import FAMILY
from index.article import Capture
from index.errors import SettingsError
from index.settings import Settings, settings_for

STRANGER = "unknown"


class PageSpider(scrapy.Spider):
    """Asks for one page and follows its redirects within the site."""

    name = "page"

    def __init__(self, desk: Desk, address: str) -> None:
        super().__init__()
        self.desk = desk
        self.address = address
        self.capture: Capture | None = None
        self.trouble = "it gave no answer"

    async def start(self) -> AsyncIterator[Request]:
        """The page."""
        yield self._request(self.address, 0)

    def _request(self, address: str, hops: int) -> Request:
        return Request(address, self.parse, errback=self.failed, dont_filter=True, meta={"hops": hops})

    def parse(self, response: Response) -> Iterator[Request]:
        """Hold the answer, or follow where it leads."""
        location = response.headers.get("Location")
        target = redirect_target(response.url, response.status, location.decode("latin-1") if location else None)
        hops = response.meta["hops"] + 1
        if target and hops <= MAX_HOPS and self.desk.site.serves(urlsplit(target).hostname or ""):
            yield self._request(target, hops)
        elif response.status == 200:
            self.capture = response.meta["capture"]
        else:
            self.trouble = f"it answered {response.status}" + (f" and leads to {target}" if target else "")

    def failed(self, failure: Failure) -> None:
        """Keep the reason for the person who asked."""
        self.trouble = str(failure.value) or type(failure.value).__name__


def stranger_at(url: str) -> Site:
    """A site for an address that no site file serves: known enough to be asked politely, not to be read."""
    parts = urlsplit(url)
    family: Family = FAMILY
    host = (parts.hostname or "").lower()
    return Site(STRANGER, host, host, "agency", "", family, (host,), scheme=parts.scheme, port=parts.port)


def fetch_page(url: str, site: Site | None, settings: Settings) -> Capture:
    """The page as a capture; its bytes go into an archive that is thrown away.

    Raises `SettingsError` where the page cannot be had, robots.txt included, or where a live site would not know whom to
    write to. Only once in a process: Scrapy's reactor does not start again.
    """
    asked = site or stranger_at(url)
    if asked.is_sample and (port := urlsplit(url).port):
        asked = with_port(asked, port)
    with TemporaryDirectory() as folder:
        passing = replace(settings_for(Path(folder)), contact=settings.contact)
        told = get_project_settings()
        told.setdict({"EXTENSIONS": {}, "LOG_ENABLED": False, **manners(settings, asked)}, priority="cmdline")
        with Desk.open(passing, asked) as desk:
            process = CrawlerProcess(told)
            crawler = process.create_crawler(PageSpider)
            process.crawl(crawler, desk=desk, address=url)
            process.start()
            desk.close("finished")
            spider = crawler.spider
    if not isinstance(spider, PageSpider) or spider.capture is None:
        trouble = desk.complaint or (spider.trouble if isinstance(spider, PageSpider) else "the crawl did not start")
        raise SettingsError(url, f"the page could not be had: {trouble}")
    return spider.capture
