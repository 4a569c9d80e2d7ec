"""What a site file says about its site: only data, so that a new site is one small file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.article import Source

Standing = Literal["known", "unverified"]


@dataclass(frozen=True, slots=True)
class MorePages:
    """A JSON endpoint behind a "Xem thêm" button, asked with the last article seen until it answers an empty list.

    `path` is a template of `{last}` (article number of the last item) and `{channel}`; `channel_pattern` finds the
    channel in the listing's HTML (group 1); `link_key` and `title_key` name the fields of one item of the answer.
    """

    path: str
    channel_pattern: re.Pattern[str]
    link_key: str
    title_key: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists articles, newest first (trang chuyên mục).

    `item` selects the links to articles, `next` the link to the following page; `more` is the JSON endpoint instead.
    """

    path: str
    item: str
    next: str | None = None
    more: MorePages | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """CSS selectors of one page template (mẫu trang), used for pages captured up to `until`.

    Each field is a tuple of selectors, best first. Only `body` must match for the layout to be used. What the other
    selectors match, and `drop`, is never read as a paragraph of the body. `standing` says whether anybody has seen
    the markup.
    """

    name: str
    standing: Standing
    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    subhead: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """What the sites of one content management system share (hệ quản trị nội dung).

    `article_pattern` and `key_pattern` search the path of an address; group 1 of `key_pattern` is the article's own
    number. `profile_pattern` marks pages that look like articles and are none. `dates` name the rules of
    `crawler.dating` that hold here besides those that hold everywhere: "lead-image", "id-clock". `titles_printed`: an
    article page shows its headline.
    """

    name: str
    article_pattern: re.Pattern[str]
    key_pattern: re.Pattern[str] | None
    layouts: tuple[Layout, ...] = ()
    profile_pattern: re.Pattern[str] | None = None
    dates: tuple[str, ...] = ()
    titles_printed: bool = True


@dataclass(frozen=True, slots=True)
class Site:
    """One source site (trang nguồn): who it is, where its articles are listed, how its pages look.

    The first of `hosts` is the canonical one and the others serve the same articles; a host that ends in one of
    `tenants` belongs to the site too but keeps its name. `sitemaps` and `feeds` are paths. `delay` is seconds between
    requests; `expect_per_day` articles a day, least and most. `gone_phrases` stand on pages that say "not found" with
    status 200.
    """

    id: str
    name: str
    owner: str
    level: str
    place: str
    family: Family
    hosts: tuple[str, ...]
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
    has_date: bool = True
    expect_per_day: tuple[int, int] = (0, 1000)
    verify_tls: bool = True
    standing: Standing = "unverified"
    is_sample: bool = False

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
        """Searched in the path of an address: it is an article's."""
        return self.family.article_pattern

    @property
    def key_pattern(self) -> re.Pattern[str] | None:
        """Searched in the path of an address: group 1 is the article's own number."""
        return self.family.key_pattern

    @property
    def dates(self) -> tuple[str, ...]:
        """The date rules of the family."""
        return self.family.dates

    @property
    def titles_printed(self) -> bool:
        """Whether an article page shows its headline."""
        return self.family.titles_printed

    def serves(self, host: str) -> bool:
        """Whether this host name (without port) is one of the site's."""
        host = host.lower().rstrip(".")
        return host in self.hosts or any(host.endswith(tenant) for tenant in self.tenants)


def with_port(site: Site, port: int) -> Site:
    """The same site on another port: the sample sites are served on whatever port is free."""
    return replace(site, port=port)
