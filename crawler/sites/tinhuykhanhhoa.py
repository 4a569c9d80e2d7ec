"""Tỉnh ủy Khánh Hòa."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing
from crawler.sites._site import Site

_FAMILY = Family(
    name="tinhuykhanhhoa",
    # /tin-bai/<section>/<slug>
    article_pattern=re.compile(r"^/tin-bai/[\w-]+/[^/]+$"),
    key_pattern=None,
    known=("addresses",),
)

SITE = Site(
    id="tinhuykhanhhoa",
    name="Trang tin Đảng bộ tỉnh Khánh Hòa",
    owner="Tỉnh ủy Khánh Hòa",
    level="province",
    place="Khánh Hòa",
    reform="the province took in Ninh Thuận",
    family=_FAMILY,
    hosts=("tinhuykhanhhoa.vn", "www.tinhuykhanhhoa.vn"),
    listings=(Listing("/"),),
    visit_hours=12,
    expect_per_day=(0, 20),
)
