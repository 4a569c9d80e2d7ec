"""How long to wait between two requests to a site: its own word, robots.txt, and how hard its server breathes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler.desk import desk_of
from crawler.schedule import retry_after

# Jitter may shorten a delay to this share of itself, so a wait that is owed in full is asked for divided by it.
LEAST_SHARE = 0.7
MOST_CRAWL_DELAY = 30.0
# A server that needs a second for an answer gets five to rest (Heritrix's rule), within reason.
REST = 5.0
MOST_REST = 30.0
REFUSALS_TO_PAUSE = 3
LEAST_SLOWED = 0.25
_SLOW_DOWN = (429, 503)


def gap(site_delay: float, crawl_delay: float, last_response: float, slowing: int = 0) -> float:
    """Seconds from request to request as Scrapy's slot wants them: before jitter.

    `slowing`: how often the server asked us to slow down in this run; each time doubles the site's delay. A site
    without any delay is a sample site on this machine, whose answers wait for our own work: it needs no rest.
    """
    asked = min(max(site_delay, LEAST_SLOWED) * 2**slowing, MOST_REST) if slowing else site_delay
    rest = min(last_response * REST, MOST_REST) if site_delay else 0.0
    return max(asked, max(min(crawl_delay, MOST_CRAWL_DELAY), rest) / LEAST_SHARE)


class PacingMiddleware:
    """Keeps the gap: all hosts of a site share one slot, whose delay is set anew after every answer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._site_delay = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._crawl_delay = 0.0
        self._slowing = 0
        self._refusals = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy, with an ear for answers and for robots.txt."""
        pacing = cls(crawler)
        crawler.signals.connect(pacing.response_downloaded, signal=signals.response_downloaded)
        crawler.signals.connect(pacing.robots_parsed, signal=signals.robots_parsed)
        return pacing

    def process_request(self, request: Request) -> None:
        """One slot for the whole site, robots.txt included."""
        request.meta["download_slot"] = desk_of(self._crawler).site.id

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Obey Crawl-delay up to half a minute; a site that asks for more gets fewer pages a run instead."""
        asked = robotparser.crawl_delay(self._agent) or 0.0
        self._crawl_delay = max(self._crawl_delay, asked)
        if asked > MOST_CRAWL_DELAY:
            desk = desk_of(self._crawler)
            desk.budget = max(1, int(desk.budget * MOST_CRAWL_DELAY / asked))
        self._set_delay(0.0)

    def response_downloaded(self, response: Response, request: Request) -> None:
        """Set the gap to the next request before it can start; three refusals in a row end the run."""
        desk = desk_of(self._crawler)
        desk.requests += 1
        wait = response.headers.get("Retry-After")
        is_refusal = response.status == _SLOW_DOWN[0] or (response.status in _SLOW_DOWN and wait is not None)
        self._refusals = self._refusals + 1 if is_refusal else 0
        self._slowing += is_refusal
        self._set_delay(float(request.meta.get("download_latency", 0.0)))
        if self._refusals >= REFUSALS_TO_PAUSE:
            desk.pause(retry_after(wait.decode("latin-1") if wait else None, datetime.now(UTC)))

    def _set_delay(self, last_response: float) -> None:
        slots = self._crawler.engine.downloader.slots
        for slot in slots.values():
            slot.delay = gap(self._site_delay, self._crawl_delay, last_response, self._slowing)
