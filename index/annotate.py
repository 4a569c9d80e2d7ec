"""What is seen in one article: separate because resolving short mentions needs the whole article, and only that."""

from __future__ import annotations

from dataclasses import dataclass

from index.documents import DocumentReference, find_documents
from index.people import PersonMention, find_people


@dataclass(frozen=True, slots=True)
class Annotations:
    """Document references and person mentions of one text, in reading order, short forms resolved within it."""

    documents: tuple[DocumentReference, ...]
    people: tuple[PersonMention, ...]


def annotate(text: str) -> Annotations:
    """Everything the readers see in `Article.text`. A pure function of the text; never raises."""
    return Annotations(find_documents(text), find_people(text))
