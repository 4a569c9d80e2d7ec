"""What a page costs on its whole path, beside a bare Scrapy spider, trafilatura and news-please on the same site.

Ratios of one run. The other tools need an interpreter that has them: `make bench BENCH_PYTHON=/path/to/python`. All ask one
page at a time, without delay. CPU is the crawling process alone; the server is another.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawls import ROOT, crawl_arguments, last_run, outcomes
from hostile import SITE, Answer, HostileServer, bomb, endless, listing

from crawler.replica.answer import Question
from crawler.replica.files import SAMPLE, load_articles
from crawler.replica.paper import Newspaper

PAGES = int(os.environ.get("BENCH_PAGES", "5000"))
MEMORY_PAGES = 15_000
OTHER = os.environ.get("BENCH_PYTHON", sys.executable)
FIRST = 1_000_000

SERVER = """
import pickle, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from hostile import HostileServer
world = pickle.loads(Path(sys.argv[1]).read_bytes())
with HostileServer(world, "User-agent: *\\nDisallow: /noi-bo/\\n") as server:
    server.log = type("Nothing", (), {{"append": lambda self, each: None}})()
    server.ends = server.log
    from hostile import sitemap
    server.answers["/sitemap.xml"] = sitemap(server.home, {{path: "2026-03-01T08:00:00+07:00" for path in world}})
    print(server.port, flush=True)
    sys.stdin.read()
"""
BARE = """
import sys, scrapy
from scrapy.crawler import AsyncCrawlerProcess
class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for line in open(sys.argv[1]):
            yield scrapy.Request(line.strip(), dont_filter=True)
    def parse(self, response):
        pass
process = AsyncCrawlerProcess({"LOG_LEVEL": "WARNING", "CONCURRENT_REQUESTS": 1, "TELNETCONSOLE_ENABLED": False})
process.crawl(Bare)
process.start()
"""
TRAFILATURA = """
import sys
from urllib.request import urlopen
from trafilatura import extract
for line in open(sys.argv[1]):
    page = urlopen(line.strip()).read().decode()
    assert extract(page, favor_precision=True, include_comments=False, with_metadata=True)
"""
NEWS_PLEASE = """
import sys
from newsplease import NewsPlease
for line in open(sys.argv[1]):
    assert NewsPlease.from_url(line.strip()).title
