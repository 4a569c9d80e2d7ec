"""What the archive keeps: the frozen records that every layer passes on, and nothing that does anything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from index.dates import DateClaim, DateKind, chosen_claim


@dataclass(frozen=True, slots=True)
class Source:
    """A news site (trang tin) as readers know it. `id` is a slug and never reused."""

    id: str
    name: str
    owner: str
    url: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as it was received (bản chụp): the body is decoded from its transfer encoding, not from its charset.

    `captured_at` is aware and in UTC. `headers` keep their printed case and order.
    """

    url: str
    captured_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def digest(self) -> str:
        """`sha256:` and 64 hex digits of the body."""
        return "sha256:" + hashlib.sha256(self.body).hexdigest()

    def header(self, name: str) -> str | None:
        """The first header of this name, whatever its case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class CapturePlace:
    """Where a capture lies: WARC file (relative to the captures folder), byte offset, length of the gzip member."""

    file: str
    offset: int
    length: int


class BlockKind(Enum):
    """What a block of an article is: paragraph (đoạn), subhead (tít xen), caption (chú thích ảnh), table (bảng)."""

    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article in printed order: NFC, single spaces, wording exactly as printed.

    A table is one block: rows parted by a line feed, cells by " | ".
    """

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A news article (bài viết) as read from one capture.

    The lead (sa-pô) is the text of the first paragraph block where the page marks or prints one; the dateline is the
    printed opening, such as "(Thanhuytphcm.vn) - Sáng 7/10", and stays in its paragraph too. `agency` is the code in
    it without brackets. `rules` says per field which rule answered ("title" -> "selector", "body" -> "text order").
    """

    source: str
    url: str
    key: str
    title: str | None
    lead: str | None
    byline: str | None
    agency: str | None
    dateline: str | None
    blocks: tuple[Block, ...]
    claims: tuple[DateClaim, ...] = ()
    rules: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The one string that every span points into: title, then all blocks, parted by line feeds."""
        parts = [self.title] if self.title else []
        return "\n".join([*parts, *(block.text for block in self.blocks)])

    @property
    def digest(self) -> str:
        """`sha256:` of title and blocks: two captures with the same digest hold the same article."""
        parts = [self.title or "", *(f"{block.kind.value}\t{block.text}" for block in self.blocks)]
        return "sha256:" + hashlib.sha256("\n\n".join(parts).encode()).hexdigest()

    @property
    def event(self) -> DateClaim | None:
        """The claim chosen for the day of the event (ngày sự kiện), or `None` where nothing proves it."""
        return chosen_claim(self.claims, DateKind.EVENT)

    @property
    def posted(self) -> DateClaim | None:
        """The claim chosen for the day of publication (ngày đăng), or `None` where nothing proves it."""
        return chosen_claim(self.claims, DateKind.POSTED)

    def texts(self, *kinds: BlockKind) -> tuple[str, ...]:
        """The texts of the blocks of these kinds, in printed order."""
        return tuple(block.text for block in self.blocks if block.kind in kinds)


@dataclass(frozen=True, slots=True)
class Revision:
    """One wording of an article (bản sửa): neighbours differ as articles, not as bytes. Numbers start at 1."""

    article_id: int
    number: int
    captured_at: datetime
    capture_id: int
    article: Article
