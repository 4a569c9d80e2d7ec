"""Thành ủy Huế, formerly Tỉnh ủy Thừa Thiên Huế."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._slug import FAMILY, HOME

SITE = Site(
    id="tinhuytthue",
    name="Trang tin Đảng bộ thành phố Huế",
    owner="Thành ủy Huế",
    level="province",
    place="Huế",
    reform="Thừa Thiên Huế had become the city of Huế in January 2025; the host keeps the older name",
    family=FAMILY,
    hosts=("tinhuytthue.vn", "www.tinhuytthue.vn"),
    listings=(HOME,),
    visit_hours=12,
    expect_per_day=(0, 30),
)
