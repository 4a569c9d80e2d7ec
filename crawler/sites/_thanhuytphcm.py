"""The portal of Thành ủy Thành phố Hồ Chí Minh: one article space behind five host names.

Nobody has seen the markup of its pages: the layouts are first guesses and the order of the text decides where they
do not match.
"""

from __future__ import annotations

import re

from crawler.sites._family import Family, Layout, Listing

_CURRENT = Layout(
    name="article-detail",
    standing="unverified",
    body=("div.article-content",),
    title=("h1.article-title",),
    byline=("p.author",),
    caption=("p.image-caption",),
    subhead=("p.subtitle",),
    drop=("div.comment-box", "div.other-news", "div.notice"),
)

_OLDER = Layout(name="content-detail table", standing="unverified", body=("td.content-detail",))

FAMILY = Family(
    name="thanhuytphcm",
    article_pattern=re.compile(r"^/tin-tuc/[^?#]*-\d{8,10}$|^/video/[^?#]*-\d{1,7}$"),
    # films are counted by themselves: /video/<slug>-751 is no /tin-tuc/<slug>-751
    key_pattern=re.compile(r"^/(video)/[^?#]*-(\d{1,7})$|^/(?:tin-tuc|tu-lieu/[^/]+)/[^?#]*?-?(\d{8,10})$"),
    layouts=(_CURRENT, _OLDER),
    profile_pattern=re.compile(r"^/(?:cap-uy-chi-tiet|tin-tuyen-truyen)/"),
    clock="thanhuytphcm",
    known=("addresses", "dates"),
)


def group_listing(path: str) -> Listing:
    """The listing of a topic or place (nhóm tin), such as `/nhom-tin/quan-1-1197604608`: markup and paging never seen."""
    return Listing(path, next="a.next, li.next a, a[rel=next]")


NEWS_LISTING = group_listing("/")
