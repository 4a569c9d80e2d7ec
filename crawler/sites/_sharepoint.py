"""SharePoint: districts of Hồ Chí Minh City until the district level ended, some provinces. The article is in the query."""

from __future__ import annotations

import re

from crawler.sites._family import EMBEDDED, Family, Layout, Listing

_RICH_TEXT = Layout(
    name="ExternalClass",
    standing="known",
    body=("div[class^=ExternalClass]", "#part1 table"),
    drop=EMBEDDED,
)

# `ItemID` counts within a list, so that the whole address is the key.
QUERY = ("ItemID", "List")

FAMILY = Family(
    name="sharepoint",
    # /lists/posts/post.aspx?List=…&ItemID=83&Mode=1, default.aspx?ItemID=9281&Mode=1
    article_pattern=re.compile(r"\.aspx\?(?:.*&)?itemid=\d+", re.IGNORECASE),
    key_pattern=None,
    layouts=(_RICH_TEXT,),
    signs=('class="ExternalClass',),
    known=("addresses", "article"),
)


def page_listing(path: str) -> Listing:
    """A page that lists articles; markup and paging were never seen."""
    return Listing(path, next="a.next, li.next a, a[rel=next]")
