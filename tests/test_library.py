"""Pages of a document library: labelled rows, words in the title, wordings kept, and everything made again from the bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from crawls import run_scrapy
from libraries import LIBRARY, LISTED, add, renamed
from sqlalchemy import Connection, func, select, update

from crawler.extraction.labels import LABELS, ROWS, read_rows
from crawler.extraction.line import Line, Role
from crawler.intake import Intake, read_labels
from crawler.library import extract_document
from crawler.operation.overview import read_statuses
from crawler.queue.frontier import Found
from crawler.queue.policy import judge
from crawler.run.desk import Desk
from crawler.sites import get_site
from index.archive import Archive
from index.article import Capture
from index.capture_rows import register_source
from index.catalogue import Catalogue
from index.errors import ExtractionError
from index.library import LibraryDocument
from index.register import Wanted
from index.schema import article, capture, library_document
from index.settings import settings_for

URL = "https://tulieuvankien.dangcongsan.vn/he-thong-van-ban/van-ban-cua-dang/quy-dinh-so-58-qdtw-6902"
NOW = datetime(2024, 1, 1, 5, tzinfo=UTC)
CASES = Path(__file__).parent / "cases" / "tulieuvankien"
TABLE = (CASES / "rows_in_a_table.html").read_bytes()
TABLE_URL = (
    "https://tulieuvankien.dangcongsan.vn/van-kien-tu-lieu-ve-dang/hoi-nghi-bch-trung-uong/khoa-ix/nghi-quyet-so-24-nqtw-657"
)


def shown(body: str, kind: str = "text/html") -> LibraryDocument:
    page = f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()
    return extract_document(
        Capture(URL, datetime(2024, 1, 1, tzinfo=UTC), 200, (("Content-Type", kind),), page), get_site("tulieuvankien")
    )


# Labelled rows.


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.id)
def test_every_example_of_a_label_is_read_as_its_row(label):
    for example in label.examples:
        name, _, value = example.partition(" | " if " | " in example else ": ")
        for lines in (
            [Line(example, Role.TABLE if " | " in example else None)],
            [Line(name), Line(value)],
            [Line(name.upper() + ":"), Line(value)],
        ):
            rows = read_rows(lines)
            assert rows.count == 1
            assert rows.values == (((label.id, value),) if label.id in ROWS else ())


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        # the border between two cells is lost
        (["Số ký hiệu24-NQ/TW"], {"symbol": "24-NQ/TW"}),
        (["Ngày ban hành 12/3/2003"], {"issued_on": "12/3/2003"}),
        # an empty value takes no label for one
        (["Người ký", "Tình trạng", "Còn hiệu lực"], {}),
        # a sentence that begins like a label is none
        (["Người ký ban hành đã qua đời năm trước."], {}),
        (["Số hiệu của văn bản này do văn phòng cấp."], {}),
        (["Ngày ban hành có ý nghĩa với mọi người."], {}),
        # the first row of a field answers
        (["Số ký hiệu: 1-NQ/TW", "Số ký hiệu: 2-NQ/TW"], {"symbol": "1-NQ/TW"}),
        (["Cơ quan ban hành – Bộ Chính trị"], {"issuer": "Bộ Chính trị"}),
    ],
)
def test_a_row_is_a_label_with_its_value(lines: list[str], values: dict[str, str]):
    assert dict(read_rows([Line(each) for each in lines]).values) == values


def test_a_table_may_have_its_labels_in_the_first_row():
    table = "Số ký hiệu | Ngày ban hành | Trích yếu\n24-NQ/TW | 12/3/2003 | Về việc mẫu"
    assert dict(read_rows([Line(table, Role.TABLE)]).values) == {
        "symbol": "24-NQ/TW",
        "issued_on": "12/3/2003",
        "subject": "Về việc mẫu",
    }


# A page.


def test_a_symbol_is_never_read_back_from_an_address():
    document = shown("<h1>Về việc mẫu</h1><p>" + "Văn bản này nói về việc mẫu và được viết ra để thử. " * 8 + "</p>")
    assert (document.symbol, document.number, document.key) == (None, None, "tulieuvankien-6902")


def test_a_bare_number_is_one_where_another_row_says_of_what():
    rows = "<table><tr><td>Loại văn bản</td><td>Nghị quyết</td></tr><tr><td>Số hiệu</td><td>24</td></tr></table>"
    document = shown("<h1>Văn bản mẫu về việc thử</h1>" + rows)
    assert (document.type, document.number, document.symbol, document.printed) == ("resolution", "24", None, "24")


def test_where_row_and_title_differ_on_the_day_the_row_is_taken_and_says_so():
    title = "<h1>Nghị quyết số 24-NQ/TW, ngày 12/3/2003, của Bộ Chính trị về việc mẫu</h1>"
    document = shown(title + "<p>Số ký hiệu: 24-NQ/TW</p><p>Ngày ban hành: 13/3/2003</p>")
    assert document.issued_on == date(2003, 3, 13)
    assert dict(document.rules)["issued_on"] == "row, the title differs"


def test_a_title_of_another_document_lends_it_nothing():
    title = "<h1>Nghị quyết số 24-NQ/TW, ngày 12/3/2003, của Bộ Chính trị về việc mẫu</h1>"
    document = shown(title + "<p>Số ký hiệu: 25-NQ/TW</p><p>Người ký: Nguyễn Văn Mẫu</p>")
    assert (document.symbol, document.issued_on, document.issuer) == ("25-NQ/TW", None, None)


def test_files_are_addresses_of_the_web_each_once():
    links = '<a href="/Uploads/2020/1/2/a.pdf">1</a><a href="/Uploads/2020/1/2/a.pdf">2</a><a href="javascript:x.pdf">3</a><a href="http://[.pdf">4</a>'
    assert shown("<h1>Nghị quyết số 24-NQ/TW</h1>" + links).files == (
        "https://tulieuvankien.dangcongsan.vn/Uploads/2020/1/2/a.pdf",
    )


@pytest.mark.parametrize("body", ["", "<p>Hệ thống đang bảo trì.</p>", "<p>Tin bài bạn yêu cầu không tồn tại, đã được gỡ bỏ</p>"])
def test_a_page_that_shows_no_document_is_refused(body: str):
    with pytest.raises(ExtractionError, match="no-article"):
        shown(body)
    with pytest.raises(ExtractionError, match="not-html"):
        shown("<h1>Nghị quyết số 24-NQ/TW</h1>", "application/pdf")


# What is kept.


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    catalogue = Catalogue.open(f"sqlite:///{tmp_path / 'archive.db'}")
    with catalogue.begin() as opened:
        register_source(opened, LIBRARY)
        yield opened
    catalogue.close()


def wordings(connection: Connection) -> list[tuple[int, str, bool]]:
    table = library_document
    rows = connection.execute(select(table.c.wording, table.c.title, table.c.is_newest).order_by(table.c.captured_at, table.c.id))
    return [tuple(row) for row in rows]


def test_a_changed_page_is_one_more_wording_and_an_older_capture_takes_its_place(connection: Connection):
    first, second = LISTED[0], renamed(LISTED[0], "Kết luận số 21-KL/TW")
    assert [add(connection, first, 1), add(connection, first, 2), add(connection, second, 3)] == ["new", "unchanged", "changed"]
    assert wordings(connection) == [(1, first.title, False), (2, second.title, True)]
    assert add(connection, renamed(first, "Bản cũ"), 0) == "changed"
    assert wordings(connection) == [(3, "Bản cũ", False), (1, first.title, False), (2, second.title, True)]
    assert add(connection, first, 4) == "changed", "a wording that came back is a new one"
    assert wordings(connection)[-1] == (4, first.title, True)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with one page of the library, imported."""
    page = tmp_path / "page.html"
    page.write_bytes(TABLE)
    with Archive.open(settings_for(tmp_path)) as archive:
        intake = Intake(archive, read_labels(None, TABLE_URL, date(2024, 1, 1)))
        assert [outcome for _, outcome in intake.take(page)] == ["new"]
        intake.close()
    return tmp_path


