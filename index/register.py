"""Which listed document a mention means (sổ văn bản): separate from mentions, since one symbol is the name of many documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from sqlalchemy import Connection

from index.bodies import committee_of, is_central
from index.documents import DocumentReference, find_documents
from index.library import LibraryDocument, bare
from index.library_rows import numbered
from index.query import Query, Tag
from index.resolution import same_body
from index.text import symbol_key

# "98/2023/qh15", "24-nq/tw", "147/hđbt"
_SYMBOL_KEY = re.compile(r"(?P<number>\d+)(?:/(?P<year>(?:19|20)\d\d)(?=/))?(?=[-/])")


class Verdict(Enum):
    """What the lists say of a mention."""

    KNOWN = "known"
    """One document is meant: body and day agree, as far as symbol or print tell them."""
    LIKELY = "likely"
    """One listed document fits, by its body or by its day; that no other bears the number is not proved."""
    OPEN = "open"
    """Several fit, or the symbol names no body and nothing else does."""
    NOT_SEEN = "not seen"
    """None in the lists collected; that says nothing of the document."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of a document that is looked for; `None` is unknown. `symbol` is a symbol's key, "24-nq/tw"."""

    number: str
    symbol: str | None = None
    type: str | None = None
    year: int | None = None
    issued_on: date | None = None
    issuer: str | None = None

    @property
    def key(self) -> str:
        """What it is found by in articles: "24-nq/tw", "resolution:24"; a number alone where neither is known."""
        return self.symbol or (f"{self.type}:{self.number}" if self.type else self.number)

    @classmethod
    def of_key(cls, key: str) -> Wanted | None:
        """What a tag of a query says; `None` for a meeting's, which has no number."""
        kind, colon, number = key.partition(":")
        if colon:
            return cls(number, type=kind)
        match = _SYMBOL_KEY.match(key)
        return cls(match["number"], key, year=int(match["year"]) if match["year"] else None) if match else None

    @classmethod
    def of_mention(cls, mention: DocumentReference) -> Wanted | None:
        """What a mention says; `None` for one without a number."""
        number = bare(mention.number)
        if number is None:
            return None
        symbol = symbol_key(mention.symbol) if mention.symbol else None
        return cls(number, symbol, mention.type, mention.year, mention.issued_on, mention.issuer)

    def fits(self, listed: LibraryDocument) -> bool:
        """Whether nothing contradicts: number, symbol, type, year, date, body (`party-documents.md` 3.3)."""
        symbol = symbol_key(listed.symbol) if listed.symbol else None
        pairs = ((self.symbol, symbol), (self.type, listed.type), (self.issued_on, listed.issued_on), (self.year, listed.year))
        return (
            self.number == listed.bare_number
            and all(first is None or second is None or first == second for first, second in pairs)
            and (self.issuer is None or listed.issuer is None or same_body(self.issuer, listed.issuer))
        )

    def names_body(self, listed: LibraryDocument) -> bool:
        """Whether a fitting document is certainly of the body that is meant: both print it, or the symbol is one body's.

        22-NQ/TU is the name of a document in every province: one that is listed is no evidence for another place's.
        """
        is_printed = self.issuer is not None and listed.issuer is not None
        return is_printed or (self.symbol is not None and listed.symbol is not None and is_central(listed.symbol))

    def names_run(self, listed: LibraryDocument) -> bool:
        """Whether a fitting document is of the run of numbers that is meant: both print the day, or the symbol holds the year."""
        is_dated = self.issued_on is not None and listed.issued_on is not None
        return is_dated or (self.year is not None and self.symbol is not None and self.type is not None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the lists say of one mention: `documents` are those that fit, one page for each document, the fullest."""

    wanted: Wanted
    verdict: Verdict
    documents: tuple[LibraryDocument, ...] = ()

    @property
    def document(self) -> LibraryDocument | None:
        """The one document that is meant or likely meant."""
        return self.documents[0] if self.verdict in (Verdict.KNOWN, Verdict.LIKELY) else None


def identify(connection: Connection, wanted: Sequence[Wanted], until: date | None = None) -> tuple[Answer, ...]:
    """The answer to each; documents issued after `until`, the day of the article that cites them, cannot be meant."""
    listed = numbered(connection, tuple({each.number for each in wanted}))
    return tuple(_answer(each, listed, until) for each in wanted)


def asked_for(query: Query) -> tuple[tuple[Wanted, ...], ...]:
    """The documents that a query asks for, of each its readings, the likeliest first: `22 nq tu` is TU's before TW's.

    A day or an issuer that was typed with the number counts.
    """
    cited = (Wanted.of_mention(each) for each in find_documents(query.text))
    fuller = {each.key: each for each in cited if each}
    groups = ([each.value for each in group if isinstance(each, Tag) and each.field == "document"] for group in query.must)
    read = (tuple(fuller.get(key) or Wanted.of_key(key) for key in keys) for keys in groups)
    return tuple(wanted for group in read if (wanted := tuple(each for each in group if each)))


def answer_query(connection: Connection, query: Query) -> tuple[Answer, ...]:
    """What the lists say of each document that a query asks for: of its readings the likeliest that is listed."""
    answers = []
    for readings in asked_for(query):
        found = identify(connection, readings)
        answers.append(next((each for each in found if each.documents), found[0]))
    return tuple(answers)


def _answer(wanted: Wanted, listed: Iterable[LibraryDocument], until: date | None) -> Answer:
    fitting = [each for each in listed if wanted.fits(each) and not (until and each.issued_on and each.issued_on > until)]
    documents = merge(fitting)
    if not documents:
        return Answer(wanted, Verdict.NOT_SEEN)
    if len(documents) > 1:
        return Answer(wanted, Verdict.OPEN, documents)
    names_body, names_run = wanted.names_body(documents[0]), wanted.names_run(documents[0])
    if names_body and names_run:
        return Answer(wanted, Verdict.KNOWN, documents)
    is_likely = names_body or (names_run and wanted.issued_on is not None)
    return Answer(wanted, Verdict.LIKELY if is_likely else Verdict.OPEN, documents)


def merge(pages: Iterable[LibraryDocument]) -> tuple[LibraryDocument, ...]:
    """One page for each document, the newest document first: a library may show one document in several of its sections.

    Two pages are one document where type, number and date are known and agree and the bodies do not differ; a page
    without a date stands for itself. Never on the symbol alone.
    """
    documents: list[LibraryDocument] = []
    for page in sorted(pages, key=_fullness, reverse=True):
        if not any(_is_same(page, each) for each in documents):
            documents.append(page)
    return tuple(sorted(documents, key=lambda each: (each.issued_on or date.min, each.key), reverse=True))


def _is_same(first: LibraryDocument, second: LibraryDocument) -> bool:
    if first.issued_on is None or first.type is None or first.symbol is None or second.symbol is None:
        return False
    if (first.issued_on, first.type) != (second.issued_on, second.type) or symbol_key(first.symbol) != symbol_key(second.symbol):
        return False
    if first.issuer and second.issuer:
        return committee_of(first.issuer) == committee_of(second.issuer) or same_body(first.issuer, second.issuer)
    return is_central(first.symbol)


def _fullness(page: LibraryDocument) -> int:
    return sum(bool(each) for each in (page.subject, page.issued_on, page.issuer, page.signer, page.files))
