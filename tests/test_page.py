"""A page taken apart: lines as printed, tables row by row, the story found by its weight, the headline by its evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from crawler.extraction.head import read_head, split_scripts
from crawler.extraction.line import Line, Page, Role
from crawler.extraction.markup import box_lines
from crawler.extraction.page import read_lines, read_page
from crawler.extraction.selectors import may_match
from crawler.extraction.title import fits_address
from crawler.sites import get_site, load_families

DAY = date(2024, 7, 1)
CASES = sorted((Path(__file__).parent / "cases").rglob("*.html"))
LONG = "Đảng ủy phường Mẫu tổ chức hội nghị quán triệt nghị quyết đến toàn thể cán bộ, đảng viên trong quý này."
MORE = "Các đại biểu thảo luận sôi nổi, nêu nhiều cách làm hay, nhất là việc phân công đảng viên phụ trách hộ dân."
TITLE = "Phường Mẫu quán triệt nghị quyết"


def lines(html: str) -> list[str]:
    return [line.text for line in marked(html)]


def marked(html: str) -> tuple[Line, ...]:
    soup = BeautifulSoup(f"<div>{html}</div>", "lxml")
    assert soup.div
    return box_lines(soup.div, None)


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        ("<p>Một</p><p>Hai</p>", ["Một", "Hai"]),
        ("<p>ở Việt Nam<i></i><b>của</b> Tổng Bí thư</p>", ["ở Việt Namcủa Tổng Bí thư"]),
        ("Một<br><br>Hai<br/>Ba", ["Một", "Hai", "Ba"]),
        ("Một<div>Hai</div>Ba", ["Một", "Hai", "Ba"]),
        ("<ul><li>(1) Rà soát;</li><li>(2) Báo cáo.</li></ul>", ["(1) Rà soát;", "(2) Báo cáo."]),
        ("<p>năm 2022\u00a0 Đảng bộ</p>", ["năm 2022 Đảng bộ"]),
        ("<p>\u00a0</p><p></p><p>Một</p>", ["Một"]),
        ("<p>Đa\u0309ng u\u0309y</p>", ["Đảng ủy"]),
        ("<p>Một<!-- ẩn --><script>hai()</script></p><p style='display: none'>ba</p>", ["Một"]),
        (f"<p>{LONG[:70]}<br>{LONG[71:]}</p>", [LONG]),
        (f"<p><a href=/1>{LONG[:70]}</a><br>12/01/2024</p>", [LONG[:70].strip(), "12/01/2024"]),
        ("<p>Đình Mẫu<br>refresh</p>", ["Đình Mẫu", "refresh"]),
        ("<table><tr><td><p>Một</p><p>Hai</p></td></tr></table>", ["Một", "Hai"]),
        ("<p>&lt;b&gt; không phải thẻ</p>", ["<b> không phải thẻ"]),
    ],
)
def test_a_line_is_what_a_reader_sees_as_one(html: str, printed: list[str]):
    assert lines(html) == printed


def test_a_table_of_figures_is_one_line_of_rows_and_cells():
    html = "<table><tr><th>Đơn vị</th><th>Kết nạp</th></tr><tr><td>Phường<br>Mẫu</td><td></td><td>12</td></tr></table>"
    assert marked(html)[0] == Line("Đơn vị | Kết nạp\nPhường Mẫu | | 12", Role.TABLE)


@pytest.mark.parametrize(
    "html",
    [
        f"<table><tr><td>{LONG}</td></tr></table>",
        f"<table><tr><td>a</td><td>b</td></tr><tr><td>{LONG * 4}</td><td>c</td></tr></table>",
        "<table><tr><td><table><tr><td>a</td></tr></table></td></tr><tr><td>b</td><td>c</td></tr></table>",
        "<table><tr><td><img src=a></td><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
    ],
)
def test_a_table_of_layout_is_read_cell_by_cell(html: str):
    assert all(line.role is not Role.TABLE for line in marked(html))


def test_the_markup_says_what_a_line_is():
    html = (
        "<p><img src=a></p><p align=center><em>Ảnh</em></p><p>&nbsp;</p><p><b>Tít xen</b></p>"
        "<figure><figcaption>Chú thích</figcaption></figure>"
        "<div class='PhotoCMS_Caption'>Thêm</div>"
        "<p style='text-align:right'><strong>Đình Mẫu</strong></p><p><a href=a>Tin</a></p>"
    )
    picture, subhead, caption, classed, signed, linked = marked(html)
    assert (picture.is_italic, picture.is_centred, picture.after_picture) == (True, True, True)
    assert (subhead.is_bold, subhead.after_gap, subhead.after_picture) == (True, True, False)
    assert (caption.role, classed.role) == (Role.CAPTION, Role.CAPTION)
    assert (signed.is_right, signed.is_bold) == (True, True)
    assert linked.is_linked


def test_a_thousand_nested_boxes_are_walked():
    assert lines("<div>" * 2000 + "Một" + "</div>" * 2000) == ["Một"]


def test_scripts_and_comments_are_taken_out_and_linked_data_kept():
    data = """<script type='application/ld+json'>{"a": 1}</script>"""
    html = f"<p>a</p><script>if (a<b) x='</p>'</script><!-- <p>b</p> -->{data}<p>c</p>"
    assert split_scripts(html) == ("<p>a</p><p>c</p>", ('{"a": 1}',))
    assert split_scripts("<p>a</p><script>never closed <p>b</p>")[0] == "<p>a</p><script>never closed <p>b</p>"


def test_stamps_come_from_meta_tags_and_linked_data_each_with_its_rule():
    html = (
        '<meta property="article:published_time" content="2024-06-04ICT13:41:32">'
        '<meta itemprop="datePublished" content="2024-06-20">'
    )
    data = (
        '[{"@type":"NewsArticle","headline":"A","datePublished":"2024-06-04"}]',
        '{"@graph":[{"@type":["Article"],"dateModified":"x"}]}',
        "{",
    )
    head = read_head(BeautifulSoup(html, "lxml"), data)
    assert head.times == (("json-ld", "2024-06-04"), ("meta", "2024-06-04ICT13:41:32")), "microdata of a last edit is no stamp"
    assert head.updates == (("json-ld", "x"),)
    assert head.titles == ("A",)


def page(body: str, head: str = "", url: str = "https://x.example/a", site_id: str | None = None) -> Page:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_page(html, get_site(site_id) if site_id else None, DAY, url)


STORY = f"<div id='noi-dung'><p>{LONG}</p><p>{MORE}</p></div>"
MENU = "<ul><li><a href=/a>Trang chủ</a></li><li><a href=/b>Tin tức - Sự kiện</a></li></ul>"
COMMENTS = f"<div class='binhluan'><h4>Bình luận</h4>{''.join(f'<p>{MORE} Tôi đồng ý {n}.</p>' for n in range(6))}</div>"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1>{STORY}",
        f"{MENU}<h1>{TITLE}</h1>{STORY}{COMMENTS}",
        f"<form><div><table><tr><td>{MENU}</td><td><h1>{TITLE}</h1>{STORY}</td></tr></table></div></form>",
        f"<h1>{TITLE}</h1><div>{LONG}<br><br>{MORE}</div><div class=sidebar><p>{MORE}</p></div>",
        f"<article><header><h1>{TITLE}</h1></header><section>{STORY}</section></article><aside>{COMMENTS}</aside>",
        f"<h1>{TITLE}</h1><div class=sapo>{LONG}</div><div class=body><div>{MORE}</div></div>",
    ],
)
def test_the_story_of_an_unknown_layout_is_found_by_its_weight(body: str):
    found = page(body)
    assert found.title == TITLE
    assert [text for text in (found.lead, *(line.text for line in found.lines)) if text] == [LONG, MORE]
    assert dict(found.rules)["body"] == "structure"


@pytest.mark.parametrize(
    ("body", "head", "url"),
    [
        (
            f"<div class=logo><h1>Cổng thông tin điện tử xã Mẫu</h1></div><h2>{TITLE}</h2>{STORY}",
            f"<title>{TITLE} - Xã Mẫu</title>",
            "",
        ),
        (f"<p class=ten>{TITLE}</p>{STORY}", f'<meta property="og:title" content="{TITLE}">', ""),
        (f"<span>{TITLE}</span>{STORY}", "", "https://x.example/tin/phuong-mau-quan-triet-nghi-quyet-77.html"),
        (STORY, f"<title>{TITLE} | Xã Mẫu</title>", "https://x.example/phuong-mau-quan-triet-nghi-quyet"),
        (f"<h1><a href=/>Báo Mẫu</a></h1><h1>{TITLE}</h1>{STORY}", "", ""),
    ],
)
def test_a_headline_is_confirmed_by_head_or_address(body: str, head: str, url: str):
    assert page(body, head, url or "https://x.example/a").title == TITLE


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (STORY, "<title>Cổng thông tin điện tử xã Mẫu</title>"),
        (f"<div class=logo><h1><a href=/>Báo Mẫu</a></h1></div>{STORY}", "<title>Báo Mẫu</title>"),
        (f"{STORY}<h3>Tin mới</h3><ul><li><a href=a>{TITLE}</a></li></ul>", ""),
    ],
)
def test_the_name_of_a_site_is_no_headline(body: str, head: str):
    assert page(body, head).title is None


@pytest.mark.parametrize(
    ("title", "address", "fits"),
    [
        ("Gia nhập ASEAN: Bước đột phá", "https://x.vn/tin-tuc/gia-nhap-asean-buoc-dot-pha-1491881281", True),
        ("[Video] Về di tích lịch sử Mẫu", "https://x.vn/tin-tuc/-video-ve-di-tich-lich-su-mau-1491881281", True),
        ("Hỗ trợ người dân vùng lũ", "https://x.vn/tin-tuc/ho%CC%83-tro%CC%A3-nguo%CC%80i-dan-vung-lu-1491934952", True),
        ("Đại hội Thủ Đức bầu lao động giỏi", "https://x.vn/-/ai-hoi-thu-uc-bau-lao-ong-gioi", True),
        ("Tin khác của ngày hôm nay", "https://x.vn/tin-tuc/gia-nhap-asean-buoc-dot-pha-1491881281", False),
        ("Tin tức", "https://x.vn/tin-tuc/a-b-c-d-1", False),
    ],
)
def test_a_headline_fits_the_address_that_was_made_of_it(title: str, address: str, fits: bool):
    assert fits_address(title, address) is fits


def test_stamp_and_signature_between_headline_and_story_are_read():
    found = page(f"<h1>{TITLE}</h1><div>Thứ ba - 04/06/2024 13:41</div><div class=author>Đình Mẫu</div>{STORY}")
    assert found.times == (("time-line", "Thứ ba - 04/06/2024 13:41"),)
    assert found.byline == "Đình Mẫu"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Ngày đăng: 30/12/2025 10:21 | Lượt xem: 213 | Chuyên mục: Hoạt động đoàn thể", None),
        ("<span>Bảo Mẫu</span><span> • </span><time>14:30, 05/12/2025</time><span> • </span><span>4 phút đọc</span>", "Bảo Mẫu"),
    ],
)
def test_what_else_stands_beside_the_hour_hides_neither_day_nor_author(line: str, byline: str | None):
    found = page(f"<h1>{TITLE}</h1><small>{line}</small>{STORY}")
    assert len(found.times) == 1
    assert found.byline == byline


def test_a_menu_under_the_banner_of_a_page_is_no_caption_of_the_story():
    banner = "<table><tr><td><img src=/banner.jpg></td></tr><tr><td><a href=/>Trang chủ</a> | <a href=/a>Chính trị</a></td></tr></table>"
    found = page(f"{banner}<div><h1>{TITLE}</h1><p>{LONG}</p><p>{MORE}</p></div>")
    assert [line.text for line in found.lines] == [LONG, MORE]


def test_a_name_in_a_box_of_its_own_right_under_the_story_signs_it():
    def signed(under: str) -> bool:
        return page(f"<h1>{TITLE}</h1><div>{STORY}</div><div class=x>{under}</div>").lines[-1].text == under

    assert signed("Hữu Mẫu")
    assert not signed("Tin Nổi Bật")
    assert not signed("Xem tiếp")


def test_the_page_clock_is_found_in_the_header_only():
    clock = "Thứ Hai, ngày 1 tháng 7 năm 2024"
    assert page(f"<div>{clock}</div><h1>{TITLE}</h1>{STORY}").clock == clock
    assert page(f"<h1>{TITLE}</h1><div><p>{clock}</p><p>{LONG}</p><p>{MORE}</p></div>").clock is None


def test_a_layout_that_has_ended_is_tried_last_and_one_that_fits_wins():
    story = f"<div class=article-content><p>{LONG}</p><p>{MORE}</p></div>"
    body = f"<div class=article-detail><h1 class=article-title>{TITLE}</h1>{story}</div>"
    found = page(body, site_id="thanhuytphcm")
    assert dict(found.rules) == {"body": "layout article-detail", "title": "layout article-detail"}
    assert dict(page(f"<h1>{TITLE}</h1>{STORY}", site_id="thanhuytphcm").rules)["body"] == "structure"


def test_of_two_html_roots_the_one_with_text_is_read():
    html = f"<html></html><head><title>a</title></head><body><h1>{TITLE}</h1>{STORY}</body>"
    assert [line.text for line in read_page(html, None, DAY).lines] == [LONG, MORE]


def test_a_plain_text_is_its_lines_without_clock_and_stamps():
    found = read_lines(f"Thứ Hai, ngày 1 tháng 7 năm 2024\n\n{TITLE}\nCập nhật 22:07 25-05-2022\n\u00a0\n{LONG}\n")
    assert [line.text for line in found.lines] == ["Thứ Hai, ngày 1 tháng 7 năm 2024", TITLE, LONG]
    assert found.lines[2].after_gap
    assert found.clock == "Thứ Hai, ngày 1 tháng 7 năm 2024"
    assert found.times == (("time-line", "Cập nhật 22:07 25-05-2022"),)


@pytest.mark.parametrize(
    "html", ["", "<html>", "<p>", "<table><tr><td>", "<div class=>", "<!DOCTYPE", "<a href=", "</p></div></body>"]
)
def test_a_page_with_nothing_in_it_has_no_lines(html: str):
    assert read_page(html, get_site("thanhuytphcm"), DAY).lines == ()


def test_what_a_page_hides_is_not_read():
    hidden = '<span class="hidden hide d-none" itemprop="datePublished">2024-11-18T09:03:40+07:00</span>'
    assert [line.text for line in page(f"<h1>{TITLE}</h1><div>{hidden}<p>{LONG}</p><p>{MORE}</p></div>").lines] == [LONG, MORE]


def test_the_caption_of_a_lead_picture_is_found_outside_the_text():
    picture = "<table><tr><td><img src=a.jpg></td></tr><tr><td class=capimg><i>Quang cảnh hội nghị</i></td></tr></table>"
    body = f"<table><tr><td>{picture}</td></tr><tr><td class=txt>{LONG}<br><br>{MORE}</td></tr></table>"
    assert "Quang cảnh hội nghị" in [line.text for line in page(f"<h1>{TITLE}</h1>{body}").lines]


@pytest.mark.parametrize("name", ["lead-note", "sub"])
def test_the_caption_beside_a_lead_picture_is_one_whatever_its_box_is_called(name: str):
    caption = (
        "Đồng chí Trần Văn Mẫu, Bí thư Huyện ủy Mẫu (thứ ba từ trái sang) trao quyết định cho các đồng chí nhận nhiệm vụ mới"
    )
    found = page(f"<h1>{TITLE}</h1><div class=pic><img src=a.jpg><div class={name}>{caption}</div></div>{STORY}")
    assert found.lines[0] == Line(caption, Role.CAPTION, after_picture=True)
    assert found.lead is None


def test_a_signature_in_a_box_of_its_own_below_the_story_is_read():
    found = page(f"<div><h1>{TITLE}</h1>{STORY}<div class=au>Thanh Mẫu</div><div>Từ khóa: phường Mẫu</div></div>")
    assert [line.text for line in found.lines] == [LONG, MORE, "Thanh Mẫu"]


def test_a_sapo_that_the_layout_does_not_name_is_the_lead():
    sapo = f"<div class=post-sapo><b>{LONG}</b></div>"
    body = f"<div><h1 class=article-title>{TITLE}</h1>{sapo}<div class=article-content><p>{MORE}</p><p>{MORE}</p></div></div>"
    found = page(body, site_id="thanhuytphcm")
    assert dict(found.rules)["body"].startswith("layout")
    assert found.lead == LONG


def test_a_lead_picture_counts_wherever_it_stands():
    assert page(f"<h1>{TITLE}</h1><div><img src=/res/lead.jpg></div>{STORY}").pictures == ("/res/lead.jpg",)


def test_of_two_layouts_of_a_family_the_one_whose_fields_are_there_is_meant():
    head = f"<h1 class=c-detail-head__title>{TITLE}</h1><span class=c-detail-head__time>11:05 16/08/2025 |</span>"
    story = f"<div class=b-maincontent><h2 class=desc>{LONG}</h2><article class=entry><p>{MORE}</p><p>{MORE}</p></article></div>"
    found = page(f"<div class=c-news-detail>{head}{story}</div>", site_id="baohaiphong")
    assert dict(found.rules)["body"] == "layout c-detail-head"
    assert (found.lead, found.times) == (LONG, (("time-line", "11:05 16/08/2025 |"),))


def test_a_line_right_above_the_story_is_its_headline_where_no_tag_says_so():
    found = page(f"<section><div class=text-2xl>{TITLE}</div><div><button>A+</button></div>{STORY}</section>")
    assert (found.title, dict(found.rules)["title"]) == (TITLE, "line above")
    assert page(f"<div><div>{TITLE}</div></div><div><div><div><div>{STORY}</div></div></div></div>").title is None
    assert page(f"<section><div>{TITLE}</div>{STORY}</section>", site_id="thuduc").title is None, "this site prints none"


def test_a_bare_day_above_a_page_without_headline_is_its_clock():
    assert page(f"<div><span>Thứ Hai, 05/01/2026</span></div>{STORY}").times == ()
    assert page(f"<h1>{TITLE}</h1><div>05/01/2026</div>{STORY}").times == (("time-line", "05/01/2026"),)


@pytest.mark.parametrize(
    ("beside", "byline"),
    [
        ("<div class=article__author><span>THÁI MẪU</span></div>", "THÁI MẪU"),
        ("<div class=sign>Khuất Duy Mẫu</div>", "Khuất Duy Mẫu"),
    ],
)
def test_the_author_may_stand_in_a_box_under_the_text(beside: str, byline: str):
    body = f"<div class='article__body zce-content-body cms-body'><p>{LONG}</p><p>{MORE}</p></div>"
    assert page(f"<h1>{TITLE}</h1><article>{body}{beside}</article>", site_id="sggp").byline == byline


def test_furniture_beside_the_hour_is_no_author():
    found = page(f"<h1>{TITLE}</h1><p><time>05/12/2025 15:47</time> <span>A- A A+</span> <span>Đọc bài viết</span></p>{STORY}")
    assert (found.times, found.byline) == ((("time-line", "05/12/2025 15:47 A- A A+ Đọc bài viết"),), None)
    found = page(f"<h1>{TITLE}</h1><p><b>Hoài Mẫu - Lữ Mẫu</b> <span>17-05-2024 08:30 |</span></p>{STORY}")
    assert (found.times, found.byline) == ((("time-line", "Hoài Mẫu - Lữ Mẫu 17-05-2024 08:30 |"),), "Hoài Mẫu - Lữ Mẫu")


def test_a_time_line_over_the_headline_is_nearer_than_the_header_of_the_page():
    header = "<div>Thứ Sáu, 07/11/2025 09:15</div><ul><li><a href='/a'>Chính trị</a></li></ul>"
    story = f"<div>NAM KHÁNH 06/11/2025 18:42</div><h1>{TITLE}</h1><p>{LONG} {MORE}</p>"
    found = page(f"{header}<div>{story}</div>")
    assert found.times == (("time-line", "NAM KHÁNH 06/11/2025 18:42"),)
    assert found.title == TITLE


@pytest.mark.parametrize(
    ("selector", "answer"),
    [
        ("div.tin article#bai", True),
        ("div.tin article#bai.dai", False),
        ("div.khong-co", False),
        ("div[class*=khong] .tin", True),
        (".khong-co, .tin", True),
        ("div:not(.khong-co)", True),
        ("h1", True),
    ],
)
def test_a_selector_is_tried_wherever_its_names_stand_in_the_page(selector: str, answer: bool):
    assert may_match(selector, '<div class="tin"><article id=bai>') is answer


def test_no_selector_of_any_layout_is_passed_over_on_a_page_that_it_matches():
    selectors = {
        each
        for family in load_families().values()
        for layout in family.layouts
        for each in (*layout.body, *layout.title, *layout.time, *layout.byline, *layout.lead)
    }
    matched = 0
    for path in CASES:
        html = path.read_text(encoding="utf-8", errors="replace")
        soup = BeautifulSoup(html, "lxml")
        for selector in selectors:
            if soup.select_one(selector):
                assert may_match(selector, html), f"{selector} on {path.name}"
                matched += 1
    assert matched > len(CASES)
