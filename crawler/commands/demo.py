"""scrapy demo: the whole path on sample sites, in one process group that Ctrl-C ends."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from crawler.operation.children import end_with_parent
from crawler.replica import ReplicaServer
from index.errors import ArchiveError, SettingsError
from index.settings import ROOT

SITES = ("mau-thanhuy", "mau-bao", "mau-ct")
QUERIES = ("14-NQ/TU", "nghi quyet", "chuyển đổi số")
SPACE_NEEDED = 100 * 1024 * 1024
LOCKED = 75


def check_port(port: int, flag: str) -> None:
    """Raises `SettingsError` where another program holds this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            name = flag.lstrip("-").upper().replace("-", "_")
            raise SettingsError(flag, f"port {port} is taken; stop what uses it or choose another: make demo {name}=…") from None


def check_space(folder: Path) -> None:
    """Raises `SettingsError` where the demo's folder cannot be made or its disk is nearly full."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise SettingsError("--data", f"{folder} cannot be used ({error.strerror}); choose another folder") from error
    if free < SPACE_NEEDED:
        raise SettingsError(
            "--data", f"{folder} has {free >> 20} MB left and the demo needs {SPACE_NEEDED >> 20}; free some space"
        )


@contextmanager
def child(arguments: Sequence[str], data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program over the demo's archive, ended with the block whatever happens in it."""
    environment = {**os.environ, "ARCHIVE_DATA": str(data)}
    for name in ("ARCHIVE_DATABASE", "ARCHIVE_ENGINE"):
        environment.pop(name, None)
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, preexec_fn=end_with_parent)  # noqa: S603, PLW1509 - our own programs; see crawler.operation.children
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def crawl(site: str, sites_port: int, data: Path) -> None:
    """One crawl of one sample site by the real spider; raises `SettingsError` where it did not end well."""
    with child(["scrapy", "crawl", "news", "-a", f"site={site}", "-a", f"sample_port={sites_port}"], data) as process:
        code = process.wait()
    if code == LOCKED:
        raise SettingsError(site, "another crawl of this site is running; wait for it or stop it, then run make demo again")
    if code:
        raise SettingsError(
            site, f"the crawl ended with code {code}; its words above say why. Nothing is lost: run make demo again"
        )


def wait_for_page(address: str, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Return when the search page answers; raises `SettingsError` when it ends or stays silent."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise SettingsError("webui", "the search page did not start; its words above say why")


def show_page(port: int, data: Path) -> None:
    """Serve the demo's archive until the reader stops it."""
    address = f"http://127.0.0.1:{port}"
    with child(["waitress", f"--listen=127.0.0.1:{port}", "--call", "webui:create_app"], data) as process:
        wait_for_page(address, process)
        print(f"\nThe archive of the sample sites is at  {address}\n\nThree queries to try:", flush=True)
        for query in QUERIES:
            print(f"  {query}")
        print("\nCtrl-C stops everything. Run make demo again to see the sites' next day.", flush=True)
        process.wait()


def sample_day(data: Path) -> int:
    """1 until the first day was crawled whole, 2 from then on: the second run sees tomorrow."""
    return 2 if (data / "first-day-crawled").exists() else 1


def run_demo(port: int, sites_port: int, data: Path) -> None:
    """Check, crawl the three sample sites, serve. Raises `ArchiveError` with one sentence where something is in the way."""
    check_port(port, "--port")
    check_port(sites_port, "--sites-port")
    check_space(data)
    day = sample_day(data)
    print(f"Sample sites, day {day}: invented articles on this machine, archive in {data}", flush=True)
    with ReplicaServer(port=sites_port, day=day):
        for site in SITES:
            crawl(site, sites_port, data)
        (data / "first-day-crawled").touch()
        show_page(port, data)


class Command(ScrapyCommand):
    """The sample sites crawled, indexed and served."""

    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Crawl the sample sites and serve the search page over them"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The ports and the folder."""
        super().add_options(parser)
        parser.add_argument("--port", type=int, default=8000, help="port of the search page")
        parser.add_argument("--sites-port", type=int, default=8801, help="port of the sample sites")
        parser.add_argument("--data", type=Path, default=ROOT / "data" / "demo", help="folder of the demo's archive")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit code 1 and one sentence where the demo cannot run; Ctrl-C is a good end."""
        del args
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            run_demo(opts.port, opts.sites_port, opts.data.expanduser().resolve())
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 1
        except KeyboardInterrupt:
            print("\nStopped. The demo's archive stays in its folder; delete that folder to begin again.", flush=True)
