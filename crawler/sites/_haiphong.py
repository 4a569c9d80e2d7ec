"""The portal of Hải Phòng, its bodies and its communes: one grammar of addresses, one counter, a markup that nobody has seen."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing

FAMILY = Family(
    name="haiphong",
    # hadong.haiphong.gov.vn/chi-dao-dieu-hanh/<slug>-816834; until 2022 haiphong.gov.vn/<Category>/<Slug>-57288.html; in 2020
    # the Thành ủy had its room in the portal: /Portal/Detail.aspx?Organization=TU&ContentID=61234, a counter of its own
    article_pattern=re.compile(r"^/[\w-]+/[^/?]*-\d{5,7}(?:\.html)?$|^/Portal/[^?]*\?(?:.*&)?ContentID=\d+"),
    key_pattern=re.compile(r"-(\d{5,7})(?:\.html)?$|^/(Portal)/[^?]*\?(?:.*&)?ContentID=(\d+)"),
    known=("addresses", "dates"),
)


def category_listing(path: str) -> Listing:
    """The listing of a category (chuyên mục), such as `/tin-tuc-su-kien`."""
    return Listing(path, next="a.next, li.next a, a[rel=next]")
