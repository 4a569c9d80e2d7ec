"""Captures: the only precious bytes. Written and fsynced, read back by place, damage named, other tools' files read."""

from __future__ import annotations

import errno
import gzip
import io
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from index import capture_reading
from index.article import Capture, CapturePlace
from index.capture_reading import iterate_captures, read_capture
from index.captures import CaptureFile
from index.errors import CaptureError

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def capture(
    body: bytes = b"<p>n\xe1\xbb\x99i dung</p>", url: str = "http://a.localhost/1", status: int = 200, **headers: str
) -> Capture:
    return Capture(
        url, AT, status, (("Content-Type", "text/html"), *((k.replace("_", "-"), v) for k, v in headers.items())), body
    )


def new_file(folder: Path, run: str = "r1") -> CaptureFile:
    return CaptureFile.create(folder, "mau-a", run, AT, "test/1", "nobody@example.org")


def test_what_was_written_is_read_back_byte_for_byte(tmp_path: Path):
    with new_file(tmp_path) as file:
        kept = [file.write(capture(body)) for body in (b"one", b"", bytes(range(256)), b"x" * 100_000)]
    for each in kept:
        found = read_capture(tmp_path, each.place)
        assert found.body == each.capture.body
        assert (found.url, found.status, found.captured_at) == (each.capture.url, 200, AT)
        assert each.digest == found.digest


def test_the_length_header_is_that_of_the_kept_body_and_undone_encodings_are_gone(tmp_path: Path):
    with new_file(tmp_path) as file:
        kept = file.write(capture(b"decoded", Content_Length="3", Content_Encoding="gzip", Transfer_Encoding="chunked"))
    found = read_capture(tmp_path, kept.place)
    assert found.header("content-length") == "7"
    assert found.header("content-encoding") is None
    assert found.header("transfer-encoding") is None
    assert found.body == b"decoded"


def test_every_record_is_a_gzip_member_of_its_own_after_a_warcinfo_record(tmp_path: Path):
    with new_file(tmp_path) as file:
        places = [file.write(capture(str(n).encode())).place for n in range(3)]
    raw = file.path.read_bytes()
    for place in places:
        assert gzip.decompress(raw[place.offset : place.offset + place.length]).startswith(b"WARC/1.1")
    with file.path.open("rb") as stream:
        records = [(r.rec_type, r.content_stream().read()) for r in ArchiveIterator(stream)]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "response", "response"]
    assert b"robots: obey" in records[0][1]
    assert b"nobody@example.org" in records[0][1]
    assert b"without their transfer and content encodings" in records[0][1]


def test_a_file_of_an_earlier_run_is_never_written_again(tmp_path: Path):
    new_file(tmp_path).close()
    with pytest.raises(CaptureError, match="cannot be made"):
        new_file(tmp_path)


def test_a_revisit_record_names_what_it_refers_to_and_holds_no_body(tmp_path: Path):
    with new_file(tmp_path) as file:
        first = file.write(capture(b"the same" * 100))
        again = file.write(capture(b"the same" * 100), revisit_of=(first.capture.url, AT))
    assert again.kind == "revisit"
    assert again.place.length < first.place.length + 400
    with file.path.open("rb") as stream:
        record = list(ArchiveIterator(stream))[-1]
    assert record.rec_headers.get_header("WARC-Refers-To-Target-URI") == first.capture.url
    assert record.rec_headers.get_header("WARC-Payload-Digest") == first.digest


@pytest.mark.parametrize("cut", [1, 20, 200], ids=lambda cut: f"{cut} bytes lost")
def test_a_cut_file_names_file_and_offset(tmp_path: Path, cut: int):
    with new_file(tmp_path) as file:
        kept = file.write(capture(os.urandom(2000)))
    file.path.write_bytes(file.path.read_bytes()[:-cut])
    with pytest.raises(CaptureError, match=rf"{file.path.name} at {kept.place.offset}"):
        read_capture(tmp_path, kept.place)


