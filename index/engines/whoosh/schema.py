"""What Whoosh is told of an article: each text in two forms, tags as whole terms, and one record to filter and count by."""

from __future__ import annotations

from datetime import date

from whoosh.fields import KEYWORD, NUMERIC, STORED, TEXT, Schema

from index.dates import DateKind
from index.engine import IndexedArticle
from index.engines.whoosh.tokens import FoldedWords, MarkedWords

TEXT_FIELDS = ("title", "body")
_DAY_FIELDS = {DateKind.EVENT: "event", DateKind.POSTED: "posted", None: "first_seen"}


def make_schema() -> Schema:
    """The fields of an index. A change of them, or of the tokens, is a new `ledger.FORMAT`."""
    return Schema(
        # Without `shift_step=0` every number would be eight terms.
        id=NUMERIC(numtype=int, bits=64, signed=False, shift_step=0, unique=True),
        title_marked=TEXT(analyzer=MarkedWords()),
        title_folded=TEXT(analyzer=FoldedWords()),
        body_marked=TEXT(analyzer=MarkedWords()),
        body_folded=TEXT(analyzer=FoldedWords()),
        document=KEYWORD(),
        person=KEYWORD(),
        facts=STORED(),
    )


def day_number(day: date | None) -> int:
    """A day as a number that sorts: 20230711; 0 where it is unknown."""
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def day_field(kind: DateKind | None) -> str:
    """The fact that holds days of this kind. Raises `ValueError` for a kind that no engine keeps."""
    if kind not in _DAY_FIELDS:
        raise ValueError(f"no engine keeps days of the kind {kind}")
    return _DAY_FIELDS[kind]


def fields_of(article: IndexedArticle) -> dict[str, object]:
    """The values of every field for one article. Lists of tags are not analysed: each is one term, whatever is in it."""
    documents, people = tuple(dict.fromkeys(article.documents)), tuple(dict.fromkeys(article.people))
    return {
        "id": article.id,
        "title_marked": article.title,
        "title_folded": article.title,
        "body_marked": article.body,
        "body_folded": article.body,
        "document": list(documents),
        "person": list(people),
        "facts": {
            "id": article.id,
            "source": (article.source,),
            "state": (article.state,),
            "document": documents,
            "person": people,
            "document_facet": tuple(dict.fromkeys(article.facet_documents)),
            **{field: day_number(getattr(article, field)) for field in _DAY_FIELDS.values()},
        },
    }
