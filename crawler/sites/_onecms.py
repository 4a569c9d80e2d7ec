"""OneCMS: the newspapers of Hải Phòng, Hà Nội, Nghệ An, Đà Nẵng and others run it.

Its servers answer 403 at random: the frontier asks again, and only the fourth refusal is one.
"""

from __future__ import annotations

import re
from datetime import date

from crawler.sites._family import Family, Layout, Listing, MorePages

_DROP = (
    "div.sc-longform-header",
    "div.sc-empty-layer",
    "div.c-box",
    "div.c-author-page",
    "div.c-widget-tags",
    "[id^=ads_]",
    "[class^=ads_]",
)

_CURRENT = Layout(
    name="longform",
    standing="known",
    since=date(2024, 1, 1),
    body=("div.c-news-detail div.b-maincontent article.entry",),
    title=("h1.sc-longform-header-title",),
    lead=("p.sc-longform-header-sapo",),
    byline=(".sc-longform-header-author",),
    time=(".sc-longform-header-date",),
    caption=("figcaption", "figure.expNoEdit .lg-caption"),
    drop=_DROP,
)

_OLDER = Layout(
    name="c-detail-head",
    standing="known",
    body=("article.entry", "div.content-main-normal"),
    title=("h1.c-detail-head__title",),
    lead=("h2.desc", "p.desc"),
    byline=("span.c-detail-head__author", "div.c-author-page"),
    time=("span.c-detail-head__time",),
    caption=("figcaption", "figure.expNoEdit .lg-caption"),
    drop=_DROP,
)

FAMILY = Family(
    name="onecms",
    article_pattern=re.compile(r"^/(?!.*-ptag\.html$)[^/]*-\d+\.html$"),
    key_pattern=re.compile(r"^/[^/]*-(\d+)\.html$"),
    layouts=(_CURRENT, _OLDER),
    signs=("sc-longform-header", "c-detail-head__title", "onecms__", "POWERED BY ONECMS"),
    known=("addresses", "listing", "paging", "article", "dates"),
)

# What is no text: films, sound, pictures alone, advertising.
NO_TEXT = re.compile(r"^/(?:video|emagazine|podcast|infographic|thong-tin-quang-cao|an-pham|thoi-tiet-[\w-]+)(?:/|$)")

_MORE = MorePages(
    path="/api/getMoreArticle/channel_empty_{last}_{channel}_0",
    link_key="LinktoMe2",
    title_key="Title",
    channel_pattern=re.compile(r"api/getarticlebychannel/(\d+)", re.IGNORECASE),
)


def category_listing(path: str) -> Listing:
    """The listing of a category (chuyên mục), such as `/chinh-tri`."""
    return Listing(path, item="ul.onecms__loading > li .b-grid__title > a", more=_MORE)
