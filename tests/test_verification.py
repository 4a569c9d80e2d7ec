"""Verify: every promise checked by reading, every break a sentence, nothing harmless called wrong."""

from __future__ import annotations

import gzip
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from shelves import START, Shelf
from sqlalchemy import update

from index.archive import Archive
from index.article import Capture
from index.schema import article, capture, document_mention, revision
from index.settings import settings_for


@pytest.fixture
def shelf(tmp_path: Path):
    shelf = Shelf(tmp_path)
    for number in range(1, 4):
        shelf.put(number, "Tít", f"Quán triệt Nghị quyết số 14-NQ/TU, bài {number}.")
    shelf.archive.update_index()
    yield shelf
    shelf.close()


def run(shelf: Shelf, statement) -> None:
    with shelf.archive.catalogue.begin() as connection:
        connection.execute(statement)


def test_an_archive_in_order_has_neither_problems_nor_notes(shelf: Shelf):
    told = []
    assert shelf.archive.verify(lambda done, total: told.append((done, total))) == ()
    assert shelf.archive.notes() == ()
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_lost_capture_file_is_named_for_each_capture_in_it(shelf: Shelf):
    path = shelf.file("mau-a").path
    path.unlink()
    assert len([problem for problem in shelf.archive.verify() if path.name in problem]) == 3


def test_a_record_put_in_the_place_of_another_is_noticed(shelf: Shelf):
    """Every record is whole in itself, and only the rows know that it is not the one."""
    with shelf.archive.catalogue.read() as connection:
        other = connection.execute(capture.select().where(capture.c.id == 3)).one()
    run(shelf, update(capture).where(capture.c.id == 3).values(offset=0))
    run(shelf, update(capture).where(capture.c.id == 1).values(offset=other.offset, length=other.length))
    assert [
        problem for problem in shelf.archive.verify() if f"{other.file} at {other.offset}: the body is not the one" in problem
    ]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (update(capture).where(capture.c.id == 2).values(digest="sha256:" + "0" * 64), "not the one that was catalogued"),
        (update(capture).where(capture.c.id == 2).values(captured_at=START + timedelta(days=9)), "time or status"),
        (update(revision).where(revision.c.id == 1).values(blocks=[["paragraph", "Đã bị sửa."]]), "not the text that was read"),
        (update(document_mention).where(document_mention.c.revision == 2).values(start=0, end=4), "not printed there"),
        (update(article).where(article.c.id == 3).values(revision=7), "lost their newest revision"),
    ],
    ids=["digest", "time", "text", "span", "newest revision"],
)
def test_a_row_that_was_tampered_with_is_a_sentence(shelf: Shelf, statement, words: str):
    run(shelf, statement)
    assert [problem for problem in shelf.archive.verify() if words in problem]


def test_a_record_without_a_row_is_a_note_and_no_problem(shelf: Shelf):
    shelf.archive.keep(shelf.file("mau-a"), Capture("http://a.localhost/9", START, 200, (), b"nobody noted this"))
    assert shelf.archive.verify() == ()
    assert [note for note in shelf.archive.notes() if "1 records stand in no row" in note]


def test_a_record_cut_by_a_kill_is_a_note_and_no_problem(shelf: Shelf):
    with shelf.file("mau-a").path.open("ab") as stream:
        stream.write(gzip.compress(b"WARC/1.1\r\n" + bytes(range(256)))[:-30])
    assert shelf.archive.verify() == ()
    assert [note for note in shelf.archive.notes() if "the last one cut" in note]


def test_an_index_that_is_behind_is_a_note_and_one_that_lost_an_article_a_problem(shelf: Shelf):
    shelf.put(4, "Tít", "Bài mới.")
    assert shelf.archive.verify() == ()
    assert [note for note in shelf.archive.notes() if "run: python -m index update" in note]
    shelf.archive.update_index()
    shelf.archive.engine.apply((), (2,), shelf.archive.engine.mark())
    assert [problem for problem in shelf.archive.verify() if "the index holds 3 articles and the catalogue 4" in problem]


def test_a_catalogue_file_with_a_garbled_page_is_damaged(shelf: Shelf, tmp_path: Path):
    shelf.close()
    path = tmp_path / "archive.db"
    connection = sqlite3.connect(path)
    page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'document_mention'").fetchone()[0]
    connection.close()
    with path.open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xa5" * 4096)
    with Archive.open(settings_for(tmp_path)) as archive:
        problems = archive.verify()
    assert [problem for problem in problems if "damaged" in problem]
    assert not [problem for problem in problems if "\n" in problem]
