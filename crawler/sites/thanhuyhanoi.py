"""Thành ủy Hà Nội: every unit of the city on one site, the day and the article's number in its picture addresses."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing
from crawler.sites._site import Site

_FAMILY = Family(
    name="thanhuyhanoi",
    # /tin-tuc/xa-hat-mon/<slug>-50042510.html
    article_pattern=re.compile(r"^/tin-tuc/(?:[\w-]+/)?[^/]*-\d{8}\.html$"),
    key_pattern=re.compile(r"-(\d{8})\.html$"),
    clock="thanhuyhanoi",
    known=("addresses", "dates"),
)

SITE = Site(
    id="thanhuyhanoi",
    name="Trang tin Thành ủy Hà Nội",
    owner="Thành ủy Hà Nội",
    level="province",
    place="Hà Nội",
    reform="the city's districts ended; their pages stay under /tin-tuc/huyen-… and communes have pages of their own",
    family=_FAMILY,
    hosts=("thanhuyhanoi.vn", "www.thanhuyhanoi.vn"),
    listings=(Listing("/", next="a.next, li.next a, a[rel=next]"),),
    expect_per_day=(20, 120),
)
