"""What a sample site shows on one of its two days: the articles as worded that day, and what became of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from crawler.replica.articles import SampleArticle, Tomorrow, Wording

VIET_NAM = timezone(timedelta(hours=7))
# The family's sitemaps say "publication time + 1 second"; a correction is made the day after.
_PUBLISHED_AFTER = timedelta(seconds=1)
_CORRECTED_AFTER = timedelta(days=1, hours=2)
_GONE: frozenset[Tomorrow] = frozenset({"vanished", "moved"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One article as its site shows it on a day. `modified` is aware, in Việt Nam time."""

    article: SampleArticle
    wording: Wording
    modified: datetime

    @property
    def posted(self) -> datetime:
        """The time of posting, aware, in Việt Nam time."""
        return self.article.posted.replace(tzinfo=VIET_NAM)


@dataclass(frozen=True, slots=True)
class Edition:
    """A site on one day: `shown` newest first, and by number what was taken away."""

    day: int
    shown: tuple[Shown, ...]
    taken_away: dict[int, Tomorrow]

    def find(self, number: int) -> Shown | None:
        """The article of this number, if it is shown today."""
        return next((shown for shown in self.shown if shown.article.number == number), None)

    @property
    def categories(self) -> tuple[str, ...]:
        """The sections that have articles today, in alphabetical order."""
        return tuple(sorted({shown.article.category for shown in self.shown}))

    def of(self, category: str) -> tuple[Shown, ...]:
        """The articles of one section, newest first."""
        return tuple(shown for shown in self.shown if shown.article.category == category)

    def around(self, shown: Shown, count: int) -> tuple[Shown, ...]:
        """The articles that `shown` names as related, or the newest others where it names none."""
        named = [found for number in shown.article.related if (found := self.find(number))]
        others = [other for other in self.shown if other.article.number != shown.article.number]
        return tuple((named or others)[:count])


def edition_of(articles: Iterable[SampleArticle], day: int) -> Edition:
    """The edition of `day` (1 or 2) of one site."""
    there = [article for article in articles if article.day <= day]
    gone = {article.number: article.tomorrow for article in there if day > 1 and article.tomorrow in _GONE}
    shown = [_shown(article, day) for article in there if article.number not in gone]
    shown.sort(key=lambda each: (each.article.posted, each.article.number), reverse=True)
    return Edition(day, tuple(shown), {number: fate for number, fate in gone.items() if fate})


def _shown(article: SampleArticle, day: int) -> Shown:
    posted = article.posted.replace(tzinfo=VIET_NAM)
    if day > 1 and article.correction:
        return Shown(article, article.correction, posted + _CORRECTED_AFTER)
    return Shown(article, article.wording, posted + _PUBLISHED_AFTER)
