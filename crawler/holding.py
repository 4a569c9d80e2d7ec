"""What a kept page holds: an article, or a document where its site is a library; neither reader knows the other."""

from __future__ import annotations

from crawler.extract import extract
from crawler.library import extract_document
from crawler.sites import Site
from index.article import Article, Capture
from index.library import LibraryDocument

Holding = Article | LibraryDocument


def extract_holding(capture: Capture, site: Site) -> Holding:
    """What the page holds. Raises `ExtractionError` where it holds nothing of its kind."""
    return extract_document(capture, site) if site.holds == "documents" else extract(capture, site)


def rule_of(held: Holding) -> str:
    """The rule that found what a page holds: of an article its body's, of a listed document its number's."""
    return dict(held.rules).get("symbol" if isinstance(held, LibraryDocument) else "body", "none")
