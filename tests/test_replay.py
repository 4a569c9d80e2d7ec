"""Reading again from the captures: better readers, lost layouts, pages that were no article, crawls meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from shelves import START, Shelf, article
from sqlalchemy import select

from index.article import Article, Capture
from index.errors import CaptureError, ExtractionError
from index.schema import change, label


@pytest.fixture
def shelf(tmp_path: Path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def reader(capture: Capture, source: str) -> Article:
    """What `Shelf.put` stored, read from the bytes."""
    return article(source, 1, "Tít", capture.body.decode())


def changes(shelf: Shelf) -> list[str]:
    with shelf.archive.catalogue.read() as connection:
        return list(connection.execute(select(change.c.kind).order_by(change.c.number)).scalars())


def keep(shelf: Shelf, body: str, days: float) -> None:
    """A page in which nobody has read an article yet."""
    kept = shelf.archive.keep(
        shelf.file("mau-a"), Capture("http://a.localhost/bai-1.html", START + timedelta(days=days), 200, (), body.encode())
    )
    with shelf.archive.catalogue.begin() as connection:
        shelf.archive.record_capture(connection, kept, source="mau-a", key="mau-a-1")


def test_reading_again_without_a_difference_writes_nothing(shelf: Shelf):
    for days, body in enumerate(["Một.", "Hai.", "Hai.", "Một."]):
        shelf.put(1, "Tít", body, days=days)
    before = changes(shelf)
    assert not shelf.archive.replay("mau-a-1", reader)
    assert changes(shelf) == before
    assert [number for number, _ in shelf.archive.get(1).revisions] == [1, 2, 3]


def test_pages_in_which_no_article_was_read_become_articles_when_the_readers_learn(shelf: Shelf):
    keep(shelf, "Một.", 0)
    keep(shelf, "Hai.", 1)
    assert shelf.archive.keys() == ()
    assert shelf.archive.keys("mau-a", unread=True) == ("mau-a-1",)
    assert shelf.archive.replay("mau-a-1", reader)
    assert shelf.archive.keys(unread=True) == ("mau-a-1",)
    stored = shelf.archive.get(1)
    assert (stored.state, stored.first_seen, stored.revision.article.blocks[0].text) == ("changed", START, "Hai.")
    assert changes(shelf) == ["new"]


def test_a_reader_that_finds_nothing_any_more_takes_nothing_away(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")

    def broken(capture: Capture, _source: str) -> Article:
        raise ExtractionError(capture.url, "no-article")

    assert not shelf.archive.replay("mau-a-1", broken)
    assert not shelf.archive.replay("mau-a-1", lambda _capture, _source: None)
    assert shelf.archive.get(1).revision.article.blocks[0].text == "Một."


def test_a_capture_that_turns_out_to_be_no_article_loses_its_revision(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    shelf.put(1, "Tít", "Trang không tồn tại", days=1)
    shelf.state(1, "gone", 2)
    assert shelf.archive.replay(
        "mau-a-1", lambda capture, source: reader(capture, source) if b"kh\xc3\xb4ng" not in capture.body else None
    )
    stored = shelf.archive.get(1)
    assert [number for number, _ in stored.revisions] == [1]
    assert stored.state == "gone"
    assert stored.last_seen == START


def test_a_page_of_another_status_is_not_read(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    kept = shelf.archive.keep(
        shelf.file("mau-a"), Capture("http://a.localhost/bai-1.html", START + timedelta(days=1), 404, (), b"Lost.")
    )
    with shelf.archive.catalogue.begin() as connection:
        shelf.archive.record_capture(connection, kept, source="mau-a", key="mau-a-1")
    assert not shelf.archive.replay("mau-a-1", reader)


def test_a_revisit_is_read_from_the_capture_that_has_its_bytes(shelf: Shelf):
    seen = []
    shelf.put(1, "Tít", "Một.")
    shelf.put(1, "Tít", "Một.", days=1)
    shelf.archive.replay("mau-a-1", lambda capture, source: seen.append(capture) or reader(capture, source))
    assert [(capture.body.decode(), capture.captured_at) for capture in seen] == [
        ("Một.", START),
        ("Một.", START + timedelta(days=1)),
    ]


def test_a_crawl_that_adds_a_capture_meanwhile_is_not_undone(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    turns = []

    def slow(capture: Capture, source: str) -> Article:
        turns.append(capture)
        if len(turns) == 1:
            shelf.put(1, "Tít", "Hai.", days=1)
        return replace(reader(capture, source), title="Tít đọc lại")

    assert shelf.archive.replay("mau-a-1", slow)
    assert [shelf.archive.get(1, number).revision.article.text for number in (1, 2)] == ["Tít đọc lại\nMột.", "Tít đọc lại\nHai."]
    assert len(turns) == 2


def test_captures_that_cannot_be_read_back_leave_the_article_as_it_is(shelf: Shelf, tmp_path: Path):
    shelf.put(1, "Tít", "Một.")
    next((tmp_path / "captures").rglob("*.warc.gz")).unlink()
    with pytest.raises(CaptureError):
        shelf.archive.replay("mau-a-1", reader)
    assert shelf.archive.get(1).revision.article.blocks[0].text == "Một."


def test_a_key_that_was_never_seen_is_nothing_to_read(shelf: Shelf):
    assert not shelf.archive.replay("mau-a-404", reader)


def test_a_name_that_was_misread_is_no_name_to_search_for_afterwards(shelf: Shelf):
    shelf.put(1, "Tít", "Đồng chí Trần Thị Mẫu Thúy, Bí thư Quận ủy Tân Giang, phát biểu.")
    assert shelf.archive.parse("Trần Thị Mẫu Thúy").understood
    shelf.archive.replay("mau-a-1", lambda _capture, source: article(source, 1, "Tít", "Không có ai."))
    assert not shelf.archive.parse("Trần Thị Mẫu Thúy").understood
    with shelf.archive.catalogue.read() as connection:
        assert connection.execute(select(label.c.key).where(label.c.field == "person")).all() == []


def test_an_article_keeps_key_and_source_whatever_the_readers_say(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    shelf.archive.replay("mau-a-1", lambda _capture, _source: article("mau-b", 9, "Tít khác", "Một."))
    assert shelf.archive.keys() == ("mau-a-1",)
    assert shelf.archive.get(1).revision.article.source == "mau-a"
