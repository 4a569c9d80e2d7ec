"""Báo Hải Phòng (báo và phát thanh, truyền hình Hải Phòng), on OneCMS since 2025."""

from __future__ import annotations

import re

from crawler.sites._onecms import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="baohaiphong",
    name="Báo Hải Phòng",
    owner="Thành ủy Hải Phòng",
    level="province",
    place="Hải Phòng",
    family=FAMILY,
    hosts=("baohaiphong.vn", "www.baohaiphong.vn"),
    listings=(category_listing("/chinh-tri"),),
    sitemaps=("/sitemap.xml",),
    excluded=re.compile(r"^/(?:video|emagazine|podcast|infographic|thong-tin-quang-cao|an-pham|thoi-tiet-hai-phong)(?:/|$)"),
    # a weak server, with more dead links than most
    delay=5.0,
    expect_per_day=(20, 250),
)
