"""The labelled rows of a page (hàng thuộc tính): "Số ký hiệu: 24-NQ/TW", in a table, a list or lines one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.extraction.line import Line, Role
from index.authority import FOLDER, WordList
from index.reading import ReadingCopy
from index.rows import tables
from index.text import clean_text

LABELS = tuple(WordList(row.name, row.texts("words"), row.texts("examples")) for row in tables(FOLDER / "library_labels.toml"))
_OTHER = "other"
ROWS = tuple(each.id for each in LABELS if each.id != _OTHER)
"""The fields that labelled rows give."""
_FIELDS = {ReadingCopy(word).low: each.id for each in LABELS for word in each.words}
_LABEL = re.compile(
    rf"\W{{0,3}}(?P<label>{'|'.join(map(re.escape, sorted(_FIELDS, key=len, reverse=True)))})(?P<sign>\s*[:|]|\s-\s|\s*$)?\s*"
)
_EXACT = frozenset({"symbol", "issued_on"})
_LONGEST_VALUE = 1000
# A value without a sign before it must show itself what it is: "Số ký hiệu24-NQ/TW", the cell border lost.
_SHOWS_NUMBER = re.compile(r"(?:số\s*:?\s*)?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rows:
    """What labelled rows say: (field, value as printed), the first of each field; `place` is the line of the first row.

    Fields are the tables of `data/authority/library_labels.toml`; `count` counts all labelled rows, those of "other" too.
    """

    values: tuple[tuple[str, str], ...]
    count: int
    place: int

    def get(self, field: str) -> str | None:
        """The value of a field, `None` where no row has it or its row is empty."""
        return next((value for name, value in self.values if name == field), None)


def read_rows(lines: Sequence[Line]) -> Rows:
    """The labelled rows among the lines of a page; never raises."""
    cells = list(_cells(lines))
    values: dict[str, str] = {}
    count, first = 0, 0
    for place, (text, line, below) in enumerate(cells):
        found = _label(text)
        if found is None:
            continue
        name, value = found
        first = first if count else line
        count += 1
        if not value:
            value = below or (cells[place + 1][0] if place + 1 < len(cells) else "")
            value = "" if _label(value) else value
        if value and name != _OTHER and len(value) <= _LONGEST_VALUE:
            values.setdefault(name, value)
    return Rows(tuple(values.items()), count, first)


def _cells(lines: Sequence[Line]) -> Iterator[tuple[str, int, str]]:
    """Every line and every cell of a table in order: its text, its line, and the cell below it where its row is one of labels."""
    for number, line in enumerate(lines):
        if line.role is not Role.TABLE:
            yield line.text, number, ""
            continue
        rows = [row.split(" | ") for row in line.text.split("\n")]
        for place, row in enumerate(rows):
            under = rows[place + 1] if place + 1 < len(rows) else []
            is_head = len(row) > 1 and len(under) == len(row) and all(map(_label, row))
            for column, cell in enumerate(row):
                yield clean_text(cell), number, under[column] if is_head else ""


def _label(text: str) -> tuple[str, str] | None:
    """The field and the value behind its label on the same line, "" where nothing stands there; `None` for other lines."""
    copy = ReadingCopy(text)
    match = _LABEL.match(copy.low)
    if match is None:
        return None
    name = _FIELDS[match["label"]]
    value = clean_text(copy.cut(match.end(), len(copy.text)))
    if match["sign"] or not value:
        return name, value
    return (name, value) if name in _EXACT and _SHOWS_NUMBER.match(value) else None
