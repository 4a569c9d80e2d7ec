"""The search page (tìm): one box, what was understood of it, results with passages, counts beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from index.query import Order, Query
from webui.advice import advise
from webui.facet import active_filters, address, facets_of, fields_wanted
from webui.listed import cards
from webui.pager import Pager
from webui.parameters import KINDS, ORDERS, Parameters, read_parameters
from webui.question import question
from webui.shelf import get_archive

bp = Blueprint("search", __name__)
PAGE = 20
ORDER_WORDS = {
    Order.RELEVANCE: lazy_gettext("liên quan"),
    Order.NEWEST: lazy_gettext("mới nhất"),
    Order.OLDEST: lazy_gettext("cũ nhất"),
}
PART_WORDS = {
    "document": lazy_gettext("văn kiện"),
    "person": lazy_gettext("người"),
    "source": lazy_gettext("nguồn"),
    "date": lazy_gettext("ngày"),
    "state": lazy_gettext("tình trạng"),
}


@dataclass(frozen=True, slots=True)
class Choosable:
    """A link that changes one thing of the search; `is_current` where it is so already."""

    label: object
    address: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the typed text that was read as more than words, with the address of the search without it."""

    kind: object
    label: str
    drop: str


@bp.get("/tim")
def index() -> ResponseReturnValue:
    """The articles that answer the address, with everything that narrows, widens, sorts and exports the list."""
    archive = get_archive()
    parameters = read_parameters(request.args)
    query = question(parameters, archive)
    pager = Pager(parameters.page, 0, PAGE)
    results = archive.search(query, offset=pager.offset, limit=PAGE, facets=fields_wanted(parameters))
    pager = replace(pager, total=results.total)
    sources = archive.sources()
    names = {source.id: source.name for source, _ in sources}
    active = active_filters(parameters, results, names)
    page = render_template(
        "search/index.html",
        parameters=parameters,
        query=query,
        results=results,
        pager=pager,
        facets=facets_of(parameters, results, names),
        active=active,
        chips=chips(parameters, query),
        cards=cards(query, archive) if parameters.page == 1 else (),
        library_names=names,
        orders=orders(parameters, query),
        kinds=KINDS,
        held=sum(count for _, count in sources),
        advice=None if results.total else advise(parameters, query, active, archive),
        **ways(parameters),
    )
    return page, 404 if pager.is_beyond else 200


@bp.get("/opensearch.xml")
def description() -> ResponseReturnValue:
    """The OpenSearch description that lets a browser's address bar search the archive."""
    search, export = (url_for(endpoint, lang=None, _external=True) for endpoint in ("search.index", "export.json"))
    page = render_template("search/opensearch.xml", search=search, export=export)
    return page, {"Content-Type": "application/opensearchdescription+xml; charset=utf-8"}


def ways(parameters: Parameters) -> dict[str, object]:
    """The addresses of this search in its other states, and what its exports are asked for."""
    return {
        "literal": address(replace(parameters, is_literal=not parameters.is_literal, page=1)),
        "cleared": address(Parameters(q=parameters.q, kind=parameters.kind, order=parameters.order)),
        "undated_address": address(replace(parameters, since=None, until=None, page=1)),
        "page_address": lambda number: address(parameters.on_page(number)),
        "exported": parameters.on_page(1).arguments(),
    }


def chips(parameters: Parameters, query: Query) -> tuple[Chip, ...]:
    """What was understood, each part removable."""
    return tuple(
        Chip(PART_WORDS.get(part.kind, part.kind), part.label, address(replace(parameters, q=part.without, page=1)))
        for part in query.understood
    )


def orders(parameters: Parameters, query: Query) -> tuple[Choosable, ...]:
    """The orders that make sense: relevance only where words were asked for."""
    return tuple(
        Choosable(ORDER_WORDS[order], address(replace(parameters, order=slug, page=1)), query.order is order)
        for slug, order in ORDERS.items()
        if order is not Order.RELEVANCE or query.must or query.order is order
    )
