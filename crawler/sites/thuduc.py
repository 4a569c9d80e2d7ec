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
    family=FAMILY,
    hosts=("tpthuduc.hochiminhcity.gov.vn", "www.tpthuduc.hochiminhcity.gov.vn"),
    tenants=(".tpthuduc.hochiminhcity.gov.vn",),
    scheme="http",
    listings=(category_listing("/tin-tuc-su-kien"),),
    delay=5.0,
    has_date=False,
    expect_per_day=(0, 30),
)
