"""Thủ Đức City and its wards, until the district level ended on 1 July 2025."""

from __future__ import annotations

from crawler.sites._ct import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="thuduc",
    name="Trang thông tin điện tử Thành phố Thủ Đức",
    owner="Ủy ban nhân dân Thành phố Thủ Đức",
    level="district",
    place="Thành phố Thủ Đức",
    reform="the city ended, its 34 wards became 12, one of them named Thủ Đức; whether the hosts stay is not known",
    family=FAMILY,
    hosts=("tpthuduc.hochiminhcity.gov.vn", "www.tpthuduc.hochiminhcity.gov.vn"),
    tenants=(".tpthuduc.hochiminhcity.gov.vn",),
    scheme="http",
    listings=(category_listing("/tin-tuc-su-kien"),),
    # weak portals, and the likeliest to vanish: an early complete pass, not a faster one
    delay=5.0,
    visit_hours=24,
    has_date=False,
    expect_per_day=(0, 30),
)
