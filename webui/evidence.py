"""The date evidence of an article (bằng chứng ngày): every claim and what became of it, the page clock among the rejected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import lazy_gettext

from index.article import Article
from index.dates import Certainty, DateClaim, DateKind

CHOSEN = lazy_gettext("được chọn")
KEPT = lazy_gettext("giữ lại, không chọn")
UNSURE = lazy_gettext("giữ lại, chưa đủ chắc để chọn")
REJECTED = lazy_gettext("loại: đồng hồ trang chỉ cho biết lúc tải trang")
_ORDER = (DateKind.EVENT, DateKind.POSTED, DateKind.UPDATED, DateKind.RENDERED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim with its verdict in words."""

    claim: DateClaim
    verdict: object
    is_chosen: bool


def evidence_of(article: Article) -> tuple[Evidence, ...]:
    """Every claim of the article: by kind, the chosen one of each kind first."""
    return tuple(sorted(_judged(article), key=lambda each: (_ORDER.index(each.claim.kind), not each.is_chosen)))


def _judged(article: Article) -> Iterator[Evidence]:
    chosen = (article.event, article.posted)
    for claim in article.claims:
        if claim.kind is DateKind.RENDERED:
            yield Evidence(claim, REJECTED, is_chosen=False)
        elif claim in chosen:
            yield Evidence(claim, CHOSEN, is_chosen=True)
        else:
            yield Evidence(claim, UNSURE if claim.certainty is Certainty.UNCERTAIN else KEPT, is_chosen=False)
