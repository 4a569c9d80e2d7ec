"""Báo Hải Dương, on OneCMS."""

from __future__ import annotations

from crawler.sites._onecms import FAMILY, NO_TEXT, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="baohaiduong",
    name="Báo Hải Dương",
    owner="Tỉnh ủy Hải Dương",
    level="province",
    place="Hải Dương",
    reform="Hải Dương became part of Hải Phòng; the paper goes on as Báo Hải Phòng",
    successor="baohaiphong",
    family=FAMILY,
    hosts=("baohaiduong.vn", "www.baohaiduong.vn"),
    listings=(category_listing("/chinh-tri"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/rss/chinh-tri",),
    excluded=NO_TEXT,
    has_date=True,
    expect_per_day=(0, 200),
)
