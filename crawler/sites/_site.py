"""What a site file says about its site: only data, so that a new site is one small file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from crawler.sites._family import GROUPS, Family, Group, Layout, Listing
from index.article import Source

State = Literal["verified", "unverified", "gone"]
Level = Literal["central", "province", "district", "commune", "agency"]
# "documents": pages of a library, an authority list (danh mục quy chiếu); they are kept and no news is made of them.
Holding = Literal["news", "documents"]
# Systems for officials: never crawled, whatever domain they stand under.
_INTERNAL = frozenset({"icpv", "dhtn", "mail"})


@dataclass(frozen=True, slots=True)
class Site:
    """One source site (trang nguồn): who it is, where its articles are listed, how its pages look.

    The first of `hosts` is the canonical one and the others serve the same articles; a host that ends in one of
    `tenants` belongs to the site too but keeps its name. `reform` says what 1 July 2025 changed for owner and place, and
    `successor` is the id of the site that goes on with its news. `sitemaps` and `feeds` are paths. `keep_query` are the
    names in a query that choose an article, `("*",)` all of them. `has_date`: an article page prints when it was published,
    `None` where nobody knows. `delay` is seconds between requests, `visit_hours` the
    hours between visits; `expect_per_day` articles a day, least and most. `gone_phrases` stand on pages that say "not
    found" with status 200. `tls_reason` says why certificates are not verified, where they are not.

    `state`: a live site is "unverified" until its pages were seen through this file, and then crawled only by name.
    `is_thorough`: every run reads feeds and sitemaps whole, whatever that costs.
    `known` adds to what is known of the family. `anchors` are article numbers whose day the archive has learned.
    """

    id: str
    name: str
    owner: str
    level: Level
    place: str
    family: Family
    hosts: tuple[str, ...]
    reform: str = ""
    successor: str | None = None
    listings: tuple[Listing, ...] = ()
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    scheme: str = "https"
    port: int | None = None
    tenants: tuple[str, ...] = ()
    keep_query: tuple[str, ...] = ()
    excluded: re.Pattern[str] | None = None
    own_layouts: tuple[Layout, ...] = ()
    gone_phrases: tuple[str, ...] = ()
    delay: float = 3.0
    visit_hours: float = 6.0
    has_date: bool | None = None
    expect_per_day: tuple[int, int] = (0, 1000)
    verify_tls: bool = True
    tls_reason: str = ""
    state: State = "unverified"
    known: tuple[Group, ...] = ()
    holds: Holding = "news"
    is_thorough: bool = False
    is_sample: bool = False
    anchors: tuple[tuple[int, date], ...] = ()

    @property
    def url(self) -> str:
        """The home page."""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}://{self.hosts[0]}{port}/"

    @property
    def source(self) -> Source:
        """The site as the archive and its readers know it."""
        return Source(self.id, self.name, self.owner, self.url)

    @property
    def layouts(self) -> tuple[Layout, ...]:
        """The site's own layouts, then those of its family, newest first."""
        return (*self.own_layouts, *self.family.layouts)

    @property
    def article_pattern(self) -> re.Pattern[str]:
        """Searched in the path and kept query of an address: it is an article's."""
        return self.family.article_pattern

    @property
    def key_pattern(self) -> re.Pattern[str] | None:
        """Searched in the path and kept query of an address: its groups are the article's own number."""
        return self.family.key_pattern

    @property
    def titles_printed(self) -> bool:
        """Whether an article page shows its headline."""
        return self.family.titles_printed

    @property
    def unverified(self) -> tuple[Group, ...]:
        """The groups of facts that nobody has seen, of those that the site has at all."""
        has = {"sitemap": bool(self.sitemaps), "feed": bool(self.feeds), "dates": self.has_date is not False}
        seen = {*self.family.known, *self.known}
        return tuple(group for group in GROUPS if group not in seen and has.get(group, True))

    def serves(self, host: str) -> bool:
        """Whether this host name (without port) is one of the site's."""
        host = host.lower().rstrip(".")
        if host in self.hosts:
            return True
        return host.partition(".")[0] not in _INTERNAL and any(host.endswith(tenant) for tenant in self.tenants)


def with_port(site: Site, port: int) -> Site:
    """The same site on another port: the sample sites are served on whatever port is free."""
    return replace(site, port=port)
