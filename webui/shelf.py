"""The one archive of this process: separate so that a view asks for it in one word."""

from __future__ import annotations

import atexit
from typing import cast

from flask import Flask, current_app

from index.archive import Archive
from index.settings import Settings

NAME = "archive"


def install(app: Flask, settings: Settings) -> None:
    """Open the archive of `settings` for all requests and threads of `app`; it is closed when the process ends."""
    archive = Archive.open(settings)
    app.extensions[NAME] = archive
    atexit.register(archive.close)


def get_archive() -> Archive:
    """The archive of the running application."""
    return cast("Archive", current_app.extensions[NAME])
