"""What the lists of documents say, for a page (danh mục văn bản): of the documents that are searched for or cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from index.archive import Archive
from index.library import LibraryDocument
from index.query import Query
from index.register import Answer, Verdict, Wanted
from index.stored import StoredArticle
from webui.facet import document_title
from webui.language import language

MOST_CARDS = 3
MOST_DOCUMENTS = 5


@dataclass(frozen=True, slots=True)
class Card:
    """The answer to one number that was searched for: a heading in words, the documents to show, how many more there are."""

    heading: str
    documents: tuple[LibraryDocument, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Official:
    """The one listed document behind a citation; `is_inferred`: only its number says so."""

    document: LibraryDocument
    is_inferred: bool


def cards(query: Query, archive: Archive) -> tuple[Card, ...]:
    """A card for each document number in a query; none where no list was collected."""
    return tuple(_card(answer) for answer in archive.listed(query)[:MOST_CARDS])


def _card(answer: Answer) -> Card:
    label = document_title(answer.wanted.key, language())
    shown = answer.documents[:MOST_DOCUMENTS]
    return Card(_heading(answer, label), shown, len(answer.documents) - len(shown))


def _heading(answer: Answer, label: str) -> str:
    if answer.verdict is Verdict.NOT_SEEN:
        return str(gettext("Chưa thấy %(label)s trong các danh mục văn bản đã thu thập.", label=label))
    if answer.verdict is not Verdict.OPEN:
        return str(gettext("%(label)s trong danh mục văn bản", label=label))
    if len(answer.documents) == 1:
        return str(gettext("Danh mục có một văn bản mang số %(label)s; chưa đủ căn cứ để biết có phải văn bản này.", label=label))
    count = len(answer.documents)
    return str(gettext("Danh mục có %(count)s văn bản cùng mang số %(label)s", count=count, label=label))


def officials(stored: StoredArticle, archive: Archive) -> dict[str, Official]:
    """Document key -> the listed document that an article's citations of it mean, where that is exactly one.

    What was issued after the day of the article is not meant.
    """
    article = stored.revision.article
    day = article.event or article.posted
    asked = tuple(_cited(stored))
    answers = archive.identify([wanted for _, wanted in asked], day.value if day else None) or ()
    meant: dict[str, list[Answer]] = {}
    for (key, _), answer in zip(asked, answers, strict=False):
        meant.setdefault(key, []).append(answer)
    return {key: official for key, each in meant.items() if (official := _official(each))}


def _cited(stored: StoredArticle) -> Iterator[tuple[str, Wanted]]:
    for mention in stored.annotations.documents:
        wanted = Wanted.of_mention(mention)
        if wanted and mention.keys:
            yield mention.keys[0], wanted


def _official(answers: list[Answer]) -> Official | None:
    """The one document that all mentions of one number mean; two of one symbol in one article are shown as neither."""
    documents = {answer.document.url: answer.document for answer in answers if answer.document}
    if len(documents) != 1 or any(answer.document is None for answer in answers):
        return None
    return Official(next(iter(documents.values())), is_inferred=all(answer.verdict is Verdict.LIKELY for answer in answers))
