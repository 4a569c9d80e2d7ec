"""Tỉnh ủy Cà Mau, on a portal of VNPT."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._slug import FAMILY, HOME

SITE = Site(
    id="camau",
    name="Trang tin Đảng bộ tỉnh Cà Mau",
    owner="Tỉnh ủy Cà Mau",
    level="province",
    place="Cà Mau",
    reform="the province took in Bạc Liêu",
    family=FAMILY,
    hosts=("camau.dcs.vn", "www.camau.dcs.vn"),
    listings=(HOME,),
    visit_hours=12,
    expect_per_day=(0, 30),
)
