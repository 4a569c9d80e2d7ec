"""The Whoosh engine on disk: what damage, kills, locks and swaps do to it, and that no traceback of Whoosh's gets out."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage

from index.engine import IndexedArticle
from index.engines import open_engine
from index.engines.whoosh import commit as commit_module
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.lexicon import PREFIX_CAP
from index.errors import EngineError
from index.query import Query
from index.query_parser import parse_query

ROOT = Path(__file__).resolve().parent.parent
REBUILD = "run: python -m index rebuild"


def article(number: int, body: str = "nghị quyết của đảng bộ") -> IndexedArticle:
    return IndexedArticle(number, f"Bài số {number}", body, "a", "live", date(2026, 1, 1))


def articles(count: int) -> list[IndexedArticle]:
    return [article(number) for number in range(1, count + 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index of five articles, closed."""
    folder = tmp_path / "index"
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        engine.apply(articles(5), (), 5)
    return folder


def total(engine: WhooshEngine, text: str = "") -> int:
    return engine.search(parse_query(text)).total


def file(folder: Path, pattern: str) -> Path:
    return max(folder.glob(pattern))


# Opening


@pytest.mark.parametrize("address", ["solr:/x", "whoosh", "whoosh:", "", "/path/to/index"])
def test_an_address_of_no_known_engine_says_what_it_must_look_like(address: str):
    with pytest.raises(EngineError, match="whoosh:/path/to/index"):
        open_engine(address)


def test_an_index_that_is_not_there_is_not_made_by_looking(tmp_path: Path):
    with pytest.raises(EngineError, match=REBUILD):
        open_engine(f"whoosh:{tmp_path / 'index'}")
    assert list(tmp_path.iterdir()) == []


def test_a_new_index_never_replaces_one_that_is_there(folder: Path):
    with pytest.raises(EngineError, match="there already"):
        WhooshEngine.open(folder, create=True)
    with closing(WhooshEngine.open(folder)) as engine:
        assert (engine.count(), engine.mark()) == (5, 5)


def test_an_index_of_another_format_asks_for_a_rebuild(folder: Path):
    ledger = json.loads((folder / "ledger.json").read_text())
    (folder / "ledger.json").write_text(json.dumps({**ledger, "format": 0}))
    with pytest.raises(EngineError, match=f"another version; {REBUILD}"):
        WhooshEngine.open(folder)


# Damage


def delete_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def delete_segment(folder: Path) -> None:
    file(folder, "*.seg").unlink()


def truncate_segment(folder: Path) -> None:
    os.truncate(file(folder, "*.seg"), 100)


def spoil_segment(folder: Path) -> None:
    path = file(folder, "*.seg")
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8] = b"\xff" * 8
    path.write_bytes(content)


def truncate_toc(folder: Path) -> None:
    os.truncate(file(folder, "*.toc"), 10)


