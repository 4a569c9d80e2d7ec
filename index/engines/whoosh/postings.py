"""One field of one segment: its terms in order of their bytes, and behind each the articles and places where it stands.

All terms share the same few arrays, so that a run of neighbouring terms (all spellings of a bare word, all words with one
beginning) is one slice of each. See the package's docstring for the picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.engines.whoosh.arrayfile import Array, ArrayFile

# A count takes one byte; what is more stands in a list of exceptions.
MOST_COUNT = 255
# A place takes two bytes; what is further back in a long text has its upper half in a list of exceptions.
PLACE_BITS = 16

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """Articles (numbers within the segment) and how often something stands in each; ascending and each once if `is_plain`."""

    documents: Array
    counts: Array
    is_plain: bool = True

    def __len__(self) -> int:
        return len(self.documents)


class Postings:
    """The postings of one field, read from an array file."""

    def __init__(self, file: ArrayFile, name: str, size: int) -> None:
        self._file = file
        self._name = name
        self._size = size
        self._ends: Array | None = None
        self._values: list[str] | None = None

    @property
    def is_there(self) -> bool:
        """Whether the segment has any term in this field."""
        return f"{self._name}.ends" in self._file

    @property
    def has_places(self) -> bool:
        """Whether places of words are kept."""
        return f"{self._name}.places" in self._file

    def __len__(self) -> int:
        return len(self._bounds()) - 1 if self.is_there else 0

    def term(self, number: int) -> bytes:
        """The bytes of a term."""
        ends = self._term_ends()
        return self._file.part(f"{self._name}.text", int(ends[number]), int(ends[number + 1])).tobytes()

    def terms(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes of the terms with numbers from `start` up to `stop`."""
        if not self.is_there:
            return
        ends = self._term_ends()[start : len(self) + 1 if stop is None else stop + 1].tolist()
        text = self._file.part(f"{self._name}.text", ends[0], ends[-1]).tobytes()
        for first, last in pairwise(ends):
            yield text[first - ends[0] : last - ends[0]]

    def values(self) -> list[str]:
        """All terms as text."""
        if self._values is None:
            self._values = [term.decode("utf-8", "surrogatepass") for term in self.terms()]
        return self._values

    def seek(self, term: bytes) -> int:
        """The number of the first term that is not smaller."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.term(middle) < term:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, term: bytes) -> int:
        """The number of a term, -1 where the segment has it not."""
        number = self.seek(term)
        return number if number < len(self) and self.term(number) == term else -1

    def between(self, start: bytes, stop: bytes) -> Range:
        """The numbers of the terms from `start` up to, not including, `stop`."""
        return (self.seek(start), self.seek(stop)) if self.is_there else (0, 0)

    def frequencies(self, start: int = 0, stop: int | None = None) -> Array:
        """The number of articles of each term in a range."""
        bounds = self._bounds()[start : None if stop is None else stop + 1]
        return np.diff(bounds.astype(np.int64))

    def documents(self, span: Range) -> Array:
        """The articles of all terms of a range, term by term."""
        bounds = self._bounds()
        first, last = int(bounds[span[0]]), int(bounds[span[1]])
        return self._file.part(f"{self._name}.documents", first, last)

    def counts(self, span: Range) -> Array:
        """How often the term stands in each of `documents(span)`."""
        bounds = self._bounds()
        first, last = int(bounds[span[0]]), int(bounds[span[1]])
        if f"{self._name}.counts" not in self._file:
            return np.ones(last - first, np.uint8)
        counts = self._file.part(f"{self._name}.counts", first, last)
        at = self._file.array(f"{self._name}.high_counts_at")
        low, high = np.searchsorted(at, (first, last)).tolist() if len(at) else (0, 0)
        if low == high:
            return counts
        counts = counts.astype(np.uint32)
        counts[at[low:high] - first] = self._file.part(f"{self._name}.high_counts", low, high)
        return counts

    def places(self, span: Range) -> Array:
        """The places in the text, as many for each of `documents(span)` as `counts(span)` says, ascending in each."""
        bounds = self._file.array(f"{self._name}.place_bounds")
        first, last = int(bounds[span[0]]), int(bounds[span[1]])
        places = self._file.part(f"{self._name}.places", first, last)
        at = self._file.array(f"{self._name}.high_places_at")
        low, high = np.searchsorted(at, (first, last)).tolist() if len(at) else (0, 0)
        if low == high:
            return places
        places = places.astype(np.uint32)
        places[at[low:high] - first] += self._file.part(f"{self._name}.high_places", low, high).astype(np.uint32) << PLACE_BITS
        return places

    def listing(self, spans: tuple[Range, ...]) -> Listing:
        """The articles in which any term of these ranges stands, each once, with the sum of its counts."""
        if not spans:
            return _NOTHING
        if len(spans) == 1 and spans[0][1] - spans[0][0] == 1:
            return Listing(self.documents(spans[0]), self.counts(spans[0]))
        documents = _joined([self.documents(span) for span in spans])
        counts = _joined([self.counts(span) for span in spans])
        sums = np.bincount(documents, weights=counts, minlength=self._size)
        once = np.flatnonzero(sums)
        return Listing(once.astype(np.uint16), sums.take(once).astype(np.uint32))

    def count_each(self, mask: Array) -> Array:
        """For each term the number of its articles that `mask` takes: a facet is nothing else."""
        if not len(self):
            return np.zeros(0, np.int64)
        bounds = self._bounds()
        hits = mask.view(np.uint8).take(self.documents((0, len(self))))
        return np.add.reduceat(hits, bounds[:-1].astype(np.intp), dtype=np.int32)

    def _bounds(self) -> Array:
        return self._file.array(f"{self._name}.bounds")

    def _term_ends(self) -> Array:
        if self._ends is None:
            self._ends = self._file.array(f"{self._name}.ends")
        return self._ends


def _joined(arrays: list[Array]) -> Array:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


_NOTHING = Listing(np.zeros(0, np.uint16), np.zeros(0, np.uint8))
