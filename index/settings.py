"""Configuration, read from the environment here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
SHOW = ("captures", "texts", "passages")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the archive lies and what it shows.

    `database` is a SQLAlchemy URL, `engine` an address such as `whoosh:/path/to/index`, `show` one of `SHOW`.
    """

    data: Path
    database: str
    engine: str
    show: str = "texts"
    contact: str | None = None

    @property
    def captures(self) -> Path:
        """The folder of WARC files: the only precious one."""
        return self.data / "captures"


def settings_for(
    data: Path, *, database: str | None = None, engine: str | None = None, show: str = "texts", contact: str | None = None
) -> Settings:
    """Settings for an archive in `data`, database and index inside it unless named. Raises `SettingsError`."""
    if show not in SHOW:
        raise SettingsError("ARCHIVE_SHOW", f"{show!r} is none of {', '.join(SHOW)}")
    data = data.expanduser().resolve()
    return Settings(data, database or f"sqlite:///{data / 'archive.db'}", engine or f"whoosh:{data / 'index'}", show, contact)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from `ARCHIVE_DATA`, `ARCHIVE_DATABASE`, `ARCHIVE_ENGINE`, `ARCHIVE_SHOW`, `ARCHIVE_CONTACT`."""
    return settings_for(
        Path(environment.get("ARCHIVE_DATA") or ROOT / "data"),
        database=environment.get("ARCHIVE_DATABASE") or None,
        engine=environment.get("ARCHIVE_ENGINE") or None,
        show=environment.get("ARCHIVE_SHOW") or "texts",
        contact=environment.get("ARCHIVE_CONTACT") or None,
    )


def environment_of(settings: Settings) -> dict[str, str]:
    """What `read_settings` reads these settings from: for a process of its own."""
    values = {
        "ARCHIVE_DATA": str(settings.data),
        "ARCHIVE_DATABASE": settings.database,
        "ARCHIVE_ENGINE": settings.engine,
        "ARCHIVE_SHOW": settings.show,
        "ARCHIVE_CONTACT": settings.contact,
    }
    return {name: value for name, value in values.items() if value}
