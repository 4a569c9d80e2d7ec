"""The lease of a site: one machine at a time, freed by time, on both kinds of database."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from crawler.operation.overview import is_crawled_now
from crawler.run import lease as lease_module
from crawler.run.desk import Desk
from crawler.run.lease import LENGTH, Lease, database_time, holder_of, machine_at_work
from crawler.run.lock import LockedError
from crawler.sites import get_site
from index.archive import Archive
from index.catalogue import Catalogue
from index.schema import lease as table
from index.settings import settings_for

HERE, THERE = "may-1 a:1:1", "may-2 b:1:1"


@pytest.fixture
def catalogue(database: str):
    opened = Catalogue.open(database)
    yield opened
    opened.close()


def rows(catalogue: Catalogue) -> list[tuple[str, str]]:
    with catalogue.read() as connection:
        return [(row.source, row.holder) for row in connection.execute(select(table).order_by(table.c.source))]


def run_out(catalogue: Catalogue) -> None:
    """Let the time of every lease pass."""
    with catalogue.begin() as connection:
        connection.execute(update(table).values(expires_at=database_time(connection) - timedelta(seconds=1)))


def test_only_one_machine_has_a_site_and_other_sites_are_free(catalogue: Catalogue):
    with Lease.taken(catalogue, "mau-a", HERE):
        with pytest.raises(LockedError, match="being crawled on may-1; should that machine be dead, run this again after"):
            Lease(catalogue, "mau-a", THERE).take()
        with Lease.taken(catalogue, "mau-b", THERE):
            assert rows(catalogue) == [("mau-a", HERE), ("mau-b", THERE)]
    assert rows(catalogue) == []
    Lease(catalogue, "mau-a", THERE).take()


def test_after_a_kill_the_same_machine_goes_on_at_once_and_another_when_the_time_is_over(catalogue: Catalogue):
    Lease(catalogue, "mau-a", HERE).take()
    Lease(catalogue, "mau-a", HERE).take()
    with pytest.raises(LockedError):
        Lease(catalogue, "mau-a", THERE).take()
    run_out(catalogue)
    Lease(catalogue, "mau-a", THERE).take()
    assert rows(catalogue) == [("mau-a", THERE)]


def test_a_lease_is_renewed_in_time_and_not_at_every_request(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    lease = Lease(catalogue, "mau-a", HERE)
    now = lease_module.time.time()
    monkeypatch.setattr(lease_module.time, "time", lambda: now)
    lease.take()
    run_out(catalogue)
    assert lease.keep()
    with catalogue.read() as connection:
        assert machine_at_work(connection, "mau-a", THERE) is None, "it was not time to renew it"
    now += LENGTH.total_seconds() / 2
    assert lease.keep()
    with catalogue.read() as connection:
        assert machine_at_work(connection, "mau-a", THERE) == "may-1"
        assert machine_at_work(connection, "mau-a", HERE) is None
        left = connection.execute(select(table.c.expires_at)).scalar_one() - database_time(connection)
    assert LENGTH - timedelta(minutes=1) < left <= LENGTH + timedelta(seconds=1)


def test_who_lost_a_lease_neither_renews_nor_frees_that_of_another(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch):
    late = Lease(catalogue, "mau-a", HERE)
    late.take()
    run_out(catalogue)
    Lease(catalogue, "mau-a", THERE).take()
    monkeypatch.setattr(lease_module, "RENEW_AFTER", timedelta(0))
    assert not late.keep()
    late.release()
    assert rows(catalogue) == [("mau-a", THERE)]


def test_a_run_whose_site_was_taken_over_asks_for_nothing_more(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lease_module, "RENEW_AFTER", timedelta(0))
    settings = settings_for(tmp_path, database=database)
    with Desk.open(settings, get_site("mau-bao")) as desk:
        desk.keep_turn()
        assert desk.stopped is None
        with desk.archive.catalogue.begin() as connection:
            connection.execute(update(table).values(holder=THERE))
        desk.keep_turn()
        assert desk.stopped == "lease-lost"
        assert desk.complaint == "mau-bao was taken over by another machine, which goes on with it"
        assert desk.close(desk.stopped) == "lease-lost"


def test_a_site_that_another_machine_crawls_is_seen_and_left_alone(database: str, tmp_path: Path):
    settings, site = settings_for(tmp_path, database=database), get_site("mau-bao")
    with Archive.open(settings) as archive:
        with archive.catalogue.begin() as connection:
            until = database_time(connection) + LENGTH
            connection.execute(insert(table).values(source=site.id, holder=THERE, expires_at=until))
        with archive.catalogue.read() as connection:
            assert is_crawled_now(archive, connection, site.id)
        with pytest.raises(LockedError, match="may-2"), Desk.open(settings, site):
            pass
        run_out(archive.catalogue)
        with archive.catalogue.read() as connection:
            assert not is_crawled_now(archive, connection, site.id)


def test_the_processes_that_a_lock_keeps_apart_have_one_name(tmp_path: Path):
    (tmp_path / "link").symlink_to(tmp_path / "locks")
    assert holder_of(tmp_path / "locks") == holder_of(tmp_path / "link")
    assert holder_of(tmp_path / "locks") != holder_of(tmp_path / "other")
    assert holder_of(tmp_path / "locks").startswith(f"{os.uname().nodename} ")
