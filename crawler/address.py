"""One address and one key per article, whatever spelling a link used."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from crawler.sites import Site

# Trackers, print and AMP views, session ids: they never choose an article.
_NOISE = re.compile(
    r"^(?:utm_.*|_ga|fbclid|gclid|dclid|gbraid|wbraid|msclkid|zarsrc|zalo.*|mc_[ce]id|print|amp|share|jsessionid|phpsessid|sessionid|sid)$",
    re.IGNORECASE,
)
# The source of a page that no site file answers for.
UNKNOWN = "unknown"
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


def canonical_address(url: str, site: Site | None) -> str:
    """The one spelling of an address: scheme and host as the site declares them, trackers and fragment off.

    Without a site only what is noise everywhere goes. What is no address at all comes back as it is.
    """
    try:
        parts = urlsplit(canonicalize_url(url.strip()))
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host:
        return url.strip()
    kept = _query(parts, site)
    if site and site.serves(host):
        host = site.hosts[0] if host in site.hosts else host
        return urlunsplit((site.scheme, _netloc(host, site.port, site.scheme), _path(parts.path), kept, ""))
    return urlunsplit((parts.scheme, _netloc(host, port, parts.scheme), _path(parts.path), kept, ""))


def article_number(url: str, site: Site) -> str | None:
    """The site's own number of the article in an address, or `None` where the address carries none.

    Where the site counts in several places the place stands before it: "video-751".
    """
    found = site.key_pattern.search(_place_of(url, site)) if site.key_pattern else None
    return "-".join(filter(None, found.groups())) if found else None


def article_key(url: str, site: Site | None) -> str:
    """The archive's key: `thanhuytphcm-1491915052`, or 12 hex digits of the canonical address where it has no number."""
    number = article_number(url, site) if site else None
    if number is None:
        number = hashlib.sha256(canonical_address(url, site).encode()).hexdigest()[:12]
    return f"{site.id if site else UNKNOWN}-{number}"


def is_article(url: str, site: Site) -> bool:
    """Whether this address is an article of the site, as far as an address can say."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return False
    place = _place_of(url, site)
    if not site.serves(host) or (site.excluded and site.excluded.search(place)):
        return False
    return site.article_pattern.search(place) is not None


def is_listing(url: str, site: Site) -> bool:
    """Whether this address is a list of articles: one that the site file names, or one beside it, another `/nhom-tin/…`."""
    path = _place_of(url, site)
    rooms = tuple(f"{listing.path.rpartition('/')[0]}/" for listing in site.listings if listing.path.count("/") > 1)
    is_named = path in {listing.path for listing in site.listings} or path.startswith(rooms)
    return is_named and not is_article(url, site)


def _place_of(url: str, site: Site) -> str:
    """The path of an address, with what the site keeps of its query."""
    try:
        parts = urlsplit(url.strip())
        query = _query(parts, site) if site.keep_query else ""
    except ValueError:
        return ""
    return _path(parts.path) + (f"?{query}" if query else "")


def _path(path: str) -> str:
    path = _SLASHES.sub("/", _SESSION.sub("", path)) or "/"
    if "/." in path:
        path = posixpath.normpath(path)
    return path.rstrip("/") or "/"


def _query(parts: SplitResult, site: Site | None) -> str:
    pairs = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _NOISE.match(key)]
    if site and site.keep_query != ("*",):
        pairs = [(key, value) for key, value in pairs if key in site.keep_query]
    return urlencode(sorted(pairs))


def _netloc(host: str, port: int | None, scheme: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[scheme]
    return f"{shown}:{port}" if port and port != usual else shown
