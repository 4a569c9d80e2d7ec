"""What a clause of a query finds in each segment, and what it is worth: words, phrases, tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from index.engines.whoosh.adjacency import Places
from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.layout import SYMBOLS, TEXT_FIELDS
from index.engines.whoosh.lexicon import Lexicon, Spans
from index.engines.whoosh.listing import Listing, SparseListing, list_terms
from index.engines.whoosh.pairs import find_pair
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.snapshot import K1, Leaf, Snapshot
from index.engines.whoosh.writer import symbol_term
from index.query import Clause, Tag, Words
from index.text import tokens

TITLE_WEIGHT = 4.0
# A tag is a reader's statement of fact, a word may mean anything; the first of several documents is the likeliest.
TAG_WEIGHT = 8.0
_TAG_FIELDS = ("document", "person")
# In keys of documents that are no printed symbols: resolution:22, resolution@6/xii.
_OTHER_KEYS = frozenset(":@")


def rarity(frequency: int, size: int) -> float:
    """Inverse document frequency, as stock Whoosh's BM25F reckons it."""
    return log(size / (frequency + 1)) + 1 if size else 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """One list of articles per segment. `field` is the text field by whose lengths counts are weighed, "" for a flat `weight`."""

    listings: tuple[Listing, ...]
    weight: float
    field: str = ""

    def add_scores(self, place: int, leaf: Leaf, average: float, hits: Array, scores: Array) -> None:
        """Add what this is worth in segment number `place` to `scores`, at least for all `hits`."""
        listing = self.listings[place]
        if not len(listing):
            return
        if self.field:
            listing.add_scores(self.weight * (K1 + 1), leaf.norms(self.field, average), hits, scores)
        else:
            listing.add_flat(self.weight, scores)


