"""When a page cannot be shown: plain Vietnamese words, the right status, and a way on."""

from __future__ import annotations

import logging
import shutil
import threading

import pytest
from bs4 import BeautifulSoup
from reading_room import EDITED, TOTAL, close_app, open_app, words

import webui
from index.archive import Archive
from index.errors import CatalogueError
from index.settings import settings_for
from webui.shelf import get_archive

pytest_plugins = ["web_pages"]


@pytest.fixture
def own(furnished, tmp_path):
    """A copy of the archive that a test may damage, with its application."""
    folder = shutil.copytree(furnished, tmp_path / "kho")
    app = open_app(folder)
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    yield folder, app
    close_app(app)


def test_an_unknown_address_is_a_vietnamese_404(page):
    soup = page("/khong-co-trang-nay", status=404)
    assert words(soup.h1) == "Chưa thấy trong kho"
    assert soup.select_one("form.box")
    assert "không tồn tại" not in words(soup)


def test_nothing_can_be_sent_to_the_archive(client):
    answer = client.post("/tim", data={"q": "x"})
    assert answer.status_code == 405
    assert "Kho chỉ để đọc" in answer.text
    assert "GET" in answer.headers["Allow"]


def test_a_fault_of_ours_is_a_page_with_a_number_that_the_log_has_too(own, monkeypatch, caplog):
    _, app = own

    def fail(_self):
        raise RuntimeError("bí mật của máy chủ")

    monkeypatch.setattr(Archive, "sources", fail)
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/nguon")
    assert answer.status_code == 500
    number = BeautifulSoup(answer.text, "lxml").select_one("main code").get_text()
    assert number in caplog.text
    assert "bí mật" not in answer.text
    assert "Có lỗi ở phía kho" in answer.text


def test_a_catalogue_that_cannot_be_read_is_a_503(own, monkeypatch):
    _, app = own

    def fail(_self):
        raise CatalogueError("the catalogue /duong/dan/that is damaged")

    monkeypatch.setattr(Archive, "sources", fail)
    answer = app.test_client().get("/nguon")
    assert answer.status_code == 503
    assert "/duong/dan" not in answer.text


def test_a_missing_index_says_what_to_run_and_the_rest_goes_on(own):
    folder, app = own
    client = app.test_client()
    before = client.get("/tim?q=hội thảo").text
    shutil.rmtree(folder / "index")
    answer = client.get("/tim?q=hội thảo")
    assert answer.status_code == 503
    assert "python -m index rebuild" in answer.text
    assert 'value="hội thảo"' in answer.text
    assert client.get("/tim.csv").status_code == 503
    for address in (
        "/",
        "/ngay",
        "/ngay/2024",
        "/ngay/2024/01/10",
        f"/bai/{EDITED}",
        "/nguon",
        "/nguon/mau-bao",
        f"/bai/{EDITED}/so-sanh/v1..v2",
    ):
        assert client.get(address).status_code == 200, address
    with Archive.open(settings_for(folder)) as archive:
        archive.rebuild()
    assert client.get("/tim?q=hội thảo").text == before


def test_a_damaged_index_says_what_to_run(own):
    folder, app = own
    for file in (folder / "index").iterdir():
        if file.is_file():
            file.write_bytes(b"\x00hong\x00")
    answer = app.test_client().get("/tim?q=hội")
    assert answer.status_code == 503
    assert "python -m index rebuild" in answer.text
    assert str(folder) not in answer.text


def test_an_archive_without_an_index_yet_opens(tmp_path):
    app = open_app(tmp_path / "moi")
    try:
        assert app.test_client().get("/").status_code == 200
        assert app.test_client().get("/tim?q=x").status_code in (200, 503)
    finally:
        close_app(app)


@pytest.mark.parametrize("config", [{"ARCHIVE_SHOW": "everything"}, {}])
def test_an_archive_that_cannot_be_opened_stops_the_server_with_one_sentence(tmp_path, config):
    (tmp_path / "archive.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(SystemExit) as stop:
        webui.create_app({"ARCHIVE_DATA": str(tmp_path), **config})
    assert str(stop.value).startswith("webui: ")
    assert "\n" not in str(stop.value)


def test_settings_can_be_given_whole(furnished):
    app = webui.create_app(settings_for(furnished))
    try:
        with app.app_context():
            assert len(get_archive().sources()) == 3
    finally:
        close_app(app)


def test_many_readers_at_once_get_the_same_answer(app):
    totals = []

    def read() -> None:
        for _ in range(4):
            answer = app.test_client().get("/tim?q=sinh hoạt")
            totals.append((answer.status_code, words(BeautifulSoup(answer.text, "lxml").h1)))
            totals.append((app.test_client().get(f"/bai/{EDITED}").status_code, totals[0][1]))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(totals) == 48
    assert len(set(totals)) == 1
    assert totals[0][0] == 200
    assert TOTAL
