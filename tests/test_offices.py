"""Offices and names that run into each other: asides, houses, wards called after people, and posts somebody moves to."""

from __future__ import annotations

import pytest

from index.people import find_people

# text -> each person with the titles as printed
PRINTED = [
    ("đồng chí Trần Văn Mẫu (Tư Mẫu), sinh năm 1926, nguyên Phó Chủ tịch UBND huyện, 75 năm tuổi Đảng", ["Trần Văn Mẫu: nguyên Phó Chủ tịch UBND huyện"]),
    ("ông Trần Văn Mẫu (Chi bộ khu phố 4, Phường 16), nguyên Chủ tịch Ủy ban MTTQ Việt Nam Phường 16 hứa", ["Trần Văn Mẫu: nguyên Chủ tịch Ủy ban MTTQ Việt Nam Phường 16"]),
    ("chị Cil Ka Mẫu, y sĩ, Chi hội trưởng Chi hội Phụ nữ buôn Krông, là người trẻ nhất", ["Cil Ka Mẫu: Chi hội trưởng Chi hội Phụ nữ buôn Krông"]),
    ("ThS. Trần Văn Mẫu, Giảng viên chính, Phó Trưởng Khoa Xây dựng Đảng đã báo cáo", ["Trần Văn Mẫu: Phó Trưởng Khoa Xây dựng Đảng"]),
    ("ông Trần Văn Mẫu, Trưởng phòng Kinh tế, kiêm nhiệm Phó Giám đốc Trung tâm.", ["Trần Văn Mẫu: Trưởng phòng Kinh tế; Phó Giám đốc Trung tâm"]),
    ("Đồng chí Trần Văn Mẫu, Ủy viên Ban Thường vụ được chỉ định Chủ nhiệm Ủy ban Kiểm tra Đảng ủy.", ["Trần Văn Mẫu: Ủy viên Ban Thường vụ; Chủ nhiệm Ủy ban Kiểm tra Đảng ủy"]),
    ("đồng chí Trần Văn Mẫu thôi giữ chức Chánh Văn phòng Đảng ủy xã để nhận nhiệm vụ Phó Giám đốc Trung tâm Phục vụ hành chính công xã", ["Trần Văn Mẫu: Chánh Văn phòng Đảng ủy xã; Phó Giám đốc Trung tâm Phục vụ hành chính công xã"]),
    ("Giám đốc Điện lực Tân Giang, ông Trần Văn Mẫu cam kết", ["Trần Văn Mẫu: Giám đốc Điện lực Tân Giang"]),
    ("Phó Giám đốc Sở Tài chính – đồng chí Trần Văn Mẫu, thay mặt Tổ công tác", ["Trần Văn Mẫu: Phó Giám đốc Sở Tài chính"]),
    ("Phó Chủ tịch Ủy ban MTTQ Việt Nam Thành phố – TS. Trần Văn Mẫu; Thường trực", ["Trần Văn Mẫu: Phó Chủ tịch Ủy ban MTTQ Việt Nam Thành phố"]),
    ("Bí thư Đảng ủy phường Lê Ích Mẫu Đào Thị Bích Ngà bày tỏ", ["Đào Thị Bích Ngà: Bí thư Đảng ủy phường Lê Ích Mẫu"]),
    ("đồng chí Đào Thị Bích Ngà, Giám đốc Sở Nội vụ, giữ chức vụ Bí thư Đảng ủy phường Lê Ích Mẫu, nhiệm kỳ", ["Đào Thị Bích Ngà: Giám đốc Sở Nội vụ; Bí thư Đảng ủy phường Lê Ích Mẫu"]),
    ("Bí thư Đảng ủy phường Đa Kao Bạch Thái Mẫu và", ["Bạch Thái Mẫu: Bí thư Đảng ủy phường Đa Kao"]),
    ("Chủ tịch Hội Cựu chiến binh phường Cầu Ông Lãnh Phú Văn Mẫu và", ["Phú Văn Mẫu: Chủ tịch Hội Cựu chiến binh phường Cầu Ông Lãnh"]),
    ("Bí thư Đoàn TNCS Hồ Chí Minh Quận 8 Huỳnh Mẫu", ["Huỳnh Mẫu: Bí thư Đoàn TNCS Hồ Chí Minh Quận 8"]),
    ("Bí thư Đoàn TNCS Hồ Chí Minh phường Nguyễn Ngọc Trâm Mẫu tặng hoa", ["Nguyễn Ngọc Trâm Mẫu: Bí thư Đoàn TNCS Hồ Chí Minh phường"]),
    ("Bí thư Đảng ủy Tổng Công ty Cấp nước Sài Gòn (SAWACO) Trần Kim Mẫu cho biết", ["Trần Kim Mẫu: Bí thư Đảng ủy Tổng Công ty Cấp nước Sài Gòn (SAWACO)"]),
    ("chị Trần Thị Mẫu, Tổng Giám đốc Công ty Cổ phần May Hạnh Mẫu, cho biết", ["Trần Thị Mẫu: Tổng Giám đốc Công ty Cổ phần May Hạnh Mẫu"]),
    ("nhà báo Trần Văn Mẫu, Phó Tổng Biên tập Tạp chí Sổ tay Xây dựng Đảng.", ["Trần Văn Mẫu: Phó Tổng Biên tập Tạp chí Sổ tay Xây dựng Đảng"]),
    ("ông Trần Văn Mẫu, Giám đốc Trung tâm Xúc tiến đầu tư nghỉ hưu", ["Trần Văn Mẫu: Giám đốc Trung tâm Xúc tiến đầu tư"]),
    ("đ/c Trần Văn Mẫu - UVBTV, Trưởng Ban Tổ chức - Nội vụ Huyện ủy; đại diện", ["Trần Văn Mẫu: UVBTV; Trưởng Ban Tổ chức - Nội vụ Huyện ủy"]),
    ("ông Trần Văn Mẫu, nguyên Trung đoàn trưởng Trung đoàn 50/Quân khu 3; bà", ["Trần Văn Mẫu: nguyên Trung đoàn trưởng Trung đoàn 50/Quân khu 3"]),
    ("ông Trần Văn Mẫu, Chi cục trưởng Chi cục Thi hành án dân sự quận Tân Giang và Thượng tá Lâm Chí Hiếu, Phó Chánh án", ["Trần Văn Mẫu: Chi cục trưởng Chi cục Thi hành án dân sự quận Tân Giang", "Lâm Chí Hiếu: Phó Chánh án"]),
    ("nhà báo Trần Văn Mẫu, Phó Tổng Biên tập phụ trách Báo Pháp luật TPHCM; BS", ["Trần Văn Mẫu: Phó Tổng Biên tập phụ trách Báo Pháp luật TPHCM"]),
    ("đồng chí Trần Văn Mẫu, Phó Chủ tịch UBND phường Cô Giang nhận nhiệm vụ Phó Chánh Văn phòng Quận ủy.", ["Trần Văn Mẫu: Phó Chủ tịch UBND phường Cô Giang; Phó Chánh Văn phòng Quận ủy"]),
    ("Phó Trưởng Ban Tổ chức Thành ủy Hồng Gia Mẫu công bố", ["Hồng Gia Mẫu: Phó Trưởng Ban Tổ chức Thành ủy"]),
    ("Ông Trần Văn Tỉnh, nguyên Bí thư Huyện ủy và bà Lại Thị Sử, nguyên Trưởng Ban Dân vận", ["Trần Văn Tỉnh: nguyên Bí thư Huyện ủy", "Lại Thị Sử: nguyên Trưởng Ban Dân vận"]),
    ("Theo Phó Chủ nhiệm UBKT Đảng ủy xã Vũ Hòa, qua rà soát. Đồng chí Vũ Hòa, Phó Chủ nhiệm UBKT Đảng ủy xã nói", ["Vũ Hòa: Phó Chủ nhiệm UBKT Đảng ủy xã", "Vũ Hòa: Phó Chủ nhiệm UBKT Đảng ủy xã"]),
    ("Dự có đồng chí Lầu Y Mẫu - Phó Trưởng Ban Dân vận; Thò Nỏ Vừ - Phó Chủ tịch UBND huyện; Kha Thị Ngậm - Chủ tịch Ủy ban MTTQ huyện.", ["Lầu Y Mẫu: Phó Trưởng Ban Dân vận", "Thò Nỏ Vừ: Phó Chủ tịch UBND huyện", "Kha Thị Ngậm: Chủ tịch Ủy ban MTTQ huyện"]),
    ("- Thị Nhơ, Tỉnh ủy viên, Phó Chủ tịch Thường trực Ủy ban MTTQ Việt Nam tỉnh;", ["Thị Nhơ: Tỉnh ủy viên; Phó Chủ tịch Thường trực Ủy ban MTTQ Việt Nam tỉnh"]),
    ("Dự có các đồng chí: Tạ Quang Mẫu, Giám đốc Sở; Ông Thị Ngọc Linh, Phó Bí thư Đảng ủy; Triệu Lệ Hằng, Tổng Biên tập Báo", ["Tạ Quang Mẫu: Giám đốc Sở", "Ông Thị Ngọc Linh: Phó Bí thư Đảng ủy", "Triệu Lệ Hằng: Tổng Biên tập Báo"]),
    ("đồng chí Trần Văn Mẫu, Bí thư Quận ủy; Ban Tổ chức Quận ủy, Văn phòng Quận ủy", ["Trần Văn Mẫu: Bí thư Quận ủy"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_an_office_ends_where_its_house_or_its_ward_ends(text: str, expected: list[str]):
    assert [f"{each.name or '-'}: {'; '.join(each.titles)}" for each in find_people(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ban Tổ chức Quận ủy; Văn phòng Quận ủy, Đoàn Luật sư thành phố",
        "đường Bà Điểm, cầu Ông Lãnh, phường Cô Giang",
        "- Tân Phú, Bình Hưng, đơn vị dẫn đầu",
        "Đoàn TNCS Hồ Chí Minh phường, Đội TNTP Hồ Chí Minh",
    ],
)
def test_bodies_and_places_are_nobody(text: str):
    assert find_people(text) == ()
