"""What a browser may do with our pages, and what a log may not keep of their readers."""

from __future__ import annotations

import logging
import re

from flask import Flask, Response

# Pages have no script at all, so a source's text can run nothing even if an escape were forgotten.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # A query must not travel to the sites that we link to.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_QUERY = re.compile(r"\?\S*")


def install(app: Flask) -> None:
    """Send the headers with every answer of `app`, errors and files included, and keep queries out of the log."""
    app.after_request(guarded)
    log = logging.getLogger("werkzeug")
    if not any(isinstance(each, WithoutQueries) for each in log.filters):
        log.addFilter(WithoutQueries())


def guarded(response: Response) -> Response:
    """The response with the headers it does not set itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


class WithoutQueries(logging.Filter):
    """Takes what was searched out of the request lines of the development server: searches are not logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the line stays, without what follows the question mark."""
        if isinstance(record.msg, str):
            record.msg = _QUERY.sub("?…", record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_QUERY.sub("?…", each) if isinstance(each, str) else each for each in record.args)
        return True
