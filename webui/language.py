"""The language of a page (ngôn ngữ): Vietnamese, or English with `?lang=en`; one address serves both."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, has_request_context, request
from flask_babel import Babel

LANGUAGES = ("vi", "en")


def install(app: Flask) -> None:
    """Let every page of `app` speak the language asked for, and every link keep it."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "vi")
    Babel(app, locale_selector=language)
    app.url_defaults(keep_language)
    app.context_processor(lambda: {"language": language(), "in_language": in_language})


def language() -> str:
    """The language of this request: "vi" unless the address says otherwise."""
    asked = request.args.get("lang") if has_request_context() else None
    return asked if asked in LANGUAGES else "vi"


def keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Carry a chosen language on to the next page; the default needs no parameter."""
    if endpoint != "static" and language() != "vi":
        values.setdefault("lang", language())


def in_language(wanted: str) -> str:
    """The address of this very page in another language."""
    arguments = [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]
    if wanted != "vi":
        arguments.append(("lang", wanted))
    return quote(request.path) + (f"?{urlencode(arguments)}" if arguments else "")
