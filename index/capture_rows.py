"""Rows of sources and captures: what was received, and where its bytes lie, before anybody has read it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from index.article import Capture, CapturePlace, Source
from index.capture_reading import read_capture
from index.captures import Kept
from index.errors import CaptureError, CatalogueError
from index.revisions import new_id
from index.schema import capture, library_document, revision, source

# The kind of a row whose bytes a power cut took, until the same page comes again.
LOST = "lost"


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
    number = new_id(connection.execute(insert(capture).values(**values)))
    if kept.kind == "response":
        _replace_lost(connection, number, kept)
    return number


def _replace_lost(connection: Connection, number: int, kept: Kept) -> None:
    """Let the bytes that came again stand for the same bytes that were lost, in everything read from them."""
    address, digest = kept.capture.url, kept.digest
    query = select(capture.c.id).where(capture.c.address == address, capture.c.digest == digest, capture.c.kind == LOST)
    lost = list(connection.execute(query).scalars())
    if not lost:
        return
    at = {"capture": number, "captured_at": kept.capture.captured_at}
    for table in (revision, library_document):
        connection.execute(update(table).where(table.c.capture.in_(lost)).values(**at))
    connection.execute(update(capture).where(capture.c.body_capture.in_(lost)).values(body_capture=None))
    connection.execute(delete(capture).where(capture.c.id.in_(lost)))


def mark_lost(connection: Connection, folder: Path, run: str) -> frozenset[str]:
    """Find the captures of a run whose bytes cannot be read back, and those whose body lies there; returns their keys.

    Their rows stay, as "lost", with what was read in them; the same bytes received again take their place.
    """
    rows = connection.execute(select(capture).where(capture.c.run == run, capture.c.kind != LOST)).all()
    broken = [row.id for row in rows if not _is_whole(folder, CapturePlace(row.file, row.offset, row.length))]
    if not broken:
        return frozenset()
    gone = or_(capture.c.id.in_(broken), capture.c.body_capture.in_(broken))
    keys = frozenset(key for key in connection.execute(select(capture.c.key).where(gone)).scalars() if key)
    connection.execute(update(capture).where(gone).values(kind=LOST))
    return keys


def is_cut(connection: Connection, folder: Path, run: str) -> bool:
    """Whether the file of a run is shorter than its rows say: cheaper than reading everything back."""
    query = select(capture.c.file, func.max(capture.c.offset + capture.c.length)).where(
        capture.c.run == run, capture.c.kind != LOST
    )
    return any(_size(folder / file) < end for file, end in connection.execute(query.group_by(capture.c.file)))


def count_lost(connection: Connection) -> Iterable[tuple[str, int]]:
    """Each file with how many of its captures are lost."""
    query = select(capture.c.file, func.count()).where(capture.c.kind == LOST).group_by(capture.c.file)
    return [(row[0], row[1]) for row in connection.execute(query.order_by(capture.c.file))]


def _is_whole(folder: Path, place: CapturePlace) -> bool:
    try:
        read_capture(folder, place)
    except CaptureError:
        return False
    return True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
