"""Bytes are believed before declarations: what a page is written in, found out of the page."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.decode import decode_body
from index.article import Capture
from index.errors import ExtractionError

WORDS = "Đảng ủy phường tổ chức hội nghị, quán triệt nghị quyết; đồng chí Bí thư chủ trì."


def capture(body: bytes, kind: str = "text/html") -> Capture:
    return Capture("https://x.example/", datetime(2024, 1, 1, tzinfo=UTC), 200, (("Content-Type", kind),), body)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (WORDS.encode(), "text/html"),
        (WORDS.encode(), "text/html; charset=iso-8859-1"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "text/html"),
        (WORDS.encode("utf-16"), "text/html"),
        (b'<meta http-equiv="Content-Type" content="text/html;charset=windows-1252"</head>' + WORDS.encode(), "text/html"),
        (unicodedata.normalize("NFD", WORDS).encode(), "text/html; charset=utf-8"),
    ],
)
def test_what_is_utf_8_is_read_as_utf_8_whatever_is_declared(body: bytes, kind: str):
    assert decode_body(capture(body, kind)).endswith(WORDS)


def test_a_page_cut_in_the_middle_of_a_letter_is_still_utf_8():
    body = (WORDS * 3).encode()[:-5] + "ủ".encode()[:2]
    text = decode_body(capture(body))
    assert text.startswith(WORDS)
    assert text.endswith("\ufffd")


@pytest.mark.parametrize("declared", ["windows-1258", "cp1258"])
def test_older_pages_are_read_in_their_charset(declared: str):
    # windows-1258 writes a tone as a mark of its own
    body = "".join(base + mark for char in WORDS for base, mark in [_split(char)]).encode("cp1258")
    assert decode_body(capture(body, f"text/html; charset={declared}")) == WORDS
    assert decode_body(capture(body)) == WORDS


def _split(char: str) -> tuple[str, str]:
    """A letter and its tone mark, as windows-1258 holds them."""
    marks = [mark for mark in unicodedata.normalize("NFD", char) if mark in "\u0300\u0301\u0303\u0309\u0323"]
    rest = "".join(part for part in unicodedata.normalize("NFD", char) if part not in marks)
    return unicodedata.normalize("NFC", rest), "".join(marks)


@pytest.mark.parametrize("declared", ["hex", "rot13", "utf-7", "unicode_escape", "no-such-charset", "idna"])
def test_a_strange_declaration_is_not_followed(declared: str):
    assert decode_body(capture(WORDS.encode(), f"text/html; charset={declared}")) == WORDS


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "not-html"),
        (b"\x89PNG\r\n\x1a\n", "not-html"),
        (b"\x1f\x8b\x08\x00", "not-html"),
        (bytes(range(1, 256)) * 4, "undecodable"),
    ],
)
def test_what_holds_no_text_says_why(body: bytes, reason: str):
    with pytest.raises(ExtractionError) as raised:
        decode_body(capture(body))
    assert raised.value.reason.partition(":")[0] == reason


@given(st.text(min_size=1).filter(str.strip), st.sampled_from(["text/html", "text/html; charset=windows-1252", "text/plain"]))
def test_any_utf_8_text_without_control_characters_comes_back(text: str, kind: str):
    text = "".join(char for char in text if char.isprintable() and char != "\ufffd" and not "\ud800" <= char <= "\udfff")
    if text.strip() and not text.encode().startswith((b"%PDF", b"GIF8", b"PK", b"RIFF", b"Rar!")):
        assert decode_body(capture(text.encode(), kind)) == unicodedata.normalize("NFC", text.removeprefix("\ufeff"))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_say_why_not(body: bytes):
    reason = ""
    try:
        text = decode_body(capture(body))
    except ExtractionError as error:
        text, reason = "", error.reason.partition(":")[0]
    assert "\x00" not in text
    assert reason in ("", "empty", "not-html", "undecodable")
