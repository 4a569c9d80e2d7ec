"""Whoosh's folder of files, but on disk when a commit returns: Whoosh itself never asks for that."""

from __future__ import annotations

import os
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from index.engines.whoosh.ledger import sync_folder


class DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh carries no types
    """A folder whose finished segments and tables of contents survive a power cut."""

    def create_file(self, name: str, **options: object) -> StructFile:
        """A new file; a segment or table of contents is synced when it is closed, the parts of a segment are not."""
        if ".seg" in name or ".toc" in name:
            options["onclose"] = _sync
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename, and have the new name on disk: this is the moment of a commit."""
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))


def _sync(file: StructFile) -> None:
    file.flush()
    os.fsync(file.fileno())
