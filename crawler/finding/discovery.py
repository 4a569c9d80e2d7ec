"""What listings, sitemaps and feeds name: separate because reading a hint needs no run, no frontier, no network."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element
from parsel import Selector
from scrapy.http import TextResponse
from scrapy.utils.gz import gunzip

from crawler.address import article_number
from crawler.extraction.decode import is_flooded
from crawler.sites import ANY_LINK, Listing, MorePages, Site
from index.text import clean_text

_ROBOTS_SITEMAP = re.compile(rb"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
# sitemap-article-2026-05-14.xml, sitemaps/news-2026-5.xml
_DAY_IN_NAME = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
# Files of a sitemap that name no articles: sitemap-category.xml, sitemap-event.xml, post_tag-sitemap.xml
_NO_ARTICLES = re.compile(r"(?:^|[-_.])(?:categor(?:y|ies)|events?|tags?|authors?|users?|images?|videos?|topics?)(?:[-_.]|$)")
_GZIP = b"\x1f\x8b"
# A file that is packed may hold no more than one that comes plain (DOWNLOAD_MAXSIZE), nor more than 50,000 addresses
# (sitemaps.org) with their times and a few pictures need.
_MOST_SITEMAP = 8 * 1024 * 1024
_MOST_MARKS = 600_000


@dataclass(frozen=True, slots=True)
class Link:
    """An address that something names, with the headline or the time of the last edit beside it."""

    address: str
    title: str | None = None
    lastmod: str | None = None


def listing_links(response: TextResponse, listing: Listing) -> list[Link]:
    """The links of a listing page or of its JSON continuation, each address once, in printed order.

    Where any link will do nobody knows which words are the headline: a side bar cuts it, a picture has none.
    """
    if is_flooded(response.body):
        return []
    if response.body.lstrip()[:1] in (b"[", b"{"):
        return list(_json_links(response, listing))
    found: dict[str, Link] = {}
    for anchor in response.css(listing.item):
        target = anchor.attrib.get("href")
        if target:
            address = response.urljoin(target)
            title = None if listing.item == ANY_LINK else clean_text("".join(anchor.css("::text").getall())) or None
            if address not in found or (title and not found[address].title):
                found[address] = Link(address, title)
    return list(found.values())


def _json_links(response: TextResponse, listing: Listing) -> Iterator[Link]:
    try:
        items = json.loads(response.text)
    except ValueError:
        return
    for item in items if isinstance(items, list) else ():
        if listing.more and isinstance(item, dict) and item.get(listing.more.link_key):
            yield Link(response.urljoin(str(item[listing.more.link_key])), _json_title(item.get(listing.more.title_key)))


def _json_title(title: object) -> str | None:
    """A title as JSON has it, that of WordPress wrapped: `{"rendered": "Hội nghị &#8211; Tổng kết"}`."""
    text = title.get("rendered") if isinstance(title, dict) else title
    return clean_text(unescape(str(text))) or None if text else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk through a listing stands: the number of the page, and the channel of its JSON endpoint."""

    number: int = 1
    channel: str | None = None


def next_listing(
    response: TextResponse, listing: Listing, links: Sequence[Link], place: Place, site: Site
) -> tuple[str | None, str | None]:
    """The address of the following page, and the channel that a JSON endpoint goes on with; `None` at the end."""
    if listing.more and links:
        return _more(response, listing.more, links, place, site)
    if listing.pages and links:
        return urljoin(site.url, listing.pages.format(page=place.number + 1)), None
    target = response.css(listing.next).attrib.get("href") if listing.next else None
    return (response.urljoin(target) if target else None), place.channel


def _more(
    response: TextResponse, more: MorePages, links: Sequence[Link], place: Place, site: Site
) -> tuple[str | None, str | None]:
    channel, last = place.channel, article_number(links[-1].address, site)
    if more.channel_pattern:
        match = None if channel else more.channel_pattern.search(response.text)
        channel = match.group(1) if match else channel
        if not channel or not last:
            return None, channel
    return urljoin(site.url, more.path.format(last=last, channel=channel, page=place.number + 1)), channel


def robots_sitemaps(body: bytes) -> list[str]:
    """The sitemaps that a robots.txt names."""
    return [found.decode("utf-8", "replace") for found in _ROBOTS_SITEMAP.findall(body)]


def newest_files(addresses: Sequence[str]) -> tuple[str, ...]:
    """Of the files that a sitemap index names those of articles: without a day in the name first, then the newest days."""
    names = {address: urlsplit(address).path.rpartition("/")[2] for address in addresses}
    able = [address for address, name in names.items() if not _NO_ARTICLES.search(name)]
    days = {address: found for address in able if (found := _DAY_IN_NAME.search(names[address]))}
    dated = sorted(days, key=lambda address: [int(part or 99) for part in days[address].groups()], reverse=True)
    return (*(address for address in able if address not in days), *dated)


def read_sitemap(body: bytes) -> tuple[tuple[str, ...], tuple[Link, ...]]:
    """The further sitemaps and the pages that a sitemap names; both empty for what is no sitemap."""
    document = _root(body)
    root: _Element | None = document.root if document else None
    if root is None:
        return (), ()
    # Bare elements: 50,000 selectors would take more memory than the rest of a crawl.
    files = tuple(filter(None, (_child_text(entry, "loc") for entry in root.iterchildren("{*}sitemap"))))
    pages = [(_child_text(entry, "loc"), _child_text(entry, "lastmod")) for entry in root.iterchildren("{*}url")]
    return files, tuple(Link(address, lastmod=lastmod) for address, lastmod in pages if address)


def _child_text(entry: _Element, name: str) -> str | None:
    """The text of the first child of this name, whatever its namespace."""
    child = next(entry.iterchildren("{*}" + name), None)
    return None if child is None else clean_text(str(child.xpath("string()"))) or None


def read_feed(body: bytes) -> tuple[Link, ...]:
    """The pages that an RSS or Atom feed names."""
    root = _root(body)
    if root is None:
        return ()
    links = {}
    for item in root.xpath("//*[local-name()='item' or local-name()='entry']"):
        address = _text(item, "link") or item.xpath("./*[local-name()='link']/@href").get()
        if address:
            links[address] = Link(address, _text(item, "title"))
    return tuple(links.values())


def _text(entry: Selector, name: str) -> str | None:
    """The text of the first child of this name, whatever its namespace."""
    text = entry.xpath("string(./*[local-name()=$name])", name=name).get()
    return clean_text(text) or None if text else None


def _root(body: bytes) -> Selector | None:
    """The document as far as it can be read: no entities, no network, and damage is stepped over."""
    try:
        if body.startswith(_GZIP):
            body = gunzip(body, max_size=_MOST_SITEMAP)
    except (ValueError, OSError, EOFError, zlib.error):
        return None
    is_xml = body.lstrip().startswith((b"<", b"\xef\xbb\xbf")) and body.count(b"<") <= _MOST_MARKS
    return Selector(body=body, type="xml") if is_xml else None
