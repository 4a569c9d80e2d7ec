"""Phường 9, Quận 10, Thành phố Hồ Chí Minh."""

from __future__ import annotations

from crawler.sites._dnn import FAMILY, page_listing
from crawler.sites._site import Site

SITE = Site(
    id="phuong9quan10",
    name="Trang thông tin điện tử Phường 9, Quận 10",
    owner="Ủy ban nhân dân Phường 9, Quận 10",
    level="commune",
    place="Phường 9, Quận 10, Thành phố Hồ Chí Minh",
    reform="district and ward ended; whether the host stays is not known",
    family=FAMILY,
    hosts=("phuong9.quan10.gov.vn",),
    listings=(page_listing("/tin-tuc"),),
    visit_hours=24,
    delay=5.0,
    scheme="http",
    expect_per_day=(0, 5),
)
