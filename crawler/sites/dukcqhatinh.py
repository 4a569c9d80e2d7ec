"""Đảng ủy các cơ quan tỉnh Hà Tĩnh, on NukeViet as its picture addresses show."""

from __future__ import annotations

from crawler.sites._nukeviet import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="dukcqhatinh",
    name="Trang tin Đảng bộ các cơ quan tỉnh Hà Tĩnh",
    owner="Đảng ủy các cơ quan tỉnh Hà Tĩnh",
    level="agency",
    place="Hà Tĩnh",
    reform="the committees of agencies were drawn anew in early 2025; what became of the host is not known",
    family=FAMILY,
    hosts=("dukcq.hatinh.gov.vn",),
    listings=(category_listing("/news"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/news/rss/",),
    visit_hours=12,
    has_date=True,
    expect_per_day=(0, 20),
)
