"""Bodies and titles in their normal form: what two printings share, and what only the printing can tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.authority import AUTHORITY
from index.bodies import level_of, normal_body
from index.people import find_people
from index.post import Post, read_post

SHORT = [(example, row.long) for row in AUTHORITY.short_forms for example in row.examples]
LEVELS = [(example, row.id) for row in AUTHORITY.levels for example in row.examples]


@pytest.mark.parametrize(("example", "long"), SHORT)
def test_a_short_form_and_the_full_name_are_one_body(example: str, long: str):
    short, full = example.split(" = ")
    assert normal_body(short) == normal_body(full)
    assert long in normal_body(short)


@pytest.mark.parametrize(("example", "level"), LEVELS)
def test_the_name_tells_the_level(example: str, level: str):
    assert level_of(normal_body(example)) == level


@pytest.mark.parametrize("name", ["Thành ủy", "Đảng ủy Khối", "HĐND thành phố", ""])
def test_a_name_that_does_not_tell_its_level_has_none(name: str):
    assert level_of(normal_body(name)) is None


@pytest.mark.parametrize("name", ["Phòng Tư pháp", "hội nghị lần thứ tư", "Sở Tư pháp"])
def test_small_letters_are_no_short_form(name: str):
    assert "trung ương" not in normal_body(name)


def test_places_and_marks_keep_bodies_apart():
    assert normal_body("Thành ủy TPHCM") != normal_body("Thành ủy Hà Nội")
    assert normal_body("Đảng ủy phường Hưng Phú") != normal_body("Đảng ủy phường Hùng Phú")
    assert normal_body("Đảng uỷ Khối Dân – Chính – Đảng") == normal_body("Đảng ủy khối Dân - Chính - Đảng")


POSTS = [
    ("Phó bí thư Thường trực Quận uỷ 1", Post("Phó Bí thư Thường trực", "quận ủy 1", "district", False)),
    ("nguyên Phó Chủ tịch UBND TP Thủ Đức", Post("Phó Chủ tịch", "ủy ban nhân dân thành phố thủ đức", "district", True)),
    ("quyền Giám đốc Sở Nội vụ", Post("Giám đốc", "sở nội vụ", "province", False)),
    ("TRƯỞNG BAN TỔ CHỨC THÀNH ỦY TP.HCM", Post("Trưởng Ban", "ban tổ chức thành ủy thành phố hồ chí minh", "province", False)),
    ("Trưởng Ban", Post("Trưởng Ban", None, None, False)),
    ("Chánh Văn phòng HĐND và UBND quận", Post("Chánh Văn phòng", "văn phòng hội đồng nhân dân và ủy ban nhân dân quận", "district", False)),
    ("Tỉnh ủy viên", Post("Tỉnh ủy viên", None, "province", False)),
    ("Ủy viên Ban Thường vụ Thành ủy", Post("Ủy viên Ban Thường vụ", "thành ủy", None, False)),
    ("Tổng Bí thư", Post("Tổng Bí thư", None, "central", False)),
    ("Bí thư Đảng ủy phường Phú Hội", Post("Bí thư", "đảng ủy phường phú hội", "ward", False)),
]  # fmt: skip


@pytest.mark.parametrize(("title", "post"), POSTS)
def test_a_title_has_head_body_and_level(title: str, post: Post):
    assert read_post(title) == post


def test_a_role_without_a_head_has_no_normal_form():
    assert read_post("phụ trách Đảng bộ Khối") is None
    assert read_post("") is None


def test_a_mention_gives_its_titles_in_both_forms():
    (found,) = find_people("đồng chí Trần Văn Mẫu, Phó bí thư Quận uỷ Tân Giang, phụ trách khối đoàn thể phát biểu")
    assert found.titles[0] == "Phó bí thư Quận uỷ Tân Giang"
    assert found.posts[0] == Post("Phó Bí thư", "quận ủy tân giang", "district", False)


@given(st.text(max_size=60))
def test_no_text_breaks_the_normal_forms(text: str):
    read_post(text)
    once = normal_body(text)
    assert normal_body(once) == once
