"""Who issued a document: the whole grammar of how an issuer is printed for it in Party and State prose."""

from __future__ import annotations

import pytest

from index.annotate import annotate


def issuers(text: str) -> list[str]:
    """The issuer of each mention, a dash for what is unknown."""
    return [each.issuer or "-" for each in annotate(text).documents]


# behind the symbol, in brackets, behind the title, or proved by the code
BEHIND = [
    # in a further sentence, or as what it is called
    (
        "Điểm mới là Quyết định số 131-QĐ/TU. Văn bản này do Ban Thường vụ Thành ủy ban hành ngày 12-11-2025, phân công",
        "Ban Thường vụ Thành ủy",
    ),
    (
        "chấn chỉnh theo Chỉ thị số 19-CT/TU, văn bản mà Ban Thường vụ Thành ủy ban hành từ ngày 19/10/2018;",
        "Ban Thường vụ Thành ủy",
    ),
    ("Chỉ thị số 157/CT-BTL ngày 14-12 của Tư lệnh Quân khu 3 về", "Tư lệnh Quân khu 3"),
    ("Kế hoạch số 15/KH-ĐGS của Đoàn giám sát về", "Đoàn giám sát"),
    ("Thành ủy và Tỉnh ủy nghe UBKT Tỉnh ủy báo cáo theo Thông báo số 112-TB/UBKTTU", "UBKT Tỉnh ủy"),
    (
        "Kế hoạch số 472/KH-MTTW-BTT ngày 10/2/2023 của Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam, Kế hoạch",
        "Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam",
    ),
    ("Chỉ thị số 05-CT/TW của Bộ Chính trị khóa XII ngày 15/5/2016 về đẩy mạnh", "Bộ Chính trị"),
    ("Quyết định số 1234-QĐ/TU, ngày 12/3/2024, của Ban Thường vụ Thành ủy về", "Ban Thường vụ Thành ủy"),
    (
        "Kế hoạch số 15-KH/ĐU về công tác phát triển đảng viên năm 2024 của Ban Thường vụ Đảng ủy phường, đến nay",
        "Ban Thường vụ Đảng ủy phường",
    ),
    (
        "Quy định số 114-QĐ/TW về kiểm soát quyền lực và phòng, chống tiêu cực trong công tác cán bộ của Bộ Chính trị được phổ biến",
        "Bộ Chính trị",
    ),
    ("Kế hoạch số 118-KH/QU do Ban Thường vụ Quận ủy ban hành", "Ban Thường vụ Quận ủy"),
    ("Kế hoạch số 118-KH/QU được Ban Thường vụ Quận ủy ban hành ngày 3/4/2024", "Ban Thường vụ Quận ủy"),
    ("Kế hoạch số 118-KH/QU đã được Ban Thường vụ Quận ủy thông qua", "Ban Thường vụ Quận ủy"),
    ("Kế hoạch số 118-KH/QU ngày 3/4/2024 đã được Ban Thường vụ Quận ủy ban hành", "Ban Thường vụ Quận ủy"),
    (
        "Nghị quyết số 21-NQ/TW, Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa XIII về tăng cường",
        "Ban Chấp hành Trung ương Đảng",
    ),
    ("Nghị quyết số 18-NQ/TW ngày 25/10/2017, Hội nghị Trung ương 6 (khóa XII)", "Ban Chấp hành Trung ương"),
    (
        "Quy định số 12-QĐ/ĐUK của Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh về",
        "Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
    ),
    ("Quyết định số 55-QĐ/ĐU của Đảng ủy Sở Y tế về", "Đảng ủy Sở Y tế"),
    ("Nghị quyết số 55-NQ/ĐU của Đảng ủy Công an Trung ương về", "Đảng ủy Công an Trung ương"),
    ("Nghị quyết số 55-NQ/ĐU của Đảng ủy Quân sự thành phố về", "Đảng ủy Quân sự thành phố"),
    ("Nghị quyết số 55-NQ/ĐU của Đảng ủy các cơ quan Đảng tỉnh về", "Đảng ủy các cơ quan Đảng tỉnh"),
    ("Nghị quyết số 55-NQ/ĐU của Đảng ủy UBND thành phố về", "Đảng ủy UBND thành phố"),
    ("Nghị quyết số 55-NQ/ĐU của Ban Thường vụ Đảng ủy Chính phủ về", "Ban Thường vụ Đảng ủy Chính phủ"),
    ("Kế hoạch số 55-KH/BCĐ của Ban Chỉ đạo 35 Thành ủy về", "Ban Chỉ đạo 35 Thành ủy"),
    ("Nghị quyết số 12/NQ-HĐBCQG của Hội đồng Bầu cử quốc gia về", "Hội đồng Bầu cử quốc gia"),
    ("Hướng dẫn số 06-HD/UBKT của Ủy ban Kiểm tra Thành ủy về", "Ủy ban Kiểm tra Thành ủy"),
    ("Công văn số 1234/BNV-TCBC về", "Bộ Nội vụ"),
    ("Công văn số 1234/VPCP-TH ngày 3/4/2024 về", "Văn phòng Chính phủ"),
    ("Kế hoạch số 12-KH/TU của BTV Thành ủy Hải Mẫu", "BTV Thành ủy Hải Mẫu"),
    ("Kế hoạch số 12-KH/TU của BTVTU về", "BTVTU"),
    ("Kế hoạch số 12-KH/TU của Ban TVTU về", "Ban TVTU"),
    ("Kế hoạch số 12-KH/TU của Ban Thường vụ (BTV) Thành ủy về", "Ban Thường vụ (BTV) Thành ủy"),
    ("Nghị quyết số 12-NQ/HU của BCH Đảng bộ huyện khóa XXVI về", "BCH Đảng bộ huyện"),
    (
        "Nghị quyết số 12-NQ/ĐU của Ban Chấp hành Đảng bộ phường Hiệp Tân Đông khóa V, nhiệm kỳ 2020 - 2025 về",
        "Ban Chấp hành Đảng bộ phường Hiệp Tân Đông",
    ),
    ("Nghị quyết số 12-NQ/TU của Tỉnh ủy Bà Rịa - Vũng Tàu về", "Tỉnh ủy Bà Rịa - Vũng Tàu"),
    ("Kế hoạch số 12-KH/ThU của Ban Thường vụ Thị ủy Tân Mẫu về", "Ban Thường vụ Thị ủy Tân Mẫu"),
    ("Nghị quyết 57 của Bộ Chính trị về khoa học", "Bộ Chính trị"),
    ("Quyết định 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng về", "Thủ tướng"),
    ("Kế hoạch số 15/KH-UBND ngày 4/5/2024 của UBND TP. Thủ Đức về", "UBND TP. Thủ Đức"),
    ("Kế hoạch số 15/KH-UBND của UBND Thành phố về", "UBND Thành phố"),
    ("Kế hoạch số 15/KH-UBND ngày 4/5/2024 của Chủ tịch UBND Thành phố Hà Nội về", "Chủ tịch UBND Thành phố Hà Nội"),
    ("Nghị quyết số 15/2024/NQ-HĐND ngày 4/5/2024 của HĐND Thành phố khóa X về", "HĐND Thành phố"),
    ("Kết luận số 14-KL/TW (ngày 22/9/2021) của Bộ Chính trị", "Bộ Chính trị"),
    ("Kết luận số 14-KL/TW ngày 22/9/2021 (của Bộ Chính trị)", "Bộ Chính trị"),
    ("Kết luận số 14-KL/TW (22/9/2021, Bộ Chính trị)", "Bộ Chính trị"),
    ("Kết luận số 14-KL/TW - Bộ Chính trị ban hành ngày 22/9/2021", "Bộ Chính trị"),
    ("Kết luận số 14-KL/TW “Về chủ trương khuyến khích và bảo vệ cán bộ” của Bộ Chính trị", "Bộ Chính trị"),
    ("Kết luận số 14-KL/TW về chủ trương khuyến khích (ngày 22/9/2021) của Bộ Chính trị", "Bộ Chính trị"),
    ("Kết luận số 14-KL/TW về chủ trương khuyến khích do Bộ Chính trị ban hành ngày 22/9/2021", "Bộ Chính trị"),
    ("Kết luận số 14-KL/TW về chủ trương khuyến khích được Bộ Chính trị ban hành ngày 22/9/2021", "Bộ Chính trị"),
    ("Hướng dẫn số 02-HD/BTC của Ban Tổ chức Quận ủy về", "Ban Tổ chức Quận ủy"),
    (
        "Kế hoạch liên tịch số 12/KHLT-MTTQ của Ban Thường trực Ủy ban MTTQ Việt Nam phường về",
        "Ban Thường trực Ủy ban MTTQ Việt Nam phường",
    ),
    ("Quyết định số 12/QĐ-SNV của Giám đốc Sở Nội vụ về", "Giám đốc Sở Nội vụ"),
    ("Thông tư số 12/2024/TT-BYT ngày 4/5/2024 về", "Bộ Y tế"),
    ("Thông tư số 12/2024/TT-BYT của Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế"),
    ("Thông báo số 12-TB/VPTU của Văn phòng Thành ủy", "Văn phòng Thành ủy"),
    ("Nghị quyết số 01-NQ/BCĐ của Ban Chỉ đạo chuyển đổi số tỉnh về", "Ban Chỉ đạo chuyển đổi số tỉnh"),
    ("Chỉ thị số 12-CT/ĐTN của Ban Thường vụ Thành Đoàn về", "Ban Thường vụ Thành Đoàn"),
    ("Quyết định số 15-QĐ/ĐUK của Đảng ủy Khối Dân - Chính - Đảng Thành phố", "Đảng ủy Khối Dân - Chính - Đảng Thành phố"),
    ("Nghị quyết số 03-NQ/CB của Chi bộ khu phố 4", "Chi bộ khu phố 4"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy Tổng công ty Điện lực Mẫu", "Đảng ủy Tổng công ty Điện lực Mẫu"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy Trường Đại học Sài Mẫu", "Đảng ủy Trường Đại học Sài Mẫu"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy Bệnh viện Nhân dân Mẫu", "Đảng ủy Bệnh viện Nhân dân Mẫu"),
    ("Kết luận số 03-KL/TU của Thường trực Thành ủy tại cuộc họp", "Thường trực Thành ủy"),
    ("Quyết định số 22 của Ban Thường vụ Huyện ủy", "Ban Thường vụ Huyện ủy"),
    ("trong Nghị quyết của Ban Thường vụ Thành ủy số 12-NQ/TU", "Ban Thường vụ Thành ủy"),
    ("Theo Quyết định của Ban Thường vụ Thành ủy (số 512-QĐ/TU ngày 4/5/2024)", "Ban Thường vụ Thành ủy"),
    ("Căn cứ Quyết định số 386-QĐ/TU ngày 3/11/2025, Ban Thường vụ Thành ủy chỉ định đồng chí", "Ban Thường vụ Thành ủy"),
    ("Tại Quyết định số 386-QĐ/TU, Ban Thường vụ Thành ủy quyết định thi hành kỷ luật", "Ban Thường vụ Thành ủy"),
    ("Bằng Quyết định số 1234/QĐ-UBND, UBND thành phố đã phê duyệt dự án", "UBND thành phố"),
    ("Tại Thông báo số 12-TB/TU, Thường trực Thành ủy yêu cầu", "Thường trực Thành ủy"),
    ("Trong Kết luận số 12-KL/TW, Bộ Chính trị yêu cầu các cấp ủy", "Bộ Chính trị"),
    ("Với Nghị quyết số 68-NQ/TW, Bộ Chính trị khẳng định", "Bộ Chính trị"),
    (
        "Nghị quyết 18-NQ/TW ngày 25/10/2017 của Hội nghị lần thứ sáu, Ban Chấp hành Trung ương Đảng khóa XII",
        "Ban Chấp hành Trung ương Đảng",
    ),
    ("Nghị quyết 18-NQ/TW, Ban Chấp hành Trung ương khóa XII về tinh gọn", "Ban Chấp hành Trung ương"),
    ("Nghị quyết số 68-NQ/TW được Bộ Chính trị ký ban hành ngày 4/5/2025", "Bộ Chính trị"),
    ("Nghị quyết số 68-NQ/TW (do Bộ Chính trị ban hành ngày 4/5/2025)", "Bộ Chính trị"),
    ("Nghị quyết số 68-NQ/TW, do Bộ Chính trị ban hành ngày 4/5/2025,", "Bộ Chính trị"),
    ("Nghị quyết số 68-NQ/TW, ngày 4/5/2025, Bộ Chính trị về phát triển", "Bộ Chính trị"),
    ("Nghị quyết số 68-NQ/TW ngày 04 tháng 5 năm 2025 của Bộ Chính trị", "Bộ Chính trị"),
    ("Nghị quyết số 68 ngày 4-5-2025 của BCT", "BCT"),
    ("Nghị quyết số 1685/NQ-UBTVQH15 ngày 16/6/2025 của Ủy ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội"),
    ("Nghị quyết 1685 của Ủy ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội"),
    ("Quyết định số 1719/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Quyết định 1719 của Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
    ("đồng chí Lê Văn Mẫu trao Quyết định số 512-QĐ/TU của Ban Thường vụ Thành ủy", "Ban Thường vụ Thành ủy"),
    (
        "Căn cứ Quy định số 22-QĐ/TW ngày 28/7/2021 của Ban Chấp hành Trung ương, Ủy ban Kiểm tra Quận ủy",
        "Ban Chấp hành Trung ương",
    ),
    ("Trên cơ sở Hướng dẫn số 05-HD/UBKT ngày 3/4/2023 của Ủy ban Kiểm tra Thành ủy", "Ủy ban Kiểm tra Thành ủy"),
    (
        "Kế hoạch số 08-KH/TU, ngày 3/4/2021 của Ban Thường vụ Thành uỷ TP. Hồ Chí Minh về",
        "Ban Thường vụ Thành uỷ TP. Hồ Chí Minh",
    ),
    ("Kế hoạch số 08-KH/TU của Ban Thường vụ Thành uỷ Thành phố Hồ Chí Minh về", "Ban Thường vụ Thành uỷ Thành phố Hồ Chí Minh"),
    (
        "Kế hoạch số 08-KH/TU của Ban Thường vụ Thành ủy về học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Ban Thường vụ Thành ủy",
    ),
    ("Nghị quyết số 16-NQ/TU Hội nghị lần thứ 20 Ban Chấp hành Đảng bộ Thành phố khóa XI", "Ban Chấp hành Đảng bộ Thành phố"),
    (
        "Nghị quyết số 22-NQ/TU ngày 15/7/2023 Hội nghị lần thứ 12 của Ban Chấp hành Đảng bộ TP Thủ Đức về",
        "Ban Chấp hành Đảng bộ TP Thủ Đức",
    ),
    ("tại Kết luận số 12-KL/TU ngày 3/4/2024, Ban Thường vụ Tỉnh ủy đồng ý chủ trương", "Ban Thường vụ Tỉnh ủy"),
    (
        "Tại buổi lễ, Ban Thường vụ Đảng ủy đã trao Quyết định số 120-QĐ/TU của Ban Thường vụ Thành ủy tặng Huy hiệu",
        "Ban Thường vụ Thành ủy",
    ),
    ("Thông báo kết luận số 12-TB/VPTW của đồng chí Tổng Bí thư", "Văn phòng Trung ương Đảng"),
    ("Quyết định số 99-QĐ/TW, ngày 27-8-2024 của Ban Bí thư Trung ương Đảng khóa XIII", "Ban Bí thư Trung ương Đảng"),
    ("Chỉ thị 45-CT/TW mà Bộ Chính trị vừa ban hành", "Bộ Chính trị"),
    ("Chỉ thị 45-CT/TW vừa được Bộ Chính trị ban hành", "Bộ Chính trị"),
    ("Chỉ thị 45-CT/TW, được Bộ Chính trị ban hành ngày 14/4/2025", "Bộ Chính trị"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy Cục Hải quan", "Đảng ủy Cục Hải quan"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy Công ty Cổ phần May Mẫu", "Đảng ủy Công ty Cổ phần May Mẫu"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy Khối Doanh nghiệp Trung ương", "Đảng ủy Khối Doanh nghiệp Trung ương"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy Ngoài nước", "Đảng ủy Ngoài nước"),
    ("Nghị quyết số 03-NQ/ĐU của Đảng ủy các cơ quan Đảng Trung ương", "Đảng ủy các cơ quan Đảng Trung ương"),
    (
        "Nghị quyết số 03-NQ/ĐU của Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương về",
        "Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương",
    ),
    ("Kế hoạch số 03-KH/ĐU của Đảng ủy Phường Tân Mẫu", "Đảng ủy Phường Tân Mẫu"),
    ("Kế hoạch số 03/KH-UBND của Ủy ban nhân dân (UBND) quận Tân Mẫu về", "Ủy ban nhân dân (UBND) quận Tân Mẫu"),
    ("Kế hoạch số 03-KH/TU của Ban Thường vụ Thành ủy và Kế hoạch của UBND thành phố", "Ban Thường vụ Thành ủy"),
    ("Quyết định số 03-QĐ/HU của Ban Thường vụ Huyện ủy An Mẫu về việc chỉ định, đồng chí", "Ban Thường vụ Huyện ủy An Mẫu"),
    ("Quyết định số 2222/QĐ-CTN của Chủ tịch nước", "Chủ tịch nước"),
    ("Lệnh của Chủ tịch nước công bố Luật số 80/2025/QH15", "Quốc hội"),
    ("Chỉ thị số 12/CT-UBND của Chủ tịch UBND tỉnh", "Chủ tịch UBND tỉnh"),
    ("Tại Chỉ thị số 12/CT-UBND, Chủ tịch UBND tỉnh yêu cầu", "Chủ tịch UBND tỉnh"),
    ("Kế hoạch số 123/KH-CATP của Công an Thành phố", "Công an Thành phố"),
    ("Kế hoạch số 123/KH-BCH của Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
    ("Kế hoạch số 123/KH-SGDĐT của Sở GD&ĐT thành phố", "Sở GD&ĐT thành phố"),
    ("Hướng dẫn số 12/HD-LĐLĐ của Liên đoàn Lao động thành phố", "Liên đoàn Lao động thành phố"),
    ("Kế hoạch số 12-KH/BTGDVTU của Ban Tuyên giáo và Dân vận Thành ủy", "Ban Tuyên giáo và Dân vận Thành ủy"),
    ("Kế hoạch số 12/KH-MTTQ-BTT của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh"),
    (
        "Hội nghị nghe đồng chí Lê Văn Mẫu, Phó Trưởng Ban Tổ chức Tỉnh ủy công bố Quyết định số 1234-QĐ/TU của Ban Thường vụ Tỉnh ủy về việc chuẩn y",
        "Ban Thường vụ Tỉnh ủy",
    ),
    ("Kết luận này được nêu tại Thông báo số 456-TB/TU của Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy"),
    ("theo Quyết định số 1234-QĐ/TU ngày 1/2/2024 của Ban Thường vụ Tỉnh ủy, đồng chí Lê Văn Mẫu", "Ban Thường vụ Tỉnh ủy"),
    ("đồng chí Lê Văn Mẫu nhận Quyết định số 1234-QĐ/TU của Tỉnh ủy điều động", "Tỉnh ủy"),
    (
        "gắn với việc thực hiện Quy định số 08-QĐi/TW ngày 25/10/2018 của Ban Chấp hành Trung ương Đảng về trách nhiệm nêu gương",
        "Ban Chấp hành Trung ương Đảng",
    ),
    (
        "Kết luận số 20-KL/TW ngày 16/6/2022 Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng khóa XIII",
        "Ban Chấp hành Trung ương Đảng",
    ),
    (
        "Nghị quyết số 19-NQ/TW, ngày 16-6-2022, Hội nghị lần thứ năm, Ban Chấp hành Trung ương Đảng (khóa XIII) “về nông nghiệp”",
        "Ban Chấp hành Trung ương Đảng",
    ),
    ("Quy định số 144-QĐ/TW của BCT về chuẩn mực đạo đức", "BCT"),
    ("Kế hoạch 45 của BTV Huyện ủy", "BTV Huyện ủy"),
    (
        "Nghị quyết số 01-NQ/ĐH của Đại hội Đảng bộ phường Mẫu lần thứ I, nhiệm kỳ 2025 - 2030",
        "Đại hội Đảng bộ phường Mẫu lần thứ I",
    ),
    ("Quy chế số 02-QC/TU của Ban Chấp hành Đảng bộ thành phố khóa XI về làm việc", "Ban Chấp hành Đảng bộ thành phố"),
    ("Quyết định số 1234-QĐNS/TW ngày 5/6/2024 của Ban Bí thư Trung ương Đảng chuẩn y", "Ban Bí thư Trung ương Đảng"),
    ("Nghị quyết số 11/2024/NQ-HĐND về mức hỗ trợ do HĐND tỉnh ban hành", "HĐND tỉnh"),
    ("Nghị quyết số 16-NQ/TU do Thành ủy đề ra", "Thành ủy"),
    (
        "trong khuôn khổ Kế hoạch liên tịch số 05/KHLT-MTTQ-LĐLĐ giữa Ủy ban MTTQ Việt Nam tỉnh và Liên đoàn Lao động tỉnh",
        "Ủy ban MTTQ Việt Nam tỉnh và Liên đoàn Lao động tỉnh",
    ),
    ("Ông nói: “Nghị quyết 57 của Bộ Chính trị là động lực”", "Bộ Chính trị"),
    (
        "Qua 3 năm thực hiện Nghị quyết số 06-NQ/HU ngày 10/8/2021 của Ban Chấp hành Đảng bộ huyện (khóa XII) về phát triển du lịch, kinh tế huyện đã khởi sắc.",
        "Ban Chấp hành Đảng bộ huyện",
    ),
    ("Công văn số 1203-CV/TU (do Thường trực Tỉnh ủy ký ngày 3/4/2025) nêu rõ", "Thường trực Tỉnh ủy"),
    ("Đề án số 06-ĐA/TU, một trong những đề án trọng tâm của Thành ủy, đã đi vào cuộc sống", "Thành ủy"),
    ("Tại Điều 5 Quy định số 69-QĐ/TW, Bộ Chính trị quy định rõ", "Bộ Chính trị"),
    ("Theo Công văn số 1234/SNV-CCHC của Sở Nội vụ", "Sở Nội vụ"),
    ("Từ khi có Chỉ thị số 40-CT/TW của Ban Bí thư, các cấp ủy", "Ban Bí thư"),
    ("ban hành kèm theo Quyết định số 55-QĐ/ĐU ngày 5/6/2024 của Đảng ủy phường", "Đảng ủy phường"),
    ("Quy chế phối hợp số 01-QCPH/ĐU-UBND giữa Đảng ủy phường và UBND phường", "Đảng ủy phường và UBND phường"),
    ("được ghi trong Chỉ thị số 27-CT/TU mà Thành ủy đã ban hành", "Thành ủy"),
    ("Chương trình hành động số 15 của Đảng bộ xã", "Đảng bộ xã"),
    ("Nghị quyết số 10/NQ-CP ngày 3/2/2024", "Chính phủ"),
    (
        "Đồng chí Trần Văn Mẫu thông qua Quyết định số 895-QĐ/TU của Ban Thường vụ Thành ủy về thành lập đoàn",
        "Ban Thường vụ Thành ủy",
    ),
]

# before the document: who issues it, decides by it, or owns the list that it opens
BEFORE = [
    (
        "Đảng ủy phường chỉ đạo lồng ghép các chương trình; đồng thời trình Thành ủy Tờ trình số 09-TTr/ĐU xin bổ sung",
        "Đảng ủy phường",
    ),
    ("LĐLĐ quận có Kế hoạch số 64/KH-LĐLĐ cụ thể hóa", "LĐLĐ quận"),
    (
        "Đảng ủy phường đã lãnh đạo toàn diện các mặt công tác: ban hành Nghị quyết số 05-NQ/ĐU ngày 12/1/2024 về",
        "Đảng ủy phường",
    ),
    ("Thay mặt Ban Xây dựng Đảng, đồng chí Lê Thị Mẫu trình bày Tờ trình 41-TTr/BXDĐ đề nghị", "Ban Xây dựng Đảng"),
    ("Ban Thường vụ Thành ủy có Thông báo kết luận số 818-TB/TU về", "Ban Thường vụ Thành ủy"),
    ("Bộ Chính trị (khóa XIII) ban hành Quy định số 114-QĐ/TW", "Bộ Chính trị"),
    ("Chủ tịch UBND thành phố ban hành Quyết định số 1234/QĐ-UBND về", "Chủ tịch UBND thành phố"),
    (
        "Thay mặt Ban Thường vụ Thành ủy, đồng chí Trần Văn Mẫu, Bí thư Thành ủy đã ký ban hành Kết luận số 12-KL/TU về",
        "Ban Thường vụ Thành ủy",
    ),
    (
        "Thay mặt Ban Thường vụ Huyện ủy, đồng chí Trần Văn Mẫu, Bí thư Huyện ủy trao Quyết định số 12-QĐ/HU về",
        "Ban Thường vụ Huyện ủy",
    ),
    (
        "công bố quyết định của Ban Thường vụ Huyện ủy về công tác cán bộ (Quyết định số 312-QĐ/HU ngày 4/5/2024)",
        "Ban Thường vụ Huyện ủy",
    ),
    (
        "công bố quyết định của Ban Thường vụ Huyện ủy về công tác cán bộ. Theo đó, Quyết định số 312-QĐ/HU điều động đồng chí",
        "Ban Thường vụ Huyện ủy",
    ),
    (
        "Hội đồng nhân dân thành phố khóa X, kỳ họp thứ 15 đã thông qua Nghị quyết số 12/2024/NQ-HĐND",
        "Hội đồng nhân dân thành phố",
    ),
    ("Tại kỳ họp thứ 15, HĐND thành phố thông qua Nghị quyết số 12/2024/NQ-HĐND", "HĐND thành phố"),
    ("các quy định của Ban Bí thư, trong đó có Quy định số 22-QĐ/TW", "Ban Bí thư"),
    ("Ban Thường vụ Đảng ủy phường đã ban hành nhiều văn bản. Trong đó, Kế hoạch số 12-KH/ĐU về", "Ban Thường vụ Đảng ủy phường"),
    ("Ban Thường vụ Đảng ủy phường đã ban hành nhiều văn bản, cụ thể: Kế hoạch số 12-KH/ĐU về", "Ban Thường vụ Đảng ủy phường"),
    ("Trên cơ sở đó, Ban Thường vụ Huyện ủy đã xây dựng Đề án số 03-ĐA/HU", "Ban Thường vụ Huyện ủy"),
    ("Ban Thường vụ Tỉnh ủy vừa có Công văn số 1234-CV/TU gửi", "Ban Thường vụ Tỉnh ủy"),
    ("Ban Thường vụ Quận ủy đã quán triệt, ban hành Kế hoạch số 12-KH/QU", "Ban Thường vụ Quận ủy"),
    ("Ban Thường vụ Quận ủy đã họp, cho ý kiến và ban hành Kế hoạch số 12-KH/QU", "Ban Thường vụ Quận ủy"),
    ("Ban Thường vụ Quận ủy giao Ban Tổ chức Quận ủy tham mưu ban hành Kế hoạch số 12-KH/QU", "Ban Thường vụ Quận ủy"),
    ("Ban Tổ chức Quận ủy đã tham mưu Ban Thường vụ Quận ủy ban hành Kế hoạch số 12-KH/QU", "Ban Thường vụ Quận ủy"),
    ("Ủy ban Kiểm tra Quận ủy tham mưu cho Ban Thường vụ Quận ủy ban hành Kế hoạch số 12-KH/QU", "Ban Thường vụ Quận ủy"),
    ("Ngày 24/6/2023, Quốc hội khóa XV đã biểu quyết thông qua Nghị quyết số 98/2023/QH15", "Quốc hội"),
    ("Ban Thường vụ Thành ủy quyết định ban hành Quy chế số 05-QC/TU", "Ban Thường vụ Thành ủy"),
    ("Sau khi Bộ Chính trị ban hành Nghị quyết số 68-NQ/TW, Tỉnh ủy đã tổ chức", "Bộ Chính trị"),
    ("việc Ban Bí thư ban hành Chỉ thị số 40-CT/TW", "Ban Bí thư"),
    ("Đảng ủy phường Tân Mẫu đã xây dựng, ban hành Chương trình số 05-CTr/ĐU", "Đảng ủy phường Tân Mẫu"),
    ("Đảng ủy xã ban hành và tổ chức thực hiện Nghị quyết số 05-NQ/ĐU", "Đảng ủy xã"),
    ("Tỉnh ủy Mẫu Giang phê duyệt Đề án số 05-ĐA/TU", "Tỉnh ủy Mẫu Giang"),
    (
        "Ban Thường vụ Thành ủy đã trình Ban Chấp hành Đảng bộ thành phố ban hành Nghị quyết số 12-NQ/TU",
        "Ban Chấp hành Đảng bộ thành phố",
    ),
    ("Bộ Chính trị, Ban Bí thư đã ban hành Kết luận số 12-KL/TW", "Bộ Chính trị, Ban Bí thư"),
    ("được Thủ tướng Chính phủ phê duyệt tại Quyết định số 1711/QĐ-TTg ngày 31/12/2024", "Thủ tướng Chính phủ"),
    ("dự án được UBND thành phố phê duyệt tại Quyết định số 711/QĐ-UBND", "UBND thành phố"),
    ("đã được HĐND thành phố thông qua tại Nghị quyết số 71/NQ-HĐND", "HĐND thành phố"),
    ("theo chỉ đạo của Ban Thường vụ Thành ủy tại Công văn số 1234-CV/TU", "Ban Thường vụ Thành ủy"),
    ("thực hiện ý kiến chỉ đạo của Thường trực Thành ủy tại Thông báo số 125-TB/TU", "Thường trực Thành ủy"),
    (
        "đồng chí được Ban Thường vụ Thành ủy chỉ định tham gia Ban Chấp hành (theo Quyết định số 512-QĐ/TU ngày 3/4/2025)",
        "Ban Thường vụ Thành ủy",
    ),
    (
        "Ban Thường vụ Thành ủy điều động đồng chí Trần Văn Mẫu giữ chức Bí thư (Quyết định số 512-QĐ/TU)",
        "Ban Thường vụ Thành ủy",
    ),
    ("Đảng ủy phường đã ban hành Nghị quyết chuyên đề số 05-NQ/ĐU", "Đảng ủy phường"),
    ("Ngày 3/4/2025, tại kỳ họp thứ 21, HĐND thành phố khóa X đã thông qua Nghị quyết số 12/2025/NQ-HĐND", "HĐND thành phố"),
    ("HĐND và UBND phường ban hành Kế hoạch số 12/KH-UBND", "UBND phường"),
    ("UBND phường phối hợp với Ủy ban MTTQ Việt Nam phường ban hành Kế hoạch số 12/KH-UBND", "UBND phường"),
    ("Quận ủy Tân Mẫu có Công văn số 15-CV/QU chỉ đạo", "Quận ủy Tân Mẫu"),
    ("Ủy ban Kiểm tra Quận ủy ban hành Kế hoạch số 12-KH/UBKT", "Ủy ban Kiểm tra Quận ủy"),
    ("Ban Tổ chức Thành ủy ban hành Hướng dẫn số 12-HD/BTCTU", "Ban Tổ chức Thành ủy"),
    ("Ban Tổ chức Thành ủy có Công văn số 123-CV/BTC", "Ban Tổ chức Thành ủy"),
    ("Đảng ủy đã quán triệt đầy đủ các văn bản của Trung ương, Thành ủy, nhất là Chỉ thị số 35-CT/TW", "Trung ương"),
    ("theo Kết luận của Thường trực Ban Bí thư tại Thông báo số 12-TB/TW", "Thường trực Ban Bí thư"),
    ("Bộ Chính trị vừa qua đã ban hành Chỉ thị 45-CT/TW", "Bộ Chính trị"),
    ("với việc Bộ Chính trị ban hành Chỉ thị 45-CT/TW", "Bộ Chính trị"),
    ("Công an thành phố ban hành Kế hoạch số 123/KH-CATP", "Công an thành phố"),
    ("Sau khi Ban Thường vụ Huyện ủy ban hành Nghị quyết số 12-NQ/HU, các xã đã xây dựng kế hoạch", "Ban Thường vụ Huyện ủy"),
    ("Huyện ủy đã chỉ đạo UBND huyện ban hành Quyết định số 123/QĐ-UBND về", "UBND huyện"),
    ("Huyện ủy giao UBND huyện cụ thể hóa bằng Kế hoạch số 45/KH-UBND", "UBND huyện"),
    (
        "Trong nhiệm kỳ, Ban Chấp hành Đảng bộ xã đã ban hành 35 nghị quyết, 12 chương trình, trong đó trọng tâm là Nghị quyết số 05-NQ/ĐU về xây dựng nông thôn mới",
        "Ban Chấp hành Đảng bộ xã",
    ),
    ("Thường trực Tỉnh ủy vừa có Thông báo số 456-TB/TU, ngày 7/8/2024 kết luận về", "Thường trực Tỉnh ủy"),
    ("Ban Thường vụ Đảng ủy Khối quyết định (Quyết định số 55-QĐ/ĐUK) thành lập 3 đoàn kiểm tra", "Ban Thường vụ Đảng ủy Khối"),
    ("UBKT Huyện ủy quyết định thi hành kỷ luật cảnh cáo theo Quyết định số 14-QĐ/UBKTHU", "UBKT Huyện ủy"),
    ("Đảng ủy phường đã tham mưu Ban Thường vụ Quận ủy ban hành Kết luận số 33-KL/QU", "Ban Thường vụ Quận ủy"),
    ("HĐND tỉnh khóa XVIII, nhiệm kỳ 2021 - 2026 thông qua Nghị quyết số 45/NQ-HĐND", "HĐND tỉnh"),
    (
        "Kỳ họp thứ 20, HĐND tỉnh khóa XVIII đã thông qua 25 nghị quyết, trong đó có Nghị quyết số 45/2025/NQ-HĐND quy định",
        "HĐND tỉnh",
    ),
    ("Văn phòng Chính phủ vừa có Công văn số 4321/VPCP-NN truyền đạt ý kiến", "Văn phòng Chính phủ"),
    ("Bộ trưởng Bộ Nội vụ đã ký ban hành Thông tư số 12/2025/TT-BNV", "Bộ trưởng Bộ Nội vụ"),
    ("UBND tỉnh Lâm Mẫu ban hành Kế hoạch số 1234/KH-UBND", "UBND tỉnh Lâm Mẫu"),
    (
        "Ngày 5/6/2024, Ban Thường vụ Thành ủy Hải Mẫu ban hành Quyết định số 1234-QĐ/TU thành lập Ban Chỉ đạo, do đồng chí Bí thư Thành ủy làm Trưởng ban",
        "Ban Thường vụ Thành ủy Hải Mẫu",
    ),
    ("Trung ương ban hành Nghị quyết số 18-NQ/TW", "Trung ương"),
    ("Cùng ngày, Ban Bí thư ban hành Quyết định số 1234-QĐNS/TW chuẩn y", "Ban Bí thư"),
    ("Quân ủy Trung ương ban hành Nghị quyết số 1659-NQ/QUTW", "Quân ủy Trung ương"),
    ("Đảng ủy Công an Trung ương ban hành Nghị quyết số 12-NQ/ĐUCA", "Đảng ủy Công an Trung ương"),
    ("Đồng chí đề nghị Quận ủy sớm ban hành Quy chế số 05-QC/QU", "Quận ủy"),
    ("Ban Thường vụ Tỉnh đoàn ban hành Kế hoạch số 55-KH/TĐTN-PT", "Ban Thường vụ Tỉnh đoàn"),
    ("Ngày 9/10, Thường trực Huyện ủy họp, thống nhất ban hành Thông báo số 612-TB/HU", "Thường trực Huyện ủy"),
    ("Huyện ủy họp phiên thường kỳ, thông qua Nghị quyết số 25-NQ/HU", "Huyện ủy"),
    ("Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 15 đã thông qua Nghị quyết số 25-NQ/TU", "Ban Chấp hành Đảng bộ tỉnh"),
    ("Hội nghị lần thứ 15 Ban Chấp hành Đảng bộ tỉnh khóa XVII thông qua Nghị quyết số 25-NQ/TU", "Ban Chấp hành Đảng bộ tỉnh"),
    ("Văn phòng Trung ương Đảng có Công văn số 1234-CV/VPTW thông báo", "Văn phòng Trung ương Đảng"),
    ("Sở Nội vụ TPHCM có Công văn số 1234/SNV-CCHC gửi các quận", "Sở Nội vụ TPHCM"),
    ("Liên đoàn Lao động thành phố ban hành Kế hoạch số 12/KH-LĐLĐ", "Liên đoàn Lao động thành phố"),
    ("Ban Dân vận Tỉnh ủy phối hợp ban hành Hướng dẫn số 5-HD/BDVTU", "Ban Dân vận Tỉnh ủy"),
    ("UBND phường 5 xây dựng Đề án số 12/ĐA-UBND", "UBND phường 5"),
    ("Bộ Y tế vừa ban hành Thông tư 12/2025/TT-BYT", "Bộ Y tế"),
    ("Đảng ủy, UBND phường đã ban hành Kế hoạch số 12/KH-UBND", "UBND phường"),
    ("Đoàn Kiểm tra 895 của Ban Thường vụ Tỉnh ủy công bố Quyết định số 895-QĐ/TU", "Ban Thường vụ Tỉnh ủy"),
    ("Đoàn kiểm tra số 2 của Ban Thường vụ Thành ủy (thành lập theo Quyết định số 895-QĐ/TU) làm việc", "Ban Thường vụ Thành ủy"),
    ("Căn cứ chỉ đạo của Trung ương, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 12-KH/TU", "Ban Thường vụ Tỉnh ủy"),
    ("Theo chỉ đạo của Bộ Chính trị, Ban Bí thư ban hành Kết luận số 12-KL/TW", "Ban Bí thư"),
]

# several documents: which share an issuer, and which have their own
LISTS = [
    (
        "ngày 22/5/2018, Ban Thường vụ Quận ủy ban hành Kế hoạch số 96-KH/QU, chia thành 9 nhóm việc, và sau đó là Đề án số 04-ĐA/QU",
        ["Ban Thường vụ Quận ủy"] * 2,
    ),
    (
        "Ban Thường vụ Quận ủy ban hành Nghị quyết số 15-NQ/QU, cùng ngày ban hành Kế hoạch số 142-KH/QU về",
        ["Ban Thường vụ Quận ủy"] * 2,
    ),
    (
        (
            "Quy định số 69-QĐ/TW và Quy định số 58-QĐ/TW. Cả hai quy định sau đều do Bộ Chính trị ban hành, lần lượt vào ngày 6/7/2022 "
            "và ngày 8/2/2022."
        ),
        ["Bộ Chính trị", "Bộ Chính trị"],
    ),
    ("Kế hoạch số 188-KH/TU và Kế hoạch số 201-KH/TU cùng của BTV Thành ủy Mẫu về", ["BTV Thành ủy Mẫu", "BTV Thành ủy Mẫu"]),
    # behind documents that stand in the titles of what is given out
    (
        "Đảng ủy phường ban hành Chương trình số 02-CTr/ĐU thực hiện Nghị quyết 226/2025/QH15 của Quốc hội; Kế hoạch số 33-KH/ĐU về",
        ["Đảng ủy phường", "Quốc hội", "Đảng ủy phường"],
    ),
    # on lines of their own
    (
        "công bố các quyết định của Ban Thường vụ Huyện ủy:\n1. Quyết định số 12-QĐ/HU về điều động;\n2. Quyết định số 13-QĐ/HU về",
        ["Ban Thường vụ Huyện ủy", "Ban Thường vụ Huyện ủy"],
    ),
    # a further verb of the sentence, beyond a document of another body
    (
        "Ban Thường vụ Đảng ủy đã lãnh đạo sắp xếp cán bộ theo Nghị định số 178/2024/NĐ-CP; ban hành Quyết định số 15-QĐ/ĐU",
        ["Chính phủ", "Ban Thường vụ Đảng ủy"],
    ),
    (
        "Ban Thường vụ Quận ủy đã cụ thể hóa Nghị quyết số 25-NQ/TW bằng Chương trình hành động số 15-CTr/QU",
        ["-", "Ban Thường vụ Quận ủy"],
    ),
    # a range has one issuer, what stands between its ends too
    (
        (
            "Ban Thường vụ Thành ủy ban hành 8 quyết định, từ Quyết định số 512-QĐ/TU đến Quyết định số 519-QĐ/TU. "
            "Quyết định số 514-QĐ/TU phân công"
        ),
        ["Ban Thường vụ Thành ủy"] * 3,
    ),
    ("các Hướng dẫn số 02, 03, 04-HD/UBKTTW về nghiệp vụ", ["Ủy ban Kiểm tra Trung ương"] * 3),
    # a bare number is the one that the text cites in full, and no other body's
    (
        "sau khi có Kết luận 01 và Kế hoạch 78 của Ban Thường vụ Thành ủy. Kết luận số 01-KL/TW của Bộ Chính trị",
        ["Bộ Chính trị", "Ban Thường vụ Thành ủy", "Bộ Chính trị"],
    ),
    (
        (
            "thay mặt Ban Thường vụ Đảng ủy phường công bố Quyết định số 215-QĐ/ĐU giải thể 05 chi bộ; từ Quyết định số 216-QĐ/ĐU đến "
            "Quyết định số 225-QĐ/ĐU"
        ),
        ["Ban Thường vụ Đảng ủy phường"] * 3,
    ),
    (
        "Kế hoạch số 118-KH/QU của Ban Thường vụ Quận ủy thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị",
        ["Ban Thường vụ Quận ủy", "Bộ Chính trị"],
    ),
    (
        "Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị, Ban Thường vụ Huyện ủy ban hành Kế hoạch số 25-KH/HU",
        ["Bộ Chính trị", "Ban Thường vụ Huyện ủy"],
    ),
    (
        "đồng chí Trần Văn Mẫu công bố các quyết định của Ban Thường vụ Thành ủy: Quyết định số 12-QĐ/TU về điều động; Quyết định số 13-QĐ/TU về chỉ định",
        ["Ban Thường vụ Thành ủy", "Ban Thường vụ Thành ủy"],
    ),
    (
        "bốn nghị quyết trụ cột của Bộ Chính trị (Nghị quyết số 57-NQ/TW, Nghị quyết số 59-NQ/TW)",
        ["Bộ Chính trị", "Bộ Chính trị"],
    ),
    ("bốn nghị quyết trụ cột của Bộ Chính trị (57-NQ/TW, 59-NQ/TW)", ["Bộ Chính trị", "Bộ Chính trị"]),
    (
        "Ban Thường vụ Đảng ủy phường đã ban hành nhiều văn bản lãnh đạo, chỉ đạo: Kế hoạch số 12-KH/ĐU ngày 4/5/2024 về chuyển đổi số; Công văn số 15-CV/ĐU ngày 6/5/2024",
        ["Ban Thường vụ Đảng ủy phường", "Ban Thường vụ Đảng ủy phường"],
    ),
    (
        "Ban Thường vụ Tỉnh ủy đã cụ thể hóa bằng Chương trình hành động số 12-CTr/TU, UBND tỉnh ban hành Kế hoạch số 55/KH-UBND",
        ["Ban Thường vụ Tỉnh ủy", "UBND tỉnh"],
    ),
    (
        "UBND tỉnh ban hành các Kế hoạch số 55/KH-UBND, 56/KH-UBND và Công văn số 57/UBND-NC",
        ["UBND tỉnh", "UBND tỉnh", "UBND tỉnh"],
    ),
    ("Quốc hội đã thông qua Luật số 12/2023/QH15 và Nghị quyết số 98/2023/QH15", ["Quốc hội", "Quốc hội"]),
    (
        "Nghị quyết số 57-NQ/TW, 59-NQ/TW, 66-NQ/TW và 68-NQ/TW của Bộ Chính trị",
        ["Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị"],
    ),
    (
        "Nghị quyết số 57-NQ/TW về khoa học, công nghệ; Nghị quyết số 59-NQ/TW về hội nhập quốc tế; Nghị quyết số 66-NQ/TW về pháp luật và Nghị quyết số 68-NQ/TW về kinh tế tư nhân của Bộ Chính trị",
        ["Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị"],
    ),
    (
        "Bộ Chính trị đã ban hành 4 nghị quyết quan trọng: Nghị quyết 57 về khoa học, Nghị quyết 59 về hội nhập, Nghị quyết 66 về pháp luật",
        ["Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị"],
    ),
    (
        "Nghị quyết số 26-NQ/TW ngày 5/8/2008 của Ban Chấp hành Trung ương và Nghị quyết số 19-NQ/TW ngày 16/6/2022 về nông nghiệp",
        ["Ban Chấp hành Trung ương", "-"],
    ),
    (
        "Quyết định số 12-QĐ/QU, Quyết định số 13-QĐ/QU và Quyết định số 14-QĐ/QU ngày 4/5/2024 của Ban Thường vụ Quận ủy",
        ["Ban Thường vụ Quận ủy", "Ban Thường vụ Quận ủy", "Ban Thường vụ Quận ủy"],
    ),
    ("Chỉ thị số 05-CT/TW, Kết luận số 01-KL/TW của Bộ Chính trị", ["Bộ Chính trị", "Bộ Chính trị"]),
    ("Chỉ thị số 05-CT/TW và Kết luận số 01-KL/TW của Bộ Chính trị", ["Bộ Chính trị", "Bộ Chính trị"]),
    ("Chỉ thị 05-CT/TW ngày 15/5/2016 và Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị", ["Bộ Chính trị", "Bộ Chính trị"]),
    ("Chỉ thị 05-CT/TW ngày 15/5/2016, Kết luận số 01-KL/TW ngày 18/5/2021 của Bộ Chính trị", ["Bộ Chính trị", "Bộ Chính trị"]),
    (
        "Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW của Hội nghị Trung ương 6 khóa XII",
        ["Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương"],
    ),
    (
        "thực hiện Kết luận số 12-KL/TW của Bộ Chính trị và Kế hoạch số 55-KH/TU của Ban Thường vụ Tỉnh ủy",
        ["Bộ Chính trị", "Ban Thường vụ Tỉnh ủy"],
    ),
    (
        "thực hiện Chỉ thị số 35-CT/TW của Bộ Chính trị, Kế hoạch số 55-KH/TU, Hướng dẫn số 02-HD/BTCTW",
        ["Bộ Chính trị", "-", "Ban Tổ chức Trung ương"],
    ),
    ("Các nghị quyết của Trung ương: Nghị quyết số 18-NQ/TW, Nghị quyết số 19-NQ/TW", ["Trung ương", "Trung ương"]),
    (
        "Quy định số 37-QĐ/TW của Ban Chấp hành Trung ương; các Quy định số 22-QĐ/TW, 69-QĐ/TW",
        ["Ban Chấp hành Trung ương", "-", "-"],
    ),
    (
        "Kết luận số 126-KL/TW, 127-KL/TW của Bộ Chính trị, Ban Bí thư về",
        ["Bộ Chính trị, Ban Bí thư", "Bộ Chính trị, Ban Bí thư"],
    ),
    (
        "Thực hiện Nghị quyết số 18-NQ/TW, Ban Thường vụ Tỉnh ủy đã ban hành Kế hoạch số 55-KH/TU và UBND tỉnh ban hành Kế hoạch số 12/KH-UBND",
        ["-", "Ban Thường vụ Tỉnh ủy", "UBND tỉnh"],
    ),
    ("các Nghị quyết số 57, 59, 66, 68 của Bộ Chính trị", ["Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị"]),
    (
        "Nghị quyết 57-NQ/TW về đột phá phát triển khoa học, Nghị quyết 59-NQ/TW về hội nhập, Nghị quyết 66-NQ/TW và Nghị quyết 68-NQ/TW của Bộ Chính trị",
        ["Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị"],
    ),
    (
        "Quy định số 37-QĐ/TW của Ban Chấp hành Trung ương và Quy định số 08-QĐi/TW của Bộ Chính trị",
        ["Ban Chấp hành Trung ương", "Bộ Chính trị"],
    ),
    (
        "Quy định 101-QĐ/TW, Quy định 08-QĐi/TW, Chỉ thị 05-CT/TW của Bộ Chính trị",
        ["Bộ Chính trị", "Bộ Chính trị", "Bộ Chính trị"],
    ),
    ("Quy định 101-QĐ/TW của Ban Bí thư, Chỉ thị 05-CT/TW của Bộ Chính trị", ["Ban Bí thư", "Bộ Chính trị"]),
    (
        "Luật số 80/2025/QH15, Nghị định số 170/2025/NĐ-CP của Chính phủ, Thông tư số 12/2025/TT-BNV",
        ["Quốc hội", "Chính phủ", "Bộ Nội vụ"],
    ),
    (
        "đồng chí Trần Thị Mẫu, Trưởng Ban Tổ chức Thành ủy đã công bố Quyết định số 512-QĐ/TU và Quyết định số 513-QĐ/TU của Ban Thường vụ Thành ủy về",
        ["Ban Thường vụ Thành ủy", "Ban Thường vụ Thành ủy"],
    ),
    (
        "công bố các Quyết định số 512-QĐ/TU, 513-QĐ/TU, 514-QĐ/TU ngày 3/4/2025 của Ban Thường vụ Thành ủy",
        ["Ban Thường vụ Thành ủy", "Ban Thường vụ Thành ủy", "Ban Thường vụ Thành ủy"],
    ),
    (
        "Ban Chấp hành Đảng bộ phường ban hành Nghị quyết số 05-NQ/ĐU ngày 3/4/2023, Kế hoạch số 12-KH/ĐU ngày 5/4/2023 và Công văn số 7-CV/ĐU",
        ["Ban Chấp hành Đảng bộ phường", "Ban Chấp hành Đảng bộ phường", "Ban Chấp hành Đảng bộ phường"],
    ),
    (
        "Đảng ủy ban hành Nghị quyết số 05-NQ/ĐU về phát triển kinh tế; Kế hoạch số 12-KH/ĐU về chuyển đổi số",
        ["Đảng ủy", "Đảng ủy"],
    ),
    (
        "Quận ủy Tân Mẫu đã có nhiều văn bản chỉ đạo như Công văn số 15-CV/QU, Kế hoạch số 16-KH/QU",
        ["Quận ủy Tân Mẫu", "Quận ủy Tân Mẫu"],
    ),
    (
        "Nghị quyết số 22-NQ/TU của Thành ủy, Kế hoạch số 12-KH/QU của Quận ủy, Kế hoạch số 5-KH/ĐU của Đảng ủy phường",
        ["Thành ủy", "Quận ủy", "Đảng ủy phường"],
    ),
    ("Kết luận số 121-KL/TW của Ban Chấp hành Trung ương về tổng kết Nghị quyết số 18-NQ/TW", ["Ban Chấp hành Trung ương", "-"]),
    (
        "Kết luận số 121-KL/TW của Ban Chấp hành Trung ương về tổng kết Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương khóa XII",
        ["Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương"],
    ),
    (
        "Chương trình số 5-CTr/QU thực hiện Nghị quyết số 31-NQ/TW, Nghị quyết số 24-NQ/TW của Bộ Chính trị",
        ["-", "Bộ Chính trị", "Bộ Chính trị"],
    ),
    (
        "Nghị quyết số 31-NQ/TW của Bộ Chính trị, Nghị quyết số 98/2023/QH15 của Quốc hội và Chương trình số 5-CTr/QU của Ban Thường vụ Quận ủy",
        ["Bộ Chính trị", "Quốc hội", "Ban Thường vụ Quận ủy"],
    ),
    ("Nghị quyết số 31-NQ/TW và Nghị quyết số 98/2023/QH15 của Quốc hội", ["-", "Quốc hội"]),
    (
        "Kế hoạch số 12-KH/QU ngày 3/4/2023 và Kế hoạch số 25-KH/QU ngày 5/6/2024 của Ban Thường vụ Quận ủy",
        ["Ban Thường vụ Quận ủy", "Ban Thường vụ Quận ủy"],
    ),
    (
        "Ban Thường vụ Quận ủy ban hành Kế hoạch số 12-KH/QU ngày 3/4/2023; Ủy ban nhân dân quận ban hành Kế hoạch số 25/KH-UBND, Quyết định số 33/QĐ-UBND",
        ["Ban Thường vụ Quận ủy", "Ủy ban nhân dân quận", "Ủy ban nhân dân quận"],
    ),
    ("Chỉ thị 27 của Bộ Chính trị, Quy định 131 và Quy định 132", ["Bộ Chính trị", "-", "-"]),
    (
        "Mới đây, Bộ Chính trị ban hành Chỉ thị 45-CT/TW; Ban Tổ chức Trung ương ban hành Hướng dẫn số 27-HD/BTCTW",
        ["Bộ Chính trị", "Ban Tổ chức Trung ương"],
    ),
    (
        "Ban Thường vụ Tỉnh ủy ban hành Chỉ thị số 15-CT/TU lãnh đạo đại hội; Ban Tổ chức Tỉnh ủy ban hành Hướng dẫn số 12-HD/BTCTU, Ủy ban Kiểm tra Tỉnh ủy có Công văn số 77-CV/UBKTTU",
        ["Ban Thường vụ Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy"],
    ),
    (
        "Căn cứ Luật số 65/2025/QH15; Nghị định số 150/2025/NĐ-CP; Nghị quyết số 21/NQ-HĐND ngày 1/7/2025 của HĐND phường",
        ["Quốc hội", "Chính phủ", "HĐND phường"],
    ),
    (
        "Bộ Chính trị, Ban Bí thư đã ban hành nhiều văn bản mới như Quy định số 294-QĐ/TW, Hướng dẫn số 02-HD/TW",
        ["Bộ Chính trị, Ban Bí thư", "Bộ Chính trị, Ban Bí thư"],
    ),
    (
        "Thực hiện Nghị quyết Trung ương 4 khóa XII, Chỉ thị số 05-CT/TW của Bộ Chính trị và Kế hoạch số 03-KH/TU của Ban Thường vụ Thành ủy",
        ["Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Thường vụ Thành ủy"],
    ),
    (
        "Ban Chấp hành Trung ương khóa XII ban hành Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017",
        ["Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương"],
    ),
    (
        "Thành ủy TPHCM ban hành Chương trình hành động số 15-CTrHĐ/TU thực hiện Nghị quyết số 31-NQ/TW của Bộ Chính trị; UBND TPHCM ban hành Quyết định số 1234/QĐ-UBND",
        ["Thành ủy TPHCM", "Bộ Chính trị", "UBND TPHCM"],
    ),
    (
        "Kế hoạch số 123-KH/TU ngày 5/6/2024, Kế hoạch số 124-KH/TU ngày 6/6/2024 của Ban Thường vụ Tỉnh ủy; Công văn số 55-CV/BTCTU",
        ["Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"],
    ),
    (
        "Ban Thường vụ Đảng ủy xã ban hành quyết định thành lập tổ công tác (số 12-QĐ/ĐU), kế hoạch tuyên truyền (số 13-KH/ĐU)",
        ["Ban Thường vụ Đảng ủy xã", "Ban Thường vụ Đảng ủy xã"],
    ),
    ("hai nghị quyết của HĐND tỉnh: Nghị quyết số 11/2024/NQ-HĐND và Nghị quyết số 12/2024/NQ-HĐND", ["HĐND tỉnh", "HĐND tỉnh"]),
    ("Đề án số 06-ĐA/TU của Tỉnh ủy về “Phát triển đảng viên”, Hướng dẫn số 7-HD/BTCTU", ["Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"]),
    (
        "Thực hiện Nghị quyết số 12-NQ/ĐUCA ngày 1/2/2023 của Đảng ủy Công an Trung ương, Công an tỉnh ban hành Kế hoạch số 55/KH-CAT",
        ["Đảng ủy Công an Trung ương", "Công an tỉnh"],
    ),
    (
        "Quyết định số 213-QĐ/TW ngày 2/1/2020 của Ban Bí thư về đảng viên đang công tác thường xuyên giữ mối liên hệ với tổ chức đảng và nhân dân nơi cư trú, Hướng dẫn số 05 của Ban Tổ chức Thành ủy",
        ["Ban Bí thư", "Ban Tổ chức Thành ủy"],
    ),
    (
        "Trước đó, ngày 12/3, Ban Thường vụ Tỉnh ủy đã có Kế hoạch số 331-KH/TU về việc sắp xếp; trên cơ sở đó Huyện ủy ban hành Kế hoạch số 88-KH/HU, thành lập Ban Chỉ đạo theo Quyết định số 1201-QĐ/HU.",
        ["Ban Thường vụ Tỉnh ủy", "Huyện ủy", "Huyện ủy"],
    ),
    ("Kế hoạch số 88-KH/HU được xây dựng trên cơ sở Nghị quyết số 11-NQ/TU của Tỉnh ủy", ["-", "Tỉnh ủy"]),
    (
        "Ban Bí thư vừa ban hành Chỉ thị số 50-CT/TW, trong khi Ban Tổ chức Trung ương đã có Hướng dẫn số 31-HD/BTCTW",
        ["Ban Bí thư", "Ban Tổ chức Trung ương"],
    ),
    ("Nghị quyết số 98/2023/QH15 và Nghị quyết số 22-NQ/TU cùng được quán triệt", ["Quốc hội", "-"]),
    (
        "Kết luận số 50-KL/TW ngày 28/2/2023 của Bộ Chính trị và Quyết định số 96-QĐ/TW của Ban Bí thư",
        ["Bộ Chính trị", "Ban Bí thư"],
    ),
    ("theo tinh thần Kết luận số 50-KL/TW và Kết luận số 123-KL/TW (Bộ Chính trị)", ["Bộ Chính trị", "Bộ Chính trị"]),
    (
        "Chi bộ đã nghiêm túc thực hiện Hướng dẫn 12-HD/BTCTW của Ban Tổ chức Trung ương, Quy định 24-QĐ/TW",
        ["Ban Tổ chức Trung ương", "-"],
    ),
    ("Chính phủ ban hành Nghị định 150/2025/NĐ-CP, Nghị định 151/2025/NĐ-CP", ["Chính phủ", "Chính phủ"]),
    (
        "Ban Thường vụ Đảng ủy xã ra Nghị quyết chuyên đề số 12-NQ/ĐU, Đảng ủy ban hành Chỉ thị số 2-CT/ĐU",
        ["Ban Thường vụ Đảng ủy xã", "Đảng ủy"],
    ),
]

# who only carries it out, announces it or is mentioned beside it did not issue it
UNKNOWN = [
    "Quy chế số 02-QC/ĐU về phối hợp công tác của Đảng ủy, HĐND, UBND",
    "Kế hoạch số 12-KH/ĐU và Quy định số 22-QĐ/TW. Cả hai kế hoạch trên đều do Đảng ủy ban hành",  # they are of two types
    "Quyết định số 131-QĐ/TU. Văn bản này được các chi bộ góp ý",
    "Hướng dẫn số 12-HD/BTC",  # a Ban Tổ chức's, of no committee that is named
    "Quận ủy đã lãnh đạo sắp xếp cán bộ; phường ban hành Quyết định số 15-QĐ/ĐU",
    "Chương trình hành động số 12-CTr/TU thực hiện Nghị quyết của Ban Chấp hành Trung ương về",
    "Kế hoạch số 118-KH/QU về thực hiện kết luận của Bộ Chính trị",
    "Nghị quyết số 05-NQ/ĐU về nâng cao năng lực lãnh đạo của Đảng bộ được triển khai",
    "Kế hoạch số 118-KH/QU do đồng chí Bí thư Quận ủy ký ban hành",
    "theo Hướng dẫn số 05-HD/ĐU của Đảng ủy cấp trên",
    "Quyết định số 03-QĐ/TU của đồng chí Bí thư Thành ủy",
    "Ngay sau khi có Nghị quyết số 68-NQ/TW, Tỉnh ủy đã tổ chức",
    "Đảng ủy xã đã tổ chức quán triệt, triển khai Nghị quyết số 05-NQ/HU",
    "Theo Kế hoạch số 12-KH/TU, Ban Tổ chức Thành ủy chủ trì",
    "Ban Thường vụ Đảng ủy phường tổ chức trao Quyết định số 120-QĐ/TU",
    "Đảng ủy phường tổ chức học tập Nghị quyết số 57-NQ/TW",
    "Đảng ủy phường ra mắt mô hình theo Nghị quyết số 05-NQ/ĐU",
    "Chi bộ có 25 đảng viên, thực hiện Chỉ thị 05-CT/TW",
    "Quận ủy có 5 đơn vị triển khai tốt Kế hoạch số 15-KH/QU",
    "Đảng ủy xây dựng kế hoạch thực hiện Nghị quyết số 05-NQ/ĐU",
    "Ban Thường vụ Đảng ủy xây dựng chương trình hành động thực hiện Nghị quyết 57",
    "Thường trực Đảng ủy thông qua báo cáo kết quả thực hiện Nghị quyết số 05-NQ/ĐU",
    "Đảng ta đã ban hành Nghị quyết số 57-NQ/TW",
    "Đảng, Nhà nước đã ban hành nhiều chủ trương, trong đó có Nghị quyết số 57-NQ/TW",
    "Thông tư liên tịch số 05/2024/TTLT-BNV-BTC",
    "Chỉ thị số 12/CT-UBND, Chủ tịch UBND tỉnh yêu cầu",
    "Chiều 5/3, đồng chí Bí thư Tỉnh ủy ký Quyết định số 1234-QĐ/TU",
    "Ủy ban Kiểm tra Thành ủy đã xem xét, thi hành kỷ luật theo Quy định số 69-QĐ/TW",
    "các chủ trương lớn của Đảng, trong đó có Nghị quyết số 66-NQ/TW",
    "Chủ tịch UBND tỉnh Lê Văn Mẫu vừa ký Quyết định số 1234/QĐ-UBND",
    "Phó Chủ tịch UBND tỉnh Lê Văn Mẫu ký ban hành Kế hoạch số 1234/KH-UBND",
    "Đảng bộ thành phố đã tích cực thực hiện Nghị quyết số 16-NQ/TU",
    "theo đó, Quyết định số 55-QĐ/HU nêu rõ",
    "Quận ủy Quận 1 triển khai Kế hoạch số 55-KH/TU",
    "Trưởng Đoàn kiểm tra công bố Quyết định số 895-QĐ/TU",
]


@pytest.mark.parametrize(("text", "expected"), [*BEHIND, *BEFORE])
def test_the_issuer_of_one_document_is_the_one_printed_for_it(text: str, expected: str):
    assert issuers(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_each_document_of_several_has_its_issuer(text: str, expected: list[str]):
    assert issuers(text) == expected


@pytest.mark.parametrize("text", UNKNOWN)
def test_an_issuer_that_is_not_printed_stays_unknown(text: str):
    assert set(issuers(text)) == {"-"}
