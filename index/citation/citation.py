"""One place of a text that cites a document, as the readers of a citation's parts leave it to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.citation.symbols import Symbol, codes_of


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that cites a document. Places are those of the reading copy; `tail` is the end of date and issuer.

    `is_open` marks a number that is a document's only if another mention says it in full, `may_be` the types that a short form
    leaves open. `is_plural` is a list that says so ("các …"), `is_listed` an item without a word of its own. `issues_on` marks an
    issuer that gave out what follows as well, `dated_on` a date that holds for what follows as well, `is_same_day` one that holds
    for what stands before; `dates` has one for each before. `is_closing`: the issuer is printed
    behind the title, and so perhaps behind a list. `lent` is the symbol
    whose letters a bare number has too.
    """

    start: int
    end: int
    tail: int
    type: str | None
    symbol: Symbol
    issued_on: date | None = None
    issuer: str | None = None
    is_open: bool = False
    is_plural: bool = False
    is_listed: bool = False
    issues_on: bool = False
    dated_on: bool = False
    is_same_day: bool = False
    dates: tuple[date, ...] = ()
    may_be: tuple[str, ...] = ()
    is_closing: bool = False
    lent: str | None = None

    @property
    def identity(self) -> tuple[str | None, str]:
        """Type and number: what a short form has in common with the fuller mention."""
        return self.type, self.symbol.number.lstrip("0")

    @property
    def codes(self) -> tuple[str, ...]:
        """The letters of the symbol in small letters, of a bare number those that the text gives elsewhere."""
        return codes_of(self.symbol.canonical or self.lent or "")

    @property
    def body(self) -> str:
        """The code of the body in small letters, "" for a bare number."""
        return next(reversed(self.codes), "")
