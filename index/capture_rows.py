"""Rows of sources and captures: what was received, and where its bytes lie, before anybody has read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from index.article import Capture, Source
from index.captures import Kept
from index.errors import CatalogueError
from index.revisions import new_id
from index.schema import capture, source


def register_source(connection: Connection, record: Source) -> None:
    """Make the source known, or bring its name, owner and address up to date."""
    values = {"name": record.name, "owner": record.owner, "url": record.url}
    if not connection.execute(update(source).where(source.c.id == record.id).values(**values)).rowcount:
        connection.execute(insert(source).values(id=record.id, **values))


def find_same_body(connection: Connection, address: str, digest: str) -> tuple[int, datetime] | None:
    """The capture (id, time) of this address that already holds a body with this digest."""
    query = select(capture.c.id, capture.c.captured_at).where(
        capture.c.address == address, capture.c.digest == digest, capture.c.kind == "response"
    )
    row = connection.execute(query.order_by(capture.c.id).limit(1)).first()
    return (row.id, row.captured_at) if row else None


def find_capture(connection: Connection, received: Capture) -> int | None:
    """The row of this very capture: the same body from the same address at the same moment."""
    query = select(capture.c.id).where(
        capture.c.address == received.url, capture.c.digest == received.digest, capture.c.captured_at == received.captured_at
    )
    return connection.execute(query.limit(1)).scalar_one_or_none()


def record_capture(connection: Connection, kept: Kept, source_id: str, key: str | None, run: str | None) -> int:
    """Write the row of a kept capture and return its id. Raises `CatalogueError` for a revisit of an unknown body."""
    same = find_same_body(connection, kept.capture.url, kept.digest) if kept.kind == "revisit" else None
    if kept.kind == "revisit" and same is None:
        raise CatalogueError(f"the body of {kept.capture.url} lies in no capture that the catalogue knows; keep it again")
    values = {
        "key": key,
        "source": source_id,
        "address": kept.capture.url,
        "captured_at": kept.capture.captured_at,
        "status": kept.capture.status,
        "kind": kept.kind,
        "file": kept.place.file,
        "offset": kept.place.offset,
        "length": kept.place.length,
        "digest": kept.digest,
        "body_capture": same[0] if same else None,
        "run": run,
    }
    return new_id(connection.execute(insert(capture).values(**values)))
