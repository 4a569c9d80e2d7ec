"""Ban Tuyên giáo và Dân vận Tỉnh ủy Lâm Đồng."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing
from crawler.sites._site import Site

_FAMILY = Family(
    name="lamdong",
    # /<section>/<sub>/type/detail/id/<n>/task/<n>
    article_pattern=re.compile(r"/type/detail/id/\d+/task/\d+$"),
    key_pattern=re.compile(r"/type/detail/id/(\d+)/"),
    known=("addresses",),
)

SITE = Site(
    id="lamdong",
    name="Trang tin Ban Tuyên giáo và Dân vận Tỉnh ủy Lâm Đồng",
    owner="Ban Tuyên giáo và Dân vận Tỉnh ủy Lâm Đồng",
    level="agency",
    place="Lâm Đồng",
    reform="the province took in Bình Thuận and Đắk Nông",
    family=_FAMILY,
    hosts=("btgdvtu.lamdong.dcs.vn",),
    listings=(Listing("/"),),
    visit_hours=12,
    expect_per_day=(0, 20),
)
