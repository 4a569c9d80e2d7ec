"""robots.txt by its status: what is allowed, what is written down, and who is told to wait."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import pairwise
from time import monotonic
from types import SimpleNamespace

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.run.desk import MOST_ARTICLES, Desk
from crawler.run.pacing import LEAST_SHARE, PacingMiddleware, gap
from crawler.run.robots import BlockedByRobotsError, RobotsMiddleware
from crawler.sites import get_site

SITE = get_site("mau-bao")
RULES = b"User-agent: *\nDisallow: /cam\nSitemap: http://bao-mau.localhost:8801/so-do.xml\n"


@pytest.fixture(autouse=True)
def no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """These desks have no run to write a pause into."""
    monkeypatch.setattr("crawler.run.desk.runs.note_pause", lambda *_: None)


def make(answers: dict[str, Response | Exception], site_delay: float = 1.0):
    """The middleware over a table of answers, with the desk and the pacing of its run."""
    crawler = get_crawler(Spider, {"ROBOTSTXT_OBEY": True, "ROBOTSTXT_USER_AGENT": "kho-tin-dang", "DOWNLOAD_DELAY": site_delay})
    desk = Desk(None, SITE, "abc", datetime(2026, 3, 12, tzinfo=UTC), None, 0)
    crawler.spider = SimpleNamespace(desk=desk)
    middleware = RobotsMiddleware(crawler)
    slot = SimpleNamespace(delay=site_delay, lastseen=0.0)
    desk.kept_robots = lambda address: None
    desk.archive = SimpleNamespace(catalogue=SimpleNamespace(begin=nullcontext))

    async def download_async(request: Request) -> Response:
        answer = answers[request.url]
        if isinstance(answer, Exception):
            middleware.process_exception(request, answer)
            raise answer
        return answer

    crawler.engine = SimpleNamespace(download_async=download_async, downloader=SimpleNamespace(slots={SITE.id: slot}))
    pacing = PacingMiddleware.from_crawler(crawler)
    return middleware, desk, slot, pacing


def robots(status: int, body: bytes = b"", **headers: str) -> dict[str, Response]:
    return {f"{SITE.url}robots.txt": Response(f"{SITE.url}robots.txt", status=status, body=body, headers=headers)}


def ask(middleware: RobotsMiddleware, path: str) -> bool:
    """Whether the middleware lets a request pass."""
    try:
        asyncio.run(middleware.process_request(Request(f"{SITE.url}{path}")))
    except BlockedByRobotsError:
        return False
    return True


@pytest.mark.parametrize(
    ("status", "body", "allowed", "forbidden", "decision"),
    [
        (200, RULES, True, False, "obeyed"),
        (200, b"", True, True, "obeyed"),
        (200, b"<html>Trang ch\xe1\xbb\xa7</html>", True, True, "obeyed"),
        (404, RULES, True, True, "everything allowed"),
        (403, RULES, True, True, "everything allowed"),
        (500, b"", False, False, "nothing allowed: it answered 500"),
        (503, RULES, False, False, "nothing allowed: it answered 503"),
        (429, RULES, False, False, "nothing allowed: it answered 429"),
    ],
)
def test_a_status_decides_what_is_allowed(status: int, body: bytes, allowed: bool, forbidden: bool, decision: str):
    middleware, desk, _, _ = make(robots(status, body))
    assert ask(middleware, "tin-1.html") is allowed
    assert ask(middleware, "cam/tin-1.html") is forbidden
    assert desk._robots[0]["decision"] == decision
    assert (desk.stopped == "robots-unavailable") is not allowed


def test_an_unreachable_robots_txt_allows_nothing_and_ends_the_run_in_one_sentence():
    middleware, desk, _, _ = make({f"{SITE.url}robots.txt": DownloadTimeoutError("took longer than 15 seconds")})
    assert not ask(middleware, "tin-1.html")
    assert desk.complaint == (
        "mau-bao: robots.txt could not be had (took longer than 15 seconds), so nothing is crawled this time"
    )


def test_redirects_are_followed_five_times_and_then_everything_is_allowed():
    addresses = [f"{SITE.url}robots.txt", *(f"{SITE.url}r{number}.txt" for number in range(9))]
    chain = {here: Response(here, status=301, headers={"Location": there}) for here, there in pairwise(addresses)}
    near = {**chain, addresses[4]: Response(addresses[4], body=RULES)}
    assert not ask(make(near)[0], "cam/tin-1.html")
    assert ask(make(chain)[0], "cam/tin-1.html")


def test_the_sitemaps_that_it_names_are_passed_on():
    middleware, desk, _, _ = make(robots(200, RULES))
    ask(middleware, "tin-1.html")
    assert desk.sitemaps == ["http://bao-mau.localhost:8801/so-do.xml"]


def test_other_errors_are_left_to_others():
    middleware = make({})[0]
    assert middleware.process_exception(Request(SITE.url), DownloadTimeoutError("slow")) is None
    with pytest.raises(IgnoreRequest):
        middleware.process_exception(Request(SITE.url, meta={"dont_obey_robotstxt": True}), DownloadTimeoutError("slow"))


def test_crawl_delay_is_owed_in_full_after_jitter_and_only_up_to_half_a_minute():
    for asked, owed in ((0.5, 1.0), (4, 4 / LEAST_SHARE), (30, 30 / LEAST_SHARE), (600, 30 / LEAST_SHARE)):
        middleware, _, slot, _ = make(robots(200, f"User-agent: *\nCrawl-delay: {asked}\n".encode()))
        ask(middleware, "tin-1.html")
        assert slot.delay == pytest.approx(owed), asked


def test_a_site_that_asks_for_more_gets_fewer_pages():
    middleware, desk, _, _ = make(robots(200, b"User-agent: *\nCrawl-delay: 120\n"))
    ask(middleware, "tin-1.html")
    assert desk.budget == MOST_ARTICLES / 4


@pytest.mark.parametrize(
    ("site_delay", "crawl_delay", "last_response", "slowing", "expected"),
    [
        (3.0, 0, 0.1, 0, 3.0),
        (3.0, 0, 2.0, 0, 12 / LEAST_SHARE),
        (3.0, 5, 0.1, 0, 5 / LEAST_SHARE),
        (3.0, 0, 0.1, 1, 6.0),
        (3.0, 0, 0.1, 2, 12.0),
        (3.0, 0, 0.1, 9, 30.0),
        (3.0, 0, 60.0, 0, 90 / LEAST_SHARE),
        (0.0, 0, 2.0, 0, 0.0),
    ],
)
def test_the_gap_is_the_longest_of_what_is_owed(site_delay, crawl_delay, last_response, slowing, expected):
    assert gap(site_delay, crawl_delay, last_response, slowing) == pytest.approx(expected)


def test_a_slow_answer_lengthens_the_gap_at_once_and_a_fast_one_shortens_it_again():
    _, _, slot, pacing = make({})
    request = Request(SITE.url, meta={"download_slot": SITE.id})
    slot.lastseen = monotonic() - 2.0
    pacing.response_downloaded(Response(SITE.url), request)
    assert slot.delay >= 10
    slot.lastseen = monotonic() - 0.01
    pacing.response_downloaded(Response(SITE.url), request)
    assert slot.delay == 1.0


def test_a_request_without_an_answer_is_counted_and_its_server_gets_its_rest():
    _, desk, slot, pacing = make({})
    slot.lastseen = monotonic() - 2.0
    pacing.process_exception(Request(SITE.url, meta={"download_slot": SITE.id}), DownloadTimeoutError("slow"))
    assert (desk.requests, slot.delay >= 10) == (1, True)
    pacing.process_exception(Request(SITE.url), IgnoreRequest("never sent"))
    assert desk.requests == 1


@pytest.mark.parametrize(
    ("status", "wait", "meta", "stopped"),
    [
        (503, "3600", {}, "paused"),
        (429, "3600", {}, "paused"),
        (429, None, {}, None),
        (503, None, {}, None),
        (503, "3600", {"key": "mau-bao-1"}, None),
    ],
)
def test_a_listing_that_is_refused_with_a_time_keeps_the_site_alone_until_then(status: int, wait, meta: dict, stopped):
    _, desk, _, pacing = make({})
    headers = {"Retry-After": wait} if wait else {}
    pacing.response_downloaded(Response(SITE.url, status=status, headers=headers), Request(SITE.url, meta=meta))
    assert desk.stopped == stopped
    assert bool(desk._paused_until) is bool(stopped)


def test_the_wait_that_an_article_s_refusal_asks_for_is_kept_before_the_next_request_too():
    _, _, slot, pacing = make({})
    request = Request(SITE.url, meta={"download_slot": SITE.id, "key": "mau-bao-1"})
    pacing.response_downloaded(Response(SITE.url, status=429, headers={"Retry-After": "3600"}), request)
    assert slot.delay * LEAST_SHARE >= 30


def test_all_hosts_of_a_site_share_one_slot():
    _, _, _, pacing = make({})
    requests = [Request(SITE.url), Request("http://www.bao-mau.localhost:8801/x")]
    for request in requests:
        pacing.process_request(request)
    assert {request.meta["download_slot"] for request in requests} == {SITE.id}
