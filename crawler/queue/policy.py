"""From what a server answered to exactly one outcome: pure, so that a table can test every case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urljoin

from crawler.address import article_key, canonical_address, is_article
from crawler.sites import Site
from index.article import Capture
from index.text import nfc

MAX_HOPS = 5
REDIRECTS = (301, 302, 303, 307, 308)


class Outcome(Enum):
    """How an address ended in a run (kết quả): the closed list."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not_modified"
    GONE = "gone"
    MAYBE_GONE = "gone?"
    REDIRECTED = "redirected"
    REDIRECTED_AWAY = "redirected_away"
    NOT_HTML = "not_html"
    TOO_LARGE = "too_large"
    UNDECODABLE = "undecodable"
    NO_ARTICLE = "no_article"
    BLOCKED_ROBOTS = "blocked_robots"
    REFUSED_ADDRESS = "refused_address"
    HTTP_ERROR = "http_error"
    NETWORK_ERROR = "network_error"
    POSTPONED = "postponed"


# The article was there, whatever came of it.
SEEN = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})
# The address no longer leads to the article.
LOST = frozenset({Outcome.GONE, Outcome.REDIRECTED_AWAY})
# Something answered, and it was no article that can be read.
UNREAD = frozenset({Outcome.NOT_HTML, Outcome.TOO_LARGE, Outcome.UNDECODABLE, Outcome.NO_ARTICLE})
# Tried again soon, a few times.
RETRIED = frozenset({Outcome.HTTP_ERROR, Outcome.NETWORK_ERROR, Outcome.REFUSED_ADDRESS})
# Counted as failed in what a person is told.
FAILED = UNREAD | RETRIED

# Seen in Vietnamese portals and in what their frameworks say by themselves; asked only of pages that hold no article.
_GONE = re.compile(
    r"không tìm thấy (?:trang|bài|nội dung|tin|dữ liệu)"
    r"|(?:bài viết|trang|tin|nội dung)[^.<>]{0,40} (?:không tồn tại|đã được gỡ|đã bị (?:gỡ|xóa|xoá))"
    r"|page (?:was )?not found|404 not found"
)
# A notice stands near the beginning of its page; a body may have eight megabytes.
_MOST_NOTICE = 1 << 20
_EMPTY = frozenset({"empty", "no-article"})
_REASON_WORDS = {"not-html": Outcome.NOT_HTML, "undecodable": Outcome.UNDECODABLE}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What to do with a response: its outcome, or `None` where it is to be read or followed.

    `target` is where a redirect leads: another article's canonical address with the outcome REDIRECTED, another
    spelling of the same article's with no outcome.
    """

    outcome: Outcome | None
    detail: str = ""
    target: str | None = None


def judge(capture: Capture, site: Site, key: str, hops: int = 0) -> Judgement:
    """The outcome that the status decides for the address asked as `key`; a page worth reading comes back with none.

    `hops`: redirects followed so far for this key.
    """
    status = capture.status
    if status == 304:
        return Judgement(Outcome.NOT_MODIFIED)
    if status in (404, 410):
        return Judgement(Outcome.GONE, str(status))
    wait = capture.header("Retry-After")
    if status == 429 or (status == 503 and wait):
        return Judgement(Outcome.POSTPONED, f"{status}, Retry-After: {wait}")
    if status in REDIRECTS:
        return _judge_redirect(capture, site, key, hops)
    if 200 <= status < 300:
        return Judgement(None)
    return Judgement(Outcome.HTTP_ERROR, str(status))


def _judge_redirect(capture: Capture, site: Site, key: str, hops: int) -> Judgement:
    location = capture.header("Location")
    if not location:
        return Judgement(Outcome.HTTP_ERROR, f"{capture.status} without Location")
    address = redirect_target(capture.url, capture.status, location)
    if address is None or not is_article(address, site):
        return Judgement(Outcome.REDIRECTED_AWAY, location)
    if article_key(address, site) != key:
        return Judgement(Outcome.REDIRECTED, address, canonical_address(address, site))
    if address == capture.url:
        return Judgement(Outcome.REDIRECTED_AWAY, f"to itself: {address}")
    if hops >= MAX_HOPS:
        return Judgement(Outcome.REDIRECTED_AWAY, f"more than {MAX_HOPS} redirects: {address}")
    return Judgement(None, f"{capture.status} to {address}", address)


def redirect_target(url: str, status: int, location: str | None) -> str | None:
    """The absolute http(s) address to which `url` redirects, or `None` where it does not or names none."""
    if status not in REDIRECTS or not location:
        return None
    try:
        address = urljoin(url, location.strip())
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None


def outcome_of_error(reason: str) -> Outcome:
    """The outcome behind the reason of an `ExtractionError`, whose first word is for machines; most mean "no article"."""
    return _REASON_WORDS.get(reason.partition(":")[0], Outcome.NO_ARTICLE)


def is_soft_404(capture: Capture, site: Site) -> bool:
    """Whether a page without an article holds a phrase with which this site, or any, says "not found" under status 200."""
    text = nfc(capture.body[:_MOST_NOTICE].decode("utf-8", "replace")).casefold()
    return _GONE.search(text) is not None or any(phrase.casefold() in text for phrase in site.gone_phrases)


def is_emptied(reason: str) -> bool:
    """Whether the reason of an `ExtractionError` says that hardly anything stood there: suspicious where an article did."""
    return reason.partition(":")[0] in _EMPTY
