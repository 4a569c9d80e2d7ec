"""What stands around every article and belongs to none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.boilerplate import halve_double, is_boilerplate, is_tail, strip_boilerplate, strip_buttons
from crawler.extraction.line import Line, Role

LONG = "Đảng ủy phường Mẫu tổ chức hội nghị quán triệt nghị quyết đến toàn thể cán bộ, đảng viên trong quý này."
MORE = "Các đại biểu thảo luận sôi nổi, nêu nhiều cách làm hay, nhất là việc phân công đảng viên phụ trách hộ dân."


def texts(*lines: str | Line) -> list[str]:
    return [line.text for line in strip_boilerplate([line if isinstance(line, Line) else Line(line) for line in lines])]


@pytest.mark.parametrize(
    "heading",
    [
        "Ý kiến bạn đọc",
        "Ý KIẾN BẠN ĐỌC",
        "Ý kiến bạn đọc (3)",
        "Bình luận:",
        "Tin khác",
        "Tin liên quan",
        "Tổng lượt bình luận",
        "Thông báo",
    ],
)
def test_everything_under_such_a_heading_is_cut(heading: str):
    assert is_tail(heading)
    assert texts(LONG, heading, MORE, "Một tin khác") == [LONG]


@pytest.mark.parametrize(
    "line", ["Thông báo kết luận của Ban Thường vụ", "Tin liên quan đến đại hội được cập nhật", "Ý kiến bạn đọc rất quan trọng"]
)
def test_a_sentence_that_only_begins_like_a_heading_stays(line: str):
    assert texts(LONG, line, MORE) == [LONG, line, MORE]


def test_a_menu_above_the_article_does_not_cut_it():
    assert texts("Tin mới", "Thông báo", LONG, MORE) == [LONG, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Tư, ngày 7 tháng 12 năm 2022",
        "CHỦ NHẬT, ngày 14 tháng 7 năm 2024",
        "refresh",
        "Print",
        "Gốc",
        "Quảng cáo",
        "98",
        "intNumViewTotal=447",
        "Lượt xem: 1.204",
        "Đã xem: 1.204",
        "4 phút đọc",
        "0 Thích 0 Bình luận",
        "1.204 lượt xem | 12 lượt thích | 3 chia sẻ",
        "[In trang này]",
        "Nghe podcast",
        "Cỡ chữ Màu chữ image",
        "LƯU Ý: BDO sẽ biên tập ý kiến trước khi đăng.",
        "Kết nạp đảng 2.jpg",
        ".",
        ";",
        "---",
        "",
    ],
)
def test_lines_of_the_page_are_dropped_wherever_they_stand(line: str):
    assert is_boilerplate(line)
    assert texts(LONG, line, MORE) == [LONG, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Năm 2022",
        "(1) Rà soát;",
        "- Một là, giữ vững kỷ luật",
        "Ảnh hưởng của dịch bệnh",
        "10 kết quả nổi bật",
        "3 chia sẻ từ cơ sở",
    ],
)
def test_short_lines_of_an_article_stay(line: str):
    assert not is_boilerplate(line)
    assert texts(LONG, line, MORE) == [LONG, line, MORE]


def test_a_box_in_the_middle_goes_and_the_story_goes_on():
    assert texts(LONG, "Bài liên quan", "Một bài khác của báo", Line(MORE, is_linked=True), MORE, "Lời kết") == [
        LONG,
        MORE,
        "Lời kết",
    ]


def test_a_table_is_never_furniture():
    table = Line("Tin khác | 1\nTin mới | 2", Role.TABLE)
    assert texts(LONG, table, MORE) == [LONG, table.text, MORE]


@pytest.mark.parametrize(
    ("printed", "once"),
    [
        ("Quang cảnh hội nghị Quang cảnh hội nghị", "Quang cảnh hội nghị"),
        ("Quang cảnh hội nghị. Quang cảnh hội nghị.", "Quang cảnh hội nghị."),
        ("Quang cảnh hội nghịQuang cảnh hội nghị", "Quang cảnh hội nghị"),
        ("Quang cảnh hội nghị Quang cảnh buổi lễ", "Quang cảnh hội nghị Quang cảnh buổi lễ"),
        ("đi đi", "đi đi"),
    ],
)
def test_a_caption_printed_twice_is_halved(printed: str, once: str):
    assert halve_double(printed) == once


@given(st.lists(st.text(max_size=60), max_size=12))
def test_nothing_is_added_and_nothing_is_reordered(lines: list[str]):
    kept = texts(*lines)
    rest = iter(lines)
    assert all(line in rest for line in kept)


def test_related_stories_in_the_middle_are_a_box_and_under_the_story_its_end():
    links = [Line("Một bài khác của báo", is_linked=True), Line("Bài thứ hai", is_linked=True)]
    story = [MORE, f"{MORE} Và còn nữa.", f"{LONG} Hết."]
    assert texts(LONG, "Tin liên quan", *links, *story) == [LONG, *story]
    assert texts(LONG, MORE, ">> Tin liên quan:", *links) == [LONG, MORE]
    assert texts(LONG, "Tin liên quan", *links, "Ý kiến bạn đọc", *story) == [LONG], "comments are no story"


def test_a_heading_behind_the_links_of_a_box_belongs_to_the_story():
    found = texts(LONG, "Bài liên quan", Line("Một bài khác", is_linked=True), Line("Kết quả bước đầu", Role.SUBHEAD), MORE)
    assert found == [LONG, "Kết quả bước đầu", MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ Zalo In bài Cỡ chữ A- A A+",
        "Facebook | Twitter | Email",
        "Google News",
        "Đã xem: 226 A A+",
        "[In trang này] [Quay lên trên]",
        "Quay lại trang trước | Về đầu trang",
    ],
)
def test_a_row_of_buttons_is_dropped(line: str):
    assert texts(LONG, line, MORE) == [LONG, MORE]


def test_buttons_are_taken_off_a_line():
    assert strip_buttons("03/12/2025 09:14 Cỡ chữ A- A A+ Đọc bài viết") == "03/12/2025 09:14"
