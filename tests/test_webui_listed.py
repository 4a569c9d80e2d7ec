"""What the lists of documents say, where a reader meets it: above the hits, and beside an article that cites."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from libraries import TERMS
from reading_room import EDITED, PLAIN, words

from index.register import Answer, Verdict, Wanted
from webui.listed import Official, _official

pytest_plugins = ["web_pages"]

Page = Callable[..., BeautifulSoup]


@pytest.fixture
def page(stocked: Flask) -> Page:
    def get(address: str, status: int = 200) -> BeautifulSoup:
        answer = stocked.test_client().get(address)
        assert answer.status_code == status
        return BeautifulSoup(answer.text, "lxml")

    return get


def test_a_number_that_is_listed_shows_its_title_day_issuer_and_official_page(page: Page):
    card = page("/tim?q=qd 58 tw").select_one("section.listed")
    assert card is not None
    assert words(card) == (
        "58-QĐ/TW trong danh mục văn bản Văn bản 58-QĐ/TW về việc mẫu 58-QĐ/TW ban hành ngày 8/2/2022 Bộ Chính trị"
        " Trang chính thức: Thư viện văn kiện mẫu"
    )
    assert card.a is not None
    assert str(card.a["href"]).startswith("http://thu-vien.localhost/van-kien/")
    english = page("/tim?q=qd 58 tw&lang=en").select_one("section.listed")
    assert words(english).startswith("58-QĐ/TW in the list of documents")
    assert "8 February 2022" in words(english)


def test_two_documents_of_one_number_are_shown_as_two(page: Page):
    card = page("/tim?q=18-NQ/TW").select_one("section.listed")
    assert words(card.h2) == "Danh mục có 2 văn bản cùng mang số 18-NQ/TW"
    assert [words(each) for each in card.select(".listed-title")] == [TERMS[1].title, TERMS[0].title]
    assert not card.select("b"), "what a library printed is never markup here"


def test_a_day_typed_behind_the_number_says_which(page: Page):
    card = page("/tim?q=18-NQ/TW ngày 25/10/2017").select_one("section.listed")
    assert [words(each) for each in card.select(".listed-title")] == [TERMS[0].title]


def test_a_number_of_every_place_is_shown_with_the_doubt(page: Page):
    assert "chưa đủ căn cứ" in words(page("/tim?q=22-NQ/TU").select_one("section.listed h2"))


def test_a_number_that_no_list_has_was_not_seen(page: Page):
    card = page("/tim?q=77-CT/TW").select_one("section.listed")
    assert words(card) == "Chưa thấy 77-CT/TW trong các danh mục văn bản đã thu thập."
    assert (
        words(page("/tim?q=77-CT/TW&lang=en").select_one("section.listed"))
        == "77-CT/TW was not seen in the lists of documents collected."
    )


@pytest.mark.parametrize("address", ["/tim?q=giao thông", "/tim", "/tim?q=18-NQ/TW&nguyenvan=1", "/tim?q=đảng viên&trang=2"])
def test_what_asks_for_no_number_shows_no_list(page: Page, address: str):
    assert not page(address).select("section.listed")


def test_a_chosen_document_is_looked_up_like_a_typed_one(page: Page):
    assert "98/2023/QH15" in words(page("/tim?vankien=98/2023/QH15").select_one("section.listed h2"))


def test_an_archive_without_a_list_says_nothing_of_lists(app: Flask):
    text = app.test_client().get("/tim?q=58-QĐ/TW").text
    assert 'section class="listed' not in text


def test_a_citation_shows_the_official_title_where_one_document_is_meant(page: Page):
    found = page(f"/bai/{EDITED}")
    shown = {words(each.a): words(each.select_one(".official")) for each in found.select("li.is-listed")}
    assert shown == {
        "22-NQ/TU": "Văn bản 22-NQ/TU về việc mẫu ban hành ngày 15/7/2023 Trang chính thức: Thư viện văn kiện mẫu",
        "58-QĐ/TW": "Văn bản 58-QĐ/TW về việc mẫu ban hành ngày 8/2/2022 suy ra từ số ký hiệu Trang chính thức: Thư viện văn kiện mẫu",
    }
    assert found.select_one("li.is-listed > a")["href"].startswith("/tim?vankien=")


def test_a_citation_that_proves_no_body_shows_no_title(page: Page):
    """The article cites 22-NQ/TU without its date: any committee's; and 98/2023/QH15, which is one body's."""
    assert [words(each.a) for each in page(f"/bai/{PLAIN}").select("li.is-listed")] == ["98/2023/QH15"]


def test_the_pages_hold_in_english_too(page: Page):
    shown = words(page(f"/bai/{EDITED}?lang=en").select_one("li.is-listed .official"))
    assert "Official page: Thư viện văn kiện mẫu" in shown
    assert "15 July 2023" in shown


def test_citations_of_two_documents_by_one_number_show_neither():
    first, second = TERMS
    known = [Answer(Wanted("18"), Verdict.KNOWN, (each,)) for each in (first, second)]
    unsure = Answer(Wanted("18"), Verdict.OPEN, TERMS)
    assert _official(known) is None
    assert _official([known[0], unsure]) is None
    assert _official([known[0], known[0]]) == Official(first, is_inferred=False)
