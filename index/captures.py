"""Captures as WARC 1.1 files: separate because these bytes are the only precious thing the archive holds."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.warcwriter import WARCWriter

from index.article import Capture, CapturePlace
from index.errors import CaptureError

# Scrapy undoes these before we see the body, so a kept header would lie about the bytes under it.
_UNDONE = frozenset({"transfer-encoding", "content-length"})
_UNDONE_CODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd", "identity"})
# A body that begins like this is still packed, whatever was undone: its header is the only way to read it.
_STILL_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
_VERSION = "WARC/1.1"
_PHRASES = {int(status): status.phrase for status in HTTPStatus}
_REPAIR = "free some space or mend the folder, then run this again"
_REVISIT_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture that lies in a WARC file, fsynced: `kind` is "response", or "revisit" where the body lies elsewhere.

    `refers_to` is the time, as the record says it, of the capture that has the body of a revisit.
    """

    capture: Capture
    place: CapturePlace
    kind: str
    digest: str
    refers_to: str | None = None


class CaptureFile:
    """One WARC file of one run (tệp bản chụp): made new, never appended to by a later run."""

    def __init__(self, folder: Path, path: Path, stream: BinaryIO) -> None:
        self.path = path
        self._folder = folder
        self._stream = stream
        self._end = 0

    @classmethod
    def create(cls, folder: Path, source: str, run: str, started: datetime, software: str, contact: str | None) -> Self:
        """A new file `<source>/<source>-<start, UTC>-<run>.warc.gz` under `folder`, its warcinfo record written.

        Raises `CaptureError` where it cannot be made or is there already.
        """
        path = folder / source / f"{source}-{started.astimezone(UTC):%Y%m%d%H%M%S}-{run}.warc.gz"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = cls(folder, path, path.open("xb", buffering=0))
        except OSError as error:
            raise CaptureError(f"the capture file {path} cannot be made: {error.strerror}; {_REPAIR}") from error
        try:
            file._append(_information(path.name, software, contact))
            for made in (path.parent, folder, folder.parent):
                _sync_folder(made)
        except (CaptureError, OSError) as error:
            file.close()
            path.unlink(missing_ok=True)
            raise CaptureError(f"the capture file {path} cannot be made: {error}; {_REPAIR}") from error
        return file

    def write(self, capture: Capture, revisit_of: tuple[str, datetime] | None = None, ip: str | None = None) -> Kept:
        """Write one capture, flush, fsync, and only then say where it lies.

        `revisit_of` (address, captured_at) names an earlier capture with the same body: then only headers are written.
        Raises `CaptureError`; whatever a full disk left half written is cut off again.
        """
        digest, refers_to = capture.digest, None
        headers = {"WARC-Date": _stamp(capture.captured_at), "WARC-Payload-Digest": digest}
        if revisit_of:
            refers_to = _stamp(revisit_of[1])
            headers |= {"WARC-Profile": _REVISIT_PROFILE, "WARC-Refers-To-Target-URI": revisit_of[0]}
            headers["WARC-Refers-To-Date"] = refers_to
        if ip:
            headers["WARC-IP-Address"] = ip
        offset, length = self._append(_record_of(capture, headers, has_body=revisit_of is None))
        place = CapturePlace(self.path.relative_to(self._folder).as_posix(), offset, length)
        return Kept(capture, place, "revisit" if revisit_of else "response", digest, refers_to)

    def _append(self, record: ArcWarcRecord) -> tuple[int, int]:
        """One gzip member, made in memory first: a disk that is nearly full takes a part of it and raises nothing."""
        member = BytesIO()
        WARCWriter(member, gzip=True, warc_version=_VERSION).write_record(record)
        rest = memoryview(member.getvalue())
        offset, length = self._end, len(rest)
        try:
            self._stream.seek(offset)
            self._stream.truncate()  # what a failed write left behind
            while rest:
                rest = rest[self._stream.write(rest) :]
            os.fsync(self._stream.fileno())
        except OSError as error:
            self._cut(offset)
            raise CaptureError(f"{self.path} cannot be written at {offset}: {error.strerror}; {_REPAIR}") from error
        self._end = offset + length
        return offset, length

    def _cut(self, offset: int) -> None:
        """Take the beginning of a record off again; where even that fails, the next record is written over it."""
        with suppress(OSError):
            self._stream.truncate(offset)

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _record_of(capture: Capture, headers: dict[str, str], *, has_body: bool) -> ArcWarcRecord:
    """The record of a capture; a file that came from no server is a resource, which has a kind and no HTTP headers."""
    is_page = capture.url.startswith(("http://", "https://"))
    head = _HttpHead(capture) if is_page else None
    body = capture.body if has_body else b""
    block = (head.headers_buff if head else b"") + body
    return RecordBuilder(warc_version=_VERSION).create_warc_record(
        capture.url,
        "revisit" if not has_body else "response" if is_page else "resource",
        BytesIO(body),
        len(body),
        warc_content_type="" if is_page else capture.header("Content-Type") or "application/octet-stream",
        warc_headers_dict={**headers, "WARC-Block-Digest": "sha256:" + hashlib.sha256(block).hexdigest()},
        http_headers=head,
    )


class _HttpHead:
    """Status line and headers in the bytes that the server sent, as warcio asks for them; it would percent-encode them."""

    def __init__(self, capture: Capture) -> None:
        lines = [f"HTTP/1.1 {capture.status} {_PHRASES.get(capture.status, '-')}".encode("ascii")]
        lines += [_header_line(name, value) for name, value in capture.headers if _is_true(name.lower(), value, capture.body)]
        lines.append(_header_line("Content-Length", str(len(capture.body))))
        self.headers_buff = b"".join(line + b"\r\n" for line in (*lines, b""))

    def compute_headers_buffer(self, _header_filter: object = None) -> None:
        """Nothing to do: the bytes are there."""


def _is_true(name: str, value: str, body: bytes) -> bool:
    """Whether a header still says the truth of the body as it is kept."""
    if name == "content-encoding":
        codings = {coding.strip().lower() for coding in value.split(",")}
        return not codings <= _UNDONE_CODINGS or body.startswith(_STILL_PACKED)
    return name not in _UNDONE


def _header_line(name: str, value: str) -> bytes:
    """One header in its own bytes: Scrapy hands them over as Latin-1, other tools as Unicode."""
    line = " ".join(f"{name}: {value}".splitlines())
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8")


def _information(name: str, software: str, contact: str | None) -> ArcWarcRecord:
    """The first record: a reader must know what was altered, by whom, and under which rules it was fetched."""
    information = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey (RFC 9309); robots.txt of the day is kept like any other response",
        "description": "Bodies are kept without their transfer and content encodings; Content-Length is that of the kept body.",
        **({"operator": contact} if contact else {}),
    }
    return RecordBuilder(warc_version=_VERSION).create_warcinfo_record(name, information)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _sync_folder(folder: Path) -> None:
    """A new file is only there after a power cut if its folder was written too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
