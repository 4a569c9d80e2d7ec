"""Tỉnh ủy Thái Nguyên, on NukeViet as its picture addresses show."""

from __future__ import annotations

from crawler.sites._nukeviet import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="thainguyen",
    name="Trang tin Đảng bộ tỉnh Thái Nguyên",
    owner="Tỉnh ủy Thái Nguyên",
    level="province",
    place="Thái Nguyên",
    reform="the province took in Bắc Kạn",
    family=FAMILY,
    hosts=("thainguyen.dcs.vn",),
    listings=(category_listing("/news"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/news/rss/",),
    visit_hours=12,
    has_date=True,
    expect_per_day=(0, 20),
)
