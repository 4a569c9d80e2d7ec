"""Another reader's opinion: which pages it is asked of, what it says of right and wrong texts, and what a run's row tells."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from crawls import ROOT, crawl, crawl_arguments, last_run, open_archive, run_scrapy
from hostile import SITE, HostileServer, listing, page
from sqlalchemy import update

from crawler.operation import cross_check as module
from crawler.operation.cross_check import NOT_INSTALLED, Checked, cross_check, overlap, sample
from crawler.run.report import run_row
from index.schema import revision

needs_trafilatura = pytest.mark.skipif(
    not module.find_spec("trafilatura"), reason="needs trafilatura, which is not installed here"
)
PATHS = {f"/bai-{number}.html": page(f"Bài số {number}") for number in range(100, 104)}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles in an archive."""
    data = tmp_path_factory.mktemp("crawled")
    with HostileServer({"/chinh-tri": listing(*PATHS), **PATHS}) as server:
        assert crawl(data, SITE, server.port).returncode == 0
    return data


@pytest.mark.parametrize(
    ("ours", "theirs", "shared"),
    [
        ("Hội nghị sơ kết quý một", "hội nghị sơ kết, quý một.", 1.0),
        ("một hai ba", "bốn năm", 0.0),
        ("một hai ba bốn", "một hai", 2 / 3),
        ("một một hai", "một hai hai", 2 / 3),
        ("", "", 0.0),
    ],
)
def test_overlap_counts_words_as_often_as_both_have_them(ours: str, theirs: str, shared: float):
    assert overlap(ours, theirs) == pytest.approx(shared)


def test_the_sample_is_of_what_a_run_brought_and_always_the_same(crawled: Path):
    run = last_run(crawled).id
    with open_archive(crawled) as archive, archive.catalogue.read() as connection:
        assert len(sample(connection, run, 1.0)) == 4
        assert sample(connection, run, 0.0) == sample(connection, "another", 1.0) == []
        assert sample(connection, run, 0.5) == sample(connection, run, 0.5)
    chosen = sum(module._chance("run", f"mau-bao-{number}") < 0.02 for number in range(10_000))
    assert 150 < chosen < 250


@needs_trafilatura
def test_it_agrees_with_a_right_text_and_names_a_wrong_one(crawled: Path):
    good = run_scrapy(crawled, "crosscheck", SITE, "--share", "1")
    assert (good.returncode, good.stdout, good.stderr) == (0, "4 pages compared with trafilatura, 0 differ\n", "")
    with open_archive(crawled) as archive:
        number = archive.find("mau-bao-102")
        blocks = archive.get(number).revision.article.blocks
        wrong = [["paragraph", "Tin khác: giá vàng hôm nay tăng mạnh, nhiều người xếp hàng chờ mua từ sáng sớm."]]
        for new in (wrong, [[block.kind.value, block.text] for block in blocks]):
            with archive.catalogue.begin() as connection:
                connection.execute(update(revision).where(revision.c.article == number).values(blocks=new))
            if new is wrong:
                bad = run_scrapy(crawled, "crosscheck", "--run", last_run(crawled).id, "--share", "1", "--json")
    assert bad.returncode == 0
    assert json.loads(bad.stdout) == {"pages": 4, "differ": ["mau-bao-102"]}
    assert "mau-bao-102: trafilatura reads another text" in bad.stderr


# Scrapy with every page in the sample.
ALL = """
import sys
import crawler.operation.cross_check as module
from scrapy.cmdline import execute
module.SHARE = 1.0
execute(["scrapy", *sys.argv[1:]])
"""


@needs_trafilatura
def test_a_run_s_row_says_how_many_pages_were_compared(tmp_path: Path):
    with HostileServer({"/chinh-tri": listing(*PATHS), **PATHS}) as server:
        command = [
            sys.executable,
            "-W",
            "ignore::SyntaxWarning",
            "-c",
            ALL,
            *crawl_arguments(SITE, server.port, "-a", "report=json"),
        ]
        environment = {**os.environ, "ARCHIVE_DATA": str(tmp_path)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["cross_check"] == {"pages": 4, "differ": [], "not_checked": None}


def test_where_it_is_not_installed_the_run_s_row_says_so(crawled: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    monkeypatch.setattr(module, "SHARE", 1.0)
    with open_archive(crawled) as archive:
        assert cross_check(archive, last_run(crawled).id) == Checked(not_checked=NOT_INSTALLED)
        assert cross_check(archive, "no such run") == Checked()
    told = run_row(last_run(crawled))
    assert told["cross_check"] == {"pages": 0, "differ": [], "not_checked": NOT_INSTALLED}
    assert told["outcomes"] == {"new": 4}


def test_the_command_wants_one_thing_to_look_at(tmp_path: Path):
    for arguments in ((), (SITE, "--run", "x")):
        done = run_scrapy(tmp_path, "crosscheck", *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert "name a site, or a run with --run" in done.stderr
    assert run_scrapy(tmp_path, "crosscheck", "khong-co").returncode == 2
