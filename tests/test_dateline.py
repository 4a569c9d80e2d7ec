"""The opening of a lead: which agency, which day, and which of the printed days is not the day of the news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.dateline import read_dateline


def day_of(text: str) -> str | None:
    found = read_dateline(text)
    return found.date.printed if found and found.date else None


def agency_of(text: str) -> str | None:
    found = read_dateline(text)
    return found.agency if found else None


@pytest.mark.parametrize(
    ("text", "agency", "printed"),
    [
        ("(Thanhuytphcm.vn) - Sáng 7/10, Thành ủy Mẫu tổ chức hội nghị.", "Thanhuytphcm.vn", "(Thanhuytphcm.vn) - Sáng 7/10"),
        ("(Thanhuytphcm.vn) – Chiều 10/1, Đảng ủy Khối tổng kết.", "Thanhuytphcm.vn", "(Thanhuytphcm.vn) – Chiều 10/1"),
        ("(Thanhuytphcm.vn)- Ngày 6/6, Đảng ủy phường Mẫu họp.", "Thanhuytphcm.vn", "(Thanhuytphcm.vn)- Ngày 6/6"),
        (
            "(HPĐT)- Thực hiện Quy chế làm việc, chiều 26-9, Đảng ủy họp.",
            "HPĐT",
            "(HPĐT)- Thực hiện Quy chế làm việc, chiều 26-9",
        ),
        ("(ĐN).- Tối 5/3, huyện Mẫu khai hội.", "ĐN", "(ĐN).- Tối 5/3"),
        ("TUBP - Ngày 14/11, Huyện ủy đối thoại.", "TUBP", "TUBP - Ngày 14/11"),
        ("(HPĐT)- Sáng nay, tại hội trường, phường Mẫu họp.", "HPĐT", "(HPĐT)- Sáng nay"),
        ("ĐNO - Tại hội trường số 2, chiều 22-1, Đảng ủy họp.", "ĐNO", "ĐNO - Tại hội trường số 2, chiều 22-1"),
        ("CTTĐT - Trưa 9/9, xã Mẫu công bố quyết định.", "CTTĐT", "CTTĐT - Trưa 9/9"),
        ("( QBĐT ) - Đảng bộ xã có 12 chi bộ.", "QBĐT", "( QBĐT ) -"),
        ("Ngày 21/9, Đảng ủy Cơ quan tổ chức hội nghị.", None, "Ngày 21/9"),
        (
            "Thực hiện Chương trình công tác năm 2023, sáng ngày 11 tháng 7 năm 2023, Ban Tổ chức họp.",
            None,
            "Thực hiện Chương trình công tác năm 2023, sáng ngày 11 tháng 7 năm 2023",
        ),
    ],
)
def test_the_dateline_is_kept_as_printed(text: str, agency: str | None, printed: str):
    found = read_dateline(text)
    assert found
    assert (found.agency, found.printed, found.start) == (agency, printed, 0)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sáng nay (7/10), Thành ủy Mẫu họp.", "7/10"),
        ("Sáng nay, 7/10, Thành ủy Mẫu họp.", "7/10"),
        ("Thứ Bảy, 7/10, Thành ủy Mẫu họp.", "7/10"),
        ("Vừa qua, ngày 03/7/2007, Đảng bộ Khối ra đời.", "03/7/2007"),
        ("Trong 2 ngày 14 và 15/10/2025, Đảng bộ thành phố Mẫu đại hội.", "14"),
        ("Trong hai ngày (từ ngày 5 đến 7/10), đoàn đã khảo sát 3 xã.", "5"),
        ("Trong 3 ngày, từ 10 đến 12/6, Ủy ban Kiểm tra họp.", "10"),
        ("Trong 2 ngày từ 28/2 đến 1/3, Ủy ban Kiểm tra họp.", "28/2"),
        ("Từ ngày 5/10 đến ngày 7/10, Ban Tuyên giáo mở lớp bồi dưỡng.", "5/10"),
        ("Theo Quyết định số 15-QĐ/TU ngày 2/3/2023 của Thành ủy, sáng 4/5, đoàn kiểm tra làm việc.", "4/5"),
        ("Nhân kỷ niệm 93 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2023), sáng 2/2, phường Mẫu gặp mặt.", "2/2"),
        ("Đảng bộ xã Mẫu có 12 chi bộ. Sáng 3/4, Đảng ủy họp phiên thường kỳ.", "3/4"),
        ("Sáng 28-8, phường Mẫu khai giảng. Cũng trong sáng 29-8, phường gặp mặt.", "28-8"),
        ("Hội nghị trực tuyến ngày 8/8 tại xã Mẫu có 300 người dự.", "8/8"),
        ("7 giờ 30 phút sáng 01/7/2025, những bộ hồ sơ đầu tiên được tiếp nhận.", "01/7/2025"),
    ],
)
def test_the_first_day_that_says_when_is_the_day_of_the_news(text: str, day: str):
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Chỉ thị số 19-CT/TU ngày 19/10/2018 của Ban Thường vụ, phường Mẫu ra quân.",
        "Đảng bộ Khối (03/7/2007 - 03/7/2022) tròn 15 tuổi.",
        "Tính đến ngày 30/9/2023, toàn quận kết nạp 126 đảng viên.",
        "Đại hội sẽ diễn ra vào sáng ngày 5/8 tại hội trường thành phố.",
        "Chào mừng ngày 30/4, phường Mẫu treo cờ.",
        "Phường Mẫu trực 24/7, tỷ số 2-1, tăng 13.10 điểm.",
        "Đảng bộ xã có 12 chi bộ. Xã có 3 thôn. Dân số 9.000. Ngày 5/5 xã họp.",
        "Quyết định có hiệu lực từ ngày 1/7/2025 và thay thế các quyết định trước.",
        "",
    ],
)
def test_days_of_documents_anniversaries_and_plans_are_not_the_day_of_the_news(text: str):
    assert day_of(text) is None


def test_a_caption_glued_before_the_agency_is_told_by_where_the_agency_begins():
    text = "Đoàn dâng hương tại Trung ương Cục miền Nam(Thanhuytphcm.vn) - Ngày 21/10, Đảng ủy Khối về nguồn."
    found = read_dateline(text)
    assert found
    assert text[found.start :].startswith("(Thanhuytphcm.vn)")
    assert found.printed == "(Thanhuytphcm.vn) - Ngày 21/10"


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân (UBND) - cơ quan hành chính - đã họp.",
        "TP. Hồ Chí Minh - Nhiều chi bộ đổi mới sinh hoạt.",
        "UBND - MTTQ phường Mẫu phối hợp công tác.",
        "Đảng ủy Cơ quan Chính quyền (CQCQ) tổ chức hội nghị.",
        "(1) Rà soát danh sách.",
    ],
)
def test_a_body_or_a_place_is_no_agency(text: str):
    assert agency_of(text) is None


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_what_is_found_is_printed(text: str):
    found = read_dateline(text)
    if found:
        assert found.printed in text
        assert text[found.start :].strip().startswith(found.printed[:1])


@pytest.mark.parametrize(
    ("text", "days_back"),
    [
        ("Sáng nay, Đảng ủy phường Mẫu họp.", 0),
        ("(HPĐT)- Chiều qua, Đảng ủy phường Mẫu họp.", 1),
        ("Hôm nay (thứ Bảy), Đảng ủy phường Mẫu họp.", 0),
        ("Sáng nay, 26/3, Đảng ủy phường Mẫu họp.", None),
    ],
)
def test_a_word_may_stand_for_the_day(text: str, days_back: int | None):
    found = read_dateline(text)
    assert found
    assert found.days_back == days_back


def test_a_word_for_the_day_far_inside_the_lead_is_none():
    assert read_dateline("Đồng chí Lê Thị Mẫu cho biết như vậy với báo chí vào chiều nay, khi trả lời cử tri.") is None
