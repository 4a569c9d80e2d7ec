"""A document as an authority list shows it (văn bản trong danh mục): separate from mentions, which only cite documents."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LibraryDocument:
    """One page of a document library, as read from one capture.

    `title` is the page's heading as printed, `subject` what the document is about (trích yếu), `printed` the number as
    printed ("24 - NQ/TW") and `symbol` its canonical form; a document without a number has neither. `type` is an id of
    `data/authority/document_types.toml`. `issuer` and `signer` are as printed, `files` the addresses of the files to
    download. `rules` says per field what answered: "row" (a labelled row of the page) or "title". `capture_id` and
    `captured_at` say where it stands in the archive, once it is there.
    """

    source: str
    url: str
    key: str
    title: str
    subject: str | None = None
    printed: str | None = None
    symbol: str | None = None
    type: str | None = None
    number: str | None = None
    year: int | None = None
    issued_on: date | None = None
    issuer: str | None = None
    signer: str | None = None
    files: tuple[str, ...] = ()
    rules: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    capture_id: int | None = field(default=None, compare=False)
    captured_at: datetime | None = field(default=None, compare=False)

    @property
    def bare_number(self) -> str | None:
        """The number without leading zeros, as numbers are compared."""
        return bare(self.number)

    @property
    def digest(self) -> str:
        """`sha256:` of everything printed: two captures with the same digest say the same of the document."""
        said = (self.title, self.subject, self.printed, self.symbol, self.type, self.number, self.year)
        more = (self.issued_on and self.issued_on.isoformat(), self.issuer, self.signer, list(self.files))
        return "sha256:" + hashlib.sha256(json.dumps([*said, *more], ensure_ascii=False).encode()).hexdigest()


def bare(number: str | None) -> str | None:
    """A number without leading zeros: "02" and "2" are one (`party-documents.md` 2.2)."""
    return (number.lstrip("0") or "0") if number else None
