"""Finding the last day's articles: all of them, by listing, feed and sitemap together, at most 1.5 requests for each new one."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from crawls import ROOT, addresses, open_archive
from hostile import SITE, Answer, HostileServer, listing, page
from sqlalchemy import insert

from crawler.finding.spending import Spending
from crawler.sites import get_site
from index.schema import run, url

KNOWN = 5000
PER_PAGE = 20
IN_FEED = 30
PER_DAY = 40
TODAY = date(2026, 5, 14)


def path(number: int) -> str:
    return f"/bai-viet-so-{number}.html"


class Paper:
    """A paper of `KNOWN` old articles and `new` ones. `listed`, `fed` and `mapped` are the numbers that each place names."""

    def __init__(self, new: int) -> None:
        self.numbers = list(range(KNOWN + new, 0, -1))
        self.listed = list(self.numbers)
        self.fed = self.numbers[:IN_FEED]
        self.mapped = list(self.numbers)

    def answers(self, home: str) -> dict[str, Answer]:
        found = {path(number): page(f"Bài viết số {number}") for number in self.numbers if number > KNOWN}
        found["/chinh-tri"] = self._first_page()
        pages = [self.listed[start : start + PER_PAGE] for start in range(0, len(self.listed), PER_PAGE)]
        for before, items in zip(pages, pages[1:], strict=False):
            rows = [{"LinktoMe2": path(number), "Title": path(number)} for number in items]
            more = Answer(body=json.dumps(rows).encode(), kind="application/json")
            found[f"/api/getMoreArticle/channel_empty_{before[-1]}_7_0"] = more
        links = "".join(f"<item><link>{home}{path(number)}</link></item>" for number in self.fed)
        found["/rss/chinh-tri"] = Answer(body=f"<rss><channel>{links}</channel></rss>".encode(), kind="application/xml")
        return found | self._sitemaps(home)

    def _first_page(self) -> Answer:
        answer = listing(*(path(number) for number in self.listed[:PER_PAGE]))
        answer.body += b"<div data-action='api/getarticlebychannel/7'></div>"
        return answer

    def _sitemaps(self, home: str) -> dict[str, Answer]:
        days = [self.mapped[start : start + PER_DAY] for start in range(0, len(self.mapped), PER_DAY)]
        names = [f"/sitemap-article-{TODAY - timedelta(days=place)}.xml" for place in range(len(days))]
        files = "".join(f"<sitemap><loc>{home}{name}</loc></sitemap>" for name in ("/sitemap-category.xml", *names))
        found = {"/sitemap.xml": Answer(body=f"<sitemapindex>{files}</sitemapindex>".encode(), kind="application/xml")}
        for name, numbers in zip(names, days, strict=True):
            rows = "".join(f"<url><loc>{home}{path(number)}</loc></url>" for number in numbers)
            found[name] = Answer(body=f"<urlset>{rows}</urlset>".encode(), kind="application/xml")
        return found


def remember(data: Path) -> None:
    """An archive that read every old article yesterday, and looked everywhere while it was there."""
    now = datetime.now(UTC)
    yesterday = now - timedelta(days=1)
    with open_archive(data) as archive, archive.catalogue.begin() as connection:
        archive.register_source(connection, get_site(SITE).source)
        counts = {"discovered": True, "deep": True}
        connection.execute(
            insert(run).values(
                id="a", source=SITE, started=yesterday, ended=yesterday, reason="finished", requests=1, version="0", counts=counts
            )
        )
        rows = [
            {
                "key": f"{SITE}-{number}",
                "source": SITE,
                "address": f"http://bao-mau.localhost{path(number)}",
                "found_on": "/",
                "found_at": yesterday,
                "state": "done",
                "tries": 0,
                "next_try_at": now + timedelta(days=2),
                "headline": path(number),
            }
            for number in range(1, KNOWN + 1)
        ]
        connection.execute(insert(url), rows)


def run_frugally(data: Path, server: HostileServer) -> dict:
    remember(data)
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "tests/frugal.py", str(data), str(server.port)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def crawl(data: Path, paper: Paper) -> tuple[dict, list[str]]:
    with HostileServer() as server:
        server.answers |= paper.answers(server.home)
        return run_frugally(data, server), server.paths


def found(data: Path) -> set[int]:
    return {int(key.rpartition("-")[2]) for key, row in addresses(data).items() if row.found_on != "/"}


@pytest.mark.parametrize("new", [10, 35, 100])
def test_every_new_article_is_found_at_one_and_a_half_requests_each(tmp_path: Path, new: int):
    done, paths = crawl(tmp_path, Paper(new))
    assert done["outcomes"] == {"new": new}
    assert found(tmp_path) == set(range(KNOWN + 1, KNOWN + new + 1))
    assert len(paths) == done["requests"] <= 1.5 * new


def test_nothing_new_costs_two_requests_for_each_place_that_lists_and_no_sitemap(tmp_path: Path):
    done, paths = crawl(tmp_path, Paper(0))
    assert done["outcomes"] == {}
    assert paths.count("/robots.txt") == 1
    assert len(paths) == 4, "robots.txt, the feed, two clean pages"


def test_what_one_place_leaves_out_another_names(tmp_path: Path):
    paper = Paper(40)
    newest = KNOWN + 40
    paper.listed.remove(newest)  # only in the feed
    paper.fed.remove(newest - 1)  # only in the listing
    paper.listed.remove(newest - 39)  # the oldest of the day, beyond the feed: only in the sitemap
    done, paths = crawl(tmp_path, paper)
    assert done["outcomes"] == {"new": 40}
    assert "/sitemap.xml" in paths
    assert "/sitemap-category.xml" not in paths
    assert len(paths) <= 60


def test_a_sitemap_whose_newest_file_is_known_from_the_listing_is_read_on(tmp_path: Path):
    paper = Paper(60)
    missing = KNOWN + 15  # yesterday's, of the second file
    paper.listed.remove(missing)
    paper.fed = []
    done, paths = crawl(tmp_path, paper)
    assert done["outcomes"] == {"new": 60}
    assert len(paths) <= 90


def test_a_pinned_old_article_and_a_feed_read_first_do_not_end_a_listing_early(tmp_path: Path):
    paper = Paper(55)
    paper.listed.insert(0, 17)
    paper.fed = paper.numbers[:50]  # names all of the first two pages
    paper.mapped = []
    done, paths = crawl(tmp_path, paper)
    assert done["outcomes"] == {"new": 55}
    assert len(paths) <= 82


def test_a_listing_that_names_nothing_makes_the_run_look_everywhere(tmp_path: Path):
    paper = Paper(3)
    paper.listed, paper.fed = [], []
    done, paths = crawl(tmp_path, paper)
    assert done["outcomes"] == {"new": 3}
    assert "/sitemap.xml" in paths


def test_a_listing_that_is_forbidden_at_random_is_asked_once_more(tmp_path: Path):
    paper = Paper(20)
    with HostileServer() as server:
        answers = paper.answers(server.home)
        shown = answers["/chinh-tri"]

        def forbidden_once(handler) -> None:
            server.answers["/chinh-tri"] = shown
            handler.wfile.write(b"HTTP/1.1 403 Access Denied\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        server.answers |= {**answers, "/chinh-tri": Answer(body=forbidden_once)}
        done = run_frugally(tmp_path, server)
        assert server.paths.count("/chinh-tri") == 2
    assert done["outcomes"] == {"new": 20}


def test_a_listing_that_stays_forbidden_is_asked_for_twice_and_everything_else_is_read(tmp_path: Path):
    with HostileServer() as server:
        server.answers |= {**Paper(20).answers(server.home), "/chinh-tri": Answer(403)}
        done = run_frugally(tmp_path, server)
        assert server.paths.count("/chinh-tri") == 2
        assert "/sitemap.xml" in server.paths
    assert done["outcomes"] == {"new": 20}


@pytest.mark.parametrize(
    ("requests", "found_so_far", "is_thorough", "allowed"),
    [(5, 10, False, False), (4, 12, False, True), (3, 0, False, False), (500, 0, True, True)],
)
def test_a_sitemap_is_read_where_the_news_pays_for_it(requests: int, found_so_far: int, is_thorough: bool, allowed: bool):
    assert Spending(requests, found_so_far, is_thorough).allows(2) is allowed
