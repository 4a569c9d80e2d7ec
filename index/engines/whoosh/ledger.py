"""What the last commit left on disk: change number, and size and checksum of each file, because Whoosh keeps none."""

from __future__ import annotations

import json
import os
import re
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from index.errors import EngineError

REBUILD = "run: python -m index rebuild"
NAME = "ledger.json"
# Raise it with every change of fields or tokens: an index of another format asks for a rebuild.
FORMAT = 3
_TOC = re.compile(r"_MAIN_(\d+)\.toc")
_SEGMENT = re.compile(r"MAIN_[0-9a-z]+\.seg")
_CHUNK = 1 << 20
# While one index is swapped for another, its folder is away for a moment.
_SWAP_TRIES = 5
_SWAP_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state of an index after a commit.

    `identity` names the folder for its whole life: a rebuilt index that was swapped in has another. `files` maps a
    name to (size, CRC-32).
    """

    identity: str
    generation: int
    mark: int
    files: Mapping[str, tuple[int, int]]

    @property
    def commit(self) -> tuple[str, int]:
        """What changes whenever readers must look again."""
        return self.identity, self.generation


def new_ledger(folder: Path) -> Ledger:
    """The ledger of an index that was just made in `folder`."""
    return next_ledger(folder, Ledger(uuid4().hex, 0, 0, {}), 0)


def next_ledger(folder: Path, before: Ledger, mark: int) -> Ledger:
    """The ledger after a commit; files that were there before are not read again, since none is ever changed."""
    names = [path.name for path in folder.iterdir() if _TOC.fullmatch(path.name) or _SEGMENT.fullmatch(path.name)]
    files = {name: before.files.get(name) or _measure(folder / name) for name in sorted(names)}
    return replace(before, generation=newest_generation(folder), mark=mark, files=files)


def newest_generation(folder: Path) -> int:
    """The number of the newest table of contents in `folder`, -1 where there is none."""
    found = (_TOC.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match[1]) for match in found if match), default=-1)


def read_ledger(folder: Path) -> Ledger:
    """The ledger in `folder`. Raises `EngineError` where there is no index, a damaged one, or one of another format."""
    try:
        record = json.loads(_read_text(folder))
        if record["format"] != FORMAT:
            raise EngineError(f"the search index in {folder} was made by another version; {REBUILD}")
        files = {name: (int(size), int(crc)) for name, (size, crc) in record["files"].items()}
        return Ledger(str(record["identity"]), int(record["generation"]), int(record["mark"]), files)
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
        "files": ledger.files,
    }
    fresh = folder / f"{NAME}.new"
    with fresh.open("w", encoding="ascii") as stream:
        json.dump(record, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(folder / NAME)
    sync_folder(folder)


def find_damage(folder: Path, ledger: Ledger, known: Mapping[str, tuple[int, int]] | None = None) -> tuple[str, ...]:
    """What is missing or not as it was written, a sentence each; files that are `known` to be whole are not read again.

    A commit that was killed before its ledger was written leaves newer files than the ledger names: no damage.
    """
    newest = newest_generation(folder)
    if newest > ledger.generation:
        return ()
    problems = []
    for name, expected in ledger.files.items():
        if known and known.get(name) == expected:
            continue
        path = folder / name
        if not path.is_file():
            problems.append(f"{path} is missing; {REBUILD}")
        elif _measure(path) != expected:
            problems.append(f"{path} is not as it was written; {REBUILD}")
    return tuple(problems)


def sync_folder(folder: Path) -> None:
    """Have new names and renames of `folder` on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_text(folder: Path) -> str:
    for _ in range(_SWAP_TRIES):
        try:
            return (folder / NAME).read_text(encoding="ascii")
        except FileNotFoundError:
            time.sleep(_SWAP_PAUSE)
    return (folder / NAME).read_text(encoding="ascii")


def _measure(path: Path) -> tuple[int, int]:
    size = crc = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return size, crc
