"""One commit: new segments and deletions first, each on disk, then the ledger that names them; what nobody names is swept."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import numpy as np

from index.engine import IndexedArticle
from index.engines.whoosh.arrayfile import Array, checksum_of
from index.engines.whoosh.codec import ArraySegment
from index.engines.whoosh.layout import PAIRS_SUFFIX, SUFFIX
from index.engines.whoosh.ledger import NAME, Ledger, SegmentEntry, write_ledger, write_synced
from index.engines.whoosh.merge import choose_merge, merge_segments
from index.engines.whoosh.pairs import write_pairs
from index.engines.whoosh.schema import DurableStorage, make_schema
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.snapshot import read_alive
from index.engines.whoosh.stock import INDEX_NAME, TOC
from index.engines.whoosh.writer import SegmentWriter
from index.errors import EngineError

# What an index writes; anything else in its folder is a stranger's and is left alone.
_OURS = re.compile(rf"{INDEX_NAME}_[0-9a-z]+\.[0-9a-z.]+|_{INDEX_NAME}_\d+\.toc(\.[0-9.]+)?|{re.escape(NAME)}\.new")
# Bytes that must be free on the disk for anything, for each character that is indexed, and for each byte that is merged.
_ROOM = 16 << 20
_CHARACTER_ROOM = 3
_MERGE_ROOM = 2


class Commit:
    """The next state of the index in `folder`, being made on top of `ledger`. Hold the writer's lock."""

    def __init__(self, folder: Path, ledger: Ledger, known: Mapping[str, SegmentFile]) -> None:
        self._folder = folder
        self._ledger = ledger
        self._generation = ledger.generation + 1
        self._segments = dict(known)
        self._alive = {each.name: read_alive(folder, ledger, each) for each in ledger.segments}
        self._entries = {each.name: each for each in ledger.segments}
        self._touched: set[str] = set()

    def replace(self, articles: Iterable[IndexedArticle], gone: Iterable[int]) -> None:
        """Take out what is told of `articles` and `gone`, put in the new; an id in both is gone.

        Articles stream through: no more than one segment of them is in memory.
        """
        check_room(self._folder, _ROOM)
        lost = frozenset(gone)
        self._delete(lost)
        batch = _Batch()
        for article in articles:
            if article.id in lost:
                self._delete((article.id,))
                continue
            if batch.writer.is_full:
                self._flush(batch)
                batch = _Batch()
            batch.add(article)
        self._flush(batch)

    def _flush(self, batch: _Batch) -> None:
        if not batch.numbers:
            return
        self._delete(batch.numbers)
        check_room(self._folder, _ROOM + _CHARACTER_ROOM * batch.writer.characters)
        name = _new_name()
        size = len(batch.writer)
        batch.writer.write(self._folder, name)
        write_pairs(SegmentFile(self._folder, name), self._folder)
        self._entries[name] = SegmentEntry(name, size)
        self._alive[name] = None
        if batch.overtaken:
            found = np.zeros(size, bool)
            found[batch.overtaken] = True
            self._kill(name, found)

    def _delete(self, ids: Collection[int]) -> None:
        wanted = np.fromiter(ids, np.int64, len(ids))
        for name in self._entries if ids else ():
            found = np.isin(self._segment(name).ids, wanted)
            if found.any():
                self._kill(name, found)

    def _kill(self, name: str, found: Array) -> None:
        before = self._alive[name]
        alive = ~found if before is None else before & ~found
        self._alive[name] = alive
        self._touched.add(name)
        self._entries[name] = replace(self._entries[name], deleted=len(alive) - int(np.count_nonzero(alive)))

    def merge(self, places: Sequence[int]) -> None:
        """Make these segments, by their places in the ledger, into one."""
        chosen = [self._ledger.segments[place] for place in places]
        name = _new_name()
        size = merge_segments([(self._segment(each.name), self._alive[each.name]) for each in chosen], self._folder, name)
        order = list(self._entries)
        fresh = {name: SegmentEntry(name, size)} if size else {}
        if size:
            write_pairs(SegmentFile(self._folder, name), self._folder)
        names = {each.name for each in chosen}
        self._alive[name] = None
        entries: dict[str, SegmentEntry] = {}
        for each in order:
            if each == chosen[0].name:
                entries |= fresh
            if each not in names:
                entries[each] = self._entries[each]
        self._entries = entries

    def finish(self, mark: int) -> Ledger:
        """Make this the state of the index. Raises `OSError`; until this returns the old state stands."""
        files: dict[str, tuple[int, int]] = {}
        entries = []
        for entry in self._entries.values():
            if not entry.alive:
                continue
            kept = self._write_deletions(entry) if entry.name in self._touched else entry
            entries.append(kept)
            for path in (self._folder / f"{kept.name}{suffix}" for suffix in (SUFFIX, PAIRS_SUFFIX)):
                if path.exists():
                    files[path.name] = (path.stat().st_size, checksum_of(path))
            if kept.deletions:
                files[kept.deletions] = _measure(self._folder / kept.deletions)
        toc = self._write_toc(entries)
        files[toc.name] = _measure(toc)
        ledger = replace(self._ledger, generation=self._generation, mark=mark, segments=tuple(entries), files=files)
        write_ledger(self._folder, ledger)
        return ledger

    def _write_deletions(self, entry: SegmentEntry) -> SegmentEntry:
        alive = self._alive[entry.name]
        if alive is None:
            return entry
        name = f"{entry.name}.{self._generation}.gone"
        write_synced(self._folder / name, np.flatnonzero(~alive).astype("<u2").tobytes())
        return replace(entry, deletions=name)

    def _write_toc(self, entries: Iterable[SegmentEntry]) -> Path:
        """Whoosh's own list of the segments."""
        segments = []
        for entry in entries:
            alive = self._alive[entry.name]
            segments.append(ArraySegment(entry.name, entry.size, () if alive is None else np.flatnonzero(~alive).tolist()))
        TOC(make_schema(), segments, self._generation).write(DurableStorage(self._folder), INDEX_NAME)
        return self._folder / f"_{INDEX_NAME}_{self._generation}.toc"

    def _segment(self, name: str) -> SegmentFile:
        if name not in self._segments:
            self._segments[name] = SegmentFile(self._folder, name)
        return self._segments[name]


