"""Quận 8, Thành phố Hồ Chí Minh."""

from __future__ import annotations

from crawler.sites._sharepoint import FAMILY, QUERY, page_listing
from crawler.sites._site import Site

SITE = Site(
    id="quan8",
    name="Trang thông tin điện tử Quận 8",
    owner="Ủy ban nhân dân Quận 8",
    level="district",
    place="Quận 8, Thành phố Hồ Chí Minh",
    reform="the district level ended; its wards answer to the city, and nobody knows how long the host stays",
    family=FAMILY,
    hosts=("quan8.hochiminhcity.gov.vn", "www.quan8.hochiminhcity.gov.vn"),
    listings=(page_listing("/Pages/default.aspx"),),
    keep_query=QUERY,
    visit_hours=24,
    delay=5.0,
    expect_per_day=(0, 20),
)
