"""Makes one segment: texts to postings in bulk, tags one by one, columns beside them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.engine import IndexedArticle
from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.arraywriter import write_arrays
from index.engines.whoosh.following import kinds_behind, word_kinds
from index.engines.whoosh.inversion import RUN, Run, invert, merge_runs
from index.engines.whoosh.layout import (
    DAY_COLUMNS,
    DOCUMENT_FACET,
    IDS,
    MOST_ARTICLES,
    PRINTS,
    SUFFIX,
    SYMBOLS,
    TAG_FIELDS,
    TEXT_FIELDS,
    day_number,
    lengths_of,
)
from index.engines.whoosh.prints import prints_of, word_prints
from index.engines.whoosh.tokens import Vocabulary, read_tokens
from index.text import symbol_key, tokens

# Texts that are read at once: more do not fit into the processor's cache.
_BATCH = 200
# Characters after which a segment is full, so that its making takes a bounded amount of memory.
MOST_CHARACTERS = 300_000_000


class SegmentWriter:
    """Collects articles and writes them as one segment. Nothing is on disk before `write`."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._texts = {field: _Text() for field in TEXT_FIELDS}
        self._tags: dict[str, dict[bytes, list[int]]] = {field: {} for field in TAG_FIELDS}
        self._ids: list[int] = []
        self._days: dict[str, list[int]] = {column: [] for column in DAY_COLUMNS.values()}
        self.characters = 0
        self._waiting: list[IndexedArticle] = []

    def __len__(self) -> int:
        return len(self._ids) + len(self._waiting)

    @property
    def is_full(self) -> bool:
        """Whether the next article belongs into another segment."""
        return len(self) >= MOST_ARTICLES or self.characters >= MOST_CHARACTERS

    def add(self, article: IndexedArticle) -> None:
        """Take an article; ids must differ within a segment."""
        self._waiting.append(article)
        self.characters += len(article.title) + len(article.body)
        if len(self._waiting) >= _BATCH:
            self._read()

    def write(self, folder: Path, name: str) -> None:
        """Write the segment `name` into `folder`, on disk when this returns. Raises `OSError`."""
        self._read()
        terms = self._vocabulary.listed
        arrays: dict[str, Array] = {}
        for field, text in self._texts.items():
            text.invert()
            arrays |= merge_runs(text.runs, terms, field)
            arrays[lengths_of(field)] = np.concatenate(text.lengths or [np.zeros(0, np.uint32)]).astype(np.uint32)
            if field == "body":
                arrays[PRINTS] = np.concatenate(text.prints or [np.zeros(0, np.uint64)])
            text.runs.clear()
        for field, tags in self._tags.items():
            arrays |= _tag_arrays(field, tags)
        arrays |= {column: np.array(days, np.int32) for column, days in self._days.items()}
        arrays[IDS] = np.array(self._ids, np.int64)
        write_arrays(folder / f"{name}{SUFFIX}", arrays)

    def _read(self) -> None:
        """The waiting articles, taken in."""
        first = len(self._ids)
        for number, article in enumerate(self._waiting, first):
            self._ids.append(article.id)
            for column, days in self._days.items():
                days.append(day_number(getattr(article, column)))
            self._tag(number, "source", (article.source,))
            self._tag(number, "state", (article.state,))
            self._tag(number, "document", article.documents)
            self._tag(number, "person", article.people)
            self._tag(number, DOCUMENT_FACET, article.facet_documents)
        symbols = [
            symbol
            for field, text in self._texts.items()
            for symbol in text.read([getattr(article, field) for article in self._waiting], self._vocabulary)
        ]
        for place, words in sorted(symbols):
            self._tag(first + place, SYMBOLS, (symbol_term(words),))
        self._waiting.clear()

    def _tag(self, number: int, field: str, values: Iterable[str]) -> None:
        tags = self._tags[field]
        for value in values:
            listed = tags.setdefault(value.encode("utf-8", "surrogatepass"), [])
            if not listed or listed[-1] != number:
                listed.append(number)


def symbol_term(words: Iterable[str]) -> str:
    """The term of a symbol that is printed with these words, whatever signs stand between them: 22-NQ/TƯ is 22-nq-tw."""
    return "-".join(token.text for token in tokens(symbol_key("-".join(words))))


class _Text:
    """One text field in the making."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.lengths: list[Array] = []
        self.prints: list[Array] = []
        self._numbers: list[Array] = []
        self._counts: list[Array] = []
        self._first = 0
        self._held = 0
        self._word_prints = np.zeros(0, np.uint64)
        self._word_kinds = np.zeros(0, np.uint8)

    def read(self, texts: list[str], vocabulary: Vocabulary) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Take the texts of the next articles; returns the symbols printed in them."""
        if not texts:
            return ()
        if self._held + len(texts) > RUN:
            self.invert()
        tokens = read_tokens(texts, vocabulary)
        self._word_prints = word_prints(self._word_prints, vocabulary.listed)
        self._word_kinds = word_kinds(self._word_kinds, vocabulary.listed)
        self.prints.append(prints_of(self._word_prints.take(tokens.numbers), tokens.counts))
        self.lengths.append(tokens.counts)
        self._numbers.append(tokens.numbers)
        self._counts.append(tokens.counts)
        self._held += len(texts)
        return tokens.symbols

    def invert(self) -> None:
        """Make a run of what is held."""
        if self._held:
            documents = np.arange(self._first, self._first + self._held)
            numbers, counts = np.concatenate(self._numbers), np.concatenate(self._counts)
            behind = kinds_behind(self._word_kinds.take(numbers), counts)
            self.runs.append(invert(numbers, counts, documents, behind))
            self._first += self._held
            self._held = 0
            self._numbers, self._counts = [], []


def _tag_arrays(field: str, tags: dict[bytes, list[int]]) -> dict[str, Array]:
    """The arrays of a field whose terms are whole values, without places."""
    if not tags:
        return {}
    sizes = np.fromiter(map(len, tags.values()), np.uint32, len(tags))
    documents = np.fromiter((number for listed in tags.values() for number in listed), np.uint16, int(sizes.sum()))
    run = Run(np.arange(len(tags)), sizes, documents, np.ones(len(documents), np.uint8), None)
    return merge_runs([run], list(tags), field)
