"""How the sample sites print what their articles hold: spelling of the marks, names of sections, openings for listings."""

from __future__ import annotations

import unicodedata

from crawler.replica.articles import Wording

_TEASER = 220
_CATEGORIES = {
    "ban-doc": "Bạn đọc",
    "cai-cach-hanh-chinh": "Cải cách hành chính",
    "chinh-tri": "Chính trị",
    "dang-uy-phuong": "Đảng ủy phường",
    "goc-nhin": "Góc nhìn",
    "hoc-tap-va-lam-theo": "Học tập và làm theo Bác",
    "kinh-te": "Kinh tế",
    "su-kien-qua-anh": "Sự kiện qua ảnh",
    "tin-tuc-su-kien": "Tin tức - Sự kiện",
    "van-hoa": "Văn hóa",
    "xa-hoi": "Xã hội",
    "xay-dung-dang": "Xây dựng Đảng",
}


def printed(text: str, *, decomposed: bool) -> str:
    """The text as it stands on the page: with every tone a combining mark of its own where the site's editor made it so."""
    return unicodedata.normalize("NFD", text) if decomposed else text


def category_name(slug: str) -> str:
    """What readers see of a section (chuyên mục)."""
    return _CATEGORIES.get(slug, slug.replace("-", " ").capitalize())


def teaser(wording: Wording) -> str:
    """The opening of the first paragraph, cut at a word."""
    text = next(piece.text for piece in wording.pieces if piece.kind == "paragraph")
    return text if len(text) <= _TEASER else text[:_TEASER].rpartition(" ")[0] + "…"
