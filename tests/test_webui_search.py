"""The search page: what a reader sees and where the links lead."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_room import EDITED, FILLERS, GONE, PLAIN, TOTAL, UNTITLED, words

from webui.facet import _label

pytest_plugins = ["web_pages"]


def found(soup) -> list[int]:
    """The ids of the articles listed, in order."""
    return [int(link["href"].split("/")[2].split("?")[0]) for link in soup.select(".hits .hit-title a")]


def asked(link) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link["href"]).query)


def total(soup) -> int:
    return int(soup.select_one("h1").get_text().split()[0].replace(".", ""))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("22-NQ/TU", {EDITED, PLAIN}),
        ("22 nq tu", {EDITED, PLAIN}),
        ("98/2023/QH15", {PLAIN}),
        ("Nguyễn Phước Mẫu", {EDITED}),
        ("nguyen phuoc mau", {EDITED}),
        ('"chi bộ bốn tốt"', {PLAIN}),
        ("tìnhtrạng:đãgỡ hội thảo", set()),
        ("an toàn giao thông", {UNTITLED}),
    ],
)
def test_a_query_lists_its_articles(page, query, expected):
    assert set(found(page(f"/tim?q={query}"))) == expected


def test_no_query_lists_everything_newest_event_first(page):
    soup = page("/tim")
    assert total(soup) == TOTAL
    assert found(soup)[0] == 7
    assert len(found(soup)) == 20


def test_a_result_says_title_date_kind_certainty_source_and_state(page):
    hit = page("/tim?q=22-NQ/TU&nguon=mau-thanhuy").select_one(".hit")
    assert words(hit.h3) == "Quán triệt Nghị quyết số 22-NQ/TU đến từng chi bộ"
    facts = words(hit.select_one(".hit-facts"))
    assert facts == "21/9/2023 ngày sự kiện, năm suy ra Trang tin Đảng bộ thành phố Mẫu ± đã sửa"
    assert hit.select_one("time")["datetime"] == "2023-09-21"


def test_an_article_without_that_kind_of_date_never_shows_another_in_silence(page):
    hit = page("/tim?q=an toàn giao thông").select_one(".hit-facts")
    assert "Chưa rõ ngày sự kiện (ngày ghi nhận: 2/3/2026 )" in words(hit)
    hit = page("/tim?q=hội thảo chuyển đổi số&loaingay=dang").select_one(".hit-facts")
    assert "Chưa rõ ngày đăng (ngày sự kiện: 10/1/2024 )" in words(hit)


def test_an_untitled_article_shows_its_first_words_and_says_so(page):
    hit = page("/tim?q=an toàn giao thông").select_one(".hit")
    assert words(hit.h3).startswith("Đảng ủy phường Mẫu tuyên truyền")
    assert "trang không in tít" in words(hit)


def test_matched_words_are_marked_together_in_passages(page):
    marks = [words(mark) for mark in page("/tim?q=sinh hoạt chuyên đề").select(".passage mark")]
    assert marks
    assert "sinh hoạt chuyên đề" in marks


def test_at_most_two_passages_a_result(page):
    for hit in page("/tim?q=hội").select(".hit"):
        assert 1 <= len(hit.select(".passage")) <= 2


def test_documents_and_people_of_a_result_are_links_that_filter(page):
    hit = page("/tim?q=học tập").select_one(".hit")
    links = {words(link): link for link in hit.select(".tag")}
    assert asked(links["98/2023/QH15"]) == {"q": ["học tập"], "vankien": ["98/2023/QH15"]}
    assert found(page(links["98/2023/QH15"]["href"])) == [PLAIN]
    assert asked(links["Trần Thị Kim Ngân"])["nguoi"] == ["Trần Thị Kim Ngân"]
    assert found(page(links["Trần Thị Kim Ngân"]["href"])) == [PLAIN]


def test_every_facet_value_leads_to_as_many_articles_as_it_says(page):
    start = page("/tim")
    labels = start.select(".facet-value a.facet-label")
    assert {"loc-vankien", "loc-nguoi", "loc-nguon", "loc-nam", "loc-tinhtrang"} == {
        h.get("id") for h in start.select(".facet h2")
    }
    for label in labels:
        count = int(label.select_one(".count").find(string=True))
        assert total(page(label["href"])) == count, words(label)


def test_a_chosen_year_opens_its_months_and_a_chosen_month_its_days(page):
    def values(soup, facet):
        return [value.a for value in soup.select(f"[aria-labelledby=loc-{facet}] .facet-value:not(.is-chosen)")]

    assert not page("/tim").select("#loc-thang, #loc-ngay")
    year = page("/tim?nam=2023")
    months = {words(link.span): link for link in values(year, "thang")}
    assert list(months) == sorted(months, key=lambda text: -int(text.split("/")[0]))
    assert {text.split("/")[1] for text in months} == {"2023"}
    assert sum(int(link.select_one(".count").find(string=True)) for link in months.values()) == total(year)
    assert not year.select("#loc-ngay")
    month = page(months["9/2023"]["href"])
    assert asked(months["9/2023"]) == {"nam": ["2023"], "thang": ["2023-09"]}
    days = {words(link.span): link for link in values(month, "ngay")}
    assert sum(int(link.select_one(".count").find(string=True)) for link in days.values()) == total(month)
    assert EDITED in found(page(days["21/9/2023"]["href"]))
    chips = [words(chip).split(" ×")[0] for chip in page(days["21/9/2023"]["href"]).select(".active .chip")]
    assert chips == ["Năm: 2023", "Tháng: 9/2023", "Ngày trong tháng: 21/9/2023"]


@pytest.mark.parametrize(
    ("address", "typed"),
    [("thang=2023-xx", "2023-xx"), ("ngay=2023-02-31", "2023-02-31"), ("ngay=-hôm-qua", "hôm-qua"), ("thang=13", "13")],
)
def test_what_is_no_part_of_a_date_is_shown_as_typed_and_stops_no_page(page, address, typed):
    soup = page(f"/tim?{address}")
    assert typed in words(soup.select_one(".active .chip"))
    assert total(soup) == (TOTAL if "=-" in address else 0)


def test_every_facet_value_can_be_excluded_and_the_exclusion_is_worded(page):
    start = page("/tim")
    for value in start.select(".facet-value"):
        link = value.select_one(".facet-except")
        count = int(value.select_one(".count").find(string=True))
        soup = page(link["href"])
        assert total(soup) == TOTAL - count
        active = soup.select_one(".active .chip")
        assert "trừ" in words(active)
        assert active.s is not None


def test_a_second_document_narrows_and_a_second_source_widens(page):
    assert found(page("/tim?vankien=22-NQ/TU&vankien=98/2023/QH15")) == [PLAIN]
    assert total(page("/tim?nguon=mau-ct&nguon=mau-thanhuy")) == 2


def test_an_excluded_source_keeps_its_name_and_a_way_back(page):
    soup = page("/tim?nguon=-mau-bao")
    excluded = soup.select_one(".facet-value.is-excluded")
    assert words(excluded.select_one(".facet-label")) == "trừ Báo Cảng Mẫu"
    assert total(page(excluded.select_one(".facet-except")["href"])) == TOTAL


def test_a_chosen_value_says_so_in_words_and_the_header_counts_it(page):
    soup = page("/tim?nguon=mau-ct")
    chosen = soup.select_one(".facet-value.is-chosen")
    assert "đang chọn:" in words(chosen)
    assert "1 đang dùng" in words(soup.select_one("#loc-nguon"))
    assert total(page(chosen.select_one(".facet-except")["href"])) == TOTAL


def test_active_filters_can_be_dropped_one_by_one_or_all_at_once(page):
    soup = page("/tim?q=hội thảo&nam=2024&tinhtrang=da-go&tu=2024-01-01")
    chips = soup.select(".active .chip")
    assert [words(chip).partition(" ×")[0] for chip in chips] == ["Năm: 2024", "Tình trạng: đã gỡ", "ngày sự kiện: 1/1/2024 – …"]
    assert asked(chips[0].select_one(".drop")) == {"q": ["hội thảo"], "tinhtrang": ["da-go"], "tu": ["2024-01-01"]}
    assert asked(chips[2].select_one(".drop")) == {"q": ["hội thảo"], "nam": ["2024"], "tinhtrang": ["da-go"]}
    assert asked(soup.select_one(".clear")) == {"q": ["hội thảo"]}


def test_both_ends_of_a_range_are_included(page):
    assert total(page("/tim?tu=2024-01-10&den=2024-01-12")) == 2
    assert total(page("/tim?tu=2024-01-11&den=2024-01-11")) == 0
    assert total(page("/tim?tu=2023-01-01&den=2023-12-31")) == total(page("/tim?nam=2023")) == 2


def test_the_kind_of_date_drives_range_and_years(page):
    assert total(page("/tim?loaingay=dang&nam=2023")) == 2
    assert total(page("/tim?loaingay=ghi-nhan&nam=2026")) == TOTAL
    assert total(page("/tim?nam=chua-ro")) == 1
    assert total(page("/tim?nam=-chua-ro")) == TOTAL - 1


def test_what_was_understood_is_shown_and_can_be_taken_out(page):
    soup = page("/tim?q=98/2023/QH15 học tập")
    chip = soup.select_one(".understood .chip")
    assert "văn kiện 98/2023/QH15" in words(chip)
    assert asked(chip.select_one(".drop")) == {"q": ["học tập"]}


def test_the_exact_text_can_be_searched_instead_and_back_again(page):
    soup = page("/tim?q=nghị quyết 22")
    assert total(soup) == 2
    literal = page(soup.select_one(".literal")["href"])
    assert total(literal) == 0
    assert "Đang tìm đúng nguyên văn" in words(literal.select_one(".understood"))
    assert total(page(literal.select_one(".literal")["href"])) == 2


def test_order_can_be_chosen(page):
    newest = found(page("/tim?q=hội thảo&xep=moi-nhat"))
    assert newest == [7, 5, 4]
    assert found(page("/tim?q=hội thảo&xep=cu-nhat")) == newest[::-1]
    current = page("/tim?q=hội thảo&xep=cu-nhat").select_one(".results-tools [aria-current]")
    assert words(current) == "cũ nhất"


def test_pages_join_to_the_whole_list_without_a_gap_or_a_repeat(page):
    first = page("/tim?xep=cu-nhat")
    second = page(first.select_one("a[rel=next]")["href"])
    assert second.select_one(".hits")["start"] == "21"
    assert len({*found(first), *found(second)}) == TOTAL
    assert second.select_one("a[rel=next]") is None
    assert found(page(second.select_one("a[rel=prev]")["href"])) == found(first)


def test_a_page_beyond_the_end_leads_to_the_last_one(page):
    soup = page("/tim?trang=500", status=404)
    assert total(soup) == TOTAL
    assert page(soup.select_one(".results p a")["href"]).select(".hits > li")


def test_zero_results_count_each_part_alone(page):
    soup = page("/tim?q=98/2023/QH15 giao thông")
    assert "Chưa thấy trong báo chí đã thu thập" in words(soup.select_one(".none"))
    assert f"Kho hiện có {TOTAL} bài" in words(soup.select_one(".none"))
    offers = {words(offer) for offer in soup.select(".none .offers li")}
    assert {"98/2023/QH15 1 bài", "giao 1 bài"} <= offers


def test_zero_results_offer_the_search_without_each_condition(page):
    soup = page("/tim?q=hội thảo&nam=2021")
    offers = {words(offer): offer.a for offer in soup.select(".offers li")}
    assert total(page(offers["bỏ 2021 3 bài"]["href"])) == 3


def test_zero_results_offer_the_search_without_marks(page):
    soup = page("/tim?q=hồi thào")
    offer = next(li for li in soup.select(".offers li") if words(li).startswith("hoi thao"))
    assert total(page(offer.a["href"])) == 3


def test_a_number_not_seen_names_the_nearest_that_was(page):
    soup = page("/tim?q=23-NQ/TU")
    heading = next(h for h in soup.select(".none h2") if words(h) == "Số gần nhất đã thấy")
    offer = heading.find_next("li")
    assert words(offer) == "22-NQ/TU 2 bài"
    assert set(found(page(offer.a["href"]))) == {EDITED, PLAIN}


def test_a_number_never_seen_is_never_said_not_to_exist(client):
    text = client.get("/tim?q=999-NQ/TU").text
    assert "không tồn tại" not in text


@pytest.mark.parametrize(
    "query",
    [
        "a" * 10_000,
        "từ " * 3_000,
        "!?.,;:()[]{}/\\|<>@#$%^&*~`'\"-_=+",
        '"ngoặc chưa đóng',
        '"""',
        "OR OR -",
        "ngày:31/2/2024",
        "<script>alert(1)</script>",
        "%00%01",
        "vănkiện: người: nguồn: tìnhtrạng:",
        "🙂 ﷽ \u202e",
    ],
    ids=range(11),
)
def test_any_typed_text_gets_a_page(client, query):
    answer = client.get("/tim", query_string={"q": query})
    assert answer.status_code == 200
    assert len(answer.data) < 600_000
    assert "<script" not in answer.text


