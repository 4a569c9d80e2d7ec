"""How long to wait between two requests to a site: its own word, robots.txt, and how hard its server breathes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler.queue.schedule import asked_wait, retry_after
from crawler.run.desk import desk_of
from crawler.run.guard import was_refused

# Jitter may shorten a delay to this share of itself, so a wait that is owed in full is asked for divided by it.
LEAST_SHARE = 0.7
MOST_CRAWL_DELAY = 30.0
# A server that needs a second for an answer gets five to rest (Heritrix's rule), within reason.
REST = 5.0
MOST_REST = 30.0
REFUSALS_TO_PAUSE = 3
LEAST_SLOWED = 0.25
_SLOW_DOWN = (429, 503)


def gap(site_delay: float, crawl_delay: float, last_response: float, slowing: int = 0, asked_wait: float = 0.0) -> float:
    """Seconds from request to request as Scrapy's slot wants them: before jitter, from the start of the last request.

    `last_response`: seconds that the last answer took to its last byte. `slowing`: how often the server asked us to
    slow down in this run; each time doubles the site's delay. `asked_wait`: the Retry-After of the last answer. A site
    without any delay is a sample site on this machine, whose answers wait for our own work: it needs no rest.
    """
    asked = min(max(site_delay, LEAST_SLOWED) * 2**slowing, MOST_REST) if slowing else site_delay
    rest = last_response + min(max(last_response * REST, asked_wait), MOST_REST) if site_delay else 0.0
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
        """Set the gap to the next request before it can start; three refusals in a row end the run.

        A listing, sitemap or feed that is refused with a Retry-After ends it at once: the next run would begin with it.
        """
        desk = desk_of(self._crawler)
        desk.requests += 1
        raw = response.headers.get("Retry-After")
        header, now = raw.decode("latin-1") if raw else None, datetime.now(UTC)
        is_refusal = response.status == _SLOW_DOWN[0] or (response.status in _SLOW_DOWN and header is not None)
        wait = retry_after(header, now)
        self._refusals = self._refusals + 1 if is_refusal else 0
        self._slowing += is_refusal
        asked = asked_wait(header, now) if is_refusal else None
        self._set_delay(self._seconds_taken(request), (asked or timedelta()).total_seconds())
        if is_refusal and header and "key" not in request.meta:
            desk.pause(wait, f"answered {response.status} for {response.url}")
        elif self._refusals >= REFUSALS_TO_PAUSE:
            desk.pause(wait, "asked three times in a row to slow down")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A request that got no answer was one all the same; after a time-out the server gets its rest."""
        if not isinstance(exception, IgnoreRequest) and not was_refused(request.url):
            desk_of(self._crawler).requests += 1
            self._set_delay(self._seconds_taken(request))

    def _seconds_taken(self, request: Request) -> float:
        """From the start of this request until now: Scrapy's own latency ends with the headers."""
        slot = self._crawler.engine.downloader.slots.get(str(request.meta.get("download_slot")))
        return monotonic() - slot.lastseen if slot and slot.lastseen else 0.0

    def _set_delay(self, last_response: float, asked_wait: float = 0.0) -> None:
        slots = self._crawler.engine.downloader.slots
        for slot in slots.values():
            slot.delay = gap(self._site_delay, self._crawl_delay, last_response, self._slowing, asked_wait)
