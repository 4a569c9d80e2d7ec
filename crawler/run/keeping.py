"""Every response into the run's WARC file before anybody judges it, robots.txt and error pages included."""

from __future__ import annotations

from datetime import UTC, datetime
from traceback import clear_frames
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.run.desk import desk_of
from index.article import Capture
from index.errors import ArchiveError

NOT_MODIFIED = 304


class StoppedError(IgnoreRequest):
    """The run is ending: the request was not made, or its answer could not be kept; it stays unanswered."""


def capture_of(request: Request, response: Response) -> Capture:
    """The response as a capture, its header names and values as text."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in response.headers.items() for value in values
    )
    return Capture(request.url, datetime.now(UTC), response.status, headers, response.body)


def let_go(error: BaseException | None) -> None:
    """Free what the calls that led to an error still hold: of a body that was too large when unpacked that is eight megabytes.

    Scrapy's own error and that of the unpacking name each other, so they would stay until the garbage collector comes.
    """
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__cause__


class KeepingMiddleware:
    """Keeps first. A disk that cannot hold the bytes ends the run, and nothing is acknowledged."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises `StoppedError` once the run is ending."""
        desk = desk_of(self._crawler)
        desk.keep_turn()
        if desk.stopped:
            raise StoppedError(f"the run is ending, {request.url} is left for the next")

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, with `request.meta["capture"]` and, where bytes were received and kept, `request.meta["kept"]`.

        What belongs to no article is recorded at once; an article's row waits for its outcome, with which it is one
        transaction. Raises `StoppedError`.
        """
        desk = desk_of(self._crawler)
        capture = capture_of(request, response)
        request.meta["capture"] = capture
        if response.status == NOT_MODIFIED:
            return response
        try:
            kept = desk.keep(capture, str(response.ip_address) if response.ip_address else None)
            if "key" not in request.meta:
                desk.record(kept)
        except ArchiveError as error:
            desk.stop("archive-trouble", str(error))
            raise StoppedError(str(error)) from error
        request.meta["kept"] = kept
        return response
