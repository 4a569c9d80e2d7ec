"""The fixtures of the web pages, named by `pytest_plugins` in each of their test modules."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from libraries import LISTED, TERMS, put_on_list
from reading_room import close_app, furnish, open_app


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive; whoever changes anything in it copies it first."""
    folder = tmp_path_factory.mktemp("kho")
    furnish(folder)
    return folder


@pytest.fixture(scope="session")
def app(furnished: Path) -> Iterator[Flask]:
    opened = open_app(furnished)
    yield opened
    close_app(opened)


@pytest.fixture(scope="session")
def stocked(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The same archive with a library's list of documents in it."""
    folder = tmp_path_factory.mktemp("kho-danh-muc") / "kho"
    shutil.copytree(furnished, folder)
    opened = open_app(folder)
    with opened.extensions["archive"].catalogue.begin() as connection:
        put_on_list(connection, (*LISTED, *TERMS))
    yield opened
    close_app(opened)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient):
    """Get a page as soup; the status must be the one expected."""

    def get(address: str, status: int = 200) -> BeautifulSoup:
        answer = client.get(address)
        assert answer.status_code == status, f"{address} answered {answer.status_code}"
        return BeautifulSoup(answer.text, "lxml")

    return get
