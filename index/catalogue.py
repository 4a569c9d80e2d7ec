"""The database that is the truth for everything derived: opening it, its version, and its two kinds of transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import Cursor, OperationalError
from typing import Self

from sqlalchemy import Connection, Engine, create_engine, event, func, insert, inspect, make_url, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from index.errors import CatalogueError
from index.schema import SCHEMA_VERSION, lease, library_document, meta, metadata

# How long a writer waits for another one; `sqlite:///…?timeout=SECONDS` says otherwise.
BUSY_SECONDS = 30
WAIT_SECONDS = 0.02
WRITER = 1930

# MIGRATIONS[n] turns a catalogue of version n into one of version n + 1.
MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: library_document.create, 2: lease.create}


class Catalogue:
    """One open database (danh mục): `begin` to write, `read` to read; every write is all or nothing."""

    def __init__(self, engine: Engine, url: str) -> None:
        self.engine = engine
        self.url = url

    @classmethod
    def open(cls, url: str) -> Self:
        """The catalogue at this SQLAlchemy address, made or brought to our version where needed.

        Raises `CatalogueError` where it cannot be opened, is damaged, or was written by a newer program.
        """
        try:
            address = make_url(url)
            if address.get_backend_name() == "sqlite" and address.database:
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            is_patient = address.get_backend_name() == "sqlite" and "timeout" not in address.query
            engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS} if is_patient else {})
        except (ArgumentError, OSError, ImportError) as error:
            raise CatalogueError(
                f"the catalogue {url} cannot be opened: {error}; check ARCHIVE_DATABASE and ARCHIVE_DATA"
            ) from error
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        catalogue = cls(engine, url)
        try:
            with catalogue.begin() as connection:
                _migrate(connection, url)
        except CatalogueError:
            catalogue.close()
            raise
        return catalogue

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One writing transaction; an error inside undoes all of it. Raises `CatalogueError` for trouble below."""
        with _clear_errors(self.url), self.engine.connect() as connection:
            writer = connection.execution_options(writes=True)
            with writer.begin():
                if self.engine.dialect.name == "postgresql":
                    # One writer at a time as in SQLite, or change numbers could become visible out of order.
                    writer.execute(select(func.pg_advisory_xact_lock(WRITER)))
                yield writer

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One reading transaction: everything in it sees the same state."""
        with _clear_errors(self.url), self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def problems(self) -> Iterator[str]:
        """What SQLite itself finds wrong with its file, a sentence each; other databases look after theirs."""
        if self.engine.dialect.name != "sqlite":
            return
        with self.read() as connection:
            answer = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if answer != "ok":
            yield f"the catalogue's file is damaged ({answer}); restore it from a copy"
        if broken:
            yield f"{len(broken)} rows of the catalogue point at nothing, the first in {broken[0][0]}; restore it from a copy"

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


@contextmanager
def _clear_errors(url: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig)
        if "locked" in reason:
            raise CatalogueError(f"the catalogue {url} is locked by another program; end it and run this again") from error
        if "malformed" in reason or "not a database" in reason:
            raise CatalogueError(
                f"the catalogue {url} is damaged ({reason}); move it away and run: scrapy import data/captures"
            ) from error
        if "full" in reason:
            raise CatalogueError(f"the disk of the catalogue {url} is full; free some space and run this again") from error
        raise CatalogueError(f"the catalogue {url} failed: {reason}") from error
    except SQLAlchemyError as error:
        raise CatalogueError(f"the catalogue {url} failed: {error}") from error


def _prepare_sqlite(connection: SQLiteConnection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, so that writers can say IMMEDIATE
    cursor = connection.cursor()
    _use_wal(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _use_wal(cursor: Cursor) -> None:
    """Switch to WAL. SQLite does not wait for others here, so we do: several programs may make the catalogue at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(WAIT_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later may fail in the middle; one that will write takes its place at once.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection, url: str) -> None:
    if not inspect(connection).has_table("meta"):
        metadata.create_all(connection)
        connection.execute(insert(meta).values(name="version", value=str(SCHEMA_VERSION)))
        return
    version = int(connection.execute(select(meta.c.value).where(meta.c.name == "version")).scalar_one())
    if version > SCHEMA_VERSION:
        raise CatalogueError(f"the catalogue {url} was written by a newer version of this program; use that version")
    while version < SCHEMA_VERSION:
        MIGRATIONS[version](connection)
        version += 1
        connection.execute(update(meta).where(meta.c.name == "version").values(value=str(version)))
