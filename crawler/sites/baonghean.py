"""Báo Nghệ An, on OneCMS."""

from __future__ import annotations

from crawler.sites._onecms import FAMILY, NO_TEXT, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="baonghean",
    name="Báo Nghệ An",
    owner="Tỉnh ủy Nghệ An",
    level="province",
    place="Nghệ An",
    reform="the province stayed; its districts ended",
    family=FAMILY,
    hosts=("baonghean.vn", "www.baonghean.vn"),
    listings=(category_listing("/chinh-tri"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/rss/chinh-tri",),
    excluded=NO_TEXT,
    has_date=True,
    expect_per_day=(30, 200),
)
