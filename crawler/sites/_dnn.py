"""DNN (DotNetNuke): the Fatherland Front of Hồ Chí Minh City, some wards, and the theme of dangcongsan.vn and its sisters."""

from __future__ import annotations

import re

from crawler.sites._family import EMBEDDED, Family, Layout, Listing

# seen on dangcongsan.vn in 2019 and 2020, on its sisters in 2025
POST = Layout(
    name="post-content",
    standing="known",
    body=(".post-content .noidung", ".post-content", "[itemprop=articleBody]"),
    title=("h1.post-title",),
    lead=(".post-summary h2",),
    time=("span.post-subinfo", "div.lbPublishedDate"),
    drop=EMBEDDED,
)

FAMILY = Family(
    name="dnn",
    article_pattern=re.compile(r"/chitiet/\d+/(?:categoryid/\d+/)?[^/]+$", re.IGNORECASE),
    key_pattern=re.compile(r"/chitiet/(\d+)/", re.IGNORECASE),
    layouts=(POST,),
    signs=('class="post-content', "dnn_NewsView_Main"),
    known=("addresses",),
)


def page_listing(path: str) -> Listing:
    """A page that lists articles; markup and paging were never seen."""
    return Listing(path, next="a.next, li.next a, a[rel=next]")
