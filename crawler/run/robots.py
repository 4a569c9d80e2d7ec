"""robots.txt as RFC 9309 has it: a server in trouble means "nothing", a missing file means "everything"."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred

from crawler.finding.discovery import robots_sitemaps
from crawler.queue.policy import MAX_HOPS, redirect_target
from crawler.run.desk import desk_of
from crawler.run.guard import was_refused

TOO_MANY_REQUESTS = 429


class BlockedByRobotsError(IgnoreRequest):
    """robots.txt forbids this address, or could not be had."""


class NothingAllowed(RobotParser):
    """The rules of a site whose robots.txt cannot be had."""

    @classmethod
    def from_crawler(cls, crawler: object, robotstxt_body: bytes) -> NothingAllowed:
        """The same whatever the body."""
        del crawler, robotstxt_body
        return cls()

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        """Nothing is."""
        del url, user_agent
        return False


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's middleware, which reads the error page of a 500 as rules, and a redirect's page too."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raises `BlockedByRobotsError` where the rules forbid the address."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise BlockedByRobotsError(f"robots.txt forbids {request.url}") from error

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A robots.txt that cannot be reached is one sentence, not a traceback of Scrapy's."""
        if request.meta.get("dont_obey_robotstxt") and not isinstance(exception, IgnoreRequest):
            reason = "its host is not public" if was_refused(request.url) else str(exception) or type(exception).__name__
            raise IgnoreRequest(reason) from exception

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules for the host of a request: those kept in the last 24 hours, else asked for."""
        parts = urlsplit(request.url)
        if parts.netloc not in self._parsers:
            address = f"{parts.scheme}://{parts.netloc}/robots.txt"
            kept = desk_of(self.crawler).kept_robots(address)
            if kept is not None:
                self._parsers[parts.netloc] = Deferred()
                answer = Response(address, status=kept.status, body=kept.body)
                await self._read_rules(answer, parts.netloc, request, f", as kept at {kept.captured_at:%Y-%m-%d %H:%M} UTC")
        return await super().robot_parser(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        for _ in range(MAX_HOPS):
            location = response.headers.get("Location")
            target = redirect_target(response.url, response.status, location.decode("latin-1") if location else None)
            if target is None:
                break
            hop = Request(target, meta={"dont_obey_robotstxt": True}, callback=NO_CALLBACK, priority=self.DOWNLOAD_PRIORITY)
            response = await self.crawler.engine.download_async(hop)
        if response.status >= 500 or response.status == TOO_MANY_REQUESTS:
            raise IgnoreRequest(f"it answered {response.status}")
        await self._read_rules(response, netloc, request)

    async def _read_rules(self, response: Response, netloc: str, request: Request, kept: str = "") -> None:
        is_there = 200 <= response.status < 300
        await super()._parse_robots(response if is_there else response.replace(body=b""), netloc, request)
        desk = desk_of(self.crawler)
        desk.note_robots(netloc, response.status, ("obeyed" if is_there else "everything allowed") + kept)
        if is_there:
            desk.sitemaps.extend(robots_sitemaps(response.body))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Whoever waits for the rules of this host is told: nothing."""
        waiting = self._parsers[netloc]
        self._parsers[netloc] = nothing = NothingAllowed()
        desk = desk_of(self.crawler)
        desk.note_robots(netloc, None, f"nothing allowed: {exc}")
        if netloc == urlsplit(desk.site.url).netloc:
            desk.stop(
                "robots-unavailable", f"{desk.site.id}: robots.txt could not be had ({exc}), so nothing is crawled this time"
            )
        if isinstance(waiting, Deferred):
            waiting.callback(nothing)
