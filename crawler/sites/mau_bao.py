"""Sample site: a replica of a OneCMS newspaper with invented articles, served on loopback."""

from __future__ import annotations

from crawler.sites._onecms import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="mau-bao",
    name="Báo Nam Giang (trang mẫu)",
    owner="Thành ủy Nam Giang (hư cấu)",
    level="province",
    place="Thành phố Nam Giang",
    family=FAMILY,
    hosts=("bao-mau.localhost", "www.bao-mau.localhost"),
    scheme="http",
    port=8801,
    listings=(category_listing("/chinh-tri"),),
    sitemaps=("/sitemap.xml",),
    feeds=("/rss/chinh-tri",),
    delay=0.0,
    has_date=True,
    expect_per_day=(0, 100),
    state="verified",
    is_thorough=True,  # it costs nobody anything, and its tomorrow comes after a minute
    is_sample=True,
)
