"""Báo Đà Nẵng, on OneCMS."""

from __future__ import annotations

from crawler.sites._onecms import FAMILY, NO_TEXT, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="baodanang",
    name="Báo Đà Nẵng",
    owner="Thành ủy Đà Nẵng",
    level="province",
    place="Đà Nẵng",
    reform="the city took in Quảng Nam, and Báo Quảng Nam with it",
    family=FAMILY,
    hosts=("baodanang.vn", "www.baodanang.vn"),
    listings=(category_listing("/chinh-tri"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/rss/chinh-tri",),
    excluded=NO_TEXT,
    has_date=True,
    expect_per_day=(30, 200),
)
