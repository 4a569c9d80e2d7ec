"""How much a run may spend on finding articles (chi phí tìm bài): pure, so that a table can test every case.

Listings and feeds are always asked. A sitemap costs an index and a file for each day, so a run reads it where the news
pays for it, or where it has to know everything: the first time, once a week, after a hole, where a listing names nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_PER_ARTICLE = 1.5
# An index and the newest of its files.
LEAST_SITEMAP = 2


@dataclass(frozen=True, slots=True)
class Spending:
    """What a run has spent so far: `requests` of every kind, `found` articles that nobody knew.

    `is_thorough`: the run reads whatever names articles, whatever that costs.
    """

    requests: int
    found: int
    is_thorough: bool

    def allows(self, more: int) -> bool:
        """Whether so many requests more leave room for the found articles' own within `MOST_PER_ARTICLE`."""
        return self.is_thorough or self.requests + more <= (MOST_PER_ARTICLE - 1) * self.found
