"""Is everything that was promised still there? Separate because verifying trusts none of the code that wrote."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Row, func, select

from index.article import Capture, CapturePlace
from index.capture_reading import iterate_members, read_capture
from index.capture_rows import LOST, count_lost
from index.catalogue import Catalogue
from index.engine import Engine, Progress
from index.errors import CaptureError
from index.indexing import last_change
from index.schema import article, capture, document_mention, person_mention, revision
from index.stored import article_of

RESTORE = "restore the file from a copy"


def capture_problems(catalogue: Catalogue, folder: Path, progress: Progress | None = None) -> Iterator[str]:
    """A sentence for each catalogued capture whose bytes are missing, cut or changed; every one is read and re-hashed."""
    with catalogue.read() as connection:
        rows = connection.execute(select(capture).where(capture.c.kind != LOST).order_by(capture.c.file, capture.c.offset)).all()
    for number, row in enumerate(rows, 1):
        try:
            found = read_capture(folder, CapturePlace(row.file, row.offset, row.length))
            if fault := _difference(row, found):
                yield f"{row.file} at {row.offset}: {fault} not the one that was catalogued; {RESTORE}"
        except CaptureError as error:
            yield str(error)
        if progress:
            progress(number, len(rows))


def _difference(row: Row[tuple[object, ...]], found: Capture) -> str | None:
    """What of a record is not what its row says."""
    if row.kind == "response" and found.digest != row.digest:
        return "the body is"
    if (found.url, found.captured_at, found.status) != (row.address, row.captured_at, row.status):
        return "address, time or status is"
    return None


def catalogue_problems(catalogue: Catalogue) -> Iterator[str]:
    """A sentence for each broken promise between the tables."""
    yield from catalogue.problems()
    with catalogue.read() as connection:
        newest = (revision.c.article == article.c.id) & (revision.c.number == article.c.revision)
        lost = select(func.count()).select_from(article.outerjoin(revision, newest)).where(revision.c.id.is_(None))
        if count := connection.execute(lost).scalar_one():
            yield f"{count} articles have lost their newest revision; run: scrapy reextract"
        rows = connection.execute(select(revision, article.c.key, article.c.source).join_from(revision, article)).yield_per(500)
        for row in rows:
            read = article_of(row, row.source, row.key, ())
            if read.digest != row.digest:
                yield f"revision {row.number} of {row.key} is not the text that was read; run: scrapy reextract"
            for table in (document_mention, person_mention):
                spans = connection.execute(select(table.c.start, table.c.end, table.c.printed).where(table.c.revision == row.id))
                if any(read.text[span.start : span.end] != span.printed for span in spans):
                    yield f"revision {row.number} of {row.key} has a mention that is not printed there; run: scrapy reextract"


def engine_problems(catalogue: Catalogue, engine: Engine) -> Iterator[str]:
    """A sentence for each way in which the index is damaged or holds other articles than the catalogue."""
    yield from engine.verify()
    with catalogue.read() as connection:
        articles = connection.execute(select(func.count()).select_from(article)).scalar_one()
        newest = last_change(connection)
    if engine.mark() > newest:
        yield "the index knows more than the catalogue, so it is another archive's; run: python -m index rebuild"
    elif engine.mark() == newest and engine.count() != articles:
        yield f"the index holds {engine.count()} articles and the catalogue {articles}; run: python -m index rebuild"


def harmless_notes(catalogue: Catalogue, folder: Path, engine: Engine | None) -> Iterator[str]:
    """A sentence for each thing that is worth knowing and that nothing was lost by."""
    with catalogue.read() as connection:
        rows = connection.execute(select(capture.c.file, capture.c.offset, capture.c.length)).all()
        newest = last_change(connection)
        lost = count_lost(connection)
    for file, count in lost:
        yield f"{file}: {count} captures were lost with a power cut; the crawler asks for them again"
    known = {(row.file, row.offset) for row in rows}
    ends: dict[str, int] = {}
    for row in rows:
        ends[row.file] = max(ends.get(row.file, 0), row.offset + row.length)
    for path in sorted(folder.rglob("*.warc.gz")):
        name = path.relative_to(folder).as_posix()
        offsets, end = _offsets(path)
        is_cut = ends.get(name, 0) <= end < path.stat().st_size  # damage before that is a problem and no note
        strays = sum((name, offset) not in known for offset in offsets[1:])  # the first record tells of the file
        if strays or is_cut:
            last = ", the last one cut" if is_cut else ""
            yield f"{name}: {strays + is_cut} records{last} stand in no row: a run was stopped between writing and noting them"
    if engine is not None and engine.mark() < newest:
        yield f"the index has yet to be told of {newest - engine.mark()} changes; run: python -m index update"


def _offsets(path: Path) -> tuple[list[int], int]:
    """Where the whole records of a file begin, and where the last one of them ends."""
    offsets, end = [], 0
    try:
        with path.open("rb") as stream:
            for member in iterate_members(stream):
                offsets.append(member.offset)
                end = member.offset + member.length
    except (OSError, EOFError, zlib.error):
        return offsets, end  # what was whole before the damage counts
    return offsets, end
