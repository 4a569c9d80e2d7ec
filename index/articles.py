"""Articles written into the catalogue: separate so that the rule of what is new, changed or unchanged stands once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from index.article import Article
from index.dates import DateKind, chosen_claim
from index.errors import CatalogueError
from index.revisions import Draft, draft_of, insert_claims, insert_revision, missing_claims, new_id, read_drafts
from index.schema import alias, article, capture, change, revision
from index.stored import read_claims
from index.wordings import Reading, Wording, arrange

# Việt Nam has kept this one zone, without summer time, since 1975.
VIET_NAM = timezone(timedelta(hours=7), "+07")
ABSENT = ("gone", "moved")

Head = Row[Any]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding an article came to: `outcome` is "new", "changed" or "unchanged"."""

    article_id: int
    outcome: str
    revision: int


def day_in_viet_nam(at: datetime) -> date:
    """The day (UTC+7) on which a moment falls: days on screen and in addresses are days in Việt Nam."""
    return at.astimezone(VIET_NAM).date()


def add_article(connection: Connection, capture_id: int, captured_at: datetime, read: Article) -> Added:
    """Store what was read in a capture: a new article, a new revision, or nothing but having looked.

    Revisions follow the time of their capture, not the order of adding: an older capture that is added later takes its
    place among them and keeps every number as it was. Raises `CatalogueError` where the key is another source's.
    """
    note_reading(connection, capture_id, read.key, read.digest)
    add_alias(connection, read.url, read.key)
    head = connection.execute(select(article).where(article.c.key == read.key)).first()
    if head is None:
        article_id = insert_article(connection, read.key, read, captured_at, captured_at)
        insert_revision(connection, article_id, draft_of(1, capture_id, captured_at, read))
        refresh_head(connection, article_id)
        note_change(connection, article_id, "new", captured_at)
        return Added(article_id, "new", 1)
    if head.source != read.source:
        raise CatalogueError(f"the key {read.key} belongs to an article of {head.source}; {read.source} needs keys of its own")
    if captured_at >= head.last_seen:
        number, outcome = _add_newest(connection, head, capture_id, captured_at, read)
    else:
        number, outcome = _add_older(connection, head, capture_id, read)
    is_dated = outcome == "unchanged" and _add_claims(connection, head.id, number, read)
    _see_again(connection, head, captured_at, outcome, is_dated=is_dated)
    return Added(head.id, outcome, number)


def _add_newest(connection: Connection, head: Head, capture_id: int, at: datetime, read: Article) -> tuple[int, str]:
    """The number and outcome of the latest capture there is: only the newest wording can say the same."""
    table = revision
    newest = select(table.c.digest).where(table.c.article == head.id, table.c.number == head.revision)
    if connection.execute(newest).scalar_one() == read.digest:
        return head.revision, "unchanged"
    number = connection.execute(select(func.max(table.c.number)).where(table.c.article == head.id)).scalar_one() + 1
    insert_revision(connection, head.id, draft_of(number, capture_id, at, read))
    return number, "changed"


def _add_older(connection: Connection, head: Head, capture_id: int, read: Article) -> tuple[int, str]:
    """The number and outcome of a capture from between or before those we have.

    It may part two captures of one wording (A … A becomes A B A): then what followed it is a revision of its own.
    """
    drafts = read_drafts(connection, head.id, head.source, head.key)
    wordings = arrange(read_readings(connection, head.key), {draft.capture: draft.number for draft in drafts.values()})
    own = next(wording for wording in wordings if any(reading.capture == capture_id for reading in wording.readings))
    for wording in wordings:
        if not wording.is_known:
            text = read if wording is own else _without_clock(_same_text(drafts, wording))
            insert_revision(connection, head.id, draft_of(wording.number, wording.capture, wording.captured_at, text))
    return own.number, "unchanged" if own.is_known else "changed"


def _same_text(drafts: dict[int, Draft], wording: Wording) -> Article:
    return next(draft.article for draft in drafts.values() if draft.article.digest == wording.digest)


def _without_clock(read: Article) -> Article:
    """The article without the page clock, which is evidence of the one fetch that showed it."""
    return replace(read, claims=tuple(claim for claim in read.claims if claim.kind is not DateKind.RENDERED))


def _add_claims(connection: Connection, article_id: int, number: int, read: Article) -> bool:
    """Keep what another capture of the same wording adds to its dates; returns whether it added anything."""
    table = revision
    row_id = connection.execute(select(table.c.id).where(table.c.article == article_id, table.c.number == number)).scalar_one()
    fresh = missing_claims(read_claims(connection, [row_id]).get(row_id, ()), read.claims)
    insert_claims(connection, row_id, fresh)
    return bool(fresh)


