"""What a process keeps mapped of the index is bounded, however much it has looked at."""

from __future__ import annotations

import gc
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.engine import IndexedArticle
from index.engines.whoosh import arrayfile
from index.engines.whoosh.arrayfile import ArrayFile
from index.engines.whoosh.arraywriter import write_arrays
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.memory import MappedMemory
from index.query import Query, Words

MOST = 16 << 20


def resident(*paths: Path) -> int:
    """Bytes of these files that are mapped and there, as the kernel counts them."""
    names = tuple(map(str, paths))
    size, is_ours = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if "-" in line.split(" ")[0]:
            is_ours = line.endswith(names)
        elif is_ours and line.startswith("Rss:"):
            size += int(line.split()[1]) << 10
    return size


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> MappedMemory:
    memory = MappedMemory(MOST)
    monkeypatch.setattr(arrayfile, "MAPPED", memory)
    return memory


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what of a file is there")
def test_what_is_mapped_of_many_files_stays_within_the_budget(tmp_path: Path, memory: MappedMemory):
    paths = [tmp_path / f"{number}.seg" for number in range(4)]
    for path in paths:
        write_arrays(path, {"a": np.arange(1 << 22, dtype=np.uint32)})
    files = [ArrayFile(path) for path in paths]
    most = 0
    for start in range(0, 1 << 22, 1 << 16):
        for file in files:
            part = file.part("a", start, start + (1 << 16))
            assert part[0] == start
            assert part[-1] == start + (1 << 16) - 1
        most = max(most, resident(*paths))
    # Where the kernel maps a few pages at a time, it is less than what is counted.
    assert MOST // 16 < most < MOST * 3 // 2 < sum(path.stat().st_size for path in paths) // 2
    assert [file.part("a", 9, 12).tolist() for file in files] == [[9, 10, 11]] * 4
    before = memory.total
    del files, file, part
    gc.collect()
    assert before > memory.total == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what of a file is there")
def test_reading_every_byte_leaves_nothing_behind(tmp_path: Path, memory: MappedMemory):
    path = tmp_path / "big.seg"
    write_arrays(path, {"a": np.arange(1 << 23, dtype=np.uint32)})
    file = ArrayFile(path)
    file.check_all()
    assert resident(path) < MOST


def test_answers_are_the_same_where_hardly_anything_may_stay_mapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "index"
    day = date(2026, 1, 1)
    with closing(WhooshEngine.open(folder, create=True)) as engine:
        for batch in range(3):
            told = (
                IndexedArticle(n, "", f"nghị quyết số {n % 7} đảng bộ " * 30, "a", "live", day) for n in range(batch, 3000, 3)
            )
            engine.apply(told, (), batch + 1)
        asked = [Query(must=((Words(words),),)) for words in (("nghị",), ("nghi", "quyet"), ("so", "3", "đảng"))]
        answers = [engine.search(query) for query in asked]
    monkeypatch.setattr(arrayfile, "MAPPED", MappedMemory(1))
    with closing(WhooshEngine.open(folder)) as engine:
        assert [engine.search(query) for query in asked] == answers
        assert answers[2].total > 300
