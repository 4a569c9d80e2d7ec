"""Rows of a list of articles, as every page and export shows them: ids in, titles, dates, links and passages out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Row

from index.article import BlockKind
from index.dates import DateClaim, DateKind, chosen_claim
from index.documents import DocumentReference
from index.labels import document_labels, person_labels, source_names
from index.people import PersonMention
from index.query import Query, Tag
from index.snippet import Fragment, passages
from index.stored import newest_revisions, read_claims, read_documents, read_people
from index.text import Span

FIRST_WORDS = 90


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One article in a list. `untitled`: the page prints no title and `title` holds its first words.

    `documents` and `people`: (key to filter by, label to show), each once, in reading order.
    """

    article_id: int
    key: str
    title: str
    untitled: bool
    source: str
    source_name: str
    address: str
    state: str
    revision: int
    event: DateClaim | None
    posted: DateClaim | None
    first_seen: date
    documents: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    passages: tuple[tuple[Fragment, ...], ...]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A facet value with the label that people read and the number of hits that have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query: exact total, one page of rows, facet counts over all hits."""

    query: Query
    total: int
    rows: tuple[ResultRow, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def result_rows(connection: Connection, ids: Sequence[int], query: Query | None = None) -> tuple[ResultRow, ...]:
    """The rows of these articles in this order, with passages for `query`; ids that the catalogue has not are left out."""
    if not ids:
        return ()
    rows = {row.article_id: row for row in connection.execute(newest_revisions(*ids))}
    revisions = [row.id for row in rows.values()]
    claims = read_claims(connection, revisions)
    documents, people = read_documents(connection, revisions), read_people(connection, revisions)
    names = source_names(connection)
    return tuple(
        _result_row(row, names, claims.get(row.id, ()), documents.get(row.id, ()), people.get(row.id, ()), query)
        for row in (rows[number] for number in ids if number in rows)
    )


def _result_row(
    row: Row[tuple[object, ...]],
    names: Mapping[str, str],
    claims: tuple[DateClaim, ...],
    documents: tuple[DocumentReference, ...],
    people: tuple[PersonMention, ...],
    query: Query | None,
) -> ResultRow:
    body = "\n".join(text for _, text in row.blocks)
    start = len(row.title) + 1 if row.title else 0
    spans = matched_spans(query, documents, people, start) if query else ()
    first = next((text for kind, text in row.blocks if kind == BlockKind.PARAGRAPH.value), "")
    return ResultRow(
        article_id=row.article_id,
        key=row.article_key,
        title=row.title or cut_words(first),
        untitled=not row.title,
        source=row.article_source,
        source_name=names.get(row.article_source, row.article_source),
        address=row.article_address,
        state=row.article_state,
        revision=row.article_revision,
        event=chosen_claim(claims, DateKind.EVENT),
        posted=chosen_claim(claims, DateKind.POSTED),
        first_seen=row.article_first_day,
        documents=document_labels(documents),
        people=person_labels(people),
        passages=passages(body, query or Query(), spans),
    )


def cut_words(text: str) -> str:
    """The first words of an article without a title, cut between words."""
    return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def matched_spans(
    query: Query, documents: Sequence[DocumentReference], people: Sequence[PersonMention], start: int
) -> tuple[Span, ...]:
    """Where the documents and people that were asked for are printed in the body, which begins at `start` of the text."""
    wanted = {(clause.field, clause.value) for group in query.must for clause in group if isinstance(clause, Tag)}
    wanted |= {(chosen.field, chosen.value) for chosen in query.filters if not chosen.exclude}
    spans = [found.span for found in documents if any(("document", key) in wanted for key in found.keys)]
    spans += [found.span for found in people if ("person", found.key) in wanted]
    return tuple(Span(span.start - start, span.end - start) for span in spans if span.start >= start)
