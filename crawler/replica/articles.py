"""The sample articles (bài mẫu): what each sample site would keep in its own database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Kind = Literal["paragraph", "subhead", "caption", "table"]
Tomorrow = Literal["edited", "vanished", "moved"]


@dataclass(frozen=True, slots=True)
class Truth:
    """What a careful reader answers of an article. `documents` are all mentions in order, `people` distinct names."""

    event: date | None
    event_year_inferred: bool
    documents: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it is printed. A table is one piece: rows parted by a line feed, cells by " | "."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Title and blocks of an article at one time: a correction makes another wording."""

    title: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The title, then every block, parted by line feeds."""
        return "\n".join([self.title, *(piece.text for piece in self.pieces)])


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One invented article (bài mẫu) of one sample site. `posted` is Việt Nam time without a zone.

    `correction` is the wording of the second day where `tomorrow` is "edited". `decomposed`: the page spells every
    tone as a combining mark of its own.
    """

    site: str
    number: int
    slug: str
    posted: datetime
    category: str
    wording: Wording
    truth: Truth
    byline: str | None = None
    picture: bool = False
    caption_glued: bool = False
    caption_doubled: bool = False
    decomposed: bool = False
    day: int = 1
    tomorrow: Tomorrow | None = None
    related: tuple[int, ...] = ()
    correction: Wording | None = None

    @property
    def title(self) -> str:
        """The headline of the first day."""
        return self.wording.title

    @property
    def body(self) -> str:
        """The blocks of the first day, parted by line feeds."""
        return "\n".join(piece.text for piece in self.wording.pieces)
