"""One posting list as stock Whoosh's queries walk through it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any, Self

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.stock import LeafMatcher, ReadTooFar

Term = tuple[str, bytes]


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh carries no types
    """One posting list, stepped through; a copy stands where its original stands."""

    def __init__(self, term: Term, documents: Array, counts: Array, places: Array | None, format_: Any, scorer: Any) -> None:
        self._term, self._documents, self._counts, self._places = term, documents, counts, places
        self.format, self.scorer = format_, scorer
        self._ends: Array | None = None
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._documents)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> Self:
        return copy(self)

    def id(self) -> int:
        return int(self._documents[self._here()])

    def all_ids(self) -> Iterator[int]:
        return iter(self._documents[self._at :].tolist())

    def next(self) -> bool:
        self._at = self._here() + 1
        return True

    def skip_to(self, id: int) -> bool:  # noqa: A002  # Whoosh's name
        self._here()
        self._at += int(np.searchsorted(self._documents[self._at :], id))
        return True

    def weight(self) -> float:
        return float(self._counts[self._here()])

    def supports(self, astype: str) -> bool:
        return astype in ("frequency", "weight") or (astype == "positions" and self._places is not None)

    def value_as(self, astype: str) -> Any:
        if astype != "positions" or self._places is None:
            return self.weight()
        if self._ends is None:
            self._ends = np.cumsum(self._counts, dtype=np.int64)
        end = int(self._ends[self._here()])
        return self._places[end - int(self._counts[self._at]) : end].tolist()

    def supports_block_quality(self) -> bool:
        """Never: there are no blocks to skip."""
        return False

    def _here(self) -> int:
        if not self.is_active():
            raise ReadTooFar
        return self._at
