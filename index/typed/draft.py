"""A query while it is being read (bản nháp): what was understood so far, what is wanted, what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from index.query import Clause, Filter, Query, Understood

MOST_GROUPS = 50


@dataclass(slots=True)
class Draft:
    """Collects the parts of one query. `text` is what was typed, with plain signs; places are characters of it."""

    text: str
    _must: list[tuple[Clause, ...]] = field(default_factory=list)
    _must_not: list[Clause] = field(default_factory=list)
    _filters: list[Filter] = field(default_factory=list)
    _understood: list[Understood] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _since: date | None = None
    _until: date | None = None
    _joins: bool = False

    def query(self) -> Query:
        """The query as far as it was read; one that asks for nothing says so."""
        asks = self._must or self._must_not or self._filters or self._since or self._until
        if self.text and not asks:
            self.note("Câu hỏi không có chữ hay số nào để tìm: đang hiện mọi bài.")
        return Query(
            text=self.text,
            must=tuple(self._must),
            must_not=tuple(self._must_not),
            filters=tuple(self._filters),
            since=self._since,
            until=self._until,
            understood=tuple(self._understood),
            notes=tuple(self._notes),
        )

    def join(self) -> None:
        """What is wanted next is a choice beside what was wanted last: OR."""
        self._joins = bool(self._must)

    def want(self, clauses: tuple[Clause, ...], *, is_negative: bool = False) -> None:
        """One more group, one more choice in the last group after OR, or what must not be."""
        joins, self._joins = self._joins, False
        if sum(map(len, self._must)) + len(self._must_not) >= 2 * MOST_GROUPS or len(self._must) >= MOST_GROUPS:
            self.note(f"Câu hỏi có quá nhiều phần: chỉ tìm {MOST_GROUPS} phần đầu.")
        elif is_negative:
            self._must_not += clauses
        elif joins:
            self._must[-1] += clauses
        else:
            self._must.append(clauses)

    def choose(self, chosen: Filter) -> None:
        """Only articles of this source or state, or none of it."""
        self._filters.append(chosen)

    def narrow(self, first: date, last: date, bound: str | None) -> None:
        """Only days from `first` to `last`; of several periods one after the other, from the first to the last."""
        if bound != "until":
            self._since = min(self._since, first) if self._since else first
        if bound != "since":
            self._until = max(self._until, last) if self._until else last

    def understand(self, kind: str, start: int, end: int, label: str, *, is_negative: bool = False) -> None:
        """Say that a stretch was read as more than words."""
        without = " ".join((self.text[:start] + " " + self.text[end:]).split())
        label = f"trừ {label}" if is_negative else label
        self._understood.append(Understood(kind, self.text[start:end].strip(), label, without))

    def note(self, sentence: str) -> None:
        """Say something about the query, once."""
        if sentence not in self._notes:
            self._notes.append(sentence)
