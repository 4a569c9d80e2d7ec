"""One stretch of a query that was matched as a document number: its parts as typed, and the two ways to read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.query import Clause, Tag, Words
from index.text import symbol_key
from index.typed.codes import MOST_CHOICES, codes_meant, type_label, types_named


@dataclass(frozen=True, slots=True)
class TypedSymbol:
    """A stretch of a query that names a document: where it stands, what to look for, the likeliest first, how to show it.

    `is_full`: letters and body were typed, so that a day right behind it is the document's.
    """

    start: int
    end: int
    clauses: tuple[Clause, ...]
    label: str
    is_full: bool = True


@dataclass(frozen=True, slots=True)
class TypedMatch:
    """One match of a form: its parts as typed, and what stands behind it."""

    match: re.Match[str]
    text: str

    def __getitem__(self, name: str) -> str:
        return self.text[self.match.start(name) : self.match.end(name)] if self.match[name] else ""

    @property
    def following(self) -> str:
        """What stands behind it."""
        return self.text[self.match.end() :]

    def symbols(self, spellings: Iterable[str], *more: Clause) -> TypedSymbol | None:
        """The reading that any of these symbols is meant."""
        symbols = list(dict.fromkeys(spellings))[:MOST_CHOICES]
        if not symbols:
            return None
        start = self.match.start() if self._word_is_right() else self.match.start("number")
        clauses = tuple(dict.fromkeys((*(Tag("document", symbol_key(each)) for each in symbols), *more)))
        return TypedSymbol(start, self.match.end(), clauses, " / ".join(symbols))

    def bare(self, kinds: Iterable[str], *phrases: tuple[str, ...]) -> TypedSymbol | None:
        """The reading that a number of any of these types is meant, or just the words."""
        kinds = list(dict.fromkeys(kinds))
        if not kinds:
            return None
        number = self["number"]
        tags = [Tag("document", f"{kind}:{number.lstrip('0') or '0'}") for kind in kinds]
        label = " / ".join(f"{type_label(kind)} {number}" for kind in kinds)
        words = (Words(phrase) for phrase in dict.fromkeys(phrases))
        return TypedSymbol(self.match.start(), self.match.end(), (*tags, *words), label, is_full=False)

    def _word_is_right(self) -> bool:
        word = self["word"] if "word" in self.match.re.groupindex else ""
        return not word or bool(types_named(word) or codes_meant(word))
