"""What the last commit left on disk: the one file that says which segments are the index, so that its rename is the commit.

Whoosh's own table of contents is a pickle, and a pickle can run programs: ours is never read back, only written, for
stock Whoosh. The ledger is plain JSON.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from index.errors import EngineError

REBUILD = "run: python -m index rebuild"
NAME = "ledger.json"
# Raise it with every change of fields, tokens or layout: an index of another format asks for a rebuild.
FORMAT = 5
# While one index is swapped for another, its folder is away for a moment.
_SWAP_TRIES = 5
_SWAP_PAUSE = 0.02

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment of a state: its name, its articles, and the file that says which of them are deleted, if any."""

    name: str
    size: int
    deleted: int = 0
    deletions: str = ""

    @property
    def alive(self) -> int:
        """Articles that are not deleted."""
        return self.size - self.deleted


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state of an index after a commit.

    `identity` names the folder for its whole life: a rebuilt index that was swapped in has another. `files` maps the
    name of every file of this state to its size and CRC-32; that of a segment is the CRC-32 of those that it carries.
    """

    identity: str
    generation: int
    mark: int
    segments: tuple[SegmentEntry, ...] = ()
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def commit(self) -> tuple[str, int]:
        """What changes whenever readers must look again."""
        return self.identity, self.generation


def new_ledger() -> Ledger:
    """The ledger of an index that is being made."""
    return Ledger(uuid4().hex, 0, 0)


def stamp_of(folder: Path) -> Stamp:
    """What is sure to change with the ledger in `folder`, cheaper than reading it. Raises `EngineError` where there is none."""
    for turn in range(_SWAP_TRIES):
        try:
            status = (folder / NAME).stat()
        except FileNotFoundError:
            if turn < _SWAP_TRIES - 1:
                time.sleep(_SWAP_PAUSE)
        except OSError as error:
            raise EngineError(f"the search index in {folder} cannot be read; {REBUILD}") from error
        else:
            return status.st_ino, status.st_mtime_ns, status.st_size
    raise EngineError(f"there is no search index in {folder}; {REBUILD}")


def read_ledger(folder: Path) -> Ledger:
    """The ledger in `folder`. Raises `EngineError` where there is no index, a damaged one, or one of another format."""
    stamp_of(folder)
    try:
        record = json.loads((folder / NAME).read_text(encoding="ascii"))
        if record["format"] != FORMAT:
            raise EngineError(f"the search index in {folder} was made by another version; {REBUILD}")
        if record.pop("crc") != _sum(record):
            raise EngineError(f"the search index in {folder} is damaged: {NAME} is not as it was written; {REBUILD}")
        return Ledger(
            identity=str(record["identity"]),
            generation=int(record["generation"]),
            mark=int(record["mark"]),
            segments=tuple(SegmentEntry(str(a), int(b), int(c), str(d)) for a, b, c, d in record["segments"]),
            files={str(name): (int(size), int(crc)) for name, (size, crc) in record["files"].items()},
        )
    except FileNotFoundError as error:
        raise EngineError(f"there is no search index in {folder}; {REBUILD}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(f"the search index in {folder} cannot be read; {REBUILD}") from error


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Put `ledger` in the place of the old one, on disk before this returns."""
    record = {
        "format": FORMAT,
        "identity": ledger.identity,
        "generation": ledger.generation,
        "mark": ledger.mark,
        "segments": [[each.name, each.size, each.deleted, each.deletions] for each in ledger.segments],
        "files": dict(ledger.files),
    }
    fresh = folder / f"{NAME}.new"
    write_synced(fresh, json.dumps({**record, "crc": _sum(record)}, indent=1).encode("ascii"))
    # The new segments' names must be on disk before the ledger that tells of them.
    sync_folder(folder)
    fresh.replace(folder / NAME)
    sync_folder(folder)


def _sum(record: Mapping[str, object]) -> int:
    return zlib.crc32(json.dumps(record, sort_keys=True).encode("ascii"))


def write_synced(path: Path, content: bytes) -> None:
    """Write a file that is on disk when this returns."""
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Have new names and renames of `folder` on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
