"""The door of the archive for crawler, pages and command line: keep, add, get, search, rebuild, verify."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from index.article import Article, Capture, Source
from index.articles import Added, add_article, set_state
from index.calendar import articles_of_day, count_days, count_undated, neighbour_days
from index.capture_reading import read_capture
from index.capture_rows import find_capture, find_same_body, record_capture, register_source
from index.captures import CaptureFile, Kept
from index.catalogue import Catalogue
from index.dates import DateKind
from index.engine import FACETS, Engine, Matches, Progress
from index.engines import open_engine
from index.errors import CatalogueError, EngineError
from index.indexing import apply_changes, index_lock, last_change, rebuild_index, recover_index
from index.labels import read_labels, source_names
from index.library import LibraryDocument
from index.library_rows import add_document, count_documents
from index.names import KnownNames
from index.query import Query
from index.query_parser import parse_query
from index.register import Answer, Wanted, answer_query, identify
from index.replay import Reader, all_keys, replay_article
from index.results import FacetCount, ResultRow, Results, result_rows
from index.schema import article
from index.settings import Settings
from index.statistics import count_all, count_by_source
from index.stored import StoredArticle, read_article, read_capture_row
from index.verification import capture_problems, catalogue_problems, engine_problems, harmless_notes

SOFTWARE = "kho-tin-dang/0.1 (warcio)"


class Archive:
    """One open archive (kho lưu trữ). A missing or damaged index stops searching and nothing else."""

    def __init__(self, settings: Settings, catalogue: Catalogue) -> None:
        self.settings = settings
        self.catalogue = catalogue
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self._names = KnownNames()

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """The archive of these settings, made where there is none. Raises `CatalogueError`."""
        return cls(settings, Catalogue.open(settings.database))

    @property
    def engine(self) -> Engine:
        """The search engine, opened at first use. Raises `EngineError` where there is no index to open."""
        with self._lock:
            if self._engine is None:
                recover_index(self.settings)
                self._engine = open_engine(self.settings.engine)
            return self._engine

    def close(self) -> None:
        """Let go of index and database."""
        self._close_engine()
        self.catalogue.close()

    def _close_engine(self) -> None:
        with self._lock:
            if self._engine is not None:
                self._engine.close()
            self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Keeping and adding: for the crawler. Those that take a connection belong to the caller's transaction.

    def new_capture_file(self, source_id: str, run: str, started: datetime) -> CaptureFile:
        """A new WARC file for one run. Raises `CaptureError`."""
        return CaptureFile.create(self.settings.captures, source_id, run, started, SOFTWARE, self.settings.contact)

    def keep(self, file: CaptureFile, received: Capture, ip: str | None = None) -> Kept:
        """Write a response into the run's file, fsynced; a body that this address gave before becomes a revisit record."""
        with self.catalogue.read() as connection:
            same = find_same_body(connection, received.url, received.digest)
        return file.write(received, revisit_of=(received.url, same[1]) if same else None, ip=ip)

    def holds(self, received: Capture) -> bool:
        """Whether this very capture is kept already: the same body from the same address at the same moment."""
        with self.catalogue.read() as connection:
            return find_capture(connection, received) is not None

    def register_source(self, connection: Connection, record: Source) -> None:
        """Make a source known or bring it up to date."""
        register_source(connection, record)

    def record_capture(
        self, connection: Connection, kept: Kept, *, source: str, key: str | None = None, run: str | None = None
    ) -> int:
        """The id of the new row for a kept capture."""
        return record_capture(connection, kept, source, key, run)

    def add(self, connection: Connection, capture_id: int, captured_at: datetime, read: Article | LibraryDocument) -> Added:
        """Store what was read in a capture; see `index.articles.add_article`, `index.library_rows.add_document`."""
        if isinstance(read, LibraryDocument):
            return add_document(connection, capture_id, read)
        return add_article(connection, capture_id, captured_at, read)

    def set_state(self, connection: Connection, key: str, state: str, at: datetime) -> None:
        """Mark an article as "gone" or "moved" since `at`."""
        set_state(connection, key, state, at)

    def keys(self, source_id: str | None = None, *, unread: bool = False) -> tuple[str, ...]:
        """The keys of all articles, or of one source's, in order of id.

        `unread`: behind them those of kept pages in which no article could be read, so that better readers may.
        """
        with self.catalogue.read() as connection:
            return all_keys(connection, source_id, unread=unread)

    def replay(self, key: str, reader: Reader) -> bool:
        """Read every capture of an article again, without the network; returns whether a reader of the archive sees a change.

        `reader` gets the capture and the source id; where a capture holds no article it says `None` or raises
        `ExtractionError`. Raises `CaptureError` where a capture cannot be read back.
        """
        return replay_article(self.catalogue, self.read, key, reader)

    # Getting: for the pages.

    def get(self, article_id: int, revision_number: int | None = None) -> StoredArticle:
        """One article, its newest revision or the one named. Raises `NotFoundError`."""
        with self.catalogue.read() as connection:
            return read_article(connection, article_id, revision_number)

    def find(self, key: str) -> int | None:
        """The id of the article with this key."""
        with self.catalogue.read() as connection:
            return connection.execute(select(article.c.id).where(article.c.key == key)).scalar_one_or_none()

    def read(self, capture_id: int) -> Capture:
        """The bytes of one capture, checked. Raises `NotFoundError`, `CaptureError`."""
        with self.catalogue.read() as connection:
            row = read_capture_row(connection, capture_id)
        kept = read_capture(self.settings.captures, row.place)
        body = kept if row.place == row.body_place else read_capture(self.settings.captures, row.body_place)
        return Capture(row.address, row.captured_at, row.status, kept.headers, body.body)

    def sources(self) -> tuple[tuple[Source, int], ...]:
        """Every source with its number of articles, by name."""
        with self.catalogue.read() as connection:
            return count_by_source(connection)

    def rows(self, ids: tuple[int, ...]) -> tuple[ResultRow, ...]:
        """The rows of these articles, for lists that come from no query."""
        with self.catalogue.read() as connection:
            return result_rows(connection, ids)

    def day(self, day: date, kind: DateKind | None) -> tuple[ResultRow, ...]:
        """The articles of one day of this kind (`None`: first seen)."""
        with self.catalogue.read() as connection:
            return result_rows(connection, articles_of_day(connection, kind, day))

    def counts_by(self, kind: DateKind | None, year: int | None = None, month: int | None = None) -> dict[int, int]:
        """Articles per year, per month of a year, or per day of a month."""
        with self.catalogue.read() as connection:
            return count_days(connection, kind, year, month)

    def undated(self, kind: DateKind | None) -> int:
        """How many articles have no day of this kind."""
        with self.catalogue.read() as connection:
            return count_undated(connection, kind)

    def neighbour_days(self, kind: DateKind | None, day: date) -> tuple[date | None, date | None]:
        """The nearest days before and after `day` with an article."""
        with self.catalogue.read() as connection:
            return neighbour_days(connection, kind, day)

    def identify(self, wanted: Sequence[Wanted], until: date | None = None) -> tuple[Answer, ...] | None:
        """Which listed documents are meant; `None` where no list was collected. See `index.register.identify`."""
        with self.catalogue.read() as connection:
            return identify(connection, wanted, until) if wanted and count_documents(connection) else None

    def listed(self, query: Query) -> tuple[Answer, ...]:
        """What the lists say of each document that a query asks for; nothing where no list was collected."""
        with self.catalogue.read() as connection:
            return answer_query(connection, query) if count_documents(connection) else ()

    def stats(self) -> Mapping[str, int]:
        """How much there is of everything, and how many changes the index has yet to be told."""
        with self.catalogue.read() as connection:
            counted, newest = count_all(connection), last_change(connection)
        try:
            waiting = newest - self.engine.mark()
        except EngineError:
            waiting = newest
        return {**counted, "unindexed changes": waiting}

    # Searching.

    def parse(self, text: str) -> Query:
        """What a reader typed, read with the names and sources that the archive knows. Never raises for any text."""
        with self.catalogue.read() as connection:
            self._names.refresh(connection, last_change(connection))
            sources = source_names(connection)
        return parse_query(text, names=self._names.matching, sources=sources)

    def search(self, query: Query, offset: int = 0, limit: int = 20, facets: tuple[str, ...] = FACETS) -> Results:
        """One page of hits with rows, passages and facet counts. Raises `EngineError` where the index cannot serve."""
        matches = self._ask(query, offset, limit, facets)
        with self.catalogue.read() as connection:
            rows = result_rows(connection, [hit.id for hit in matches.hits], query)
            counted = {}
            for name, values in matches.facets.items():
                labels = read_labels(connection, name, [value for value, _ in values])
                counted[name] = tuple(FacetCount(value, labels.get(value, value), count) for value, count in values)
        return Results(query, matches.total, rows, counted, (*query.notes, *matches.notes))

    def _ask(self, query: Query, offset: int, limit: int, facets: tuple[str, ...]) -> Matches:
        """What the engine answers; one that was swapped or mended meanwhile is opened again, an empty archive has no hits."""
        try:
            return self.engine.search(query, offset=offset, limit=limit, facets=facets)
        except EngineError:
            self._close_engine()
        try:
            return self.engine.search(query, offset=offset, limit=limit, facets=facets)
        except EngineError:
            with self.catalogue.read() as connection:
                if last_change(connection):
                    raise
            return Matches(0, (), dict.fromkeys(facets, ()))

    # The index, a copy that can be thrown away.

    def update_index(self, progress: Progress | None = None) -> int:
        """Tell the index of everything that changed since it last looked; returns the number of articles told.

        An index that is missing, damaged or another archive's is made again. Raises `EngineError` where another program
        has been writing it for a minute.
        """
        with index_lock(self.settings):
            try:
                return apply_changes(self.catalogue, self.engine, progress)
            except EngineError:
                self._close_engine()
                return rebuild_index(self.settings, self.catalogue, progress)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make the index again beside the old one and swap it in by rename; readers go on with what they have."""
        with index_lock(self.settings):
            told = rebuild_index(self.settings, self.catalogue, progress)
        self._close_engine()
        return told

    def verify(self, progress: Progress | None = None) -> tuple[str, ...]:
        """Everything that is wrong, a sentence each: captures re-hashed, catalogue, index. Empty when all is well."""
        problems: list[str] = []
        checks: tuple[Callable[[], Iterable[str]], ...] = (
            lambda: capture_problems(self.catalogue, self.settings.captures, progress),
            lambda: catalogue_problems(self.catalogue),
            lambda: engine_problems(self.catalogue, self.engine),
        )
        for check in checks:
            try:
                problems.extend(check())
            except (CatalogueError, EngineError) as error:
                problems.append(str(error))
        return tuple(dict.fromkeys(problems))

    def notes(self) -> tuple[str, ...]:
        """What is harmless and worth knowing, a sentence each: records a kill left without a row, an index that is behind."""
        try:
            engine = self.engine
        except EngineError:
            engine = None
        return tuple(harmless_notes(self.catalogue, self.settings.captures, engine))