class Sources:
    """Finds the sources of clauses in one state of the index. `allowed` are the masks of what filters let through."""

    def __init__(self, snapshot: Snapshot, lexicon: Lexicon, allowed: Sequence[Array | None]) -> None:
        self._snapshot = snapshot
        self._lexicon = lexicon
        self._allowed = allowed
        self._rarities: dict[tuple[str, str], float] = {}

    def of_group(self, group: Sequence[Clause]) -> list[Source]:
        """Everything that fulfils a group of alternatives, the first of them worth most."""
        symbols = {
            symbol_term(token.text for token in tokens(clause.value))
            for clause in group
            if isinstance(clause, Tag) and clause.field == "document"
        }
        return [source for place, clause in enumerate(group) for source in self._of_clause(clause, place, symbols)]

    def _of_clause(self, clause: Clause, place: int, symbols: set[str]) -> Iterator[Source]:
        if isinstance(clause, Tag):
            if clause.field not in _TAG_FIELDS:
                raise ValueError(f"{clause.field!r} is no tag field")
            weight = TAG_WEIGHT / (1 + place) if clause.field == "document" else TAG_WEIGHT
            is_symbol = clause.field == "document" and not _OTHER_KEYS & set(clause.value)
            yield self._tags((clause.field, clause.value), *([symbol_place(clause.value)] if is_symbol else []), weight=weight)
        elif len(clause.words) > 1 and symbol_term(clause.words) in symbols:
            # The words of a symbol: printed as one, never a list of a number and two offices.
            yield self._tags((SYMBOLS, symbol_term(clause.words)), weight=TAG_WEIGHT / (1 + place))
        elif len(clause.words) == 1:
            yield from (self._word(field, clause.words[0], is_prefix=clause.is_prefix) for field in TEXT_FIELDS)
        elif clause.words:
            yield from (self._phrase(field, clause) for field in TEXT_FIELDS)

    def rarity(self, field: str, word: str) -> float:
        """How rare a single word of the query is in a text field; a bare one counts in all its spellings."""
        key = (field, word)
        if key not in self._rarities:
            self._word(field, word)
        return self._rarities[key]

    def symbol(self, value: str, weight: float) -> Source:
        """Where a symbol is printed as one."""
        return self._tags(symbol_place(value), weight=weight)

    def _tags(self, *tags: tuple[str, str], weight: float) -> Source:
        """The articles that have any of these (field, value)."""
        listings = []
        for leaf in self._snapshot.leaves:
            found = [
                postings.documents(postings.find(value.encode("utf-8", "surrogatepass")))
                for postings, value in ((leaf.segment.field(field), value) for field, value in tags)
            ]
            documents = found[0] if len(found) == 1 else np.union1d(*found)
            listings.append(SparseListing(documents, np.ones(len(documents), np.uint8)))
        return Source(tuple(listings), weight)

    def _word(self, field: str, word: str, *, is_prefix: bool = False) -> Source:
        spans = self._lexicon.spans(field, word, is_prefix=is_prefix)
        self._expect(field, spans, with_places=False)
        listings = tuple(
            list_terms(leaf.segment.field(field), each, len(leaf))
            for leaf, each in zip(self._snapshot.leaves, spans, strict=True)
        )
        found = rarity(sum(map(len, listings)), self._snapshot.size)
        if not is_prefix:
            self._rarities[field, word] = found
        return Source(listings, found * weight_of(field), field)

    def _phrase(self, field: str, clause: Words) -> Source:
        last = len(clause.words) - 1
        spans = [
            self._lexicon.spans(field, word, is_prefix=clause.is_prefix and place == last)
            for place, word in enumerate(clause.words)
        ]
        words = clause.words[:-1] if clause.is_prefix else clause.words
        known = [tuple(known_pairs(leaf.segment, field, words)) for leaf in self._snapshot.leaves]
        answers = [pairs[0] if pairs and len(clause.words) == 2 else None for pairs in known]
        for each in spans:
            self._expect(field, [() if answer is not None else found for answer, found in zip(answers, each, strict=True)])
        listings = tuple(
            self._phrase_listing(number, field, [each[number] for each in spans], pairs) if answer is None else answer
            for number, (answer, pairs) in enumerate(zip(answers, known, strict=True))
        )
        frequencies = [
            sum(
                leaf.segment.field(field).union_size(span, len(leaf))
                for leaf, found in zip(self._snapshot.leaves, each, strict=True)
                for span in found
            )
            for each in spans
        ]
        # As rare as all its words together: what the phrase itself is, only an index of phrases could say beforehand.
        found = sum(rarity(frequency, self._snapshot.size) for frequency in frequencies)
        return Source(listings, found * weight_of(field), field)

    def _expect(self, field: str, spans: Sequence[Spans], *, with_places: bool = True) -> None:
        """Ask the disk for a word's postings in all segments at once; not for those of a beginning, which may be thousands."""
        for leaf, found in zip(self._snapshot.leaves, spans, strict=True):
            if len(found) == 1:
                leaf.segment.field(field).expect(found[0], with_places=with_places)

    def _phrase_listing(self, number: int, field: str, words: Sequence[Spans], known: Sequence[Listing]) -> Listing:
        """The articles of one segment in which the words stand side by side, among those of the `known` neighbours in it."""
        segment = self._snapshot.leaves[number].segment
        if not all(words):
            return SparseListing(_NO_PLACES, _NO_PLACES)
        mask = self._allowed[number]
        for pair in known:
            holds = np.zeros(len(segment), bool)
            pair.mark(holds)
            mask = holds if mask is None else mask & holds
        places = Places(segment, field, mask)
        return places.listing(places.neighbours(words))


def known_pairs(segment: SegmentFile, field: str, words: Sequence[str]) -> Iterator[Listing]:
    """Where neighbours among these words stand, as far as the segment has it written down."""
    if field == "body" and segment.pairs is not None:
        for first, second in pairwise(words):
            found = find_pair(segment.pairs, first, second)
            if found is not None:
                yield list_terms(segment.pairs, found, len(segment))


def symbol_place(value: str) -> tuple[str, str]:
    """Field and term under which a symbol stands where it is printed as one, known as a document or not."""
    return SYMBOLS, symbol_term(token.text for token in tokens(value))


def weight_of(field: str) -> float:
    """How much more a word of this field says than one of the body."""
    return TITLE_WEIGHT if field == "title" else 1.0


_NO_PLACES = np.zeros(0, np.uint32)
