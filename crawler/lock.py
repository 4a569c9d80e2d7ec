"""One crawl of a site at a time: a lock that the kernel frees however the process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveError


class LockedError(ArchiveError):
    """Another process is crawling this site. Raised by `site_lock`."""


@contextmanager
def site_lock(folder: Path, site_id: str) -> Iterator[None]:
    """Hold the site's lock for the length of the block. Raises `LockedError` at once where another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{site_id}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise LockedError(f"{site_id} is being crawled by another process; wait for it to end") from error
        yield
