"""Where each site stands (tình trạng các trang nguồn): what `scrapy status` shows and the metrics count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from crawler.operation.source_alarm import daily_counts, source_alarms
from crawler.operation.visits import Visit, bad_ends, next_visit, visit_interval
from crawler.queue.backlog import Waiting, waiting
from crawler.run import runs
from crawler.run.health import Record, told
from crawler.run.lease import holder_of, machine_at_work
from crawler.run.lock import is_locked
from crawler.run.report import failed_in
from crawler.sites import Site, load_sites
from index.archive import Archive
from index.articles import day_in_viet_nam
from index.library_rows import newest_rules
from index.schema import article, outcome, revision
from index.schema import run as run_table

# Rules are counted over the newest articles: what was read years ago says nothing of today's pages.
RULES_OF = 300
BAD_RUNS = 2
MOST_FAILED, LEAST_FAILED = 0.2, 5
OVERDUE_TIMES = 3


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """One site: its last runs, its queue, its alarms and its next visit.

    `outcomes` and `requests` are of all its runs, `last` is its newest one; `rules` count the newest articles by the rule
    that found their text; `needs` says what a person has to look at, a sentence each.
    """

    site: Site
    is_running: bool
    last: Row[Any] | None
    last_success: datetime | None
    outcomes: Mapping[str, int]
    requests: int
    articles: int
    rules: Mapping[str, int]
    queue: Waiting
    layout: Record
    source_alarms: tuple[str, ...]
    visit: Visit
    missed: tuple[int, int]
    """Deep runs that found what earlier runs had missed, and deep runs in all."""
    needs: tuple[str, ...]

    @property
    def next_visit(self) -> datetime | None:
        """When a round asks the site; `None` where only its name brings a round there: not verified, and never asked."""
        return self.visit.at if self.site.state == "verified" or self.last else None


def read_statuses(archive: Archive, sites: Iterable[Site], now: datetime) -> tuple[SiteStatus, ...]:
    """Every one of these sites, in their order. Raises `CatalogueError`."""
    with archive.catalogue.read() as connection:
        return tuple(_status(archive, connection, site, now) for site in sites)


def known_sites(archive: Archive) -> tuple[Site, ...]:
    """The live sites, and the sample sites that were crawled into this archive."""
    with archive.catalogue.read() as connection:
        crawled = set(connection.execute(select(run_table.c.source).distinct()).scalars())
    return tuple(site for site in load_sites().values() if not site.is_sample or site.id in crawled)


def read_visit(connection: Connection, site: Site, now: datetime) -> Visit:
    """When a site is visited next."""
    recent = runs.recent_runs(connection, site.id)
    paused = runs.paused_until(connection, site.id, now)
    return next_visit(site, recent, paused, waiting(connection, site.id, now), now)


def is_crawled_now(archive: Archive, connection: Connection, source: str) -> bool:
    """Whether a process of this machine or of another one is crawling a site."""
    locks = archive.settings.data / "locks"
    return is_locked(locks, source) or machine_at_work(connection, source, holder_of(locks)) is not None


def _status(archive: Archive, connection: Connection, site: Site, now: datetime) -> SiteStatus:
    recent = runs.recent_runs(connection, site.id)
    is_running = is_crawled_now(archive, connection, site.id)
    if is_running and recent and recent[0].ended is None:
        recent = recent[1:]  # it goes on: nothing is to be said of it yet
    last = recent[0] if recent else None
    success = next((run for run in recent if run.reason in runs.GOOD_ENDS and (run.counts or {}).get("discovered")), None)
    layout = next((record for run in recent if (record := Record.of_row(run.counts)).pages), Record(0, {}))
    queue = waiting(connection, site.id, now)
    visit = next_visit(site, recent, runs.paused_until(connection, site.id, now), queue, now)
    alarms = _alarms_of_source(connection, site, success.started if success else None)
    deep = [run.counts["missed"] for run in recent if (run.counts or {}).get("missed") is not None]
    own_runs = select(run_table.c.id).where(run_table.c.source == site.id)
    ended = select(outcome.c.outcome, func.count()).where(outcome.c.run.in_(own_runs)).group_by(outcome.c.outcome)
    return SiteStatus(
        site=site,
        is_running=is_running,
        last=last,
        last_success=success.ended if success else None,
        outcomes={row[0]: row[1] for row in connection.execute(ended)},
        requests=connection.execute(select(func.sum(run_table.c.requests)).where(run_table.c.source == site.id)).scalar() or 0,
        articles=connection.execute(select(func.count()).where(article.c.source == site.id)).scalar_one(),
        rules=_rules(connection, site.id),
        queue=queue,
        layout=layout,
        source_alarms=alarms,
        visit=visit,
        missed=(sum(count > 0 for count in deep), len(deep)),
        needs=tuple(_needs(site, recent, layout, alarms, visit, now)),
    )


def _alarms_of_source(connection: Connection, site: Site, visited: datetime | None) -> tuple[str, ...]:
    """Nothing where no visit went well: then our runs are what is wrong."""
    if visited is None:
        return ()
    day = day_in_viet_nam(visited)
    return source_alarms(daily_counts(connection, site.id, day), day, site.expect_per_day[0])


def _rules(connection: Connection, source: str) -> dict[str, int]:
    newest = (revision.c.article == article.c.id) & (revision.c.number == article.c.revision)
    query = select(revision.c.rules).join_from(article, revision, newest).where(article.c.source == source)
    rows = connection.execute(query.order_by(article.c.id.desc()).limit(RULES_OF)).scalars()
    listed = newest_rules(connection, source, RULES_OF)
    read = [*(dict(rules).get("body", "none") for rules in rows), *(dict(rules).get("symbol", "none") for rules in listed)]
    return dict(Counter(read).most_common())


def _needs(
    site: Site, recent: list[Row[Any]], layout: Record, alarms: tuple[str, ...], visit: Visit, now: datetime
) -> Iterable[str]:
    if layout.alarms:
        yield f"{told(layout)}; mend the layout of {site.id}, then run: scrapy reextract --source {site.id}"
    yield from alarms
    if not recent:
        return
    last, bad = recent[0], bad_ends(recent)
    if bad >= BAD_RUNS or (bad and last.ended):
        yield f"the last run {f'ended early ({last.reason})' if last.ended else 'was killed'}, {bad} in a row"
    counts = last.counts or {}
    failed = failed_in(counts.get("outcomes", {}))
    if failed >= LEAST_FAILED and failed > MOST_FAILED * counts.get("taken_up", 0):
        yield f"{failed} of {counts.get('taken_up', 0)} addresses failed in the last run"
    if now > max(visit.at, last.ended or last.started) + max(OVERDUE_TIMES * visit_interval(site), timedelta(days=1)):
        yield f"nobody has visited it since {last.started:%Y-%m-%d %H:%M} UTC: is the timer running?"