class _Batch:
    """Articles that will be one segment. One that is told twice counts as it was told last."""

    def __init__(self) -> None:
        self.writer = SegmentWriter()
        self.numbers: dict[int, int] = {}
        self.overtaken: list[int] = []

    def add(self, article: IndexedArticle) -> None:
        if article.id in self.numbers:
            self.overtaken.append(self.numbers[article.id])
        self.numbers[article.id] = len(self.writer)
        self.writer.add(article)


def pending_merge(folder: Path, ledger: Ledger) -> list[int]:
    """The segments that should be made into one next, by their places in the ledger; none where the disk is too full for it."""
    places = choose_merge([(each.alive, each.size) for each in ledger.segments])
    size = sum(ledger.files[f"{ledger.segments[place].name}{SUFFIX}"][0] for place in places)
    return places if shutil.disk_usage(folder).free >= _ROOM + _MERGE_ROOM * size else []


def sweep(folder: Path, ledger: Ledger) -> None:
    """Delete what the ledger does not name and an index of ours wrote: old states and the remains of a kill."""
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) and path.name not in ledger.files:
            path.unlink(missing_ok=True)


def check_room(folder: Path, wanted: int) -> None:
    """Raise `EngineError` where the disk has less than `wanted` bytes left."""
    free = shutil.disk_usage(folder).free
    if free < wanted:
        raise EngineError(
            f"{wanted >> 20} MB are needed in {folder} and {free >> 20} MB are free; the search index was left as it was"
        )


def _new_name() -> str:
    return f"{INDEX_NAME}_{uuid4().hex[:16]}"


def _measure(path: Path) -> tuple[int, int]:
    content = path.read_bytes()
    return len(content), zlib.crc32(content)