def find(data: Path, number: str) -> tuple[LibraryDocument, ...]:
    with Archive.open(settings_for(data)) as archive:
        answers = archive.identify((Wanted(number),))
        return answers[0].documents if answers else ()


def test_a_page_of_the_library_is_on_the_list_and_no_news(data: Path):
    assert [each.symbol for each in find(data, "24")] == ["24-NQ/TW"]
    with Archive.open(settings_for(data)) as archive:
        archive.update_index()
        assert archive.search(archive.parse("")).total == 0
        assert archive.stats()["listed documents"] == 1
        with archive.catalogue.read() as connection:
            assert connection.execute(select(func.count()).select_from(article)).scalar_one() == 0
        assert archive.verify() == ()


def test_reextract_makes_the_list_again_from_the_kept_bytes(data: Path):
    with Archive.open(settings_for(data)) as archive, archive.catalogue.begin() as connection:
        connection.execute(update(library_document).values(symbol="99-QĐ/TW", number="99", bare_number="99"))
    assert find(data, "24") == ()
    done = run_scrapy(data, "reextract", "--source", "tulieuvankien")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 pages read again: 1 changed")
    assert [each.symbol for each in find(data, "24")] == ["24-NQ/TW"]
    assert run_scrapy(data, "reextract").stdout.startswith("1 pages read again: 0 changed")


