"""The one spider: listing, sitemap and feed say what there may be; the frontier says what is fetched."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider, DownloadCancelledError, IgnoreRequest
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.address import article_key, canonical_address, is_article
from crawler.backfill import Backfill, Cursor
from crawler.desk import Desk
from crawler.discovery import Link, Place, listing_links, next_listing, read_feed, read_sitemap
from crawler.frontier import Due, Found
from crawler.guard import RefusedAddressError, was_refused
from crawler.keeping import StoppedError
from crawler.pipelines import Fetched
from crawler.policy import MAX_HOPS, Outcome, judge, redirect_target
from crawler.robots import BlockedByRobotsError
from crawler.runs import DEEP_PAGES, GOOD_ENDS
from crawler.sitemap_walk import MOST_SITEMAP_FILES, SitemapWalk
from crawler.sites import Listing
from crawler.spending import Spending

# After so many listing pages in a row without an unknown article, the older ones are known too.
CLEAN_PAGES = 2
MOST_LISTING_PAGES = 50
# Articles taken up at a time: what is not taken up needs no outcome when a run ends early.
BATCH = 20
# OneCMS answers 403 at random, and four times of five not when asked again.
_FORBIDDEN = 403
_MAY_COME_BACK = (_FORBIDDEN, 429, *range(500, 600))
_IS_NO_PAGE = (404, 410)


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a listing has been read: the page's number, pages without anything unknown so far, a JSON endpoint's channel.

    `is_back`: on the way back to the day that somebody asked for, past what a usual run reads.
    """

    listing: Listing
    number: int = 1
    clean: int = 0
    channel: str | None = None
    is_back: bool = False


