"""The whole archive on PostgreSQL: what is put in comes out, a crawl ends as on SQLite, and two machines share one catalogue."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from crawls import ROOT, contents, crawl_arguments, rows, run_scrapy, start_scrapy
from hostile import SITE, Answer, HostileServer, listing, page
from shelves import SOURCES, article, event_claim
from sqlalchemy import create_engine, update

from crawler.replica import ReplicaServer
from crawler.run.lease import holder_of
from index.archive import Archive
from index.article import Capture
from index.errors import CatalogueError
from index.schema import lease, outcome, run
from index.settings import settings_for

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
TEXT = "Đồng chí Lê Quốc Phong, Bí thư Tỉnh ủy, quán triệt Nghị quyết số 22-NQ/TW của Ban Chấp hành Trung ương."


@pytest.fixture
def archive(postgres: str, tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(settings_for(tmp_path, database=postgres)) as opened:
        yield opened


def put(archive: Archive, title: str, body: str) -> int:
    kept_at = Capture("http://a.localhost/bai-1.html", AT, 200, (("Content-Type", "text/html"),), body.encode())
    with archive.new_capture_file("mau-a", f"run{abs(hash(body))}", AT) as file:
        kept = archive.keep(file, kept_at)
    with archive.catalogue.begin() as connection:
        archive.register_source(connection, SOURCES[0])
        number = archive.record_capture(connection, kept, source="mau-a", key="mau-a-1")
        return archive.add(connection, number, AT, article("mau-a", 1, title, body, date(2026, 1, 5))).article_id


def test_what_is_put_in_comes_out_again(archive: Archive):
    number = put(archive, "Hội nghị", TEXT)
    stored = archive.get(number)
    assert (stored.revision.article.title, stored.revision.article.blocks[0].text) == ("Hội nghị", TEXT)
    assert stored.revision.article.claims[0] == event_claim(date(2026, 1, 5))
    assert [each.symbol for each in stored.annotations.documents] == ["22-NQ/TW"]
    assert [each.name for each in stored.annotations.people] == ["Lê Quốc Phong"]
    assert (stored.first_seen, stored.capture.captured_at) == (AT, AT)
    assert archive.read(stored.capture.id).body == TEXT.encode()
    assert archive.update_index() == 1
    for query in ("22-NQ/TW", "le quoc phong", "hội nghị"):
        assert [row.article_id for row in archive.search(archive.parse(query)).rows] == [number], query
    assert archive.verify() == ()
    assert not archive.replay(
        "mau-a-1", lambda capture, _: article("mau-a", 1, "Hội nghị", capture.body.decode(), date(2026, 1, 5))
    )


def test_a_transaction_is_all_or_nothing_and_its_error_one_sentence(archive: Archive):
    with pytest.raises(CatalogueError, match="run_source_fkey"), archive.catalogue.begin() as connection:
        archive.register_source(connection, SOURCES[0])
        connection.execute(run.insert().values(id="r", source="nobody", started=AT, version="1", requests=0))
    assert archive.sources() == ()


def test_a_crawl_ends_as_on_sqlite(postgres: str, tmp_path: Path):
    with ReplicaServer(day=1) as server:
        arguments = crawl_arguments("mau-bao", server.port)
        plain = run_scrapy(tmp_path / "a", *arguments)
        first, again = (run_scrapy(tmp_path / "b", *arguments, ARCHIVE_DATABASE=postgres) for _ in range(2))
    assert (plain.returncode, first.returncode, again.returncode) == (0, 0, 0), first.stderr + again.stderr
    assert contents(tmp_path / "b", postgres) == contents(tmp_path / "a") != {}
    taken_up = {row.id: row.counts["taken_up"] for row in rows(tmp_path / "b", run, postgres)}
    assert sum(taken_up.values()) == len(rows(tmp_path / "b", outcome, postgres))
    reread = run_scrapy(tmp_path / "b", "reextract", ARCHIVE_DATABASE=postgres)
    assert ", 0 could not be read" in reread.stdout
    status = run_scrapy(tmp_path / "b", "status", "mau-bao", ARCHIVE_DATABASE=postgres)
    assert status.returncode == 0, status.stdout
    with Archive.open(settings_for(tmp_path / "b", database=postgres)) as archive:
        assert archive.verify() == ()
        assert archive.engine.count() == len(contents(tmp_path / "a"))
    assert rows(tmp_path / "b", lease, postgres) == []


def test_a_second_machine_leaves_at_once_and_a_killed_run_is_gone_on_with(postgres: str, tmp_path: Path):
    """A data folder of its own stands for a machine: a lock in one is none in the other."""
    paths = {f"/bai-10{n}.html": page(f"Bài {n}") for n in range(8)}
    with HostileServer({"/chinh-tri": listing(*paths), **paths}) as server:
        slow = crawl_arguments(SITE, server.port, "-a", "delay=0.5")
        one = start_scrapy(tmp_path / "1", *slow, ARCHIVE_DATABASE=postgres)
        while "/bai-102.html" not in server.paths:
            time.sleep(0.05)
        two = run_scrapy(tmp_path / "2", *slow, ARCHIVE_DATABASE=postgres)
        one.kill()
        one.communicate()
        still = run_scrapy(tmp_path / "2", *slow, ARCHIVE_DATABASE=postgres)
        same = run_scrapy(tmp_path / "1", *crawl_arguments(SITE, server.port), ARCHIVE_DATABASE=postgres)
    host = holder_of(tmp_path / "1" / "locks").partition(" ")[0]
    for left in (two, still):
        assert left.returncode == 75
        assert f"{SITE} is being crawled on {host}; should that machine be dead" in left.stderr
    assert same.returncode == 0, same.stderr
    assert len(contents(tmp_path / "1", postgres)) == 8


# Scrapy with a lease that is renewed before every request.
EAGER = """
import sys
from datetime import timedelta
import crawler.run.lease
from scrapy.cmdline import execute
crawler.run.lease.RENEW_AFTER = timedelta(0)
execute(["scrapy", *sys.argv[1:]])
"""


def test_a_run_that_lost_its_lease_asks_for_nothing_more_and_says_so(postgres: str, tmp_path: Path):
    other = create_engine(postgres)

    def taken_over(handler) -> None:
        with other.begin() as connection:
            connection.execute(update(lease).values(holder="may-khac x:1:1"))
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + page("Ba").body)

    paths = {f"/bai-10{n}.html": page(f"Bài {n}") for n in range(6)} | {"/bai-103.html": Answer(body=taken_over)}
    with HostileServer({"/chinh-tri": listing(*sorted(paths)), **paths}) as server:
        command = [sys.executable, "-W", "ignore::SyntaxWarning", "-c", EAGER, *crawl_arguments(SITE, server.port)]
        environment = {**os.environ, "ARCHIVE_DATA": str(tmp_path), "ARCHIVE_DATABASE": postgres}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
        asked = server.paths
    other.dispose()
    assert done.returncode == 1
    assert f"{SITE} was taken over by another machine, which goes on with it" in done.stderr
    assert asked[-1] == "/bai-103.html"
    (row,) = rows(tmp_path, run, postgres)
    assert row.reason == "lease-lost"
    assert row.counts["taken_up"] == sum(row.counts["outcomes"].values())
    assert row.counts["outcomes"]["postponed"] >= 2
