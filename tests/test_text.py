"""The language in one place: composed letters, tone marks, folding, and the keys that comparisons rest on."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading import ReadingCopy
from index.text import clean_text, fold, has_marks, nfc, person_key, symbol_key, tokens, tone_key, tone_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("HOÀ", "hòa"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("thuý", "thúy"),
        ("quý", "qúy"),
        ("toàn", "tòan"),
        ("giá", "gía"),
        ("sự\u0323", "sự"),
        (unicodedata.normalize("NFD", "người"), "người"),
    ],
)
def test_a_syllable_is_one_wherever_its_tone_stands(one: str, other: str):
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hưng", "Hùng"), ("Hứng", "Hùng"), ("Thủy", "Thúy"), ("Thùy", "Thúy"), ("an", "ân"), ("da", "đa"), ("an", "án")],
)
def test_vowels_tones_and_đ_tell_syllables_apart(one: str, other: str):
    assert tone_key(one) != tone_key(other)


@pytest.mark.parametrize(
    ("printed", "old"),
    [
        ("hoà hoá hoạ", "hòa hóa họa"),
        ("khoẻ, xoè", "khỏe, xòe"),
        ("Uỷ ban, UỶ BAN, thuỷ", "Ủy ban, ỦY BAN, thủy"),
        ("quý, quỹ, QUÝ", "quý, quỹ, QUÝ"),
        ("hoàn thoáng huỳnh tuyến", "hoàn thoáng huỳnh tuyến"),
        ("Đảng uỷ", "Đảng ủy"),
    ],
)
def test_tones_move_to_their_old_place_and_nowhere_else(printed: str, old: str):
    assert tone_place(printed) == old


@given(st.text())
def test_moving_tones_keeps_every_letter_in_its_place(text: str):
    assert len(tone_place(text)) == len(text)
    assert tone_place(tone_place(text)) == tone_place(text)


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("Đảng", "dang"),
        ("đang", "dang"),
        ("Ðảng", "dang"),
        ("Ɖảng", "dang"),
        ("ðang", "dang"),
        ("NGHỊ QUYẾT", "nghi quyet"),
        ("ưu tiên", "uu tien"),
    ],
)
def test_folding_drops_every_mark_and_đ_too(marked: str, bare: str):
    assert fold(marked) == bare
    assert fold(unicodedata.normalize("NFD", marked)) == bare
    assert has_marks(marked) or marked.isascii()
    assert not has_marks(bare)


def test_cleaning_keeps_the_wording_and_drops_what_prints_nothing():
    assert clean_text(" Đảng\u00a0 bộ\u200b \n\tTP\u00ad ") == "Đảng bộ TP"
    assert clean_text("Khoa hoạc, chi tiêu") == "Khoa hoạc, chi tiêu"
    assert clean_text(unicodedata.normalize("NFD", "uỷ")) == "uỷ"


def test_words_are_kept_even_where_they_are_one_letter():
    assert [(token.text, token.start, token.end) for token in tokens("Y tế, ở 6 xã")] == [
        ("Y", 0, 1),
        ("tế", 2, 4),
        ("ở", 6, 7),
        ("6", 8, 9),
        ("xã", 10, 12),
    ]


def test_a_person_is_found_by_either_printing():
    assert person_key("Trần  Hoà") == person_key("TRẦN HÒA") == person_key(unicodedata.normalize("NFD", "Trần Hòa"))
    assert person_key("Trần Hưng") != person_key("Trần Hùng")


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("22-NQ/TU", "22-nq/tu"),
        ("02 – HD / TU", "2-hd/tu"),
        ("05-ĐA/TU", "5-đa/tu"),
        ("19-QĐ/TƯ", "19-qđ/tw"),
        (unicodedata.normalize("NFD", "19-QĐ/TƯ"), "19-qđ/tw"),
        ("98/2023/QH15", "98/2023/qh15"),
        ("100\u00a0-\u00a0KL/TW", "100-kl/tw"),
    ],
)
def test_a_symbol_has_one_key_and_keeps_its_đ(printed: str, key: str):
    assert symbol_key(printed) == key


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Nghị quyết 23 – NQ/TW", "Nghị quyết 23 - NQ/TW"),
        ('“chi bộ bốn tốt"', '"chi bộ bốn tốt"'),
        ("Đảng uỷ", "Đảng ủy"),
        ("19-QÐ/TW", "19-QĐ/TW"),
        ("sự\u0323 kiện", "sự kiện"),
        ("Ban Chấp hà nh, Thà nh ủy", "Ban Chấp hành, Thành ủy"),
        ("là nhà, và nông", "là nhà, và nông"),
        ("Đảng\u200b bộ", "Đảng bộ"),
        ("İstanbul", "İstanbul"),
    ],
)  # fmt: skip
def test_readers_see_one_spelling_and_the_print_stays(printed: str, read: str):
    copy = ReadingCopy(printed)
    assert copy.text == read
    assert copy.printed == printed
    assert len(copy.low) == len(copy.text)


def test_places_of_the_copy_lead_back_to_the_print():
    printed = unicodedata.normalize("NFD", "Thà nh uỷ\u200b và sự\u0323 thật")
    copy = ReadingCopy(printed)
    start = copy.text.index("sự")
    assert nfc(copy.cut(start, start + 2)) == nfc("sự\u0323")
    start = copy.text.index("ủy")
    assert nfc(copy.cut(start, start + 2)) == "uỷ"


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["à", " ", "nh", "\u0301", "ê", "\u200b", "-", "–", "o", "à", "İ", "'"]), max_size=30).map(
            "".join
        ),
    )
)
def test_every_place_of_the_copy_lies_in_the_print(text: str):
    copy = ReadingCopy(text)
    assert len(copy.low) == len(copy.text)
    for place, word in enumerate(copy.words):
        start, end = copy.place(place)
        span = copy.span(start, end)
        assert 0 <= span.start < span.end <= len(text)
        assert copy.low[start:end] == word
    assert len(copy.gaps) == len(copy.words)


def test_signs_between_words_are_told_apart():
    assert ReadingCopy("Một, hai – ba (bốn)\nnăm TP.HCM").gaps == ("\n", ",", "-", "(", "\n", "", ".")
