"""Everything that is read on one page, as one JSON object: the form that `scrapy read` prints and acceptance scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.annotate import annotate
from index.article import Article, BlockKind
from index.dates import DateClaim
from index.documents import DocumentReference
from index.library import LibraryDocument
from index.people import PersonMention


def answer_of(article: Article) -> dict[str, Any]:
    """The object for a page with an article: fields, all date claims, every mention with its span in `text`."""
    seen = annotate(article.text)
    return {
        "article": True,
        "source": article.source,
        "url": None if article.url.startswith("urn:") else article.url,
        "key": article.key,
        "title": article.title,
        "lead": article.lead,
        "byline": article.byline,
        "agency": article.agency,
        "dateline": article.dateline,
        "published": article.posted.value.isoformat() if article.posted else None,
        "event": article.event.value.isoformat() if article.event else None,
        "dates": [_claim(claim) for claim in article.claims],
        "captions": list(article.texts(BlockKind.CAPTION)),
        "paragraphs": list(_paragraphs(article)),
        "documents": [_document(found) for found in seen.documents],
        "people": [_person(found) for found in seen.people],
        "text": article.text,
        "rules": dict(article.rules),
    }


def _paragraphs(article: Article) -> Iterator[str]:
    """The body in order; of a table each row, its cells as they are printed one behind the other."""
    for block in article.blocks:
        if block.kind is BlockKind.TABLE:
            yield from (row.replace(" | ", " ") for row in block.text.split("\n"))
        elif block.kind is not BlockKind.CAPTION:
            yield block.text


def _claim(claim: DateClaim) -> dict[str, str]:
    return {
        "kind": claim.kind.value,
        "value": claim.value.isoformat(),
        "precision": claim.precision.value,
        "certainty": claim.certainty.value,
        "rule": claim.rule,
        "evidence": claim.evidence,
    }


def _document(found: DocumentReference) -> dict[str, Any]:
    return {
        "printed": found.printed,
        "start": found.span.start,
        "end": found.span.end,
        "type": found.type,
        "number": found.number,
        "symbol": found.symbol,
        "issued": found.issued_on.isoformat() if found.issued_on else None,
        "issuer": found.issuer,
    }


def _person(found: PersonMention) -> dict[str, Any]:
    return {
        "printed": found.printed,
        "start": found.span.start,
        "end": found.span.end,
        "name": found.name,
        "titles": list(found.titles),
        "posts": [{"head": post.head, "body": post.body, "level": post.level, "former": post.is_former} for post in found.posts],
    }


def entry_of(document: LibraryDocument) -> dict[str, Any]:
    """The object for what a page of a document library shows, each field as `index.library.LibraryDocument` says."""
    plain = ("title", "subject", "printed", "symbol", "type", "number", "year", "issuer", "signer")
    day = document.issued_on.isoformat() if document.issued_on else None
    fields = {name: getattr(document, name) for name in plain}
    return {**fields, "issued": day, "files": list(document.files), "rules": dict(document.rules)}


def no_article(url: str, source: str, key: str, reason: str) -> dict[str, Any]:
    """The object for a page without an article, with the same fields and the reason."""
    nothing = ("title", "lead", "byline", "agency", "dateline", "published", "event")
    empty = ("dates", "captions", "paragraphs", "documents", "people")
    known = None if url.startswith("urn:") else url or None
    fields = {"article": False, "reason": reason, "source": source, "url": known, "key": key}
    return {**fields, **dict.fromkeys(nothing), **{name: [] for name in empty}, "text": "", "rules": {}}