def test_without_a_list_nothing_is_said_of_any_document(tmp_path: Path):
    with Archive.open(settings_for(tmp_path)) as archive:
        assert archive.identify((Wanted("24"),)) is None


def test_a_catalogue_made_before_there_were_lists_gets_one(data: Path):
    with closing(sqlite3.connect(data / "archive.db")) as connection, connection:
        connection.execute("DROP TABLE library_document")
        connection.execute("DROP TABLE lease")
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'version'")
    assert find(data, "24") == ()
    assert run_scrapy(data, "reextract").stdout.startswith("1 pages read again: 1 changed")
    assert [each.symbol for each in find(data, "24")] == ["24-NQ/TW"]


def test_bytes_that_a_power_cut_took_are_replaced_by_the_same_received_again(data: Path):
    with Archive.open(settings_for(data)) as archive:
        with archive.catalogue.begin() as connection:
            connection.execute(update(capture).values(kind="lost"))
        intake = Intake(archive, read_labels(None, TABLE_URL, date(2024, 1, 2)))
        assert [outcome for _, outcome in intake.take(data / "page.html")] == ["unchanged"]
        intake.close()
    (document,) = find(data, "24")
    assert document.captured_at is not None
    assert document.captured_at.date() == date(2024, 1, 2)


def test_a_crawl_lists_a_page_counts_its_rule_and_alarms_nobody(tmp_path: Path):
    site = get_site("tulieuvankien")
    pages = {
        name: (CASES / f"{name}.html").read_bytes() for name in ("rows_in_a_table", "title_only", "lines_below_labels", "emptied")
    }
    with Desk.open(settings_for(tmp_path), site) as desk:
        desk.note_found(Found(f"{site.id}-{number}", URL.replace("6902", str(number)), site.url) for number in range(len(pages)))
        desk.take_up(10)
        for number, body in enumerate(pages.values()):
            received = Capture(URL.replace("6902", str(number)), NOW, 200, (("Content-Type", "text/html"),), body)
            kept = desk.keep(received, None)
            desk.settle(f"{site.id}-{number}", received, kept, judge(received, site, f"{site.id}-{number}"))
        desk.close("finished")
        assert desk.counts == {"new": 3, "no_article": 1}
        assert desk.row()["rules"] == {"row": 2, "title": 1}
        assert desk.row()["layout"]["alarms"] == []
    with Archive.open(settings_for(tmp_path)) as archive:
        (status,) = read_statuses(archive, (site,), NOW)
        assert (status.rules, status.articles) == ({"row": 2, "title": 1}, 0)
