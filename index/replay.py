"""An article read again from its captures: separate because it rewrites what adding only appends to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, select, update

from index.article import Article, Capture
from index.articles import add_alias, day_in_viet_nam, insert_article, note_change, note_reading, refresh_head
from index.capture_rows import LOST
from index.catalogue import Catalogue
from index.errors import ExtractionError
from index.library import LibraryDocument
from index.library_rows import rewrite_document
from index.revisions import Draft, draft_of, missing_claims, read_drafts, replace_revision
from index.schema import article, capture
from index.wordings import Reading, Wording, arrange

OK = 200

Reader = Callable[[Capture, str], Article | LibraryDocument | None]
"""What reads one capture of a source: `None` or `ExtractionError` where it holds no article and no document of a library."""


@dataclass(frozen=True, slots=True)
class Again:
    """One capture, read again."""

    capture: int
    captured_at: datetime
    found: Article | LibraryDocument | None


def all_keys(connection: Connection, source_id: str | None, *, unread: bool) -> tuple[str, ...]:
    """The keys of all articles in order of id; `unread`: behind them those of kept pages in which no article was read."""
    query = select(article.c.key).order_by(article.c.id)
    rest = select(capture.c.key).where(capture.c.key.is_not(None), capture.c.status == OK)
    rest = rest.where(capture.c.key.not_in(select(article.c.key))).distinct().order_by(capture.c.key)
    if source_id:
        query, rest = query.where(article.c.source == source_id), rest.where(capture.c.source == source_id)
    read = tuple(connection.execute(query).scalars())
    return (*read, *connection.execute(rest).scalars()) if unread else read


def replay_article(catalogue: Catalogue, read: Callable[[int], Capture], key: str, reader: Reader) -> bool:
    """Read every capture of an article again and store what differs; `read` gives the bytes of a capture row."""
    again: dict[int, Again] = {}
    while True:
        with catalogue.read() as connection:
            captures = captures_of(connection, key)
        for number, at, source in captures:
            if number not in again:
                again[number] = Again(number, at, read_again(read(number), source, key, reader))
        with catalogue.begin() as connection:
            if captures_of(connection, key) == captures:  # else a crawl has added one meanwhile
                return rewrite(connection, key, [again[number] for number, _, _ in captures])


# Built once, since every article asks it twice.
_CAPTURES = (
    select(capture.c.id, capture.c.captured_at, capture.c.source)
    .where(capture.c.key == bindparam("key"), capture.c.status == OK, capture.c.kind != LOST)
    .order_by(capture.c.captured_at, capture.c.id)
)


def captures_of(connection: Connection, key: str) -> tuple[tuple[int, datetime, str], ...]:
    """(id, time, source) of every page that was received for this key, oldest first."""
    return tuple((row.id, row.captured_at, row.source) for row in connection.execute(_CAPTURES, {"key": key}))


def read_again(received: Capture, source: str, key: str, reader: Reader) -> Article | LibraryDocument | None:
    """What `reader` finds in a capture, under the key and source that it was kept for."""
    try:
        found = reader(received, source)
    except ExtractionError:
        return None
    return replace(found, key=key, source=source) if found else None


def rewrite(connection: Connection, key: str, again: Sequence[Again]) -> bool:
    """Put what today's readers find in the captures of a page in place of what was found before.

    Numbers stay with their captures. Where the readers find nothing at all, what was found before stays: a broken
    layout file must not empty the archive. Returns whether a reader of the archive sees anything else now.
    """
    documents = {each.capture: (each.captured_at, each.found) for each in again if isinstance(each.found, LibraryDocument)}
    found = {each.capture: (each.captured_at, each.found) for each in again if isinstance(each.found, Article)}
    if not documents and not found:
        return False
    for each in again:
        note_reading(connection, each.capture, key, each.found.digest if each.found else None)
    return rewrite_document(connection, key, documents) if documents else _rewrite_article(connection, key, found)


def _rewrite_article(connection: Connection, key: str, dated: Mapping[int, tuple[datetime, Article]]) -> bool:
    found = {number: read for number, (_, read) in dated.items()}
    readings = [Reading(number, at, read.digest) for number, (at, read) in dated.items()]
    for read in found.values():
        add_alias(connection, read.url, key)
    first, last = min(each.captured_at for each in readings), max(each.captured_at for each in readings)
    head = connection.execute(select(article).where(article.c.key == key)).first()
    article_id = head.id if head else insert_article(connection, key, next(iter(found.values())), first, last)
    old = read_drafts(connection, article_id, next(iter(found.values())).source, key)
    wordings = arrange(readings, {draft.capture: draft.number for draft in old.values()})
    new = {wording.number: _draft(wording, found) for wording in wordings}
    different = [number for number in sorted(old | new) if _seen(old.get(number)) != _seen(new.get(number))]
    for number in different:
        replace_revision(connection, article_id, old.get(number), new.get(number))
    is_moved = head is not None and (head.first_seen, head.last_seen) != (first, last)
    if different or is_moved:
        seen = {"first_seen": first, "last_seen": last, "first_day": day_in_viet_nam(first)}
        connection.execute(update(article).where(article.c.id == article_id).values(**seen))
        refresh_head(connection, article_id)
        note_change(connection, article_id, "reread" if head else "new", datetime.now(UTC))
    return bool(different or is_moved)


def _draft(wording: Wording, found: dict[int, Article]) -> Draft:
    """The revision of a wording: the article of the capture that stands for it, with what the others add to its dates."""
    read = found[wording.capture]
    claims = read.claims
    for reading in wording.readings:
        claims += missing_claims(claims, found[reading.capture].claims)
    return draft_of(wording.number, wording.capture, wording.captured_at, replace(read, claims=claims))


def _seen(draft: Draft | None) -> object:
    """Everything of a revision that a reader can see, for comparison."""
    return draft and (draft.capture, draft.captured_at, draft.article, draft.article.rules, draft.seen)
