"""How much memory a search process takes: what is mapped of the index is bounded, what a search lets go of is kept.

Mapped pages count as memory of the process that touched them. Files of a million articles would in time be there whole; so
what was touched is counted, and beyond a budget the files that were touched first are let go of, one after the other. Their
pages stay in the kernel's cache, and touching them again costs some microseconds for 64 KiB. A kernel that keeps files in
large folios maps the whole folio where one byte is touched, others a few pages: counted is the most it can be, and before
anything is let go of the kernel is asked what really is there.

A search makes arrays of a few megabytes and lets go of all of them. glibc gives what is free at the end of its heap back
to the kernel, and the next search pays for every page anew: more than half the time of a query that most articles answer.
"""

from __future__ import annotations

import math
import mmap
import threading
import weakref
from pathlib import Path
from typing import Protocol

import numpy as np

# Bytes of files that a process keeps mapped between two searches.
MOST_MAPPED = 768 << 20
# Bytes that may be mapped where one is touched.
BLOCK_BITS = 21
# How much more may be touched before the kernel is asked again, as a part of the budget.
_PAUSE = 16
# mallopt(3), M_MMAP_THRESHOLD: up to 32 MiB, a mapped block that is freed raises the threshold to its size, and the
# free memory that is kept (M_TRIM_THRESHOLD) to twice as much. Pages that nobody writes to cost nothing.
_BLOCK = (32 << 20) - (64 << 10)


class Mapped(Protocol):
    """A file of which parts are mapped."""

    def release(self) -> None:
        """Let the kernel take back what was touched; it may be touched again at any time, by other threads too."""


class MappedMemory:
    """What is mapped of all files, kept near `most` bytes apart from what running searches touch at the moment."""

    def __init__(self, most: int = MOST_MAPPED) -> None:
        self.most = most
        self.total = 0
        self._pause = 0
        # In the order in which each was touched first since it was let go of.
        self._held: dict[weakref.ref[Mapped], int] = {}
        # A file may end, and be told so, wherever memory is asked for.
        self._lock = threading.RLock()

    def touched(self, file: Mapped, blocks: int) -> None:
        """So many blocks of a file were touched for the first time since it was let go of."""
        size = blocks << BLOCK_BITS
        with self._lock:
            reference = weakref.ref(file, self._forget)
            self._held[reference] = self._held.get(reference, 0) + size
            self.total += size
            self._pause -= size
            if self.total <= self.most or self._pause > 0:
                return
            self._pause = self.most // _PAUSE
            while self._held and min(self.total, _resident()) > self.most:
                oldest = next(iter(self._held))
                self._forget(oldest)
                found = oldest()
                if found is not None:
                    found.release()

    def _forget(self, reference: weakref.ref[Mapped]) -> None:
        with self._lock:
            self.total -= self._held.pop(reference, 0)


def _resident() -> float:
    """Bytes of all files that are mapped into this process and there, where the kernel tells them."""
    try:
        fields = Path("/proc/self/statm").read_bytes().split()
    except OSError:
        return math.inf
    return int(fields[2]) * mmap.PAGESIZE


MAPPED = MappedMemory()


def keep_freed_memory() -> None:
    """Let this process keep up to 64 MiB that are free. Elsewhere than under glibc this changes nothing."""
    np.empty(_BLOCK, np.uint8)
