"""Which terms of the index a typed word stands for: one spelling, every spelling of its bare letters, or a beginning."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.postings import Postings, Range
from index.engines.whoosh.snapshot import Snapshot
from index.engines.whoosh.tokens import AFTER_SPELLINGS, key_of, term_of
from index.spelling import Spelling
from index.text import fold

# Of more words with one beginning, only the most frequent are looked for.
PREFIX_CAP = 5000
_LAST = b"\xff"

Spans = tuple[Range, ...]


class Lexicon:
    """Looks typed words up in one state of the index; `notes` say where a beginning was cut to its most frequent words."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._leaves = snapshot.leaves
        self._known: dict[tuple[str, str, bool], tuple[Spans, ...]] = {}
        self.notes: list[str] = []

    def spans(self, field: str, typed: str, *, is_prefix: bool = False) -> tuple[Spans, ...]:
        """For each segment the ranges of terms that `typed` stands for in a text field."""
        key = (field, typed, is_prefix)
        if key not in self._known:
            fields = [leaf.segment.field(field) for leaf in self._leaves]
            self._known[key] = self._beginning(fields, typed) if is_prefix else _word(fields, typed)
        return self._known[key]

    def _beginning(self, fields: Sequence[Postings], typed: str) -> tuple[Spans, ...]:
        spelling = Spelling.of(typed, is_prefix=True)
        start = fold(spelling.start).encode("utf-8", "replace")
        found: list[Spans] = []
        for postings in fields:
            first, last = postings.between(start, start + _LAST)
            if spelling.is_marked and first < last:
                able = [number for number, term in enumerate(postings.terms(first, last), first) if spelling.takes(key_of(term))]
                found.append(ranges(able))
            else:
                found.append(((first, last),) if first < last else ())
        if any(sum(last - first for first, last in spans) > PREFIX_CAP for spans in found):
            note = f"“{typed}*” có quá nhiều từ: chỉ tìm {PREFIX_CAP} từ hay gặp nhất."
            self.notes += [note] if note not in self.notes else []
            return _most_frequent(fields, found)
        return tuple(found)


def _word(fields: Sequence[Postings], typed: str) -> tuple[Spans, ...]:
    spelling = Spelling.of(typed)
    if spelling.is_marked:
        term = term_of(typed)
        found = (postings.find(term) for postings in fields)
    else:
        bare = spelling.start.encode("utf-8", "replace")
        found = (postings.between(bare, bare + AFTER_SPELLINGS.encode()) for postings in fields)
    return tuple((span,) if span[0] < span[1] else () for span in found)


def _most_frequent(fields: Sequence[Postings], found: Sequence[Spans]) -> tuple[Spans, ...]:
    """Of all terms in these ranges those of the whole index's most articles, the same ones in every segment."""
    frequencies: Counter[bytes] = Counter()
    for postings, spans in zip(fields, found, strict=True):
        for first, last in spans:
            frequencies.update(dict(zip(postings.terms(first, last), postings.frequencies(first, last).tolist(), strict=True)))
    chosen = set(heapq.nlargest(PREFIX_CAP, frequencies, key=lambda term: (frequencies[term], term)))
    return tuple(
        ranges([n for first, last in spans for n, term in enumerate(postings.terms(first, last), first) if term in chosen])
        for postings, spans in zip(fields, found, strict=True)
    )


def ranges(numbers: Sequence[int]) -> Spans:
    """Ascending numbers as ranges of neighbours."""
    if not numbers:
        return ()
    array = np.array(numbers)
    breaks = np.flatnonzero(np.diff(array) > 1) + 1
    firsts = array[np.concatenate(([0], breaks))].tolist()
    lasts = array[np.concatenate((breaks - 1, [len(array) - 1]))].tolist()
    return tuple((first, last + 1) for first, last in zip(firsts, lasts, strict=True))
