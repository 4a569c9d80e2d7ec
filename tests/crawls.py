"""Real `scrapy` processes over an archive in a test's folder, and what one reads in the archive afterwards."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from multiprocessing.process import BaseProcess
from pathlib import Path

from scrapy.cmdline import execute
from sqlalchemy import select

from index.archive import Archive
from index.schema import article, outcome, revision, run, url
from index.settings import settings_for

ROOT = Path(__file__).resolve().parent.parent


def start_scrapy(data: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Scrapy as a shell starts it, and left alone."""
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "scrapy", *arguments]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "ARCHIVE_DATA": str(data), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


# A server that has imported everything and forks: dozens of short crawls need not each wait for their imports.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["__main__", "scrapy.cmdline", "scrapy.core.engine", "scrapy.utils.reactor", "crawler.commands.crawl"]
)


def fork_scrapy(
    data: Path, *arguments: str, out: str = os.devnull, err: str = os.devnull, largest_file: int | None = None, **environment: str
) -> BaseProcess:
    """A process of its own like that of `start_scrapy`, its words in files."""
    process = FORKS.Process(target=_execute, args=(data, arguments, out, err, largest_file, environment), daemon=True)
    process.start()
    return process


def _execute(
    data: Path, arguments: tuple[str, ...], out: str, err: str, largest_file: int | None, environment: dict[str, str]
) -> None:
    os.environ.update(environment, ARCHIVE_DATA=str(data))
    os.chdir(ROOT)
    for number, name in ((1, out), (2, err)):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    warnings.simplefilter("ignore", SyntaxWarning)
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
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
    """Scrapy's command line in a process of its own, to its end."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = f"{folder}/out", f"{folder}/err"
        process = fork_scrapy(data, *arguments, out=out, err=err, largest_file=largest_file, **environment)
        process.join(seconds)
        if process.is_alive():
            process.kill()
            process.join()
            raise TimeoutError(f"scrapy {' '.join(arguments)}: {Path(err).read_text()}")
        code = process.exitcode
        process.close()
        return subprocess.CompletedProcess(["scrapy", *arguments], code, Path(out).read_text(), Path(err).read_text())


def crawl_arguments(site: str, port: int, *more: str) -> list[str]:
    return ["crawl", "news", "-a", f"site={site}", "-a", f"sample_port={port}", *more]


def crawl(data: Path, site: str, port: int, *more: str) -> subprocess.CompletedProcess[str]:
    return run_scrapy(data, *crawl_arguments(site, port, *more))


def open_archive(data: Path, database: str | None = None) -> Archive:
    return Archive.open(settings_for(data, database=database))


def rows(data: Path, table, database: str | None = None) -> list:
    with open_archive(data, database) as archive, archive.catalogue.read() as connection:
        return list(connection.execute(select(table).order_by(*table.primary_key)))


def last_run(data: Path):
    return max(rows(data, run), key=lambda row: row.started)


def outcomes(data: Path, run_id: str | None = None) -> dict[str, str]:
    """Key -> outcome of one run, the last one unless named."""
    wanted = run_id or last_run(data).id
    return {row.key: row.outcome for row in rows(data, outcome) if row.run == wanted}


def addresses(data: Path) -> dict:
    return {row.key: row for row in rows(data, url)}


def contents(data: Path, database: str | None = None) -> dict[str, tuple]:
    """What a reader would find: key -> state and the digests of its revisions in order of time."""
    digests: dict[int, list[str]] = {}
    for row in sorted(rows(data, revision, database), key=lambda row: row.captured_at):
        digests.setdefault(row.article, []).append(row.digest)
    return {row.key: (row.state, row.title, *digests[row.id]) for row in rows(data, article, database)}
