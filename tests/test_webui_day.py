"""Browsing by day, month and year without a query."""

from __future__ import annotations

import pytest
from reading_room import BACK, EDITED, FILLERS, GONE, MOVED, PLAIN, TOTAL, words

from webui import day
from webui.pager import Pager

pytest_plugins = ["web_pages"]


def test_years_show_their_counts_newest_first(page):
    years = page("/ngay").select(".bars li")
    assert [words(year) for year in years] == ["2024 4 bài", "2023 2 bài", f"2022 {FILLERS} bài"]
    assert "Chưa rõ ngày thuộc loại này: 1 bài" in words(page("/ngay"))


def test_a_year_leads_to_its_months_and_a_month_to_its_days(page):
    months = page("/ngay/2024").select(".months li")
    assert len(months) == 12
    assert words(months[0]) == "Tháng 1 2 bài"
    assert months[4].a is None
    assert "chưa thấy bài" in words(months[4])
    days = page(months[0].a["href"]).select(".month td a")
    assert [(words(link), link["href"]) for link in days] == [("10 1 bài", "/ngay/2024/01/10"), ("12 1 bài", "/ngay/2024/01/12")]


def test_a_week_begins_on_monday(page):
    soup = page("/ngay/2023/09")
    assert [words(day) for day in soup.select(".month th")] == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    first = [words(cell) for cell in soup.select(".month tbody tr")[0].select("td")]
    assert first == ["", "", "", "", "1", "2", "3"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/ngay/2023/09/21", [EDITED, PLAIN]),
        ("/ngay/2024/01/10", [GONE]),
        ("/ngay/2023/09/22?loaingay=dang", [EDITED]),
        ("/ngay/2023/09/21?loaingay=dang", [PLAIN]),
        ("/ngay/2023/09/22", []),
        ("/ngay/2026/03/01?loaingay=ghi-nhan", []),
    ],
)
def test_a_day_lists_its_articles_by_the_chosen_kind_of_date(page, address, expected):
    found = [int(link["href"].split("/")[2].split("?")[0]) for link in page(address).select(".hit-title a")]
    assert found == expected


def test_the_day_first_seen_is_the_day_in_viet_nam(page):
    assert f"{TOTAL} bài" in words(page("/ngay/2026/03/02?loaingay=ghi-nhan").select_one(".results-sum"))


def test_other_kinds_of_date_are_one_link_away_with_their_counts(page):
    tabs = page("/ngay/2023/09/21").select(".tabs a")
    assert [words(tab) for tab in tabs] == ["ngày sự kiện 2", "ngày đăng 1", "ngày ghi nhận 0"]
    assert [tab["href"] for tab in tabs] == [
        f"/ngay/2023/09/21{suffix}" for suffix in ("", "?loaingay=dang", "?loaingay=ghi-nhan")
    ]
    assert tabs[0]["aria-current"] == "true"


def test_the_nearest_days_with_an_article_are_before_and_after(page):
    steps = page("/ngay/2024/01/11").select(".steps a")
    assert [step["href"] for step in steps] == ["/ngay/2024/01/10", "/ngay/2024/01/12"]
    assert [step["href"] for step in page("/ngay/2024/02").select(".steps a")] == ["/ngay/2024/01", "/ngay/2024/03"]
    assert [step["href"] for step in page("/ngay/2023?loaingay=dang").select(".steps a")] == []
    assert [step["href"] for step in page("/ngay/2025").select(".steps a")] == ["/ngay/2024"]
    assert MOVED
    assert BACK


def test_an_empty_day_says_what_the_archive_knows_and_no_more(page):
    text = words(page("/ngay/2021/05/05"))
    assert "Chưa có bài nào trong kho cho khoảng này" in text
    assert "có thể ta chưa thu thập được" in text
    assert "không có tin" not in text


@pytest.mark.parametrize(
    "address", ["/ngay/2023/13", "/ngay/2023/02/30", "/ngay/0000", "/ngay/23", "/ngay/2023/7", "/ngay/2023/07/xx"]
)
def test_a_day_outside_the_calendar_is_a_404(page, address):
    page(address, status=404)


def test_a_full_day_comes_in_pages(page, monkeypatch):
    monkeypatch.setattr(day, "PAGE", 10)
    soup = page("/ngay/2026/03/02?loaingay=ghi-nhan")
    assert len(soup.select(".hits > li")) == 10
    second = page(soup.select_one("a[rel=next].page-step")["href"])
    assert second.select_one(".hits")["start"] == "11"
    assert "loaingay=ghi-nhan" in second.select_one("a[rel=next].page-step")["href"]


@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        (Pager(1, 0, 20), (1,)),
        (Pager(1, 20, 20), (1,)),
        (Pager(1, 21, 20), (1, 2)),
        (Pager(5, 200, 20), (1, None, 3, 4, 5, 6, 7, None, 10)),
        (Pager(10, 200, 20), (1, None, 8, 9, 10)),
        (Pager(4, 10**6, 20), (1, 2, 3, 4, 5, 6, None, 50_000)),
    ],
)
def test_a_pager_links_to_first_last_and_neighbours(place, numbers):
    assert place.numbers == numbers
