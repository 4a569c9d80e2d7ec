"""The sources (nguồn): who publishes, what was collected from each, and where to find it."""

from __future__ import annotations

from flask import Blueprint, render_template

from index.archive import Archive
from index.errors import EngineError, NotFoundError
from index.query import Filter, Order, Query
from index.results import Results
from webui.parameters import Choice, Parameters
from webui.shelf import get_archive

bp = Blueprint("source", __name__, url_prefix="/nguon")
NEWEST = 10


@bp.get("")
def index() -> str:
    """All sources with the number of their articles."""
    return render_template("source/index.html", parameters=Parameters(), sources=get_archive().sources())


@bp.get("/<source_id>")
def one(source_id: str) -> str:
    """One source: its publisher, its years, its newest articles."""
    archive = get_archive()
    found = next(((source, count) for source, count in archive.sources() if source.id == source_id), None)
    if found is None:
        raise NotFoundError(f"source {source_id!r}")
    parameters = Parameters(choices=(Choice("nguon", source_id),))
    return render_template(
        "source/one.html", parameters=parameters, source=found[0], count=found[1], results=newest(archive, source_id)
    )


def newest(archive: Archive, source_id: str) -> Results | None:
    """The newest articles of a source and its years; `None` while the index cannot serve."""
    query = Query(filters=(Filter("source", source_id),), order=Order.NEWEST)
    try:
        return archive.search(query, limit=NEWEST, facets=("year",))
    except EngineError:
        return None
