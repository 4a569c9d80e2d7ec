"""What documents and people are called on screen: separate because lists, counts and the catalogue must agree on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, exists, insert, select, update

from index.authority import AUTHORITY
from index.documents import DocumentReference
from index.people import PersonMention
from index.schema import document_mention, label, person_mention, source

# Keys that one query may name; SQLite takes 32,766 variables.
BATCH = 1000
_MENTIONS = {"document": document_mention, "person": person_mention}


def document_label(reference: DocumentReference) -> str:
    """A symbol as it is; else the type's Vietnamese name and the number; a meeting as printed."""
    if reference.symbol:
        return reference.symbol
    if reference.number and reference.type:
        return f"{AUTHORITY.type_name(reference.type)} {reference.number}"
    return reference.printed


def document_labels(documents: Sequence[DocumentReference]) -> tuple[tuple[str, str], ...]:
    """(key, label) of each document once, in reading order.

    A bare "Nghị quyết 22" is no document of its own in an article that prints 22-NQ/TU, too.
    """
    covered = {key for reference in documents if reference.symbol for key in reference.keys[1:]}
    found: dict[str, str] = {}
    for reference in documents:
        if reference.keys and reference.keys[0] not in covered:
            found.setdefault(reference.keys[0], document_label(reference))
    return tuple(found.items())


def person_labels(people: Sequence[PersonMention]) -> tuple[tuple[str, str], ...]:
    """(key, name) of each named person once, in reading order."""
    found: dict[str, str] = {}
    for mention in people:
        if mention.key and mention.name:
            found.setdefault(mention.key, mention.name)
    return tuple(found.items())


def source_names(connection: Connection) -> dict[str, str]:
    """Source id -> its name."""
    return {row.id: row.name for row in connection.execute(select(source.c.id, source.c.name))}


def read_labels(connection: Connection, facet: str, values: Sequence[str]) -> dict[str, str]:
    """Facet value -> what people read; values without a label of their own are left out."""
    if facet == "source":
        return source_names(connection)
    found: dict[str, str] = {}
    for start in range(0, len(values) if facet in _MENTIONS else 0, BATCH):
        wanted = (label.c.field == facet) & label.c.key.in_(values[start : start + BATCH])
        found |= {row.key: row.label for row in connection.execute(select(label.c.key, label.c.label).where(wanted))}
    return found


def write_labels(connection: Connection, field: str, labels: Mapping[str, str], *, anew: bool) -> None:
    """Remember what these keys are called: the first printing stays, unless they were read `anew` by better readers."""
    known = read_labels(connection, field, tuple(labels))
    fresh = [{"field": field, "key": key, "label": text} for key, text in labels.items() if key not in known]
    if fresh:
        connection.execute(insert(label), fresh)
    for key, text in labels.items() if anew else ():
        if known.get(key, text) != text:
            connection.execute(update(label).where(label.c.field == field, label.c.key == key).values(label=text))


def drop_labels(connection: Connection, field: str, keys: Iterable[str]) -> None:
    """Forget those of the keys that no mention has any more: a name that was once misread is no name to search for."""
    table = _MENTIONS[field]
    for key in keys:
        is_used = exists().where(table.c.key == label.c.key)
        connection.execute(delete(label).where(label.c.field == field, label.c.key == key, ~is_used))
