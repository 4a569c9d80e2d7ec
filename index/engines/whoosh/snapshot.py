"""One state of the index, open for searching: its segments, who of them is alive, and the figures of the whole."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from index.engines.whoosh.arrayfile import Array, DamagedError
from index.engines.whoosh.layout import PAIRS_SUFFIX, TEXT_FIELDS
from index.engines.whoosh.ledger import Ledger, SegmentEntry
from index.engines.whoosh.segment import SegmentFile

# BM25's parameters, as in stock Whoosh: how soon more of a word adds nothing, and how much a long text is discounted.
K1 = 1.2
B = 0.75


class Leaf:
    """One segment within a state of the index."""

    def __init__(self, segment: SegmentFile, alive: Array | None) -> None:
        self.segment = segment
        self.alive = alive
        self._norms: dict[str, Array] = {}

    def __len__(self) -> int:
        return len(self.segment)

    def norms(self, field: str, average: float) -> Array:
        """What BM25 adds to the count of a word in each article: more for a long text. `average` never changes for a leaf."""
        if field not in self._norms:
            lengths = self.segment.lengths[field]
            self._norms[field] = (K1 * (1 - B + B * lengths / average)).astype(np.float32)
        return self._norms[field]


class Snapshot:
    """A state of the index. Segments are shared with the states before and after it."""

    def __init__(self, folder: Path, ledger: Ledger, known: Mapping[str, SegmentFile]) -> None:
        self.ledger = ledger
        self.segments = {each.name: known.get(each.name) or open_segment(folder, ledger, each) for each in ledger.segments}
        self.leaves = tuple(
            Leaf(self.segments[each.name], read_alive(folder, ledger, each)) for each in ledger.segments if each.alive
        )
        self._periods: dict[tuple[str, str], tuple[Array, list[Array]]] = {}
        self.size = sum(map(len, self.leaves))
        self.averages = {
            field: sum(leaf.segment.words[field] for leaf in self.leaves) / max(self.size, 1) or 1.0 for field in TEXT_FIELDS
        }

    @property
    def count(self) -> int:
        """Articles that are there."""
        return sum(each.alive for each in self.ledger.segments)

    def periods(self, column: str, period: str) -> tuple[Array, list[Array]]:
        """The years, months or days of the whole index, ascending, and for each segment the places of its own among them."""
        if (column, period) not in self._periods:
            parts = [leaf.segment.periods(column, period).numbers for leaf in self.leaves]
            whole = np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int32)
            self._periods[column, period] = whole, [np.searchsorted(whole, part) for part in parts]
        return self._periods[column, period]

    def check_lengths(self) -> None:
        """Raise `DamagedError` where a file was cut short since it was opened."""
        for segment in self.segments.values():
            segment.check_length()


def open_segment(folder: Path, ledger: Ledger, entry: SegmentEntry) -> SegmentFile:
    """A segment with what the ledger says lies beside it. Raises `DamagedError`, `OSError`."""
    return SegmentFile(folder, entry.name, has_pairs=f"{entry.name}{PAIRS_SUFFIX}" in ledger.files)


def read_alive(folder: Path, ledger: Ledger, entry: SegmentEntry) -> Array | None:
    """Which articles of a segment are not deleted; `None` where all are there. Raises `DamagedError`, `OSError`."""
    if not entry.deletions:
        return None
    content = (folder / entry.deletions).read_bytes()
    if (len(content), zlib.crc32(content)) != ledger.files.get(entry.deletions):
        raise DamagedError(f"{entry.deletions} is not as it was written")
    alive = np.ones(entry.size, bool)
    alive[np.frombuffer(content, "<u2")] = False
    return alive
