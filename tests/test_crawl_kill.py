"""kill -9 in the middle of a crawl, again and again: in the end the archive is that of an unbroken run."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from crawls import contents, crawl, crawl_arguments, last_run, open_archive, rows, run_scrapy, start_scrapy

from crawler.replica import ReplicaServer
from index.schema import capture, outcome, run

SITE = "mau-thanhuy"
KILLS = 5


def kill_after(data: Path, server: ReplicaServer, requests: int, pause: float) -> None:
    """A crawl killed a moment after the server has seen so many requests of it."""
    before = len(server.log)
    process = start_scrapy(data, *crawl_arguments(SITE, server.port, "-a", "delay=0.03"))
    deadline = time.monotonic() + 30
    while process.poll() is None and len(server.log) < before + requests and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(pause)
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory):
    """An unbroken crawl, and one that was killed at random points before it was let go on."""
    whole, broken = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("broken")
    chance = random.Random(20260312)
    with ReplicaServer(day=1) as server:
        crawl(whole, SITE, server.port)
        before = len(server.log)
        for requests in (2, *sorted(chance.randint(4, 14) for _ in range(KILLS - 1))):
            kill_after(broken, server, requests, chance.uniform(0, 0.05))
        done = crawl(broken, SITE, server.port)
        asked = Counter(request.path for request in server.log[before:] if request.path.startswith("/tin-tuc/"))
    return whole, broken, done, asked


def test_the_archive_equals_that_of_an_unbroken_run(worlds):
    whole, broken, done, _ = worlds
    assert done.returncode == 0, done.stderr
    assert contents(broken) == contents(whole)


def test_nothing_is_kept_or_counted_twice(worlds):
    _, broken, _, _ = worlds
    kept = Counter(row.key for row in rows(broken, capture) if row.key)
    assert set(kept.values()) == {1}
    ended = Counter(row.key for row in rows(broken, outcome))
    assert set(ended.values()) == {1}


def test_at_most_one_article_is_fetched_twice_for_each_kill(worlds):
    asked = worlds[3]
    assert sum(asked.values()) - len(asked) <= KILLS


def test_a_full_disk_is_one_sentence_and_the_next_run_goes_on(worlds, tmp_path: Path):
    with ReplicaServer(day=1) as server:
        full = run_scrapy(tmp_path, *crawl_arguments(SITE, server.port), largest_file=400_000)
        assert full.returncode == 1
        assert "Traceback" not in full.stderr
        assert f"{tmp_path}/archive.db" in full.stderr
        crawl(tmp_path, SITE, server.port)
    assert contents(tmp_path) == contents(worlds[0])
    assert set(Counter(row.key for row in rows(tmp_path, capture) if row.key).values()) == {1}


def test_killed_runs_show_as_such_and_the_last_one_ended(worlds):
    _, broken, _, _ = worlds
    ended = [row.ended is not None for row in sorted(rows(broken, run), key=lambda row: row.started)]
    assert ended == [False] * KILLS + [True]
    assert last_run(broken).reason == "finished"


def test_every_catalogued_byte_is_where_its_row_says(worlds):
    with open_archive(worlds[1]) as archive:
        assert not [problem for problem in archive.verify() if "no row" not in problem]
