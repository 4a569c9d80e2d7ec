"""Báo Bà Rịa - Vũng Tàu: the month stands in its addresses."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._yyyymm import FAMILY, category_listing

SITE = Site(
    id="baobariavungtau",
    name="Báo Bà Rịa - Vũng Tàu",
    owner="Tỉnh ủy Bà Rịa - Vũng Tàu",
    level="province",
    place="Bà Rịa - Vũng Tàu",
    reform="the province became part of Thành phố Hồ Chí Minh; the paper still published in August 2025",
    successor="sggp",
    family=FAMILY,
    hosts=("baobariavungtau.com.vn", "www.baobariavungtau.com.vn"),
    listings=(category_listing("/chinh-tri"),),
    has_date=True,
    expect_per_day=(0, 120),
)
