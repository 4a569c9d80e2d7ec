"""Officials: every printed order, where names and titles end, and names that are nobody's."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.authority import AUTHORITY
from index.people import find_people
from index.text import person_key


def named(text: str) -> list[str]:
    """Each mention as "NAME: TITLE; TITLE", a title alone as "-: TITLE"."""
    return [f"{mention.name or '-'}: {'; '.join(mention.titles)}" for mention in find_people(text)]


# One person, in every printed order.
SINGLE = [
    ("đồng chí Trần Văn Mẫu, Ủy viên Ban Thường vụ Thành ủy, Bí thư Quận ủy chủ trì.", "Trần Văn Mẫu: Ủy viên Ban Thường vụ Thành ủy; Bí thư Quận ủy"),
    ("Bí thư Quận ủy Lê Thị Kim Mẫu phát biểu", "Lê Thị Kim Mẫu: Bí thư Quận ủy"),
    ("Phó Bí thư Thành ủy, Chủ tịch UBND Thành phố Hoàng Mẫu đề nghị", "Hoàng Mẫu: Phó Bí thư Thành ủy; Chủ tịch UBND Thành phố"),
    ("đ/c Trần Văn Mẫu - Phó Bí thư Quận ủy", "Trần Văn Mẫu: Phó Bí thư Quận ủy"),
    ("đ/c Trần Văn Mẫu- Phó Bí thư Quận ủy", "Trần Văn Mẫu: Phó Bí thư Quận ủy"),
    ("Đồng chí Trần Văn Mẫu – UVBTV Thành ủy – Trưởng ban Dân vận Thành ủy", "Trần Văn Mẫu: UVBTV Thành ủy; Trưởng ban Dân vận Thành ủy"),
    ("đồng chí Trần Văn Mẫu Bí thư Đảng ủy phường", "Trần Văn Mẫu: Bí thư Đảng ủy phường"),
    ("đồng chí Trần Văn Mẫu (Bí thư Đảng ủy phường) cho biết", "Trần Văn Mẫu: Bí thư Đảng ủy phường"),
    ("ông Trần Văn Mẫu, Giám đốc Sở Tài nguyên và Môi trường cho biết", "Trần Văn Mẫu: Giám đốc Sở Tài nguyên và Môi trường"),
    ("theo bà Tôn Nữ Thị Hạnh Mẫu, Giám đốc Sở Giáo dục và Đào tạo, ngành", "Tôn Nữ Thị Hạnh Mẫu: Giám đốc Sở Giáo dục và Đào tạo"),
    ("Tham dự có Trần Văn Mẫu - Chủ tịch UBND Thành phố; cùng lãnh đạo", "Trần Văn Mẫu: Chủ tịch UBND Thành phố"),
    ("Trần Văn Mẫu, Bí thư Đoàn phường chia sẻ", "Trần Văn Mẫu: Bí thư Đoàn phường"),
    ("Đồng chí Bí thư Thành ủy Phùng Văn Mẫu đánh giá", "Phùng Văn Mẫu: Bí thư Thành ủy"),
    ("Tổng Bí thư, Chủ tịch nước Tô Mẫu", "Tô Mẫu: Tổng Bí thư; Chủ tịch nước"),
    # where a title ends without a sign
    ("đồng chí Lê Thị Mẫu, Phó bí thư Thường trực Đảng ủy Khối nghỉ hưu theo chế độ", "Lê Thị Mẫu: Phó bí thư Thường trực Đảng ủy Khối"),
    ("đồng chí Lê Văn Mẫu, Ủy viên Ban chấp hành Đảng bộ Khối do được điều động", "Lê Văn Mẫu: Ủy viên Ban chấp hành Đảng bộ Khối"),
    ("đồng chí Lê Văn Mẫu, Trưởng Ban Tổ chức kiểm tra tại cơ sở", "Lê Văn Mẫu: Trưởng Ban Tổ chức"),
    ("đồng chí Lê Văn Mẫu, Phó Chủ tịch UBND TP Tân Giang yêu cầu", "Lê Văn Mẫu: Phó Chủ tịch UBND TP Tân Giang"),
    ("đồng chí Lê Văn Mẫu, Bí thư Quận ủy cùng đoàn công tác", "Lê Văn Mẫu: Bí thư Quận ủy"),
    ("đồng chí Lê Văn Mẫu, Chủ tịch HĐND thành phố và đồng chí khác", "Lê Văn Mẫu: Chủ tịch HĐND thành phố"),
    # bodies with "và", dashes and commas of their own
    ("Trưởng Ban Tuyên giáo và Dân vận Thành ủy Dương Văn Mẫu", "Dương Văn Mẫu: Trưởng Ban Tuyên giáo và Dân vận Thành ủy"),
    ("đồng chí Lê Văn Mẫu, Chánh Văn phòng HĐND và UBND quận", "Lê Văn Mẫu: Chánh Văn phòng HĐND và UBND quận"),
    ("Chánh Văn phòng Đoàn đại biểu Quốc hội và HĐND thành phố Lê Văn Mẫu", "Lê Văn Mẫu: Chánh Văn phòng Đoàn đại biểu Quốc hội và HĐND thành phố"),
    ("Giám đốc Sở Lao động - Thương binh và Xã hội Lê Văn Mẫu", "Lê Văn Mẫu: Giám đốc Sở Lao động - Thương binh và Xã hội"),
    ("Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch Lê Văn Mẫu", "Lê Văn Mẫu: Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch"),
    ("đồng chí Lê Văn Mẫu, Bí thư Đảng ủy Khối Dân – Chính – Đảng TP đề nghị", "Lê Văn Mẫu: Bí thư Đảng ủy Khối Dân – Chính – Đảng TP"),
    ("Phó Chủ tịch UBND TP. Hồ Chí Minh Võ Văn Mẫu", "Võ Văn Mẫu: Phó Chủ tịch UBND TP. Hồ Chí Minh"),
    ("Phó Chủ tịch Thường trực UBND TP.HCM Lê Mẫu", "Lê Mẫu: Phó Chủ tịch Thường trực UBND TP.HCM"),
    ("đồng chí Lê Văn Mẫu, Bí thư Đảng ủy xã kiêm Chủ tịch HĐND xã", "Lê Văn Mẫu: Bí thư Đảng ủy xã kiêm Chủ tịch HĐND xã"),
    ("Bí thư Quận ủy Quận 1 Dương Văn Mẫu", "Dương Văn Mẫu: Bí thư Quận ủy Quận 1"),
    ("Bộ trưởng Bộ Nội vụ Phạm Thị Mẫu", "Phạm Thị Mẫu: Bộ trưởng Bộ Nội vụ"),
    # a place, then a name
    ("Bí thư Huyện ủy Cần Lố Nguyễn Mẫu", "Nguyễn Mẫu: Bí thư Huyện ủy Cần Lố"),
    ("Bí thư Quận ủy Ngô Quyền Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu: Bí thư Quận ủy Ngô Quyền"),
    ("Chủ tịch UBND xã An Nhơn Tây Trần Minh Mẫu", "Trần Minh Mẫu: Chủ tịch UBND xã An Nhơn Tây"),
    ("Chủ tịch UBND tỉnh Bình Dương Võ Văn Mẫu", "Võ Văn Mẫu: Chủ tịch UBND tỉnh Bình Dương"),
    ("Bí thư Đảng ủy phường Nguyễn Thị Thùy Mẫu trả lời", "Nguyễn Thị Thùy Mẫu: Bí thư Đảng ủy phường"),
    ("Hiệu trưởng Trường Tiểu học Lê Văn Tám Trần Thị Mẫu", "Trần Thị Mẫu: Hiệu trưởng Trường Tiểu học Lê Văn Tám"),
    ("Bí thư Tỉnh ủy Bà Rịa - Vũng Tàu Phạm Văn Mẫu", "Phạm Văn Mẫu: Bí thư Tỉnh ủy Bà Rịa - Vũng Tàu"),
    # names of all lengths and peoples
    ("đồng chí Lò Mẫu, Bí thư Huyện ủy", "Lò Mẫu: Bí thư Huyện ủy"),
    ("đồng chí Nguyễn Phan Thị Bảo Mẫu, Bí thư Quận ủy", "Nguyễn Phan Thị Bảo Mẫu: Bí thư Quận ủy"),
    ("đồng chí Công Tằng Tôn Nữ Thị Mẫu, Bí thư Quận ủy", "Công Tằng Tôn Nữ Thị Mẫu: Bí thư Quận ủy"),
    ("đồng chí K'Mẫu Hoa, Chủ tịch HĐND xã", "K'Mẫu Hoa: Chủ tịch HĐND xã"),
    ("đồng chí Ksor H’Mẫu, Phó Bí thư Huyện ủy", "Ksor H’Mẫu: Phó Bí thư Huyện ủy"),
    ("đồng chí Y Mẫu Niê, Phó Bí thư Huyện ủy", "Y Mẫu Niê: Phó Bí thư Huyện ủy"),
    ("đồng chí Giàng A Mẫu, Phó Bí thư Huyện ủy", "Giàng A Mẫu: Phó Bí thư Huyện ủy"),
    ("đồng chí Thạch Sô Mẫu, Chủ tịch UBND quận", "Thạch Sô Mẫu: Chủ tịch UBND quận"),
    ("Trưởng Ban Tổ chức Quận ủy Công Tằng Tôn Nữ Minh Mẫu", "Công Tằng Tôn Nữ Minh Mẫu: Trưởng Ban Tổ chức Quận ủy"),
    ("đồng chí Ông Thị Minh Mẫu, Phó Bí thư Thành Đoàn", "Ông Thị Minh Mẫu: Phó Bí thư Thành Đoàn"),
    ("Bí thư Chi bộ làng Brel Siu H'Mẫu trao đổi", "Siu H'Mẫu: Bí thư Chi bộ làng Brel"),
    ("Giám đốc Sở Giao thông vận tải Tôn Thất Mẫu giải trình", "Tôn Thất Mẫu: Giám đốc Sở Giao thông vận tải"),
    ("Lưu Thị Mẫu - Chủ tịch Hội đồng nghĩa vụ quân sự quận;", "Lưu Thị Mẫu: Chủ tịch Hội đồng nghĩa vụ quân sự quận"),
    ("đồng chí Lê Mẫu, Bí thư Tỉnh ủy, Trưởng đoàn ĐBQH tỉnh", "Lê Mẫu: Bí thư Tỉnh ủy; Trưởng đoàn ĐBQH tỉnh"),
    ("đồng chí Hồ Mẫu, Phó Trưởng đoàn chuyên trách Đoàn đại biểu Quốc hội tỉnh", "Hồ Mẫu: Phó Trưởng đoàn chuyên trách Đoàn đại biểu Quốc hội tỉnh"),
    ("đồng chí Lê Văn Mẫu, HUV, Bí thư Đảng ủy xã", "Lê Văn Mẫu: HUV; Bí thư Đảng ủy xã"),
    (
        "Đại tá Lê Văn Mẫu, Phó Giám đốc Công an tỉnh, Thủ trưởng Cơ quan Cảnh sát điều tra",
        "Lê Văn Mẫu: Phó Giám đốc Công an tỉnh; Thủ trưởng Cơ quan Cảnh sát điều tra",
    ),
    (
        "Thượng tọa Thích Minh Mẫu, Phó Trưởng ban Trị sự Giáo hội Phật giáo Việt Nam tỉnh",
        "Thích Minh Mẫu: Phó Trưởng ban Trị sự Giáo hội Phật giáo Việt Nam tỉnh",
    ),
    # the term of a committee is part of the title as printed
    ("Đồng chí Ma Thị Mẫu, Bí thư Huyện ủy khóa XXIV phát biểu", "Ma Thị Mẫu: Bí thư Huyện ủy khóa XXIV"),
    ("Đồng chí Ma Thị Mẫu, Bí thư Huyện ủy nhiệm kỳ 2020 - 2025", "Ma Thị Mẫu: Bí thư Huyện ủy"),
    # capitals
    ("ĐỒNG CHÍ TRẦN VĂN MẪU, BÍ THƯ QUẬN ỦY PHÁT BIỂU", "TRẦN VĂN MẪU: BÍ THƯ QUẬN ỦY"),
    ("BÍ THƯ THÀNH ỦY TRẦN VĂN MẪU THĂM, CHÚC TẾT", "TRẦN VĂN MẪU: BÍ THƯ THÀNH ỦY"),
    # tone placement
    ("đồng chí Trần Hoà Mẫu, Phó bí thư Thành uỷ", "Trần Hoà Mẫu: Phó bí thư Thành uỷ"),
    # former, acting, moving
    ("đồng chí Trần Văn Mẫu, nguyên Phó Bí thư Thường trực Thành ủy", "Trần Văn Mẫu: nguyên Phó Bí thư Thường trực Thành ủy"),
    ("Nguyên Chủ tịch nước Trương Mẫu", "Trương Mẫu: Nguyên Chủ tịch nước"),
    ("đồng chí Trần Văn Mẫu, quyền Bí thư Quận ủy", "Trần Văn Mẫu: quyền Bí thư Quận ủy"),
    ("điều động đồng chí Trần Văn Mẫu, Phó Bí thư Quận ủy giữ chức Chánh Văn phòng Thành ủy", "Trần Văn Mẫu: Phó Bí thư Quận ủy; Chánh Văn phòng Thành ủy"),
    ("Đồng chí Trần Văn Mẫu được bầu làm Bí thư Đảng ủy phường nhiệm kỳ mới", "Trần Văn Mẫu: Bí thư Đảng ủy phường"),
    ("Đồng chí Trần Văn Mẫu là Bí thư Chi bộ", "Trần Văn Mẫu: Bí thư Chi bộ"),
    ("đồng chí Trần Văn Mẫu được chỉ định tham gia Ban Chấp hành và giữ chức Phó Bí thư Quận ủy", "Trần Văn Mẫu: Phó Bí thư Quận ủy"),
    ("trao Quyết định chức vụ Trưởng phòng Nội vụ cho đồng chí Trần Văn Mẫu", "Trần Văn Mẫu: Trưởng phòng Nội vụ"),
    # ranks are no offices, tasks no titles, asides no ends
    ("Đại tá Trần Văn Mẫu, Chính ủy Bộ Chỉ huy Quân sự thành phố nhấn mạnh", "Trần Văn Mẫu: Chính ủy Bộ Chỉ huy Quân sự thành phố"),
    ("đồng chí Trần Văn Mẫu, Thiếu tướng, Giám đốc Công an thành phố", "Trần Văn Mẫu: Giám đốc Công an thành phố"),
    ("đồng chí Trần Văn Mẫu, Ủy viên Ban Thường vụ Thành ủy, Trưởng đoàn kiểm tra chủ trì", "Trần Văn Mẫu: Ủy viên Ban Thường vụ Thành ủy"),
    ("do đồng chí Trần Văn Mẫu - Bí thư Đảng ủy làm Trưởng đoàn", "Trần Văn Mẫu: Bí thư Đảng ủy"),
    ("đồng chí Trần Văn Mẫu, sinh năm 1970, Bí thư Đảng ủy xã", "Trần Văn Mẫu: Bí thư Đảng ủy xã"),
    # a role beside a title
    ("đồng chí Trần Thị Mẫu, Phó Bí thư Đảng ủy, phụ trách Đảng bộ Khối đề nghị", "Trần Thị Mẫu: Phó Bí thư Đảng ủy; phụ trách Đảng bộ Khối"),
    # a title alone
    ("đồng chí Bí thư Đảng ủy Khối đánh giá cao", "-: Bí thư Đảng ủy Khối"),
    ("đồng chí Chủ tịch UBND quận Ngô Quyền yêu cầu", "-: Chủ tịch UBND quận Ngô Quyền"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SINGLE)
def test_one_official_is_read_with_titles_as_printed(text: str, expected: str):
    assert named(text) == [expected]


LISTS = [
    (
        "Dự có các đồng chí: Trần Văn Mẫu, nguyên Phó Bí thư Thành ủy; Lê Thị Hai, Thành ủy viên, Bí thư Quận ủy; Tạ Ba, Chủ tịch HĐND quận.",
        ["Trần Văn Mẫu: nguyên Phó Bí thư Thành ủy", "Lê Thị Hai: Thành ủy viên; Bí thư Quận ủy", "Tạ Ba: Chủ tịch HĐND quận"],
    ),
    (
        "các đồng chí Phó Chủ tịch UBND Thành phố: Trần Mẫu, Lê Hai và Tạ Thị Ba cùng dự",
        [
            "Trần Mẫu: Phó Chủ tịch UBND Thành phố",
            "Lê Hai: Phó Chủ tịch UBND Thành phố",
            "Tạ Thị Ba: Phó Chủ tịch UBND Thành phố",
        ],
    ),
    (
        "các đồng chí Trần Mẫu, Lê Thị Hai - Phó Chủ tịch UBND quận; Tạ Ba, Trưởng phòng Nội vụ",
        ["Trần Mẫu: Phó Chủ tịch UBND quận", "Lê Thị Hai: Phó Chủ tịch UBND quận", "Tạ Ba: Trưởng phòng Nội vụ"],
    ),
    (
        "Bí thư Quận ủy Trần Văn Mẫu, Chủ tịch UBND quận Lê Thị Hai cùng dự",
        ["Trần Văn Mẫu: Bí thư Quận ủy", "Lê Thị Hai: Chủ tịch UBND quận"],
    ),
    (
        "các đồng chí: Bí thư Quận ủy Trần Văn Mẫu; Chủ tịch UBND quận Lê Thị Hai",
        ["Trần Văn Mẫu: Bí thư Quận ủy", "Lê Thị Hai: Chủ tịch UBND quận"],
    ),
    (
        "đồng chí Trần Văn Mẫu, Phó Bí thư Quận ủy chúc mừng đồng chí Lê Hai giữ chức Bí thư Đảng ủy xã",
        ["Trần Văn Mẫu: Phó Bí thư Quận ủy", "Lê Hai: Bí thư Đảng ủy xã"],
    ),
    (
        "- Đồng chí Trần Văn Mẫu, Bí thư Đảng ủy;\n- Đồng chí Lê Hai, Phó Bí thư Đảng ủy.",
        ["Trần Văn Mẫu: Bí thư Đảng ủy", "Lê Hai: Phó Bí thư Đảng ủy"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_give_each_person_the_right_titles(text: str, expected: list[str]):
    assert named(text) == expected


# No official is named here.
NOBODY = [
    "các đồng chí Bí thư hoặc Phó Bí thư Thường trực Đảng ủy 34 phường",
    "Các đồng chí Đảng ủy viên phải thường xuyên kiểm tra",
    "mỗi đồng chí Đảng ủy viên phụ trách một chi bộ",
    "Cùng dự có các đồng chí: Phó bí thư Đảng ủy Khối; đại diện lãnh đạo; Bí thư đảng bộ trực thuộc",
    "Huy hiệu Đảng cho 34 đồng chí; đồng chí đề nghị",
    "Bí thư Quận ủy yêu cầu các đơn vị",
    "Đồng chí Trần Văn Mẫu được kết nạp. Ông Lê Văn Hai ngụ phường 5.",
    "TP Hồ Chí Minh, Thành phố Hồ Chí Minh, Không gian văn hóa Hồ Chí Minh, Đoàn TNCS Hồ Chí Minh",
    "học tập và làm theo Chủ tịch Hồ Chí Minh",
    "viếng Lăng Chủ tịch Hồ Chí Minh, Nhà tưởng niệm Chủ tịch Tôn Đức Thắng",
    "Nhà lưu niệm đồng chí Trần Văn Mẫu, nguyên Bí thư Tỉnh ủy",
    "Trường THPT Trần Văn Mẫu, Bí thư Đoàn trường",
    "giải thưởng Trần Văn Mẫu, đường Lê Thị Mẫu, phường Ngô Mẫu",
    "tại Hà Nội, Bí thư Thành ủy nhấn mạnh",
    "công tác cán bộ, bà con, ông bà",
    "Đình Quân",
    "Ảnh: VIỆT DŨNG. Tin, ảnh: CẨM NHUNG",
    "chức vụ Trưởng phòng chưa được giao",
    "",
    "đồng chí",
]


@pytest.mark.parametrize("text", NOBODY)
def test_names_and_titles_that_are_no_officials(text: str):
    assert named(text) == []


def test_later_mentions_count_by_the_name_alone_wherever_it_stands():
    text = (
        "Trần Văn Mẫu thăm Bắc Khê\nĐồng chí Trần Văn Mẫu tại buổi lễ\nBí thư Quận ủy Trần Văn Mẫu phát biểu. TRẦN VĂN MẪU trao quà. "
        "Trần Văn Mẫu Em là người khác, phố Trần Văn Mẫu cũng vậy."
    )
    assert named(text) == ["Trần Văn Mẫu: ", "Trần Văn Mẫu: ", "Trần Văn Mẫu: Bí thư Quận ủy", "TRẦN VĂN MẪU: "]


def test_marks_tell_people_apart_and_tone_placement_does_not():
    text = "Bí thư Quận ủy Trần Văn Hưng, Phó Bí thư Quận ủy Trần Văn Hùng. Bí thư Đảng ủy Lê Hoà; ông Lê Hòa"
    found = find_people(text)
    assert [mention.key for mention in found] == [
        person_key(name) for name in ("Trần Văn Hưng", "Trần Văn Hùng", "Lê Hòa", "Lê Hòa")
    ]
    assert len({mention.key for mention in found}) == 3


@pytest.mark.parametrize("text", [text for text, _ in SINGLE])
def test_decomposed_text_reads_the_same_and_its_spans_are_true(text: str):
    loose = unicodedata.normalize("NFD", text)
    assert [(m.key, len(m.titles)) for m in find_people(loose)] == [(m.key, len(m.titles)) for m in find_people(text)]
    for mention in find_people(loose):
        assert loose[mention.span.start : mention.span.end] == mention.printed


@pytest.mark.parametrize("head", AUTHORITY.title_heads, ids=lambda head: head.group)
def test_every_example_and_name_of_a_title_head_is_a_title(head):
    for title in (*head.examples, *head.names):
        found = find_people(f"đồng chí Trần Văn Mẫu, Đại biểu Quốc hội, {title}, cho biết")
        assert [mention.titles for mention in found] == [
            ("Đại biểu Quốc hội",) if head.is_task else tuple(dict.fromkeys(("Đại biểu Quốc hội", title)))
        ]


@pytest.mark.parametrize("context", AUTHORITY.namesakes, ids=lambda context: context.id)
def test_in_the_examples_of_namesakes_nobody_is_seen(context):
    for example in context.examples:
        assert named(f"Đoàn đã đến {example} sáng nay.") == []


FRAGMENTS = st.sampled_from(
    "đồng chí|các đồng chí|đ/c|ông|Nguyễn|Văn|Mẫu|Bí thư|Phó Chủ tịch|Quận ủy|UBND|phường|và|kiêm|là|giữ chức|nguyên|Đại tá|, |; | - |: |(|)|.|\n|K'|12".split(
        "|"
    )
)


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=30).map("".join), st.lists(FRAGMENTS, max_size=30).map(" ".join)))
def test_any_text_is_read_without_error_in_order_and_with_true_spans(text: str):
    found = find_people(text)
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    for mention in found:
        assert text[mention.span.start : mention.span.end] == mention.printed != ""
        assert mention.name or mention.titles
