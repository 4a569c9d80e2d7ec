"""Báo Bình Dương: an older and a newer page."""

from __future__ import annotations

import re

from crawler.sites._family import EMBEDDED, Family, Layout, Listing
from crawler.sites._site import Site

_NEWER = Layout(
    name="singular-content",
    standing="known",
    body=("#contentNews .singular-content", "#contentNews"),
    title=("h1.title",),
    drop=EMBEDDED,
)

_FAMILY = Family(
    name="baobinhduong",
    # /<slug>-a<id>.html; the addresses of the newer page were not seen
    article_pattern=re.compile(r"^/[^?#]*-a\d+\.html$"),
    key_pattern=re.compile(r"-a(\d+)\.html$"),
    layouts=(_NEWER,),
    known=("addresses", "paging", "article", "dates"),
)

SITE = Site(
    id="baobinhduong",
    name="Báo Bình Dương",
    owner="Tỉnh ủy Bình Dương",
    level="province",
    place="Bình Dương",
    reform="Bình Dương became part of Thành phố Hồ Chí Minh; SGGP covers its wards",
    family=_FAMILY,
    hosts=("baobinhduong.vn", "www.baobinhduong.vn"),
    listings=(Listing("/chinh-tri", pages="/chinh-tri?page={page}"),),
    successor="sggp",
    has_date=True,
    expect_per_day=(0, 100),
)
