"""Printed dates: every spelling, day before month always, and what is no date."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import Certainty, DateClaim, DateKind, Precision, chosen_claim, find_dates, is_day, read_date

# text -> (printed, day, month, year) of each
FORMS = [
    ("Sáng 7/10, Thành ủy họp", [("7/10", 7, 10, None)]),
    ("Chiều 10/1, Đảng ủy họp", [("10/1", 10, 1, None)]),
    ("chiều 26-9, Ban Thường vụ", [("26-9", 26, 9, None)]),
    ("Trưa 13.10", [("13.10", 13, 10, None)]),
    ("13.10, Đảng ủy phường họp", [("13.10", 13, 10, None)]),
    ("Ngày 21/9, Đảng ủy", [("21/9", 21, 9, None)]),
    ("Tối ngày 03/7, khai mạc", [("03/7", 3, 7, None)]),
    ("SÁNG 7/10", [("7/10", 7, 10, None)]),
    ("sáng nay (7/10)", [("7/10", 7, 10, None)]),
    ("Thứ Bảy, 7/10", [("7/10", 7, 10, None)]),
    ("sáng thứ Bảy (7-10)", [("7-10", 7, 10, None)]),
    ("ngày 03 tháng 02", [("03 tháng 02", 3, 2, None)]),
    ("mùng 3 tháng 2", [("3 tháng 2", 3, 2, None)]),
    ("sáng ngày 11 tháng 7 năm 2023", [("11 tháng 7 năm 2023", 11, 7, 2023)]),
    ("ngày 24 tháng 6, năm 2023", [("24 tháng 6, năm 2023", 24, 6, 2023)]),
    ("ngày\u00a024\u00a0tháng 6 năm 2023", [("24\u00a0tháng 6 năm 2023", 24, 6, 2023)]),
    ("24 tháng 6/2023", [("24 tháng 6/2023", 24, 6, 2023)]),
    ("ngày 25/10/2021 của", [("25/10/2021", 25, 10, 2021)]),
    ("ngày 7-4-2015", [("7-4-2015", 7, 4, 2015)]),
    ("ngày 7–4–2015", [("7–4–2015", 7, 4, 2015)]),
    ("05.09.2024", [("05.09.2024", 5, 9, 2024)]),
    ("29/2/2024", [("29/2/2024", 29, 2, 2024)]),
    ("(03/7/2007 - 03/7/2022)", [("03/7/2007", 3, 7, 2007), ("03/7/2022", 3, 7, 2022)]),
    ("tháng 9/2023", [("tháng 9/2023", None, 9, 2023)]),
    ("tháng 10 năm 2021", [("tháng 10 năm 2021", None, 10, 2021)]),
    ("quý III năm 2023", [("năm 2023", None, None, 2023)]),
    # several days of one month
    ("ngày 26 và 27/9", [("26", 26, 9, None), ("27/9", 27, 9, None)]),
    ("ngày 26, 27 và 28/9/2023", [("26", 26, 9, 2023), ("27", 27, 9, 2023), ("28/9/2023", 28, 9, 2023)]),
    ("từ ngày 26 đến ngày 28/9", [("26", 26, 9, None), ("28/9", 28, 9, None)]),
    ("Ngày 3-5 tháng 6", [("3", 3, 6, None), ("5 tháng 6", 5, 6, None)]),
    # what pages print around it
    ("Cập nhật 22:07 25-05-2022", [("25-05-2022", 25, 5, 2022)]),
    ("14/05/2026 15:25", [("14/05/2026", 14, 5, 2026)]),
    ("Thứ ba - 04/06/2024 13:41", [("04/06/2024", 4, 6, 2024)]),
    ("Thứ tư, 30/06/2021, 14:46 CH", [("30/06/2021", 30, 6, 2021)]),
    ("08-05-2020 | 13:40:46", [("08-05-2020", 8, 5, 2020)]),
    ("Ngày đăng 17/07/2019 | 09:15", [("17/07/2019", 17, 7, 2019)]),
    # no dates
    ("trực 24/7, tỷ số 2-1, tăng 13.10", []),
    ("ngày 31/2/2023, ngày 30/2, ngày 29/2/2023, 32/1/2020, 1/13/2020", []),
    ("Nghị quyết số 98/2023/QH15, 12/2021/TT-BYT", []),
    ("ngày 7/10/22", []),
    ("chiều 26-9%, sáng 2/3/4", []),
    ("127/129 xã, 5/5 chỉ tiêu, T6/2023, 1.250/3/2023", []),
    ("nhiệm kỳ 2020 - 2025", []),
    ("2022-02-03", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_every_spelling_is_read_day_before_month(text: str, expected: list[tuple[str, int | None, int | None, int | None]]):
    assert [(each.printed, each.day, each.month, each.year) for each in find_dates(text)] == expected


@pytest.mark.parametrize("text", [text for text, _ in FORMS])
def test_decomposed_text_reads_the_same_and_its_spans_are_true(text: str):
    loose = unicodedata.normalize("NFD", text)
    assert [(each.day, each.month, each.year) for each in find_dates(loose)] == [
        (each.day, each.month, each.year) for each in find_dates(text)
    ]
    for each in find_dates(loose):
        assert loose[each.span.start : each.span.end] == each.printed


def test_only_a_date_printed_in_full_is_a_day():
    assert [each.date for each in find_dates("Ngày 21/9; ngày 21/9/2023; tháng 9/2023")] == [None, date(2023, 9, 21), None]
    assert read_date("Sáng 7/10, theo văn bản ngày 24 tháng 6 năm 2023") == date(2023, 6, 24)
    assert read_date("Sáng 7/10") is None


def test_the_calendar_knows_leap_years():
    assert is_day(29, 2)
    assert is_day(29, 2, 2024)
    assert not is_day(29, 2, 2023)
    assert not is_day(0, 1)
    assert not is_day(1, 13)


def claim(
    kind: DateKind, day: date, rule: str, certainty: Certainty = Certainty.PRINTED, precision: Precision = Precision.DAY
) -> DateClaim:
    return DateClaim(kind, day, precision, certainty, rule, "…")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([("time-line", 3), ("meta", 4)], 3),
        ([("meta", 4), ("time-line", 3)], 3),
        ([("feed", 5), ("lead-image", 4)], 4),
        ([("time-line", 3), ("time-line", 3)], 3),
        ([("time-line", 3), ("time-line", 4), ("meta", 5)], None),
        ([("page clock", 3)], None),
        ([], None),
    ],
)
def test_the_most_trusted_rule_is_chosen_and_a_tie_decides_nothing(claims: list[tuple[str, int]], expected: int | None):
    chosen = chosen_claim([claim(DateKind.POSTED, date(2024, 1, day), rule) for rule, day in claims], DateKind.POSTED)
    assert (chosen.value.day if chosen else None) == expected


def test_what_is_uncertain_coarse_or_of_another_kind_is_never_chosen():
    day = date(2024, 1, 3)
    claims = [
        claim(DateKind.POSTED, day, "meta", Certainty.UNCERTAIN),
        claim(DateKind.POSTED, day, "time-line", precision=Precision.CIRCA),
        claim(DateKind.RENDERED, day, "time-line"),
    ]
    assert chosen_claim(claims, DateKind.POSTED) is None
    assert chosen_claim(claims, DateKind.RENDERED) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from("/-."), st.booleans())
def test_every_day_printed_in_figures_or_words_comes_back(day: date, sign: str, in_words: bool):
    printed = (
        f"ngày {day.day} tháng {day.month} năm {day.year}" if in_words else f"{day.day:02}{sign}{day.month:02}{sign}{day.year}"
    )
    assert read_date(f"văn bản {printed} của cấp ủy") == day


FRAGMENTS = st.sampled_from("ngày|sáng|7|10|/|-|.|tháng|năm|2023| |, |và|\n|quý|31|99".split("|"))


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=25).map("".join), st.lists(FRAGMENTS, max_size=25).map(" ".join)))
def test_any_text_is_read_without_error_and_impossible_dates_are_none(text: str):
    for each in find_dates(text):
        assert text[each.span.start : each.span.end] == each.printed
        assert each.day is None or is_day(each.day, each.month or 0, each.year)
