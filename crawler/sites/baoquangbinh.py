"""Báo Quảng Bình: the month stands in its addresses."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._yyyymm import FAMILY, category_listing

SITE = Site(
    id="baoquangbinh",
    name="Báo Quảng Bình",
    owner="Tỉnh ủy Quảng Bình",
    level="province",
    place="Quảng Bình",
    reform="Quảng Bình became part of Quảng Trị; whether the host stays is not known",
    family=FAMILY,
    hosts=("baoquangbinh.vn", "www.baoquangbinh.vn"),
    listings=(category_listing("/chinh-tri"),),
    has_date=True,
    expect_per_day=(0, 80),
)
