"""From bytes to text: separate because headers lie about charsets and the bytes do not."""

from __future__ import annotations

import codecs
import re

from index.article import Capture
from index.errors import ExtractionError
from index.text import nfc

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# What a declaration may name besides UTF-8, and what browsers read under that name.
_LEGACY = {
    "windows-1258": "cp1258",
    "cp1258": "cp1258",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"RIFF", b"\x1f\x8b", b"Rar!")
_UNPRINTED = re.compile("[\ufffd\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
LOST = "\ufffd"
MOST_LOST = 3
# The largest pages seen have some ten thousand tags. A body of eight megabytes may hold two million, which would take a parser
# minutes and gigabytes.
MOST_TAGS = 100_000


def is_flooded(body: bytes) -> bool:
    """Whether a body has more tags, closing ones included, than any page or listing, so that it must not be parsed."""
    return body.count(b"<") > MOST_TAGS


def decode_body(capture: Capture) -> str:
    """The text of a body, NFC: UTF-8 where the bytes are UTF-8, else what header or page declare, else windows-1258.

    Valid UTF-8 is UTF-8 whatever is declared (`charset=windows-1252` over UTF-8 bytes was seen), and so is UTF-8 with a
    few broken letters. Raises `ExtractionError` ("empty", "not-html", "undecodable") where there is no text.
    """
    body = capture.body.removeprefix(codecs.BOM_UTF8)
    if not body.strip():
        raise ExtractionError(capture.url, "empty: the response has no body")
    if body.startswith(_MAGIC):
        raise ExtractionError(capture.url, "not-html: the first bytes are those of a file, not of a page")
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(body.decode("utf-16", "replace"), capture.url)
    text = body.decode("utf-8", "replace")
    if LOST not in text or _is_broken_utf8(text):
        return _checked(text, capture.url, most_lost=len(text))
    texts = [body.decode(name, "replace") for name in (*_declared(capture, body), "cp1258")]
    return _checked(min(texts, key=_damage), capture.url)


def _is_broken_utf8(text: str) -> bool:
    """Whether the letters beyond ASCII are nearly all whole: a page cut in mid-letter, or with one bad byte."""
    lost = text.count(LOST)
    return sum(char > "\x7f" for char in text) - lost > 20 * lost


def _declared(capture: Capture, body: bytes) -> list[str]:
    header = _HEADER.search(capture.header("Content-Type") or "")
    meta = _DECLARED.search(body[:4096])
    names = (header.group(1) if header else "", meta.group(1).decode("ascii", "ignore") if meta else "")
    return [_LEGACY[name.lower()] for name in names if name.lower() in _LEGACY]


def _damage(text: str) -> int:
    """Letters that no page prints: those that could not be read, and control characters."""
    return sum(1 for _ in _UNPRINTED.finditer(text))


def _checked(text: str, url: str, most_lost: int = MOST_LOST) -> str:
    text = text.replace("\x00", "")
    if _damage(text) > max(most_lost, len(text) // 100):
        raise ExtractionError(url, "undecodable: no known charset fits the bytes")
    return nfc(text)
