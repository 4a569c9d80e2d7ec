"""The Vietnamese spellings of a date and what a date claims: separate so that no other module reads a printed date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum


class DateKind(Enum):
    """What a date says of an article: event (ngày sự kiện), posted (ngày đăng), updated (cập nhật), rendered.

    RENDERED is the page clock (đồng hồ trang): evidence of the fetch and never of the article.
    """

    EVENT = "event"
    POSTED = "posted"
    UPDATED = "updated"
    RENDERED = "rendered"


class Precision(Enum):
    """How much of a date is known. CIRCA: about this day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    CIRCA = "circa"


class Certainty(Enum):
    """PRINTED: stands on the page in full. INFERRED: concluded, the year for instance. UNCERTAIN: kept, never chosen."""

    PRINTED = "printed"
    INFERRED = "inferred"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One claim (chứng cứ ngày) about an article's date, with the rule that made it and the printed evidence.

    `value` is the first day of the period where precision is coarser than a day.
    """

    kind: DateKind
    value: date
    precision: Precision
    certainty: Certainty
    rule: str
    evidence: str


# The first rule that answers wins; a rule that is not listed is kept and never chosen.
# `sources.md` 1.8 and `party-documents.md` 7.2 give the order.
TRUST: dict[DateKind, tuple[str, ...]] = {
    DateKind.EVENT: ("dateline", "dateline+posted", "dateline+address", "dateline+id-clock", "dateline+text"),
    DateKind.POSTED: ("time-line", "meta", "json-ld", "lead-image", "address", "feed", "sitemap"),
    DateKind.UPDATED: ("time-line", "meta", "json-ld"),
    DateKind.RENDERED: (),
}


def chosen_claim(claims: Iterable[DateClaim], kind: DateKind) -> DateClaim | None:
    """The claim of this kind that the stated order of trust (`TRUST`) puts first, or `None`: unknown is an answer.

    Two different days from the same rule decide nothing.
    """
    able = [c for c in claims if c.kind is kind and c.certainty is not Certainty.UNCERTAIN and c.precision is Precision.DAY]
    for rule in TRUST[kind]:
        days = {claim.value: claim for claim in able if claim.rule == rule}
        if len(days) == 1:
            return next(iter(days.values()))
        if days:
            return None
    return None
