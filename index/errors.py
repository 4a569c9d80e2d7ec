"""The errors a person can act on: separate so that every layer raises and catches the same small family."""

from __future__ import annotations


class ArchiveError(Exception):
    """Base of the family, never raised itself. `str(error)` is one sentence that says what to do."""


class SettingsError(ArchiveError):
    """A setting or option is wrong. Raised by `index.settings` and by commands for their flags."""

    def __init__(self, setting: str, reason: str) -> None:
        super().__init__(f"{setting}: {reason}")
        self.setting = setting
        self.reason = reason


class ExtractionError(ArchiveError):
    """A page has no article that can be read. Raised by `crawler.extract`; the bytes are kept all the same."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class UnknownSiteError(ArchiveError):
    """No site file answers to this id or address. Raised by `crawler.sites`."""

    def __init__(self, name: str, known: tuple[str, ...] = ()) -> None:
        hint = f"; known sites: {', '.join(known)}" if known else ""
        super().__init__(f"no site is called or serves {name!r}{hint}")
        self.name = name


class QueryError(ArchiveError):
    """A reader's query cannot be read in full. Raised by `index.query` only for a wrong argument, never for typed text."""

    def __init__(self, text: str, position: int, hint: str) -> None:
        super().__init__(f"{hint} (at character {position + 1} of the query)")
        self.text = text
        self.position = position
        self.hint = hint


class NotFoundError(ArchiveError):
    """Nothing in the archive has this id or key. Raised by `index.archive`; says "not seen", never "does not exist"."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} was not seen in the news collected")
        self.what = what


class AuthorityError(ArchiveError):
    """A row of `data/authority` breaks the rules. Raised by `index.authority`; names file and row."""

    def __init__(self, file: str, row: str, reason: str) -> None:
        super().__init__(f"{file}, row {row}: {reason}")
        self.file = file
        self.row = row
        self.reason = reason


class CaptureError(ArchiveError):
    """Captured bytes cannot be written or read back whole. Raised by `index.captures`; names file and offset."""


class CatalogueError(ArchiveError):
    """The database cannot be opened or is of another version. Raised by `index.catalogue`."""


class EngineError(ArchiveError):
    """The search index is missing, damaged or busy. Raised by the engines; says which command repairs it."""
