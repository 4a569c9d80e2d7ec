"""Nhân Dân, the central paper of the Party."""

from __future__ import annotations

from crawler.sites._cms_body import FAMILY, HOME
from crawler.sites._site import Site

SITE = Site(
    id="nhandan",
    name="Báo Nhân Dân",
    owner="Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
    level="central",
    place="Việt Nam",
    reform="nothing for the paper itself; its news name provinces and communes of the new map",
    family=FAMILY,
    hosts=("nhandan.vn", "www.nhandan.vn"),
    listings=(HOME,),
    sitemaps=("/sitemap.xml",),
    visit_hours=3,
    expect_per_day=(100, 500),
)
