"""A small archive of invented articles for the tests of the web pages; `web_pages` has the fixtures that open it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask

from index.archive import Archive
from index.article import Article, Block, BlockKind, Capture, Source
from index.dates import Certainty, DateClaim, DateKind, Precision
from index.settings import settings_for
from webui import create_app

# 19:30 UTC is 2:30 of the next day in Việt Nam: a page that forgets the zone shows the wrong day.
START = datetime(2026, 3, 1, 19, 30, tzinfo=UTC)
SOURCES = (
    Source("mau-bao", "Báo Cảng Mẫu", "Đảng bộ thành phố Cảng Mẫu", "http://bao-mau.localhost/"),
    Source("mau-ct", "Cổng thông tin phường Mẫu", "Đảng ủy phường Mẫu", "http://ct-mau.localhost/"),
    Source("mau-thanhuy", "Trang tin Đảng bộ thành phố Mẫu", "Thành ủy Mẫu", "http://thanhuy-mau.localhost/"),
)
# Numbers of the articles, which are their ids, since they are added in this order.
EDITED, PLAIN, UNTITLED, GONE, MOVED, HOSTILE, BACK = range(1, 8)
FILLERS = 30
TOTAL = BACK + FILLERS

PARAGRAPH, SUBHEAD, CAPTION, TABLE = BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.CAPTION, BlockKind.TABLE
MARKUP = '<script>alert("x")</script> & <b>đậm</b>'


def claim(
    kind: DateKind,
    day: date,
    rule: str,
    evidence: str,
    certainty: Certainty = Certainty.PRINTED,
    precision: Precision = Precision.DAY,
) -> DateClaim:
    return DateClaim(kind, day, precision, certainty, rule, evidence)


def event(day: date, *, inferred: bool = False) -> DateClaim:
    if inferred:
        return claim(DateKind.EVENT, day, "dateline+posted", f"Sáng {day.day}/{day.month}", Certainty.INFERRED)
    return claim(DateKind.EVENT, day, "dateline", f"Ngày {day.day}/{day.month}/{day.year}")


CLOCK = claim(DateKind.RENDERED, date(2026, 3, 2), "page-clock", "Thứ Hai, ngày 2 tháng 3 năm 2026")

OPENING = (
    "(Mau.vn) - Sáng 21/9, Thành ủy Mẫu tổ chức hội nghị thực hiện Nghị quyết số 22-NQ/TU ngày 15 tháng 7 năm 2023"
    " của Ban Chấp hành Đảng bộ thành phố."
)
EDITED_BLOCKS = (
    (CAPTION, "Đồng chí Nguyễn Phước Mẫu phát biểu tại hội nghị"),
    (PARAGRAPH, OPENING),
    (PARAGRAPH, "Hội nghị do đồng chí Nguyễn Phước Mẫu, Bí thư Thành ủy Mẫu chủ trì. Đảng bộ có 77 tổ chức cơ sở đảng."),
    (SUBHEAD, "Hai kết quả nổi bật"),
    (TABLE, "Đơn vị | Chỉ tiêu\nChi bộ 1, theo Quy định số 58-QĐ/TW | 41"),
    (PARAGRAPH, "Tình tình sinh hoạt chi bộ giữ đúng nền nếp."),
)


def article(
    source: str, number: int, title: str | None, blocks: tuple[tuple[BlockKind, str], ...], *claims: DateClaim, **more: str
) -> Article:
    url = more.pop("url", f"http://{source}.localhost/bai-viet-{number}.html")
    printed = tuple(Block(kind, text) for kind, text in blocks)
    return Article(
        source, url, f"{source}-{number}", title, more.get("lead"), more.get("byline"), more.get("agency"), None, printed, claims
    )


def articles() -> Iterator[tuple[Article, ...]]:
    """Every article with all its wordings."""
    clear = "Quán triệt Nghị quyết số 22-NQ/TU đến từng chi bộ"
    posted = claim(DateKind.POSTED, date(2023, 9, 22), "lead-image", "/2023/09/22/anh.jpg")
    vague = claim(DateKind.POSTED, date(2023, 9, 1), "address", "/2023/09/", precision=Precision.MONTH)
    old = article(
        "mau-thanhuy",
        1,
        clear,
        EDITED_BLOCKS,
        CLOCK,
        vague,
        posted,
        event(date(2023, 9, 21), inferred=True),
        byline="Đình Bút",
        agency="Mau.vn",
    )
    swapped = tuple((kind, text.replace("77 tổ chức", "78 tổ chức")) for kind, text in EDITED_BLOCKS)
    new = article(
        "mau-thanhuy",
        1,
        clear,
        swapped,
        CLOCK,
        vague,
        posted,
        event(date(2023, 9, 21), inferred=True),
        byline="Đình Bút",
        agency="Mau.vn",
    )
    yield old, new
    lead = "Ngày 21/9/2023, Đảng ủy phường Mẫu học tập Nghị quyết số 22-NQ/TU và Nghị quyết số 98/2023/QH15 của Quốc hội."
    body = "Đồng chí Trần Thị Kim Ngân, Bí thư Đảng ủy phường Mẫu chủ trì. Chi bộ bốn tốt là mô hình hay."
    stamp = claim(DateKind.POSTED, date(2023, 9, 21), "json-ld", "2023-09-21T08:00:00+07:00")
    yield (
        article(
            "mau-bao",
            2,
            "Phường Mẫu học tập hai nghị quyết",
            ((PARAGRAPH, lead), (PARAGRAPH, body)),
            stamp,
            event(date(2023, 9, 21)),
            lead=lead,
        ),
    )
    yield (
        article(
            "mau-ct",
            3,
            None,
            ((PARAGRAPH, "Đảng ủy phường Mẫu tuyên truyền an toàn giao thông trong khu phố và trường học của phường."),),
        ),
    )
    yield (
        article(
            "mau-bao",
            4,
            "Bài nay không còn trên trang",
            ((PARAGRAPH, "Hội thảo khoa học về chuyển đổi số."),),
            event(date(2024, 1, 10)),
        ),
    )
    yield (
        article(
            "mau-bao",
            5,
            "Bài nay dẫn sang nơi khác",
            ((PARAGRAPH, "Hội thảo khoa học về cải cách hành chính."),),
            event(date(2024, 1, 12)),
        ),
    )
    yield (
        article(
            "mau-bao",
            6,
            f"Tít có {MARKUP}",
            ((PARAGRAPH, f"Đoạn có {MARKUP} nghịch ngợm."),),
            event(date(2024, 2, 1)),
            url="javascript:alert(1)",
            byline=MARKUP,
        ),
    )
    yield (
        article(
            "mau-bao", 7, "Bài đi rồi trở lại", ((PARAGRAPH, "Hội thảo khoa học về dân vận khéo."),), event(date(2024, 3, 3))
        ),
    )
    for number in range(BACK + 1, TOTAL + 1):
        day = date(2022, 1 + number % 12, 1 + number % 27)
        text = f"Ngày {day.day}/{day.month}/{day.year}, chi bộ khu phố {number} sinh hoạt chuyên đề về phát triển đảng viên mới."
        yield (article("mau-bao", number, f"Khu phố {number} sinh hoạt chuyên đề", ((PARAGRAPH, text),), event(day)),)


def furnish(folder: Path) -> None:
    """Fill an archive in `folder`."""
    with Archive.open(settings_for(folder)) as archive:
        with archive.catalogue.begin() as connection:
            for source in SOURCES:
                archive.register_source(connection, source)
        files = {source.id: archive.new_capture_file(source.id, "chay1", START) for source in SOURCES}

        def add(read: Article, at: datetime, body: bytes) -> None:
            kept = archive.keep(
                files[read.source], Capture(read.url, at, 200, (("Content-Type", "text/html; charset=utf-8"),), body)
            )
            with archive.catalogue.begin() as connection:
                row = archive.record_capture(connection, kept, source=read.source, key=read.key)
                archive.add(connection, row, at, read)

        def mark(key: str, state: str, days: int) -> None:
            with archive.catalogue.begin() as connection:
                archive.set_state(connection, key, state, START + timedelta(days=days))

        for wordings in articles():
            for version, read in enumerate(wordings):
                add(read, START + timedelta(days=version), f"<html>bản {version + 1} của {read.key}</html>".encode())
        mark("mau-bao-4", "gone", 1)
        mark("mau-bao-5", "moved", 1)
        mark("mau-bao-7", "gone", 1)
        for wordings in articles():
            if wordings[0].key == "mau-bao-7":
                add(wordings[0], START + timedelta(days=2), b"<html>tro lai</html>")
        for file in files.values():
            file.close()
        archive.rebuild()


def open_app(folder: Path, **config: object) -> Flask:
    return create_app({"TESTING": True, "ARCHIVE_DATA": str(folder), **config})


def close_app(app: Flask) -> None:
    app.extensions["archive"].close()


def words(node) -> str:
    """The visible text of a part of a page, single spaces."""
    return " ".join(node.get_text(" ").split())
