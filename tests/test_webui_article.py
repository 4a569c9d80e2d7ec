"""The article page: what was printed, what was recognised, when it happened, where it comes from."""

from __future__ import annotations

import hashlib
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from reading_room import BACK, EDITED, EDITED_BLOCKS, GONE, HOSTILE, MOVED, PLAIN, UNTITLED, close_app, open_app, words

pytest_plugins = ["web_pages"]


def test_the_newest_version_is_shown_and_a_fixed_one_stays(page):
    assert "78 tổ chức" in words(page(f"/bai/{EDITED}"))
    assert "78 tổ chức" in words(page(f"/bai/{EDITED}/v2"))
    first = page(f"/bai/{EDITED}/v1")
    assert "77 tổ chức" in words(first)
    assert "Đây là bản 1" in words(first)
    assert page(first.select_one(".banner a[href='/bai/1']")["href"])


def test_every_block_stands_as_printed_in_its_own_shape(page):
    text = page(f"/bai/{EDITED}/v1").select_one(".story-text")
    assert words(text.select_one("p.caption")).endswith(EDITED_BLOCKS[0][1])
    assert words(text.h2) == "Hai kết quả nổi bật"
    cells = [[cell.get_text() for cell in row.select("td")] for row in text.select("tr")]
    assert cells == [["Đơn vị", "Chỉ tiêu"], ["Chi bộ 1, theo Quy định số 58-QĐ/TW", "41"]]
    assert "Tình tình sinh hoạt" in words(text)
    assert text["lang"] == "vi"
    assert words(text.select_one(".byline")) == "Đình Bút"


def test_the_lead_is_told_apart(page):
    assert words(page(f"/bai/{PLAIN}").select_one(".story-text .lead")).startswith("Ngày 21/9/2023")


def test_documents_and_people_in_the_text_are_links_that_find_the_others(page):
    links = {words(link): link for link in page(f"/bai/{EDITED}").select(".story a.seen")}
    assert parse_qs(urlsplit(links["Nghị quyết số 22-NQ/TU"]["href"]).query) == {"vankien": ["22-NQ/TU"]}
    assert "seen-nguoi" in links["Nguyễn Phước Mẫu"]["class"]
    for link in links.values():
        found = [hit["href"] for hit in page(link["href"]).select(".hit-title a")]
        assert f"/bai/{EDITED}" in found


def test_the_lists_beside_the_text_name_each_once(page):
    aside = page(f"/bai/{PLAIN}").select_one(".story-aside")
    assert [words(item) for item in aside.select("#van-kien + ul li")] == ["22-NQ/TU", "98/2023/QH15"]
    assert [words(item) for item in aside.select("#nguoi + ul li")] == ["Trần Thị Kim Ngân"]
    assert words(page(f"/bai/{UNTITLED}").select_one(".story-aside")).count("Chưa nhận ra trong bài này.") == 2


def test_the_dates_are_said_with_their_certainty(page):
    assert words(page(f"/bai/{EDITED}").select_one(".story-dates")) == (
        "Ngày sự kiện 21/9/2023 năm suy ra Ngày đăng 22/9/2023 in trên trang Ngày ghi nhận 2/3/2026"
    )
    assert (
        words(page(f"/bai/{UNTITLED}").select_one(".story-dates"))
        == "Ngày sự kiện chưa rõ Ngày đăng chưa rõ Ngày ghi nhận 2/3/2026"
    )


def test_every_date_claim_is_listed_with_its_verdict_and_the_page_clock_is_rejected(page):
    rows = [[words(cell) for cell in row.select("th, td")] for row in page(f"/bai/{EDITED}").select(".evidence tbody tr")]
    assert rows == [
        ["ngày sự kiện", "21/9/2023", "Sáng 21/9", "câu mở đầu bài, năm theo ngày đăng", "năm suy ra", "✓ được chọn"],
        ["ngày đăng", "22/9/2023", "/2023/09/22/anh.jpg", "đường dẫn ảnh đầu bài", "in trên trang", "✓ được chọn"],
        ["ngày đăng", "9/2023", "/2023/09/", "địa chỉ trang", "in trên trang", "giữ lại, không chọn"],
        ["đồng hồ trang", "2/3/2026", "Thứ Hai, ngày 2 tháng 3 năm 2026", "đồng hồ trang", "in trên trang",
         "loại: đồng hồ trang chỉ cho biết lúc tải trang"],
        ["ngày ghi nhận", "2/3/2026", "02:30 ngày 2/3/2026", "lần đầu kho thu thập được bài", "đồng hồ của kho", "luôn có"],
    ]  # fmt: skip


