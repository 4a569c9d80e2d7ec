"""scrapy reextract: what is stored is made again from the kept bytes, and the network is not asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from crawls import contents, crawl, open_archive, run_scrapy
from hostile import SITE, Answer, HostileServer, listing, page
from sqlalchemy import update

from crawler.commands.reextract import Command
from crawler.extract import extract
from crawler.intake import Intake, read_labels
from index.archive import Archive
from index.article import Capture
from index.schema import revision
from index.settings import settings_for

DAY = date(2026, 3, 12)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two articles of one site, imported, with an index."""
    with Archive.open(settings_for(tmp_path)) as archive:
        for number, title in ((100, "Bàn chuyện giống lúa"), (101, "Bài hai")):
            path = tmp_path / f"{number}.html"
            path.write_bytes(page(title).body)
            intake = Intake(archive, read_labels(None, f"http://bao-mau.localhost:8801/bai-{number}.html", DAY))
            list(intake.take(path))
            intake.close()
        archive.update_index()
    return tmp_path


def spoil(data: Path) -> None:
    with open_archive(data) as archive, archive.catalogue.begin() as connection:
        connection.execute(
            update(revision).where(revision.c.title == "Bàn chuyện giống lúa").values(title="Sai", blocks=[["paragraph", "Sai"]])
        )


def test_what_an_older_reader_got_wrong_is_put_right_in_catalogue_and_index(data: Path):
    before = contents(data)
    spoil(data)
    done = run_scrapy(data, "reextract", "--source", SITE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2 pages read again: 1 changed, 0 could not be read")
    assert contents(data) == before
    with open_archive(data) as archive:
        assert archive.search(archive.parse("Bàn chuyện giống lúa")).total == 1
        assert archive.verify() == ()


def read_all(data: Path) -> int:
    """The command without its process; returns its exit code."""
    command = Command()
    with open_archive(data) as archive:
        command._read_all(archive, None)
    return command.exitcode


def test_a_second_time_changes_nothing(data: Path, capsys: pytest.CaptureFixture[str]):
    assert read_all(data) == 0
    assert capsys.readouterr().out.startswith("2 pages read again: 0 changed, 0 could not be read; 0 told")


def test_captures_that_are_lost_are_named_and_the_others_read(data: Path, capsys: pytest.CaptureFixture[str]):
    lost = min((data / "captures" / SITE).glob("*.warc.gz"))
    lost.unlink()
    spoil(data)
    assert read_all(data) == 1
    said = capsys.readouterr()
    assert "1 could not be read" in said.out
    assert lost.name in said.err


def test_an_unknown_source_is_one_sentence(tmp_path: Path):
    done = run_scrapy(tmp_path, "reextract", "--source", "khong-co")
    assert done.returncode == 2
    assert "known sites" in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_a_page_that_nobody_could_read_is_an_article_once_somebody_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The site's layout changed: the page was kept, and a repaired layout needs no new request."""
    with HostileServer({"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": Answer(body=b"<p>Bo cuc moi</p>")}) as server:
        crawl(tmp_path, SITE, server.port)
    assert contents(tmp_path) == {}
    good = page("Bàn chuyện giống lúa")
    monkeypatch.setattr(
        "crawler.commands.reextract.extract_holding",
        lambda capture, site: extract(Capture(capture.url, capture.captured_at, 200, capture.headers, good.body), site),
    )
    assert read_all(tmp_path) == 0
    assert len(contents(tmp_path)) == 1
