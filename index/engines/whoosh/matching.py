"""Our queries as Whoosh query objects: the one place that decides what matches and what weighs more."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from itertools import pairwise

from whoosh import query as whoosh_query
from whoosh.reading import IndexReader

from index.engines.whoosh.adjacency import Adjacent
from index.engines.whoosh.schema import TEXT_FIELDS
from index.query import Clause, Query, Tag, Words
from index.spelling import Spelling
from index.text import tokens

TITLE_WEIGHT = 4.0
# A tag is a reader's statement of fact, a word may mean anything; the first of several documents is the likeliest.
TAG_WEIGHT = 8.0
PHRASE_WEIGHT = 3.0
PREFIX_CAP = 200
_TAG_FIELDS = ("document", "person")


class Matching:
    """One query over one state of the index; `notes` say where an expansion was capped."""

    def __init__(self, reader: IndexReader, query: Query) -> None:
        self._reader = reader
        self._query = query
        self.notes: list[str] = []

    def wanted(self) -> whoosh_query.Query:
        """What is asked for and ranks: all groups, and a bonus where words stand side by side as they were typed."""
        groups = [self._group(group) for group in self._query.must]
        if whoosh_query.NullQuery in groups:
            return whoosh_query.NullQuery
        wanted = whoosh_query.And(groups) if len(groups) > 1 else groups[0]
        bonus = [self._words(words, PHRASE_WEIGHT) for words in self._bonuses()]
        return whoosh_query.AndMaybe(wanted, _any(bonus)) if bonus else wanted

    def unwanted(self) -> whoosh_query.Query:
        """What must not be, any of it."""
        return _any([self._clause(clause) for clause in self._query.must_not])

    def _group(self, group: Sequence[Clause]) -> whoosh_query.Query:
        return _any([self._clause(clause, place) for place, clause in enumerate(group)])

    def _clause(self, clause: Clause, place: int = 0) -> whoosh_query.Query:
        if isinstance(clause, Words):
            return self._words(clause)
        return _tag(clause.field, clause.value, TAG_WEIGHT / (1 + place) if clause.field == "document" else TAG_WEIGHT)

    def _bonuses(self) -> Iterator[Words]:
        """Neighbours as typed: each run of plain words, its pairs, and the symbol that is meant first in a group."""
        for run in self._query.plain_runs:
            yield Words(run)
            if len(run) > 2:
                yield from (Words(pair) for pair in pairwise(run))
        for group in self._query.must:
            first = group[0] if group else None
            if isinstance(first, Tag) and first.field == "document" and ":" not in first.value:
                yield Words(tuple(token.text for token in tokens(first.value)))

    def _words(self, clause: Words, weight: float = 1.0) -> whoosh_query.Query:
        """The words in the title or in the body, never half here and half there."""
        return _any([self._words_in(name, clause, weight * (TITLE_WEIGHT if name == "title" else 1.0)) for name in TEXT_FIELDS])

    def _words_in(self, name: str, clause: Words, weight: float) -> whoosh_query.Query:
        last = len(clause.words) - 1
        parts = [
            self._word(name, Spelling.of(word, is_prefix=clause.is_prefix and place == last), word, weight)
            for place, word in enumerate(clause.words)
        ]
        if whoosh_query.NullQuery in parts or not parts:
            return whoosh_query.NullQuery
        return parts[0] if len(parts) == 1 else Adjacent(parts)

    def _word(self, name: str, spelling: Spelling, typed: str, weight: float) -> whoosh_query.Query:
        field = f"{name}_{'marked' if spelling.is_marked else 'folded'}"
        if not spelling.is_prefix:
            return whoosh_query.Term(field, spelling.start, boost=weight)
        found = [term for raw in self._reader.expand_prefix(field, spelling.start) if spelling.takes(term := raw.decode())]
        if len(found) > PREFIX_CAP:
            found = heapq.nlargest(PREFIX_CAP, found, key=lambda term: (self._reader.doc_frequency(field, term), term))
            note = f"“{typed}*” có quá nhiều từ: chỉ tìm {PREFIX_CAP} từ hay gặp nhất."
            self.notes += [note] if note not in self.notes else []
        return _any([whoosh_query.Term(field, term, boost=weight) for term in found])


def _any(choices: Sequence[whoosh_query.Query]) -> whoosh_query.Query:
    able = [choice for choice in choices if choice is not whoosh_query.NullQuery]
    if not able:
        return whoosh_query.NullQuery
    if len(able) == 1:
        return able[0]
    choice = whoosh_query.Or(able)
    # Whoosh's other ways of matching an Or load it whole and forget the positions.
    choice.matcher_type = whoosh_query.Or.DEFAULT_MATCHER
    return choice


def _tag(field: str, value: str, weight: float = 1.0) -> whoosh_query.Query:
    if field not in _TAG_FIELDS:
        raise ValueError(f"{field!r} is no tag field")
    try:
        value.encode()
    except UnicodeEncodeError:
        return whoosh_query.NullQuery
    return whoosh_query.Term(field, value, boost=weight)
