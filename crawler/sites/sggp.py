"""Sài Gòn Giải Phóng: covers the Party news of the wards since the districts ended."""

from __future__ import annotations

from crawler.sites._cms_body import FAMILY, HOME
from crawler.sites._site import Site

SITE = Site(
    id="sggp",
    name="Báo Sài Gòn Giải Phóng",
    owner="Thành ủy Thành phố Hồ Chí Minh",
    level="province",
    place="Thành phố Hồ Chí Minh",
    reform="the best successor for news of districts; since late 2025 it covers the wards of Bình Dương and Vũng Tàu",
    family=FAMILY,
    hosts=("www.sggp.org.vn", "sggp.org.vn"),
    listings=(HOME,),
    sitemaps=("/sitemap.xml",),
    visit_hours=3,
    expect_per_day=(50, 400),
)
