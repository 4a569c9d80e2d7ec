"""What `scrapy status`, the metrics and the queue say of an archive in which things went right and wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from crawls import run_scrapy
from hostile import page
from rich.console import Console
from sqlalchemy import select, update

from crawler.commands.status import next_visit, status_row
from crawler.operation.board import Board, board_line, board_row
from crawler.operation.children import Child
from crawler.operation.metrics import metrics_text, write_metrics
from crawler.operation.overview import SiteStatus, known_sites, read_statuses
from crawler.queue import frontier
from crawler.queue.backlog import due_by_kind, retry_failed, waiting
from crawler.queue.frontier import Found
from crawler.queue.policy import Outcome, judge
from crawler.run import runs
from crawler.run.desk import Desk
from crawler.run.lock import is_locked, site_lock
from crawler.run.report import append_row, run_row
from crawler.sites import get_site
from index.archive import Archive
from index.article import Capture
from index.errors import SettingsError
from index.schema import run, url
from index.settings import settings_for

SITE = get_site("mau-bao")
NOW = datetime.now(UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(settings_for(tmp_path)) as opened:
        yield opened


def add_run(archive: Archive, number: int, reason: str | None = "finished", ago: timedelta = HOUR, **counts: object) -> str:
    """A run's row as a crawl writes it; without a reason it was killed."""
    name, started = f"{number:012d}", NOW - ago
    with archive.catalogue.begin() as connection:
        archive.register_source(connection, SITE.source)
        runs.start_run(connection, name, SITE.id, started, "0.1")
        if reason:
            outcomes = counts.get("outcomes", {})
            notes = {"taken_up": sum(outcomes.values()), "outcomes": outcomes, "discovered": reason == "finished", **counts}
            runs.end_run(connection, name, started + timedelta(minutes=2), reason, 9, notes)
    return name


def status_of(archive: Archive, now: datetime = NOW) -> SiteStatus:
    return read_statuses(archive, [SITE], now)[0]


def note(archive: Archive, *numbers: int) -> None:
    with archive.catalogue.begin() as connection:
        found = [Found(f"mau-bao-{number}", f"{SITE.url}bai-{number}.html", SITE.url) for number in numbers]
        frontier.note_found(connection, SITE.id, found, NOW)


def end(archive: Archive, name: str, number: int, outcome: Outcome, at: datetime = NOW) -> None:
    with archive.catalogue.begin() as connection:
        frontier.settle(connection, name, f"mau-bao-{number}", outcome, "", at, None, None)


def test_a_site_that_was_never_visited_needs_nobody(archive: Archive):
    status = status_of(archive)
    assert (status.last_success, status.needs, status.visit.why) == (None, (), "it was never visited")
    assert "mau-bao" not in [site.id for site in known_sites(archive)]


def test_a_site_that_nobody_has_seen_live_waits_to_be_named(archive: Archive):
    never = read_statuses(archive, [get_site("thuduc")], NOW)[0]
    assert next_visit(never, NOW) == "by name"
    assert "next_visit_timestamp_seconds{" not in metrics_text([never])
    assert status_row(never)["next_visit"] is None
    assert next_visit(status_of(archive), NOW) == "now"
    add_run(archive, 1)
    asked = read_statuses(archive, [replace(SITE, state="unverified")], NOW + DAY)[0]
    assert next_visit(asked, NOW + DAY) == "now"
    assert f'next_visit_timestamp_seconds{{site="{asked.site.id}"}} ' in metrics_text([asked])


def test_a_good_run_needs_nobody_and_counts(archive: Archive):
    add_run(archive, 1, outcomes={"new": 3}, missed=0)
    status = status_of(archive)
    assert status.needs == ()
    assert status.last_success == NOW - HOUR + timedelta(minutes=2)
    assert (status.requests, status.missed) == (9, (0, 1))
    assert "mau-bao" in [site.id for site in known_sites(archive)]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ([("robots-unavailable", {})], "ended early (robots-unavailable)"),
        ([(None, {})], None),  # killed once: the next run goes on by itself
        ([(None, {}), (None, {})], "was killed, 2 in a row"),
        ([("finished", {"outcomes": {"http_error": 6, "new": 4}})], "6 of 10 addresses failed"),
        ([("finished", {"outcomes": {"http_error": 6, "new": 94}})], None),
        ([("finished", {"layout": {"pages": 9, "failed": {"layout": 9}, "alarms": ["layout"]}})], "9 of 9 pages fail layout"),
        ([("paused", {})], None),
    ],
)
def test_what_needs_a_person(archive: Archive, ends, words: str | None):
    add_run(archive, 1, ago=3 * DAY)
    for number, (reason, counts) in enumerate(ends, 2):
        add_run(archive, number, reason, ago=HOUR - number * timedelta(minutes=5), **counts)
    needs = status_of(archive).needs
    assert bool(needs) is bool(words)
    assert words is None or words in needs[0]


