"""WordPress: its REST list of posts and its feed are the product's own; of the sites' themes nothing was seen.

An import can date a post years wrong: an event of 22/8/2018 stood under 26/01/2019.
"""

from __future__ import annotations

import re

from crawler.sites._family import EMBEDDED, Family, Layout, Listing, MorePages

_USUAL = Layout(
    name="entry-content",
    standing="unverified",
    body=(".entry-content",),
    title=("h1.entry-title",),
    caption=(".wp-caption-text", "figcaption"),
    drop=EMBEDDED,
)

FAMILY = Family(
    name="wordpress",
    article_pattern=re.compile(r"^/(?:\d{4}/\d\d/(?:\d\d/)?|(?!category|tag|author|page|wp-)[\w-]+/)?[^/.]+(?:-[^/.-]+){3,}$"),
    key_pattern=None,
    layouts=(_USUAL,),
    signs=("/wp-content/",),
)

_POSTS = "/wp-json/wp/v2/posts?_fields=link,title&per_page=20&page={page}"
NEWEST = Listing(_POSTS.format(page=1), more=MorePages(_POSTS, link_key="link", title_key="title"))
FEEDS = ("/feed/",)
