"""Which captures of an article share a wording, and which number it has: separate because this rule needs no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one capture, by the digest of the article."""

    capture: int
    captured_at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Wording:
    """One revision (bản sửa) to be: its number, the capture that stands for it, and all readings that say the same.

    `is_known`: the number was given before, to a revision of this very capture.
    """

    number: int
    capture: int
    captured_at: datetime
    digest: str
    readings: tuple[Reading, ...]
    is_known: bool


def arrange(readings: Iterable[Reading], numbers: Mapping[int, int]) -> tuple[Wording, ...]:
    """The wordings in order of time; neighbours differ, and a wording that came back after another one is a new one.

    `numbers`: capture id -> number of the revisions there are. Numbers stand in footnotes, so a wording keeps the
    lowest number of its captures whatever is put before it; the others get free numbers in order of time.
    """
    ordered = sorted(readings, key=lambda reading: (reading.captured_at, reading.capture))
    groups = [tuple(group) for _, group in groupby(ordered, key=lambda reading: reading.digest)]
    free = max(numbers.values(), default=0) + 1
    wordings = []
    for group in groups:
        known = sorted(((numbers[each.capture], each) for each in group if each.capture in numbers), key=lambda pair: pair[0])
        number, first = known[0] if known else (free, group[0])
        free += not known
        wordings.append(Wording(number, first.capture, first.captured_at, first.digest, group, bool(known)))
    return tuple(wordings)
