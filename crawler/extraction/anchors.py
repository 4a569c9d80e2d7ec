"""What an archive teaches the clock of a site (mốc học được): articles whose own picture is dated. Nothing is stored anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection, select

from crawler.extraction.id_clock import Anchor, clock_of
from crawler.sites import Site
from index.archive import Archive
from index.dates import Certainty, DateKind
from index.schema import article, date_claim, revision

# Anchors nearer to each other tell no more: within a few days the numbers run steadily.
_APART = timedelta(days=5)


def with_learned_anchors(site: Site, archive: Archive) -> Site:
    """The site with the anchors that the archive holds, so that its undated articles are dated by them; as it is without a clock.

    Anchors that contradict the committed ones or each other are left out.
    """
    clock = clock_of(replace(site, anchors=()))
    if clock is None:
        return site
    with archive.catalogue.read() as connection:
        grown = clock.with_anchors(_dated_numbers(connection, site.id))
    fixed = frozenset(clock.anchors)
    learned = tuple((each.number, each.day) for each in _thinned(grown.anchors) if each not in fixed)
    return replace(site, anchors=learned)


def _dated_numbers(connection: Connection, source: str) -> Iterator[Anchor]:
    """Article numbers with the day of the article's own picture."""
    query = (
        select(article.c.key, date_claim.c.value)
        .join(revision, revision.c.article == article.c.id)
        .join(date_claim, date_claim.c.revision == revision.c.id)
        .where(article.c.source == source, date_claim.c.rule == "lead-image", date_claim.c.kind == DateKind.POSTED.value)
        .where(date_claim.c.certainty == Certainty.PRINTED.value)
    )
    for key, day in connection.execute(query):
        number = key.rpartition("-")[2]
        if number.isdecimal():
            yield Anchor(int(number), day)


def _thinned(anchors: Iterable[Anchor]) -> Iterator[Anchor]:
    last: Anchor | None = None
    for anchor in anchors:
        if last is None or anchor.day - last.day >= _APART:
            yield anchor
            last = anchor
