"""Rows of one revision: the wording, its date claims, what is seen in it. Separate so that they are only written together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, delete, insert, select

from index.annotate import Annotations, annotate
from index.article import Article
from index.dates import DateClaim, DateKind
from index.documents import DocumentReference
from index.labels import document_label, drop_labels, write_labels
from index.people import PersonMention
from index.schema import date_claim, document_mention, person_mention, revision
from index.stored import article_of, read_claims, read_documents, read_people


@dataclass(frozen=True, slots=True)
class Draft:
    """A revision as it is to stand in the catalogue."""

    number: int
    capture: int
    captured_at: datetime
    article: Article
    seen: Annotations


def draft_of(number: int, capture: int, captured_at: datetime, article: Article) -> Draft:
    """The draft of an article, with everything today's readers see in its text."""
    return Draft(number, capture, captured_at, article, annotate(article.text))


def missing_claims(held: tuple[DateClaim, ...], others: tuple[DateClaim, ...]) -> tuple[DateClaim, ...]:
    """What a later capture of the same wording says of its dates by a rule that said nothing so far.

    A rule that spoke keeps its first answer; the page clock is evidence of its own fetch alone.
    """
    spoken = {(claim.kind, claim.rule) for claim in held}
    return tuple(claim for claim in others if claim.kind is not DateKind.RENDERED and (claim.kind, claim.rule) not in spoken)


def insert_revision(connection: Connection, article_id: int, draft: Draft, *, anew: bool = False) -> None:
    """Write one revision with its claims, mentions and labels."""
    article = draft.article
    values = {
        "article": article_id,
        "number": draft.number,
        "capture": draft.capture,
        "captured_at": draft.captured_at,
        "digest": article.digest,
        **{name: getattr(article, name) for name in ("url", "title", "lead", "byline", "agency", "dateline")},
        "blocks": [[block.kind.value, block.text] for block in article.blocks],
        "rules": [list(rule) for rule in article.rules],
    }
    row_id = new_id(connection.execute(insert(revision).values(**values)))
    insert_claims(connection, row_id, article.claims)
    _insert_rows(connection, document_mention, row_id, [_document_row(found) for found in draft.seen.documents])
    _insert_rows(connection, person_mention, row_id, [_person_row(found) for found in draft.seen.people])
    documents = {found.keys[0]: document_label(found) for found in reversed(draft.seen.documents) if found.keys}
    people = {found.key: found.name for found in reversed(draft.seen.people) if found.key and found.name}
    write_labels(connection, "document", documents, anew=anew)
    write_labels(connection, "person", people, anew=anew)


def insert_claims(connection: Connection, row_id: int, claims: tuple[DateClaim, ...]) -> None:
    """Write date claims behind those that a revision row has."""
    rows = [
        {
            **{name: getattr(claim, name).value for name in ("kind", "precision", "certainty")},
            **{name: getattr(claim, name) for name in ("value", "rule", "evidence")},
        }
        for claim in claims
    ]
    _insert_rows(connection, date_claim, row_id, rows)


def read_drafts(connection: Connection, article_id: int, source: str, key: str) -> dict[int, Draft]:
    """Number -> revision as it stands in the catalogue."""
    rows = connection.execute(select(revision).where(revision.c.article == article_id)).all()
    ids = [row.id for row in rows]
    claims, documents, people = read_claims(connection, ids), read_documents(connection, ids), read_people(connection, ids)
    return {
        row.number: Draft(
            row.number,
            row.capture,
            row.captured_at,
            article_of(row, source, key, claims.get(row.id, ())),
            Annotations(documents.get(row.id, ()), people.get(row.id, ())),
        )
        for row in rows
    }


def replace_revision(connection: Connection, article_id: int, old: Draft | None, new: Draft | None) -> None:
    """Put one revision in the place of another, or take it out, or add it; labels that nothing needs any more go, too."""
    if old:
        connection.execute(delete(revision).where(revision.c.article == article_id, revision.c.number == old.number))
    if new:
        insert_revision(connection, article_id, new, anew=True)
    if old:
        kept_documents, kept_people = _label_keys(new.seen) if new else (set(), set())
        documents, people = _label_keys(old.seen)
        drop_labels(connection, "document", documents - kept_documents)
        drop_labels(connection, "person", people - kept_people)


def _label_keys(seen: Annotations) -> tuple[set[str], set[str]]:
    """The keys of the documents and of the people that bear a label."""
    return {found.keys[0] for found in seen.documents if found.keys}, {found.key for found in seen.people if found.key}


def new_id(result: CursorResult[Any]) -> int:
    """The id of the row that was inserted."""
    key = result.inserted_primary_key
    return int(key[0]) if key else 0


def _insert_rows(connection: Connection, table: Table, row_id: int, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), [{**row, "revision": row_id} for row in rows])


def _document_row(found: DocumentReference) -> dict[str, Any]:
    names = ("printed", "type", "number", "year", "symbol", "issued_on", "issuer", "meeting")
    values = {name: getattr(found, name) for name in names}
    return {**values, "start": found.span.start, "end": found.span.end, "key": found.keys[0] if found.keys else None}


def _person_row(found: PersonMention) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in ("printed", "name", "key", "refers_to")}
    return {**values, "start": found.span.start, "end": found.span.end, "titles": list(found.titles)}
