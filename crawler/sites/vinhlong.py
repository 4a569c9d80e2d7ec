"""Tỉnh ủy Vĩnh Long: the day stands in its picture addresses."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._slug import FAMILY, HOME

SITE = Site(
    id="vinhlong",
    name="Trang tin Đảng bộ tỉnh Vĩnh Long",
    owner="Tỉnh ủy Vĩnh Long",
    level="province",
    place="Vĩnh Long",
    reform="the province took in Bến Tre and Trà Vinh",
    family=FAMILY,
    hosts=("vinhlong.dcs.vn", "www.vinhlong.dcs.vn"),
    listings=(HOME,),
    visit_hours=12,
    expect_per_day=(0, 30),
)
