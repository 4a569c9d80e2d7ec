"""Captures read back, from our files by place and from anybody's by walking: separate because reading trusts nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from dateutil.parser import isoparse
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from index.article import Capture, CapturePlace
from index.errors import CaptureError

# What a damaged gzip member, a cut record or a broken header raises below us.
_DAMAGE = (
    OSError, EOFError, zlib.error, ArchiveLoadFailed, StatusAndHeadersParserException, ChunkedDataException,
    AttributeError, TypeError, ValueError, KeyError, IndexError,
)  # fmt: skip
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
# No page is larger; a film in somebody's file is passed over and not held in memory.
LARGEST_RECORD = 64 << 20
_PAGES = ("http://", "https://", "urn:", "file:")


@dataclass(frozen=True, slots=True)
class Member:
    """A gzip member of a WARC file: where it lies and what it holds, `None` where that is too large to be a page."""

    offset: int
    length: int
    content: bytes | None


def read_capture(folder: Path, place: CapturePlace) -> Capture:
    """The capture at `place` under `folder`, checked against its gzip checksum, its length and its digests.

    A revisit record comes back with an empty body. Raises `CaptureError` naming file and offset where the bytes are
    missing, cut or changed.
    """
    where = f"{place.file} at {place.offset}"
    try:
        with (folder / place.file).open("rb") as stream:
            stream.seek(place.offset)
            packed = stream.read(place.length)
        if len(packed) != place.length:
            raise CaptureError(
                f"{where}: {len(packed)} of {place.length} bytes are there; the file was cut, restore it from a copy"
            )
        member = next(iterate_members(BytesIO(packed)))
        record = next(iter(ArchiveIterator(BytesIO(member.content or b""))), None)
        if record is None or member.length != place.length:
            raise CaptureError(f"{where}: no record can be read there; restore the file from a copy")
        capture = _capture_of(record, where, record.raw_stream.read())
        _check_digests(record, capture, member.content or b"", where)
    except (*_DAMAGE, StopIteration) as error:
        raise CaptureError(f"{where}: {_reason(error)}; restore the file from a copy") from error
    return capture


def iterate_captures(path: Path) -> Iterator[Capture]:
    """Every response and resource of a WARC file, made by us or by other tools, packed or not, encodings undone.

    Stops at the first damaged record with a `CaptureError` naming file and offset, after all the good ones before it.
    """
    offset = 0
    try:
        with path.open("rb") as stream:
            for offset, record in _iterate_records(stream):
                if record.rec_type in ("response", "resource") and _is_page(record):
                    capture = _capture_of(record, f"{path} at {offset}", _undone(record))
                    if len(capture.body) <= LARGEST_RECORD:
                        yield capture
    except _DAMAGE as error:
        raise CaptureError(f"{path}, record at or after {offset}: {_reason(error)}; what stands before it was read") from error


def iterate_members(stream: BinaryIO) -> Iterator[Member]:
    """The gzip members of a file one after the other, each one's checksum proved. Raises `EOFError`, `zlib.error`."""
    offset, rest = stream.tell(), stream.read(_CHUNK)
    while rest:
        unpacker, parts, size, length = zlib.decompressobj(16 + zlib.MAX_WBITS), [], 0, 0
        while not unpacker.eof:
            if not rest:
                raise EOFError("the record was cut")
            length += len(rest)
            part = unpacker.decompress(rest, _CHUNK)
            size += len(part)
            if size <= LARGEST_RECORD:
                parts.append(part)
            length -= len(unpacker.unconsumed_tail)
            rest = unpacker.unconsumed_tail or (b"" if unpacker.eof else stream.read(_CHUNK))
        length -= len(unpacker.unused_data)
        yield Member(offset, length, b"".join(parts) if size <= LARGEST_RECORD else None)
        offset += length
        rest = unpacker.unused_data or stream.read(_CHUNK)


def _iterate_records(stream: BinaryIO) -> Iterator[tuple[int, ArcWarcRecord]]:
    """Each record with its offset, read to its end before the next one is asked for."""
    is_packed = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    if not is_packed:
        records = ArchiveIterator(stream)
        for record in records:
            offset = records.offset
            yield offset, record
            _read_to_end(record)
        return
    for member in iterate_members(stream):
        for record in ArchiveIterator(BytesIO(member.content)) if member.content is not None else ():
            yield member.offset, record
            _read_to_end(record)


def _read_to_end(record: ArcWarcRecord) -> None:
    """Raises `EOFError` where less is there than the record's own header announces: warcio does not notice."""
    while record.raw_stream.read(_CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0):
        raise EOFError(f"{record.raw_stream.limit} of the bytes it announces are missing; the record was cut")


def _is_page(record: ArcWarcRecord) -> bool:
    return (
        str(record.rec_headers.get_header("WARC-Target-URI") or "").startswith(_PAGES) and (record.length or 0) <= LARGEST_RECORD
    )


def _capture_of(record: ArcWarcRecord, where: str, body: bytes) -> Capture:
    """The record as a capture with this body: as it was kept, or with its encodings undone."""
    http = record.http_headers
    if http is None and record.rec_type == "response":
        raise CaptureError(f"{where}: the response has no HTTP headers; restore the file from a copy")
    _read_to_end(record)
    kind = record.rec_headers.get_header("Content-Type")
    return Capture(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        captured_at=_moment(record.rec_headers.get_header("WARC-Date")),
        status=int(http.get_statuscode()) if http else 200,
        headers=tuple(http.headers) if http else ((("Content-Type", kind),) if kind else ()),
        body=body,
    )


def _undone(record: ArcWarcRecord) -> bytes:
    """The body of a record without its transfer and content encodings, as far as they are known and really there."""
    http = record.http_headers
    stream = record.raw_stream
    if http and (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    body: bytes = stream.read(LARGEST_RECORD + 1)
    coding = http.get_header("Content-Encoding") if http else None
    if not coding:
        return body
    try:
        return HTTPResponse(BytesIO(body), {"Content-Encoding": coding}, preload_content=False).read(LARGEST_RECORD + 1)
    except HTTPError:
        return body  # the other tool had undone it and left the header


def _check_digests(record: ArcWarcRecord, capture: Capture, content: bytes, where: str) -> None:
    """Raises `CaptureError` where a sha256 that we wrote is not that of what is there."""
    _, _, rest = content.partition(b"\r\n\r\n")
    block = hashlib.sha256(rest[: int(record.rec_headers.get_header("Content-Length") or 0)]).hexdigest()
    wanted = record.rec_headers.get_header("WARC-Block-Digest") or ""
    if wanted.startswith("sha256:") and wanted != f"sha256:{block}":
        raise CaptureError(
            f"{where}: headers or body are not those that were kept (the sha256 differs); restore the file from a copy"
        )
    wanted = record.rec_headers.get_header("WARC-Payload-Digest") or ""
    if record.rec_type != "revisit" and wanted.startswith("sha256:") and wanted != capture.digest:
        raise CaptureError(f"{where}: the body is not the one that was kept (its sha256 differs); restore the file from a copy")


def _moment(stamp: str | None) -> datetime:
    at: datetime = isoparse(stamp or "")
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _reason(error: BaseException) -> str:
    """The error's words on one line; some of the errors below us have none, some hold a page."""
    return " ".join(str(error).split())[:200] or type(error).__name__
