"""Báo Hải Phòng (báo và phát thanh, truyền hình Hải Phòng), on OneCMS since 2025."""

from __future__ import annotations

from crawler.sites._onecms import FAMILY, NO_TEXT, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="baohaiphong",
    name="Báo Hải Phòng",
    owner="Thành ủy Hải Phòng",
    level="province",
    place="Hải Phòng",
    reform="Hải Phòng took in Hải Dương; the paper seems to run on Báo Hải Dương's installation",
    family=FAMILY,
    hosts=("baohaiphong.vn", "www.baohaiphong.vn"),
    listings=(category_listing("/chinh-tri"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/rss/chinh-tri",),
    excluded=NO_TEXT,
    # a weak server, with more dead links than most
    delay=5.0,
    visit_hours=3,
    has_date=True,
    expect_per_day=(20, 250),
)
