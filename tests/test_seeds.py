"""The five real articles, from text to search hit: the specification of the whole path."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.settings import settings_for

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real articles lie beside the project, not in it")

# seed -> (source, day of capture)
SEED_SOURCES = {
    "000": ("thuduc", "2023-10-01"),
    "001": ("thanhuytphcm", "2022-12-07"),
    "002": ("thanhuytphcm", "2024-06-22"),
    "003": ("thuduc", "2023-08-01"),
    "004": ("baohaiphong", "2024-10-01"),
}
FURNITURE = (
    "Ý kiến bạn đọc",
    "refresh",
    "Tổng lượt bình luận",
    "Tin khác",
    "Thông báo\n",
    "ngày 7 tháng 12 năm 2022",
    "ngày 22 tháng 6 năm 2024",
)


def run(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, "ARCHIVE_DATA": str(data)}, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive into which `scrapy import` put the five articles."""
    folder = tmp_path_factory.mktemp("seeds")
    for seed, (source, captured) in SEED_SOURCES.items():
        done = run("scrapy", "import", str(SEEDS / f"{seed}.txt"), "--source", source, "--captured", captured, data=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def archive(data: Path) -> Iterator[Archive]:
    with Archive.open(settings_for(data)) as archive:
        yield archive


def seed_of(archive: Archive, article_id: int) -> str:
    """Which seed an article came from, told by its first words."""
    body = archive.get(article_id).revision.article.texts(*list(type(archive.get(article_id).revision.article.blocks[0].kind)))
    return next(seed for seed in SEED_SOURCES if body[-1][:60] in (SEEDS / f"{seed}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("22-NQ/TU", "000"),
        ("98/2023/QH15", "000"),
        ("Nguyễn Phước Hưng", "001"),
        ("nguyen phuoc hung", "001"),
        ("quy định 1374", "002"),
        ("22 nq tu", "000"),
        ("nghị quyết 22", "000"),
        ("453-KL/TU", "003"),
        ("Phạm Hưng Hùng", "004"),
    ],
)
def test_the_right_article_comes_first(archive: Archive, query: str, first: str):
    results = archive.search(archive.parse(query))
    assert results.rows
    assert seed_of(archive, results.rows[0].article_id) == first


def test_a_conclusion_cited_by_two_articles_gives_both(archive: Archive):
    results = archive.search(archive.parse("21 kl tw"))
    assert {seed_of(archive, row.article_id) for row in results.rows} == {"001", "002"}


def test_marks_that_were_typed_count(archive: Archive):
    assert archive.search(archive.parse('"Nguyễn Phước Hùng"')).total == 0


@pytest.mark.parametrize("words", ["Ý kiến bạn đọc", "Tổng lượt bình luận", "refresh", "Tin khác"])
def test_furniture_is_in_no_index(archive: Archive, words: str):
    assert archive.search(archive.parse(f'"{words}"')).total == 0


def test_furniture_is_in_no_paragraph(archive: Archive):
    for article_id in range(1, 6):
        text = archive.get(article_id).revision.article.text
        assert not [words for words in FURNITURE if words in text + "\n"]


def test_the_bytes_are_kept_as_they_were(archive: Archive):
    kept = {archive.read(archive.get(article_id).capture.id).body for article_id in range(1, 6)}
    assert kept == {(SEEDS / f"{seed}.txt").read_bytes() for seed in SEED_SOURCES}


def test_importing_again_adds_nothing(data: Path, archive: Archive):
    before = archive.stats()
    done = run("scrapy", "import", str(SEEDS / "000.txt"), "--source", "thuduc", "--captured", "2023-10-01", data=data)
    assert done.returncode == 0, done.stderr
    after = archive.stats()
    assert after["articles"] == before["articles"] == 5
    assert after["revisions"] == before["revisions"] == 5


def test_read_prints_one_valid_object_per_file(tmp_path: Path):
    done = run("scrapy", "read", *map(str, sorted(SEEDS.glob("*.txt"))), "--json", data=tmp_path)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == 5
    wanted = {
        "article",
        "source",
        "url",
        "key",
        "title",
        "lead",
        "byline",
        "agency",
        "published",
        "event",
        "dates",
        "captions",
        "paragraphs",
    }
    for answer in answers:
        assert wanted | {"documents", "people", "text"} <= set(answer)
        for mention in (*answer["documents"], *answer["people"]):
            assert answer["text"][mention["start"] : mention["end"]] == mention["printed"]


def test_a_lost_index_says_what_to_run_and_rebuild_gives_the_same_answers(data: Path):
    before = run("index", "search", "--json", "21-KL/TW", data=data)
    assert before.returncode == 0, before.stderr
    for path in sorted((data / "index").iterdir()):
        path.unlink()
    (data / "index").rmdir()
    lost = run("index", "search", "21-KL/TW", data=data)
    assert lost.returncode == 1
    assert "python -m index rebuild" in lost.stderr
    assert "Traceback" not in lost.stderr
    assert run("index", "rebuild", data=data).returncode == 0
    assert run("index", "search", "--json", "21-KL/TW", data=data).stdout == before.stdout
