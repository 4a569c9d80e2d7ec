"""Rows of the authority files, checked value by value: separate so that every file is refused in the same words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import AuthorityError


@dataclass(slots=True)
class Row:
    """One row; every value that is taken is checked, and what nobody took is an unknown key."""

    file: str
    name: str
    values: Mapping[str, object]
    taken: set[str]

    def fail(self, reason: str) -> AuthorityError:
        """The error that names file and row."""
        return AuthorityError(self.file, self.name, reason)

    def text(self, key: str) -> str:
        """The text at `key`, not empty."""
        value = self._take(key, needed=True)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"{key} must be a text and not empty")
        return value

    def text_or_none(self, key: str) -> str | None:
        """The text at `key`, or `None` where the row has no such key."""
        return self.text(key) if key in self.values else None

    def one_of(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """The value of `key`, one of `choices`."""
        value = self.text_or_none(key) or default
        if value not in choices:
            raise self.fail(f"{key} must be one of {', '.join(choices)}")
        return value

    def texts(self, key: str, *, may_be_empty: bool = False, may_be_absent: bool = False) -> tuple[str, ...]:
        """The list of texts at `key`, none of them empty."""
        value = self._take(key, needed=not may_be_absent)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.fail(f"{key} must be a list of texts, none of them empty")
        if not value and not may_be_empty:
            raise self.fail(f"{key} is empty; give at least one")
        return tuple(value)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """The table of texts at `key` as pairs; a row without it has none."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, dict) or not all(isinstance(each, str) and each.strip() for each in value.values()):
            raise self.fail(f"{key} must be a table of texts, none of them empty")
        return tuple(value.items())

    def day(self, key: str) -> date | None:
        """The day at `key`, or `None` where the row has no such key."""
        value = self._take(key)
        if value is not None and not isinstance(value, date):
            raise self.fail(f"{key} must be a day such as 2025-06-30")
        return value

    def flag(self, key: str) -> bool:
        """Whether `key` is true; a row without it says no."""
        value = self._take(key)
        if value not in (None, True, False):
            raise self.fail(f"{key} must be true or false")
        return bool(value)

    def _take(self, key: str, *, needed: bool = False) -> object:
        self.taken.add(key)
        if needed and key not in self.values:
            raise self.fail(f"{key} is missing")
        return self.values.get(key)

    def finish(self) -> None:
        """Refuse what nobody took."""
        if unknown := set(self.values) - self.taken:
            raise self.fail(f"unknown key {', '.join(sorted(unknown))}")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AuthorityError(path.name, "none", f"the file cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AuthorityError(path.name, "unknown", f"the file is no TOML: {error}") from error


def rows(path: Path, table: str) -> Iterator[Row]:
    """The `[[table]]` rows of a file. Raises `AuthorityError` also for keys that the caller did not take."""
    content = _read(path)
    if set(content) != {table} or not isinstance(content[table], list):
        raise AuthorityError(path.name, "none", f"the file must hold [[{table}]] rows and nothing else")
    for number, values in enumerate(content[table], 1):
        row = Row(path.name, str(values.get("id") or values.get("group") or values.get("long") or number), values, set())
        yield row
        row.finish()


def tables(path: Path) -> Iterator[Row]:
    """The named tables of a file, in the same way."""
    for name, values in _read(path).items():
        if not isinstance(values, dict):
            raise AuthorityError(path.name, name, "must be a table with words and examples")
        row = Row(path.name, name, values, set())
        yield row
        row.finish()


def refuse_twice(file: str, named: Iterable[tuple[str, Iterable[str]]], what: str) -> None:
    """Raise `AuthorityError` where two rows hold the same value."""
    seen: dict[str, str] = {}
    for row, values in named:
        for value in values:
            if value in seen:
                raise AuthorityError(file, row, f"{what} {value!r} stands in row {seen[value]} already")
            seen[value] = row
