"""Ban Tuyên giáo Tỉnh ủy Bình Thuận."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing
from crawler.sites._site import Site

_FAMILY = Family(
    name="binhthuan",
    # /Trang-chu/post/<id>/<slug>
    article_pattern=re.compile(r"/post/\d+/[^/]+$"),
    key_pattern=re.compile(r"/post/(\d+)/"),
    known=("addresses",),
)

SITE = Site(
    id="binhthuan",
    name="Trang tin Ban Tuyên giáo Tỉnh ủy Bình Thuận",
    owner="Ban Tuyên giáo Tỉnh ủy Bình Thuận",
    level="agency",
    place="Bình Thuận",
    reform="Bình Thuận became part of Lâm Đồng; whether the host stays is not known",
    family=_FAMILY,
    hosts=("btgtu.binhthuan.dcs.vn",),
    listings=(Listing("/"),),
    successor="lamdong",
    visit_hours=12,
    expect_per_day=(0, 20),
)
