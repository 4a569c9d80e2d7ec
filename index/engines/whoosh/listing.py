"""What one thing that was asked for finds in a segment: articles, and how often it stands in each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.postings import Postings, Range


class Listing(ABC):
    """Articles of a segment. `len` is their number."""

    @abstractmethod
    def __len__(self) -> int: ...

    @property
    @abstractmethod
    def total(self) -> int:
        """The sum of all counts."""

    @abstractmethod
    def mark(self, mask: Array) -> None:
        """Set `mask` for each article."""

    @abstractmethod
    def within(self, mask: Array) -> Listing:
        """The same without the articles that `mask` leaves out."""

    @abstractmethod
    def add_flat(self, weight: float, scores: Array) -> None:
        """Add the same weight for each article."""

    @abstractmethod
    def add_scores(self, weight: float, norms: Array, hits: Array, scores: Array) -> None:
        """Add weight · count / (count + norm) for each article, at least for all `hits`."""


class SparseListing(Listing):
    """Ascending articles, each once, beside their counts."""

    def __init__(self, documents: Array, counts: Array) -> None:
        self.documents = documents
        self.counts = counts

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def total(self) -> int:
        """See `Listing`."""
        return int(self.counts.sum())

    def mark(self, mask: Array) -> None:
        """See `Listing`."""
        mask[self.documents.astype(np.intp)] = True

    def within(self, mask: Array) -> Listing:
        """See `Listing`."""
        taken = np.flatnonzero(mask.take(self.documents))
        return SparseListing(self.documents.take(taken), self.counts.take(taken))

    def add_flat(self, weight: float, scores: Array) -> None:
        """See `Listing`."""
        scores[self.documents.astype(np.intp)] += np.float32(weight)

    def add_scores(self, weight: float, norms: Array, hits: Array, scores: Array) -> None:
        """See `Listing`. Where few of the articles are hits, only those are reckoned."""
        documents, counts = self.documents.astype(np.intp), self.counts
        if np.count_nonzero(hits) * 4 < len(documents):
            wanted = hits.take(documents)
            documents, counts = documents[wanted], counts[wanted]
        worth = counts.astype(np.float32)
        worth /= worth + norms.take(documents)
        worth *= np.float32(weight)
        scores[documents] += worth


class DenseListing(Listing):
    """A count for every article of the segment, 0 for most: what many terms together find."""

    def __init__(self, counts: Array) -> None:
        self.counts = counts
        self._size = int(np.count_nonzero(counts))

    def __len__(self) -> int:
        return self._size

    @property
    def total(self) -> int:
        """See `Listing`."""
        return int(self.counts.sum())

    def mark(self, mask: Array) -> None:
        """See `Listing`."""
        np.logical_or(mask, self.counts, out=mask)

    def within(self, mask: Array) -> Listing:
        """See `Listing`."""
        return DenseListing(self.counts * mask)

    def add_flat(self, weight: float, scores: Array) -> None:
        """See `Listing`."""
        scores += np.float32(weight) * (self.counts > 0)

    def add_scores(self, weight: float, norms: Array, hits: Array, scores: Array) -> None:
        """See `Listing`."""
        del hits  # all are reckoned
        worth = self.counts + norms
        np.divide(self.counts, worth, out=worth)
        worth *= np.float32(weight)
        scores += worth


def list_terms(postings: Postings, spans: Sequence[Range], size: int) -> Listing:
    """The articles in which any term of these ranges stands, with the sum of its counts; `size` is that of the segment."""
    if len(spans) == 1 and spans[0][1] - spans[0][0] == 1:
        return SparseListing(postings.documents(spans[0]), postings.counts(spans[0]))
    if not spans:
        return SparseListing(np.zeros(0, np.uint16), np.zeros(0, np.uint8))
    documents, counts = ([part(span) for span in spans] for part in (postings.documents, postings.counts))
    sums = np.bincount(_joined(documents), weights=_joined(counts), minlength=size)
    return DenseListing(sums.astype(np.float32))


def _joined(arrays: Sequence[Array]) -> Array:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
