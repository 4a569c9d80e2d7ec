"""Tỉnh ủy Kiên Giang, on NukeViet as its picture addresses show."""

from __future__ import annotations

from crawler.sites._nukeviet import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="kiengiang",
    name="Trang tin Đảng bộ tỉnh Kiên Giang",
    owner="Tỉnh ủy Kiên Giang",
    level="province",
    place="Kiên Giang",
    reform="Kiên Giang became part of An Giang; whether the host stays is not known",
    family=FAMILY,
    hosts=("tonghop.kiengiang.dcs.vn",),
    listings=(category_listing("/news"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/news/rss/",),
    visit_hours=12,
    has_date=True,
    expect_per_day=(0, 20),
)