@given(
    q=st.text(max_size=60),
    name=st.sampled_from(
        [
            "nguon",
            "vankien",
            "nguoi",
            "nam",
            "tinhtrang",
            "loaingay",
            "tu",
            "den",
            "xep",
            "trang",
            "lang",
            "endpoint",
            "_external",
        ]
    ),
    value=st.text(max_size=20),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_address_gets_a_page(client, q, name, value):
    assert client.get("/tim", query_string={"q": q, name: value}).status_code in (200, 404)


def test_what_cannot_be_read_of_an_address_is_said(page):
    assert "Không đọc được ngày “31-31-31”" in words(page("/tim?tu=31-31-31"))
    assert "chỉ đọc 1000 ký tự đầu" in words(page(f"/tim?q={'a' * 1001}"))
    assert page('/tim?q="một hai').select_one(".band .note")


def test_the_page_names_itself_and_its_address(page):
    soup = page("/tim?q=hội thảo&lang=en")
    assert soup.title.get_text().startswith("hội thảo · 3 articles")
    assert soup.select_one("link[rel=canonical]")["href"] == "http://localhost/tim?q=h%E1%BB%99i+th%E1%BA%A3o"


def test_the_box_keeps_filters_and_kind_of_date(page):
    form = page("/tim?q=hội&nguon=-mau-ct&loaingay=dang&trang=1").select_one("form.box")
    assert {(field["name"], field["value"]) for field in form.select("input")} == {
        ("q", "hội"),
        ("nguon", "-mau-ct"),
        ("loaingay", "dang"),
    }


def test_the_range_form_keeps_the_rest_of_the_search(page):
    form = page("/tim?q=hội&nguon=-mau-ct&xep=moi-nhat").select_one("form.range")
    hidden = {(field["name"], field["value"]) for field in form.select("input[type=hidden]")}
    assert hidden == {("q", "hội"), ("nguon", "-mau-ct"), ("xep", "moi-nhat")}
    assert [radio["value"] for radio in form.select("input[type=radio]")] == ["su-kien", "dang", "ghi-nhan"]


def test_many_results_stay_a_light_page(client):
    assert FILLERS >= 20
    assert len(client.get("/tim").data) < 150_000


def test_a_gone_article_is_still_found(page):
    assert found(page("/tim?tinhtrang=da-go")) == [GONE]


def test_a_browser_can_search_from_its_address_bar(client):
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert 'template="http://localhost/tim?q={searchTerms}"' in answer.text


def test_every_form_of_the_help_is_read_without_a_complaint(page):
    forms = [code.get_text() for code in page("/").select(".syntax code")]
    assert len(forms) >= 8
    for form in forms:
        if "…" not in form and "Họ và tên" not in form:
            assert page(f"/tim?q={form}").select(".band .note") == [], form


def test_a_bare_document_is_named_in_the_language_of_the_page(app):
    with app.test_request_context("/tim?lang=en"):
        assert _label("vankien", "resolution:22", "resolution:22") == "Resolution 22"
    with app.test_request_context("/tim"):
        assert _label("vankien", "resolution:22", "resolution:22") == "Nghị quyết 22"
