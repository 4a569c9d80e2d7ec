"""Which fields and columns a segment has, and their names in its file: what writer, merge and readers agree on."""

from __future__ import annotations

from datetime import date

from index.dates import DateKind

TEXT_FIELDS = ("title", "body")
# A symbol printed in a text is one term ("22-nq-tu"), beside the words it is made of.
SYMBOLS = "symbol"
# `document` and `person` are what a query may ask for; the documents that are counted are fewer.
DOCUMENT_FACET = "document_facet"
TAG_FIELDS = ("source", "state", "document", "person", DOCUMENT_FACET, SYMBOLS)
# Facet -> the field whose terms are its values. The facet of years is made of the days.
FACET_FIELDS = {"source": "source", "state": "state", "document": DOCUMENT_FACET, "person": "person"}
DAY_COLUMNS = {DateKind.EVENT: "event", DateKind.POSTED: "posted", None: "first_seen"}
IDS = "id"
# Two articles with the same words in the same order are copies of each other and have the same print.
PRINTS = "print"
# A number of an article within its segment takes two bytes.
MOST_ARTICLES = 1 << 16
SUFFIX = ".seg"
# The file and the field of the frequent pairs of a large segment.
PAIRS_SUFFIX = ".pairs"
PAIRS = "pairs"


def day_number(day: date | None) -> int:
    """A day as a number that sorts: 20230711; 0 where it is unknown."""
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def day_column(kind: DateKind | None) -> str:
    """The column that holds days of this kind. Raises `ValueError` for a kind that no engine keeps."""
    if kind not in DAY_COLUMNS:
        raise ValueError(f"no engine keeps days of the kind {kind}")
    return DAY_COLUMNS[kind]


def lengths_of(field: str) -> str:
    """The column that holds the number of words of a text field."""
    return f"{field}.lengths"
