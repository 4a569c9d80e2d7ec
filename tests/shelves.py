"""A small archive for tests: invented articles put in through the real door."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from index.archive import Archive
from index.article import Article, Block, BlockKind, Capture, Source
from index.articles import Added
from index.captures import CaptureFile
from index.dates import Certainty, DateClaim, DateKind, Precision
from index.settings import settings_for

START = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
SOURCES = (
    Source("mau-a", "Trang mẫu A", "Đảng bộ A", "http://a.localhost/"),
    Source("mau-b", "Báo mẫu B", "Đảng bộ B", "http://b.localhost/"),
)


def event_claim(day: date) -> DateClaim:
    return DateClaim(DateKind.EVENT, day, Precision.DAY, Certainty.PRINTED, "dateline", f"ngày {day:%d/%m/%Y}")


class Shelf:
    """An open archive with one capture file a source."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive.open(settings_for(folder))
        self.files: dict[str, CaptureFile] = {}
        with self.archive.catalogue.begin() as connection:
            for source in SOURCES:
                self.archive.register_source(connection, source)

    def file(self, source: str) -> CaptureFile:
        if source not in self.files:
            self.files[source] = self.archive.new_capture_file(source, f"run{len(self.files)}", START)
        return self.files[source]

    def put(
        self,
        number: int,
        title: str | None,
        body: str,
        *,
        source: str = "mau-a",
        days: float = 0,
        event: date | None = None,
        raw: bytes | None = None,
    ) -> Added:
        """Keep a page and add its article, `days` after the start; a line of the body is a paragraph."""
        at = START + timedelta(days=days)
        url = f"http://{source[-1]}.localhost/bai-{number}.html"
        kept = self.archive.keep(self.file(source), Capture(url, at, 200, (("Content-Type", "text/html"),), raw or body.encode()))
        key = f"{source}-{number}"
        with self.archive.catalogue.begin() as connection:
            capture = self.archive.record_capture(connection, kept, source=source, key=key)
            return self.archive.add(connection, capture, at, article(source, number, title, body, event))

    def state(self, number: int, state: str, days: float, source: str = "mau-a") -> None:
        with self.archive.catalogue.begin() as connection:
            self.archive.set_state(connection, f"{source}-{number}", state, START + timedelta(days=days))

    def close(self) -> None:
        for file in self.files.values():
            file.close()
        self.archive.close()


def article(source: str, number: int, title: str | None, body: str, event: date | None = None) -> Article:
    paragraphs = tuple(Block(BlockKind.PARAGRAPH, line) for line in body.split("\n"))
    claims = (event_claim(event),) if event else ()
    url = f"http://{source[-1]}.localhost/bai-{number}.html"
    return Article(source, url, f"{source}-{number}", title, None, None, None, None, paragraphs, claims)