class NewsSpider(scrapy.Spider):
    """Crawls one site: first everything that may name articles, then what the frontier says is due."""

    name = "news"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.site = desk.site
        self.ended: str | None = None
        self._has_hole = False
        self._is_mute = False
        self._headlines: set[str] = set()
        self._fresh: set[str] = set()
        self._asked_pages: set[str] = set()
        self._back_pages = 0
        self._asked_hints = False
        self._is_answered = False
        self._sitemaps = SitemapWalk(desk.site)

    def closed(self, reason: str) -> None:
        """How Scrapy ended the crawl; one in which nothing that names articles could be read ended badly."""
        self.ended = reason
        if reason in GOOD_ENDS and self._asked_hints and not self._is_answered and not self.desk.stopped:
            self.ended = "nothing-answered"
            self.desk.complaint = f"{self.site.id}: none of its listings, sitemaps and feeds could be read"

    async def start(self) -> AsyncIterator[Request]:
        """Feeds and listings; what else may name new articles is asked after them, if it is worth its cost."""
        self.crawler.signals.connect(self.idle, signal=signals.spider_idle)
        for path in self.site.feeds:
            yield self._discovery(urljoin(self.site.url, path), self.parse_feed)
        for listing in self.site.listings:
            address = urljoin(self.site.url, listing.path)
            self._asked_pages.add(address)  # a page that leads back to one already asked for is the last one
            yield self._discovery(address, self.parse_listing, Walk(listing))
            cursor = self.desk.backfill.cursors.get(listing.path) if self.desk.backfill else None
            if cursor and cursor.address and not cursor.is_done and self._has_room():
                walk = Walk(listing, cursor.number, 0, cursor.channel, is_back=True)
                yield self._discovery(cursor.address, self.parse_listing, walk)

    def idle(self) -> None:
        """Go on to the sitemaps, then to the articles that are due, and end the run after them."""
        if self.desk.stopped:
            raise CloseSpider(self.desk.stopped)
        self._sitemaps.begin([*(urljoin(self.site.url, path) for path in self.site.sitemaps), *self.desk.sitemaps])
        sitemap = self._sitemaps.next(self._spending())
        requests = [self._discovery(sitemap, self.parse_sitemap)] if sitemap else []
        if not requests:
            self._finish_discovery()
            requests = list(self._article_requests())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider
        if self.desk.stopped or self.desk.queued > self.desk.waiting:
            raise CloseSpider(self.desk.stopped or "budget")

    # Discovery: hints, whose union is taken.

    def _discovery(self, address: str, callback: Callable[..., Any], walk: Walk | None = None, hops: int = 0) -> Request:
        self._asked_hints = True
        meta = {"hops": hops, "walk": walk}
        return Request(address, callback, errback=self.discovery_failed, dont_filter=True, meta=meta)

    def _spending(self) -> Spending:
        is_thorough = self.site.is_thorough or self.desk.pages_past_stop > 0 or self.desk.backfill is not None
        return Spending(self.desk.requests, len(self._fresh), is_thorough or self._has_hole or self._is_mute)

    def _finish_discovery(self) -> None:
        if not self.desk.is_discovered and not self._has_hole:
            self.desk.is_discovered = True
            with self.desk.stopping():
                self.desk.note_dropped(self._sitemaps.read, frozenset(self._sitemaps.known))

    def _redirected(self, response: Response, callback: Callable[..., Any]) -> Iterator[Request]:
        """A listing, sitemap or feed that moved within the site; anything else but 200 is a hole or nothing."""
        location = response.headers.get("Location")
        target = redirect_target(response.url, response.status, location.decode("latin-1") if location else None)
        hops = response.meta["hops"] + 1
        if target and hops <= MAX_HOPS and self.site.serves(urlsplit(target).hostname or ""):
            yield self._discovery(target, callback, response.meta["walk"], hops)
            return
        if response.status == _FORBIDDEN and not response.meta.get("is_second"):
            again = self._discovery(response.url, callback, response.meta["walk"], hops)
            again.meta["is_second"] = True
            yield again
            return
        walk: Walk | None = response.meta["walk"]
        if walk and walk.is_back and self.desk.backfill and response.status in _IS_NO_PAGE:
            self.desk.backfill.cursors[walk.listing.path] = Cursor(response.url, walk.number, is_done=True)
            return
        self._has_hole |= response.status in _MAY_COME_BACK and walk is not None
        self._is_mute |= walk is not None
        self.logger.warning("%s answered %s, so nothing is found there", response.url, response.status)

    def parse_listing(self, response: Response) -> Iterator[Request]:
        """Articles that a listing names, and its next page until two in a row name nothing unknown."""
        if response.status != 200 or not isinstance(response, TextResponse):
            yield from self._redirected(response, self.parse_listing)
            return
        walk: Walk = response.meta["walk"]
        links = [link for link in listing_links(response, walk.listing) if is_article(link.address, self.site)]
        self._is_mute |= walk.number == 1 and not links
        new = self._note(links, response.url)
        if walk.clean >= CLEAN_PAGES and self.desk.pages_past_stop == DEEP_PAGES:
            self.desk.missed = (self.desk.missed or 0) + new
        clean = 0 if self._names_news(links) else walk.clean + 1
        following, channel = next_listing(response, walk.listing, links, Place(walk.number, walk.channel), self.site)
        is_there = following and following != response.url and links and self.site.serves(urlsplit(following).hostname or "")
        page = following if is_there else None
        is_needed = clean < CLEAN_PAGES + self.desk.pages_past_stop and walk.number < MOST_LISTING_PAGES
        if page and page not in self._asked_pages and is_needed and not walk.is_back:
            self._asked_pages.add(page)
            yield self._discovery(page, self.parse_listing, Walk(walk.listing, walk.number + 1, clean, channel))
        elif self.desk.backfill and (walk.is_back or walk.listing.path not in self.desk.backfill.cursors):
            yield from self._go_back(
                self.desk.backfill, Walk(walk.listing, walk.number + 1, 0, channel, is_back=True), links, page
            )

    def _go_back(self, backfill: Backfill, walk: Walk, links: Iterable[Link], page: str | None) -> Iterator[Request]:
        """Remember where the way back goes on, and go on while the run's articles would not fill its budget."""
        keys = tuple(article_key(link.address, self.site) for link in links)
        backfill.cursors[walk.listing.path] = Cursor(page, walk.number, walk.channel, keys, is_done=page is None)
        if page and page not in self._asked_pages and self._has_room() and self._back_pages < MOST_LISTING_PAGES:
            self._back_pages += 1
            self._asked_pages.add(page)
            yield self._discovery(page, self.parse_listing, walk)

    def _has_room(self) -> bool:
        return self.desk.queued + len(self._fresh) < self.desk.budget

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Articles of a sitemap with the time of their last change; of a sitemap of sitemaps the newest files come next."""
        if response.status != 200:
            yield from self._redirected(response, self.parse_sitemap)
            return
        files, links = read_sitemap(response.body)
        own = [link for link in links if is_article(link.address, self.site)]
        backfill = self.desk.backfill
        self._note([link for link in own if not (backfill and backfill.is_older(link.lastmod))], response.url)
        found = [self._found(link, response.url) for link in own]
        goes_on = self._names_news(own) or self._spending().is_thorough
        self._sitemaps.note(response.url, files, found, goes_on=goes_on)
        if backfill:
            backfill.files.add(response.url)
            wanted = backfill.wanted_files(files, MOST_SITEMAP_FILES) if files else ()
            yield from (self._discovery(address, self.parse_sitemap) for address in self._sitemaps.ask(wanted))

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """Articles of a feed."""
        if response.status != 200:
            yield from self._redirected(response, self.parse_feed)
            return
        # A feed words its titles in its own way, so they say nothing of a changed headline.
        own = [Link(link.address) for link in read_feed(response.body) if is_article(link.address, self.site)]
        self._note(own, response.url)

    def _note(self, links: Iterable[Link], found_on: str) -> int:
        """Remember these articles; returns how many nobody knew."""
        self._is_answered = True
        found = [self._found(link, found_on) for link in links]
        before = len(self._fresh)
        with self.desk.stopping():
            self._fresh |= self.desk.note_found(found)
        return len(self._fresh) - before

    def _names_news(self, links: Iterable[Link]) -> bool:
        """Whether a page names an article that nobody knew before this run, whatever named it first.

        A feed that is read before a listing must not make its pages look like old ones.
        """
        return any(article_key(link.address, self.site) in self._fresh for link in links)

    def _found(self, link: Link, found_on: str) -> Found:
        key = article_key(link.address, self.site)
        # Two listings may print one headline in two ways: the first that names an article counts.
        headline = link.title if key not in self._headlines else None
        if headline:
            self._headlines.add(key)
        address = canonical_address(link.address, self.site)
        return Found(key, address, found_on, headline, link.lastmod, found_on if link.lastmod else None)

    def discovery_failed(self, failure: Failure) -> None:
        """A listing, sitemap or feed that gave no answer: the others go on, and a listing is read whole next time."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        self._has_hole |= request.meta["walk"] is not None
        if not isinstance(failure.value, StoppedError) and not self.desk.stopped:
            self.logger.warning("%s: %s", request.url, failure.value)

    # Articles: one outcome each.

    def _article_requests(self) -> Iterator[Request]:
        room = min(BATCH, self.desk.budget - self.desk.taken_up)
        with self.desk.stopping():
            for due in self.desk.take_up(room) if room > 0 else ():
                yield self._article(due)

    def _article(self, due: Due, hops: int = 0) -> Request:
        headers = {"If-None-Match": due.etag, "If-Modified-Since": due.last_modified}
        return Request(
            due.address,
            self.parse_article,
            errback=self.article_failed,
            headers={name: value for name, value in headers.items() if value},
            dont_filter=True,
            priority=hops,
            meta={"key": due.key, "hops": hops},
        )

    def parse_article(self, response: Response) -> Iterator[Fetched | Request]:
        """Hand the kept answer on with what its status says; another spelling of the same article's address is followed."""
        meta = response.meta
        judgement = judge(meta["capture"], self.site, meta["key"], meta["hops"])
        if judgement.outcome is None and judgement.target:
            with self.desk.stopping():
                self.desk.record(meta["kept"], meta["key"])
            yield self._article(Due(meta["key"], judgement.target), meta["hops"] + 1)
            return
        yield Fetched(meta["key"], judgement, meta["capture"], meta.get("kept"))

    def article_failed(self, failure: Failure) -> None:
        """No answer: refused by the guard, forbidden by robots.txt, too large, or lost in the network."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        if isinstance(failure.value, StoppedError) or self.desk.stopped:
            return  # stays open, and is postponed when the run ends
        with self.desk.stopping():
            detail = str(failure.value) or type(failure.value).__name__
            self.desk.settle_failure(request.meta["key"], failed_outcome(failure.value, request.url), detail)


def failed_outcome(error: BaseException | None, address: str) -> Outcome:
    """The outcome behind an error that came in place of a response."""
    if isinstance(error, RefusedAddressError) or was_refused(address):
        return Outcome.REFUSED_ADDRESS
    if isinstance(error, BlockedByRobotsError):
        return Outcome.BLOCKED_ROBOTS
    # Scrapy cancels a body that is over DOWNLOAD_MAXSIZE, and ignores one that grows over it when it is unpacked.
    return Outcome.TOO_LARGE if isinstance(error, DownloadCancelledError | IgnoreRequest) else Outcome.NETWORK_ERROR
