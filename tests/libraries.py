"""Documents of an invented library, put on the list for tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from sqlalchemy import Connection, insert

from index.article import Source
from index.capture_rows import register_source
from index.documents import find_documents
from index.library import LibraryDocument
from index.library_rows import add_document
from index.schema import capture

LIBRARY = Source("thu-vien-mau", "Thư viện văn kiện mẫu", "Ban Mẫu Trung ương", "http://thu-vien.localhost/")
START = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
_NUMBERS = count(1)


def listed(
    symbol: str | None, day: date | None, issuer: str | None, *, word: str = "", title: str | None = None, key: str | None = None
) -> LibraryDocument:
    """A page of the library with this document."""
    found = find_documents(f"{word} số {symbol}" if word else symbol or "")
    first = found[0] if found else None
    key = key or f"{LIBRARY.id}-{next(_NUMBERS)}"
    return LibraryDocument(
        LIBRARY.id,
        f"http://thu-vien.localhost/van-kien/{key}",
        key,
        title or f"Văn bản {symbol} về việc mẫu",
        printed=symbol,
        symbol=first.symbol if first else None,
        type=first.type if first else None,
        number=first.number if first else None,
        year=first.year if first else None,
        issued_on=day,
        issuer=issuer,
    )


LISTED = (
    listed("21-KL/TW", date(2021, 10, 25), "Ban Chấp hành Trung ương", title="Kết luận số 21-KL/TW về đẩy mạnh công tác mẫu"),
    listed("58-QĐ/TW", date(2022, 2, 8), "Bộ Chính trị", word="Quy định"),
    listed("22-NQ/TU", date(2023, 7, 15), "Ban Chấp hành Đảng bộ thành phố Cảng Mẫu"),
    listed("17/2020/TT-BGDĐT", date(2020, 6, 29), "Bộ Giáo dục và Đào tạo", word="Thông tư"),
    listed(
        "98/2023/QH15", date(2023, 6, 24), "Quốc hội", word="Nghị quyết", title="Nghị quyết số 98/2023/QH15 thí điểm việc mẫu"
    ),
    listed(None, None, None, title="Diễn văn khai mạc hội nghị mẫu"),
)

# One symbol in two terms of the Central Committee; the later title holds markup.
TERMS = (
    listed("18-NQ/TW", date(2017, 10, 25), "Ban Chấp hành Trung ương", title="Nghị quyết số 18-NQ/TW khóa trước về việc mẫu"),
    listed("18-NQ/TW", date(2022, 6, 16), "Ban Chấp hành Trung ương", title="Nghị quyết số 18-NQ/TW khóa sau về việc <b>mẫu</b>"),
)


def put_on_list(connection: Connection, documents: Iterable[LibraryDocument]) -> None:
    """Add documents as if each had been read in a capture of its own."""
    register_source(connection, LIBRARY)
    for document in documents:
        add(connection, document)


def add(connection: Connection, document: LibraryDocument, days: float = 0) -> str:
    """One more capture of a document's page, `days` after the start; returns the outcome."""
    number, at = next(_NUMBERS), START + timedelta(days=days)
    values = {"key": document.key, "source": LIBRARY.id, "address": document.url, "captured_at": at, "status": 200}
    place = {"kind": "response", "file": "x.warc.gz", "offset": number, "length": 1, "digest": f"sha256:{number}"}
    row = connection.execute(insert(capture).values(**values, **place)).inserted_primary_key
    assert row is not None
    return add_document(connection, row[0], document).outcome


def renamed(document: LibraryDocument, title: str) -> LibraryDocument:
    return replace(document, title=title)