"""


@dataclass(frozen=True)
class Cost:
    """What one process used for so many pages."""

    pages: int
    wall: float
    cpu: float
    peak_mb: float
    child_mb: float
    """The most that one of its own child processes held: the update of the index."""

    def line(self, name: str) -> str:
        each = 1000 * self.cpu / self.pages
        return f"  {name:<38} {each:7.1f} ms CPU a page {self.pages / self.wall:8.1f} pages/s wall {self.peak_mb:6.0f} MB peak"

    def both(self) -> str:
        return f"{self.peak_mb:.0f} MB, the index update beside it {self.child_mb:.0f} MB"


def peak_kb(pid: int) -> int:
    """The most memory that a process held so far; what wait4 tells counts its parent's before exec as well."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def children_of(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def cost_of(pages: int, command: list[str], **environment: str) -> Cost:
    """Run a process to its end and count what it used, start-up included."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    peak = child = 0
    while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
        peak = max(peak, peak_kb(process.pid))
        child = max([child, *map(peak_kb, children_of(process.pid))])
        time.sleep(0.05)
    _, status, used = ended
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return Cost(pages, time.monotonic() - began, used.ru_utime + used.ru_stime, peak / 1024, child / 1024)


def bodies(pages: int) -> dict[str, bytes]:
    """So many pages of the sample newspaper, each with a number and a title of its own."""
    site = Newspaper(load_articles(Newspaper.id, folder=SAMPLE))
    shown = site.edition(1).shown
    templates = []
    for each in shown:
        question = Question(site.article_path(each.article), f"http://{Newspaper.host}", date(2026, 3, 12), {}, 1)
        templates.append(site.answer(question, 1).body)
    world = {}
    for number in range(FIRST, FIRST + pages):
        html = templates[number % len(templates)]
        world[f"/bai-{number}.html"] = re.sub(rb"(<h1[^>]*>)", rb"\g<1>" + f"Số {number}: ".encode(), html)
    return world


@contextmanager
def served(folder: Path, pages: int) -> Iterator[tuple[int, Path]]:
    """The port of a server process with so many pages, and a file with their addresses."""
    world = {path: Answer(body=body) for path, body in bodies(pages).items()}
    (folder / "world").write_bytes(pickle.dumps(world))
    code = SERVER.format(root=str(ROOT), tests=str(ROOT / "tests"))
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder / "world")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    port = int(process.stdout.readline())
    addresses = folder / "addresses"
    addresses.write_text("".join(f"http://127.0.0.1:{port}{path}\n" for path in world))
    try:
        yield port, addresses
    finally:
        process.communicate("")


def our_crawl(data: Path, port: int, pages: int) -> Cost:
    limits = ["-a", f"budget={pages + 10}", "-s", "CLOSESPIDER_TIMEOUT=0"]
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "scrapy", *crawl_arguments(SITE, port, *limits)]
    cost = cost_of(pages, command, ARCHIVE_DATA=str(data))
    assert last_run(data).counts["outcomes"] == {"new": pages}
    return cost


def other(pages: int, code: str, addresses: Path) -> Cost | None:
    """`None` where the tool is not there."""
    try:
        return cost_of(pages, [OTHER, "-W", "ignore", "-c", code, str(addresses)])
    except AssertionError:
        return None


def test_a_page_on_its_whole_path_and_read_again(tmp_path: Path):
    size = sum(map(len, bodies(50).values())) / 50
    with served(tmp_path, PAGES) as (port, addresses):
        bare = cost_of(PAGES, [sys.executable, "-c", BARE, str(addresses)])
        ours = our_crawl(tmp_path / "data", port, PAGES)
        few = tmp_path / "few"
        count = max(PAGES // 10, 50)
        few.write_text("".join(addresses.read_text().splitlines(keepends=True)[:count]))
        others = {"trafilatura loop": other(count, TRAFILATURA, few), "news-please loop": other(count, NEWS_PLEASE, few)}
    # The site's port is another one today: the first time every article changes its address, the second time nothing changes.
    rewritten, again = (
        cost_of(PAGES, [sys.executable, "-W", "ignore", "-m", "scrapy", "reextract"], ARCHIVE_DATA=str(tmp_path / "data"))
        for _ in range(2)
    )
    print(f"\n{PAGES} pages of {size / 1000:.1f} kB, one at a time; the loops of other tools over the first {count}")
    print(bare.line("bare Scrapy spider"))
    print(ours.line("whole path, kept, read, indexed"))
    for name, cost in others.items():
        print(cost.line(name) if cost else f"  {name:<38} not there: make bench BENCH_PYTHON=/path/to/python")
    print(rewritten.line("scrapy reextract, all changed, indexed"))
    print(again.line("scrapy reextract, nothing changed"))
    print(f"whole path against the bare spider: {ours.cpu / bare.cpu:.1f} times the CPU")
    print(f"read again: {PAGES / again.cpu:.0f} pages a CPU second (promised: 100)")


def test_memory_after_many_pages(tmp_path: Path):
    with served(tmp_path, MEMORY_PAGES) as (port, _):
        cost = our_crawl(tmp_path / "data", port, MEMORY_PAGES)
    print(f"\n{MEMORY_PAGES} pages in one run: {cost.both()} (promised: at most 150 for the crawl)")


def test_bombs_and_endless_bodies(tmp_path: Path):
    paths = {"/bom-100.html": bomb(256), "/khong-het-101.html": Answer(body=endless)}
    with HostileServer({"/chinh-tri": listing(*paths), **paths}) as server:
        command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "scrapy", *crawl_arguments(SITE, server.port)]
        cost = cost_of(2, command, ARCHIVE_DATA=str(tmp_path))
    assert set(outcomes(tmp_path).values()) == {"too_large"}
    print(f"\na bomb of 256 MB and a body without end: {cost.peak_mb:.0f} MB peak, {cost.wall:.1f} s in all (promised: 120 MB)")
