"""Tỉnh ủy Bình Phước, on NukeViet as its picture addresses show."""

from __future__ import annotations

from crawler.sites._nukeviet import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="tinhuybinhphuoc",
    name="Trang tin Đảng bộ tỉnh Bình Phước",
    owner="Tỉnh ủy Bình Phước",
    level="province",
    place="Bình Phước",
    reform="Bình Phước became part of Đồng Nai; whether the host stays is not known",
    family=FAMILY,
    hosts=("tinhuybinhphuoc.vn", "www.tinhuybinhphuoc.vn"),
    listings=(category_listing("/news"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/news/rss/",),
    visit_hours=12,
    has_date=True,
    expect_per_day=(0, 20),
)
