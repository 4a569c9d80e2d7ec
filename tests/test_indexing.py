"""The index: follows the catalogue, is made again beside the old one, survives kills and strangers."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from shelves import Shelf

from index import indexing
from index.archive import Archive
from index.engines.whoosh import arrayfile
from index.errors import EngineError
from index.settings import settings_for

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def shelf(tmp_path: Path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def found(archive: Archive, words: str = "đảng bộ") -> int:
    return archive.search(archive.parse(words)).total


def test_an_archive_in_which_nothing_was_stored_has_no_hits_and_needs_no_index(shelf: Shelf):
    results = shelf.archive.search(shelf.archive.parse("đảng bộ"))
    assert (results.total, results.rows, set(results.facets)) == (0, (), {"source", "document", "person", "year", "state"})


def test_more_articles_than_a_batch_are_all_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(indexing, "BATCH", 3)
    for number in range(1, 8):
        shelf.put(number, "Hội nghị", "Đảng bộ quận.")
    told = []
    assert shelf.archive.update_index(lambda done, total: told.append((done, total))) == 7
    assert told == [(3, 7), (6, 7), (7, 7)]
    assert found(shelf.archive) == 7
    for number in range(1, 5):
        shelf.put(number, "Hội nghị", "Đảng bộ phường.", days=1)
    assert shelf.archive.update_index() == 4
    assert found(shelf.archive, "đảng bộ phường") == 4


def test_a_state_is_told_to_the_index(shelf: Shelf):
    shelf.put(1, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    shelf.state(1, "gone", 1)
    assert shelf.archive.stats()["unindexed changes"] == 1
    assert shelf.archive.update_index() == 1
    facets = shelf.archive.search(shelf.archive.parse("")).facets
    assert [(each.value, each.count) for each in facets["state"]] == [("gone", 1)]


@pytest.mark.parametrize("damage", ["gone", "emptied", "garbled", "of an older format"])
def test_a_damaged_index_is_made_again_by_the_next_update(shelf: Shelf, tmp_path: Path, damage: str):
    shelf.put(1, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    for path in (tmp_path / "index").iterdir():
        if damage == "garbled":
            path.write_bytes(b"\x00garbage")
        elif damage == "of an older format":
            path.write_bytes(path.read_bytes().replace(b'"format": 5', b'"format": 4'))
        else:
            path.unlink()
    if damage == "gone":
        (tmp_path / "index").rmdir()
    with Archive.open(settings_for(tmp_path)) as other:
        with pytest.raises(EngineError, match="python -m index rebuild"):
            found(other)
        shelf.put(2, "Hội nghị", "Đảng bộ phường.")
        other.update_index()
        assert found(other) == 2


def test_damage_that_a_search_meets_is_mended_by_the_next_update_and_readers_go_on(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(arrayfile, "_SMALL", 0)
    shelf.put(1, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    with Archive.open(settings_for(tmp_path)) as reader:
        assert found(reader) == 1
        (segment,) = (tmp_path / "index").glob("*.seg")
        content = segment.read_bytes()
        segment.unlink()
        segment.write_bytes(content[:40] + bytes([content[40] ^ 1]) + content[41:])
        with Archive.open(settings_for(tmp_path)) as other, pytest.raises(EngineError, match="python -m index rebuild"):
            found(other)
        # The reader has the whole file still; the next change makes the index again, and it moves over to that.
        assert found(reader) == 1
        shelf.put(2, "Hội nghị", "Đảng bộ phường.")
        assert shelf.archive.update_index() == 2
        assert found(reader) == 2
        assert shelf.archive.verify() == ()


def test_the_index_of_another_archive_is_noticed_and_made_again(shelf: Shelf, tmp_path: Path):
    for number in range(1, 5):
        shelf.put(number, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    other = Shelf(tmp_path / "other")
    try:
        other.put(1, "Hội nghị", "Đảng bộ phường.")
        shutil.copytree(tmp_path / "index", tmp_path / "other" / "index")
        assert any("another archive" in problem for problem in other.archive.verify())
        other.archive.update_index()
        assert found(other.archive) == 1
        assert other.archive.verify() == ()
    finally:
        other.close()


def test_a_kill_between_the_two_renames_of_a_swap_leaves_the_old_index_to_search_in(shelf: Shelf, tmp_path: Path):
    shelf.put(1, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    (tmp_path / "index").rename(tmp_path / "index.old-4711-0")
    (tmp_path / "index.new-4711").mkdir()
    with Archive.open(settings_for(tmp_path)) as other:
        assert found(other) == 1
        assert other.rebuild() == 1
        assert found(other) == 1
    assert [path.name for path in tmp_path.glob("index*")] == ["index"]


def test_a_rebuild_killed_half_way_leaves_the_old_index_and_its_remains_are_swept(shelf: Shelf, tmp_path: Path):
    for number in range(1, 30):
        shelf.put(number, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    code = f"""
import sys, os, signal
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from index import indexing
from index.archive import Archive
from index.engines.whoosh import arrayfile
from index.settings import settings_for
indexing.BATCH = 10
archive = Archive.open(settings_for(Path({str(tmp_path)!r})))
archive.rebuild(lambda done, total: os.kill(os.getpid(), signal.SIGKILL) if done >= 20 else None)
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=False, capture_output=True, timeout=60)
    assert done.returncode == -9
    assert len(list(tmp_path.glob("index.new-*"))) == 1
    assert found(shelf.archive) == 29
    assert shelf.archive.rebuild() == 29
    assert not list(tmp_path.glob("index.*"))
    assert found(shelf.archive) == 29


def test_a_reader_finds_everything_at_every_moment_of_many_swaps(shelf: Shelf, tmp_path: Path):
    for number in range(1, 6):
        shelf.put(number, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    totals: list[int] = []
    stop = threading.Event()

    def read() -> None:
        with Archive.open(settings_for(tmp_path)) as reader:
            while not stop.is_set():
                totals.append(found(reader))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for _ in range(6):
            shelf.archive.rebuild()
            time.sleep(0.02)
    finally:
        stop.set()
        thread.join(30)
    assert len(totals) > 2
    assert set(totals) == {5}


def test_a_second_writer_waits_and_then_says_what_to_do(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shelf.put(1, "Hội nghị", "Đảng bộ quận.")
    shelf.archive.update_index()
    monkeypatch.setattr(indexing, "LOCK_SECONDS", 0.2)
    with (tmp_path / "locks" / "index.lock").open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(EngineError, match="another program is writing"):
            shelf.archive.rebuild()
    assert found(shelf.archive) == 1


def test_an_engine_that_is_not_there_is_one_sentence(tmp_path: Path):
    with (
        Archive.open(settings_for(tmp_path, engine="elsewhere:/x")) as archive,
        pytest.raises(EngineError, match="ARCHIVE_ENGINE"),
    ):
        archive.update_index()


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_index_is_never_replaced_by_one(tmp_path: Path, kind: str):
    place = tmp_path / "giấy tờ"
    if kind == "folder":
        (place / "thư").mkdir(parents=True)
        (place / "bản thảo.txt").write_text("quý")
    else:
        place.write_text("quý")
    with Archive.open(settings_for(tmp_path / "kho", engine=f"whoosh:{place}")) as archive:
        for work in (archive.update_index, archive.rebuild):
            with pytest.raises(EngineError, match="lies there; name another place in ARCHIVE_ENGINE, nothing was touched"):
                work()
    assert (place if kind == "file" else place / "bản thảo.txt").read_text() == "quý"
