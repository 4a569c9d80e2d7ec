"""References to documents in running text (viện dẫn văn bản): what is printed, not which document is meant."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import itemgetter

from index.authority import AUTHORITY, Authority
from index.citation.citation import Citation
from index.citation.citations import CitationReader
from index.citation.meetings import MeetingCitation, MeetingReader
from index.reading import ReadingCopy, reading_copy
from index.text import Span, clean_text, symbol_key


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """One mention of a document (viện dẫn văn bản). `text[span.start:span.end] == printed`.

    `type` is an id of `data/authority/document_types.toml` ("resolution"), `number` the digits as printed ("02"),
    `symbol` the canonical full form ("02-HD/TU") or `None` for a bare number or a meeting, `meeting` such as "6/XII"
    for "Nghị quyết Trung ương 6 khóa XII". `issued_on` and `issuer` only where the article proves them.
    """

    span: Span
    printed: str
    type: str | None
    number: str | None
    year: int | None
    symbol: str | None
    issued_on: date | None
    issuer: str | None
    meeting: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """What this mention is found by, most exact first: "22-nq/tu", "resolution:22"; a meeting: "resolution@6/xii"."""
        keys = [symbol_key(self.symbol)] if self.symbol else []
        if self.type and self.number:
            keys.append(f"{self.type}:{self.number.lstrip('0') or '0'}")
        if self.type and self.meeting:
            keys.append(f"{self.type}@{self.meeting.lower()}")
        return tuple(keys)


def find_documents(text: str, authority: Authority = AUTHORITY) -> tuple[DocumentReference, ...]:
    """All document references in `text`, in reading order; never raises, whatever the text.

    Says what is printed at each place: joining short mentions to fuller ones is `annotate`'s next step.
    """
    return documents_in(reading_copy(text), authority)


def documents_in(copy: ReadingCopy, authority: Authority = AUTHORITY) -> tuple[DocumentReference, ...]:
    """The same for a reading copy that is there already."""
    citations, meetings = _readers(authority)
    cited = citations.read(copy)
    starts = [each.start for each in cited]
    found = [(each.start, _cited(copy, each)) for each in cited]
    for each in meetings.find(copy):
        following = bisect(starts, each.start)
        is_free = following == len(cited) or cited[following].start >= each.end
        if is_free and (not following or cited[following - 1].end <= each.start):
            found.append((each.start, _met(copy, each)))
    return tuple(reference for _, reference in sorted(found, key=itemgetter(0)))


@cache
def _readers(authority: Authority) -> tuple[CitationReader, MeetingReader]:
    return CitationReader(authority), MeetingReader(authority)


def _cited(copy: ReadingCopy, citation: Citation) -> DocumentReference:
    symbol = citation.symbol
    return DocumentReference(
        span=copy.span(citation.start, citation.end),
        printed=copy.cut(citation.start, citation.end),
        type=citation.type,
        number=symbol.number,
        year=symbol.year,
        symbol=symbol.canonical,
        issued_on=citation.issued_on,
        issuer=clean_text(citation.issuer) if citation.issuer else None,
    )


def _met(copy: ReadingCopy, citation: MeetingCitation) -> DocumentReference:
    issuer = clean_text(copy.cut(*citation.issuer)) if citation.issuer else None
    return DocumentReference(
        span=copy.span(citation.start, citation.end),
        printed=copy.cut(citation.start, citation.end),
        type=citation.type,
        number=None,
        year=None,
        symbol=None,
        issued_on=None,
        issuer=issuer,
        meeting=citation.meeting,
    )
