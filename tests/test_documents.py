"""References to documents: every printed form, what stands beside it, and what only looks like one."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.authority import AUTHORITY
from index.documents import DocumentReference, find_documents


def brief(reference: DocumentReference) -> str:
    """Type, number and symbol or meeting in one line."""
    return f"{reference.type} {reference.number or '-'} {reference.symbol or reference.meeting or '-'}"


def one(text: str) -> DocumentReference:
    (reference,) = find_documents(text)
    return reference


# text -> what is printed of the reference, then type, number, symbol
SINGLE = [
    # the Party's form
    ("theo Nghị quyết số 14-NQ/TU về chuyển đổi số", "Nghị quyết số 14-NQ/TU", "resolution 14 14-NQ/TU"),
    ("Kết luận 121-KL/TW", "Kết luận 121-KL/TW", "conclusion 121 121-KL/TW"),
    # a space was lost behind the symbol
    ("Kế hoạch số 301-KH/TUngày 05 tháng 8 năm 2024", "Kế hoạch số 301-KH/TU", "plan 301 301-KH/TU"),
    ("Nghị quyết số 98/2023/QH15của Quốc hội", "Nghị quyết số 98/2023/QH15", "resolution 98 98/2023/QH15"),
    ("Kế hoạch 12/KH-UBNDvề chuyển đổi số", "Kế hoạch 12/KH-UBND", "plan 12 12/KH-UBND"),
    ("kết luận số 07-KL/TW; các đơn vị", "kết luận số 07-KL/TW", "conclusion 07 07-KL/TW"),
    ("NGHỊ QUYẾT SỐ 09-NQ/ĐH ĐI VÀO CUỘC SỐNG", "NGHỊ QUYẾT SỐ 09-NQ/ĐH", "resolution 09 09-NQ/ĐH"),
    ("nghị quyết số 14-nq/tu", "nghị quyết số 14-nq/tu", "resolution 14 14-NQ/TU"),
    ("Hướng dẫn số 31-HD/BTCTW", "Hướng dẫn số 31-HD/BTCTW", "guidance 31 31-HD/BTCTW"),
    ("Hướng dẫn 06-HD/UBKTTW", "Hướng dẫn 06-HD/UBKTTW", "guidance 06 06-HD/UBKTTW"),
    ("Thông báo số 818-TB/TU", "Thông báo số 818-TB/TU", "notice 818 818-TB/TU"),
    ("Thông báo kết luận số 20-TB/TW", "Thông báo kết luận số 20-TB/TW", "notice 20 20-TB/TW"),
    ("Chương trình hành động số 27-CTr/HU", "Chương trình hành động số 27-CTr/HU", "programme 27 27-CTr/HU"),
    ("Đề án số 06-ĐA/TU", "Đề án số 06-ĐA/TU", "scheme 06 06-ĐA/TU"),
    ("Kế hoạch 65-KH/ĐU", "Kế hoạch 65-KH/ĐU", "plan 65 65-KH/ĐU"),
    ("Báo cáo số 218-BC/ĐU", "Báo cáo số 218-BC/ĐU", "report 218 218-BC/ĐU"),
    ("Quy chế số 03-QC/TU", "Quy chế số 03-QC/TU", "rules 03 03-QC/TU"),
    ("Tờ trình số 45-TTr/ĐU", "Tờ trình số 45-TTr/ĐU", "submission 45 45-TTr/ĐU"),
    ("Công văn số 1120-CV/TU", "Công văn số 1120-CV/TU", "dispatch 1120 1120-CV/TU"),
    ("Quyết định số 921-QĐNS/TU", "Quyết định số 921-QĐNS/TU", "decision 921 921-QĐNS/TU"),
    ("Quy định số 17-QĐi/TW", "Quy định số 17-QĐi/TW", "regulation 17 17-QĐi/TW"),
    ("Thông tri số 07-TT/TU", "Thông tri số 07-TT/TU", "circular_letter 07 07-TT/TU"),
    # the word decides, the letters only confirm
    ("Quy định số 41-QĐ/TW", "Quy định số 41-QĐ/TW", "regulation 41 41-QĐ/TW"),
    ("Quyết định số 392-QĐ/QU", "Quyết định số 392-QĐ/QU", "decision 392 392-QĐ/QU"),
    ("Qui định số 41-QĐ/TW", "Qui định số 41-QĐ/TW", "regulation 41 41-QĐ/TW"),
    ("Quyết định ban hành Quy chế số 12-QC/TU", "Quy chế số 12-QC/TU", "rules 12 12-QC/TU"),
    # without a word the letters say it, and QĐ alone says too little
    ("gồm 52-KL/TW của năm ngoái", "52-KL/TW", "conclusion 52 52-KL/TW"),
    ("gồm 52-QĐ/TU của năm ngoái", "52-QĐ/TU", "None 52 52-QĐ/TU"),
    # the State's forms
    ("Nghị quyết số 36/2024/NQ-HĐND", "Nghị quyết số 36/2024/NQ-HĐND", "resolution 36 36/2024/NQ-HĐND"),
    ("Nghị quyết 81/2023/QH15", "Nghị quyết 81/2023/QH15", "resolution 81 81/2023/QH15"),
    ("Luật số 66/2022/QH15", "Luật số 66/2022/QH15", "law 66 66/2022/QH15"),
    ("Luật Đất đai số 31/2024/QH15", "Luật Đất đai số 31/2024/QH15", "law 31 31/2024/QH15"),
    ("Luật Thanh tra 11/2022/QH15", "Luật Thanh tra 11/2022/QH15", "law 11 11/2022/QH15"),
    ("Bộ luật Lao động số 45/2019/QH14", "Bộ luật Lao động số 45/2019/QH14", "law 45 45/2019/QH14"),
    ("Nghị định số 33/2023/NĐ-CP", "Nghị định số 33/2023/NĐ-CP", "decree 33 33/2023/NĐ-CP"),
    ("Nghị định 130/2003/NĐ - CP", "Nghị định 130/2003/NĐ - CP", "decree 130 130/2003/NĐ-CP"),
    ("Thông tư số 17/2020/TT-BGDĐT", "Thông tư số 17/2020/TT-BGDĐT", "circular 17 17/2020/TT-BGDĐT"),
    (
        "Thông tư liên tịch số 09/2016/TTLT-BTP-BTNMT",
        "Thông tư liên tịch số 09/2016/TTLT-BTP-BTNMT",
        "circular 09 09/2016/TTLT-BTP-BTNMT",
    ),
    ("Quyết định số 749/QĐ-TTg", "Quyết định số 749/QĐ-TTg", "decision 749 749/QĐ-TTg"),
    ("QUYẾT ĐỊNH SỐ 749/QĐ-TTG", "QUYẾT ĐỊNH SỐ 749/QĐ-TTG", "decision 749 749/QĐ-TTg"),
    ("Nghị quyết 1211/NQ-UBTVQH14", "Nghị quyết 1211/NQ-UBTVQH14", "resolution 1211 1211/NQ-UBTVQH14"),
    ("Quyết định số 1234/QĐ-UBND-TC", "Quyết định số 1234/QĐ-UBND-TC", "decision 1234 1234/QĐ-UBND-TC"),
    ("Chỉ thị số 23/CT-TTg", "Chỉ thị số 23/CT-TTg", "directive 23 23/CT-TTg"),
    ("Quyết định 201/HĐBT", "Quyết định 201/HĐBT", "decision 201 201/HĐBT"),
    ("Pháp lệnh số 02/2020/UBTVQH14", "Pháp lệnh số 02/2020/UBTVQH14", "ordinance 02 02/2020/UBTVQH14"),
    ("Công điện số 12/CĐ-TTg", "Công điện số 12/CĐ-TTg", "dispatch 12 12/CĐ-TTg"),
    # slips and spaces
    ("Kết luận số 100 - KL/TW", "Kết luận số 100 - KL/TW", "conclusion 100 100-KL/TW"),
    ("Nghị quyết số 23 – NQ/TW", "Nghị quyết số 23 – NQ/TW", "resolution 23 23-NQ/TW"),
    ("Nghị quyết số 23 —NQ / TW", "Nghị quyết số 23 —NQ / TW", "resolution 23 23-NQ/TW"),
    ("Nghị quyết số 23\u2011NQ/TW", "Nghị quyết số 23\u2011NQ/TW", "resolution 23 23-NQ/TW"),
    ("Nghị quyết\u00a0số\n23-NQ/TW", "Nghị quyết\u00a0số\n23-NQ/TW", "resolution 23 23-NQ/TW"),
    ("Quyết định số31-QĐ/TW", "Quyết định số31-QĐ/TW", "decision 31 31-QĐ/TW"),
    ("Kết luận số số 21-KL/TW", "Kết luận số số 21-KL/TW", "conclusion 21 21-KL/TW"),
    ("Nghị quyết số: 02/NQ-HĐND", "Nghị quyết số: 02/NQ-HĐND", "resolution 02 02/NQ-HĐND"),
    ("Chỉ thị số 34/CT-TW", "Chỉ thị số 34/CT-TW", "directive 34 34-CT/TW"),
    ("Chỉ thị số 34-CT-TW", "Chỉ thị số 34-CT-TW", "directive 34 34-CT/TW"),
    ("Chỉ thị số 34/CT/TW", "Chỉ thị số 34/CT/TW", "directive 34 34-CT/TW"),
    ("Quyết định 3748 QQĐ/TƯ", "Quyết định 3748 QQĐ/TƯ", "decision 3748 3748-QQĐ/TW"),
    ("thi hành 3748 QQĐ/TƯ", "3748 QQĐ/TƯ", "None 3748 3748-QQĐ/TW"),
    ("Quy định 19-QĐ/TƯ", "Quy định 19-QĐ/TƯ", "regulation 19 19-QĐ/TW"),
    ("Quy định 19-QĐ/T.Ư", "Quy định 19-QĐ/T.Ư", "regulation 19 19-QĐ/TW"),
    ("Quy định 19-QĐ/Tw", "Quy định 19-QĐ/Tw", "regulation 19 19-QĐ/TW"),
    ("Quy định 19-QÐ/TW", "Quy định 19-QÐ/TW", "regulation 19 19-QĐ/TW"),
    # a number alone
    ("theo Quy định 1374 của Ban Thường vụ Thành ủy", "Quy định 1374", "regulation 1374 -"),
    ("việc thực hiện quy định 1374 tại cấp ủy", "quy định 1374", "regulation 1374 -"),
    ("Chỉ thị số 35", "Chỉ thị số 35", "directive 35 -"),
    ("Đề án 06", "Đề án 06", "scheme 06 -"),
    ("Nghị quyết 81 tạo điều kiện cho thành phố", "Nghị quyết 81", "resolution 81 -"),
    ("theo Quyết định 99 của Ban Bí thư", "Quyết định 99", "decision 99 -"),
    ("Nghị quyết 81/2023 của Quốc hội", "Nghị quyết 81/2023", "resolution 81 -"),
    ("Nghị quyết (NQ) 28", "Nghị quyết (NQ) 28", "resolution 28 -"),
    ("Kết luận 21-KL và các văn bản", "Kết luận 21-KL", "conclusion 21 -"),
    # short forms that say more than a number
    ("NQ 22-NQ/TU", "NQ 22-NQ/TU", "resolution 22 22-NQ/TU"),
    ("NQ 18/TW", "NQ 18/TW", "resolution 18 18/TW"),
    ("thực hiện NQ 57 của Bộ Chính trị", "NQ 57", "resolution 57 -"),
    # the issuer, or more, between word and number
    ("Nghị quyết của Bộ Chính trị số 35-NQ/TW", "Nghị quyết của Bộ Chính trị số 35-NQ/TW", "resolution 35 35-NQ/TW"),
    ("Quy định nêu gương của cán bộ số 08-QĐi/TW", "Quy định nêu gương của cán bộ số 08-QĐi/TW", "regulation 08 08-QĐi/TW"),
    # by plenum
    ("Nghị quyết Trung ương 6 khóa XII", "Nghị quyết Trung ương 6 khóa XII", "resolution - 6/XII"),
    ("Nghị quyết Trung ương 4 (khoá XI)", "Nghị quyết Trung ương 4 (khoá XI)", "resolution - 4/XI"),
    ("Nghị quyết Hội nghị Trung ương 8 khóa 13", "Nghị quyết Hội nghị Trung ương 8 khóa 13", "resolution - 8/XIII"),
    ("Nghị quyết TW4, khóa XII", "Nghị quyết TW4, khóa XII", "resolution - 4/XII"),
    ("Kết luận Hội nghị Trung ương 5 khóa XIII", "Kết luận Hội nghị Trung ương 5 khóa XIII", "conclusion - 5/XIII"),
    (
        "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII",
        "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII",
        "resolution - 4/XII",
    ),
]


@pytest.mark.parametrize(("text", "printed", "expected"), SINGLE)
def test_one_reference_is_read_whole(text: str, printed: str, expected: str):
    reference = one(text)
    assert (reference.printed, brief(reference)) == (printed, expected)
    assert text[reference.span.start : reference.span.end] == printed


# Each of these once looked like a reference to somebody.
NONE = [
    "Phát biểu kết luận hội nghị, đồng chí nhấn mạnh 3 nội dung",
    "các Chỉ thị và Nghị quyết của Đảng",
    "Chương trình công tác năm 2023",
    "kế hoạch 5 năm 2021 - 2025",
    "kế hoạch 2024 và phương hướng",
    "báo cáo 9 tháng",
    "Hội nghị quyết định 3 nội dung",
    "hướng dẫn 34 phường thực hiện",
    "đồng chí thông báo 2 việc",
    "Kết luận 5 vấn đề lớn",
    "Nghị quyết 10 điểm",
    "Đề án 3 giai đoạn",
    "kết nạp 406 đảng viên/400 chỉ tiêu",
    "Ngày thành lập (03/7/2007 - 03/7/2022)",
    "(30/4/1975 – 30/4/2025)",
    "Sáng 7/10, chiều 26-9",
    "mô hình “Chi bộ 4 tốt”, 3 Xây - 3 Chống",
    "10 kết quả nổi bật của nhiệm kỳ 2020 – 2025",
    "trực 24/7, tỷ số 3-2, 127/129 xã",
    "Điện thoại: 028.38290000; 0903-112-233",
    "số 35/12 đường Trần Mẫu, số nhà 12A-KP3",
    "xe 51A-123.45 và 29H1-6789",
    "tăng 72,5%, đạt 100 km/h",
    "giấy phép số 123/GP-BTTTT",
    "tiêu chuẩn QCVN 01:2021/BXD",
    "mã ngân sách 12/KH, chương 622",
    "Nghị quyết tăng 7 bậc",
    "thực hiện Nghị quyết Đại hội XIII của Đảng",
    "Nghị quyết Đại hội đại biểu Đảng bộ Thành phố lần thứ XI",
    "Luật Thủ đô năm 2024, Hiến pháp 2013, Điều lệ Đảng",
    "bước vào NQ 28 của ai",
    "Quyết định 30/4 và kế hoạch 26-9",
    "",
    "số",
]


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_reference_is_none(text: str):
    assert [reference.printed for reference in find_documents(text)] == []


# text -> (printed, type number symbol) of each
LISTS = [
    (
        "các Nghị quyết số 18-NQ/TW, 19-NQ/TW",
        ["Nghị quyết số 18-NQ/TW=resolution 18 18-NQ/TW", "19-NQ/TW=resolution 19 19-NQ/TW"],
    ),
    (
        "các Nghị quyết số 18, 19 và 20 của Trung ương",
        ["Nghị quyết số 18=resolution 18 -", "19=resolution 19 -", "20=resolution 20 -"],
    ),
    (
        "Nghị quyết số 18-NQ/TW và số 19-NQ/TW",
        ["Nghị quyết số 18-NQ/TW=resolution 18 18-NQ/TW", "19-NQ/TW=resolution 19 19-NQ/TW"],
    ),
    ("các nghị quyết từ số 39 đến số 45", ["nghị quyết từ số 39=resolution 39 -", "45=resolution 45 -"]),
    (
        "Kết luận 21-KL/TW; Quy định 37-QĐ/TW",
        ["Kết luận 21-KL/TW=conclusion 21 21-KL/TW", "Quy định 37-QĐ/TW=regulation 37 37-QĐ/TW"],
    ),
    ("Nghị quyết số 18-NQ/TW, 50-KL/TW", ["Nghị quyết số 18-NQ/TW=resolution 18 18-NQ/TW", "50-KL/TW=conclusion 50 50-KL/TW"]),
    ("theo Nghị quyết 81, 15 dự án được duyệt", ["Nghị quyết 81=resolution 81 -"]),
    ("Quy định 1374, 34 phường đã báo cáo", ["Quy định 1374=regulation 1374 -"]),
    (
        "Nghị quyết (NQ) 28 ra đời. Sau NQ 28 là NQ 32.",
        ["Nghị quyết (NQ) 28=resolution 28 -", "NQ 28=resolution 28 -", "NQ 32=resolution 32 -"],
    ),
    (
        "Đưa NQ 57 vào cuộc sống. Nghị quyết số 57-NQ/TW yêu cầu",
        ["NQ 57=resolution 57 -", "Nghị quyết số 57-NQ/TW=resolution 57 57-NQ/TW"],
    ),
    ("Nghị quyết Trung ương 4 khóa XI, XII", ["Nghị quyết Trung ương 4 khóa XI=resolution - 4/XI", "XII=resolution - 4/XII"]),
    ("Nghị quyết Trung ương 4, 6 khóa XII", ["Nghị quyết Trung ương 4=resolution - 4/XII", "6 khóa XII=resolution - 6/XII"]),
    (
        "Nghị quyết Trung ương 6 khóa XII (Nghị quyết số 18-NQ/TW)",
        ["Nghị quyết Trung ương 6 khóa XII=resolution - 6/XII", "Nghị quyết số 18-NQ/TW=resolution 18 18-NQ/TW"],
    ),
    (
        "Nghị quyết số 22-NQ/TU về thực hiện Nghị quyết số 81/2023/QH15",
        ["Nghị quyết số 22-NQ/TU=resolution 22 22-NQ/TU", "Nghị quyết số 81/2023/QH15=resolution 81 81/2023/QH15"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_several_references_are_told_apart(text: str, expected: list[str]):
    found = find_documents(text)
    assert [f"{reference.printed}={brief(reference)}" for reference in found] == expected


# text -> date and issuer of the only reference
ISSUED = [
    # the space behind the symbol was lost
    (
        "Kế hoạch số 301-KH/TUngày 05 tháng 8 năm 2024 của Ban Thường vụ Thành ủy Mẫu",
        date(2024, 8, 5),
        "Ban Thường vụ Thành ủy Mẫu",
    ),
    ("Nghị quyết số 98/2023/QH15của Quốc hội", None, "Quốc hội"),
    ("Nghị quyết số 22-NQ/TU ngày 15 tháng 7 năm 2023 của Thành ủy Tân Giang về", date(2023, 7, 15), "Thành ủy Tân Giang"),
    ("Nghị quyết số 22-NQ/TU, ngày 15/7/2023, của Thành ủy Tân Giang", date(2023, 7, 15), "Thành ủy Tân Giang"),
    ("Nghị quyết số 22-NQ/TU (ngày 15-7-2023) của Thành ủy", date(2023, 7, 15), "Thành ủy"),
    ("Nghị quyết số 22-NQ/TU (15.7.2023)", date(2023, 7, 15), None),
    ("Nghị quyết số 22-NQ/TU ban hành ngày 15/7/2023", date(2023, 7, 15), None),
    ("Nghị quyết số 22-NQ/TU của Thành ủy ngày 15/7/2023", date(2023, 7, 15), "Thành ủy"),
    ("Nghị quyết số 22-NQ/TU ngày 31/2/2023", None, None),
    ("Nghị quyết số 22-NQ/TU, sáng 15/7/2023", None, None),
    ("Nghị quyết số 22-NQ/TU ngày 15/7", None, None),
    ("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương Đảng khóa XII về", None, "Ban Chấp hành Trung ương Đảng"),
    ("Chỉ thị 05-CT/TW của Bộ Chính trị (khóa XII)", None, "Bộ Chính trị"),
    ("Quyết định 1374-QĐ/TU của Ban Thường vụ Thành ủy TP.HCM. Ngày", None, "Ban Thường vụ Thành ủy TP.HCM"),
    ("Kế hoạch 12-KH/TU của Ban Thường vụ Thành ủy TP. Tân Giang và", None, "Ban Thường vụ Thành ủy TP. Tân Giang"),
    ("Kế hoạch 12-KH/ĐU của Đảng ủy Khối Dân – Chính – Đảng đề ra", None, "Đảng ủy Khối Dân – Chính – Đảng"),
    (
        "Kế hoạch 12-KH/ĐU của Ban Thường vụ Đảng uỷ Khối các cơ quan thành phố tổ chức",
        None,
        "Ban Thường vụ Đảng uỷ Khối các cơ quan thành phố",
    ),
    ("Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ về", None, "Thủ tướng Chính phủ"),
    ("Thông tư 17/2020/TT-BGDĐT của Bộ Giáo dục và Đào tạo quy định", None, "Bộ Giáo dục và Đào tạo"),
    ("Nghị quyết 36/2024/NQ-HĐND của HĐND thành phố về", None, "HĐND thành phố"),
    ("Quy định 1374 của Ban Thường vụ Thành ủy và giám sát", None, "Ban Thường vụ Thành ủy"),
    ("Nghị quyết số 35-NQ/TW về bảo vệ nền tảng tư tưởng của Đảng", None, None),
    ("Bộ Chính trị ban hành Nghị quyết số 68-NQ/TW", None, "Bộ Chính trị"),
    ("Bộ Chính trị (khóa XIII) vừa ban hành Nghị quyết số 68-NQ/TW", None, "Bộ Chính trị"),
    ("Ban Thường vụ Thành ủy cũng đã kịp thời ban hành Kế hoạch số 45-KH/TU", None, "Ban Thường vụ Thành ủy"),
    ("Ngày 24/6/2023, Quốc hội thông qua Nghị quyết số 81/2023/QH15", date(2023, 6, 24), "Quốc hội"),
    ("Bộ Chính trị triển khai Nghị quyết số 68-NQ/TW", None, None),
    ("theo Nghị quyết của Bộ Chính trị số 35-NQ/TW", None, "Bộ Chính trị"),
]


@pytest.mark.parametrize(("text", "issued_on", "issuer"), ISSUED)
def test_date_and_issuer_are_those_printed_for_the_document(text: str, issued_on: date | None, issuer: str | None):
    reference = one(text)
    assert (reference.issued_on, reference.issuer) == (issued_on, issuer)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Kế hoạch số 07-KH/ĐU, do Ban Thường vụ Đảng ủy phường ban hành hôm 11 - 8 - 2025", ["2025-08-11"]),
        ("Chỉ thị số 14-CT/TW “Về việc mẫu” của Ban Bí thư, ban hành ngày 19/7/2017, cùng", ["2017-07-19"]),
        ("Chỉ thị số 14-CT/TW “Về việc mẫu” của Ban Bí thư, ngày 19/7/2017 xã tổ chức", ["-"]),
        (
            "ngày 7/3/2022, Ban Thường vụ Quận ủy ban hành Nghị quyết số 15-NQ/QU, cùng ngày ban hành Kế hoạch số 142-KH/QU",
            ["2022-03-07", "2022-03-07"],
        ),
        (
            "Cụ thể hóa Nghị quyết 57-NQ/TW, ngày 28/7/2025, đồng chí Lê Thị Mẫu đã thay mặt Đảng ủy xã ký ban hành Kế hoạch số 15-KH/ĐU",
            ["-", "2025-07-28"],
        ),
        ("Thực hiện Nghị quyết 57-NQ/TW, ngày 28/7/2025, Đảng ủy xã ban hành Kế hoạch số 15-KH/ĐU", ["-", "2025-07-28"]),
        ("theo Nghị quyết số 57-NQ/TW, ngày 22/12/2024, đã được quán triệt", ["2024-12-22"]),
    ],
)
def test_a_date_belongs_to_the_document_that_was_issued_on_it(text: str, dates: list[str]):
    assert [each.issued_on.isoformat() if each.issued_on else "-" for each in find_documents(text)] == dates


def test_a_list_shares_the_date_and_the_issuer_behind_it():
    found = find_documents("các Nghị quyết số 18-NQ/TW, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương")
    assert [(each.issued_on, each.issuer) for each in found] == [(date(2017, 10, 25), "Ban Chấp hành Trung ương")] * 2


def test_documents_with_words_of_their_own_share_no_issuer_behind_them():
    first, second = find_documents("kết luận số 01-KL/TW; Nghị quyết số 35-NQ/TW của Bộ Chính trị")
    assert (first.issuer, second.issuer) == (None, "Bộ Chính trị")


def test_a_body_gives_out_all_that_follows():
    found = find_documents("Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW ngày 22/12/2024, Nghị quyết số 59-NQ/TW và 66-NQ/TW.")
    assert [each.issuer for each in found] == ["Bộ Chính trị"] * 3
    assert [each.issued_on for each in found] == [date(2024, 12, 22), None, None]


@pytest.mark.parametrize("text", [text for text, _, _ in SINGLE])
def test_decomposed_text_reads_the_same_and_its_spans_are_true(text: str):
    loose = unicodedata.normalize("NFD", text)
    assert [brief(each) for each in find_documents(loose)] == [brief(each) for each in find_documents(text)]
    for reference in find_documents(loose):
        assert loose[reference.span.start : reference.span.end] == reference.printed


def test_both_tone_placements_name_one_body():
    assert one("Nghị quyết 22-NQ/TU của Thành uỷ").issuer == "Thành uỷ"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Nghị quyết số 02-NQ/TU", ("2-nq/tu", "resolution:2")),
        ("Quy định 1374 của Thành ủy", ("regulation:1374",)),
        ("Nghị quyết Trung ương 6 khóa XII", ("resolution@6/xii",)),
        ("gồm 52-QĐ/TU", ("52-qđ/tu",)),
    ],
)
def test_a_reference_is_found_by_its_keys(text: str, keys: tuple[str, ...]):
    assert one(text).keys == keys


@pytest.mark.parametrize("kind", AUTHORITY.document_types, ids=lambda kind: kind.id)
def test_every_example_of_a_document_type_is_found_whole_and_as_this_type(kind):
    for example in kind.examples:
        reference = one(f"Cấp ủy triển khai {example} đến chi bộ.")
        assert (reference.printed, reference.type) == (example, kind.id)


@pytest.mark.parametrize("issuer", AUTHORITY.issuers, ids=lambda issuer: issuer.id)
def test_every_example_of_an_issuer_is_read_whole(issuer):
    for example in issuer.examples:
        assert one(f"Nghị quyết số 12-NQ/XY của {example} về công tác cán bộ.").issuer == example


@pytest.mark.parametrize("issuer", [each for each in AUTHORITY.issuers if not each.needs_name], ids=lambda issuer: issuer.id)
def test_every_name_of_an_issuer_is_read_whole(issuer):
    for name in issuer.names:
        assert one(f"Nghị quyết số 12-NQ/XY của {name} về công tác cán bộ.").issuer == name


FRAGMENTS = st.sampled_from(
    "Nghị quyết|Quy định|số|22|98/2023/QH15|-NQ/TU|NQ|(NQ)| |, |; | và |ngày 1/2/2023|của|Quốc hội|Trung ương|khóa XII|\n|–|\u00a0|T.Ư|%|/|7/10".split(
        "|"
    )
)


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=30).map("".join), st.lists(FRAGMENTS, max_size=30).map(" ".join)))
def test_any_text_is_read_without_error_in_order_and_with_true_spans(text: str):
    found = find_documents(text)
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    for reference, following in zip(found, found[1:], strict=False):
        assert reference.span.end <= following.span.start
    for reference in found:
        assert text[reference.span.start : reference.span.end] == reference.printed != ""
