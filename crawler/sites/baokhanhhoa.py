"""Báo Khánh Hòa: the month stands in its addresses."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._yyyymm import FAMILY, category_listing

SITE = Site(
    id="baokhanhhoa",
    name="Báo Khánh Hòa",
    owner="Tỉnh ủy Khánh Hòa",
    level="province",
    place="Khánh Hòa",
    reform="the province took in Ninh Thuận",
    family=FAMILY,
    hosts=("baokhanhhoa.vn", "www.baokhanhhoa.vn"),
    listings=(category_listing("/chinh-tri"),),
    has_date=True,
    expect_per_day=(10, 120),
)
