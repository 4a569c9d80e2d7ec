"""Papers that keep the month in the address, `/xay-dung-dang/202310/<slug>-123/`: it fixes the year of the dateline.

Their pages print `Cập nhật lúc 10:29, Thứ Hai, 27/08/2018 (GMT+7)`, and stray lines of "." and ";" under the text.
"""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing

FAMILY = Family(
    name="yyyymm",
    article_pattern=re.compile(r"/(?:19|20)\d\d(?:0[1-9]|1[0-2])/[^/]+-\d+(?:/index\.html?)?$"),
    key_pattern=re.compile(r"/(?:19|20)\d\d(?:0[1-9]|1[0-2])/[^/]+-(\d+)(?:/index\.html?)?$"),
    known=("addresses", "dates"),
)


def category_listing(path: str) -> Listing:
    """The listing of a category (chuyên mục)."""
    return Listing(path, next="a.next, li.next a, a[rel=next]")
