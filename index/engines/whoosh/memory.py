"""Memory for whole arrays stays with the process between two searches.

A search makes arrays of a few megabytes and lets go of all of them. glibc gives what is free at the end of its heap back
to the kernel, and the next search pays for every page anew: more than half the time of a query that most articles answer.
"""

from __future__ import annotations

import numpy as np

# mallopt(3), M_MMAP_THRESHOLD: up to 32 MiB, a mapped block that is freed raises the threshold to its size, and the
# free memory that is kept (M_TRIM_THRESHOLD) to twice as much. Pages that nobody writes to cost nothing.
_BLOCK = (32 << 20) - (64 << 10)


def keep_freed_memory() -> None:
    """Let this process keep up to 64 MiB that are free. Elsewhere than under glibc this changes nothing."""
    np.empty(_BLOCK, np.uint8)
