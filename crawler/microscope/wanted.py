"""Which saved pages to read, and whose they are: from arguments or from a manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.sites import Site, get_site, site_for
from index.errors import SettingsError, UnknownSiteError

_NAMES = ("file", "url", "source", "captured")
_OTHERS = ", ".join(_NAMES[1:])


@dataclass(frozen=True, slots=True)
class Wanted:
    """One saved page to read; `captured` is a day as YYYY-MM-DD."""

    file: str
    url: str | None = None
    source: str | None = None
    captured: str | None = None


def site_of(wanted: Wanted) -> Site | None:
    """The site that the source names, else the one that serves the address. Raises `UnknownSiteError` for the source."""
    return get_site(wanted.source) if wanted.source else site_at(wanted.url)


def site_at(url: str | None) -> Site | None:
    """The site that serves an address, `None` where no site file does: such a page is read by the order of its text."""
    try:
        return site_for(url) if url else None
    except UnknownSiteError:
        return None


def read_manifest(path: Path) -> Iterator[Wanted]:
    """The rows of a manifest: a JSON object a line with file, url, source, captured. Raises `SettingsError`."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SettingsError("--manifest", f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError("--manifest", f"{path} is not UTF-8; save it as UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(line, number, path)


def _row(line: str, number: int, path: Path) -> Wanted:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SettingsError("--manifest", f"line {number} of {path} is no JSON: {error}") from error
    file, *others = (row.get(name) for name in _NAMES) if isinstance(row, dict) else (None,)
    if not file or not all(value is None or isinstance(value, str) for value in (file, *others)):
        raise SettingsError("--manifest", f"line {number} of {path} should be an object with a file, and {_OTHERS} where known")
    return Wanted(file, *others)
