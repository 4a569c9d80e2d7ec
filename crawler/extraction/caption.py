"""Captions (chú thích ảnh) by their words: how papers describe a picture, where no markup says that a line is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crawler.extraction.boilerplate import halve_double
from crawler.extraction.byline import is_signed
from crawler.extraction.line import Line, Role

LONGEST = 260
_LONGEST_POSE = 190
# "Quang cảnh hội nghị.", "Toàn cảnh buổi lễ", "Ảnh minh họa"
_SCENE = re.compile(
    r"^(?:(?:quang|toàn|khung|phong) cảnh|hình ảnh|ảnh\s*:|(?:ảnh|hình) \d{1,2}(?=\s*[:.])|ảnh (?:minh họa|tư liệu|chụp)|"
    r"chú thích ảnh|một góc|"
    r"không khí|các đại biểu dự|"
    r"đại biểu dự|đại biểu tham dự)\b",
    re.IGNORECASE,
)
# "Đồng chí … phát biểu tại Hội nghị", "Lãnh đạo thành phố trao bằng khen cho …"
_WHO = (
    r"(?:(?:các|đại diện|tập thể|đông đảo|thường trực)\s+)?(?:đồng chí|đ/c|đại biểu|lãnh đạo|ông|bà|đoàn|đoàn viên|"
    r"đảng viên|cán bộ|chiến sĩ|"
    r"tiết mục|người dân|bí thư|phó bí thư|chủ tịch|phó chủ tịch|trưởng ban|ban tổ chức|học sinh|sinh viên|tuổi trẻ|"
    r"hội viên|cử tri)"
)
_DOES = (
    r"(?:phát biểu|trao(?! đổi)|tặng|chụp (?:ảnh|hình)|dâng (?:hương|hoa)|thắp (?:hương|nến)|thăm|chúc mừng|biểu quyết|"
    r"bỏ phiếu|cắt băng|ký kết|"
    r"trình bày|điều hành|thảo luận|tham gia|tham quan|kiểm tra|khảo sát|ra quân|bốc thăm|chủ trì|tham luận|đọc|"
    r"giới thiệu|báo cáo|"
    r"nêu (?:ý kiến|câu hỏi)|đặt câu hỏi|góp ý|tuyên thệ|"
    r"thông tin|trả lời|biểu diễn|hướng dẫn|tiếp xúc|ra mắt|nhận)"
)
_POSE = re.compile(rf"^{_WHO}\b(?P<who>.{{1,170}}?)\b{_DOES}\b", re.IGNORECASE)
# "phát biểu chỉ đạo hội nghị" is what a picture shows, whatever was said
_SPEAKING = re.compile(r"phát biểu (?:ý kiến )?(?:chỉ đạo|kết luận|khai mạc|bế mạc|giao nhiệm vụ|nhận nhiệm vụ)", re.IGNORECASE)
# "(thứ hai từ phải sang)", "(bên trái)": where somebody stands in a picture
_POSITION = re.compile(r"\((?:bìa|thứ|từ|ngoài cùng|bên|đứng|giữa|ở giữa|người|hàng|áo|ngồi)\b[^()]{0,50}\)", re.IGNORECASE)
# What follows in a caption is a place or an occasion, never what was said.
_SAID = re.compile(
    r"\b(?:rằng|là|cho biết|nhấn mạnh|yêu cầu|đề nghị|khẳng định|ghi nhận|đánh giá|chỉ đạo|cho rằng|mong muốn|lưu ý|đã|"
    r"được|sẽ|nhằm|do|"
    r"trong đó|đồng thời)\b",
    re.IGNORECASE,
)
# The number of a picture before its caption, as in "Hình 1: Đ/c Lý Thị Hồng Khánh khai mạc Hội nghị".
_NUMBERED = re.compile(r"^(?:ảnh|hình)\s?\d{0,2}\s*[:.]\s*", re.IGNORECASE)
_CREDIT = re.compile(r"\(?\b(?:ảnh|nguồn(?: ảnh)?|nguồn, ảnh)\s*:\s*(?:(?!\.\s)[^()]){1,40}\)?\.?$", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!?…;:]\s+\S")
_ABBREVIATION = re.compile(r"\b(?:TP|Tp|TX|TT|Q|P|S|T|TS|GS|PGS|ThS|BS|KTS|NSND|NSƯT|St)\.\s?")


def is_caption(line: Line, *, by_words: bool, has_pictures: bool = False) -> bool:
    """Whether a line is a caption: the markup says so, it is printed twice, or it reads like one and may be judged by words.

    `has_pictures`: the page shows where its pictures stand, so that a line elsewhere which reads like a caption is none.
    """
    text = line.text
    if line.role is Role.CAPTION or halve_double(text) != text:
        return True
    # "Kết luận hội nghị, đồng chí … đề nghị thực hiện một số nhiệm vụ sau:" may stand under a picture too
    if line.role or len(text) > LONGEST or text.endswith(":") or is_signed(text):
        return False
    is_under_picture = line.after_picture and (line.is_italic or line.is_centred) and not line.is_bold
    if is_under_picture and not text.startswith("(") and _is_one_sentence(text):
        return True
    if _POSITION.search(text) and _is_one_sentence(_POSITION.sub("", text)):
        return True
    if _CREDIT.search(text) and len(text) > 12 and _is_one_sentence(_CREDIT.sub("", text)):
        return True
    if not by_words or not _is_one_sentence(text):
        return False
    if line.is_italic and (line.after_picture or line.after_gap or line.is_centred):
        return True
    if line.after_picture and not (line.is_bold or text.endswith(".")):
        return True
    return reads_like_caption(text) and (line.after_picture or not has_pictures or _SCENE.match(text) is not None)


def captions_above(lines: Sequence[Line]) -> list[Line]:
    """The captions among the lines between headline and body, where the lead picture has a box of its own.

    Right under a picture a class name such as "lead-note" calls a caption what it likes.
    """
    plain = [replace(line, role=None) if line.role is Role.LEAD and line.after_picture else line for line in lines]
    captions = (line for line in plain if not line.is_linked and is_caption(line, by_words=line.after_picture))
    return [replace(line, role=Role.CAPTION) for line in captions]


def reads_like_caption(text: str) -> bool:
    """Whether a short single sentence describes a picture by its words alone."""
    if _SCENE.match(text):
        return len(text) < _LONGEST_POSE
    text = _SPEAKING.sub("phát biểu", text)
    pose = _POSE.match(text) if len(text) < _LONGEST_POSE else None
    return pose is not None and not _SAID.search(text, pose.end()) and not _SAID.search(pose["who"])


def _is_one_sentence(text: str) -> bool:
    return not _SENTENCES.search(_ABBREVIATION.sub("", _NUMBERED.sub("", text)))
