"""What a sample site is asked and answers, without a socket."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class Question:
    """One request. `path` is decoded, `origin` is scheme, host and port, `today` the page clock, `visits` a running count."""

    path: str
    origin: str
    today: date
    query: Mapping[str, str] = field(default_factory=dict)
    visits: int = 0

    def page_number(self, name: str) -> int:
        """The page of a listing that is asked for, 1 where the address says nothing sensible."""
        value = self.query.get(name, "1")
        return max(1, int(value)) if value.isdecimal() else 1


@dataclass(frozen=True, slots=True)
class Answer:
    """One response. `modified`, where it is known, goes into Last-Modified."""

    status: int
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    location: str | None = None
    modified: datetime | None = None

    @property
    def etag(self) -> str:
        """The mark of exactly these bytes, quoted as in the header."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    def headers(self, *, validators: bool) -> dict[str, str]:
        """The header lines; `validators`: with ETag and Last-Modified, as only some servers send them."""
        lines = {"Content-Type": self.content_type}
        if self.location:
            lines["Location"] = self.location
        if validators and self.status == 200:
            lines["ETag"] = self.etag
            lines |= {"Last-Modified": format_datetime(self.modified, usegmt=False)} if self.modified else {}
        return lines