def test_a_flipped_byte_is_noticed(tmp_path: Path):
    with new_file(tmp_path) as file:
        kept = file.write(capture(b"a" * 50))
    raw = bytearray(file.path.read_bytes())
    raw[kept.place.offset + kept.place.length // 2] ^= 0xFF
    file.path.write_bytes(raw)
    with pytest.raises(CaptureError):
        read_capture(tmp_path, kept.place)


def test_a_missing_file_and_a_wrong_place_are_errors_of_ours(tmp_path: Path):
    with pytest.raises(CaptureError):
        read_capture(tmp_path, CapturePlace("mau-a/none.warc.gz", 0, 10))
    with new_file(tmp_path) as file:
        kept = file.write(capture())
    with pytest.raises(CaptureError):
        read_capture(tmp_path, CapturePlace(kept.place.file, kept.place.offset + 3, kept.place.length))


def test_a_full_disk_is_one_sentence_and_leaves_the_earlier_records_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with new_file(tmp_path) as file:
        good = file.write(capture(b"kept"))
        size = file.path.stat().st_size

        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(CaptureError, match="free some space"):
            file.write(capture(b"lost"))
        monkeypatch.undo()
        assert file.path.stat().st_size == size
        after = file.write(capture(b"kept too"))
    assert [read_capture(tmp_path, kept.place).body for kept in (good, after)] == [b"kept", b"kept too"]


def foreign_warc(path: Path, *, encoding: str | None = None) -> None:
    """A WARC file as another tool writes it: request records, gzip content encoding, a resource record."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        body = b"<p>trang c\xe1\xbb\xa7a ng\xc6\xb0\xe1\xbb\x9di kh\xc3\xa1c</p>"
        payload = gzip.compress(body) if encoding else body
        headers = [("Content-Type", "text/html"), ("Content-Length", str(len(payload)))]
        headers += [("Content-Encoding", encoding)] if encoding else []
        http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record("http://x.localhost/bai", "response", io.BytesIO(payload), http_headers=http)
        )
        request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x.localhost")], is_http_request=True)
        writer.write_record(writer.create_warc_record("http://x.localhost/bai", "request", io.BytesIO(b""), http_headers=request))
        writer.write_record(
            writer.create_warc_record("http://x.localhost/tep", "resource", io.BytesIO(b"text"), warc_content_type="text/plain")
        )


@pytest.mark.parametrize("encoding", [None, "gzip"], ids=["plain", "gzip content"])
def test_files_of_other_tools_are_read_decoded(tmp_path: Path, encoding: str | None):
    foreign_warc(tmp_path / "x.warc.gz", encoding=encoding)
    found = list(iterate_captures(tmp_path / "x.warc.gz"))
    assert [each.url for each in found] == ["http://x.localhost/bai", "http://x.localhost/tep"]
    assert "của người khác" in found[0].body.decode()
    assert found[1].header("Content-Type") == "text/plain"


def test_a_damaged_file_of_another_tool_gives_what_stands_before_the_damage(tmp_path: Path):
    with new_file(tmp_path) as file:
        file.write(capture(b"good"))
        file.write(capture(os.urandom(5000)))
    file.path.write_bytes(file.path.read_bytes()[:-100])
    found = []
    with pytest.raises(CaptureError):
        found.extend(iterate_captures(file.path))
    captures = iterate_captures(file.path)
    assert next(captures).body == b"good"


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=3000), status=st.integers(100, 599), name=st.text("abcdefgh-", min_size=1, max_size=12))
def test_any_response_survives_the_way_to_disk_and_back(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, status: int, name: str
):
    folder = tmp_path_factory.mktemp("warc")
    with new_file(folder) as file:
        kept = file.write(Capture("http://a.localhost/1", AT, status, ((f"X-{name}", "giá trị"),), body))
    found = read_capture(folder, kept.place)
    assert (found.body, found.status) == (body, status)


def test_a_disk_that_takes_only_a_part_of_a_record_is_noticed(tmp_path: Path):
    """The kernel writes what fits and says so by a number; only the next write fails."""
    code = f"""
import os, resource, signal, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[1])!r})
from datetime import UTC, datetime
from pathlib import Path
from index.article import Capture
from index.captures import CaptureFile
from index.errors import CaptureError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
at = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
file = CaptureFile.create(Path({str(tmp_path)!r}), "mau-a", "r1", at, "test/1", None)
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
for number in range(20):
    try:
        kept = file.write(Capture(f"http://a.localhost/{{number}}", at, 200, (), os.urandom(900)))
        print(kept.place.file, kept.place.offset, kept.place.length, flush=True)
    except CaptureError as error:
        print(error, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    places = [line.split() for line in done.stdout.splitlines()]
    assert 2 < len(places) < 20
    assert len(done.stderr.splitlines()) == 20 - len(places)
    assert "free some space" in done.stderr
    for file, offset, length in places:
        assert len(read_capture(tmp_path, CapturePlace(file, int(offset), int(length))).body) == 900
    assert len(list(iterate_captures(tmp_path / places[0][0]))) == len(places)


def test_headers_are_kept_in_the_bytes_that_the_server_sent(tmp_path: Path):
    sent = 'attachment; filename="nghị quyết.pdf"'.encode()
    received = Capture(
        "http://a.localhost/1", AT, 200, (("Content-Disposition", sent.decode("latin-1")), ("X-Two", "1"), ("X-Two", "2")), b"x"
    )
    with new_file(tmp_path) as file:
        kept = file.write(received)
    assert sent in gzip.decompress(file.path.read_bytes()[kept.place.offset :])
    found = read_capture(tmp_path, kept.place)
    assert found.header("content-disposition") == sent.decode()
    assert [value for name, value in found.headers if name == "X-Two"] == ["1", "2"]


def test_a_header_cannot_break_out_of_its_line(tmp_path: Path):
    with new_file(tmp_path) as file:
        kept = file.write(Capture("http://a.localhost/1", AT, 200, (("X-A", "1\r\n\r\n<p>forged</p>"),), b"true"))
    assert read_capture(tmp_path, kept.place).body == b"true"


def test_a_body_that_is_still_packed_keeps_the_header_that_says_so_and_its_bytes(tmp_path: Path):
    packed = gzip.compress(b"<p>x</p>")
    with new_file(tmp_path) as file:
        kept = file.write(capture(packed, Content_Encoding="gzip"))
    found = read_capture(tmp_path, kept.place)
    assert (found.body, found.header("Content-Encoding")) == (packed, "gzip")
    assert next(iterate_captures(file.path)).body == b"<p>x</p>"


def test_a_revisit_reads_back_with_its_own_time_and_headers(tmp_path: Path):
    later = AT + timedelta(days=1)
    with new_file(tmp_path) as file:
        file.write(capture(b"same"))
        kept = file.write(
            Capture("http://a.localhost/1", later, 200, (("X-Day", "2"),), b"same"), revisit_of=("http://a.localhost/1", AT)
        )
    found = read_capture(tmp_path, kept.place)
    assert (found.captured_at, found.body, found.header("X-Day")) == (later, b"", "2")
    assert kept.refers_to == "2026-03-04T05:06:07.000000Z"


@pytest.mark.parametrize("is_again", [False, True], ids=["first", "again"])
def test_a_file_that_came_from_no_server_is_a_resource(tmp_path: Path, is_again: bool):
    saved = Capture(
        "urn:sha256:0f", AT, 200, (("Content-Type", "text/plain; charset=utf-8"),), b"HTTP/1.1 200 OK\r\n\r\nno headers"
    )
    with new_file(tmp_path) as file:
        kept = file.write(saved, revisit_of=("urn:sha256:0f", AT) if is_again else None)
    with file.path.open("rb") as stream:
        assert [record.rec_type for record in ArchiveIterator(stream)] == ["warcinfo", "revisit" if is_again else "resource"]
    found = read_capture(tmp_path, kept.place)
    assert found == (replace(saved, body=b"") if is_again else saved)
    assert list(iterate_captures(file.path)) == ([] if is_again else [saved])


def test_changed_headers_under_a_new_checksum_are_noticed(tmp_path: Path):
    with new_file(tmp_path) as file:
        kept = file.write(capture(b"body"))
    plain = gzip.decompress(file.path.read_bytes()[kept.place.offset :])
    forged = gzip.compress(plain.replace(b"text/html", b"text/evil"), mtime=0)
    file.path.write_bytes(file.path.read_bytes()[: kept.place.offset] + forged)
    with pytest.raises(CaptureError, match="sha256 differs"):
        read_capture(tmp_path, CapturePlace(kept.place.file, kept.place.offset, len(forged)))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_never_gives_another_page(tmp_path_factory: pytest.TempPathFactory, place: int, bit: int):
    folder = tmp_path_factory.mktemp("warc")
    with new_file(folder) as file:
        kept = file.write(capture(b"a page " * 40, X_Some="header"))
    whole = read_capture(folder, kept.place)
    raw = bytearray(file.path.read_bytes())
    raw[kept.place.offset + place % kept.place.length] ^= 1 << bit
    file.path.write_bytes(raw)
    try:
        # A gzip member has a few bits that say nothing of its content: its time, its system, the padding of its end.
        assert read_capture(folder, kept.place) == whole
    except CaptureError as error:
        assert f"{file.path.name} at {kept.place.offset}" in str(error)  # noqa: PT017 - either is right


def raw_record(url: str, http: bytes, payload: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-02-03T04:05:06Z\r\n"
    head += "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
    return head.encode() + f"Content-Length: {len(http) + len(payload)}\r\n\r\n".encode() + http + payload + b"\r\n\r\n"


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (body[:half], body[half:], b""))


BODY = "<p>Đại hội đảng bộ phường</p>".encode() * 30
FOREIGN = {
    "as wget writes it": raw_record(
        "<http://x.localhost/1>", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunked(BODY)
    ),
    "chunked and gzip": raw_record(
        "http://x.localhost/1",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n",
        chunked(gzip.compress(BODY)),
    ),
    "deflate": raw_record("http://x.localhost/1", b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n", zlib.compress(BODY)),
    "brotli": raw_record("http://x.localhost/1", b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n", brotli.compress(BODY)),
    "decoded, with the length and headers of before": raw_record(
        "http://x.localhost/1",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\nContent-Length: 99\r\n\r\n",
        BODY,
    ),
}


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain file", "packed file"])
@pytest.mark.parametrize("record", FOREIGN.values(), ids=FOREIGN)
def test_every_encoding_of_another_tool_is_undone(tmp_path: Path, record: bytes, pack):
    (tmp_path / "x.warc").write_bytes(pack(record) + pack(record))
    found = list(iterate_captures(tmp_path / "x.warc"))
    assert [(each.url, each.body, each.status) for each in found] == [("http://x.localhost/1", BODY, 200)] * 2
    assert found[0].captured_at == datetime(2019, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_a_file_packed_in_one_piece_is_read_too(tmp_path: Path):
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(FOREIGN["deflate"] * 3))
    assert [each.body for each in iterate_captures(tmp_path / "x.warc.gz")] == [BODY] * 3


def test_a_cut_plain_file_gives_what_stands_before_the_cut(tmp_path: Path):
    (tmp_path / "x.warc").write_bytes(FOREIGN["brotli"] + FOREIGN["deflate"][:-20])
    captures = iterate_captures(tmp_path / "x.warc")
    assert next(captures).body == BODY
    with pytest.raises(CaptureError, match=str(len(FOREIGN["brotli"]))):
        next(captures)


@pytest.mark.parametrize("content", [b"%PDF-1.7 no archive", b"\x1f\x8bno gzip at all"])
def test_a_file_that_is_no_archive_is_one_sentence(tmp_path: Path, content: bytes):
    (tmp_path / "x.warc").write_bytes(content)
    with pytest.raises(CaptureError, match=r"x\.warc") as caught:
        list(iterate_captures(tmp_path / "x.warc"))
    assert "\n" not in str(caught.value)


def test_a_film_in_somebodys_file_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(capture_reading, "LARGEST_RECORD", 5000)
    film = raw_record("http://x.localhost/film", b"HTTP/1.1 200 OK\r\n\r\n", os.urandom(9000))
    bomb = raw_record(
        "http://x.localhost/bomb", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(bytes(100_000))
    )
    page = raw_record("http://x.localhost/1", b"HTTP/1.1 200 OK\r\n\r\n", b"page")
    for pack in (bytes, gzip.compress):
        (tmp_path / "x.warc").write_bytes(pack(film) + pack(bomb) + pack(page))
        assert [each.body for each in iterate_captures(tmp_path / "x.warc")] == [b"page"]
