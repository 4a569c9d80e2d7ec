"""How large a crawl's process grows, and that the index is told by another one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from crawls import ROOT, crawl_arguments, open_archive, outcomes, run_scrapy
from hostile import SITE, Answer, HostileServer, bomb, endless, listing, page

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
