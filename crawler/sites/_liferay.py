"""Liferay: old Thủ Đức, districts of Hà Nội, offices of Hồ Chí Minh City. Its slugs drop every "đ": `tai-ac-cu`."""

from __future__ import annotations

import re

from crawler.sites._family import EMBEDDED, Family, Layout, Listing

_JOURNAL = Layout(name="journal-content-article", standing="known", body=("div.journal-content-article",), drop=EMBEDDED)

FAMILY = Family(
    name="liferay",
    # /-/<slug>, /-/asset_publisher/<instance>/content/<slug>, /-/view_content/<id>-<slug>.html
    article_pattern=re.compile(r"/-/(?:asset_publisher/[^/]+/content/|view_content/\d+-)?[^/]*-[^/]*$"),
    key_pattern=re.compile(r"/-/view_content/(\d+)-"),
    layouts=(_JOURNAL,),
    signs=("journal-content-article",),
    known=("addresses", "article"),
)


def page_listing(path: str) -> Listing:
    """A page of the portal that lists articles; markup and paging were never seen."""
    return Listing(path, next="a.next, li.next a, a[rel=next]")
