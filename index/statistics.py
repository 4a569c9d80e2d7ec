"""How much the archive holds: separate because counting reads every table and belongs to none."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from index.article import Source
from index.library_rows import count_documents
from index.schema import article, capture, label, revision, run, source


def count_all(connection: Connection) -> dict[str, int]:
    """What there is of everything, by its name, in the order in which it came about."""
    tables = {"sources": source, "runs": run, "captures": capture, "articles": article, "revisions": revision}
    counts = {
        name: int(connection.execute(select(func.count()).select_from(table)).scalar_one()) for name, table in tables.items()
    }
    counts["bytes of captures"] = int(connection.execute(select(func.sum(capture.c.length))).scalar_one() or 0)
    for row in connection.execute(select(label.c.field, func.count().label("keys")).group_by(label.c.field)):
        counts[{"document": "documents", "person": "people"}[row.field]] = row.keys
    for row in connection.execute(select(article.c.state, func.count().label("articles")).group_by(article.c.state)):
        counts[f"articles {row.state}"] = row.articles
    counts["listed documents"] = count_documents(connection)
    return {"documents": 0, "people": 0} | counts


def count_by_source(connection: Connection) -> tuple[tuple[Source, int], ...]:
    """Every source with its number of articles, by name."""
    query = select(source, func.count(article.c.id).label("articles")).join_from(source, article, isouter=True)
    rows = connection.execute(query.group_by(source.c.id).order_by(source.c.name)).all()
    return tuple((Source(row.id, row.name, row.owner, row.url), row.articles) for row in rows)
