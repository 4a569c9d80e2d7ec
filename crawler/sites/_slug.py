"""Sites that share nothing but readable addresses: an article's last part is made of at least four words of its title."""

from __future__ import annotations

import re

from crawler.sites._family import Family, Listing

FAMILY = Family(
    name="slug",
    article_pattern=re.compile(r"/[^/.]+(?:-[^/.-]+){3,}(?:\.\w{3,5})?$"),
    key_pattern=None,
)

HOME = Listing("/", next="a.next, li.next a, a[rel=next]")
