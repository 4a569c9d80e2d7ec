"""Real `scrapy` processes over an archive in a test's folder, and what one reads in the archive afterwards."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import subprocess
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

from scrapy.cmdline import execute
from sqlalchemy import select

from index.archive import Archive
from index.schema import article, outcome, revision, run, url
from index.settings import settings_for

ROOT = Path(__file__).resolve().parent.parent


def start_scrapy(data: Path, *arguments: str, largest_file: int | None = None, **environment: str) -> subprocess.Popen[str]:
    """`largest_file`: bytes that a file may have before writing to it fails, as on a full disk."""
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "scrapy", *arguments]
    limit = (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))) if largest_file else None
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "ARCHIVE_DATA": str(data), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509 - one system call, and no lock of ours is held
    )


# A server that has imported everything and forks: a crawl that is to be killed at once need not wait for its imports.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["__main__", "scrapy.cmdline", "scrapy.core.engine", "scrapy.utils.reactor", "crawler.commands.crawl"]
)


def fork_scrapy(data: Path, *arguments: str) -> BaseProcess:
    """A real process like that of `start_scrapy`, without its words."""
    process = FORKS.Process(target=_execute, args=(data, arguments), daemon=True)
    process.start()
    return process


def _execute(data: Path, arguments: tuple[str, ...]) -> None:
    os.environ["ARCHIVE_DATA"] = str(data)
    os.chdir(ROOT)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nowhere, number)
    execute(["scrapy", *arguments])


# Runs Scrapy as the command does, with one site changed: what no site file may say stands in a test.
ODD_SITE = """
import json, sys
from dataclasses import replace
import crawler.sites
from scrapy.cmdline import execute
site, changes = sys.argv[1], {name: tuple(value) if isinstance(value, list) else value for name, value in json.loads(sys.argv[2]).items()}
sites = {**crawler.sites.load_sites(), site: replace(crawler.sites.get_site(site), **changes)}
crawler.sites.load_sites = lambda: sites
execute(["scrapy", *sys.argv[3:]])
"""


def crawl_odd_site(data: Path, site: str, changes: dict[str, object], **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-c", ODD_SITE, site, json.dumps(changes), "crawl", "news"]
    return subprocess.run(
        [*command, "-a", f"site={site}"],
        cwd=ROOT,
        env={**os.environ, "ARCHIVE_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def run_scrapy(
    data: Path, *arguments: str, seconds: float = 60, largest_file: int | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    process = start_scrapy(data, *arguments, largest_file=largest_file, **environment)
    try:
        out, err = process.communicate(timeout=seconds)
    finally:
        process.kill()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def crawl_arguments(site: str, port: int, *more: str) -> list[str]:
    return ["crawl", "news", "-a", f"site={site}", "-a", f"sample_port={port}", *more]


def crawl(data: Path, site: str, port: int, *more: str) -> subprocess.CompletedProcess[str]:
    return run_scrapy(data, *crawl_arguments(site, port, *more))


def open_archive(data: Path) -> Archive:
    return Archive.open(settings_for(data))


def rows(data: Path, table) -> list:
    with open_archive(data) as archive, archive.catalogue.read() as connection:
        return list(connection.execute(select(table).order_by(*table.primary_key)))


def last_run(data: Path):
    return max(rows(data, run), key=lambda row: row.started)


def outcomes(data: Path, run_id: str | None = None) -> dict[str, str]:
    """Key -> outcome of one run, the last one unless named."""
    wanted = run_id or last_run(data).id
    return {row.key: row.outcome for row in rows(data, outcome) if row.run == wanted}


def addresses(data: Path) -> dict:
    return {row.key: row for row in rows(data, url)}


def contents(data: Path) -> dict[str, tuple]:
    """What a reader would find: key -> state and the digests of its revisions in order of time."""
    digests: dict[int, list[str]] = {}
    for row in sorted(rows(data, revision), key=lambda row: row.captured_at):
        digests.setdefault(row.article, []).append(row.digest)
    return {row.key: (row.state, row.title, *digests[row.id]) for row in rows(data, article)}
