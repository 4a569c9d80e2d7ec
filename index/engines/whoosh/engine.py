"""The `Engine` protocol on a folder of Whoosh files: opening, writing, searching, checking."""

from __future__ import annotations

import errno
import pickle
import struct
import threading
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from whoosh import index as whoosh_index
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.reading import IndexReader, ReaderClosed, TermNotFound
from whoosh.searching import Searcher
from whoosh.writing import SegmentWriter

from index.engine import FACETS, Hit, IndexedArticle, Matches
from index.engines.whoosh.facts import FactStore, count_facet, passes, sort_key
from index.engines.whoosh.ledger import REBUILD, Ledger, find_damage, new_ledger, next_ledger, read_ledger, write_ledger
from index.engines.whoosh.matching import Matching
from index.engines.whoosh.schema import fields_of, make_schema
from index.engines.whoosh.storage import DurableStorage
from index.errors import EngineError
from index.query import Query

# What Whoosh lets through where a file is cut short or away; the ledger's checksums keep the rest from being read.
_DAMAGE = (OSError, EOFError, struct.error, zlib.error, pickle.UnpicklingError, whoosh_index.IndexError, ReaderClosed)
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
_CHECKS = 3


class WhooshEngine:
    """An index folder, open. Any number of threads and processes may search while one writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._searcher: Searcher | None = None
        self._seen: Ledger | None = None
        self._facts = FactStore()

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> Self:
        """The index in `folder`. Raises `EngineError` where there is none (unless `create`), or it cannot be read."""
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
        """See `Engine.apply`: the commit first, then the mark, so that a kill between the two repeats the batch."""
        with self._trouble(), self._writing() as writer:
            ledger = self._checked()
            _replace(writer, {article.id: article for article in articles}, set(gone))
            writer.commit()
            write_ledger(self._folder, next_ledger(self._folder, ledger, mark))

    def count(self) -> int:
        """See `Engine.count`."""
        with self._lock, self._trouble():
            return int(self._fresh().doc_count())

    def search(self, query: Query, *, offset: int = 0, limit: int = 20, facets: tuple[str, ...] = FACETS) -> Matches:
        """See `Engine.search`."""
        with self._lock, self._trouble():
            searcher = self._fresh()
            matching = Matching(searcher.reader(), query)
            scores = _scores(searcher, matching, query)
            able = passes(query)
            facts = {number: record for number in scores if able(record := self._facts[number])}
        ranked = sorted(facts, key=sort_key(query, scores, facts))
        page = ranked[max(offset, 0) :][: max(limit, 0)]
        hits = tuple(Hit(facts[number]["id"], scores[number]) for number in page)
        counts = {name: count_facet(name, query, facts.values()) for name in facets}
        return Matches(len(ranked), hits, counts, tuple(matching.notes))

    def verify(self) -> tuple[str, ...]:
        """See `Engine.verify`: checksums of all files, then every stored record and every posting is read."""
        try:
            problems = find_damage(self._folder, read_ledger(self._folder))
            if not problems:
                with self._lock, self._trouble():
                    self._read_all(self._fresh())
        except EngineError as error:
            return (str(error),)
        return problems

    def close(self) -> None:
        """See `Engine.close`."""
        with self._lock:
            if self._searcher is not None:
                with suppress(*_DAMAGE):
                    self._searcher.close()
            self._searcher, self._seen = None, None

    def _fresh(self) -> Searcher:
        """A searcher that sees the newest commit, also of an index that was swapped in under the same name."""
        ledger = read_ledger(self._folder)
        if self._searcher is None or self._seen is None or ledger.commit != self._seen.commit:
            ledger = self._checked()
            self.close()
            self._searcher, self._seen = self._files().searcher(), ledger
            self._facts.follow(self._searcher.reader())
        return self._searcher

    def _files(self) -> FileIndex:
        return FileIndex(DurableStorage(str(self._folder)), schema=make_schema())

    def _checked(self) -> Ledger:
        """The ledger, once all files that it names are whole; a commit by another process meanwhile is looked at anew."""
        known = self._seen.files if self._seen else {}
        for _ in range(_CHECKS):
            ledger = read_ledger(self._folder)
            problems = find_damage(self._folder, ledger, known)
            if not problems:
                return ledger
        raise EngineError(f"the search index is damaged: {problems[0]}")

    def _read_all(self, searcher: Searcher) -> None:
        reader = searcher.reader()
        for number in reader.all_doc_ids():
            self._facts[number]
        for name, term in reader.all_terms():
            for _ in reader.postings(name, term).all_ids():
                pass

    @contextmanager
    def _writing(self) -> Iterator[SegmentWriter]:
        """The one writer, its lock ours until the ledger is written: Whoosh lets go of it in the middle, or never."""
        read_ledger(self._folder)
        files = self._files()
        lock = files.lock("WRITELOCK")
        if not lock.acquire():
            raise EngineError("another program is writing the search index; wait for it to end and run this again")
        try:
            writer = files.writer(_lk=False)
            try:
                yield writer
            finally:
                if not writer.is_closed:
                    with suppress(*_DAMAGE):
                        writer.cancel()
        except BaseException:
            _take_away_leftovers(files)
            raise
        finally:
            lock.release()

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
            raise EngineError(f"the search index in {self._folder} is damaged ({error}); {REBUILD}") from error


def _scores(searcher: Searcher, matching: Matching, query: Query) -> dict[int, float]:
    """Whoosh's number and score of every article that matches. Whoosh never takes away: its own ways to do so miss some."""
    if query.must:
        scores = dict(searcher.search(matching.wanted(), limit=None).items())
    else:
        scores = dict.fromkeys(searcher.reader().all_doc_ids(), 0.0)
    if query.must_not:
        for number in searcher.docs_for_query(matching.unwanted()):
            scores.pop(number, None)
    return scores


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise EngineError(f"{folder} is there already; a new search index needs a folder of its own") from error
    FileIndex.create(DurableStorage(str(folder)), make_schema())
    write_ledger(folder, new_ledger(folder))


def _replace(writer: SegmentWriter, articles: Mapping[int, IndexedArticle], gone: set[int]) -> None:
    """Take out the old records of `articles` and `gone`, put in the new ones; an id in both is gone."""
    reader = writer.reader()
    try:
        for number in list(_numbers_of(reader, gone | articles.keys())):
            writer.delete_document(number)
    finally:
        reader.close()
    for article in articles.values():
        if article.id not in gone:
            writer.add_document(**fields_of(article))


def _numbers_of(reader: IndexReader, ids: Iterable[int]) -> Iterator[int]:
    to_bytes = make_schema()["id"].to_bytes
    for number in ids:
        with suppress(TermNotFound):
            yield from reader.postings("id", to_bytes(number)).all_ids()


def _take_away_leftovers(files: FileIndex) -> None:
    """Delete the half-made files of a batch that came to grief: they may be what fills the disk."""
    with suppress(*_DAMAGE):
        toc = TOC.read(files.storage, files.indexname, schema=make_schema())
        clean_files(files.storage, files.indexname, toc.generation, toc.segments)
