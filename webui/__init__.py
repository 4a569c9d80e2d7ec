"""The archive's web pages: reading only, without scripts, Vietnamese first."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask

from index.errors import ArchiveError
from index.settings import Settings, read_settings
from webui import article, comparison, day, export, facet, fault, home, language, search, security, shelf, source, wording


def create_app(config: Settings | Mapping[str, object] | None = None) -> Flask:
    """The web application over one archive.

    Args:
        config: `Settings`, or a mapping with the names of the environment (`ARCHIVE_DATA`, …) and of Flask
            (`TESTING`, …); `None` reads the environment.

    Raises:
        SystemExit: the archive cannot be opened; its message is one sentence, for a server that is being started.
    """
    app = Flask(__name__)
    if isinstance(config, Mapping):
        app.config.from_mapping(config)
    try:
        shelf.install(app, settings_from(config))
    except ArchiveError as error:
        raise SystemExit(f"webui: {error}") from error
    for part in (language, wording, facet, security, fault):
        part.install(app)
    for page in (home, search, export, article, comparison, day, source):
        app.register_blueprint(page.bp)
    return app


def settings_from(config: Settings | Mapping[str, object] | None) -> Settings:
    """The settings in `config`, or of the environment where it is `None`. Raises `SettingsError`."""
    if isinstance(config, Settings):
        return config
    if config is None:
        return read_settings()
    return read_settings({key: str(value) for key, value in config.items() if key.startswith("ARCHIVE_")})
