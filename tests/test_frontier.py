"""The queue of addresses: what is due, what a hint brings back, what an ended run leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from crawler.queue import frontier
from crawler.queue.frontier import Found
from crawler.queue.policy import Outcome
from crawler.run import runs
from crawler.sites import get_site
from index.archive import Archive
from index.article import Capture
from index.errors import CatalogueError
from index.schema import url
from index.settings import settings_for

SITE = get_site("mau-bao")
NOW = datetime(2026, 5, 10, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)
RUN = "aaaaaaaaaaaa"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(settings_for(tmp_path)) as opened:
        with opened.catalogue.begin() as connection:
            opened.register_source(connection, SITE.source)
            runs.start_run(connection, RUN, SITE.id, NOW, "0.1")
        yield opened


@pytest.fixture
def connection(archive: Archive) -> Iterator[Connection]:
    with archive.catalogue.begin() as opened:
        yield opened


def found(number: int, **hints: str) -> Found:
    return Found(f"mau-bao-{number}", f"{SITE.url}bai-{number}.html", f"{SITE.url}chinh-tri", **hints)


def note(connection: Connection, *each: Found, at: datetime = NOW) -> frozenset[str]:
    return frontier.note_found(connection, SITE.id, each, at)


def due(connection: Connection, at: datetime = NOW, run: str = RUN) -> list[int]:
    return [int(each.key.rsplit("-", 1)[1]) for each in frontier.due_addresses(connection, SITE.id, run, at, 100)]


def settle(connection: Connection, number: int, outcome: Outcome, at: datetime = NOW, run: str = RUN, **headers: str) -> None:
    capture = Capture(f"{SITE.url}bai-{number}.html", at, 200, tuple(headers.items()), b"<p>")
    frontier.settle(connection, run, f"mau-bao-{number}", outcome, "", at, capture, None)


def row(connection: Connection, number: int):
    return connection.execute(select(url).where(url.c.key == f"mau-bao-{number}")).one()


def test_what_is_found_is_due_until_it_is_answered(connection: Connection):
    assert note(connection, found(1), found(2)) == {"mau-bao-1", "mau-bao-2"}
    assert note(connection, found(2), found(3)) == {"mau-bao-3"}
    assert due(connection) == [1, 2, 3]
    settle(connection, 2, Outcome.NEW)
    assert due(connection) == [1, 3]
    assert frontier.count_due(connection, SITE.id, RUN, NOW) == 2


def test_a_second_outcome_for_an_address_in_one_run_is_impossible(archive: Archive):
    with archive.catalogue.begin() as connection:
        note(connection, found(1))
        settle(connection, 1, Outcome.NEW)
    with pytest.raises(CatalogueError), archive.catalogue.begin() as connection:
        settle(connection, 1, Outcome.UNCHANGED)


def test_what_was_never_answered_comes_before_what_is_looked_at_again(connection: Connection):
    note(connection, found(1))
    settle(connection, 1, Outcome.NEW, at=NOW - 2 * DAY)
    runs.start_run(connection, "bbbbbbbbbbbb", SITE.id, NOW, "0.1")
    note(connection, found(2))
    assert due(connection, run="bbbbbbbbbbbb") == [2, 1]


def test_postponed_is_not_asked_twice_in_one_run_and_first_in_the_next(connection: Connection):
    note(connection, found(1))
    settle(connection, 1, Outcome.POSTPONED)
    runs.start_run(connection, "bbbbbbbbbbbb", SITE.id, NOW, "0.1")
    assert due(connection) == []
    assert due(connection, run="bbbbbbbbbbbb") == [1]


@pytest.mark.parametrize(
    ("before", "after", "is_due"),
    [
        ({"headline": "Tít cũ"}, {"headline": "Tít cũ"}, False),
        ({"headline": "Tít cũ"}, {"headline": "Tít mới"}, True),
        ({}, {"headline": "Tít"}, False),
        ({"headline": "Tít"}, {}, False),
        ({"lastmod": "2026-05-01T08:00:00+07:00"}, {"lastmod": "2026-05-01T08:00:00+07:00"}, False),
        ({"lastmod": "2026-05-01T08:00:00+07:00"}, {"lastmod": "2026-05-02T08:00:00+07:00"}, True),
        ({}, {"lastmod": "2026-05-01T08:00:00+07:00"}, False),
        ({}, {"lastmod": "2026-05-10T15:00:00+07:00"}, True),
        ({}, {"lastmod": "hôm qua"}, False),
    ],
)
def test_a_changed_hint_makes_a_known_article_due_at_once(connection: Connection, before, after, is_due: bool):
    note(connection, found(1, **before))
    settle(connection, 1, Outcome.NEW)
    runs.start_run(connection, "bbbbbbbbbbbb", SITE.id, NOW, "0.1")
    later = NOW + timedelta(hours=2)
    note(connection, found(1, **after), at=later)
    assert (due(connection, later, "bbbbbbbbbbbb") == [1]) is is_due


def test_a_hint_gives_a_failing_address_another_chance(connection: Connection):
    note(connection, found(1, headline="Tít cũ"))
    connection.execute(update(url).values(state="failing", next_try_at=None))
    assert due(connection) == []
    note(connection, found(1, headline="Tít mới"))
    assert due(connection) == [1]


def test_nothing_new_writes_nothing(connection: Connection):
    note(connection, found(1, headline="Tít", lastmod="2026-05-01"))
    statements: list[str] = []
    real = connection.execute
    connection.execute = lambda statement, *rest: (statements.append(str(statement)), real(statement, *rest))[1]
    note(connection, found(1, headline="Tít", lastmod="2026-05-01"))
    assert not [each for each in statements if not each.startswith("SELECT")]


STAMPS = {number: f"2026-05-0{number}T08:00:00+07:00" for number in range(1, 8)}
FILE, OTHER = "http://x/sitemap.xml", "http://x/sitemap-2.xml"


def named(number: int, file: str = FILE) -> Found:
    return found(number, lastmod=STAMPS[number], sitemap=file)


@pytest.mark.parametrize(
    ("read", "files", "dropped"),
    [
        ({FILE: (1, 2, 3)}, {FILE}, []),
        ({FILE: (1, 3)}, {FILE}, [2]),
        ({FILE: (2, 3)}, {FILE}, []),  # rolled off the end
        ({FILE: (1, 3), OTHER: (2,)}, {FILE, OTHER}, []),  # moved to another file
        ({OTHER: (1, 7)}, {FILE, OTHER}, []),  # its file was not read
        ({OTHER: (1, 7)}, {OTHER}, [2, 3]),  # its file is no more
        ({FILE: ()}, {FILE}, []),  # a sitemap that names nothing is broken, not proof
        ({}, set(), []),
    ],
)
def test_dropping_out_of_a_sitemap_makes_an_article_due(connection: Connection, read, files: set[str], dropped: list[int]):
    note(connection, *(named(number) for number in (1, 2, 3)))
    for number in (1, 2, 3):
        settle(connection, number, Outcome.NEW, at=NOW)
    runs.start_run(connection, "bbbbbbbbbbbb", SITE.id, NOW, "0.1")
    links = {file: tuple(named(number, file) for number in numbers) for file, numbers in read.items()}
    for each in links.values():
        note(connection, *each)
    assert frontier.note_dropped(connection, SITE.id, links, frozenset(files), NOW) == len(dropped)
    assert [number for number in due(connection, run="bbbbbbbbbbbb") if number in (1, 2, 3)] == dropped
    assert frontier.note_dropped(connection, SITE.id, links, frozenset(files), NOW) == 0


def test_requests_are_conditional_but_for_what_is_gone(connection: Connection):
    note(connection, found(1))
    settle(connection, 1, Outcome.NEW, at=NOW - 2 * DAY, etag='"abc"')
    runs.start_run(connection, "bbbbbbbbbbbb", SITE.id, NOW, "0.1")
    assert frontier.due_addresses(connection, SITE.id, "bbbbbbbbbbbb", NOW, 9)[0].etag == '"abc"'
    connection.execute(update(url).values(state="gone"))
    assert frontier.due_addresses(connection, SITE.id, "bbbbbbbbbbbb", NOW, 9)[0].etag is None


def test_five_thousand_known_articles_are_noted_in_a_moment(connection: Connection):
    many = [found(number, headline="Tít", lastmod="2026-05-01") for number in range(5000)]
    note(connection, *many)
    began = datetime.now(UTC)
    assert note(connection, *many) == frozenset()
    assert datetime.now(UTC) - began < timedelta(seconds=5)


# Runs.


@pytest.mark.parametrize(
    ("last", "pages"),
    [
        (None, runs.ALL_PAGES),
        ({"ended": False}, runs.ALL_PAGES),
        ({"discovered": False}, runs.ALL_PAGES),
        ({"discovered": True, "deep": True}, 0),
        ({"discovered": True, "deep": False}, runs.DEEP_PAGES),
        ({"discovered": True, "deep": True, "age": 8}, runs.DEEP_PAGES),
    ],
)
def test_a_run_that_did_not_finish_finding_makes_the_next_one_read_on(archive: Archive, last: dict | None, pages: int):
    with archive.catalogue.begin() as connection:
        connection.exec_driver_sql("delete from run")
        if last is not None:
            started = NOW - DAY * last.get("age", 1)
            runs.start_run(connection, "bbbbbbbbbbbb", SITE.id, started, "0.1")
            if last.get("ended", True):
                runs.end_run(connection, "bbbbbbbbbbbb", started, "finished", 3, last)
        assert runs.pages_past_stop(connection, SITE.id, NOW) == pages


def test_a_pause_that_the_site_asked_for_outlives_the_run(connection: Connection):
    until = NOW + timedelta(hours=1)
    runs.end_run(connection, RUN, NOW, "paused", 3, {"paused_until": until.isoformat()})
    assert runs.paused_until(connection, SITE.id, NOW) == until
    assert runs.paused_until(connection, SITE.id, until) is None
