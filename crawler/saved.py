"""Saved pages as captures (trang đã lưu): what a person kept with a browser, or a bare text, without a server's words."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

from crawler.extraction.stamps import VIET_NAM
from index.article import Capture
from index.errors import SettingsError


def read_saved(path: Path, url: str | None, captured: date | None) -> Capture:
    """The file as a capture of `url`, or of an address made of its bytes where none is known; noon of the day `captured`.

    Raises `SettingsError` where the file cannot be read.
    """
    try:
        body = path.read_bytes()
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise SettingsError(str(path), f"the file cannot be read: {error.strerror}") from error
    at = datetime(captured.year, captured.month, captured.day, 12, tzinfo=VIET_NAM).astimezone(UTC) if captured else changed
    kind = "text/html" if _is_markup(body) else "text/plain"
    return Capture(url or f"urn:sha256:{hashlib.sha256(body).hexdigest()}", at, 200, (("Content-Type", kind),), body)


def _is_markup(body: bytes) -> bool:
    head = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") or any(mark in head for mark in (b"<html", b"<!doctype", b"<body", b"<div", b"<p>"))


def parse_day(text: str, flag: str) -> date:
    """A day given as YYYY-MM-DD. Raises `SettingsError` naming the flag."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingsError(flag, f"{text!r} is no day; write it as 2023-10-01") from None
