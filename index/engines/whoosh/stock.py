"""Every name of Whoosh that this package stands on, and why: 2.7.4 is frozen, and another one may differ in any of them."""

from __future__ import annotations

import whoosh

# What stock Whoosh asks a segment's codec for. The classes are public, their use by `SegmentReader` is not described
# anywhere: it calls `terms_reader` and `per_document_reader` of `segment.codec()` with its storage and the segment.
from whoosh.codec.base import Codec, FieldCursor, PerDocumentReader, Segment, TermsReader

# A field without Whoosh's analysis. `FieldType.__init__` is not called: the attributes that readers and queries look at
# (format, analyzer, scorable, stored, unique, vector, spelling, column_type, multitoken_query) are set one by one.
from whoosh.fields import STORED, FieldType, Schema

# `FileStorage.folder` is where a storage's files lie: our segments are mapped, not read through the storage.
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence, Positions

# `TOC(schema, segments, generation).write(storage, name)` makes the table of contents that stock Whoosh opens; `_MAIN_n.toc`
# is its name. It pickles the segments, so `codec.ArraySegment` may not move to another module without a rebuild.
from whoosh.index import TOC

# A list that stock queries step through. `_term`, `scorer` and `format` are what `LeafMatcher` expects to be set, and
# `replace()` of every stock matcher may copy it at any place.
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

INDEX_NAME = "MAIN"
# The version all of this was read in; a test fails where another one is installed.
KNOWN_VERSION = (2, 7, 4)
INSTALLED_VERSION: tuple[int, ...] = whoosh.__version__

__all__ = [
    "INDEX_NAME",
    "INSTALLED_VERSION",
    "KNOWN_VERSION",
    "STORED",
    "TOC",
    "Codec",
    "Existence",
    "FieldCursor",
    "FieldType",
    "FileStorage",
    "LeafMatcher",
    "PerDocumentReader",
    "Positions",
    "ReadTooFar",
    "Schema",
    "Segment",
    "StructFile",
    "TermInfo",
    "TermNotFound",
    "TermsReader",
]