def test_every_version_is_listed_and_can_be_compared(page):
    versions = page(f"/bai/{EDITED}").select(".versions li")
    assert [words(version) for version in versions] == [
        "Bản 1 thu thập lúc 02:30 ngày 2/3/2026",
        "Bản 2 thu thập lúc 02:30 ngày 3/3/2026 · đang xem so sánh với bản 1",
    ]
    assert "Không đổi" not in words(page(versions[1].select("a")[1]["href"]))


def test_the_provenance_names_address_time_hash_and_place(page):
    facts = {words(item.dt): words(item.dd) for item in page(f"/bai/{EDITED}/v1").select("#xuat-xu .facts > div")}
    assert facts["Địa chỉ gốc"] == "http://mau-thanhuy.localhost/bai-viet-1.html"
    assert facts["Thu thập lúc"] == "02:30 ngày 2/3/2026"
    assert facts["SHA-256"] == hashlib.sha256("<html>bản 1 của mau-thanhuy-1</html>".encode()).hexdigest()
    assert facts["Chỗ trong kho WARC"].startswith("mau-thanhuy/")
    assert "byte" in facts["Chỗ trong kho WARC"]
    assert facts["Địa chỉ cố định của bản này"] == f"http://localhost/bai/{EDITED}/v1"


def test_the_citation_has_every_field_of_a_careful_footnote(page):
    digest = hashlib.sha256("<html>bản 1 của mau-thanhuy-1</html>".encode()).hexdigest()
    assert words(page(f"/bai/{EDITED}/v1").select_one(".citation")) == (
        "Đình Bút. “Quán triệt Nghị quyết số 22-NQ/TU đến từng chi bộ”. Trang tin Đảng bộ thành phố Mẫu, sự kiện 21/9/2023"
        " (đăng 22/9/2023; ghi nhận lần đầu 2/3/2026). URL gốc: http://mau-thanhuy.localhost/bai-viet-1.html"
        f" Bản lưu: http://localhost/bai/1/v1 (thu thập 2026-03-01T19:30:00Z, SHA-256 {digest})."
    )
    unknown = words(page(f"/bai/{UNTITLED}?lang=en").select_one(".citation"))
    assert unknown.startswith(
        "[bài không có tít]. Cổng thông tin phường Mẫu, ngày sự kiện: chưa rõ (ngày đăng: chưa rõ; ghi nhận"
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (GONE, "Đã gỡ khỏi trang gốc từ 3/3/2026. Kho thấy bài lần cuối lúc 02:30 ngày 2/3/2026 và vẫn giữ đủ các bản"),
        (MOVED, "Địa chỉ này nay dẫn sang nơi khác, từ 3/3/2026."),
        (BACK, "Bài đã trở lại."),
        (EDITED, "Trang gốc đã sửa bài này. Kho giữ 2 bản. So sánh hai bản"),
    ],
)
def test_what_became_of_the_page_is_said_first(page, number, expected):
    assert expected in words(page(f"/bai/{number}").select_one(".banner"))


def test_a_live_article_has_no_banner(page):
    assert page(f"/bai/{PLAIN}").select_one(".banner") is None


def test_reference_managers_get_what_they_need(page):
    soup = page(f"/bai/{EDITED}?lang=en")
    meta = {tag.get("name") or tag.get("property"): tag["content"] for tag in soup.select("meta[content]")}
    assert meta["DC.type"] == "newspaperArticle"
    assert meta["citation_title"] == "Quán triệt Nghị quyết số 22-NQ/TU đến từng chi bộ"
    assert (meta["citation_author"], meta["citation_date"], meta["citation_language"]) == ("Đình Bút", "2023-09-22", "vi")
    assert meta["citation_public_url"] == f"http://localhost/bai/{EDITED}/v2"
    assert meta["og:site_name"] == "Trang tin Đảng bộ thành phố Mẫu"
    assert "citation_journal_title" not in meta
    assert soup.select_one("link[rel=canonical]")["href"] == f"http://localhost/bai/{EDITED}"
    assert not page(f"/bai/{UNTITLED}").select("meta[name=citation_date]")