def _see_again(connection: Connection, head: Head, at: datetime, outcome: str, *, is_dated: bool) -> None:
    """Bring the article's row up to date after another capture of it, and note what a reader can see of that."""
    is_back = head.state in ABSENT and at > head.gone_since
    values: dict[str, object] = {"last_seen": max(head.last_seen, at)}
    if at < head.first_seen:
        values |= {"first_seen": at, "first_day": day_in_viet_nam(at)}
    if is_back:
        values |= {"state": "back", "gone_since": None}
    elif outcome == "changed" and head.state == "back":
        values["state"] = "changed"
    connection.execute(update(article).where(article.c.id == head.id).values(**values))
    refresh_head(connection, head.id)
    if is_back or outcome == "changed" or is_dated or "first_seen" in values:
        kind = "back" if is_back else "changed" if outcome == "changed" else "dated"
        note_change(connection, head.id, kind, at)


def note_reading(connection: Connection, capture_id: int, key: str, digest: str | None) -> None:
    """Remember which article a capture shows and in which wording; `None`: today's readers find none in it."""
    differs = or_(capture.c.key.is_distinct_from(key), capture.c.read_as.is_distinct_from(digest))
    # Where nothing differs nothing is written: reading a whole archive again then waits for no disk.
    connection.execute(update(capture).where(capture.c.id == capture_id, differs).values(key=key, read_as=digest))


def read_readings(connection: Connection, key: str) -> tuple[Reading, ...]:
    """All captures of an article in which an article was read."""
    query = select(capture.c.id, capture.c.captured_at, capture.c.read_as)
    rows = connection.execute(query.where(capture.c.key == key, capture.c.read_as.is_not(None))).all()
    return tuple(Reading(row.id, row.captured_at, row.read_as) for row in rows)


def note_change(connection: Connection, article_id: int, kind: str, at: datetime) -> None:
    """Tell the indexer, and whoever follows changes, that a reader sees something else now."""
    connection.execute(insert(change).values(article=article_id, kind=kind, at=at))


def is_known(connection: Connection, key: str) -> bool:
    """Whether an article of this key was ever read."""
    return connection.execute(select(article.c.id).where(article.c.key == key)).first() is not None


def add_alias(connection: Connection, address: str, key: str) -> None:
    """Remember that this spelling of an address means this article; the first article of an address keeps it."""
    if connection.execute(select(alias.c.key).where(alias.c.address == address)).first() is None:
        connection.execute(insert(alias).values(address=address, key=key))


def insert_article(connection: Connection, key: str, read: Article, first: datetime, last: datetime) -> int:
    """The row of an article that was never seen; its newest revision fills in the rest."""
    values = {"key": key, "source": read.source, "address": read.url, "state": "live", "revision": 1}
    seen = {"first_seen": first, "last_seen": last, "first_day": day_in_viet_nam(first)}
    return new_id(connection.execute(insert(article).values(**values, **seen)))


def refresh_head(connection: Connection, article_id: int) -> None:
    """Bring the article's own row in line with its newest revision."""
    table = revision
    own = table.c.article == article_id
    newest = connection.execute(
        select(table).where(own).order_by(table.c.captured_at.desc(), table.c.capture.desc()).limit(1)
    ).one()
    count = connection.execute(select(func.count()).select_from(table).where(own)).scalar_one()
    state = connection.execute(select(article.c.state).where(article.c.id == article_id)).scalar_one()
    claims = read_claims(connection, [newest.id]).get(newest.id, ())
    event, posted = chosen_claim(claims, DateKind.EVENT), chosen_claim(claims, DateKind.POSTED)
    values = {
        "revision": newest.number,
        "title": newest.title,
        "address": newest.url,
        "state": ("changed" if count > 1 else "live") if state in ("live", "changed") else state,
        "event": event.value if event else None,
        "posted": posted.value if posted else None,
    }
    connection.execute(update(article).where(article.c.id == article_id).values(**values))


def set_state(connection: Connection, key: str, state: str, at: datetime) -> None:
    """Mark an article as "gone" or "moved" since `at`; a day before its last sight and a second time say nothing new."""
    if state not in ABSENT:
        raise CatalogueError(f"an article cannot be set to {state!r}; the other states follow from its captures")
    head = connection.execute(select(article).where(article.c.key == key)).first()
    if head is None or head.state == state or at < head.last_seen:
        return
    since = head.gone_since if head.state in ABSENT else at
    connection.execute(update(article).where(article.c.id == head.id).values(state=state, gone_since=since))
    note_change(connection, head.id, state, at.astimezone(UTC))
