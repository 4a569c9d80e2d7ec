"""Ủy ban Mặt trận Tổ quốc Thành phố Hồ Chí Minh."""

from __future__ import annotations

from crawler.sites._dnn import FAMILY, page_listing
from crawler.sites._site import Site

SITE = Site(
    id="ubmttq",
    name="Trang tin Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố Hồ Chí Minh",
    owner="Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố Hồ Chí Minh",
    level="agency",
    place="Thành phố Hồ Chí Minh",
    reform="the Fronts of Bình Dương and Bà Rịa - Vũng Tàu became part of the city's",
    family=FAMILY,
    hosts=("ubmttq.hochiminhcity.gov.vn",),
    listings=(page_listing("/tin-tuc"),),
    visit_hours=12,
    expect_per_day=(0, 30),
)
