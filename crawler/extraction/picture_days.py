"""Days in the addresses of pictures (ngày trong đường dẫn ảnh): who names a picture's folder after the day, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from index.dates import Precision, is_day
from index.text import fold

# Each pattern names y and m, most d; `slug` or `number` say which article the picture was made for.
_PATTERNS = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        # https://images.hcmcpv.org.vn/res/news/2022/12/22-12-2022-<slug>-<HEX>-details.jpg?vs=22122022072338
        r"/res/news/(?P<y>\d{4})/(?P<m>\d\d)/(?P<d>\d\d)-(?P=m)-(?P=y)-(?P<slug>[^/?]+?)-[0-9A-F]{6,8}(?:-details)?\.\w+",
        # //res/news/2015/10/DHX_NguyenThienNhan.jpg
        r"/res/news/(?P<y>\d{4})/(?P<m>\d\d)/(?!\d\d-)",
        # //images.hcmcpv.org.vn//Uploads/Image/02022022<hex>/anh%2033.jpg
        r"/Uploads/Image/(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4})",
        # https://file.thanhuyhanoi.vn/thanhuy/public/Uploads/TinTuc/2025/7/9/50018267/<guid>.jpg, since 2024 …/public/0/1/2025/…
        r"/thanhuy/public/(?:Uploads/TinTuc|\d+/\d+)/(?P<y>20\d\d)/(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<number>\d+)/",
        # https://hnm.1cdn.vn/2025/07/01/name.jpg
        r"\.1cdn\.vn/(?:[^?]*?/)?(?P<y>20\d\d)/(?P<m>\d\d)/(?P<d>\d\d)/",
        # https://mediacdn.vinhlong.dcs.vn/media/2026/03/04/<24 hex>_name.jpg
        r"//mediacdn\.[\w.-]+/media/(?P<y>20\d\d)/(?P<m>\d\d)/(?P<d>\d\d)/",
        # https://file1.dangcongsan.vn/data/0/images/2020/05/19/name.jpg, older /DATA/0/2015/05/19/name-08_11_22_333.jpg
        r"\.dangcongsan\.vn/data/0/(?:images/)?(?P<y>20\d\d)/(?P<m>\d\d)/(?P<d>\d\d)/",
        # /dataimages/201511/original/images1200436_name.jpg: papers that keep the month in their addresses
        r"/dataimages/(?P<y>20\d\d)(?P<m>\d\d)/",
        # /uploads/news/2024_06/name.jpg: NukeViet
        r"/uploads/[\w-]+/(?P<y>20\d\d)_(?P<m>\d\d)/",
        # /wp-content/uploads/2019/01/name.jpg: WordPress
        r"/wp-content/uploads/(?P<y>20\d\d)/(?P<m>\d\d)/",
    )
)
# Slugs are cut near 100 letters, at different places.
_SAME_SLUG = 60


@dataclass(frozen=True, slots=True)
class PictureDay:
    """What the address of a picture tells: a day, or a month by its first day.

    `names_article`: it says which article the picture was made for; `is_own`: that article is this one.
    """

    value: date
    precision: Precision
    names_article: bool
    is_own: bool
    picture: str


def picture_days(pictures: Sequence[str], url: str, number: str | None, title: str | None) -> Iterator[PictureDay]:
    """What the addresses of an article's pictures tell; `url`, `number` and `title` are the article's.

    Old pictures are used again, so that only one named after the article, or filed under its number, is its own.
    """
    for picture in pictures:
        match = next((match for pattern in _PATTERNS if (match := pattern.search(picture))), None)
        if match is None:
            continue
        parts = match.groupdict()
        year, month, day = int(parts["y"]), int(parts["m"]), int(parts.get("d") or 0)
        if not is_day(day or 1, month, year) or year < 2000:
            continue
        slug, filed = parts.get("slug"), parts.get("number")
        is_own = is_named_after(slug, url, title) if slug else filed is not None and filed == number
        precision = Precision.DAY if day else Precision.MONTH
        yield PictureDay(date(year, month, day or 1), precision, bool(slug or filed), is_own, picture)


def is_named_after(slug: str, url: str, title: str | None) -> bool:
    """Whether a picture of this slug was named after the article at `url`."""
    own = re.sub(r"-\d{8,10}$", "", unquote(urlsplit(url).path).rpartition("/")[2])
    if url.startswith("urn:"):
        own = re.sub(r"[^a-z0-9]+", "-", fold(title or "")).strip("-")
    picture = unquote(slug)
    same = min(len(own), len(picture))
    return own == picture or (same >= _SAME_SLUG and own[:same] == picture[:same])
