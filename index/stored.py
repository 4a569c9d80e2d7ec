"""What the catalogue holds, as records again: separate so that reading never writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Select, Table, bindparam, select

from index.annotate import Annotations
from index.article import Article, Block, BlockKind, CapturePlace, Revision
from index.dates import Certainty, DateClaim, DateKind, Precision
from index.documents import DocumentReference
from index.engine import IndexedArticle
from index.errors import NotFoundError
from index.labels import document_labels, person_labels
from index.people import PersonMention
from index.schema import alias, article, capture, date_claim, document_mention, person_mention, revision
from index.text import Span

# Articles that one query of a batch may name; SQLite takes 32,766 variables.
BATCH = 500
# Databases count no further; a longer number is one that was not seen, not a fault.
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One kept response (bản chụp) as the catalogue knows it; `body_place` is where its bytes lie, elsewhere for a revisit."""

    id: int
    address: str
    captured_at: datetime
    status: int
    kind: str
    digest: str
    place: CapturePlace
    body_place: CapturePlace


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article with one of its revisions, everything seen in it, and where it came from.

    `state`: live (còn), changed (đã sửa), gone (đã gỡ), moved (chuyển hướng), back (trở lại).
    `revisions`: (number, captured_at) of all of them, oldest capture first. Numbers are for ever, so a wording that was
    imported late has a high number and an early time.
    """

    article_id: int
    key: str
    state: str
    gone_since: datetime | None
    first_seen: datetime
    last_seen: datetime
    latest: int
    revision: Revision
    revisions: tuple[tuple[int, datetime], ...]
    annotations: Annotations
    capture: CaptureRow
    addresses: tuple[str, ...]


def read_capture_row(connection: Connection, capture_id: int) -> CaptureRow:
    """The row of one capture. Raises `NotFoundError`."""
    row = connection.execute(select(capture).where(capture.c.id == capture_id)).first() if capture_id <= LARGEST_ID else None
    if row is None:
        raise NotFoundError(f"capture {capture_id}")
    place = CapturePlace(row.file, row.offset, row.length)
    body = read_capture_row(connection, row.body_capture).place if row.body_capture else place
    return CaptureRow(row.id, row.address, row.captured_at, row.status, row.kind, row.digest, place, body)


# Built once: reading a whole archive again asks these for every article, and building costs more than the database does.
_OF_REVISIONS = {
    table.name: select(table).where(table.c.revision.in_(bindparam("revisions", expanding=True))).order_by(table.c.id)
    for table in (date_claim, document_mention, person_mention)
}


def _rows_of(connection: Connection, table: Table, revisions: Sequence[int]) -> CursorResult[Any]:
    return connection.execute(_OF_REVISIONS[table.name], {"revisions": revisions})


def read_claims(connection: Connection, revisions: Sequence[int]) -> dict[int, tuple[DateClaim, ...]]:
    """Revision row id -> its date claims, in the order in which they were made."""
    found: dict[int, list[DateClaim]] = {}
    for row in _rows_of(connection, date_claim, revisions):
        claim = DateClaim(
            DateKind(row.kind), row.value, Precision(row.precision), Certainty(row.certainty), row.rule, row.evidence
        )
        found.setdefault(row.revision, []).append(claim)
    return {number: tuple(claims) for number, claims in found.items()}


def read_documents(connection: Connection, revisions: Sequence[int]) -> dict[int, tuple[DocumentReference, ...]]:
    """Revision row id -> its document references, in reading order."""
    found: dict[int, list[DocumentReference]] = {}
    for row in _rows_of(connection, document_mention, revisions):
        reference = DocumentReference(
            Span(row.start, row.end),
            row.printed,
            row.type,
            row.number,
            row.year,
            row.symbol,
            row.issued_on,
            row.issuer,
            row.meeting,
        )
        found.setdefault(row.revision, []).append(reference)
    return {number: tuple(references) for number, references in found.items()}


def read_people(connection: Connection, revisions: Sequence[int]) -> dict[int, tuple[PersonMention, ...]]:
    """Revision row id -> its person mentions, in reading order."""
    found: dict[int, list[PersonMention]] = {}
    for row in _rows_of(connection, person_mention, revisions):
        mention = PersonMention(Span(row.start, row.end), row.printed, row.name, tuple(row.titles), row.refers_to)
        found.setdefault(row.revision, []).append(mention)
    return {number: tuple(mentions) for number, mentions in found.items()}


def article_of(row: Row[tuple[object, ...]], source: str, key: str, claims: tuple[DateClaim, ...]) -> Article:
    """The article that a revision row holds."""
    return Article(
        source=source,
        url=row.url,
        key=key,
        title=row.title,
        lead=row.lead,
        byline=row.byline,
        agency=row.agency,
        dateline=row.dateline,
        blocks=tuple(Block(BlockKind(kind), text) for kind, text in row.blocks),
        claims=claims,
        rules=tuple((field, rule) for field, rule in row.rules),
    )


def read_article(connection: Connection, article_id: int, number: int | None = None) -> StoredArticle:
    """One article with revision `number`, the newest where none is named. Raises `NotFoundError`."""
    head = connection.execute(select(article).where(article.c.id == article_id)).first() if article_id <= LARGEST_ID else None
    if head is None:
        raise NotFoundError(f"article {article_id}")
    table = revision
    rows = connection.execute(
        select(table).where(table.c.article == article_id).order_by(table.c.captured_at, table.c.capture)
    ).all()
    wanted = head.revision if number is None else number
    row = next((row for row in rows if row.number == wanted), None)
    if row is None:
        raise NotFoundError(f"revision {wanted} of article {article_id}")
    claims = read_claims(connection, [row.id]).get(row.id, ())
    text = article_of(row, head.source, head.key, claims)
    seen = Annotations(read_documents(connection, [row.id]).get(row.id, ()), read_people(connection, [row.id]).get(row.id, ()))
    addresses = connection.execute(select(alias.c.address).where(alias.c.key == head.key).order_by(alias.c.address)).scalars()
    return StoredArticle(
        article_id=article_id,
        key=head.key,
        state=head.state,
        gone_since=head.gone_since,
        first_seen=head.first_seen,
        last_seen=head.last_seen,
        latest=head.revision,
        revision=Revision(article_id, row.number, row.captured_at, row.capture, text),
        revisions=tuple((each.number, each.captured_at) for each in rows),
        annotations=seen,
        capture=read_capture_row(connection, row.capture),
        addresses=tuple(addresses),
    )


def newest_revisions(*article_ids: int) -> Select[tuple[object, ...]]:
    """The newest revision row of each article, joined with the article's own columns under `article_…` names."""
    columns = [column.label(f"article_{column.name}") for column in article.c]
    query = select(revision, *columns).join_from(
        article, revision, (revision.c.article == article.c.id) & (revision.c.number == article.c.revision)
    )
    return query.where(article.c.id.in_(article_ids)) if article_ids else query


def read_indexed(connection: Connection, article_ids: Iterable[int]) -> tuple[IndexedArticle, ...]:
    """What the engine is told of these articles; those the catalogue has not are left out."""
    rows = connection.execute(newest_revisions(*article_ids).order_by(article.c.id)).all()
    ids = [row.id for row in rows]
    documents, people = read_documents(connection, ids), read_people(connection, ids)
    return tuple(_indexed(row, documents.get(row.id, ()), people.get(row.id, ())) for row in rows)


def _indexed(
    row: Row[tuple[object, ...]], documents: tuple[DocumentReference, ...], people: tuple[PersonMention, ...]
) -> IndexedArticle:
    return IndexedArticle(
        id=row.article_id,
        title=row.title or "",
        body="\n".join(text for _, text in row.blocks),
        source=row.article_source,
        state=row.article_state,
        first_seen=row.article_first_day,
        event=row.article_event,
        posted=row.article_posted,
        documents=tuple(dict.fromkeys(key for reference in documents for key in reference.keys)),
        facet_documents=tuple(key for key, _ in document_labels(documents)),
        people=tuple(key for key, _ in person_labels(people)),
    )
