"""The year of a dateline: stated evidence only, and unknown where two years fit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.authority import AUTHORITY
from index.dates import TRUST, DateKind, is_day
from index.periods import year_evidence
from index.years import infer_year

FAR = date(2026, 1, 1)

# text with its dateline -> (day, month) -> year, with no other bound than a capture long after
PROVED = [
    ("Ngày 21/9, Đảng ủy tổ chức hội nghị chuyên đề quý III năm 2023.", 21, 9, 2023),
    ("Ngày 12/10, Đảng ủy sơ kết công tác quý III/2022.", 12, 10, 2022),
    ("Sáng 5/1, Quận ủy triển khai; đánh giá quý 4/2021.", 5, 1, 2022),
    ("Chiều 10/1, Đảng ủy tổng kết công tác xây dựng Đảng năm 2022 và triển khai chương trình công tác năm 2023.", 10, 1, 2023),
    ("Chiều 28/12, Đảng ủy tổng kết công tác năm 2022, phương hướng, nhiệm vụ năm 2023.", 28, 12, 2022),
    ("Sáng 11/7, Ban Tổ chức giao ban công tác 06 tháng đầu năm 2023.", 11, 7, 2023),
    ("Chiều 2-10, Đảng ủy kiểm điểm nhiệm vụ 9 tháng năm 2024.", 2, 10, 2024),
    ("Sáng 8/8, họp bàn nhiệm vụ 6 tháng cuối năm 2022.", 8, 8, 2022),
    ("(HPĐT)- Thực hiện Quy chế, Chương trình công tác năm 2024, chiều 26-9, Ban Thường vụ họp.", 26, 9, 2024),
    ("Sáng 7/10, Thành ủy tổ chức hội nghị về nâng cao chất lượng sinh hoạt chi bộ năm 2022.", 7, 10, 2022),
    ("Sáng 3/2, Quận ủy họp mặt kỷ niệm 93 năm Ngày thành lập Đảng (3/2/1930 – 3/2/2023).", 3, 2, 2023),
    ("Sáng 20/6, khai mạc Đại hội đại biểu Đảng bộ phường lần thứ I, nhiệm kỳ 2025 - 2030.", 20, 6, 2025),
    ("Sáng 2/2, Quận ủy họp mặt kỷ niệm 93 năm Ngày thành lập Đảng Cộng sản Việt Nam.", 2, 2, 2023),
    ("Sáng 20/2, trao Huy hiệu Đảng chào mừng kỷ niệm 93 năm Ngày thành lập Đảng.", 20, 2, 2023),
    ("Chiều 26/7, phường Mẫu thăm gia đình chính sách nhân kỷ niệm 76 năm Ngày Thương binh - Liệt sĩ.", 26, 7, 2023),
    ("Sáng 28/3, quận kỷ niệm 20 năm thành lập Quận ủy Tân Giang (1/4/2003).", 28, 3, 2023),
    ("Ngày 5/9, các trường khai giảng năm học 2023 - 2024.", 5, 9, 2023),
    ("Tin vắn\nSáng 15/5, chi bộ họp.\nĐây là kết quả quý II năm 2021 của chi bộ.", 15, 5, 2021),
]

OPEN = [
    ("Sáng 7/10, Thành ủy họp.", 7, 10),
    # two years fit: the plan is made before its year, the review held after it
    ("Chiều 20/11, Quận ủy bàn về công tác tuyển quân năm 2023.", 20, 11),
    ("Chiều 10/1, Quận ủy bàn công tác năm 2022.", 10, 1),
    # two periods of two years in one sentence
    ("Sáng 15/5, so sánh quý II năm 2021 và quý II năm 2022.", 15, 5),
    # terms and comparisons say nothing
    ("Sáng 15/5, nhiệm kỳ 2020 - 2025 được nhìn lại, tăng so với năm 2019.", 15, 5),
    ("Sáng 15/5, hội nghị hướng dẫn tổ chức đại hội nhiệm kỳ 2025 - 2027.", 15, 5),
    # an anniversary that is planned for, or counted from no known day
    ("Sáng 15/4, quận phát động đợt thi đua hướng tới kỷ niệm 50 năm Ngày Giải phóng miền Nam.", 15, 4),
    ("Sáng 15/4, quận họp mặt kỷ niệm 20 năm thành lập Trường Chính trị Tân Giang.", 15, 4),
    # an anniversary that is far off
    ("Sáng 15/1, phát động thi đua chào mừng (30/4/1975 – 30/4/2025).", 15, 1),
    ("", 1, 1),
]


@pytest.mark.parametrize(("text", "day", "month", "year"), PROVED)
def test_period_words_prove_the_year(text: str, day: int, month: int, year: int):
    inferred = infer_year(day, month, text, not_before=None, not_after=FAR)
    assert inferred is not None
    assert inferred.year == year
    assert inferred.rule in TRUST[DateKind.EVENT]
    assert inferred.evidence in text


@pytest.mark.parametrize(("text", "day", "month"), OPEN)
def test_without_proof_the_year_stays_open(text: str, day: int, month: int):
    assert infer_year(day, month, text, not_before=None, not_after=FAR) is None


@pytest.mark.parametrize(
    ("posted", "year"),
    [
        (date(2023, 10, 8), 2023),
        (date(2023, 10, 7), 2023),
        (date(2023, 11, 30), 2023),
        (date(2023, 10, 6), None),
        (date(2024, 3, 1), None),
    ],
)
def test_the_posted_day_gives_the_nearest_such_day_on_or_before_it(posted: date, year: int | None):
    inferred = infer_year(7, 10, "Sáng 7/10, họp quý III năm 2019", not_before=None, not_after=FAR, posted=posted)
    assert (inferred and inferred.year) == year


def test_the_posted_day_reaches_back_over_new_year():
    inferred = infer_year(29, 12, "", not_before=None, not_after=FAR, posted=date(2024, 1, 2))
    assert inferred is not None
    assert (inferred.year, inferred.rule) == (2023, "dateline+posted")


def test_bounds_that_leave_one_year_prove_it():
    text = "Sáng 7/10, Thành ủy họp."
    inferred = infer_year(7, 10, text, not_before=date(2021, 10, 25), not_after=date(2022, 12, 7))
    assert inferred is not None
    assert inferred.year == 2022
    assert infer_year(7, 10, text, not_before=date(2021, 10, 5), not_after=date(2022, 12, 7)) is None
    assert infer_year(7, 10, text, not_before=date(2022, 10, 8), not_after=date(2023, 10, 6)) is None


def test_bounds_narrow_down_what_a_plain_year_leaves_open():
    text = "Chiều 20/11, Quận ủy bàn về công tác tuyển quân năm 2023."
    inferred = infer_year(20, 11, text, not_before=None, not_after=date(2023, 5, 1))
    assert inferred is not None
    assert inferred.year == 2022


def test_the_latest_year_before_the_capture_is_never_taken():
    for captured in (date(2022, 12, 7), date(2024, 6, 22)):
        assert infer_year(10, 1, "Chiều 10/1, Đảng ủy họp.", not_before=None, not_after=captured) is None


def test_29_february_only_fits_leap_years():
    inferred = infer_year(29, 2, "Sáng 29/2, chi bộ họp.", not_before=date(2023, 1, 1), not_after=date(2025, 1, 1))
    assert inferred is not None
    assert inferred.year == 2024


def test_evidence_is_typed_and_points_into_the_text():
    text = "Tổng kết năm 2022 và triển khai nhiệm vụ năm 2023; quý I/2023; tháng 9/2023; năm 2024"
    found = year_evidence(text)
    assert [each.rule for each in found] == ["review and plan", "quarter", "month", "year"]
    for each in found:
        assert text[each.span.start : each.span.end] == each.printed
        assert each.since < each.until


FRAGMENTS = st.sampled_from(
    "năm 2023|năm 2022|tổng kết|triển khai|quý III|9 tháng|đầu|tháng 9/2023|Sáng 7/10,|đại hội|. |\n| và |2020 - 2025".split("|")
)


@given(
    st.lists(FRAGMENTS, max_size=20).map(" ".join),
    st.integers(1, 31),
    st.integers(1, 12),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 1, 1))),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 1, 1))),
)
def test_an_inferred_day_exists_and_lies_within_its_bounds(
    text: str, day: int, month: int, not_before: date | None, not_after: date | None
):
    inferred = infer_year(day, month, text, not_before=not_before, not_after=not_after)
    if inferred:
        assert is_day(day, month, inferred.year)
        value = date(inferred.year, month, day)
        assert (not_before or date.min) <= value <= (not_after or date.max)


@given(st.integers(1, 28), st.integers(1, 12), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_with_a_posted_day_the_event_is_never_after_it(day: int, month: int, posted: date):
    inferred = infer_year(day, month, "", not_before=None, not_after=None, posted=posted)
    if inferred:
        assert timedelta(0) <= posted - date(inferred.year, month, day) <= timedelta(days=62)


@pytest.mark.parametrize("row", AUTHORITY.anniversaries, ids=lambda row: row.id)
def test_every_example_of_an_anniversary_gives_its_year(row):
    for example in row.examples:
        count = int(next(word for word in example.split() if word.isdigit()))
        (found,) = [each for each in year_evidence(example) if each.rule == "anniversary"]
        assert found.since < date(row.day.year + count, row.day.month, row.day.day) < found.until
