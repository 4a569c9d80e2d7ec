"""One field of one segment: its terms in order of their bytes, and behind each the articles and places where it stands.

All terms share the same few arrays, so that a run of neighbouring terms (all spellings of a bare word, all words with one
beginning) is one slice of each. See the package's docstring for the picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np

from index.engines.whoosh.arrayfile import Array, ArrayFile
from index.engines.whoosh.following import places_of

# A count takes one byte; what is more stands in a list of exceptions.
MOST_COUNT = 255
# A place and what follows it take two bytes; what is further back in a long text has its upper half in a list of exceptions.
HALF_BITS = 16
# Terms whose numbers are remembered; a segment never changes.
_REMEMBERED = 1 << 12

Range = tuple[int, int]


class Postings:
    """The postings of one field, read from an array file. Without a single term, every question has an empty answer."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self.file = file
        self._name = name
        self._size = file.length(f"{name}.bounds") - 1 if f"{name}.bounds" in file else 0
        self._sought: dict[bytes, int] = {}
        self._unions: dict[Range, int] = {}

    def __len__(self) -> int:
        return self._size

    @property
    def has_places(self) -> bool:
        """Whether places of words are kept."""
        return f"{self._name}.places" in self.file

    def term(self, number: int) -> bytes:
        """The bytes of a term."""
        return bytes(self._text[self._ends[number] : self._ends[number + 1]])

    def terms(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes of the terms with numbers from `start` up to `stop`."""
        if self._size:
            ends = self._ends[start : self._size + 1 if stop is None else stop + 1].tolist()
            text = bytes(self._text[ends[0] : ends[-1]])
            for first, last in pairwise(ends):
                yield text[first - ends[0] : last - ends[0]]

    @cached_property
    def values(self) -> list[str]:
        """All terms as text."""
        return [term.decode("utf-8", "surrogatepass") for term in self.terms()]

    def seek(self, term: bytes) -> int:
        """The number of the first term that is not smaller."""
        known = self._sought.get(term)
        if known is not None:
            return known
        low, high = 0, self._size
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        if len(self._sought) < _REMEMBERED:
            self._sought[term] = low
        return low

    def find(self, term: bytes) -> Range:
        """The range that holds only this term; an empty one where the segment has it not."""
        number = self.seek(term)
        return (number, number + 1) if number < self._size and self.term(number) == term else (0, 0)

    def between(self, start: bytes, stop: bytes) -> Range:
        """The numbers of the terms from `start` up to, not including, `stop`."""
        return self.seek(start), self.seek(stop)

    def frequencies(self, start: int = 0, stop: int | None = None) -> Array:
        """The number of articles of each term in a range."""
        if not self._size:
            return np.zeros(0, np.int64)
        bounds = self.file.array(f"{self._name}.bounds")[start : None if stop is None else stop + 1]
        return np.diff(bounds.astype(np.int64))

    def frequency(self, span: Range) -> int:
        """The number of postings of a range."""
        return self._bounds[span[1]] - self._bounds[span[0]] if span[0] < span[1] else 0

    def union_size(self, span: Range, size: int) -> int:
        """The number of different articles of a range of terms, in a segment of `size`."""
        if span[1] - span[0] <= 1:
            return self.frequency(span)
        if span not in self._unions:
            mask = np.zeros(size, bool)
            mask[self.documents(span).astype(np.intp)] = True
            if len(self._unions) >= _REMEMBERED:
                self._unions.clear()
            self._unions[span] = int(np.count_nonzero(mask))
        return self._unions[span]

    @property
    def place_bounds(self) -> Array:
        """Where the places of each term begin, and the end of the last."""
        return self.file.array(f"{self._name}.place_bounds")

    def place_count(self, span: Range) -> int:
        """The number of places of a range."""
        return self._place_bounds[span[1]] - self._place_bounds[span[0]]

    def expect(self, span: Range, *, with_places: bool = False) -> None:
        """Have the postings of a range on their way from the disk while those of other segments are looked at."""
        if span[0] < span[1]:
            for part in ("documents", "counts") if f"{self._name}.counts" in self.file else ("documents",):
                self.file.expect(f"{self._name}.{part}", self._bounds[span[0]], self._bounds[span[1]])
            if with_places and self.has_places:
                self.file.expect(f"{self._name}.places", self._place_bounds[span[0]], self._place_bounds[span[1]])

    def documents(self, span: Range) -> Array:
        """The articles of all terms of a range, term by term."""
        if span[0] >= span[1]:
            return np.zeros(0, np.uint16)
        return self.file.part(f"{self._name}.documents", self._bounds[span[0]], self._bounds[span[1]])

    def counts(self, span: Range) -> Array:
        """How often the term stands in each of `documents(span)`."""
        if span[0] >= span[1] or f"{self._name}.counts" not in self.file:
            return np.ones(self.frequency(span), np.uint8)
        first, last = self._bounds[span[0]], self._bounds[span[1]]
        counts = self.file.part(f"{self._name}.counts", first, last)
        low, high = self._exceptions("high_counts_at", first, last)
        if low == high:
            return counts
        counts = counts.astype(np.uint32)
        at = self.file.part(f"{self._name}.high_counts_at", low, high)
        counts[at - first] = self.file.part(f"{self._name}.high_counts", low, high)
        return counts

    def places(self, span: Range) -> Array:
        """The places in the text, as many for each of `documents(span)` as `counts(span)` says, ascending in each."""
        return places_of(self.marked_places(span))

    def marked_places(self, span: Range) -> Array:
        """The same, each with the kind of the word behind it (see `following`)."""
        if span[0] >= span[1]:
            return np.zeros(0, np.uint16)
        first, last = self._place_bounds[span[0]], self._place_bounds[span[1]]
        places = self.file.part(f"{self._name}.places", first, last)
        low, high = self._exceptions("high_places_at", first, last)
        if low == high:
            return places
        places = places.astype(np.uint32)
        at = self.file.part(f"{self._name}.high_places_at", low, high)
        places[at - first] += self.file.part(f"{self._name}.high_places", low, high).astype(np.uint32) << HALF_BITS
        return places

    def count_each(self, mask: Array) -> Array:
        """For each term the number of its articles that `mask` takes: a facet is nothing else."""
        if not self._size:
            return np.zeros(0, np.int64)
        hits = mask.view(np.uint8).take(self.documents((0, self._size)))
        return np.add.reduceat(hits, self.file.array(f"{self._name}.bounds")[:-1].astype(np.intp), dtype=np.int32)

    def _exceptions(self, name: str, first: int, last: int) -> Range:
        """Which entries of a list of exceptions lie between two places."""
        if not self.file.length(f"{self._name}.{name}"):
            return 0, 0
        low, high = np.searchsorted(self.file.array(f"{self._name}.{name}"), (first, last)).tolist()
        return low, high

    # Looked into one by one, and so not as NumPy's arrays, which are slow at that.

    @cached_property
    def _text(self) -> memoryview:
        return self.file.array(f"{self._name}.text").data

    @cached_property
    def _ends(self) -> memoryview:
        return self.file.array(f"{self._name}.ends").data

    @cached_property
    def _bounds(self) -> memoryview:
        return self.file.array(f"{self._name}.bounds").data

    @cached_property
    def _place_bounds(self) -> memoryview:
        return self.place_bounds.data
