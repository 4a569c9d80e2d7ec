"""A file of named arrays, mapped instead of read, that notices damage before a damaged number is believed.

Layout, little-endian: magic, the arrays one behind the other (each at a multiple of 64), a CRC-32 for every 64 KiB of all
that, a directory as JSON, and a footer that says where the directory lies. A chunk is checked when it is first touched,
so opening costs nothing and no search computes with bytes that are not as they were written.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_MAGIC = b"ARRAYS\x01\n"
_FOOTER = struct.Struct("<QQII8s")
_CHUNK_BITS = 16
_CHUNK = 1 << _CHUNK_BITS
_ALIGN = 64
# Files up to this size are checked whole when they are opened.
_SMALL = 1 << 20


class DamagedError(Exception):
    """Bytes are not as they were written."""


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write `arrays` to a new file, on disk when this returns. Raises `OSError`."""
    directory: dict[str, tuple[str, int, int]] = {}
    with path.open("xb") as stream:
        sums = _Sums()
        place = stream.write(_MAGIC)
        sums.add(_MAGIC)
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
        stream.write(_FOOTER.pack(start, len(text), zlib.crc32(text), 0, _MAGIC))
        stream.flush()
        os.fsync(stream.fileno())


def checksum_of(path: Path) -> int:
    """The checksum of the checksums in a file, which is the file's own. Raises `OSError`; 0 for a file cut short."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        if size < _FOOTER.size:
            return 0
        stream.seek(size - _FOOTER.size)
        return int(_FOOTER.unpack(stream.read())[2])


class ArrayFile:
    """An open file of arrays. Raises `DamagedError`, also long after it was opened, and `OSError`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as stream:
            self._descriptor = os.dup(stream.fileno())
            self._size = os.fstat(self._descriptor).st_size
            if self._size < len(_MAGIC) + _FOOTER.size:
                raise DamagedError(f"{path.name} is cut short")
            self._bytes = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        directory = self._read_directory()
        self._end = int(directory["end"])
        self._arrays = {name: self._map(*entry) for name, entry in directory["arrays"].items()}
        self._places = {name: int(entry[1]) for name, entry in directory["arrays"].items()}
        if self._size <= _SMALL:
            self.check_all()

    def __del__(self) -> None:
        """Let go of the descriptor; the mapping lives as long as an array of it."""
        descriptor, self._descriptor = getattr(self, "_descriptor", -1), -1
        if descriptor >= 0:
            os.close(descriptor)

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self._size

    def length(self, name: str) -> int:
        """The number of entries of an array."""
        return len(self._arrays[name])

    def array(self, name: str) -> Array:
        """A whole array, checked."""
        return self.part(name, 0, len(self._arrays[name]))

    def part(self, name: str, start: int, stop: int) -> Array:
        """`array[start:stop]`, checked, without a copy."""
        array = self._arrays[name]
        if not 0 <= start <= stop <= len(array):
            raise DamagedError(f"{self.path.name}: {name} ends before {stop}")
        if start < stop:
            width = array.itemsize
            first = (self._places[name] + start * width) >> _CHUNK_BITS
            last = (self._places[name] + stop * width - 1) >> _CHUNK_BITS
            if self._unchecked.find(1, first, last + 1) >= 0:
                self._check(first, last)
        return array[start:stop]

    def check_length(self) -> None:
        """Notice that the file was cut while it was open, before a read of what is gone ends the process."""
        if os.fstat(self._descriptor).st_size < self._size:
            raise DamagedError(f"{self.path.name} was cut short")

    def check_all(self) -> None:
        """Check every byte."""
        self.check_length()
        self._unchecked = bytearray(b"\x01") * len(self._sums)
        self._check(0, len(self._sums) - 1)

    def _read_directory(self) -> dict[str, Any]:
        start, length, crc, _, magic = _FOOTER.unpack(self._bytes[-_FOOTER.size :])
        text = self._bytes[start : start + length]
        if magic != _MAGIC or len(text) != length or zlib.crc32(text) != crc or bytes(self._bytes[: len(_MAGIC)]) != _MAGIC:
            raise DamagedError(f"{self.path.name} is not as it was written")
        directory: dict[str, Any] = json.loads(bytes(text))
        table = self._bytes[directory["end"] : start]
        if zlib.crc32(table) != directory["sums"]:
            raise DamagedError(f"{self.path.name} is not as it was written")
        self._sums = np.frombuffer(table, "<u4")
        self._unchecked = bytearray(b"\x01") * len(self._sums)
        return directory

    def _map(self, dtype: str, place: int, count: int) -> Array:
        return np.frombuffer(self._bytes, dtype, count, place) if count else np.empty(0, dtype)

    def _check(self, first: int, last: int) -> None:
        for chunk in range(first, last + 1):
            if self._unchecked[chunk]:
                piece = self._bytes[chunk << _CHUNK_BITS : min((chunk + 1) << _CHUNK_BITS, self._end)]
                if zlib.crc32(piece) != self._sums[chunk]:
                    raise DamagedError(f"{self.path.name} is not as it was written")
                self._unchecked[chunk] = 0


class _Sums:
    """The checksums of a stream of bytes, one for each chunk."""

    def __init__(self) -> None:
        self._done: list[int] = []
        self._crc = 0
        self._filled = 0

    def add(self, piece: bytes | memoryview) -> None:
        view = memoryview(piece)
        while view:
            head = view[: _CHUNK - self._filled]
            self._crc = zlib.crc32(head, self._crc)
            self._filled += len(head)
            view = view[len(head) :]
            if self._filled == _CHUNK:
                self._done.append(self._crc)
                self._crc = self._filled = 0

    def table(self) -> bytes:
        """All sums so far, that of the unfinished chunk included."""
        return np.array([*self._done, self._crc] if self._filled else self._done, "<u4").tobytes()
