"""Filling an archive back to a day (thu thập ngược): how far each listing was read, kept from run to run for weeks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from crawler.finding.discovery import newest_files
from crawler.queue.frontier import moment
from index.articles import day_in_viet_nam
from index.schema import article
from index.schema import run as run_table

_MONTH_IN_NAME = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where reading a listing goes on: the next page, as the page before it named it, with its number and channel.

    `keys` are the articles of the last page that was read: their days say whether the listing has reached the day.
    """

    address: str | None = None
    number: int = 1
    channel: str | None = None
    keys: tuple[str, ...] = ()
    is_done: bool = False


@dataclass
class Backfill:
    """One site's way back to `since`: a cursor for each listing, and the sitemap files that were read."""

    since: date
    cursors: dict[str, Cursor] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    has_more_files: bool = False
    """Whether the last sitemap of sitemaps named files that were not read for want of budget."""

    @classmethod
    def load(cls, connection: Connection, source: str, since: date) -> Backfill:
        """As the newest run with the same day left it; listings that have reached the day meanwhile are done."""
        said = run_table.c.counts["backfill"]
        query = select(said).where(run_table.c.source == source, said["since"].as_string() == since.isoformat())
        kept = connection.execute(query.order_by(run_table.c.started.desc()).limit(1)).scalar_one_or_none()
        if not kept:
            return cls(since)
        backfill = cls(since, files=set(kept["files"]), has_more_files=kept["has_more_files"])
        backfill.cursors = {path: Cursor(**{**row, "keys": tuple(row["keys"])}) for path, row in kept["cursors"].items()}
        backfill.settle(connection)
        return backfill

    def wanted_files(self, files: Iterable[str], most: int) -> tuple[str, ...]:
        """The newest of the sitemap files that may name articles since the day and were not read, `most` in all."""
        month = self.since.isoformat()[:7]
        fresh = [file for file in files if file not in self.files and _month_in(file, month) >= month]
        chosen = newest_files(fresh)[:most]
        self.has_more_files = len(fresh) > len(chosen)
        return chosen

    def is_older(self, lastmod: str | None) -> bool:
        """Whether what was last changed then is older than the day."""
        said = moment(lastmod)
        return said is not None and day_in_viet_nam(said) < self.since

    def settle(self, connection: Connection) -> None:
        """Mark the listings that have reached the day, now that the articles of their last pages are read."""
        for path, cursor in self.cursors.items():
            if is_reached(connection, cursor.keys, self.since):
                self.cursors[path] = replace(cursor, is_done=True)

    def told(self, paths: Iterable[str]) -> str:
        """How far it is, for a person."""
        if self.is_complete(paths):
            return f"filled back to {self.since}"
        pages = ", ".join(f"{path} at page {cursor.number}" for path, cursor in self.cursors.items() if not cursor.is_done)
        return f"on the way back to {self.since}{': ' + pages if pages else ''}; run this again to go on"

    def is_complete(self, paths: Iterable[str]) -> bool:
        """Whether every one of these listings has been read to the day or to its end, and every sitemap file."""
        return not self.has_more_files and all(path in self.cursors and self.cursors[path].is_done for path in paths)

    def row(self) -> Mapping[str, Any]:
        """For the run's row."""
        cursors = {path: asdict(cursor) for path, cursor in self.cursors.items()}
        return {
            "since": self.since.isoformat(),
            "cursors": cursors,
            "files": sorted(self.files),
            "has_more_files": self.has_more_files,
        }


def is_reached(connection: Connection, keys: tuple[str, ...], since: date) -> bool:
    """Whether the newest of these articles is older than the day; unknown days say nothing."""
    query = select(func.max(func.coalesce(article.c.posted, article.c.event))).where(article.c.key.in_(keys))
    newest = connection.execute(query).scalar_one_or_none()
    return newest is not None and newest < since


def _month_in(file: str, unknown: str) -> str:
    """The month in the name of a sitemap file, which some sites give each of theirs."""
    months = _MONTH_IN_NAME.findall(file.rpartition("/")[2])
    return months[-1] if months else unknown
