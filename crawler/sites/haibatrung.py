"""Quận Hai Bà Trưng, Hà Nội."""

from __future__ import annotations

from crawler.sites._liferay import FAMILY, page_listing
from crawler.sites._site import Site

SITE = Site(
    id="haibatrung",
    name="Cổng thông tin điện tử quận Hai Bà Trưng",
    owner="Ủy ban nhân dân quận Hai Bà Trưng",
    level="district",
    place="Quận Hai Bà Trưng, Hà Nội",
    reform="the district ended; a ward of Hà Nội bears the name Hai Bà Trưng now, which is another body",
    family=FAMILY,
    hosts=("haibatrung.hanoi.gov.vn",),
    listings=(page_listing("/"),),
    visit_hours=24,
    delay=5.0,
    expect_per_day=(0, 20),
)
