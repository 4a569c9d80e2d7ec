"""What the sites of one content management system share: addresses, listings, page templates, rules for dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Standing = Literal["known", "unverified"]
# The groups of facts that a site is described by, each of which somebody has seen or nobody has.
Group = Literal["addresses", "listing", "paging", "sitemap", "feed", "article", "dates"]
GROUPS: tuple[Group, ...] = ("addresses", "listing", "paging", "sitemap", "feed", "article", "dates")
# Boxes in the middle of a story that are none of it, as many systems call them.
EMBEDDED = ("[class*=related]", "[class*=lien-quan]", "[class*=social]", "[class*=share]", "nav", "aside")


# The selector of a listing whose markup nobody has seen.
ANY_LINK = "a"


@dataclass(frozen=True, slots=True)
class MorePages:
    """A JSON endpoint that goes on with a listing, asked until it answers an empty list.

    `path` is a template of `{last}` (article number of the last item), `{channel}` and `{page}`; `channel_pattern` finds
    the channel in the listing's HTML (group 1), `None` where the path needs none; `link_key` and `title_key` name the
    fields of one item of the answer.
    """

    path: str
    link_key: str
    title_key: str
    channel_pattern: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page that lists articles, newest first (trang chuyên mục).

    `item` selects the links to articles; only those that are article addresses count, so that any link will do where the
    markup is unknown. What follows is the link that `next` selects, the address that `pages` makes of `{page}`, or the
    JSON endpoint `more`.
    """

    path: str
    item: str = ANY_LINK
    next: str | None = None
    pages: str | None = None
    more: MorePages | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """CSS selectors of one page template (mẫu trang), for pages captured from `since` to `until`; outside it is tried last.

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
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether pages of that day are known to look like this."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Family:
    """What the sites of one content management system share (hệ quản trị nội dung).

    `article_pattern` and `key_pattern` search the path of an address and the query that the site keeps; the groups of
    `key_pattern` are the article's own number, with the counter it belongs to where there are several.
    `profile_pattern` marks pages that look like articles and are none. `titles_printed`: an article page shows its
    headline. `clock` names the table of `id_clock.toml` for article numbers that tell their day. `signs` stand in the
    HTML of every page that this system makes, and of no other. `known` are the groups of facts that somebody has seen.
    """

    name: str
    article_pattern: re.Pattern[str]
    key_pattern: re.Pattern[str] | None
    layouts: tuple[Layout, ...] = ()
    profile_pattern: re.Pattern[str] | None = None
    clock: str | None = None
    titles_printed: bool = True
    signs: tuple[str, ...] = ()
    known: tuple[Group, ...] = ()
