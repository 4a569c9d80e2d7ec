"""Tỉnh ủy Tuyên Quang."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._slug import FAMILY, HOME

SITE = Site(
    id="tuyenquang",
    name="Trang tin Đảng bộ tỉnh Tuyên Quang",
    owner="Tỉnh ủy Tuyên Quang",
    level="province",
    place="Tuyên Quang",
    reform="the province took in Hà Giang",
    family=FAMILY,
    hosts=("tuyenquang.dcs.vn", "www.tuyenquang.dcs.vn"),
    listings=(HOME,),
    visit_hours=12,
    expect_per_day=(0, 30),
)
