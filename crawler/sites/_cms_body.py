"""The newspapers whose bodies are called `cms-body`: Sài Gòn Giải Phóng, Nhân Dân and others."""

from __future__ import annotations

import re

from crawler.sites._family import EMBEDDED, Family, Layout, Listing

_CURRENT = Layout(
    name="article__body",
    standing="known",
    body=("div.article__body", "div.cms-body"),
    lead=(".article__sapo", ".cms-desc"),
    byline=(".author",),
    drop=EMBEDDED,
)

FAMILY = Family(
    name="cms-body",
    article_pattern=re.compile(r"^/[^?#]*-post\d+\.(?:html|vnp|tpo)$"),
    key_pattern=re.compile(r"-post(\d+)\.(?:html|vnp|tpo)$"),
    layouts=(_CURRENT,),
    signs=("zce-content-body", "cms-body"),
    known=("addresses", "sitemap", "article"),
)

HOME = Listing("/", next="a[rel=next]")
