"""scrapy import: saved pages, plain texts, WARC files of other tools; kept, read and found like crawled ones."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from crawls import contents, crawl, open_archive, rows, run_scrapy
from hostile import SITE, HostileServer, listing, page
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.intake import Intake, Labels, find_files, read_labels
from crawler.saved import parse_day
from crawler.sites import get_site
from index.archive import Archive
from index.errors import ArchiveError, CaptureError
from index.schema import capture, run
from index.settings import settings_for

SEEDS = Path(__file__).parents[1].parent / "shared/seeds"
HOME = "http://bao-mau.localhost:8801"
DAY = date(2023, 10, 1)
TEXT = """Ngày 12/3, Đảng ủy phường Vân Lộc tổ chức hội nghị triển khai Kế hoạch số 45-KH/TU của Thành ủy.

Đồng chí Nguyễn Văn Mẫu, Bí thư Đảng ủy phường, chủ trì hội nghị và phát biểu kết luận."""
QUERIES = ("22-NQ/TU", "98/2023/QH15", "Nguyễn Phước Hưng", "nguyen phuoc hung", "quy định 1374")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(settings_for(tmp_path / "archive")) as opened:
        yield opened


def take(archive: Archive, labels: Labels, *paths: Path) -> list[str]:
    intake = Intake(archive, labels)
    try:
        return [outcome for path in paths for _, outcome in intake.take(path)]
    finally:
        intake.close()


def save(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def test_a_plain_text_becomes_an_article_under_the_hash_of_its_bytes(archive: Archive, tmp_path: Path):
    path = save(tmp_path, "bai.txt", TEXT)
    labels = Labels(get_site("thuduc"), None, DAY)
    assert take(archive, labels, path) == ["new"]
    (key,) = archive.keys()
    assert key.startswith("thuduc-")
    assert len(key) == len("thuduc-") + 12
    stored = archive.get(archive.find(key))
    assert stored.capture.address.startswith("urn:sha256:")
    assert archive.read(stored.capture.id).body == path.read_bytes()
    assert stored.capture.captured_at.date() == DAY


def test_a_second_import_of_the_same_bytes_adds_nothing(archive: Archive, tmp_path: Path):
    path = save(tmp_path, "bai.txt", TEXT)
    labels = Labels(get_site("thuduc"), None, DAY)
    take(archive, labels, path)
    before = archive.stats()
    assert take(archive, labels, path, path) == ["kept already", "kept already"]
    assert archive.stats() == before


def test_a_saved_page_is_filed_under_the_address_given_or_the_one_it_prints(archive: Archive, tmp_path: Path):
    given = save(tmp_path, "a.html", page("Bài một").body)
    canonical = f"<link rel='canonical' href='{HOME}/bai-hai-200.html'></head>".encode()
    printed = save(tmp_path, "b.html", page("Bài hai").body.replace(b"</head>", canonical))
    strange = save(tmp_path, "c.html", page("Bài ba").body.replace(b"</head>", b"<link rel='canonical' href='/'></head>"))
    assert take(archive, read_labels(None, f"{HOME}/bai-mot-100.html?utm_source=x", DAY), given) == ["new"]
    assert take(archive, read_labels(SITE, None, DAY), printed, strange) == ["new", "new"]
    assert {f"{SITE}-100", f"{SITE}-200"} < set(archive.keys())


def test_a_saved_page_of_another_day_is_a_revision_in_its_place(archive: Archive, tmp_path: Path):
    first = save(tmp_path, "a.html", page("Bài một").body)
    second = save(tmp_path, "b.html", page("Bài một, tít mới").body)
    url = f"{HOME}/bai-mot-100.html"
    assert take(archive, read_labels(None, url, DAY), second) == ["new"]
    assert take(archive, read_labels(None, url, DAY - timedelta(days=9)), first) == ["changed"]
    stored = archive.get(archive.find(f"{SITE}-100"))
    assert stored.revision.article.title == "Bài một, tít mới"


def test_what_is_no_article_is_kept_and_said(archive: Archive, tmp_path: Path):
    files = [save(tmp_path, "anh.html", b"\x89PNG\r\n\x1a\n\x00\x01"), save(tmp_path, "rong.txt", b"")]
    outcomes = take(archive, Labels(get_site("thuduc"), None, DAY), *files)
    assert all(each.startswith("no article (") for each in outcomes)
    assert archive.keys() == ()
    assert archive.stats()["captures"] == 2


def warc(path: Path, *records: tuple[str, int, bytes]) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=path.name.endswith("gz"))
        for number, (url, status, body) in enumerate(records):
            http = StatusAndHeaders(f"{status} OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            stamp = {"WARC-Date": f"2024-05-0{number + 1}T00:00:00Z"}
            writer.write_record(
                writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=http, warc_headers_dict=stamp)
            )
    return path


def test_the_addresses_in_a_warc_file_decide_the_site(archive: Archive, tmp_path: Path):
    records = [
        ("https://bao-mau.localhost/bai-100.html", 200, page("Bài một").body),
        ("http://www.bao-mau.localhost/bai-ten-khac-100.html", 200, page("Bài một").body),
        ("http://thanhuy-mau.localhost/tin-tuc/bai-1491862247", 200, page("Bài hai").body),
        (f"{HOME}/chinh-tri", 200, listing("/bai-100.html").body),
        (f"{HOME}/bai-101.html", 404, b"<p>khong</p>"),
        ("http://la.example/x-1.html", 200, page().body),
        ("http://la.example/x-2.html", 200, page().body),
    ]
    for name in ("a.warc", "b.warc.gz"):
        intake = Intake(archive, Labels())
        outcomes = [outcome for _, outcome in intake.take(warc(tmp_path / name, *records))]
        intake.close()
        assert intake.unknown == {"la.example": 2}
        assert intake.skipped == 2
        assert outcomes == (["new", "unchanged", "new"] if name == "a.warc" else ["kept already"] * 3)
    assert archive.keys() == (f"{SITE}-100", "mau-thanhuy-1491862247")
    assert archive.get(1).first_seen == datetime(2024, 5, 1, tzinfo=UTC)


def test_a_cut_warc_file_gives_its_good_pages_and_then_an_error(archive: Archive, tmp_path: Path):
    path = warc(tmp_path / "a.warc.gz", *((f"{HOME}/bai-10{n}.html", 200, page(f"Bài {n}").body) for n in range(3)))
    path.write_bytes(path.read_bytes()[:-20])
    intake = Intake(archive, Labels())
    with pytest.raises(CaptureError, match="record at or after"):
        list(intake.take(path))
    intake.close()
    assert archive.keys() == (f"{SITE}-100", f"{SITE}-101")


def test_an_archive_is_made_again_from_its_own_warc_files(archive: Archive, tmp_path: Path):
    for day, title in ((1, "Bài một"), (2, "Bài một"), (5, "Bài một, tít mới")):
        labels = read_labels(None, f"{HOME}/bai-100.html", DAY + timedelta(days=day))
        take(archive, labels, save(tmp_path, f"{day}.html", page(title).body))
    take(archive, read_labels(None, f"{HOME}/bai-101.html", DAY), save(tmp_path, "hai.html", page("Bài hai").body))
    with Archive.open(settings_for(tmp_path / "new")) as again:
        assert set(take(again, Labels(), *find_files([str(tmp_path / "archive" / "captures")]))) == {"new", "changed"}
    assert contents(tmp_path / "new") == contents(tmp_path / "archive")


def test_an_import_has_a_run_of_its_own_that_is_no_crawl(archive: Archive, tmp_path: Path):
    take(archive, Labels(get_site("thuduc"), None, DAY), save(tmp_path, "bai.txt", TEXT))
    (row,) = rows(tmp_path / "archive", run)
    assert (row.source, row.reason, row.counts) == ("thuduc", "import", {"outcomes": {"new": 1}})
    assert {each.run for each in rows(tmp_path / "archive", capture)} == {row.id}


def test_a_folder_gives_its_pages_in_order(tmp_path: Path):
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "a.html", "in/c.warc.gz", "d.jpg", ".hidden"):
        save(tmp_path, name, b"x")
    assert [path.name for path in find_files([str(tmp_path)])] == ["a.html", "b.txt", "c.warc.gz"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["khong-co.txt", "--source", "thuduc"], "no such file"),
        (["bai.txt", "--source", "thuduc"], "--captured"),
        (["bai.txt", "--captured", "2023-10-01"], "--source"),
        (["bai.txt", "--source", "thuduc", "--captured", "1/10/2023"], "is no day"),
        (["bai.txt", "--source", "la", "--captured", "2023-10-01"], "known sites"),
        (["bai.txt", "--url", f"{HOME}/chinh-tri", "--captured", "2023-10-01"], "no article address"),
    ],
)
def test_a_wrong_label_is_one_sentence(archive: Archive, tmp_path: Path, monkeypatch, arguments: list[str], words: str):
    save(tmp_path, "bai.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    options = dict(zip(arguments[1::2], arguments[2::2], strict=True))
    with pytest.raises(ArchiveError, match=words) as error:
        captured = options.get("--captured")
        files = find_files(arguments[:1])
        day = parse_day(captured, "--captured") if captured else None
        take(archive, read_labels(options.get("--source"), options.get("--url"), day), *files)
    assert "\n" not in str(error.value)


def test_a_bad_file_ends_with_code_2_and_one_sentence(tmp_path: Path):
    done = run_scrapy(tmp_path, "import", "khong-co.txt", "--source", "thuduc", "--captured", "2023-10-01")
    assert done.returncode == 2
    assert done.stderr.strip() == "khong-co.txt: there is no such file or folder"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real texts lie beside the repository, and there are none here")
def test_the_five_real_texts_are_imported_and_found(tmp_path: Path):
    texts = sorted(str(path) for path in SEEDS.glob("*.txt"))
    done = run_scrapy(tmp_path, "import", *texts, "--source", "thuduc", "--captured", "2023-10-01")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": new\n") == 5
    with open_archive(tmp_path) as archive:
        for query in QUERIES:
            first = archive.search(archive.parse(query)).rows[0]
            assert archive.read(archive.get(first.article_id).capture.id).body in [Path(text).read_bytes() for text in texts]


def test_a_page_that_was_imported_is_still_crawled(tmp_path: Path):
    path = save(tmp_path, "a.html", page("Bài một").body)
    with HostileServer({"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": page("Bài một, tít mới")}) as server:
        with Archive.open(settings_for(tmp_path)) as archive:
            take(archive, read_labels(None, f"{HOME}/bai-100.html", DAY), path)
        crawl(tmp_path, SITE, server.port)
    assert len(contents(tmp_path)[f"{SITE}-100"]) == 4  # state, title and two revisions
