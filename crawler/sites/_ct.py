"""The `/ct/` portal: Thủ Đức City, its wards, and tenants elsewhere.

Its markup was never seen and its pages print neither title nor date, as far as the saved texts show.
"""

from __future__ import annotations

import re

from crawler.sites._family import Family, Layout, Listing

_CURRENT = Layout(
    name="news-content",
    standing="unverified",
    body=("div.content-main > div.news-content",),
    drop=("div.sidebar",),
)

FAMILY = Family(
    name="ct",
    article_pattern=re.compile(r"/ct/\d+/\d+$"),
    key_pattern=re.compile(r"/ct/\d+/(\d+)$"),
    layouts=(_CURRENT,),
    titles_printed=False,
    known=("addresses",),
)


def category_listing(path: str) -> Listing:
    """The listing of a category (chuyên mục). Its markup and paging were never seen."""
    return Listing(path, next="a.next, li.next a, a[rel=next]")
