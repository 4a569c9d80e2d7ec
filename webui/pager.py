"""The pages of a long list (trang): which to link to."""

from __future__ import annotations

from dataclasses import dataclass

AROUND = 2


@dataclass(frozen=True, slots=True)
class Pager:
    """Page `page` (from 1) of a list of `total` items, `size` to a page."""

    page: int
    total: int
    size: int

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many items stand before this page."""
        return (self.page - 1) * self.size

    @property
    def is_beyond(self) -> bool:
        """Whether the list ends before this page."""
        return self.page > self.last

    @property
    def numbers(self) -> tuple[int | None, ...]:
        """The pages to link to: first, last and those around this one; `None` is a gap."""
        middle = range(max(1, self.page - AROUND), min(self.last, self.page + AROUND) + 1)
        numbers: list[int | None] = []
        for number in sorted({1, self.last, *middle}):
            if numbers and number - (numbers[-1] or 0) > 1:
                numbers.append(None)
            numbers.append(number)
        return tuple(numbers)
