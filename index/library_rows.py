"""Rows of the documents of a library: every wording of every page, so that a changed listing overwrites nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from index.articles import Added, add_alias, note_reading, read_readings
from index.library import LibraryDocument
from index.schema import library_document
from index.wordings import Reading, Wording, arrange

_TABLE = library_document
_PLAIN = (
    "key",
    "source",
    "url",
    "title",
    "subject",
    "printed",
    "symbol",
    "type",
    "number",
    "year",
    "issued_on",
    "issuer",
    "signer",
)
# Numbers that one query may name; SQLite takes 32,766 variables.
_BATCH = 1000


def add_document(connection: Connection, capture_id: int, read: LibraryDocument) -> Added:
    """Store what was read in a capture of a library's page: "new", "changed" or "unchanged".

    Wordings follow the time of their capture, not the order of adding, as revisions of articles do.
    """
    note_reading(connection, capture_id, read.key, read.digest)
    add_alias(connection, read.url, read.key)
    rows = connection.execute(select(_TABLE).where(_TABLE.c.key == read.key)).all()
    known = {row.digest: document_of(row) for row in rows} | {read.digest: read}
    # A capture of a wording that today's readers would digest otherwise waits for `scrapy reextract`.
    readings = [each for each in read_readings(connection, read.key) if each.digest in known]
    wordings = arrange(readings, {row.capture: row.wording for row in rows})
    own = next(each for each in wordings if any(reading.capture == capture_id for reading in each.readings))
    _write(connection, wordings, {each.number: known[each.digest] for each in wordings})
    if not rows:
        return Added(own.number, "new", own.number)
    return Added(own.number, "unchanged" if own.is_known else "changed", own.number)


def rewrite_document(connection: Connection, key: str, found: Mapping[int, tuple[datetime, LibraryDocument]]) -> bool:
    """Put what today's readers find in all captures of a page (capture id -> time, document) in place of what was found.

    Returns whether anything differs.
    """
    before = connection.execute(select(_TABLE).where(_TABLE.c.key == key)).all()
    for _, read in found.values():
        add_alias(connection, read.url, key)
    readings = [Reading(number, at, read.digest) for number, (at, read) in found.items()]
    wordings = arrange(readings, {row.capture: row.wording for row in before})
    documents = {each.number: found[each.capture][1] for each in wordings}
    held = {row.wording: (row.capture, document_of(row), document_of(row).rules) for row in before}
    if held == {each.number: (each.capture, documents[each.number], documents[each.number].rules) for each in wordings}:
        return False
    _write(connection, wordings, documents)
    return True


def _write(connection: Connection, wordings: tuple[Wording, ...], documents: Mapping[int, LibraryDocument]) -> None:
    """The wordings of one page in place of those that stand there."""
    key = documents[wordings[0].number].key
    connection.execute(delete(_TABLE).where(_TABLE.c.key == key))
    rows = [_row(each, documents[each.number], is_newest=each is wordings[-1]) for each in wordings]
    connection.execute(insert(_TABLE), rows)


def _row(wording: Wording, document: LibraryDocument, *, is_newest: bool) -> dict[str, Any]:
    return {
        **{name: getattr(document, name) for name in (*_PLAIN, "bare_number", "digest")},
        "wording": wording.number,
        "is_newest": is_newest,
        "capture": wording.capture,
        "captured_at": wording.captured_at,
        "files": list(document.files),
        "rules": [list(rule) for rule in document.rules],
    }


def document_of(row: Row[Any]) -> LibraryDocument:
    """The document that a row holds."""
    plain = {name: getattr(row, name) for name in _PLAIN}
    rules = tuple((name, rule) for name, rule in row.rules)
    return LibraryDocument(**plain, files=tuple(row.files), rules=rules, capture_id=row.capture, captured_at=row.captured_at)


def numbered(connection: Connection, numbers: tuple[str, ...]) -> tuple[LibraryDocument, ...]:
    """The listed documents with any of these numbers (no leading zeros), each page as its newest wording shows it."""
    found: list[LibraryDocument] = []
    for start in range(0, len(numbers), _BATCH):
        wanted = _TABLE.c.is_newest & _TABLE.c.bare_number.in_(numbers[start : start + _BATCH])
        found += [document_of(row) for row in connection.execute(select(_TABLE).where(wanted).order_by(_TABLE.c.id))]
    return tuple(found)


def newest_rules(connection: Connection, source: str, limit: int) -> tuple[list[list[str]], ...]:
    """By which rules the last `limit` documents of a source were read: [[field, rule], …] of each."""
    query = select(_TABLE.c.rules).where(_TABLE.c.is_newest, _TABLE.c.source == source)
    return tuple(connection.execute(query.order_by(_TABLE.c.id.desc()).limit(limit)).scalars())


def count_documents(connection: Connection) -> int:
    """How many pages of documents are listed."""
    query = select(func.count()).select_from(_TABLE).where(_TABLE.c.is_newest)
    return int(connection.execute(query).scalar_one())
