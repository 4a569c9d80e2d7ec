"""The order of the text: what is title, caption, lead, body and signature where no markup says it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.extraction.byline import strip_label, take_byline
from crawler.extraction.caption import is_caption, reads_like_caption
from crawler.extraction.line import Line, Page, Role
from crawler.extraction.story import Story, read_story

TITLE = "Phường Mẫu quán triệt nghị quyết"
LEAD = "(Thanhuytphcm.vn) - Sáng 7/10, Đảng ủy phường Mẫu tổ chức hội nghị quán triệt nghị quyết đến toàn thể đảng viên."
BODY = "Các đại biểu thảo luận sôi nổi, nêu nhiều cách làm hay, nhất là việc phân công đảng viên phụ trách hộ dân."
CAPTION = "Đồng chí Lê Thị Mẫu phát biểu tại hội nghị"


def read(*lines: str | Line, has_title: bool = True, **page) -> Story:
    return read_story(Page((), **page), [line if isinstance(line, Line) else Line(line) for line in lines], has_title=has_title)


def kinds(story: Story) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in story.blocks]


def test_title_caption_lead_body_and_signature_in_their_order():
    story = read(TITLE, CAPTION, LEAD, BODY, "Đình Mẫu")
    assert (story.title, story.byline, story.lead) == (TITLE, "Đình Mẫu", LEAD)
    assert kinds(story) == [("caption", CAPTION), ("paragraph", LEAD), ("paragraph", BODY)]
    assert dict(story.rules) == {"title": "text order", "byline": "text order", "dateline": "text order"}


def test_a_text_that_begins_with_its_dateline_has_no_title():
    assert read(LEAD, BODY).title is None
    assert read("Ngày 21/9, Đảng ủy Cơ quan tổ chức hội nghị chuyên đề quý III năm 2023 tại hội trường.", BODY).title is None


@pytest.mark.parametrize(
    "title", ["Vì sao chi bộ vững mạnh?", "Tiến lên!", "Chuyện ở “làng không rác”", "Ngày hội đoàn kết ở xã Mẫu"]
)
def test_a_headline_may_end_with_a_question_or_a_quote(title: str):
    assert read(title, LEAD, BODY).title == title


def test_the_name_of_a_section_above_the_headline_is_none():
    story = read("Văn hóa", TITLE, LEAD, BODY)
    assert story.title == TITLE
    assert kinds(story) == [("paragraph", LEAD), ("paragraph", BODY)]


def test_a_headline_that_the_markup_gave_is_not_read_twice():
    story = read(TITLE.upper(), LEAD, BODY, title=TITLE)
    assert kinds(story) == [("paragraph", LEAD), ("paragraph", BODY)]


def test_a_caption_glued_to_the_dateline_is_cut_off():
    story = read(TITLE, CAPTION + LEAD, BODY)
    assert kinds(story)[:2] == [("caption", CAPTION), ("paragraph", LEAD)]
    assert story.dateline
    assert story.dateline.agency == "Thanhuytphcm.vn"


def test_a_caption_stands_once_even_if_printed_twice():
    story = read(TITLE, CAPTION, LEAD, f"{CAPTION} {CAPTION}", BODY, CAPTION + ".")
    assert kinds(story) == [("caption", CAPTION), ("paragraph", LEAD), ("paragraph", BODY)]


def test_a_sapo_before_the_dateline_is_a_paragraph():
    sapo = "Đây là lần đầu tiên toàn bộ 34 chi bộ của phường cùng học tập một nghị quyết, theo hình thức trực tiếp và trực tuyến."
    assert kinds(read(TITLE, sapo, LEAD, BODY))[0] == ("paragraph", sapo)


def test_a_lead_of_the_markup_opens_the_body():
    story = read("Đảng bộ phường có 34 chi bộ, hơn 2.000 đảng viên.", lead=LEAD, title=TITLE)
    assert kinds(story)[0] == ("paragraph", LEAD)
    assert (story.lead, story.dateline and story.dateline.printed) == (LEAD, "(Thanhuytphcm.vn) - Sáng 7/10")


@pytest.mark.parametrize("subhead", ["10 kết quả nổi bật", "Tập trung xây dựng Không gian văn hóa", "Nhiều cách làm hay"])
def test_a_short_line_without_an_end_is_a_subhead(subhead: str):
    assert ("subhead", subhead) in kinds(read(TITLE, LEAD, subhead, BODY))


@pytest.mark.parametrize(
    "line",
    ["(1) Rà soát danh sách quần chúng;", "- Một là, giữ vững kỷ luật", "Hội nghị kết thúc tốt đẹp.", "1. Về công tác tổ chức"],
)
def test_items_and_short_sentences_are_paragraphs(line: str):
    assert ("paragraph", line) in kinds(read(TITLE, LEAD, line, BODY))


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("Đình Quân", "Đình Quân"),
        ("S. Hải", "S. Hải"),
        ("L.T", "L.T"),
        ("HỒ VĂN MẪU", "HỒ VĂN MẪU"),
        ("Trâm Anh – Minh Trường – Anh Sa", "Trâm Anh – Minh Trường – Anh Sa"),
        ("Thực hiện: Trâm Anh - Nguyễn Bích", "Trâm Anh - Nguyễn Bích"),
        ("Tin, ảnh: CẨM NHUNG", "CẨM NHUNG"),
        ("Bài và ảnh: Đình Mẫu", "Đình Mẫu"),
        ("Tác giả: Ban Tuyên giáo", "Ban Tuyên giáo"),
        ("(Nguồn: TTXVN)", "TTXVN"),
        ("H'Liêng Niê", "H'Liêng Niê"),
    ],
)
def test_a_signature_is_the_last_line_without_its_label(printed: str, byline: str):
    story = read(TITLE, LEAD, BODY, printed)
    assert story.byline == byline
    assert kinds(story)[-1] == ("paragraph", BODY)


@pytest.mark.parametrize(
    "last",
    ["Hội nghị kết thúc lúc 11 giờ.", "nhận nhiệm vụ mới./.", "(6) Tăng cường quản lý đảng viên", "Đảng bộ phường có 34 chi bộ"],
)
def test_a_last_sentence_is_no_signature(last: str):
    assert read(TITLE, LEAD, BODY, last).byline is None


def test_the_last_of_a_list_of_names_is_no_signature():
    names = ("Danh sách được khen thưởng:", "Lê Thị Mẫu", "Trần Văn Mẫu", "Hồ Mẫu")
    story = read(TITLE, LEAD, *names)
    assert story.byline is None
    assert [text for _, text in kinds(story)][-4:] == list(names)


def test_of_author_and_photographer_the_author_signs():
    byline, rest = take_byline([Line(LEAD), Line(BODY), Line("Bài: Đình Mẫu"), Line("Ảnh: Minh Mẫu")])
    assert (byline, len(rest)) == ("Bài: Đình Mẫu", 2)


def test_an_office_signs_where_the_page_sets_it_apart():
    line = Line("Văn phòng Đảng ủy phường", is_right=True)
    assert read(TITLE, LEAD, BODY, line).byline == "Văn phòng Đảng ủy phường"
    assert read(TITLE, LEAD, BODY, replace(line, is_right=False)).byline is None


@pytest.mark.parametrize(
    ("printed", "bare"), [("Tác giả: A", "A"), ("(Theo TTXVN)", "(Theo TTXVN)"), ("Tin: A", "A"), ("A |", "A")]
)
def test_a_label_is_no_part_of_a_signature(printed: str, bare: str):
    assert strip_label(printed) == bare


@pytest.mark.parametrize(
    "text",
    [
        "Quang cảnh hội nghị.",
        "Toàn cảnh buổi lễ",
        "Đồng chí Hàng Thị Mẫu phát biểu tại Hội nghị",
        "Đồng chí Lê Mẫu, Phó Bí thư Thành ủy, Chủ tịch HĐND TP Mẫu phát biểu tại hội nghị",
        "Các đại biểu chụp ảnh lưu niệm",
        "Lãnh đạo phường trao quà cho các hộ khó khăn.",
        "Đoàn viên phường Mẫu ra quân dọn rác.",
        "Các đoàn viên, thanh niên nêu ý kiến tại buổi đối thoại.",
        "Các đảng viên mới tuyên thệ.",
    ],
)
def test_a_line_that_describes_a_picture_reads_like_a_caption(text: str):
    assert reads_like_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị do đồng chí Lê Mẫu, Bí thư Đảng ủy chủ trì.",
        "Phát biểu tại hội nghị, đồng chí Lê Mẫu ghi nhận kết quả của các chi bộ.",
        "Đồng chí Lê Mẫu phát biểu và yêu cầu các chi bộ thực hiện ngay.",
        "Đồng chí Lê Mẫu đã trao đổi với bà con về dự án.",
        "Tập trung xây dựng Không gian văn hóa Hồ Chí Minh",
        BODY,
    ],
)
def test_a_sentence_of_the_story_does_not(text: str):
    assert not reads_like_caption(text)


def test_a_photo_credit_makes_a_caption():
    assert is_caption(Line("Tuyến đường hoa của thôn 3. Ảnh: Minh Mẫu"), by_words=False)
    assert is_caption(Line("Cầu mới nhìn từ trên cao (Ảnh: CTV)"), by_words=False)
    assert not is_caption(Line("Hội viên góp 12 triệu đồng. Mỗi nhà một cây. Ảnh: CTV"), by_words=False)


def test_what_stands_right_under_a_picture_is_its_caption():
    under = Line("Nụ cười của bà con trong ngày hội", after_picture=True)
    assert is_caption(under, by_words=True)
    assert not is_caption(replace(under, after_picture=False), by_words=True)
    assert not is_caption(replace(under, is_bold=True), by_words=True), "a bold line under a picture opens a section"
    assert not is_caption(under, by_words=False), "a layout that marks captions is believed"
    sentence = "Kết luận hội nghị, đồng chí Lê Mẫu đề nghị các chi bộ thực hiện một số nhiệm vụ sau:"
    assert not is_caption(Line(sentence, after_picture=True), by_words=True), "what a list follows is no caption"
    assert not is_caption(Line("Bài, ảnh: Quang Mẫu", after_picture=True), by_words=True), "a signature is none either"


def test_a_table_stays_where_it_stands():
    table = Line("Đơn vị | Số\nMẫu | 1", Role.TABLE)
    assert kinds(read(TITLE, LEAD, table, BODY))[1] == ("table", table.text)


def test_no_lines_make_an_empty_story():
    assert read() == Story(None, None, None, None, ())


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("Đỗ Mẫu (xã Đại Mẫu)", "Đỗ Mẫu (xã Đại Mẫu)"),
        ("Hồng Mẫu – Ảnh: Quang Mẫu", "Hồng Mẫu"),
        ("Tác giả bài viết: Ngọc Mẫu", "Ngọc Mẫu"),
    ],
)
def test_an_author_may_sign_with_a_place_or_a_photographer(printed: str, byline: str):
    assert read(TITLE, LEAD, BODY, printed).byline == byline


def test_where_a_page_shows_its_pictures_words_alone_make_no_caption():
    told = "Đồng chí Lê Thị Mẫu, Bí thư Huyện ủy và đồng chí Lê Văn Mẫu, Phó Bí thư Huyện ủy đồng chủ trì hội nghị."
    picture = Line("Quang cảnh hội nghị", after_picture=True, is_italic=True)
    assert ("paragraph", told) in kinds(read(TITLE, LEAD, picture, told, BODY))
    assert ("caption", "Quang cảnh hội nghị") in kinds(read(TITLE, LEAD, picture, told, BODY))


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Lê Thị Mẫu (thứ hai từ phải sang) trao Huy hiệu 80 năm tuổi Đảng tặng đồng chí Lê Văn Mẫu",
        "Hình 1: Đ/c Lê Thị Mẫu - Bí thư Đảng ủy phường khai mạc Hội nghị",
        "Đồng chí Lê Thị Mẫu, Phó Bí thư Thường trực Quận ủy phát biểu chỉ đạo hội nghị.",
    ],
)
def test_who_stands_where_and_numbers_of_pictures_make_captions(text: str):
    assert is_caption(Line(text), by_words=True)


def test_a_line_under_a_picture_is_its_caption_even_where_a_layout_names_captions():
    line = Line("Đ/c Lê Thị Mẫu trao Giấy khen cho các tập thể", after_picture=True, is_italic=True)
    assert is_caption(line, by_words=False)
    assert not is_caption(Line(LEAD, after_picture=True, is_italic=True), by_words=False)
