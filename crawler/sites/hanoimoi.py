"""Báo Hànộimới, on OneCMS."""

from __future__ import annotations

from crawler.sites._onecms import FAMILY, NO_TEXT, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="hanoimoi",
    name="Báo Hànộimới",
    owner="Thành ủy Hà Nội",
    level="province",
    place="Hà Nội",
    reform="the city's districts ended; wards and communes answer to the city",
    family=FAMILY,
    hosts=("hanoimoi.vn", "www.hanoimoi.vn"),
    listings=(category_listing("/chinh-tri"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/rss/chinh-tri",),
    known=("sitemap",),
    excluded=NO_TEXT,
    has_date=True,
    expect_per_day=(50, 250),
)
