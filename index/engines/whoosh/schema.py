"""The index as stock Whoosh sees it: its schema, and a table of contents that names our segments."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from index.engines.whoosh.layout import SYMBOLS, TAG_FIELDS, TEXT_FIELDS
from index.engines.whoosh.stock import (
    STORED,
    Existence,
    FieldType,
    FileStorage,
    Positions,
    Schema,
    StructFile,
)
from index.engines.whoosh.tokens import term_of
from index.text import nfc, tokens


class _ArrayField(FieldType):  # type: ignore[misc]  # Whoosh carries no types
    """What both kinds of field share: no analysis, nothing stored, and no way to write them but ours."""

    analyzer = None
    stored = False
    unique = False
    vector = None
    spelling = False
    column_type = None
    multitoken_query = "phrase"
    scorable = False

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, _value: object, **_: object) -> Iterator[object]:
        """Raises `TypeError`: a stock writer would store a part of an article and say nothing."""
        raise TypeError("only the archive's own writer adds to this index; stock Whoosh may search it")

    def to_bytes(self, value: str | bytes) -> bytes:
        """The term of a value."""
        return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")

    def from_bytes(self, term: bytes) -> str:
        """The value of a term."""
        return term.decode("utf-8", "surrogatepass")


class ArrayTags(_ArrayField):
    """Whole values, one term each."""


class ArrayText(_ArrayField):
    """Words with their places; a word's term holds its bare form and its spelling."""

    scorable = True

    def __init__(self) -> None:
        self.format = Positions()

    def to_bytes(self, value: str | bytes) -> bytes:
        """The term of exactly this spelling of a word, either tone placement."""
        return value if isinstance(value, bytes) else term_of(value)

    def process_text(self, qstring: str, **_: object) -> Iterator[str]:
        """The words of a typed text, as stock query parsers want them."""
        return (token.text for token in tokens(nfc(qstring)))


def make_schema() -> Schema:
    """The fields of an index, for stock Whoosh."""
    fields: dict[str, object] = {"id": STORED()}
    fields |= {name: ArrayText() for name in TEXT_FIELDS}
    fields |= {name: ArrayTags() for name in TAG_FIELDS if name != SYMBOLS}
    return Schema(**fields)


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh carries no types
    """Whoosh's folder of files, but on disk when a file is closed: Whoosh itself never asks for that."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))

    def create_file(self, name: str, **options: object) -> StructFile:
        """A new file that is synced when it is closed."""
        return super().create_file(name, onclose=_sync, **options)


def _sync(file: StructFile) -> None:
    file.flush()
    os.fsync(file.fileno())
