"""The engines there are, by the scheme of their address."""

from __future__ import annotations

from pathlib import Path

from index.engine import Engine
from index.engines.whoosh.engine import WhooshEngine
from index.errors import EngineError


def open_engine(address: str, *, create: bool = False) -> Engine:
    """The engine at an address such as `whoosh:/path/to/index`; a new empty one only where `create` says so.

    Raises `EngineError` for another scheme, and where there is no index or a damaged one.
    """
    scheme, _, place = address.partition(":")
    if scheme != "whoosh" or not place:
        raise EngineError(f"ARCHIVE_ENGINE is {address!r}; it must look like whoosh:/path/to/index")
    return WhooshEngine.open(Path(place), create=create)
