"""The way from the catalogue into an engine, and the swap of a whole index: separate because nothing else writes the index."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, func, select

from index.catalogue import Catalogue
from index.engine import Engine, IndexedArticle, Progress
from index.engines import open_engine, stranger_in
from index.errors import EngineError
from index.schema import article, change
from index.settings import Settings
from index.stored import BATCH, read_indexed

LOCK_SECONDS = 60
# Articles after which a long update is made visible and safe.
COMMIT = 5000
SWAPS = 5


def last_change(connection: Connection) -> int:
    """The newest change number of the catalogue, 0 where nothing was ever stored."""
    return int(connection.execute(select(func.max(change.c.number))).scalar_one_or_none() or 0)


def apply_changes(catalogue: Catalogue, engine: Engine, progress: Progress | None = None) -> int:
    """Tell the engine of every article that changed above its mark; returns how many articles.

    An empty index is told of all articles in one commit, since nobody searches it yet; another one in commits of
    `COMMIT` articles, each of which readers see at once. Applying one twice does no harm, so a kill costs at most one
    commit of work.
    """
    mark = engine.mark()
    with catalogue.read() as connection:
        target = last_change(connection)
        ids = _all_ids(connection) if mark == 0 else _changed_ids(connection, mark)
        lost = _lost_ids(connection, mark)
    if mark > target:
        raise EngineError(
            "the search index knows more than the catalogue, so it is another archive's; run: python -m index rebuild"
        )
    size = COMMIT if mark else max(len(ids), 1)
    for start in range(0, len(ids), size):
        part = ids[start : start + size]
        is_last = start + size >= len(ids)

        def report(done: int, start: int = start) -> None:
            if progress:
                progress(start + done, len(ids))

        told = _read(catalogue, part, report)
        engine.apply(told, lost.intersection(part), target if is_last else mark)
    return len(ids)


def _read(catalogue: Catalogue, ids: Sequence[int], report: Callable[[int], None]) -> Iterator[IndexedArticle]:
    """What the engine is told of these articles, read a few at a time."""
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        with catalogue.read() as connection:
            articles = read_indexed(connection, batch)
        yield from articles
        report(start + len(batch))


def _all_ids(connection: Connection) -> list[int]:
    return list(connection.execute(select(article.c.id).order_by(article.c.id)).scalars())


def _changed_ids(connection: Connection, mark: int) -> list[int]:
    query = select(change.c.article).where(change.c.number > mark).distinct().order_by(change.c.article)
    return list(connection.execute(query).scalars())


def _lost_ids(connection: Connection, mark: int) -> set[int]:
    """What changed and is there no more."""
    query = select(change.c.article).where(change.c.number > mark, change.c.article.not_in(select(article.c.id)))
    return set(connection.execute(query).scalars())


@contextmanager
def index_lock(settings: Settings) -> Iterator[None]:
    """Only one process writes the index; the kernel frees the lock of one that was killed. Raises `EngineError`."""
    folder = settings.data / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "index.lock").open("a") as stream:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise EngineError(
                        "another program is writing the search index; run: python -m index update, when it is done"
                    ) from error
                time.sleep(0.1)
        yield


def recover_index(settings: Settings) -> None:
    """Put the old index back where a kill came between the two renames of a swap; searching goes on with it."""
    _, folder = _place(settings)
    if folder.exists() or not folder.parent.is_dir():
        return
    for old in sorted(folder.parent.glob(f"{folder.name}.old-*")):
        with suppress(OSError):
            old.rename(folder)
            return


def rebuild_index(settings: Settings, catalogue: Catalogue, progress: Progress | None = None) -> int:
    """Make the index again beside the old one and swap it in; returns how many articles it holds. Hold `index_lock`."""
    scheme, folder = _place(settings)
    recover_index(settings)
    if stranger := stranger_in(settings.engine):
        raise EngineError(
            f"{folder} is no search index: {stranger} lies there; name another place in ARCHIVE_ENGINE, nothing was touched"
        )
    for leftover in (*folder.parent.glob(f"{folder.name}.new-*"), *folder.parent.glob(f"{folder.name}.old-*")):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh = folder.with_name(f"{folder.name}.new-{os.getpid()}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        engine = open_engine(f"{scheme}:{fresh}", create=True)
        try:
            told = apply_changes(catalogue, engine, progress)
        finally:
            engine.close()
        _swap(fresh, folder)
    except OSError as error:
        raise EngineError(
            f"the search index cannot be written in {folder.parent}: {error.strerror}; the old one is still there"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return told


def _swap(fresh: Path, folder: Path) -> None:
    """Two renames. A reader that finds nothing between them may put the old index back: then once more."""
    for turn in range(SWAPS):
        old = folder.with_name(f"{folder.name}.old-{os.getpid()}-{turn}")
        try:
            if folder.exists():
                folder.rename(old)
            fresh.rename(folder)
        except OSError:
            if turn == SWAPS - 1:
                raise
            continue
        shutil.rmtree(old, ignore_errors=True)
        return


def _place(settings: Settings) -> tuple[str, Path]:
    scheme, _, place = settings.engine.partition(":")
    return scheme, Path(place)
