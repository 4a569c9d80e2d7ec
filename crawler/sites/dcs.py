"""dcs.vn, the Party's own domain; provincial committees are moving under it, each a site of its own here."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing
from crawler.sites._site import Site

_FAMILY = Family(
    name="dcs",
    article_pattern=re.compile(r"^/tin-tuc-su-kien/[^/]+\.html$"),
    key_pattern=None,
    known=("addresses",),
)

SITE = Site(
    id="dcs",
    name="Cổng thông tin điện tử Đảng Cộng sản Việt Nam",
    owner="Văn phòng Trung ương Đảng",
    level="central",
    place="Việt Nam",
    reform="provincial committees move to <province>.dcs.vn under the names of the new provinces",
    family=_FAMILY,
    hosts=("dcs.vn", "www.dcs.vn"),
    listings=(Listing("/tin-tuc-su-kien"),),
    expect_per_day=(0, 30),
)
