"""The catalogue: opened safely, all or nothing, of a known version."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select

from index import catalogue as catalogue_module
from index.catalogue import Catalogue
from index.errors import CatalogueError
from index.schema import SCHEMA_VERSION, lease, meta, run, source


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'archive.db'}"


@pytest.fixture
def catalogue(tmp_path: Path):
    opened = Catalogue.open(url(tmp_path))
    yield opened
    opened.close()


def test_sqlite_is_opened_for_durability(catalogue: Catalogue):
    with catalogue.read() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}


def test_an_error_in_a_transaction_undoes_all_of_it(catalogue: Catalogue):
    def write_and_fail(connection: Connection) -> None:
        connection.execute(insert(source).values(id="mau-a", name="A", owner="A", url="http://a"))
        raise KeyError

    with pytest.raises(KeyError), catalogue.begin() as connection:
        write_and_fail(connection)
    with catalogue.read() as connection:
        assert connection.execute(select(func.count()).select_from(source)).scalar_one() == 0


def test_a_row_that_points_at_nothing_is_refused(catalogue: Catalogue):
    with pytest.raises(CatalogueError, match="FOREIGN KEY"), catalogue.begin() as connection:
        connection.execute(insert(run).values(id="r", source="nobody", started=datetime.now(UTC), version="1", requests=0))


def test_a_time_without_a_zone_is_refused_and_one_with_a_zone_comes_back_in_utc(catalogue: Catalogue):
    with catalogue.begin() as connection:
        connection.execute(insert(source).values(id="mau-a", name="A", owner="A", url="http://a"))
    with pytest.raises(CatalogueError, match="zone"), catalogue.begin() as connection:
        connection.execute(insert(run).values(id="r", source="mau-a", started=datetime(2026, 1, 1), version="1", requests=0))  # noqa: DTZ001
    with catalogue.begin() as connection:
        connection.execute(
            insert(run).values(id="r", source="mau-a", started=datetime(2026, 1, 1, tzinfo=UTC), version="1", requests=0)
        )
    with catalogue.read() as connection:
        assert connection.execute(select(run.c.started)).scalar_one() == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_catalogue_of_a_newer_program_is_left_alone(tmp_path: Path):
    Catalogue.open(url(tmp_path)).close()
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute("UPDATE meta SET value = ?", (str(SCHEMA_VERSION + 1),))
    connection.close()
    with pytest.raises(CatalogueError, match="newer version"):
        Catalogue.open(url(tmp_path))


def test_a_catalogue_of_the_first_version_gets_what_came_later(tmp_path: Path):
    Catalogue.open(url(tmp_path)).close()
    with sqlite3.connect(tmp_path / "archive.db") as connection:
        connection.execute("DROP TABLE library_document")
        connection.execute("DROP TABLE lease")
        connection.execute("UPDATE meta SET value = '1'")
    connection.close()
    opened = Catalogue.open(url(tmp_path))
    with opened.read() as connection:
        assert connection.execute(select(func.count()).select_from(lease)).scalar_one() == 0
        assert connection.execute(select(meta.c.value)).scalar_one() == str(SCHEMA_VERSION)
    opened.close()


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path):
    (tmp_path / "archive.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(CatalogueError, match="damaged"):
        Catalogue.open(url(tmp_path))


@pytest.mark.parametrize("address", ["nonsense", "mysterious://x/y"])
def test_an_address_that_names_no_database_is_one_sentence(address: str):
    with pytest.raises(CatalogueError, match="ARCHIVE_DATABASE"):
        Catalogue.open(address)


def test_a_catalogue_of_an_older_program_is_brought_up_to_date_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    Catalogue.open(url(tmp_path)).close()
    steps = []
    monkeypatch.setattr(catalogue_module, "SCHEMA_VERSION", SCHEMA_VERSION + 2)
    monkeypatch.setitem(catalogue_module.MIGRATIONS, SCHEMA_VERSION, lambda _connection: steps.append("first"))
    monkeypatch.setitem(catalogue_module.MIGRATIONS, SCHEMA_VERSION + 1, lambda _connection: steps.append("second"))
    Catalogue.open(url(tmp_path)).close()
    Catalogue.open(url(tmp_path)).close()
    assert steps == ["first", "second"]


def test_a_step_that_fails_leaves_the_catalogue_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    Catalogue.open(url(tmp_path)).close()

    def broken(connection: Connection) -> None:
        connection.execute(insert(source).values(id="half", name="", owner="", url=""))
        connection.exec_driver_sql("ALTER TABLE nothing ADD COLUMN x")

    with monkeypatch.context() as patch:
        patch.setattr(catalogue_module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        patch.setitem(catalogue_module.MIGRATIONS, SCHEMA_VERSION, broken)
        with pytest.raises(CatalogueError, match="nothing"):
            Catalogue.open(url(tmp_path))
    opened = Catalogue.open(url(tmp_path))
    with opened.read() as connection:
        assert connection.execute(select(func.count()).select_from(source)).scalar_one() == 0
    opened.close()


def test_every_version_before_ours_has_a_step():
    assert sorted(catalogue_module.MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_programs_that_make_the_catalogue_at_the_same_time_all_get_it(tmp_path: Path):
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(lambda _: Catalogue.open(url(tmp_path)), range(6)))
    for each in opened:
        with each.read() as connection:
            assert connection.execute(select(func.count()).select_from(source)).scalar_one() == 0
        each.close()


def test_a_writer_takes_its_place_at_once_and_readers_go_on(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(catalogue_module, "BUSY_SECONDS", 0.2)
    other = Catalogue.open(url(tmp_path))
    with catalogue.begin() as connection:
        connection.execute(insert(source).values(id="mau-a", name="A", owner="A", url="http://a"))
        with other.read() as reader:
            assert reader.execute(select(func.count()).select_from(source)).scalar_one() == 0
        with pytest.raises(CatalogueError, match="locked by another program"), other.begin():
            pass
    with other.begin() as connection:
        assert connection.execute(select(func.count()).select_from(source)).scalar_one() == 1
    other.close()


def test_a_reader_sees_one_state_for_as_long_as_it_reads(catalogue: Catalogue):
    with catalogue.read() as reader:
        before = reader.execute(select(func.count()).select_from(source)).scalar_one()
        with catalogue.begin() as connection:
            connection.execute(insert(source).values(id="mau-a", name="A", owner="A", url="http://a"))
        assert reader.execute(select(func.count()).select_from(source)).scalar_one() == before == 0


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CatalogueError, match="cannot be opened") as caught:
        Catalogue.open(url(tmp_path / "file"))
    assert "\n" not in str(caught.value)