def test_a_timer_that_does_not_run_needs_a_person(archive: Archive):
    add_run(archive, 1, ago=4 * DAY)
    assert "is the timer running?" in status_of(archive).needs[0]


def test_a_silent_source_needs_a_person_and_exit_code_1(archive: Archive, tmp_path: Path):
    silent = replace(SITE, expect_per_day=(1, 100))
    with Desk.open(archive.settings, silent) as desk:
        desk.note_found([Found("mau-bao-1", f"{SITE.url}bai-1.html", SITE.url)])
        desk.take_up(9)
        received = Capture(f"{SITE.url}bai-1.html", NOW - 30 * DAY, 200, (("Content-Type", "text/html"),), page().body)
        desk.settle("mau-bao-1", received, desk.keep(received, None), judge(received, SITE, "mau-bao-1"))
        desk.is_discovered = True
        desk.close("finished")
    status = read_statuses(archive, [silent], NOW + timedelta(minutes=1))[0]
    assert status.source_alarms[0].startswith("source alarm: nothing new since ")
    assert status.needs == status.source_alarms
    assert status.rules == {"layout longform": 1}
    add_run(archive, 2, "robots-unavailable", ago=-HOUR)
    done = run_scrapy(tmp_path, "status", "mau-bao")
    assert done.returncode == 1
    assert "mau-bao: the last run ended early (robots-unavailable), 1 in a row" in done.stdout
    assert 'needs_person{site="mau-bao"} 1' in metrics_text(read_statuses(archive, [SITE], NOW))


def test_a_site_that_is_being_crawled_says_so(archive: Archive, tmp_path: Path):
    add_run(archive, 1, None, ago=2 * HOUR)
    add_run(archive, 2, None)
    assert not status_of(archive).is_running
    assert status_of(archive).needs
    with site_lock(tmp_path / "locks", SITE.id):
        status = status_of(archive)
    assert (status.is_running, status.needs) == (True, ())
    assert not is_locked(tmp_path / "locks", SITE.id)


# The queue.


def test_the_queue_says_what_waits_and_why(archive: Archive):
    name = add_run(archive, 1, outcomes={"new": 1})
    note(archive, *range(1, 7))
    end(archive, name, 1, Outcome.NEW, NOW - 2 * DAY)
    end(archive, name, 2, Outcome.HTTP_ERROR, NOW - HOUR)
    end(archive, name, 3, Outcome.HTTP_ERROR, NOW)
    end(archive, name, 4, Outcome.GONE, NOW - 8 * DAY)
    with archive.catalogue.begin() as connection:
        connection.execute(update(url).where(url.c.key == "mau-bao-5").values(state="failing"))
        queue = waiting(connection, SITE.id, NOW)
        kinds = due_by_kind(connection, SITE.id, NOW)
    assert (queue.due, queue.queued, queue.failing) == (2, 3, 1)
    assert queue.next_at > NOW
    assert kinds == {"new": 1, "again": 1, "look again": 1, "gone": 1}


@pytest.mark.parametrize(("unread", "numbers"), [(False, {2, 3, 4}), (True, {2, 3, 4, 5})])
def test_retry_puts_what_failed_back_and_nothing_else(archive: Archive, tmp_path: Path, unread: bool, numbers: set[int]):
    name = add_run(archive, 1, outcomes={"new": 1})
    note(archive, *range(1, 7))
    outcomes = {1: Outcome.NEW, 2: Outcome.HTTP_ERROR, 3: Outcome.NETWORK_ERROR, 4: Outcome.NETWORK_ERROR, 5: Outcome.NOT_HTML}
    for number, outcome in {**outcomes, 6: Outcome.GONE}.items():
        end(archive, name, number, outcome)
    with archive.catalogue.begin() as connection:
        connection.execute(update(url).where(url.c.key == "mau-bao-4").values(state="failing", tries=4, next_try_at=None))
    done = run_scrapy(tmp_path, "retry", "mau-bao", *(["--unread"] if unread else []))
    assert done.stdout.startswith(f"mau-bao: {len(numbers)} addresses are in the queue again")
    with archive.catalogue.read() as connection:
        due = frontier.due_addresses(connection, SITE.id, "", datetime.now(UTC), 99)
        assert {int(each.key.rsplit("-", 1)[1]) for each in due} == numbers
    with archive.catalogue.begin() as connection:
        assert retry_failed(connection, SITE.id, NOW, unread=False) == 0


