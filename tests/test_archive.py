"""The archive: what is new, changed, gone, back; what a kill leaves; what verify finds."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from shelves import START, Shelf, article
from sqlalchemy import select

from index.archive import Archive
from index.dates import DateKind
from index.errors import CaptureError, EngineError, NotFoundError
from index.schema import capture as capture_table
from index.schema import change
from index.settings import settings_for

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def shelf(tmp_path: Path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def changes(shelf: Shelf) -> int:
    with shelf.archive.catalogue.read() as connection:
        return len(connection.execute(select(change.c.number)).all())


def test_the_first_sight_is_new_the_same_again_unchanged_and_another_wording_a_revision(shelf: Shelf):
    assert shelf.put(1, "Tít", "Một câu.").outcome == "new"
    assert shelf.put(1, "Tít", "Một câu.", days=1, raw=b"other bytes, same article").outcome == "unchanged"
    added = shelf.put(1, "Tít", "Một câu khác.", days=2)
    assert (added.outcome, added.revision) == ("changed", 2)
    stored = shelf.archive.get(added.article_id)
    assert stored.state == "changed"
    assert [number for number, _ in stored.revisions] == [1, 2]
    assert shelf.archive.get(added.article_id, 1).revision.article.text == "Tít\nMột câu."


def test_looking_without_a_change_tells_the_index_nothing(shelf: Shelf):
    shelf.put(1, "Tít", "Một câu.")
    before = changes(shelf)
    shelf.put(1, "Tít", "Một câu.", days=1)
    assert changes(shelf) == before


def test_a_body_seen_before_at_the_same_address_becomes_a_revisit_that_reads_back_whole(shelf: Shelf):
    shelf.put(1, "Tít", "Một câu.")
    shelf.put(1, "Tít", "Một câu.", days=1)
    with shelf.archive.catalogue.read() as connection:
        rows = connection.execute(select(capture_table).order_by(capture_table.c.id)).all()
    assert [row.kind for row in rows] == ["response", "revisit"]
    assert shelf.archive.read(rows[1].id).body == "Một câu.".encode()


def test_an_older_capture_added_later_is_no_new_wording_of_today(shelf: Shelf):
    shelf.put(1, "Tít", "Bản mới.", days=10)
    added = shelf.put(1, "Tít", "Bản cũ.", days=1)
    stored = shelf.archive.get(added.article_id)
    assert stored.revision.article.text == "Tít\nBản mới."
    assert [number for number, _ in stored.revisions] == [2, 1]
    assert stored.first_seen == START + timedelta(days=1)


def test_gone_keeps_the_article_and_its_first_day_and_seen_again_is_back(shelf: Shelf):
    added = shelf.put(1, "Tít", "Một câu.")
    shelf.state(1, "gone", 3)
    shelf.state(1, "gone", 5)
    stored = shelf.archive.get(added.article_id)
    assert (stored.state, stored.gone_since) == ("gone", START + timedelta(days=3))
    assert stored.revision.article.text == "Tít\nMột câu."
    shelf.put(1, "Tít", "Một câu.", days=7)
    stored = shelf.archive.get(added.article_id)
    assert (stored.state, stored.gone_since) == ("back", None)


def test_the_event_day_of_the_newest_wording_is_the_articles(shelf: Shelf):
    shelf.put(1, "Tít", "Một.", event=date(2023, 7, 11))
    shelf.put(1, "Tít", "Hai.", event=date(2023, 7, 12), days=1)
    assert [row.article_id for row in shelf.archive.day(date(2023, 7, 12), DateKind.EVENT)] == [1]
    assert shelf.archive.day(date(2023, 7, 11), DateKind.EVENT) == ()
    assert shelf.archive.counts_by(DateKind.EVENT) == {2023: 1}
    assert shelf.archive.counts_by(DateKind.EVENT, 2023) == {7: 1}
    assert shelf.archive.counts_by(DateKind.EVENT, 2023, 7) == {12: 1}


def test_the_day_first_seen_is_a_day_in_viet_nam(shelf: Shelf):
    shelf.put(1, "Tít", "Một.", days=0.75)  # 21:00 UTC is 4 o'clock of the next day
    assert [row.article_id for row in shelf.archive.day(date(2026, 1, 3), None)] == [1]


def test_what_was_not_seen_is_said_so(shelf: Shelf):
    with pytest.raises(NotFoundError, match="not seen in the news collected"):
        shelf.archive.get(99)
    shelf.put(1, "Tít", "Một.")
    with pytest.raises(NotFoundError, match="revision 7"):
        shelf.archive.get(1, 7)


def test_reading_again_rewrites_what_was_found_and_keeps_the_numbers(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    shelf.put(1, "Tít", "Hai.", days=1)

    def better(capture, source):
        return article(source, 1, "Tít đọc lại", capture.body.decode())

    def same(capture, source):
        return article(source, 1, "Tít", capture.body.decode())

    assert shelf.archive.replay("mau-a-1", same) is False
    assert shelf.archive.replay("mau-a-1", better) is True
    assert shelf.archive.replay("mau-a-1", better) is False
    assert shelf.archive.get(1, 1).revision.article.title == "Tít đọc lại"
    assert [number for number, _ in shelf.archive.get(1).revisions] == [1, 2]


def test_two_wordings_that_a_better_reader_finds_equal_become_one(shelf: Shelf):
    shelf.put(1, "Tít", "Một. 1 lượt xem")
    shelf.put(1, "Tít", "Một. 2 lượt xem", days=1)
    shelf.archive.replay("mau-a-1", lambda capture, source: article(source, 1, "Tít", capture.body.decode().partition(".")[0]))
    stored = shelf.archive.get(1)
    assert (stored.state, [number for number, _ in stored.revisions]) == ("live", [1])


def test_captures_that_hold_no_article_any_more_change_nothing(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    assert shelf.archive.replay("mau-a-1", lambda _capture, _source: None) is False
    assert shelf.archive.get(1).revision.article.title == "Tít"


def test_without_an_index_articles_are_read_and_searching_says_what_to_run(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    assert shelf.archive.get(1).revision.article.title == "Tít"
    with pytest.raises(EngineError, match="python -m index rebuild"):
        shelf.archive.search(shelf.archive.parse("tít"))


def test_the_index_follows_the_catalogue_and_a_rebuild_says_the_same(shelf: Shelf):
    for number in range(1, 8):
        shelf.put(number, f"Hội nghị số {number}", "Đảng bộ quận họp bàn công tác.")
    assert shelf.archive.update_index() == 7
    assert shelf.archive.update_index() == 0
    shelf.put(3, "Hội nghị số 3", "Đảng bộ quận họp bàn việc khác.", days=1)
    assert shelf.archive.update_index() == 1
    before = [row.article_id for row in shelf.archive.search(shelf.archive.parse("công tác")).rows]
    assert sorted(before) == [1, 2, 4, 5, 6, 7]
    assert shelf.archive.rebuild() == 7
    assert [row.article_id for row in shelf.archive.search(shelf.archive.parse("công tác")).rows] == before


def test_another_reader_goes_on_while_the_index_is_swapped(shelf: Shelf, tmp_path: Path):
    shelf.put(1, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    with Archive.open(settings_for(tmp_path)) as reader:
        assert reader.search(reader.parse("đảng bộ")).total == 1
        shelf.put(2, "Hội nghị", "Đảng bộ phường.")
        shelf.archive.rebuild()
        assert reader.search(reader.parse("đảng bộ")).total == 2


def test_a_lost_index_folder_is_made_again_by_the_next_update(shelf: Shelf, tmp_path: Path):
    shelf.put(1, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    shutil.rmtree(tmp_path / "index")
    shelf.archive.update_index()
    assert shelf.archive.search(shelf.archive.parse("đảng bộ")).total == 1


def test_verify_is_silent_when_all_is_well_and_names_a_damaged_capture(shelf: Shelf, tmp_path: Path):
    shelf.put(1, "Tít", "Một." * 100)
    shelf.archive.update_index()
    assert shelf.archive.verify() == ()
    file = next((tmp_path / "captures").rglob("*.warc.gz"))
    raw = bytearray(file.read_bytes())
    raw[-30] ^= 0xFF
    file.write_bytes(raw)
    problems = shelf.archive.verify()
    assert len(problems) == 1
    assert file.name in problems[0]
    with pytest.raises(CaptureError):
        shelf.archive.read(1)


def test_a_name_is_known_by_its_marks_and_without_them(shelf: Shelf):
    shelf.put(1, "Tít", "Hội nghị do đồng chí Trần Thị Mẫu Thúy, Bí thư Quận ủy Tân Giang chủ trì.")
    shelf.archive.update_index()
    assert shelf.archive.search(shelf.archive.parse("Trần Thị Mẫu Thúy")).total == 1
    assert [part.kind for part in shelf.archive.parse("tran thi mau thuy").understood] == ["person"]
    assert shelf.archive.parse("Trần Thị Mẫu Thùy").understood == ()


WRITER = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from shelves import Shelf
shelf = Shelf(Path({folder!r}))
shelf.files = {{"mau-a": shelf.archive.new_capture_file("mau-a", {run!r}, __import__("shelves").START)}}
first = shelf.archive.stats()["articles"] + 1
for number in range(first, first + 500):
    shelf.put(number, "Tít", "Nội dung bài số " + str(number))
    print(number, flush=True)
"""


def test_kill_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path):
    chance = random.Random(7)
    acknowledged: list[int] = []
    for turn in range(5):
        code = WRITER.format(root=str(ROOT), tests=str(ROOT / "tests"), folder=str(tmp_path), run=f"kill{turn}")
        process = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        acknowledged.append(int(process.stdout.readline()))
        time.sleep(chance.uniform(0.02, 0.25))
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout if line.endswith("\n")]
        process.wait()
        process.stdout.close()
    with Archive.open(settings_for(tmp_path)) as archive:
        keys = archive.keys()
        kept = {int(key.rpartition("-")[2]) for key in keys}
        assert kept >= set(acknowledged)
        assert len(acknowledged) == len(set(acknowledged))
        archive.update_index()
        assert archive.verify() == ()
        assert archive.search(archive.parse("nội dung bài")).total == len(kept)


def test_times_are_aware(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    assert shelf.archive.get(1).first_seen == datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
