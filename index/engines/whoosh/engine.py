"""The `Engine` protocol on a folder of segments: opening, committing, searching, checking."""

from __future__ import annotations

import errno
import fcntl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from index.engine import FACETS, IndexedArticle, Matches
from index.engines.whoosh.arrayfile import DamagedError
from index.engines.whoosh.commit import Commit, pending_merge, sweep
from index.engines.whoosh.damage import find_damage, find_deep_damage
from index.engines.whoosh.facets import Values
from index.engines.whoosh.ledger import REBUILD, Stamp, new_ledger, read_ledger, stamp_of, write_ledger
from index.engines.whoosh.memory import keep_freed_memory
from index.engines.whoosh.search import Search
from index.engines.whoosh.snapshot import Snapshot
from index.errors import EngineError
from index.query import Query

_DAMAGE = (DamagedError, OSError)
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
# How often a state is looked for anew that another process replaces while it is being opened.
_TRIES = 5
_LOCK = "WRITELOCK"
# Left by a search that met damage: the next writer makes the index again instead of adding to it.
_DAMAGED = "DAMAGED"


class WhooshEngine:
    """An index folder, open. Any number of threads and processes may search while one writes.

    Where a search meets damage, others go on with what is whole, and the next writer refuses, so that the index is made
    again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._stamp: Stamp | None = None
        self._values = Values()

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """The index in `folder`. Raises `EngineError` where there is none (unless `create`), or it cannot be read."""
        keep_freed_memory()
        engine = cls(folder)
        with engine._trouble():
            if create:
                _make(folder)
            engine._fresh()
        return engine

    def mark(self) -> int:
        """See `Engine.mark`."""
        return read_ledger(self._folder).mark

    def apply(self, articles: Iterable[IndexedArticle], gone: Iterable[int], mark: int) -> None:
        """See `Engine.apply`: readers see the batch before small segments are merged."""
        with self._trouble(), self._writing():
            if (self._folder / _DAMAGED).exists():
                raise EngineError(f"the search index in {self._folder} was found damaged by a search; {REBUILD}")
            snapshot = self._fresh()
            # What a kill left behind bears the names that this commit will want.
            sweep(self._folder, snapshot.ledger)
            commit = Commit(self._folder, snapshot.ledger, snapshot.segments)
            commit.replace(articles, gone)
            ledger = commit.finish(mark)
            sweep(self._folder, ledger)
            while places := pending_merge(self._folder, ledger):
                commit = Commit(self._folder, ledger, self._fresh().segments)
                commit.merge(places)
                ledger = commit.finish(mark)
                sweep(self._folder, ledger)

    def count(self) -> int:
        """See `Engine.count`."""
        with self._trouble():
            return self._fresh().count

    def search(self, query: Query, *, offset: int = 0, limit: int = 20, facets: tuple[str, ...] = FACETS) -> Matches:
        """See `Engine.search`."""
        with self._trouble():
            snapshot = self._fresh()
            snapshot.check_lengths()
            return Search(snapshot, query, self._values).answer(offset, limit, facets)

    def verify(self) -> tuple[str, ...]:
        """See `Engine.verify`: every byte is read and compared with its checksum."""
        try:
            ledger = read_ledger(self._folder)
            return find_damage(self._folder, ledger) or find_deep_damage(self._folder, ledger)
        except EngineError as error:
            return (str(error),)

    def close(self) -> None:
        """See `Engine.close`. What a running search still uses lives until it is done."""
        with self._lock:
            self._snapshot = self._stamp = None

    def _fresh(self) -> Snapshot:
        """The newest state, also of an index that was swapped in under the same name."""
        stamp = stamp_of(self._folder)
        with self._lock:
            if self._snapshot is None or stamp != self._stamp:
                self._snapshot, self._stamp = self._open(self._snapshot), stamp
            return self._snapshot

    def _open(self, before: Snapshot | None) -> Snapshot:
        problem = ""
        for _ in range(_TRIES):
            ledger = read_ledger(self._folder)
            if before is not None and before.ledger.commit == ledger.commit:
                return before
            known = before.segments if before is not None and before.ledger.identity == ledger.identity else {}
            try:
                problems = find_damage(self._folder, ledger)
                if not problems:
                    return Snapshot(self._folder, ledger, known)
                problem = problems[0]
            except FileNotFoundError as error:
                problem = f"{error.filename} is missing; {REBUILD}"
        raise EngineError(f"the search index is damaged: {problem}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The one writer: the kernel lets go of its lock however the process ends."""
        read_ledger(self._folder)
        with (self._folder / _LOCK).open("a") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EngineError("another program is writing the search index; wait for it to end and run this again") from error
            try:
                yield
            except BaseException:
                # Half-made files may be what fills the disk.
                with suppress(OSError, EngineError):
                    sweep(self._folder, read_ledger(self._folder))
                raise

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGE as error:
            self.close()
            if isinstance(error, OSError) and error.errno in _DISK:
                raise EngineError(
                    f"the search index in {self._folder} cannot be written ({error.strerror}); it was left as it was"
                ) from error
            if isinstance(error, DamagedError):
                with suppress(OSError):
                    (self._folder / _DAMAGED).touch()
            raise EngineError(f"the search index in {self._folder} is damaged ({error}); {REBUILD}") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise EngineError(f"{folder} is there already; a new search index needs a folder of its own") from error
    ledger = new_ledger()
    write_ledger(folder, Commit(folder, ledger, {}).finish(0))
