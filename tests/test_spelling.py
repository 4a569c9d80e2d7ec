"""Which printed words a typed word stands for: typed marks count, missing marks do not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.spelling import Spelling, flat

MEANT = [
    ("đảng", "Đảng ĐẢNG đảng", "đang dang đãng dâng"),
    ("dang", "Đảng đang dang đãng dâng", "dan dangs"),
    ("hòa", "hòa hoà HOÀ", "hoa hóa họa"),
    ("ủy", "ủy uỷ", "uy úy"),
    ("Hưng", "Hưng hưng", "Hùng Hứng Hung"),
    ("quý", "quý qúy", "quy quỷ"),
    ("\u00f0i", "đi Đi", "di"),
    ("22", "22", "022 222"),
    ("\u0111i", "đi \u00f0i \u00d0i", "di"),
]
BEGUN = [
    ("quyế", "quyết quyến quyế", "quyền quyên quyt"),
    ("quyê", "quyết quyền quyên", "quy quyt"),
    ("quye", "quyết quyền quyên quyet", "quy"),
    ("đ", "đảng Đức đi", "dang di"),
    ("hò", "hòa hoà hò", "hóa hồ"),
]


@pytest.mark.parametrize(("typed", "meant", "not_meant"), MEANT)
def test_a_word_stands_for_its_spellings(typed: str, meant: str, not_meant: str):
    spelling = Spelling.of(typed)
    assert [word for word in meant.split() if not spelling.agrees(word)] == []
    assert [word for word in not_meant.split() if spelling.agrees(word)] == []


@pytest.mark.parametrize(("typed", "meant", "not_meant"), BEGUN)
def test_a_beginning_stands_for_the_words_that_go_on_from_it(typed: str, meant: str, not_meant: str):
    spelling = Spelling.of(typed, is_prefix=True)
    assert [word for word in meant.split() if not spelling.agrees(word)] == []
    assert [word for word in not_meant.split() if spelling.agrees(word)] == []


@given(st.text(max_size=12))
def test_every_word_stands_for_itself_and_its_beginnings(word: str):
    assert Spelling.of(word).agrees(word)
    assert Spelling.of(word, is_prefix=True).agrees(word)


@given(st.text(max_size=60))
def test_a_flat_text_keeps_every_character_in_its_place(text: str):
    assert len(flat(text)) == len(text)


def test_a_flat_text_has_bare_small_letters_and_one_dash():
    assert flat("22 – NQ/TƯ, Đảng uỷ") == "22 - nq/tu, dang uy"
