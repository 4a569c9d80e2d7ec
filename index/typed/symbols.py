"""Document numbers as readers type them: separate because nobody types "Nghị quyết số 22-NQ/TU" in full."""

from __future__ import annotations

from collections.abc import Iterator

from index.documents import find_documents
from index.query import Tag
from index.spelling import flat
from index.typed.forms import FORMS
from index.typed.match import TypedMatch, TypedSymbol


def find_typed_symbols(text: str) -> Iterator[TypedSymbol]:
    """The documents that a stretch of a query (NFC, single spaces) names, in order; the fullest reading of each place."""
    place = 0
    for symbol in sorted(_candidates(text), key=lambda each: (each.start, -each.end)):
        if symbol.start >= place:
            yield symbol
            place = symbol.end


def _candidates(text: str) -> Iterator[TypedSymbol]:
    folded = flat(text)
    for pattern, read in FORMS:
        place = 0
        while match := pattern.search(folded, place):
            symbol = read(TypedMatch(match, text))
            if symbol:
                yield symbol
            place = match.end() if symbol else match.start() + 1
    # What the archive reads in articles it reads here too: "Hội nghị lần thứ sáu …", "3748 QQĐ/TƯ".
    for reference in find_documents(text):
        if reference.keys:
            span, key = reference.span, reference.keys[0]
            label = reference.symbol or reference.printed
            yield TypedSymbol(span.start, span.end, (Tag("document", key),), label, is_full=reference.symbol is not None)
