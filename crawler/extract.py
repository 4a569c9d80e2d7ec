"""From a capture to an article: a pure function of bytes, address, time and site, the same in every command."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.address import UNKNOWN, article_key, canonical_address, is_listing
from crawler.extraction.boilerplate import strip_boilerplate
from crawler.extraction.dating import Scene, date_claims
from crawler.extraction.decode import decode_body, is_flooded
from crawler.extraction.line import Page
from crawler.extraction.link_lists import fold_link_lists
from crawler.extraction.page import read_lines, read_page
from crawler.extraction.stamps import VIET_NAM
from crawler.extraction.story import Story, read_story
from crawler.sites import Site
from index.article import Article, BlockKind, Capture
from index.errors import ExtractionError

NO_NEWS = "no-article: a document of the library is kept and is no news"
_LEAST_LETTERS = 80
_PLAIN = "text/plain"
# A committee's profile lists its officials under such labels, undated and years stale: never news.
_PROFILE = re.compile(
    r"^(?:tên cấp ủy|địa chỉ|điện thoại|website|bí thư|phó bí thư thường trực|phó btt+|chủ tịch|chánh vp)\s*:", re.IGNORECASE
)
_LEAST_LABELS = 4
# So does a table of who sits on a committee: "STT | Họ và tên | Chức vụ".
_ROSTER = re.compile(r"^[^\n]*\bhọ (?:và )?tên\b[^\n]*\bchức (?:vụ|danh)\b", re.IGNORECASE)
_LEAST_TEASERS = 3
# A notice that something is gone stands alone on its page, perhaps with a few teasers.
_SHORT_STORY = 700


def extract(capture: Capture, site: Site | None) -> Article:
    """The article in a capture, `site` where it is known whose page it is.

    Raises `ExtractionError` whose reason begins with a word for machines: "not-html", "undecodable", "flooded",
    "empty", "no-article".
    """
    address = canonical_address(capture.url, site)
    captured = capture.captured_at.astimezone(VIET_NAM).date()
    page = _page(capture, site, address)
    _refuse_others(capture, site, page)
    story = read_story(page, strip_boilerplate(page.lines), has_title=site is None or site.titles_printed)
    _refuse_empty(capture, page, story)
    body = "\n".join(block.text for block in story.blocks)
    return Article(
        source=site.id if site else UNKNOWN,
        url=address,
        key=article_key(capture.url, site),
        title=story.title,
        lead=story.lead,
        byline=story.byline,
        agency=story.dateline.agency if story.dateline else None,
        dateline=story.dateline.printed if story.dateline else None,
        blocks=story.blocks,
        claims=date_claims(page, story.dateline, Scene(address, site, story.title, body, captured)),
        rules=tuple({**dict(story.rules), **dict(page.rules)}.items()),
    )


def _page(capture: Capture, site: Site | None, address: str) -> Page:
    kind = (capture.header("Content-Type") or "").lower()
    if is_flooded(capture.body):
        raise ExtractionError(capture.url, "flooded: there are more tags than any page has")
    text = decode_body(capture)
    if kind.startswith(_PLAIN):
        return read_lines(text)
    if "<" not in text or (kind and "html" not in kind):
        raise ExtractionError(capture.url, f"not-html: the response is {kind or 'of no stated kind'}")
    return read_page(fold_link_lists(text), site, capture.captured_at.astimezone(VIET_NAM).date(), address)


def _refuse_others(capture: Capture, site: Site | None, page: Page) -> None:
    """A page that looks like an article and is none: a profile, a home page, a notice that something is gone."""
    path = urlsplit(capture.url).path
    profile = site.family.profile_pattern if site else None
    if (profile and profile.search(path)) or sum(bool(_PROFILE.match(line.text)) for line in page.lines) >= _LEAST_LABELS:
        raise ExtractionError(capture.url, "no-article: a committee's profile is not news")
    if site and site.holds == "documents":
        raise ExtractionError(capture.url, NO_NEWS)
    if site and path == "/":
        raise ExtractionError(capture.url, "no-article: this is the home page")
    if site and is_listing(capture.url, site):
        raise ExtractionError(capture.url, "no-article: the page is a list of stories")
    if page.teasers >= _LEAST_TEASERS and page.teasers >= len(page.lines) / 2:
        raise ExtractionError(capture.url, "no-article: the page is a list of stories")
    if page.notice and sum(len(line.text) for line in page.lines) < _SHORT_STORY:
        raise ExtractionError(capture.url, "no-article: the page says that it is gone")
    words = " ".join(line.text for line in page.lines[:20]).casefold()
    if site and len(words) < 600 and any(phrase.casefold() in words for phrase in site.gone_phrases):
        raise ExtractionError(capture.url, "no-article: the page says that it is gone")


def _refuse_empty(capture: Capture, page: Page, story: Story) -> None:
    letters = sum(len(block.text) for block in story.blocks if block.kind is not BlockKind.SUBHEAD)
    if letters < _LEAST_LETTERS:
        raise ExtractionError(capture.url, f"no-article: only {letters} letters of running text were found")
    if not any(block.kind is BlockKind.PARAGRAPH for block in story.blocks):
        raise ExtractionError(capture.url, "no-article: no paragraph of running text was found")
    rosters = sum(len(block.text) for block in story.blocks if block.kind is BlockKind.TABLE and _ROSTER.match(block.text))
    if rosters > letters / 2 and not story.dateline:
        raise ExtractionError(capture.url, "no-article: a committee's profile is not news")
    linked = sum(len(line.text) for line in page.lines if line.is_linked)
    if linked > 2 * letters and not story.dateline:
        raise ExtractionError(capture.url, "no-article: the page is a list of links")
