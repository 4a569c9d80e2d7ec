"""The one spider: listing, sitemap and feed say what there may be; the frontier says what is fetched."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider, DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.pipelines import Fetched
from crawler.queue.frontier import Due
from crawler.queue.policy import Outcome, judge
from crawler.run.desk import Desk
from crawler.run.guard import RefusedAddressError, was_refused
from crawler.run.hints import Hints
from crawler.run.keeping import StoppedError, let_go
from crawler.run.robots import BlockedByRobotsError
from crawler.run.runs import GOOD_ENDS

# Articles taken up at a time: what is not taken up needs no outcome when a run ends early.
BATCH = 20


class NewsSpider(scrapy.Spider):
    """Crawls one site: first everything that may name articles, then what the frontier says is due."""

    name = "news"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.site = desk.site
        self.hints = Hints(desk)
        self.ended: str | None = None

    def closed(self, reason: str) -> None:
        """How Scrapy ended the crawl; one in which nothing that names articles could be read ended badly."""
        self.ended = reason
        if reason in GOOD_ENDS and self.hints.is_unanswered and not self.desk.stopped:
            self.ended = "nothing-answered"
            self.desk.complaint = f"{self.site.id}: none of its listings, sitemaps and feeds could be read"

    async def start(self) -> AsyncIterator[Request]:
        """Everything that may name new articles."""
        self.crawler.signals.connect(self.idle, signal=signals.spider_idle)
        for request in self.hints.first():
            yield request

    def idle(self) -> None:
        """Go on to the sitemaps, then to the articles that are due, and end the run after them."""
        if self.desk.stopped:
            raise CloseSpider(self.desk.stopped)
        requests = list(self.hints.more())
        if not requests:
            self.hints.finish()
            requests = list(self._article_requests())
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider
        if self.desk.stopped or self.desk.queued > self.desk.waiting:
            raise CloseSpider(self.desk.stopped or "budget")

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
        let_go(failure.value)
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
