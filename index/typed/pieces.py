"""A query cut into pieces (mảnh): quoted phrases, exclusions, fields, OR, and the stretches of plain words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.spelling import flat
from index.text import DASHES, clean_text
from index.typed.fields import FIELD_PATTERN, FIELDS

# What keyboards and office programs put for a plain quote, dash, colon or star.
_PLAIN = str.maketrans({**dict.fromkeys("“”„‟«»″＂", '"'), **dict.fromkeys("－﹣", "-"), "：": ":", "＊": "*", "\u2212": "-"})
_SPECIAL = re.compile(
    rf'(?P<minus>(?<!\S)-(?=[^\s-]))?(?:(?<!\w)(?:{FIELD_PATTERN})\s?:\s?)?(?:"(?P<quoted>[^"]*)(?P<close>"|$)|(?P<word>[^\s"]+))?'
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query. A plain stretch has no field, is neither quoted nor negative, and may hold many words.

    `text` is the quoted phrase, the first word after a field or an exclusion, or the whole stretch; it begins at `place`.
    """

    text: str
    start: int
    end: int
    place: int
    field: str | None = None
    is_quoted: bool = False
    is_negative: bool = False

    @property
    def is_plain(self) -> bool:
        """Words with no sign at all."""
        return not (self.field or self.is_quoted or self.is_negative)

    @property
    def is_or(self) -> bool:
        """The sign between two alternatives, in capitals."""
        return self.is_plain and self.text == "OR"


def plain_signs(text: str) -> str:
    """The text in NFC, with single spaces and with plain quotes and signs; what cannot be printed is a space."""
    clean = clean_text(text).translate(_PLAIN)
    return clean_text("".join(char if char.isprintable() else " " for char in clean))


def cut_pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text (of `plain_signs`) in order; neighbouring plain words are one piece."""
    start = end = 0
    for piece in _pieces(text):
        if piece.is_plain and not piece.is_or:
            end = piece.end
            continue
        if end > start:
            yield _stretch(text, start, end)
        yield piece
        start = end = piece.end
    if end > start:
        yield _stretch(text, start, end)


def _stretch(text: str, start: int, end: int) -> Piece:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Piece(text[start:end], start, end, start)


def _pieces(text: str) -> Iterator[Piece]:
    # An en dash stays one: "3 Xây –3 Chống" excludes nothing.
    folded = "".join(typed if typed in DASHES else char for typed, char in zip(text, flat(text), strict=True))
    place = 0
    while place < len(text):
        match = _SPECIAL.match(folded, place)
        if not match or match.end() == place:
            place += 1
            continue
        name = "quoted" if match["quoted"] is not None else "word"
        begins, ends = match.span(name) if match[name] is not None else (match.end(), match.end())
        field = FIELDS.get(match["field"].replace(" ", "")) if match["field"] else None
        yield Piece(text[begins:ends], place, match.end(), begins, field, name == "quoted", match["minus"] is not None)
        place = match.end()
