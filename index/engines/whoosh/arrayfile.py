"""A file of named arrays, mapped instead of read, that notices damage before a damaged number is believed.

Layout, little-endian: magic, the arrays one behind the other (each at a multiple of 64), a CRC-32 for every 64 KiB of all
that, a directory as JSON, and a footer that says where the directory lies. A chunk is checked when it is first touched,
so opening costs nothing and no search computes with bytes that are not as they were written. What a process has touched
of all its files is bounded (`memory`).
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from index.engines.whoosh.memory import BLOCK_BITS, MAPPED

Array = np.ndarray[Any, np.dtype[Any]]

MAGIC = b"ARRAYS\x01\n"
FOOTER = struct.Struct("<QQII8s")
CHUNK_BITS = 16
CHUNK = 1 << CHUNK_BITS
# Files up to this size are checked whole when they are opened.
_SMALL = 1 << 20


class DamagedError(Exception):
    """Bytes are not as they were written."""


def checksum_of(path: Path) -> int:
    """The checksum of the checksums in a file, which is the file's own. Raises `OSError`; 0 for a file cut short."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        if size < FOOTER.size:
            return 0
        stream.seek(size - FOOTER.size)
        return int(FOOTER.unpack(stream.read())[2])


class ArrayFile:
    """An open file of arrays. Raises `DamagedError`, also long after it was opened, and `OSError`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as stream:
            self._descriptor = os.dup(stream.fileno())
            self._size = os.fstat(self._descriptor).st_size
            if self._size < len(MAGIC) + FOOTER.size:
                raise DamagedError(f"{path.name} is cut short")
            self._mapping = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        tail = max(0, self._size - CHUNK) >> CHUNK_BITS << CHUNK_BITS
        self._advise("MADV_WILLNEED", tail, self._size - tail)
        self._bytes = memoryview(self._mapping)
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
            first, last = self._chunks(name, start, stop)
            if self._untouched.find(1, first, last + 1) >= 0:
                self._touch(first, last)
        return array[start:stop]

    def expect(self, name: str, start: int, stop: int) -> None:
        """Have `array[start:stop]` read from the disk, if it must be, while something else is done."""
        first, last = self._chunks(name, start, stop)
        if self._untouched.find(1, first, last + 1) >= 0:
            self._advise("MADV_WILLNEED", first << CHUNK_BITS, (last + 1 - first) << CHUNK_BITS)

    def release(self) -> None:
        """See `memory.Mapped`."""
        self._forget_touched()
        self._advise("MADV_DONTNEED", 0, self._size)

    def check_length(self) -> None:
        """Notice that the file was cut while it was open, before a read of what is gone ends the process."""
        if os.fstat(self._descriptor).st_size < self._size:
            raise DamagedError(f"{self.path.name} was cut short")

    def check_all(self) -> None:
        """Check every byte."""
        self.check_length()
        self._unchecked = bytearray(b"\x01") * len(self._sums)
        self._check(0, len(self._sums) - 1)
        self.release()

    def _read_directory(self) -> dict[str, Any]:
        start, length, crc, _, magic = FOOTER.unpack(self._bytes[-FOOTER.size :])
        text = self._bytes[start : start + length]
        if magic != MAGIC or len(text) != length or zlib.crc32(text) != crc or bytes(self._bytes[: len(MAGIC)]) != MAGIC:
            raise DamagedError(f"{self.path.name} is not as it was written")
        directory: dict[str, Any] = json.loads(bytes(text))
        table = self._bytes[directory["end"] : start]
        if zlib.crc32(table) != directory["sums"]:
            raise DamagedError(f"{self.path.name} is not as it was written")
        self._sums = np.frombuffer(table, "<u4")
        self._unchecked = bytearray(b"\x01") * len(self._sums)
        self._forget_touched()
        return directory

    def _forget_touched(self) -> None:
        self._untouched = bytearray(b"\x01") * len(self._sums)
        self._away = bytearray(b"\x01") * ((self._size >> BLOCK_BITS) + 1)

    def _map(self, dtype: str, place: int, count: int) -> Array:
        return np.frombuffer(self._bytes, dtype, count, place) if count else np.empty(0, dtype)

    def _chunks(self, name: str, start: int, stop: int) -> tuple[int, int]:
        """The first and the last chunk of `array[start:stop]`."""
        width = self._arrays[name].itemsize
        place = self._places[name]
        return (place + start * width) >> CHUNK_BITS, (place + stop * width - 1) >> CHUNK_BITS

    def _advise(self, advice: str, start: int, length: int) -> None:
        """Tell the kernel how this range is used, where it can be told."""
        if hasattr(mmap, advice):
            self._mapping.madvise(getattr(mmap, advice), start, min(length, self._size - start))

    def _touch(self, first: int, last: int) -> None:
        shift = BLOCK_BITS - CHUNK_BITS
        blocks = range(first >> shift, (last >> shift) + 1)
        fresh = self._away.count(1, blocks.start, blocks.stop)
        if fresh:
            self._away[blocks.start : blocks.stop] = bytes(len(blocks))
            MAPPED.touched(self, fresh)
        self._check(first, last)
        # Only now: until every byte is checked, other threads check for themselves, and what is damaged is told every time.
        self._untouched[first : last + 1] = bytes(last + 1 - first)

    def _check(self, first: int, last: int) -> None:
        self._advise("MADV_WILLNEED", first << CHUNK_BITS, (last + 1 - first) << CHUNK_BITS)
        for chunk in range(first, last + 1):
            if self._unchecked[chunk]:
                piece = self._bytes[chunk << CHUNK_BITS : min((chunk + 1) << CHUNK_BITS, self._end)]
                if zlib.crc32(piece) != self._sums[chunk]:
                    raise DamagedError(f"{self.path.name} is not as it was written")
                self._unchecked[chunk] = 0
