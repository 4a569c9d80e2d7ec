"""Thủ Đức before 2022, kept on a host of its own."""

from __future__ import annotations

from crawler.sites._liferay import FAMILY, page_listing
from crawler.sites._site import Site

SITE = Site(
    id="thuduc-cu",
    name="Trang thông tin điện tử Thành phố Thủ Đức (trước 2022)",
    owner="Ủy ban nhân dân Thành phố Thủ Đức",
    level="district",
    place="Thành phố Thủ Đức",
    reform="the city under the city ended; its old pages stayed on this host",
    successor="thuduc",
    family=FAMILY,
    hosts=("tpthuduc-old.icti-hcm.gov.vn",),
    listings=(page_listing("/"),),
    visit_hours=168,
    delay=5.0,
    expect_per_day=(0, 1),
)
