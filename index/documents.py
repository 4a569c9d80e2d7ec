"""References to documents in running text (viện dẫn văn bản): what is printed, not which document is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.text import Span, symbol_key


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


def find_documents(text: str) -> tuple[DocumentReference, ...]:
    """All document references in `text`, in reading order; never raises, whatever the text.

    Says what is printed at each place: joining short mentions to fuller ones is `annotate`'s next step.
    """
    return ()
