"""One segment, open: an unchanging file of up to 65,536 articles."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from index.engines.whoosh.arrayfile import Array, ArrayFile
from index.engines.whoosh.layout import IDS, PAIRS, PAIRS_SUFFIX, PRINTS, SUFFIX, TAG_FIELDS, TEXT_FIELDS, lengths_of
from index.engines.whoosh.periods import Periods
from index.engines.whoosh.postings import Postings


class SegmentFile:
    """The fields and columns of a segment. Raises `DamagedError` and `OSError`, also while it is read."""

    def __init__(self, folder: Path, name: str, *, has_pairs: bool = False) -> None:
        self.name = name
        self.pairs = Postings(ArrayFile(folder / f"{name}{PAIRS_SUFFIX}"), PAIRS) if has_pairs else None
        self.file = ArrayFile(folder / f"{name}{SUFFIX}")
        self.size = len(self.ids)
        # Whose numbers the values of facets have: see `facets.Values`.
        self.value_numbers: dict[str, tuple[object, Array]] = {}
        self._periods: dict[tuple[str, str], Periods] = {}
        self._fields = {field: Postings(self.file, field) for field in (*TEXT_FIELDS, *TAG_FIELDS)}

    def __len__(self) -> int:
        return self.size

    def check_length(self) -> None:
        """Raise `DamagedError` where a file was cut short since it was opened."""
        self.file.check_length()
        if self.pairs is not None:
            self.pairs.file.check_length()

    def check_all(self) -> None:
        """Raise `DamagedError` where any byte is not as it was written."""
        self.file.check_all()
        if self.pairs is not None:
            self.pairs.file.check_all()

    def field(self, name: str) -> Postings:
        """The postings of a field."""
        return self._fields[name]

    @property
    def ids(self) -> Array:
        """Article ids."""
        return self.file.array(IDS)

    @property
    def prints(self) -> Array:
        """What copies share."""
        return self.file.array(PRINTS)

    def days(self, column: str) -> Array:
        """Days as numbers, 0 where unknown."""
        return self.file.array(column)

    @cached_property
    def lengths(self) -> dict[str, Array]:
        """Text field -> words of each article."""
        return {field: self.file.array(lengths_of(field)) for field in TEXT_FIELDS}

    @cached_property
    def words(self) -> dict[str, int]:
        """Text field -> words of all articles."""
        return {field: int(lengths.sum()) for field, lengths in self.lengths.items()}

    @cached_property
    def longest(self) -> dict[str, int]:
        """Text field -> words of the longest text."""
        return {field: int(lengths.max(initial=0)) for field, lengths in self.lengths.items()}

    def periods(self, column: str, period: str) -> Periods:
        """The years, months or days of a day column."""
        if (column, period) not in self._periods:
            self._periods[column, period] = Periods.of(self.days(column), period)
        return self._periods[column, period]
