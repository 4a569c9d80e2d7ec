"""Tỉnh ủy Tây Ninh, on NukeViet as its picture addresses show."""

from __future__ import annotations

from crawler.sites._nukeviet import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="tayninh",
    name="Trang tin Đảng bộ tỉnh Tây Ninh",
    owner="Tỉnh ủy Tây Ninh",
    level="province",
    place="Tây Ninh",
    reform="the province took in Long An",
    family=FAMILY,
    hosts=("tayninh.dcs.vn",),
    listings=(category_listing("/news"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/news/rss/",),
    visit_hours=12,
    has_date=True,
    expect_per_day=(0, 20),
)
