"""The first page and the sources: how a reader begins without a query."""

from __future__ import annotations

from reading_room import FILLERS, SOURCES, TOTAL, close_app, open_app, words

pytest_plugins = ["web_pages"]


def test_every_example_returns_as_many_articles_as_it_says(page):
    examples = page("/").select(".try .tag")
    assert len(examples) >= 3
    for example in examples:
        count = words(example.select_one(".count"))
        assert words(page(example["href"]).h1).startswith(count)
        assert not count.startswith("0")


def test_the_years_lead_to_the_calendar(page):
    years = page("/").select(".bars a")
    assert [words(year) for year in years] == ["2024 4 bài", "2023 2 bài", f"2022 {FILLERS} bài"]
    assert page(years[0]["href"]).select(".months")


def test_the_sources_are_listed_with_their_counts(page):
    sources = {words(item.a): words(item.select_one(".ledger-count")) for item in page("/").select(".ledger li")}
    assert sources == {SOURCES[0].name: f"{TOTAL - 2} bài", SOURCES[1].name: "1 bài", SOURCES[2].name: "1 bài"}
    assert f"Trong kho: {TOTAL} bài, {TOTAL + 1} bản, {TOTAL + 2} lần chụp trang." in words(page("/"))


def test_undated_articles_are_one_link_away(page):
    link = next(link for link in page("/").select(".aside a") if words(link) == "Chưa rõ ngày")
    assert words(page(link["href"]).h1).startswith("1 bài")


def test_a_source_shows_its_publisher_years_and_newest_articles(page):
    row = page("/nguon").select_one(".sources tbody tr")
    assert words(row) == f"Báo Cảng Mẫu Đảng bộ thành phố Cảng Mẫu {TOTAL - 2}"
    soup = page(row.a["href"])
    assert words(soup.h1) == "Báo Cảng Mẫu"
    assert len(soup.select(".hits > li")) == 10
    assert [words(year) for year in soup.select(".bars li")] == ["2024 4 bài", "2023 1 bài", f"2022 {FILLERS} bài"]
    assert words(page(soup.select(".bars a")[0]["href"]).h1).startswith("4 bài")
    assert soup.select_one(".facts a[rel~=noreferrer]")["href"] == "http://bao-mau.localhost/"


def test_a_source_not_known_is_not_seen(page):
    page("/nguon/chua-biet", status=404)


def test_an_empty_archive_has_a_first_page_and_says_it_is_empty(tmp_path):
    app = open_app(tmp_path)
    try:
        answer = app.test_client().get("/")
        assert answer.status_code == 200
        assert "Kho chưa thu thập nguồn nào." in answer.text
        assert app.test_client().get("/ngay").status_code == 200
        assert app.test_client().get("/nguon").status_code == 200
    finally:
        close_app(app)
