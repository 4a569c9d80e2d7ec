"""What an answer does to the archive (kết sổ): an article stored, marked as gone or moved, or found to be another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from crawler.address import article_key
from crawler.holding import Holding, extract_holding
from crawler.queue.frontier import add_target, was_suspected
from crawler.queue.policy import Judgement, Outcome, is_emptied, is_soft_404, outcome_of_error
from crawler.run.health import page_checks
from crawler.sites import Site
from index.archive import Archive
from index.article import Capture
from index.articles import add_alias, day_in_viet_nam, is_known
from index.errors import ExtractionError

_STATES = {Outcome.GONE: "gone", Outcome.REDIRECTED_AWAY: "moved", Outcome.REDIRECTED: "moved"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer turned out to be: an article (or a library's document), or the outcome that it is none."""

    outcome: Outcome | None
    detail: str = ""
    article: Holding | None = None
    failed: frozenset[str] | None = None
    """The layout checks that the page fails; `None` where the answer was no page to check."""

    def held_back(self) -> Reading:
        """The same without its article, which is read again from the kept bytes when the layout is mended."""
        return Reading(Outcome.NO_ARTICLE, f"held back: the layout alarm stands; {self.detail}", None, self.failed)


def read_answer(capture: Capture, site: Site, judgement: Judgement) -> Reading:
    """The article in an answer that is worth reading; what was judged already stays as it is."""
    if judgement.outcome is not None:
        return Reading(judgement.outcome, judgement.detail)
    try:
        article = extract_holding(capture, site)
    except ExtractionError as error:
        outcome = outcome_of_error(error.reason)
        if outcome is Outcome.NO_ARTICLE and is_soft_404(capture, site):
            outcome = Outcome.MAYBE_GONE
        return Reading(outcome, error.reason, None, page_checks(capture, site, is_article=False))
    failed = page_checks(capture, site, is_article=True)
    return Reading(None, f"fails {', '.join(sorted(failed))}" if failed else "", article, failed)


def apply_reading(
    connection: Connection,
    archive: Archive,
    key: str,
    capture: Capture,
    number: int | None,
    reading: Reading,
    *,
    is_alarmed: bool = False,
) -> Outcome:
    """Store the article, or mark the one known by `key` as gone or moved; returns the outcome.

    `number` is the row of the capture. What seems gone under status 200, because the page says so or because hardly
    anything is left of a known article, is gone when another day says so too; while the layout alarm stands
    (`is_alarmed`) our own reading is what is in doubt.
    """
    if reading.outcome is None:
        if reading.article is None or number is None:
            return Outcome.NO_ARTICLE
        return Outcome(archive.add(connection, number, capture.captured_at, reading.article).outcome)
    outcome = reading.outcome
    if outcome is Outcome.NO_ARTICLE and not is_alarmed and is_emptied(reading.detail) and is_known(connection, key):
        outcome = Outcome.MAYBE_GONE
    if outcome is Outcome.MAYBE_GONE and not is_alarmed and (before := was_suspected(connection, key)):
        is_another_day = day_in_viet_nam(before) < day_in_viet_nam(capture.captured_at)
        outcome = Outcome.GONE if is_another_day else outcome
    if outcome in _STATES:
        archive.set_state(connection, key, _STATES[outcome], capture.captured_at)
    return outcome


def add_redirect(connection: Connection, site: Site, address: str, target: str, at: datetime) -> None:
    """Remember that `address` leads to the article at `target`, which is taken up itself."""
    key = article_key(target, site)
    add_alias(connection, address, key)
    add_target(connection, site.id, key, target, at)
