"""The document library of the Party: pages of documents, an authority list for the register and no news."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing
from crawler.sites._site import Site

_FAMILY = Family(
    name="tulieuvankien",
    # /he-thong-van-ban/van-ban-quy-pham-phap-luat/<slug>-6587; slugs lose "/" and "-": no symbol can be read back from them
    article_pattern=re.compile(r"^/(?:van-kien-tu-lieu-ve-dang|he-thong-van-ban)/(?:[\w-]+/){1,3}[^/]*-\d{1,6}$"),
    key_pattern=re.compile(r"-(\d{1,6})$"),
    known=("addresses",),
)

SITE = Site(
    id="tulieuvankien",
    name="Hệ thống tư liệu, văn kiện Đảng",
    owner="Ban Tuyên giáo và Dân vận Trung ương",
    level="central",
    place="Việt Nam",
    reform="nothing: documents keep the names of the bodies that issued them",
    family=_FAMILY,
    hosts=("tulieuvankien.dangcongsan.vn",),
    listings=(Listing("/he-thong-van-ban"), Listing("/van-kien-tu-lieu-ve-dang")),
    holds="documents",
    visit_hours=24,
    has_date=False,
    expect_per_day=(0, 10),
)