def test_retry_wants_one_site_that_is_known(tmp_path: Path):
    assert run_scrapy(tmp_path, "retry").returncode == 1
    unknown = run_scrapy(tmp_path, "retry", "khong-co")
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)


# For programs.


def test_the_metrics_are_prometheus_text_with_one_help_and_type_each(archive: Archive, tmp_path: Path):
    add_run(archive, 1, outcomes={"new": 3})
    path = tmp_path / "x.prom"
    write_metrics(path, read_statuses(archive, [SITE, get_site("thuduc")], NOW))
    text = path.read_text()
    names = []
    for line in text.splitlines():
        if line.startswith("# TYPE "):
            names.append(line.split()[2])
        elif not line.startswith("# HELP "):
            found = re.fullmatch(r'([a-z_]+)\{site="[a-z-]+"(?:,[a-z]+="[a-z_?]+")?\} -?[0-9.e+]+', line)
            assert found, line
            assert found[1] == names[-1]
    assert len(names) == len(set(names)) > 8
    assert [each.name for each in tmp_path.glob(".x.prom*")] == []


def test_metrics_that_cannot_be_written_are_one_sentence(archive: Archive, tmp_path: Path):
    with pytest.raises(SettingsError, match="cannot be written"):
        write_metrics(tmp_path / "nowhere" / "x.prom", [])


def test_a_run_s_row(archive: Archive, tmp_path: Path):
    add_run(archive, 1, outcomes={"new": 2, "http_error": 1, "postponed": 4})
    with archive.catalogue.read() as connection:
        row = run_row(connection.execute(select(run)).one())
    assert (row["taken_up"], row["balanced"], row["failed"], row["requests_per_new"], row["seconds"]) == (7, True, 1, 4.5, 120.0)
    append_row(tmp_path, row)
    append_row(tmp_path, row)
    assert (tmp_path / "runs.jsonl").read_text().count("\n") == 2
    with pytest.raises(SettingsError, match="catalogue has the same row"):
        append_row(tmp_path / "nowhere", row)


def test_a_row_that_does_not_balance_says_so(archive: Archive):
    add_run(archive, 1, outcomes={"new": 2}, taken_up=3)
    with archive.catalogue.read() as connection:
        assert run_row(connection.execute(select(run)).one())["balanced"] is False


# The board.

SAID = {"site": "mau-bao", "queue": 4, "done": 20, "new": 18, "changed": 1, "failed": 1, "rate": 0.333, "next_in": 2.4}


def test_the_board_s_row_and_line():
    assert board_row("mau-bao", SAID) == ("mau-bao", "4", "20", "18", "1", "1", "0.33 a second", "2 s")
    assert board_row("mau-bao", {})[:2] == ("mau-bao", "starting")
    assert board_line("mau-bao", SAID) == (
        "mau-bao: queue 4, done 20, new 18, changed 1, failed 1, rate 0.33 a second, next request in 2 s"
    )


def test_the_board_is_a_live_table_on_a_terminal_and_lines_elsewhere(monkeypatch: pytest.MonkeyPatch):

    screen = Console(file=StringIO(), force_terminal=True, width=100)
    with Board(screen) as board:
        board.show([Child("mau-bao", SAID)], ["mau-ct"])
        board.tell("mau-thanhuy: 24 new")
    shown = screen.file.getvalue()
    assert "next request in" in shown
    assert "0.33 a second" in shown
    assert "waits" in shown
    log = Console(file=StringIO(), width=200)
    with Board(log) as board:
        board.show([Child("mau-bao", SAID)], [])
        assert log.file.getvalue() == ""
        monkeypatch.setattr("crawler.operation.board.PLAIN_SECONDS", 0.0)
        board.show([Child("mau-bao", SAID)], [])
    assert log.file.getvalue() == board_line("mau-bao", SAID) + "\n"
