"""What of an index is not as it was written: quick questions at every opening, every byte when it is verified."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.engines.whoosh.arrayfile import DamagedError, checksum_of
from index.engines.whoosh.layout import PAIRS_SUFFIX, SUFFIX
from index.engines.whoosh.ledger import REBUILD, Ledger
from index.engines.whoosh.snapshot import open_segment, read_alive


def find_damage(folder: Path, ledger: Ledger) -> tuple[str, ...]:
    """Files that are missing, cut or, where they are small, changed, a sentence each. Segments check themselves while read."""
    return tuple(_quick(folder, ledger))


def _quick(folder: Path, ledger: Ledger) -> Iterator[str]:
    for name, (size, crc) in ledger.files.items():
        path = folder / name
        try:
            found = path.stat().st_size
            is_large = name.endswith((SUFFIX, PAIRS_SUFFIX))
            is_whole = found == size and crc == (checksum_of(path) if is_large else zlib.crc32(path.read_bytes()))
        except OSError:
            yield f"{path} is missing; {REBUILD}"
        else:
            if not is_whole:
                yield f"{path} is not as it was written; {REBUILD}"


def find_deep_damage(folder: Path, ledger: Ledger) -> tuple[str, ...]:
    """The same for every byte of every segment, and whether an article stands twice."""
    problems = []
    ids = []
    for entry in ledger.segments:
        try:
            segment = open_segment(folder, ledger, entry)
            segment.check_all()
            alive = read_alive(folder, ledger, entry)
            ids.append(segment.ids if alive is None else segment.ids[alive])
            if len(segment) != entry.size or len(ids[-1]) != entry.alive:
                problems.append(f"{entry.name} does not hold as many articles as it should; {REBUILD}")
        except (DamagedError, OSError, KeyError, ValueError) as error:
            problems.append(f"{folder / entry.name}{SUFFIX} is not as it was written ({error}); {REBUILD}")
    if ids and len(np.unique(np.concatenate(ids))) < sum(map(len, ids)):
        problems.append(f"the index in {folder} holds an article twice; {REBUILD}")
    return tuple(problems)
