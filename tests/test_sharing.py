"""What one printing says for several documents, and what codes and types say where nothing is printed."""

from __future__ import annotations

import pytest

from index.annotate import annotate


def facts(text: str) -> list[str]:
    """Each mention as "SYMBOL DATE ISSUER", a dash for what is unknown."""
    return [
        f"{each.symbol or each.meeting or each.number} {each.issued_on or '-'} {each.issuer or '-'}"
        for each in annotate(text).documents
    ]


# text -> symbol, date and issuer of each mention
SHARED = [
    # backward: printed once behind the last
    ("Nghị quyết 57-NQ/TW, Nghị quyết 68-NQ/TW của Bộ Chính trị", ["57-NQ/TW - Bộ Chính trị", "68-NQ/TW - Bộ Chính trị"]),
    ("Thông báo số 33-TB/ĐU và Công văn số 215-CV/ĐU của Đảng ủy xã.", ["33-TB/ĐU - Đảng ủy xã", "215-CV/ĐU - Đảng ủy xã"]),
    (
        "Kết luận số 21-KL/TW, Quy định số 37-QĐ/TW cùng ngày 25/10/2021 và Quy định số 22-QĐ/TW ngày 28/7/2021 của Ban Bí thư",
        ["21-KL/TW 2021-10-25 Ban Bí thư", "37-QĐ/TW 2021-10-25 Ban Bí thư", "22-QĐ/TW 2021-07-28 Ban Bí thư"],
    ),
    (
        "Nghị quyết số 66-NQ/TW và Nghị quyết số 68-NQ/TW lần lượt được ban hành ngày 30/4/2025 và ngày 04/5/2025",
        ["66-NQ/TW 2025-04-30 -", "68-NQ/TW 2025-05-04 -"],
    ),
    (
        "công bố Quyết định số 205-QĐ/ĐU và Quyết định số 206-QĐ/ĐU ngày 18/3/2024 của Đảng ủy phường",
        ["205-QĐ/ĐU 2024-03-18 Đảng ủy phường", "206-QĐ/ĐU 2024-03-18 Đảng ủy phường"],
    ),
    (
        "Nghị quyết số 79-NQ/TW ngày 06/01/2026 về kinh tế nhà nước và Nghị quyết số 80-NQ/TW ngày 07/01/2026 về văn hóa",
        ["79-NQ/TW 2026-01-06 -", "80-NQ/TW 2026-01-07 -"],
    ),
    (
        "02 nghị quyết chuyên đề (số 01-NQ/ĐU, số 02-NQ/ĐU cùng ban hành ngày 10/9/2025) của Ban Chấp hành Đảng bộ xã.",
        ["01-NQ/ĐU 2025-09-10 Ban Chấp hành Đảng bộ xã", "02-NQ/ĐU 2025-09-10 Ban Chấp hành Đảng bộ xã"],
    ),
    # not backward: another type whose clause has a date of its own, another body, another term, another sentence
    (
        "Kết luận số 21-KL/TW và Quy định số 37-QĐ/TW ngày 25/10/2021 của Ban Bí thư",
        ["21-KL/TW - -", "37-QĐ/TW 2021-10-25 Ban Bí thư"],
    ),
    ("kết luận số 01-KL/TW; Nghị quyết số 35-NQ/TW của Bộ Chính trị", ["01-KL/TW - -", "35-NQ/TW - Bộ Chính trị"]),
    ("Kế hoạch số 5-KH/QU và Nghị quyết số 35-NQ/TW của Bộ Chính trị", ["5-KH/QU - -", "35-NQ/TW - Bộ Chính trị"]),
    (
        "Nghị quyết 18-NQ/TW (khóa XII), Nghị quyết số 45-NQ/TW ngày 24/1/2019 của Bộ Chính trị",
        ["18-NQ/TW - -", "45-NQ/TW 2019-01-24 Bộ Chính trị"],
    ),
    ("Thực hiện Nghị quyết số 57-NQ/TW\nNghị quyết số 68-NQ/TW của Bộ Chính trị", ["57-NQ/TW - -", "68-NQ/TW - Bộ Chính trị"]),
    # forward: printed once before the first
    (
        "ngày 20/01/2022, Ban Thường vụ Quận ủy đã cùng lúc ban hành Kế hoạch số 118-KH/QU và Hướng dẫn số 09-HD/QU; năm 2023",
        ["118-KH/QU 2022-01-20 Ban Thường vụ Quận ủy", "09-HD/QU 2022-01-20 Ban Thường vụ Quận ủy"],
    ),
    (
        "Quận ủy đã ban hành Chương trình số 21-CTr/QU (ngày 15-8-2019), Nghị quyết số 09-NQ/QU về đô thị và Đề án số 02-ĐA/QU",
        ["21-CTr/QU 2019-08-15 Quận ủy", "09-NQ/QU - Quận ủy", "02-ĐA/QU - Quận ủy"],
    ),
    (
        "Ban Thường vụ Huyện ủy ra công văn số 415-CV/HU; ngày 30/9/2021 ra tiếp Chỉ thị 12-CT/HU.",
        ["415-CV/HU - Ban Thường vụ Huyện ủy", "12-CT/HU 2021-09-30 Ban Thường vụ Huyện ủy"],
    ),
    (
        "Đảng ủy phường ban hành 27 kế hoạch, trong đó có Kế hoạch số 33-KH/ĐU; Kế hoạch số 35-KH/ĐU",
        ["33-KH/ĐU - Đảng ủy phường", "35-KH/ĐU - Đảng ủy phường"],
    ),
    (
        "gắn với 3 Nghị quyết của Bộ Chính trị gồm Nghị quyết 57-NQ/TW, Nghị quyết 59-NQ/TW",
        ["57-NQ/TW - Bộ Chính trị", "59-NQ/TW - Bộ Chính trị"],
    ),
    (
        "Ban Thường vụ Thành ủy ban hành 8 quyết định, từ Quyết định số 512-QĐ/TU đến Quyết định số 519-QĐ/TU",
        ["512-QĐ/TU - Ban Thường vụ Thành ủy", "519-QĐ/TU - Ban Thường vụ Thành ủy"],
    ),
    # a date before belongs to the document before
    (
        "theo Chương trình số 76-CTr/TU ngày 8/7/2019, Quận ủy đã ban hành Nghị quyết số 09-NQ/QU",
        ["76-CTr/TU 2019-07-08 -", "09-NQ/QU - Quận ủy"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_what_is_printed_once_holds_for_those_it_is_printed_for(text: str, expected: list[str]):
    assert facts(text) == expected


# text with one document -> its facts
ISSUED = [
    # in brackets, behind a title, by who decides
    ("Công văn số 880 – CV/BTCTU (Ban Tổ chức Thành ủy ban hành ngày 30/10/2023)", "880-CV/BTCTU 2023-10-30 Ban Tổ chức Thành ủy"),
    ("Chỉ thị số 20-CT/TU (Ban Thường vụ Thành ủy ban hành)", "20-CT/TU - Ban Thường vụ Thành ủy"),
    (
        "Nghị quyết số 25-NQ/TW (Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X, ngày 25/7/2008)",
        "25-NQ/TW 2008-07-25 Ban Chấp hành Trung ương Đảng",
    ),
    (
        "Nghị quyết 28-NQ/TW của Hội nghị lần thứ tám Ban Chấp hành Trung ương khóa XI",
        "28-NQ/TW - Ban Chấp hành Trung ương",
    ),
    ("Nghị quyết số 03-NQ/ĐU mà Ban Chấp hành Đảng bộ xã vừa thông qua về", "03-NQ/ĐU - Ban Chấp hành Đảng bộ xã"),
    (
        "Nghị quyết số 98/2023/QH15 về thí điểm một số cơ chế vừa được Quốc hội thông qua ngày 24/6/2023.",
        "98/2023/QH15 2023-06-24 Quốc hội",
    ),
    (
        "Theo Quyết định số 386-QĐ/TU ngày 3/11/2025, Ban Thường vụ Thành ủy điều động đồng chí",
        "386-QĐ/TU 2025-11-03 Ban Thường vụ Thành ủy",
    ),
    ("Thực hiện Quyết định số 386-QĐ/TU, Ban Thường vụ Quận ủy tổ chức hội nghị", "386-QĐ/TU - -"),
    ("Công điện số 159/CĐ-TTg hồi 11h00 ngày 21/9/2025 của Thủ tướng Chính phủ", "159/CĐ-TTg 2025-09-21 Thủ tướng Chính phủ"),
    ("còn Tỉnh ủy Hải Mẫu (cũ) ban hành Đề án số 01-ĐA/TU", "01-ĐA/TU - Tỉnh ủy Hải Mẫu"),
    ("Nghị quyết số 01-NQ/ĐH của Đại hội đại biểu Đảng bộ xã lần thứ nhất.", "01-NQ/ĐH - Đại hội đại biểu Đảng bộ xã lần thứ nhất"),
    ("văn bản trên được Tỉnh ủy cụ thể hóa bằng Kế hoạch số 52-KH/TU", "52-KH/TU - Tỉnh ủy"),
    # several bodies
    ("Kết luận số 192-KL/TW của Bộ Chính trị, Ban Bí thư; Luật", "192-KL/TW - Bộ Chính trị, Ban Bí thư"),
    (
        "Thông tư liên tịch số 32/2015/TTLT-NHNN-BTC của Ngân hàng Nhà nước và Bộ Tài chính.",
        "32/2015/TTLT-NHNN-BTC - Ngân hàng Nhà nước và Bộ Tài chính",
    ),
    ("Kết luận số 192-KL/TW của Bộ Chính trị, Ban Thường vụ Thành ủy yêu cầu", "192-KL/TW - Bộ Chính trị"),
    # what code, type or plenum prove
    ("thực hiện Nghị quyết số 98/2023/QH15 về", "98/2023/QH15 - Quốc hội"),
    ("Hướng dẫn 12-HD/BTCTW", "12-HD/BTCTW - Ban Tổ chức Trung ương"),
    ("Nghị định 67", "67 - Chính phủ"),
    ("Nghị quyết Trung ương 4 khóa XII", "4/XII - Ban Chấp hành Trung ương"),
    ("Nghị quyết số 35-NQ/TW", "35-NQ/TW - -"),
    ("Nghị quyết số 36/2024/NQ-HĐND", "36/2024/NQ-HĐND - -"),
    ("Tỉnh ủy yêu cầu thực hiện Hướng dẫn 08-HD/UBKTTU", "08-HD/UBKTTU - Ủy ban Kiểm tra Tỉnh ủy"),
    ("Tỉnh ủy và Thành ủy yêu cầu thực hiện Hướng dẫn 08-HD/UBKTTU", "08-HD/UBKTTU - -"),
    ("thực hiện Hướng dẫn 08-HD/UBKTTU", "08-HD/UBKTTU - -"),
    # who only announces it did not issue it
    ("Phó Trưởng Ban Tổ chức Thành ủy Lê Thị Mẫu công bố Quyết định 512-QĐNS/TU", "512-QĐNS/TU - -"),
    ("Bí thư Thành ủy ký Quyết định 512-QĐ/TU", "512-QĐ/TU - -"),
    # a heading ends with its line
    ("Quán triệt Quy định số 213-QĐ/TW của Bộ Chính trị\nSáng 3/11, phường Mẫu", "213-QĐ/TW - Bộ Chính trị"),
    ("Quán triệt Quy định số 213-QĐ/TW\nNgày 3 tháng 11 năm 2023, phường Mẫu", "213-QĐ/TW - -"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ISSUED)
def test_a_documents_date_and_issuer_are_those_that_the_article_proves(text: str, expected: str):
    assert facts(text) == [expected]


def test_the_centre_is_the_organ_that_another_mention_names():
    text = "Quy định 37 của Trung ương\nQuy định số 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương Đảng (khóa XIII)"
    assert facts(text) == ["37-QĐ/TW 2021-10-25 Ban Chấp hành Trung ương Đảng"] * 2


def test_two_printings_of_one_body_are_one_document():
    text = "Kế hoạch số 12-KH/TU của Ban Thường vụ Thành ủy TPHCM. Kế hoạch 12-KH/TU ngày 1/2/2024 của BTV Thành ủy Thành phố Hồ Chí Minh"
    assert {each.issued_on.isoformat() for each in annotate(text).documents if each.issued_on} == {"2024-02-01"}
    assert len({fact.split(" ", 2)[1] for fact in facts(text)}) == 1


# text -> printed mentions with their types
OPEN = [
    # a number that might count is a document's where the article cites it in full
    ("Quy định số 22-QĐ/TW và Quy định số 69-QĐ/TW. Những điểm mới của các Quy định số 22, 69 so với trước", ["22", "69"]),
    ("Những điểm mới của các Quy định số 22, 69 so với trước", ["22"]),
    ("Quyết định số 289-QĐ/TW về Điều lệ Đoàn. Vận dụng QĐ 289 còn khó.", ["289"]),
    ("Đồng chí nhấn mạnh: Quy định 377 trao quyền mạnh hơn", []),
    ("Quy định số 377-QĐ/TW. Đồng chí nhấn mạnh: Quy định 377 trao quyền mạnh hơn", ["377"]),
    ("theo tinh thần Quy định 377 trao quyền mạnh hơn", ["377"]),
    ("quyết định 3 nội dung của Quyết định số 3-QĐ/ĐU", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bare"), OPEN)
def test_a_bare_number_that_may_count_needs_its_document(text: str, bare: list[str]):
    assert [each.number for each in annotate(text).documents if "/" not in each.printed] == bare


TYPED = [
    ("Luật Cán bộ, công chức số 80/2025/QH15", ["Luật Cán bộ, công chức số 80/2025/QH15: law"]),
    ("Chương trình kiểm tra, giám sát số 03-CTr/ĐU", ["Chương trình kiểm tra, giám sát số 03-CTr/ĐU: programme"]),
    (
        "Quy định số 178-QĐ/TW về kiểm soát quyền lực, 148-QĐ/TW về tạm đình chỉ công tác",
        ["Quy định số 178-QĐ/TW: regulation", "148-QĐ/TW: regulation"],
    ),
    ("theo 77/QĐ-CCB", ["77/QĐ-CCB: decision"]),
    ("theo QĐ số 77/QĐ-CCB", ["QĐ số 77/QĐ-CCB: decision"]),
    ("quy hoạch 1/2000 và quy hoạch 1/500", []),
]


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_the_type_is_read_over_commas_and_in_series(text: str, expected: list[str]):
    assert [f"{each.printed}: {each.type}" for each in annotate(text).documents] == expected
