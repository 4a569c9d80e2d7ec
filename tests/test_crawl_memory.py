"""How large a crawl's process grows, and that the index is told by another one."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from importlib import import_module
from pathlib import Path

import brotli
import pytest
from crawls import ROOT, crawl_arguments, open_archive, outcomes, run_scrapy
from hostile import HOST, SITE, Answer, HostileServer, bomb, endless, listing, page

zstd = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
# Scrapy as the command runs it, and at its end the most memory that this process held and what it had to load for it.
MEASURED = """
import json, re, sys
from scrapy.cmdline import execute
try:
    execute(["scrapy", *sys.argv[1:]])
finally:
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())
    print(json.dumps([int(peak[1]) / 1024, sorted({name.split(".")[0] for name in sys.modules})]), file=sys.stderr)
"""
needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much memory was held")


def measured(data: Path, port: int) -> tuple[float, list[str]]:
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-c", MEASURED, *crawl_arguments(SITE, port)]
    environment = {**os.environ, "ARCHIVE_DATA": str(data)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    peak, loaded = json.loads(done.stderr.splitlines()[-1])
    return peak, loaded


@needs_proc
def test_bombs_and_endless_bodies_take_less_than_120_mb(tmp_path: Path):
    paths = {f"/bom-10{n}.html": bomb(256) for n in range(5)} | {f"/dai-20{n}.html": Answer(body=endless) for n in range(5)}
    with HostileServer({"/chinh-tri": listing(*paths), **paths}) as server:
        peak, _ = measured(tmp_path, server.port)
    assert list(outcomes(tmp_path).values()) == ["too_large"] * 10
    assert peak < 120


def packed(encoding: str, body: bytes) -> Answer:
    pack = {"deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress, "gzip": gzip.compress}[encoding]
    return Answer(body=pack(body), headers={"Content-Encoding": encoding})


@needs_proc
def test_no_packing_and_no_flood_of_tags_takes_more_than_150_mb_or_a_minute(tmp_path: Path):
    """A flood is small enough to be kept, and would take a parser gigabytes: as an article, a listing, a sitemap, plain or packed."""
    flood = page("Lũ").body.replace(b"</article>", b"<p>a" * 2_000_000 + b"</article>")
    paths: dict[str, Answer] = {
        f"/{name}-10{n}.html": packed(name, bytes(64 << 20)) for n, name in enumerate(("deflate", "br", "zstd"))
    }
    floods = {"/lu-201.html": Answer(body=flood), "/lu-202.html": packed("gzip", flood), "/bai-203.html": page()}
    xml = b"<urlset>" + b"<url/>" * 1_300_000
    hints = {"/sitemap.xml": Answer(body=xml), "/sitemap-2.xml.gz": Answer(body=gzip.compress(xml * 5))}
    hints["/rss/chinh-tri"] = Answer(body=b"<rss>" + b"<item/>" * 1_000_000)
    robots = "".join(f"Sitemap: http://{HOST}:{{port}}{path}\n" for path in hints if "sitemap" in path)
    with HostileServer({"/chinh-tri": listing(*paths, *floods), **paths, **floods, **hints}) as server:
        server.answers["/robots.txt"] = Answer(body=robots.format(port=server.port).encode(), kind="text/plain")
        peak, _ = measured(tmp_path, server.port)
        assert {"/sitemap.xml", "/sitemap-2.xml.gz"} <= set(server.paths)
    ended = outcomes(tmp_path)
    assert [ended[f"{SITE}-10{n}"] for n in range(3)] == ["too_large"] * 3
    assert (ended[f"{SITE}-201"], ended[f"{SITE}-202"], ended[f"{SITE}-203"]) == ("no_article", "no_article", "new")
    assert peak < 150


@needs_proc
def test_a_crawl_loads_neither_the_search_engine_nor_what_is_switched_off(tmp_path: Path):
    with HostileServer({"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": page()}) as server:
        _, loaded = measured(tmp_path, server.port)
    assert {"scrapy", "sqlalchemy"} <= set(loaded)
    assert not {"numpy", "whoosh", "aiohttp", "tldextract"} & set(loaded)
    with open_archive(tmp_path) as archive:
        assert archive.engine.count() == 1


def test_what_the_index_was_not_told_it_hears_after_the_next_run(tmp_path: Path):
    with HostileServer({"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": page()}) as server:
        arguments = crawl_arguments(SITE, server.port)
        untold = run_scrapy(tmp_path, *arguments, ARCHIVE_ENGINE="khong-co:kho")
        told = run_scrapy(tmp_path, *arguments)
    assert untold.returncode == 1
    assert "the search index was not brought up to date; run: python -m index update" in untold.stderr
    assert "1 new" in untold.stdout
    assert told.returncode == 0
    assert "0 new" in told.stdout
    assert f"{SITE}: 1 articles told to the index" in told.stderr
    with open_archive(tmp_path) as archive:
        assert archive.engine.count() == 1
