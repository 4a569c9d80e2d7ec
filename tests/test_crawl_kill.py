"""kill -9, power cuts and a full disk in the middle of a crawl: in the end the archive is that of an unbroken run."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest
from crawls import contents, crawl, crawl_arguments, fork_scrapy, last_run, open_archive, rows, run_scrapy, start_scrapy

from crawler.replica import ReplicaServer
from index.schema import capture, outcome, run

SITE = "mau-thanhuy"
KILLS = 20
MANY_KILLS = 200


def kill_after(data: Path, server: ReplicaServer, requests: int, pause: float) -> None:
    """A crawl killed a moment after the server has seen so many requests of it."""
    before = len(server.log)
    process = fork_scrapy(data, *crawl_arguments(SITE, server.port, "-a", "delay=0.01"))
    deadline = time.monotonic() + 30
    while process.is_alive() and len(server.log) < before + requests and time.monotonic() < deadline:
        time.sleep(0.002)
    time.sleep(pause)
    process.kill()
    process.join()
    process.close()


def digests(data: Path) -> dict[str, str]:
    """What every capture file holds."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in data.rglob("*.warc.gz")}


def problems(data: Path) -> tuple[str, ...]:
    """What is wrong with the captures after a kill; the index may lag behind."""
    with open_archive(data) as archive:
        return tuple(each for each in archive.verify() if ".warc.gz" in each)


class Broken:
    """A crawl that was killed again and again before it was let go on."""

    def __init__(self, data: Path, server: ReplicaServer, kills: int, seed: int) -> None:
        chance, before, self.data, self.kills = random.Random(seed), len(server.log), data, kills
        self.changed: list[str] = []
        self.wrong: list[str] = []
        kept: dict[str, str] = {}
        for number in range(kills):
            # The listing and the sitemap come first; most kills fall among the articles behind them.
            kill_after(data, server, chance.randint(1, 6 + number // 2 % 8), chance.uniform(0, 0.03))
            now = digests(data)
            self.changed += [name for name, digest in kept.items() if now.get(name) != digest]
            kept = now
            if number % 5 == 4:
                self.wrong += problems(data)
        self.done = crawl(data, SITE, server.port)
        self.changed += [name for name, digest in kept.items() if digests(data).get(name) != digest]
        self.asked = Counter(request.path for request in server.log[before:] if request.path.startswith("/tin-tuc/"))


def assert_equal_to_unbroken(broken: Broken, whole: Path) -> None:
    assert broken.done.returncode == 0, broken.done.stderr
    assert contents(broken.data) == contents(whole)
    assert sum(broken.asked.values()) - len(broken.asked) <= broken.kills
    assert (broken.changed, broken.wrong) == ([], [])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An unbroken crawl."""
    data = tmp_path_factory.mktemp("whole")
    with ReplicaServer(day=1) as server:
        crawl(data, SITE, server.port)
    return data


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Broken:
    """Twenty kills at random points."""
    with ReplicaServer(day=1) as server:
        return Broken(tmp_path_factory.mktemp("broken"), server, KILLS, 20260312)


def test_the_archive_equals_that_of_an_unbroken_run(broken: Broken, whole: Path):
    assert_equal_to_unbroken(broken, whole)


def test_nothing_is_kept_or_counted_twice(broken: Broken):
    kept = Counter(row.key for row in rows(broken.data, capture) if row.key)
    assert set(kept.values()) == {1}
    ended = Counter(row.key for row in rows(broken.data, outcome))
    assert set(ended.values()) == {1}


def test_killed_runs_show_as_such_and_the_last_one_ended(broken: Broken):
    ended = [(row.ended is not None, row.reason) for row in sorted(rows(broken.data, run), key=lambda row: row.started)]
    assert set(ended[:-1]) == {(False, "killed")}
    assert ended[-1] == (True, "finished")
    assert len(ended) > KILLS // 2  # a kill may come before the run has a row


def test_every_catalogued_byte_is_where_its_row_says(broken: Broken):
    with open_archive(broken.data) as archive:
        assert archive.verify() == ()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_many_more_kills(tmp_path: Path, whole: Path, seed: int):
    with ReplicaServer(day=1) as server:
        broken = Broken(tmp_path, server, MANY_KILLS // 5, seed)
    assert_equal_to_unbroken(broken, whole)
    with open_archive(tmp_path) as archive:
        assert archive.verify() == ()


@pytest.mark.parametrize("left", [0.75, 0.25, 0.0])
def test_a_power_cut_that_takes_the_end_of_the_newest_file_costs_only_what_was_in_it(tmp_path: Path, whole: Path, left: float):
    """Disks promise more than they do: rows may point at bytes that are no more."""
    with ReplicaServer(day=1) as server:
        kill_after(tmp_path, server, 16, 0.0)
        newest = max(tmp_path.rglob("*.warc.gz"), key=lambda path: path.stat().st_mtime)
        last = max((row for row in rows(tmp_path, capture) if row.file.endswith(newest.name)), key=lambda row: row.offset)
        size = int(last.offset * min(left * 2, 1) + last.length * max(left * 2 - 1, 0))
        with newest.open("r+b") as stream:
            stream.truncate(size)
        lost = [row for row in rows(tmp_path, capture) if row.offset + row.length > size]
        assert lost
        before = Counter(request.path for request in server.log)
        done = crawl(tmp_path, SITE, server.port)
        asked = Counter(request.path for request in server.log) - before
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path) == contents(whole)
    again = [path for path in asked if path in before and path.startswith("/tin-tuc/")]
    assert len(again) <= len([row for row in lost if row.key]) + 1
    with open_archive(tmp_path) as archive:
        assert archive.verify() == ()
        keys = {row.key for row in lost if row.key}
        rows_now = {row.key: row for row in rows(tmp_path, capture) if row.key in keys}
        assert all(archive.read(row.id).body for row in rows_now.values())
    assert set(rows_now) == keys
    assert not [row for row in rows_now.values() if row.kind == "lost"]


def test_a_full_disk_is_one_sentence_and_the_next_run_goes_on(tmp_path: Path, whole: Path):
    with ReplicaServer(day=1) as server:
        full = run_scrapy(tmp_path, *crawl_arguments(SITE, server.port), largest_file=400_000)
        assert full.returncode == 1
        assert "Traceback" not in full.stderr
        assert f"{tmp_path}/archive.db" in full.stderr
        crawl(tmp_path, SITE, server.port)
    assert contents(tmp_path) == contents(whole)
    assert set(Counter(row.key for row in rows(tmp_path, capture) if row.key).values()) == {1}


def test_a_locked_database_is_one_sentence_and_the_next_run_goes_on(tmp_path: Path, whole: Path):
    with ReplicaServer(day=1) as server:
        place = f"sqlite:///{tmp_path}/archive.db?timeout=0.5"
        process = start_scrapy(tmp_path, *crawl_arguments(SITE, server.port, "-a", "delay=0.02"), ARCHIVE_DATABASE=place)
        while process.poll() is None and len(server.log) < 14:
            time.sleep(0.005)
        with sqlite3.connect(tmp_path / "archive.db", timeout=30, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            _, err = process.communicate(timeout=30)
            other.execute("ROLLBACK")
        other.close()
        assert process.returncode == 1
        assert "is locked by another program; end it and run this again" in err
        assert "Traceback" not in err
        assert crawl(tmp_path, SITE, server.port).returncode == 0
    assert contents(tmp_path) == contents(whole)
    assert last_run(tmp_path).reason == "finished"
