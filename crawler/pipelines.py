"""What happens to a kept answer: judged, read, stored, in one transaction; and what becomes of one our code fell over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from crawler.queue.policy import Judgement, Outcome
from crawler.run.desk import desk_of
from index.article import Capture
from index.captures import Kept


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer for one address that the run took up; `kept` is `None` where no bytes came (304)."""

    key: str
    judgement: Judgement
    capture: Capture = field(repr=False)
    kept: Kept | None = field(repr=False)


class ArticlePipeline:
    """The last stage: one transaction for each address."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy, with an ear for pages that our own code could not bear."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline.item_failed, signal=signals.item_error)
        return pipeline

    def process_item(self, item: Fetched) -> Fetched:
        """Give the address its outcome; trouble of the archive ends the run and leaves the address unanswered."""
        desk = desk_of(self._crawler)
        with desk.stopping():
            desk.settle(item.key, item.capture, item.kept, item.judgement)
        return item

    def item_failed(self, item: Fetched, failure: Failure) -> None:
        """A page that raised in our own code, which Scrapy has logged: bytes kept, outcome "no_article", the run goes on."""
        desk = desk_of(self._crawler)
        with desk.stopping():
            if desk.is_open(item.key):
                detail = f"our reader failed: {failure.getErrorMessage()}"
                desk.settle_failure(item.key, Outcome.NO_ARTICLE, detail, item.capture, item.kept)
