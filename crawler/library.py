"""A page of a document library read as an entry of the list: separate since it is rows of a table and no story.

Nobody has seen the markup of such a page, so the fields are found by what their rows are called, wherever they stand, and by the
order of the words in the title; a symbol is never read back from an address, whose slug loses "/" and "-".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.address import article_key, canonical_address
from crawler.extraction.decode import decode_body
from crawler.extraction.head import Head, read_head, split_scripts
from crawler.extraction.labels import Rows, read_rows
from crawler.extraction.markup import Walked
from crawler.extraction.structure import find_notice, page_body, walk_page
from crawler.extraction.tables import flat_text
from crawler.extraction.title import find_headline
from crawler.sites import Site
from index.article import Capture
from index.authority import AUTHORITY
from index.dates import read_date
from index.documents import DocumentReference, find_documents
from index.errors import ExtractionError
from index.library import LibraryDocument
from index.text import clean_text
from index.typed.codes import types_named

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|rtf|odt|zip|rar)$|/uploads/.+\.\w{2,4}$", re.IGNORECASE)
# " về công tác mẫu", " Về việc mẫu": what a title says behind number, date and body
_ABOUT = re.compile(r"(?:^|[\s,])((?:v/v|về(?: việc)?)\s.+)$", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LONGEST_TITLE = 500
_LEAST_LETTERS = 300
_SHORT = 700
_MOST_FILES = 20
_LEAST_ROWS = 2
_NEAR_START = 6
_HEAD_LINES = 12
_LONGEST_TYPE = 4


def extract_document(capture: Capture, site: Site) -> LibraryDocument:
    """The document that a kept page of a library shows: a pure function of bytes, address and site.

    Labelled rows answer before the title. Raises `ExtractionError` whose reason begins with a word for machines, as
    `crawler.extract.extract` does, where the page shows no document.
    """
    kind = (capture.header("Content-Type") or "").lower()
    if kind and "html" not in kind:
        raise ExtractionError(capture.url, f"not-html: the response is {kind}")
    html, data = split_scripts(decode_body(capture))
    soup = BeautifulSoup(html, "lxml")
    body = page_body(soup)
    walked = walk_page(body)
    rows = read_rows([each.line for each in walked])
    letters = sum(len(each.line.text) for each in walked)
    if letters < _SHORT and find_notice(walked):
        raise ExtractionError(capture.url, "no-article: the page says that it is gone")
    title = _layout_title(soup, site) or _title(walked, rows, read_head(soup, data), capture.url, site)
    document = _document(capture, site, rows, title, tuple(_files(body, capture.url)))
    if not document.title or (document.number is None and rows.count < _LEAST_ROWS and letters < _LEAST_LETTERS):
        raise ExtractionError(capture.url, "no-article: no document of the library stands on the page")
    return document


def _document(capture: Capture, site: Site, rows: Rows, title: str | None, files: tuple[str, ...]) -> LibraryDocument:
    """The fields of the entry, each from its row, else from the title."""
    in_title = _reference(title or "")
    in_row = _numbered(rows)
    cited = in_row or in_title
    is_same = in_row is not None and in_title is not None and in_row.number == in_title.number
    kind = (
        _type(rows.get("type")) or _opening_type(title) or _opening_type(rows.get("subject")) or (in_row.type if in_row else None)
    )
    day, body = read_date(rows.get("issued_on") or ""), rows.get("issuer")
    subject = rows.get("subject") or (_subject(title, in_title) if title else None)
    known = in_title if in_row is None or is_same else None
    found: dict[str, str | None] = {
        "symbol": "row" if in_row else "title" if cited else None,
        "issued_on": _day_rule(day, known.issued_on if known else None),
        "issuer": "row" if body else "title" if known and known.issuer else None,
        "subject": "row" if rows.get("subject") else "title" if subject else None,
    }
    return LibraryDocument(
        source=site.id,
        url=canonical_address(capture.url, site),
        key=article_key(capture.url, site),
        title=title or rows.get("subject") or rows.get("symbol") or "",
        subject=subject,
        printed=(rows.get("symbol") if in_row else None) or (cited.printed if cited else None),
        symbol=cited.symbol if cited else None,
        type=kind,
        number=cited.number if cited else None,
        year=cited.year if cited else None,
        issued_on=day or (known.issued_on if known else None),
        issuer=body or (_issuer(known) if known else None),
        signer=rows.get("signer"),
        files=files,
        rules=tuple((name, rule) for name, rule in found.items() if rule),
    )


def _numbered(rows: Rows) -> DocumentReference | None:
    """The number that its row gives; a bare "24" is a number only with the type that another row names."""
    printed = rows.get("symbol") or ""
    kind = _type(rows.get("type"))
    word = f"{AUTHORITY.type_name(kind)} số " if kind else ""
    return next((each for each in (_reference(printed), _reference(word + printed)) if each and each.number), None)


def _type(printed: str | None) -> str | None:
    types = types_named(clean_text(printed or ""))
    return types[0] if len(types) == 1 else None


def _opening_type(text: str | None) -> str | None:
    """The type with whose word a title begins: "Quy định về …" makes 58-QĐ/TW a regulation."""
    words = (text or "").split()
    named = (_type(" ".join(words[:size])) for size in range(_LONGEST_TYPE, 0, -1))
    return next((kind for kind in named if kind), None)


def _day_rule(in_row: date | None, in_title: date | None) -> str | None:
    """What said the day; where row and title differ the row is taken, and the rule tells that the title says otherwise."""
    if in_row is None:
        return "title" if in_title else None
    return "row, the title differs" if in_title and in_title != in_row else "row"


def _reference(text: str) -> DocumentReference | None:
    """The document with whose number a text begins: "Nghị quyết số 24-NQ/TW, ngày 12/3/2003, của …", "Số: 24-NQ/TW"."""
    first = next(iter(find_documents(text)), None)
    return first if first and first.number and first.span.start <= _NEAR_START else None


def _issuer(reference: DocumentReference) -> str | None:
    """The body in a title; in a title of capitals nothing says where its name ends."""
    return None if reference.issuer and reference.issuer.isupper() else reference.issuer


def _subject(title: str, reference: DocumentReference | None) -> str | None:
    """What the title says behind number, date and body: "về công tác mẫu"."""
    about = _ABOUT.search(title, reference.span.end) if reference else None
    return about[1] if about else None


def _layout_title(soup: BeautifulSoup, site: Site) -> str | None:
    """The title that the site file points at, once somebody has seen its pages."""
    boxes = (soup.select_one(selector) for layout in site.layouts for selector in layout.title)
    return next((text for box in boxes if box and (text := flat_text(box))), None)


def _title(walked: Sequence[Walked], rows: Rows, head: Head, url: str, site: Site) -> str | None:
    """The heading of a page: best a printed one that opens with a document's number, then what head and address confirm.

    Failing these a heading above the rows that opens with a type's word: "Quy định về thi hành việc mẫu".
    """
    end = min(rows.place if rows.count else _HEAD_LINES, len(walked))
    above = [each for each in walked[:end] if len(each.line.text) <= _LONGEST_TITLE and not each.line.is_linked]
    headings = [each.line.text for each in above if each.block.name in _HEADINGS]
    found = find_headline(walked, end, head, url, site)
    named = [found.text] if found else []
    candidates = [*headings, *named, *(each.line.text for each in above)]
    numbered = next((text for text in candidates if _reference(text)), None)
    return numbered or next((text for text in (*named, *headings) if _opening_type(text)), next(iter(named), None))


def _files(body: Tag, url: str) -> Iterator[str]:
    """The addresses of the files to download, each once, in order."""
    seen: set[str] = set()
    for link in body.find_all("a", href=True):
        try:
            address = urljoin(url, str(link["href"]).strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and _FILE.search(parts.path) and address not in seen and len(seen) < _MOST_FILES:
            seen.add(address)
            yield address