def test_markup_from_a_source_is_only_ever_text(client, page):
    raw = client.get(f"/bai/{HOSTILE}").text
    assert "<script" not in raw
    assert "<b>đậm" not in raw
    soup = page(f"/bai/{HOSTILE}")
    assert words(soup.h1) == 'Tít có <script>alert("x")</script> & <b>đậm</b>'
    assert not [link for link in soup.select("a[href]") if link["href"].lower().startswith("javascript:")]
    assert "javascript:alert(1)" in words(soup.select_one("#xuat-xu"))


@pytest.mark.parametrize(
    "address",
    ["/bai/999", "/bai/1/v3", "/bai/1/v0", "/bai/99999999999999999999999", "/bai/x", "/bai/1/so-sanh/v1..v9", "/bai/-1"],
)
def test_an_article_or_version_not_seen_is_said_so(page, address):
    assert words(page(address, status=404).h1) == "Chưa thấy trong kho"


def test_a_comparison_marks_what_was_added_and_removed_in_words_too(page):
    soup = page(f"/bai/{EDITED}/so-sanh/v1..v2")
    assert [words(tag) for tag in soup.select(".difference del, .difference ins")] == ["[bỏ] 77", "[thêm] 78"]
    assert "thêm 1 chữ · bỏ 1 chữ" in words(soup)
    assert "đoạn không đổi" in words(soup.select_one(".difference summary"))
    assert "Không đổi" in words(page(f"/bai/{EDITED}/so-sanh/v2..v2").select_one(".difference-sum"))


@pytest.fixture
def shown_as(furnished, tmp_path):
    """A client of the same archive under another rule of what is shown."""
    opened = []

    def open_as(show: str):
        app = open_app(furnished, ARCHIVE_SHOW=show)
        opened.append(app)
        return app.test_client()

    yield open_as
    for app in opened:
        close_app(app)


def test_where_only_passages_are_shown_the_text_stays_at_its_source(shown_as):
    client = shown_as("passages")
    text = client.get(f"/bai/{PLAIN}").text
    assert "học tập Nghị quyết số 22-NQ/TU" in text
    assert "Chi bộ bốn tốt" not in text
    assert "Đọc toàn bài ở trang gốc" in text
    assert "tổ chức cơ sở đảng" not in client.get(f"/bai/{EDITED}").text
    compared = client.get(f"/bai/{EDITED}/so-sanh/v1..v2").text
    assert "78" in compared
    assert "Hai kết quả nổi bật" not in compared


@pytest.mark.parametrize("show", ["texts", "passages"])
def test_raw_captures_are_not_handed_out_unless_the_operator_says_so(shown_as, show):
    client = shown_as(show)
    assert client.get(f"/bai/{EDITED}/v1/ban-chup").status_code == 403
    assert "ban-chup" not in client.get(f"/bai/{EDITED}/v1").text


def test_a_raw_capture_is_saved_and_never_opened_here(shown_as):
    client = shown_as("captures")
    answer = client.get(f"/bai/{EDITED}/v1/ban-chup")
    assert answer.data == "<html>bản 1 của mau-thanhuy-1</html>".encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "application/octet-stream"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert f"/bai/{EDITED}/v1/ban-chup" in client.get(f"/bai/{EDITED}/v1").text


def test_a_damaged_capture_is_a_page_that_says_to_try_again(furnished, tmp_path):
    folder = shutil.copytree(furnished, tmp_path / "kho")
    for file in (folder / "captures").rglob("*.warc.gz"):
        file.write_bytes(b"hong")
    app = open_app(folder, ARCHIVE_SHOW="captures")
    try:
        assert app.test_client().get(f"/bai/{EDITED}/v1/ban-chup").status_code == 503
        assert app.test_client().get(f"/bai/{EDITED}/v1").status_code == 200
    finally:
        close_app(app)
