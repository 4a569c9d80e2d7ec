"""What names articles (nguồn gợi ý): listings, sitemaps and feeds, each asked for and read, their union noted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.address import article_key, canonical_address, is_article
from crawler.finding.backfill import Backfill, Cursor
from crawler.finding.discovery import Link, Place, listing_links, next_listing, read_feed, read_sitemap
from crawler.finding.sitemap_walk import MOST_SITEMAP_FILES, SitemapWalk
from crawler.finding.spending import Spending
from crawler.queue.frontier import Found
from crawler.queue.policy import MAX_HOPS, redirect_target
from crawler.run.desk import Desk
from crawler.run.keeping import StoppedError, let_go
from crawler.run.runs import DEEP_PAGES
from crawler.sites import Listing

# After so many listing pages in a row without an unknown article, the older ones are known too.
CLEAN_PAGES = 2
MOST_LISTING_PAGES = 50
# OneCMS answers 403 at random, and four times of five not when asked again.
_FORBIDDEN = 403
_MAY_COME_BACK = (_FORBIDDEN, 429, *range(500, 600))
_IS_NO_PAGE = (404, 410)
_LOG = logging.getLogger(__name__)


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


class Hints:
    """The requests of one run for what may name articles; the answers come back to its methods."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.site = desk.site
        self._is_asked = False
        self._is_answered = False
        self._has_hole = False
        self._is_mute = False
        self._headlines: set[str] = set()
        self._fresh: set[str] = set()
        self._asked_pages: set[str] = set()
        self._back_pages = 0
        self._sitemaps = SitemapWalk(desk.site)

    @property
    def is_unanswered(self) -> bool:
        """Whether something was asked for and nothing of it could be read."""
        return self._is_asked and not self._is_answered

    def first(self) -> Iterator[Request]:
        """Feeds and listings; the sitemaps are asked after them, if they are worth their cost."""
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

    def more(self) -> Iterator[Request]:
        """The next sitemap of those that the site's file and robots.txt name, one at a time."""
        self._sitemaps.begin([*(urljoin(self.site.url, path) for path in self.site.sitemaps), *self.desk.sitemaps])
        if sitemap := self._sitemaps.next(self._spending()):
            yield self._discovery(sitemap, self.parse_sitemap)

    def finish(self) -> None:
        """Everything was read as far as it was to be: look what dropped out of the sitemaps."""
        if not self.desk.is_discovered and not self._has_hole:
            self.desk.is_discovered = True
            with self.desk.stopping():
                self.desk.note_dropped(self._sitemaps.read, frozenset(self._sitemaps.known))
            self._sitemaps.read.clear()  # tens of thousands of addresses, which nobody asks for again

    def _discovery(self, address: str, callback: Callable[..., Any], walk: Walk | None = None, hops: int = 0) -> Request:
        self._is_asked = True
        meta = {"hops": hops, "walk": walk}
        return Request(address, callback, errback=self.failed, dont_filter=True, meta=meta)

    def _spending(self) -> Spending:
        is_thorough = self.site.is_thorough or self.desk.pages_past_stop > 0 or self.desk.backfill is not None
        return Spending(self.desk.requests, len(self._fresh), is_thorough or self._has_hole or self._is_mute)

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
        _LOG.warning("%s answered %s, so nothing is found there", response.url, response.status)

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

    def failed(self, failure: Failure) -> None:
        """A listing, sitemap or feed that gave no answer: the others go on, and a listing is read whole next time."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        let_go(failure.value)
        self._has_hole |= request.meta["walk"] is not None
        if not isinstance(failure.value, StoppedError) and not self.desk.stopped:
            _LOG.warning("%s: %s", request.url, failure.value)
