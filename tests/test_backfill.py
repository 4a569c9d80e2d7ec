"""Filling back to a day: a budget of pages a run, gone on with by the next, at an end when the day is reached."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from crawls import contents, last_run, open_archive, run_scrapy
from hostile import SITE, Answer, HostileServer, listing, page
from sqlalchemy import text

from crawler.finding.backfill import Backfill, Cursor

NEWEST, PAGES = 1130, 130
TODAY = date(2026, 3, 1)
SINCE = TODAY - timedelta(days=70)


def day_of(number: int) -> date:
    return TODAY - timedelta(days=NEWEST - number)


def deep_world() -> dict[str, Answer]:
    """A listing of one article a page, each a day older than the one before."""
    numbers = range(NEWEST, NEWEST - PAGES, -1)
    first = listing(f"/bai-{NEWEST}.html")
    first.body += b"<div data-action='api/getarticlebychannel/430'></div>"
    world = {"/chinh-tri": first}
    for number in numbers:
        dated = (
            page(f"Bài {number}")
            .body.decode()
            .replace("</h1>", f"</h1><span class='sc-longform-header-date'>{day_of(number):%d/%m/%Y} 08:00</span>")
        )
        world[f"/bai-{number}.html"] = Answer(body=dated.encode())
        items = [{"LinktoMe2": f"/bai-{number - 1}.html", "Title": f"Bài {number - 1}"}] if number > NEWEST - PAGES + 1 else []
        path = f"/api/getMoreArticle/channel_empty_{number}_430_0"
        world[path] = Answer(body=json.dumps(items).encode(), kind="application/json")
    return world


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory):
    """Three rounds with one day and growing knowledge of where it lies."""
    data, seen = tmp_path_factory.mktemp("back"), []
    with HostileServer(deep_world()) as server:
        for budget in (60, 20, 20):
            server.log.clear()
            more = ["--since", SINCE.isoformat(), "--budget", str(budget), "--sample-port", str(server.port)]
            done = run_scrapy(data, "due", "--only", SITE, *more)
            seen.append((done, list(server.paths), last_run(data), len(contents(data))))
            age_runs(data)
    return seen


def age_runs(data: Path) -> None:
    """Let the rest between two runs pass."""

    with open_archive(data) as archive, archive.catalogue.begin() as connection:
        connection.execute(text("update run set started = datetime(started, '-2 hours'), ended = datetime(ended, '-2 hours')"))


def test_a_run_goes_as_far_as_its_budget_and_says_where_it_is(runs):
    done, _, row, count = runs[0]
    assert done.returncode == 0, done.stderr
    assert count == 60
    assert row.counts["backfill"]["complete"] is False
    assert row.counts["backfill"]["cursors"]["/chinh-tri"]["number"] == 61
    assert f"on the way back to {SINCE}: /chinh-tri at page 61; run this again to go on" in done.stderr


def test_the_next_run_goes_on_there_and_ends_when_the_day_is_reached(runs):
    done, paths, row, count = runs[1]
    assert count == 80
    assert len([path for path in paths if path.startswith("/api/") or path == "/chinh-tri"]) <= 2 + 21
    assert row.counts["backfill"]["complete"] is True
    assert f"filled back to {SINCE}" in done.stderr
    oldest = min(int(path[5:-5]) for path in paths if path.startswith("/bai-"))
    assert day_of(oldest) < SINCE < day_of(oldest) + timedelta(days=20)


def test_what_is_filled_back_is_left_alone(runs):
    done, paths, _, count = runs[2]
    assert (done.returncode, paths, count) == (0, [], 80)


@pytest.mark.parametrize(
    ("files", "wanted", "more"),
    [
        (["s-2026-03.xml", "s-2026-02.xml", "s-2025-11.xml"], ("s-2026-03.xml", "s-2026-02.xml"), False),
        (["s-2026-03.xml", "s-2026-02.xml", "s-2026-01.xml"], ("s-2026-03.xml", "s-2026-02.xml"), True),
        (["s-2026-03.xml", "cu.xml"], ("cu.xml", "s-2026-03.xml"), False),
        (["da-doc.xml"], (), False),
        ([], (), False),
    ],
)
def test_the_sitemap_files_that_may_name_what_is_wanted(files, wanted, more: bool):
    backfill = Backfill(date(2026, 1, 15), files={"da-doc.xml"})
    assert backfill.wanted_files(files, 2) == wanted
    assert backfill.has_more_files is more


def test_links_that_were_last_changed_before_the_day_are_not_wanted():
    backfill = Backfill(date(2026, 1, 15))
    stamps = {"2026-01-14T23:00:00+07:00": True, "2026-01-15T01:00:00+07:00": False, None: False, "hôm qua": False}
    assert {stamp: backfill.is_older(stamp) for stamp in stamps} == stamps


def test_it_is_complete_when_every_listing_and_file_is():
    backfill = Backfill(date(2026, 1, 15), {"/a": Cursor(is_done=True), "/b": Cursor("x", 7)})
    assert not backfill.is_complete(["/a", "/b"])
    assert not backfill.is_complete(["/a", "/c"])
    assert backfill.is_complete(["/a"])
    backfill.has_more_files = True
    assert not backfill.is_complete(["/a"])
