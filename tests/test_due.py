"""The round over the sites by real processes: who is due, two at a time, alone with its troubles, locked, stopped, killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from crawls import contents, rows, run_scrapy, start_scrapy

from crawler.commands.due import chosen_sites, ended_line, planned_line
from crawler.operation.children import HUNG, Child, run_child
from crawler.replica import ReplicaServer
from crawler.run.lock import round_lock, site_lock
from crawler.run.report import FILE
from crawler.sites import load_sites
from index.schema import outcome, run

SITES = ("mau-bao", "mau-ct", "mau-thanhuy")


def arguments(server: ReplicaServer, *more: str) -> list[str]:
    return ["due", "--only", ",".join(SITES), "--sample-port", str(server.port), *more]


def json_rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def children_of(pid: int) -> list[int]:
    """The crawls that a round has started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int(entry.joinpath("stat").read_text().rpartition(")")[2].split()[1])
                if parent == pid and b"crawl" in entry.joinpath("cmdline").read_bytes():
                    found.append(int(entry.name))
            except (OSError, IndexError):
                continue
    return found


def wait_for(condition, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def round_of_three(tmp_path_factory: pytest.TempPathFactory):
    """Two rounds, one right after the other."""
    data = tmp_path_factory.mktemp("round")
    with ReplicaServer(day=1) as server:
        first = run_scrapy(data, *arguments(server, "--json"))
        log = server.log
        plan = run_scrapy(data, *arguments(server, "--dry-run", "--json"))
        second = run_scrapy(data, *arguments(server, "--json"))
        asked_later = server.log[len(log) :]
    return data, first, log, plan, second, asked_later


def test_a_round_visits_every_site_that_is_due_and_says_so_in_rows(round_of_three):
    data, first, *_ = round_of_three
    assert first.returncode == 0, first.stderr
    told = json_rows(first.stdout)
    assert {row["site"] for row in told} == set(SITES)
    for row in told:
        assert (row["exit"], row["reason"], row["balanced"]) == (0, "finished", True)
        assert row["taken_up"] == sum(row["outcomes"].values()) > 0
        assert 1 <= row["requests_per_new"] <= 1.6
        assert row["robots"][0]["decision"] == "obeyed"
    assert "3 visits, 0 went wrong; 67 new" in first.stderr
    assert {row["run"] for row in json_rows((data / FILE).read_text())} == {row["run"] for row in told}


def test_two_at_a_time_as_the_server_sees_it(round_of_three):
    log = round_of_three[2]
    spans = {}
    for request in log:
        spans.setdefault(request.host, []).append(request.at)
    spans = [(min(times), max(times)) for times in spans.values()]
    assert len(spans) == len(SITES)
    for at in (moment for span in spans for moment in span):
        assert sum(first <= at <= last for first, last in spans) <= 2


def test_a_second_round_asks_nobody_because_nobody_is_due(round_of_three):
    _, _, _, plan, second, asked_later = round_of_three
    assert second.returncode == 0, second.stderr
    assert second.stdout == ""
    assert asked_later == ()
    for row in json_rows(plan.stdout):
        assert row["due"] is False
        assert row["why"] == "it is looked at every 6 hours"
        assert row["listings"] == 1
        assert not any(row["addresses"].values())


def test_the_metrics_are_there_after_a_round(round_of_three):
    text = (round_of_three[0] / "metrics.prom").read_text()
    assert 'kho_tin_dang_outcomes_total{site="mau-bao",outcome="new"} 22\n' in text
    assert 'kho_tin_dang_needs_person{site="mau-ct"} 0\n' in text


def test_status_after_a_round(round_of_three):
    data = round_of_three[0]
    done = run_scrapy(data, "status", *SITES, "--json")
    assert done.returncode == 0, done.stderr
    told = {row["site"]: row for row in json_rows(done.stdout)}
    assert told["mau-ct"]["rules"] == {"layout news-content": 21}
    assert told["mau-bao"]["outcomes"] == {"new": 22}
    assert told["mau-bao"]["last_success"] is not None
    assert (told["mau-bao"]["needs"], told["mau-bao"]["layout_alarm"], told["mau-bao"]["source_alarms"]) == ([], [], [])
    shown = run_scrapy(data, "status")
    assert shown.returncode == 0
    assert "layout news-content 100 %" in shown.stdout
    assert "thanhuytphcm" in shown.stdout


def test_two_rounds_never_overlap(tmp_path: Path):
    with round_lock(tmp_path / "locks"):
        done = run_scrapy(tmp_path, "due", "--only", "mau-bao", "--sample-port", "1")
    assert done.returncode == 75
    assert done.stderr.count("\n") == 1


def test_a_site_that_somebody_crawls_by_hand_is_passed_over(tmp_path: Path):
    with ReplicaServer(day=1) as server, site_lock(tmp_path / "locks", "mau-ct"):
        done = run_scrapy(tmp_path, "due", "--only", "mau-ct", "--sample-port", str(server.port))
        assert server.log == ()
    assert (done.returncode, done.stdout) == (0, "0 visits, 0 went wrong; 0 new, 0 changed, 0 gone, 0 failed, 0 requests\n")


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ((), 1, "no live site is verified yet"),
        (("--only", "thuduc"), 1, "ARCHIVE_CONTACT"),
        (("--only", "khong-co"), 2, "known sites: "),
        (("--only", "mau-bao", "--since", "hôm qua"), 1, "write it as 2023-10-01"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path: Path, more: tuple[str, ...], code: int, words: str):
    done = run_scrapy(tmp_path, "due", *more)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert words in done.stderr


def test_one_site_s_crash_touches_no_other_and_the_next_round_goes_on(tmp_path: Path):
    """A crawl killed from outside, as the kernel does where memory runs out."""
    with ReplicaServer(day=1) as server:
        process = start_scrapy(tmp_path, *arguments(server, "--delay", "0.05", "--json"))
        assert wait_for(lambda: len(server.log) > 8)
        victim = children_of(process.pid)[0]
        os.kill(victim, signal.SIGKILL)
        out, err = process.communicate(timeout=60)
        told = {row["site"]: row for row in json_rows(out)}
        killed = [site for site, row in told.items() if row["exit"] == -signal.SIGKILL]
        assert (process.returncode, len(killed)) == (1, 1), err
        assert told[killed[0]]["reason"] is None
        assert "1 went wrong" in err
        assert {row["reason"] for site, row in told.items() if site not in killed} == {"finished"}
        again = run_scrapy(tmp_path, *arguments(server, "--json"))
    assert [row["site"] for row in json_rows(again.stdout)] == killed
    assert again.returncode == 0, again.stderr
    assert len(contents(tmp_path)) == 67


def test_a_round_without_end_stops_when_it_is_asked_and_its_crawls_with_it(tmp_path: Path):
    with ReplicaServer(day=1) as server:
        process = start_scrapy(tmp_path, *arguments(server, "--forever", "--delay", "0.2"))
        assert wait_for(lambda: len(server.log) > 6)
        running = children_of(process.pid)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert running
    assert not [pid for pid in running if is_alive(pid)]
    ended = rows(tmp_path, run)
    assert {row.reason for row in ended} <= {"shutdown", "finished"}
    for row in ended:
        counted = [each for each in rows(tmp_path, outcome) if each.run == row.id]
        assert row.counts["taken_up"] == len(counted)


def test_a_killed_round_leaves_no_crawl_behind(tmp_path: Path):
    with ReplicaServer(day=1) as server:
        process = start_scrapy(tmp_path, *arguments(server, "--delay", "0.2"))
        assert wait_for(lambda: len(server.log) > 4)
        running = children_of(process.pid)
        process.kill()
        process.communicate()
        assert running
        assert wait_for(lambda: not [pid for pid in running if is_alive(pid)])


def run_module(*arguments: str, seconds: float) -> tuple[int, Child, list[str]]:
    child, lines = Child("mau-bao"), []
    return asyncio.run(run_child(child, arguments, seconds, lines.append, seconds_to_end=0.5)), child, lines


def test_a_crawl_that_hangs_is_ended_even_where_it_does_not_listen():
    began = time.monotonic()
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    code, child, _ = run_module("timeit", "-n1", "-r1", "-s", deaf, "import time; time.sleep(60)", seconds=0.5)
    assert (code, child.is_hung) == (HUNG, True)
    assert time.monotonic() - began < 10
    assert not is_alive(child.process.pid)


def test_rows_and_words_of_a_crawl_are_told_apart():
    words = "import sys; print('{\"done\": 3}'); print('no row'); print('lời cho người', file=sys.stderr)"
    code, child, lines = run_module("timeit", "-n1", "-r1", words, seconds=20)
    assert (code, child.said, lines) == (0, {"done": 3}, ["mau-bao: lời cho người"])


def test_a_round_takes_what_is_verified_and_nothing_else(monkeypatch: pytest.MonkeyPatch):
    seen = {site.id: replace(site, state="verified" if site.id == "thuduc" else site.state) for site in load_sites().values()}
    monkeypatch.setattr("crawler.commands.due.load_sites", lambda: seen)
    assert [site.id for site in chosen_sites([])] == ["thuduc"]


def test_sample_sites_are_visited_only_where_they_are_named():
    assert [site.id for site in chosen_sites(["mau-bao,mau-ct", "thuduc"])] == ["mau-bao", "mau-ct", "thuduc"]


def test_what_a_person_reads_of_a_plan_and_of_an_end():
    row = {"site": "thuduc", "due": True, "next_visit": "2026-03-12T06:00:00+00:00", "why": "it was never visited"}
    kinds = {"new": 3, "again": 0, "look again": 20, "gone": 0}
    line = planned_line({**row, "listings": 1, "sitemaps": 0, "feeds": 2, "addresses": kinds})
    assert line == "thuduc: now, it was never visited; 1 listings, 2 feeds; addresses that are due: 3 new, 20 look again"
    ended = {"site": "thuduc", "run": "abc", "outcomes": {"new": 2}, "requests": 5, "seconds": 3.1, "reason": "finished"}
    assert ended_line(ended) == "thuduc: 2 new; 5 requests, 3.1 s, finished"
    assert (
        ended_line({**ended, "outcomes": {}, "reason": None, "seconds": None})
        == "thuduc: nothing to fetch; 5 requests, 0 s, killed"
    )
    assert ended_line({"site": "thuduc", "run": None}) == "thuduc: not visited"
