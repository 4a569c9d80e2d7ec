"""Thành ủy Thành phố Hồ Chí Minh, with the older name hcmcpv.org.vn: five hosts, one article space."""

from __future__ import annotations

import re

from crawler.sites._site import Site
from crawler.sites._thanhuytphcm import FAMILY, NEWS_LISTING, group_listing

SITE = Site(
    id="thanhuytphcm",
    name="Trang tin Đảng bộ Thành phố Hồ Chí Minh",
    owner="Thành ủy Thành phố Hồ Chí Minh",
    level="province",
    place="Thành phố Hồ Chí Minh",
    reform="the city took in Bình Dương and Bà Rịa - Vũng Tàu, its districts ended; communes got groups of their own",
    family=FAMILY,
    hosts=("www.thanhuytphcm.vn", "thanhuytphcm.vn", "www.hcmcpv.org.vn", "hcmcpv.org.vn", "stxdd.thanhuytphcm.vn"),
    listings=(
        NEWS_LISTING,
        group_listing("/nhom-tin/quan-1-1197604608"),
        group_listing("/nhom-tin/moi-truong-do-thi-1423537592"),
    ),
    # committee profiles: lists of officials, undated and years stale
    excluded=re.compile(r"^/(?:cap-uy-chi-tiet|tin-tuyen-truyen)/"),
    visit_hours=3,
    has_date=False,
    expect_per_day=(10, 60),
)
