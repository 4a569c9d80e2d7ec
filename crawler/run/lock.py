"""One crawl of a site at a time, one round of all sites: locks that the kernel frees however the process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveError

_ROUND = "due"


class LockedError(ArchiveError):
    """Another process is at the same work. Raised by `site_lock` and `round_lock`."""


@contextmanager
def site_lock(folder: Path, site_id: str) -> Iterator[None]:
    """Hold the site's lock for the length of the block. Raises `LockedError` at once where another process has it."""
    with _hold(folder, f"{site_id}.lock", f"{site_id} is being crawled by another process; wait for it to end"):
        yield


@contextmanager
def round_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the round over all sites. Raises `LockedError` at once where another round is going on."""
    with _hold(folder, f".{_ROUND}.lock", "another scrapy due is at work; it takes every site whose time has come"):
        yield


@contextmanager
def _hold(folder: Path, name: str, words: str) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LockedError(words) from error
        yield


def is_locked(folder: Path, site_id: str) -> bool:
    """Whether a process is crawling this site now."""
    try:
        with (folder / f"{site_id}.lock").open() as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
