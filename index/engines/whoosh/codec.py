"""Our segments through the eyes of stock Whoosh: any of its searchers and queries runs on them, at its own speed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.layout import SYMBOLS, TAG_FIELDS, TEXT_FIELDS
from index.engines.whoosh.matcher import ArrayMatcher, Term
from index.engines.whoosh.postings import Postings
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.stock import (
    INDEX_NAME,
    Codec,
    FieldCursor,
    FileStorage,
    PerDocumentReader,
    Segment,
    TermInfo,
    TermNotFound,
    TermsReader,
)

_FIELDS = tuple(name for name in (*TEXT_FIELDS, *TAG_FIELDS) if name != SYMBOLS)
_ABSENT = (0, 0)


class ArraySegment(Segment):  # type: ignore[misc]  # Whoosh carries no types
    """A segment's entry in the table of contents."""

    def __init__(self, name: str, size: int, deleted: Iterable[int]) -> None:
        self.indexname = INDEX_NAME
        self.segid = name.removeprefix(f"{INDEX_NAME}_")
        self.compound = False
        self._size = size
        self._deleted = frozenset(deleted)

    def codec(self) -> ArrayCodec:
        return ArrayCodec()

    def doc_count_all(self) -> int:
        return self._size

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted


class ArrayCodec(Codec):  # type: ignore[misc]  # Whoosh carries no types
    """Gives stock Whoosh its readers. It reads only: writing is `writer.SegmentWriter`'s."""

    def terms_reader(self, storage: FileStorage, segment: Segment) -> ArrayTerms:
        return ArrayTerms(SegmentFile(Path(storage.folder), segment.segment_id()))

    def per_document_reader(self, storage: FileStorage, segment: Segment) -> ArrayDocuments:
        return ArrayDocuments(SegmentFile(Path(storage.folder), segment.segment_id()), segment.deleted_docs())


class ArrayTerms(TermsReader):  # type: ignore[misc]  # Whoosh carries no types
    """The terms of one segment."""

    def __init__(self, segment: SegmentFile) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        return term[0] in _FIELDS and self._segment.field(term[0]).find(term[1]) != _ABSENT

    def indexed_field_names(self) -> tuple[str, ...]:
        return tuple(name for name in _FIELDS if len(self._segment.field(name)))

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        return ArrayCursor(self._segment.field(fieldname), fieldobj, self, fieldname)

    def terms(self) -> Iterator[Term]:
        return ((name, term) for name in sorted(_FIELDS) for term in self._segment.field(name).terms())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        for name in sorted(_FIELDS):
            if name >= fieldname:
                postings = self._segment.field(name)
                start = postings.seek(prefix) if name == fieldname else 0
                yield from ((name, term) for term in postings.terms(start))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        documents, counts = self._listing(fieldname, text)
        lengths = self._segment.lengths[fieldname].take(documents) if fieldname in TEXT_FIELDS else np.ones(1, np.uint32)
        return TermInfo(
            weight=int(counts.sum()),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=int(counts.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> int:
        return int(self._listing(fieldname, text)[1].sum()) if (fieldname, text) in self else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return len(self._listing(fieldname, text)[0]) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        documents, counts = self._listing(fieldname, text)
        postings = self._segment.field(fieldname)
        places = postings.places(postings.find(text)) if postings.has_places else None
        return ArrayMatcher((fieldname, text), documents, counts, places, format_, scorer)

    def _listing(self, fieldname: str, text: bytes) -> tuple[Array, Array]:
        span = self._segment.field(fieldname).find(text) if fieldname in _FIELDS else _ABSENT
        if span == _ABSENT:
            raise TermNotFound(f"{fieldname}:{text!r}")
        postings = self._segment.field(fieldname)
        return postings.documents(span), postings.counts(span)


class ArrayCursor(FieldCursor):  # type: ignore[misc]  # Whoosh carries no types
    """Walks over the terms of one field; stock Whoosh's fuzzy search jumps about in it."""

    def __init__(self, postings: Postings, fieldobj: Any, terms: ArrayTerms, fieldname: str) -> None:
        self._postings, self._fieldobj, self._terms, self._fieldname = postings, fieldobj, terms, fieldname
        self._place = 0

    def first(self) -> str | None:
        return self._move(0)

    def find(self, string: str | bytes) -> str | None:
        return self._move(self._postings.seek(string if isinstance(string, bytes) else string.encode()))

    def next(self) -> str | None:
        return self._move(self._place + 1)

    def text(self) -> str | None:
        return self._fieldobj.from_bytes(self._postings.term(self._place)) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return self._terms.term_info(self._fieldname, self._postings.term(self._place)) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._place < len(self._postings)

    def _move(self, place: int) -> str | None:
        self._place = place
        return self.text()


class ArrayDocuments(PerDocumentReader):  # type: ignore[misc]  # Whoosh carries no types
    """Lengths, deletions and ids of one segment's articles."""

    def __init__(self, segment: SegmentFile, deleted: frozenset[int]) -> None:
        self._segment, self._deleted = segment, deleted

    def doc_count_all(self) -> int:
        return len(self._segment)

    def doc_count(self) -> int:
        return len(self._segment) - len(self._deleted)

    def has_deletions(self) -> bool:
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths(fieldname)[docnum]) if fieldname in TEXT_FIELDS else default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum: int) -> Mapping[str, int]:
        return {"id": int(self._segment.ids[docnum])}

    def _lengths(self, fieldname: str) -> Array:
        return self._segment.lengths[fieldname] if fieldname in TEXT_FIELDS else np.zeros(1, np.int64)
