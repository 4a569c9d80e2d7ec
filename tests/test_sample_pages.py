"""Every page of the sample sites reads back as the article it was made of: the whole of extraction on whole pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.extract import extract
from crawler.replica import SampleArticle, load_articles
from crawler.replica.answer import Question
from crawler.replica.articles import Piece
from crawler.replica.server import FAMILIES
from crawler.sites import Site, get_site
from index.article import Article, BlockKind, Capture
from index.dates import Certainty, DateKind
from index.text import clean_text

SITES = {family.id: family(load_articles(family.id)) for family in FAMILIES}
ARTICLES = load_articles()
# The pages are asked for long after the last article, as an archive does: the page clock must not move a date.
TODAY = date(2026, 9, 30)


def capture_of(article: SampleArticle, day: int = 1) -> tuple[Capture, Site]:
    """The page of an article as its sample site shows it, and the site."""
    sample, site = SITES[article.site], get_site(article.site)
    origin = f"http://{site.hosts[0]}:{site.port}"
    path = sample.article_path(article)
    edition = sample.edition(day)
    shown = edition.find(article.number)
    assert shown
    html = sample.show_article(Question(path, origin, TODAY), edition, shown)
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 3, tzinfo=UTC)
    return Capture(origin + path, at, 200, (("Content-Type", "text/html; charset=utf-8"),), html.encode()), site


def read(article: SampleArticle, day: int = 1) -> Article:
    return extract(*capture_of(article, day))


def expected_blocks(article: SampleArticle) -> list[tuple[str, str]]:
    pieces = list(article.wording.pieces)
    if article.site == "mau-bao":  # the paper prints its lead first, pictures after it
        lead = next(piece for piece in pieces if piece.kind == "paragraph")
        pieces = [lead, *(piece for piece in pieces if piece is not lead)]
    return [(piece.kind, shown_text(piece)) for piece in pieces]


def shown_text(piece: Piece) -> str:
    return "\n".join(map(clean_text, piece.text.split("\n")))


def ids(article: SampleArticle) -> str:
    return f"{article.site}-{article.number}"


@pytest.fixture(params=[article for article in ARTICLES if article.day == 1], ids=ids)
def article(request: pytest.FixtureRequest) -> SampleArticle:
    found: SampleArticle = request.param
    return found


def test_the_blocks_are_those_of_the_article_in_printed_order(article: SampleArticle):
    assert [(block.kind.value, block.text) for block in read(article).blocks] == expected_blocks(article)


def test_title_signature_and_key_are_as_printed(article: SampleArticle):
    found = read(article)
    assert found.title == (None if article.site == "mau-ct" else clean_text(article.title))
    printed = None if article.site == "mau-ct" else article.byline
    assert found.byline == (printed.rpartition(": ")[2] if printed else None)
    assert found.key == f"{article.site}-{article.number}"


def test_the_event_is_what_a_careful_reader_answers(article: SampleArticle):
    found = read(article)
    assert (found.event.value if found.event else None) == article.truth.event
    if found.event and article.truth.event:
        assert (found.event.certainty is Certainty.INFERRED) == article.truth.event_year_inferred


def test_the_day_of_posting_is_answered_where_the_page_proves_it_and_nowhere_else(article: SampleArticle):
    found = read(article)
    provable = article.site == "mau-bao" or (article.site == "mau-thanhuy" and article.picture)
    assert (found.posted.value if found.posted else None) == (article.posted.date() if provable else None)


def test_the_page_clock_is_kept_and_dates_nothing(article: SampleArticle):
    found = read(article)
    rendered = [claim for claim in found.claims if claim.kind is DateKind.RENDERED]
    assert [claim.value for claim in rendered] == ([TODAY] if article.site == "mau-thanhuy" else [])
    others = [claim for claim in found.claims if claim.kind is not DateKind.RENDERED]
    assert all(claim.value < TODAY - timedelta(days=1) for claim in others if claim.certainty is not Certainty.UNCERTAIN)


def test_the_same_article_read_from_another_fetch_is_the_same(article: SampleArticle):
    assert read(article).digest == read(article).digest


@pytest.mark.parametrize("edited", [article for article in ARTICLES if article.correction], ids=ids)
def test_a_correction_makes_another_article_text(edited: SampleArticle):
    assert read(edited, day=2).digest != read(edited, day=1).digest


def test_no_furniture_stands_in_any_text():
    words = ("Ý kiến bạn đọc", "Tổng lượt bình luận", "Tin khác", "Bài liên quan", "Tin mới", "TRANG MẪU", "Quảng cáo", "Nội bộ")
    for each in (article for article in ARTICLES if article.day == 1):
        text = read(each).text
        assert not [word for word in words if word in text], ids(each)
        assert BlockKind.PARAGRAPH in {block.kind for block in read(each).blocks}
