"""Writes what `arrayfile` reads: arrays one behind the other, the checksums of all that, and where everything lies."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from index.engines.whoosh.arrayfile import CHUNK, FOOTER, MAGIC, Array

_ALIGN = 64


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write `arrays` to a new file, on disk when this returns. Raises `OSError`."""
    directory: dict[str, tuple[str, int, int]] = {}
    with path.open("xb") as stream:
        sums = _Sums()
        place = stream.write(MAGIC)
        sums.add(MAGIC)
        for name, given in arrays.items():
            array = np.ascontiguousarray(given, given.dtype.newbyteorder("<"))
            padding = bytes(-place % _ALIGN)
            directory[name] = (array.dtype.str, place + len(padding), len(array))
            for piece in (padding, array.view(np.uint8).data if len(array) else b""):
                place += stream.write(piece)
                sums.add(piece)
        table = sums.table()
        start = place + stream.write(table)
        record = {"arrays": directory, "end": place, "sums": zlib.crc32(table)}
        text = json.dumps(record, separators=(",", ":")).encode()
        stream.write(text)
        stream.write(FOOTER.pack(start, len(text), zlib.crc32(text), 0, MAGIC))
        stream.flush()
        os.fsync(stream.fileno())


class _Sums:
    """The checksums of a stream of bytes, one for each chunk."""

    def __init__(self) -> None:
        self._done: list[int] = []
        self._crc = 0
        self._filled = 0

    def add(self, piece: bytes | memoryview) -> None:
        view = memoryview(piece)
        while view:
            head = view[: CHUNK - self._filled]
            self._crc = zlib.crc32(head, self._crc)
            self._filled += len(head)
            view = view[len(head) :]
            if self._filled == CHUNK:
                self._done.append(self._crc)
                self._crc = self._filled = 0

    def table(self) -> bytes:
        """All sums so far, that of the unfinished chunk included."""
        return np.array([*self._done, self._crc] if self._filled else self._done, "<u4").tobytes()
