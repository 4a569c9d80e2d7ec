"""The names of officials that the archive has seen, for reading queries: separate because it is kept between queries."""

from __future__ import annotations

from sqlalchemy import Connection, select

from index.schema import label
from index.text import fold, has_marks, person_key, tone_key


class KnownNames:
    """Every person key of the catalogue, found again by a name as typed, with marks or without."""

    def __init__(self) -> None:
        self._as_of = -1
        self._folded: dict[str, tuple[str, ...]] = {}

    def refresh(self, connection: Connection, change_number: int) -> None:
        """Look again where the catalogue has changed since the last look."""
        if change_number == self._as_of:
            return
        folded: dict[str, set[str]] = {}
        for row in connection.execute(select(label.c.key, label.c.label).where(label.c.field == "person")):
            folded.setdefault(fold(row.label), set()).add(row.key)
        self._folded = {name: tuple(sorted(keys)) for name, keys in folded.items()}
        self._as_of = change_number

    def matching(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The keys of the people whom these typed words name in full.

        A name typed with all its marks names one person only; else a word with marks must agree, and one without agrees
        with every spelling ("nguyễn phuoc hung").
        """
        typed = " ".join(words)
        keys = self._folded.get(fold(typed), ())
        if has_marks(typed) and person_key(typed) in keys:
            return (person_key(typed),)
        return tuple(key for key in keys if _agrees(typed.split(), key.split()))


def _agrees(typed: list[str], key: list[str]) -> bool:
    return len(typed) == len(key) and all(
        not has_marks(word) or tone_key(word) == part for word, part in zip(typed, key, strict=True)
    )