def spoil_toc(folder: Path) -> None:
    path = file(folder, "*.toc")
    path.write_bytes(b"\x80\x04garbage" * (path.stat().st_size // 9))


def delete_toc(folder: Path) -> None:
    file(folder, "*.toc").unlink()


def delete_ledger(folder: Path) -> None:
    (folder / "ledger.json").unlink()


def empty_ledger(folder: Path) -> None:
    (folder / "ledger.json").write_text("")


def spoil_ledger(folder: Path) -> None:
    (folder / "ledger.json").write_bytes(b"\xff\xfe[1, 2")


def misform_ledger(folder: Path) -> None:
    (folder / "ledger.json").write_text("[]")


def replace_folder_by_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("no index")


DAMAGE = [
    delete_folder,
    delete_segment,
    truncate_segment,
    spoil_segment,
    truncate_toc,
    spoil_toc,
    delete_toc,
    delete_ledger,
    empty_ledger,
    spoil_ledger,
    misform_ledger,
    replace_folder_by_file,
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_index_says_which_command_repairs_it(folder: Path, damage):
    damage(folder)
    with pytest.raises(EngineError, match=REBUILD):
        WhooshEngine.open(folder)


@pytest.mark.parametrize("damage", DAMAGE)
def test_verify_tells_of_damage_that_happened_while_the_index_was_open(folder: Path, damage):
    with closing(WhooshEngine.open(folder)) as engine:
        assert engine.verify() == ()
        damage(folder)
        assert any(REBUILD in problem for problem in engine.verify())


@pytest.mark.parametrize("damage", [delete_folder, delete_ledger, spoil_ledger])
def test_an_open_index_whose_files_went_away_answers_with_one_sentence(folder: Path, damage):
    with closing(WhooshEngine.open(folder)) as engine:
        damage(folder)
        for ask in (lambda: total(engine), engine.count, engine.mark, lambda: engine.apply((), (), 6)):
            with pytest.raises(EngineError, match=REBUILD):
                ask()


# Writing


def test_only_one_writes_at_a_time_and_the_other_is_told(folder: Path):
    first, second = WhooshEngine.open(folder), WhooshEngine.open(folder)

    def batch() -> Iterator[IndexedArticle]:
        with pytest.raises(EngineError, match="another program is writing"):
            second.apply([article(7)], (), 7)
        yield article(6)

    # The batch is read while the lock is held.
    first.apply(batch(), (), 6)
    second.apply([article(7)], (), 7)
    assert (total(first), second.mark()) == (7, 7)
    first.close()
    second.close()


class BrokenError(Exception):
    pass


def broken_batch() -> Iterator[IndexedArticle]:
    yield article(6)
    raise BrokenError


def test_a_batch_that_fails_leaves_everything_as_it_was_and_the_lock_free(folder: Path):
    with closing(WhooshEngine.open(folder)) as engine:
        before = sorted(path.name for path in folder.iterdir())
        with pytest.raises(BrokenError):
            engine.apply(broken_batch(), (1,), 6)
        assert (total(engine), engine.mark()) == (5, 5)
        assert sorted(path.name for path in folder.iterdir()) == before
        engine.apply([article(6)], (), 6)
        assert (total(engine), engine.mark()) == (6, 6)


def test_a_full_disk_is_told_in_one_sentence_and_nothing_is_lost(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def no_space(self: FileStorage, name: str, **_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)

    with closing(WhooshEngine.open(folder)) as engine:
        with monkeypatch.context() as patched:
            patched.setattr(FileStorage, "create_file", no_space)
            with pytest.raises(EngineError, match="No space left"):
                engine.apply([article(6)], (), 6)
        assert total(engine) == 5
        engine.apply([article(6)], (), 6)
        assert total(engine) == 6


def test_a_kill_before_the_ledger_is_written_leaves_the_state_before(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def killed(*_: object) -> None:
        raise BrokenError

    with closing(WhooshEngine.open(folder)) as engine:
        with monkeypatch.context() as patched:
            patched.setattr(commit_module, "write_ledger", killed)
            with pytest.raises(BrokenError):
                engine.apply([article(6)], (), 6)
        assert (engine.mark(), total(engine)) == (5, 5)
    with closing(WhooshEngine.open(folder)) as engine:
        assert engine.verify() == ()
        engine.apply([article(6)], (), 6)
        assert (engine.mark(), total(engine), engine.verify()) == (6, 6, ())


KILLED = """
import sys
from datetime import date
from index.engine import IndexedArticle
from index.engines import open_engine
engine = open_engine(sys.argv[1])
for mark in range(engine.mark() + 1, 10_000):
    engine.apply([IndexedArticle(mark, f"Bài số {mark}", "nghị quyết " * 50, "a", "live", date(2026, 1, 1))], (), mark)
    print(mark, flush=True)
"""


def test_a_program_killed_while_it_writes_loses_nothing_that_it_had_committed(folder: Path):
    for _ in range(3):
        command = [sys.executable, "-W", "ignore", "-c", KILLED, f"whoosh:{folder}"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            committed = [int(process.stdout.readline()) for _ in range(3)][-1]
            process.send_signal(signal.SIGKILL)
            committed = max([committed, *(int(line) for line in process.stdout.read().split())])
        with closing(WhooshEngine.open(folder)) as engine:
            assert engine.verify() == ()
            assert engine.mark() >= committed
            assert engine.count() == engine.mark()
            engine.apply([article(engine.mark() + 1)], (), engine.mark() + 1)
            assert engine.count() == engine.mark()


def test_old_files_do_not_pile_up(folder: Path):
    with closing(WhooshEngine.open(folder)) as engine:
        for mark in range(6, 40):
            engine.apply([article(mark)], (), mark)
        assert total(engine) == 39
    assert len(list(folder.glob("*.seg"))) < 12
    assert len(list(folder.glob("*.toc"))) == 1


# Reading


def test_readers_notice_an_index_that_was_swapped_in_by_rename(folder: Path, tmp_path: Path):
    reader = WhooshEngine.open(folder)
    assert total(reader) == 5
    # As many commits as the old one had: nothing but the identity tells the two apart.
    with closing(WhooshEngine.open(tmp_path / "fresh", create=True)) as fresh:
        fresh.apply(articles(2), (), 5)
    folder.rename(tmp_path / "old")
    (tmp_path / "fresh").rename(folder)
    shutil.rmtree(tmp_path / "old")
    assert (total(reader), reader.count(), reader.mark()) == (2, 2, 5)
    reader.apply([article(3)], (), 6)
    assert total(reader) == 3
    reader.close()


def test_a_reader_waits_while_an_index_is_being_swapped(folder: Path, tmp_path: Path):
    with closing(WhooshEngine.open(folder)) as reader:
        folder.rename(tmp_path / "away")
        timer = threading.Timer(0.03, (tmp_path / "away").rename, [folder])
        timer.start()
        assert total(reader) == 5
        timer.join()


def test_threads_search_while_one_writes(folder: Path):
    wrong: list[object] = []
    with closing(WhooshEngine.open(folder)) as engine:

        def search() -> None:
            seen = 0
            while seen < 25:
                found = total(engine, "nghị quyết")
                if found < seen:
                    wrong.append((found, seen))
                seen = found

        threads = [threading.Thread(target=search) for _ in range(3)]
        for thread in threads:
            thread.start()
        for mark in range(6, 26):
            engine.apply([article(mark)], (), mark)
        for thread in threads:
            thread.join(30)
    assert not wrong


def test_a_beginning_of_too_many_words_is_cut_and_says_so(tmp_path: Path):
    words = [f"ba{number:04}" for number in range(PREFIX_CAP + 50)]
    with closing(WhooshEngine.open(tmp_path / "index", create=True)) as engine:
        engine.apply([article(1, " ".join(words)), article(2, words[-1]), article(3, words[-1])], (), 1)
        matches = engine.search(parse_query("ba*"))
        assert matches.total == 3
        assert any(str(PREFIX_CAP) in note for note in matches.notes)
        assert engine.search(parse_query("ba00*")).notes == ()


def test_a_closed_engine_can_be_closed_again_and_opens_itself_when_asked(folder: Path):
    engine = WhooshEngine.open(folder)
    engine.close()
    engine.close()
    assert total(engine) == 5
    engine.close()


def test_an_unknown_filter_or_facet_is_a_mistake_of_the_caller(folder: Path):
    with closing(WhooshEngine.open(folder)) as engine, pytest.raises(ValueError, match="facet"):
        engine.search(Query(), facets=("colour",))
