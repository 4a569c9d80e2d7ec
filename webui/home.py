"""The first page (trang đầu): the box, searches that answer, the years, the sources."""

from __future__ import annotations

from flask import Blueprint, render_template

from index.archive import Archive
from index.dates import DateKind
from index.errors import EngineError
from index.query import Query
from webui.advice import Offer, count
from webui.facet import address
from webui.parameters import Parameters
from webui.shelf import get_archive

bp = Blueprint("home", __name__)
EXAMPLES = 6


@bp.get("/")
def index() -> str:
    """What the archive holds and how to begin; stands without the search index too."""
    archive = get_archive()
    return render_template(
        "home/index.html",
        parameters=Parameters(),
        examples=examples(archive),
        years_counted=archive.counts_by(DateKind.EVENT),
        undated=archive.undated(DateKind.EVENT),
        sources=archive.sources(),
        stats=archive.stats(),
    )


def examples(archive: Archive) -> tuple[Offer, ...]:
    """Queries made of what this archive holds, each asked first, so that every one of them returns something."""
    try:
        facets = archive.search(Query(), limit=0, facets=("document", "person", "year")).facets
        documents = [each.label for each in facets["document"][:3]]
        people = [each.label for each in facets["person"][:2]]
        years = [f"ngày:{each.value}" for each in facets["year"] if each.value][:1]
        joined = [f"{documents[0]} {people[0]}"] if documents and people else []
        typed = [*documents[:2], *people, *joined, *years, *documents[2:]]
        asked = [Offer(text, count(archive.parse(text), archive), address(Parameters(q=text))) for text in typed]
    except EngineError:
        return ()
    return tuple(offer for offer in asked if offer.count)[:EXAMPLES]
