"""The operator's microscope over a real server: a page fetched politely, what each rule found on it, the table of sites."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from crawls import crawl, run_scrapy

from crawler.replica import ReplicaServer, load_articles
from crawler.replica.server import FAMILIES
from crawler.sites import load_sites

PAPER = FAMILIES[1](load_articles("mau-bao"))


@pytest.fixture(scope="module")
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer() as running:
        yield running


@pytest.fixture
def address(server: ReplicaServer) -> str:
    article = PAPER.edition(1).shown[0].article
    return f"http://bao-mau.localhost:{server.port}{PAPER.article_path(article)}"


def test_a_page_of_the_web_is_asked_for_once_and_after_robots_txt(tmp_path: Path, server: ReplicaServer, address: str):
    before = len(server.log)
    done = run_scrapy(tmp_path, "read", "--json", "--rules", address)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["title"] == PAPER.edition(1).shown[0].article.title
    assert [each.path for each in server.log[before:]] == ["/robots.txt", address.partition(str(server.port))[2]]
    tried = {(each["field"], each["rule"]): each["count"] for each in answer["tried"]}
    assert tried["title", "layout longform: h1.sc-longform-header-title"] == 1
    assert tried["title", "layout c-detail-head: h1.c-detail-head__title"] == 0, "a rule that failed is shown too"
    assert tried["posted", "time-line"] == 1
    assert tried["posted", "lead-image"] == 0
    assert not list(tmp_path.rglob("*.warc.gz")), "nothing is stored"


def test_a_page_becomes_a_case_for_review(tmp_path: Path, address: str):
    done = run_scrapy(tmp_path, "sample", address, "--site", "mau-bao", "--into", str(tmp_path / "cases"), "--name", "first")
    assert done.returncode == 0, done.stderr
    case = json.loads((tmp_path / "cases" / "mau-bao" / "first.json").read_text(encoding="utf-8"))
    assert case["review"]
    assert case["url"] == address
    assert case["layout"] == "longform"
    assert (tmp_path / "cases" / "mau-bao" / "first.html").read_bytes().lstrip().startswith(b"<!DOCTYPE")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/noi-bo/lich", "robots.txt forbids"), ("/khong-co-bai-nay-1.html", "it answered 404")],
)
def test_what_cannot_be_had_is_one_sentence(tmp_path: Path, server: ReplicaServer, path: str, reason: str):
    done = run_scrapy(tmp_path, "sample", f"http://bao-mau.localhost:{server.port}{path}", "--site", "mau-bao")
    assert done.returncode == 2
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "contact", "reason"),
    [
        ("https://hanoimoi.vn/a-b-1.html", "", "ARCHIVE_CONTACT"),
        ("http://127.0.0.1:9/a-b-1.html", "toasoan@example.org", "not a public address"),
    ],
)
def test_looking_at_one_page_is_no_way_around_the_manners(tmp_path: Path, address: str, contact: str, reason: str):
    environment = {"ARCHIVE_CONTACT": contact} if contact else {}
    done = run_scrapy(tmp_path, "read", address, **environment)
    assert done.returncode == 2
    assert reason in done.stderr


def test_the_table_says_of_every_site_what_nobody_has_seen_and_when_its_crawl_went_well(tmp_path: Path, server: ReplicaServer):
    assert crawl(tmp_path, "mau-bao", server.port).returncode == 0
    done = run_scrapy(tmp_path, "sites", "--json")
    assert done.returncode == 0, done.stderr
    rows = {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert set(rows) == set(load_sites())
    assert datetime.fromisoformat(rows["mau-bao"]["last_success"])
    assert rows["mau-bao"]["state"] == "sample"
    assert rows["haiphong"]["state"] == "unverified"
    assert rows["haiphong"]["unverified"] == ["listing", "paging", "article"]
    assert rows["haiphong"]["last_success"] is None
    assert rows["baohaiduong"]["successor"] == "baohaiphong"
    plain = run_scrapy(tmp_path, "sites")
    assert "haiphong\tunverified" in plain.stdout
    assert "crawled only by name" in plain.stderr
