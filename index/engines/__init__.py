"""The engines there are, by the scheme of their address."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import cast

from index.engine import Engine
from index.errors import EngineError

# Imported when an index is opened: a crawl opens none, and NumPy costs it 15 MB and a fifth of a second.
_ENGINES = {"whoosh": ("index.engines.whoosh.engine", "WhooshEngine")}

# What an index of ours writes into its folder, of any version.
_FILES = {"whoosh": re.compile(r"_?MAIN_\S+|ledger\.json(\.new)?|WRITELOCK|DAMAGED")}


def stranger_in(address: str) -> str | None:
    """The name of something at this address that no index wrote, so that nothing there may be replaced; `None`: it is ours."""
    scheme, _, place = address.partition(":")
    path = Path(place)
    if not path.is_dir():
        return path.name if path.exists() else None
    pattern = _FILES.get(scheme)
    return next((each.name for each in path.iterdir() if not (pattern and each.is_file() and pattern.fullmatch(each.name))), None)


def open_engine(address: str, *, create: bool = False) -> Engine:
    """The engine at an address such as `whoosh:/path/to/index`; a new empty one only where `create` says so.

    Raises `EngineError` for another scheme, and where there is no index or a damaged one.
    """
    scheme, _, place = address.partition(":")
    if scheme not in _ENGINES or not place:
        raise EngineError(f"ARCHIVE_ENGINE is {address!r}; it must look like whoosh:/path/to/index")
    module, name = _ENGINES[scheme]
    return cast("Engine", getattr(import_module(module), name).open(Path(place), create=create))
