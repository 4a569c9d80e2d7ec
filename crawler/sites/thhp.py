"""Đài Phát thanh và Truyền hình Hải Phòng: the month stands in its addresses."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._yyyymm import FAMILY, category_listing

SITE = Site(
    id="thhp",
    name="Đài Phát thanh và Truyền hình Hải Phòng",
    owner="Thành ủy Hải Phòng",
    level="province",
    place="Hải Phòng",
    reform="Hải Phòng took in Hải Dương; paper and station became one house",
    successor="baohaiphong",
    family=FAMILY,
    hosts=("thhp.vn", "www.thhp.vn"),
    listings=(category_listing("/"),),
    has_date=True,
    expect_per_day=(0, 60),
)
