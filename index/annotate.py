"""What is seen in one article: separate because resolving short mentions needs the whole article, and only that."""

from __future__ import annotations

from dataclasses import dataclass

from index.authority import AUTHORITY, Authority
from index.documents import DocumentReference, documents_in
from index.people import PersonMention, people_in
from index.reading import reading_copy
from index.resolution import refer_people, resolve_documents


@dataclass(frozen=True, slots=True)
class Annotations:
    """Document references and person mentions of one text, in reading order, short forms resolved within it."""

    documents: tuple[DocumentReference, ...]
    people: tuple[PersonMention, ...]


def annotate(text: str, authority: Authority = AUTHORITY) -> Annotations:
    """Everything the readers see in `Article.text`. A pure function of the text; never raises."""
    copy = reading_copy(text)
    return Annotations(
        resolve_documents(documents_in(copy, authority), copy.low, authority), refer_people(people_in(copy, authority))
    )
