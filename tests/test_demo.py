"""make demo, as a newcomer meets it: crawl, serve, stop; the second day; what is in the way is one sentence."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from index.archive import Archive
from index.settings import settings_for

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Demo:
    """A running `scrapy demo` in a process group of its own."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "scrapy", "demo", "--port", str(self.port)]
        command += ["--sites-port", str(free_port()), "--data", str(data)]
        self.log = data.parent / f"demo-{self.port}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def words(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_for(self, words: str, seconds: float = 120) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.words():
            assert self.process.poll() is None, self.words()
            assert time.monotonic() < deadline, self.words()
            time.sleep(0.05)

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def stop(self) -> None:
        """What Ctrl-C on a terminal does: SIGINT to the whole group."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)


def is_answering(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def state_counts(data: Path) -> dict[str, int]:
    with Archive.open(settings_for(data)) as archive:
        facets = archive.search(archive.parse("")).facets["state"]
        return {count.value: count.count for count in facets}


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory):
    """Both days of the demo, the first crawl killed once on the way."""
    data = tmp_path_factory.mktemp("demo") / "archive"
    killed = Demo(data)
    killed.wait_for("mau-")
    time.sleep(1.5)
    killed.kill()
    first = Demo(data)
    first.wait_for("Ctrl-C stops")
    first_page = first.page("/tim?q=14-NQ%2FTU")
    first.stop()
    first_states = state_counts(data)
    second = Demo(data)
    started = time.monotonic()
    second.wait_for("Ctrl-C stops")
    seconds = time.monotonic() - started
    second.stop()
    return data, first, first_page, first_states, second, seconds


def test_the_search_page_answers_with_sample_articles(days):
    _, first, page, states, *_ = days
    assert "14-NQ/TU" in page
    assert states["live"] >= 60
    assert len(re.findall(r"(?m)^  \S", first.words().partition("Three queries to try:")[2])) == 3


def test_ctrl_c_leaves_nothing_running(days):
    _, first, _, _, second, _ = days
    assert not is_answering(first.port)
    assert not is_answering(second.port)
    assert "Traceback" not in first.words() + second.words()


def test_the_second_day_shows_one_revision_one_vanished_one_moved_and_no_duplicate(days):
    data, _, _, before, _, _ = days
    after = state_counts(data)
    assert after.get("changed") == 1
    assert after.get("gone") == 1
    assert after.get("moved") == 1
    assert sum(after.values()) > sum(before.values())
    with Archive.open(settings_for(data)) as archive:
        keys = list(archive.keys())
        assert len(keys) == len(set(keys)) == sum(after.values())
        assert archive.stats()["revisions"] == len(keys) + 1


def test_the_second_day_starts_in_seconds(days):
    assert days[5] < 60


def test_a_kill_in_the_first_crawl_lost_nothing(days):
    data = days[0]
    with Archive.open(settings_for(data)) as archive:
        assert not [problem for problem in archive.verify() if "note" not in problem]


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "scrapy", "demo", "--port", str(taken.getsockname()[1])]
        done = subprocess.run([*command, "--data", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "is taken" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "scrapy", "demo", "--port", str(free_port())]
    command += ["--sites-port", str(free_port()), "--data", str(tmp_path / "file" / "archive")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
