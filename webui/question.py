"""The question that an address asks: what was typed, as the archive reads it, with what was chosen beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from index.archive import Archive
from index.query import Filter, Order, Query, Tag
from index.query_parser import plain_query
from webui.parameters import ORDERS, Parameters

# An article cites many documents and names many people: a second choice narrows further, so that the count that a
# reader clicked on is the count of the list that opens. Of sources, years and states an article has one.
MANY = ("document", "person")


def question(parameters: Parameters, archive: Archive) -> Query:
    """The query to ask the archive. Both the typed period and the chosen one hold."""
    read = plain_query(parameters.q) if parameters.is_literal else archive.parse(parameters.q)
    chosen = [choice.filter for choice in parameters.choices]
    return replace(
        read,
        must=(*read.must, *((Tag(each.field, each.value),) for each in chosen if _narrows(each))),
        filters=(*read.filters, *(each for each in chosen if not _narrows(each))),
        since=_later(read.since, parameters.since),
        until=_earlier(read.until, parameters.until),
        date_kind=parameters.date_kind,
        order=order_of(parameters, read),
    )


def order_of(parameters: Parameters, query: Query) -> Order:
    """The order asked for; a list that matches no words has nothing to be relevant to and begins with the newest."""
    if parameters.order:
        return ORDERS[parameters.order]
    return Order.RELEVANCE if query.must else Order.NEWEST


def _narrows(chosen: Filter) -> bool:
    return chosen.field in MANY and not chosen.exclude


def _later(first: date | None, second: date | None) -> date | None:
    return max(first, second) if first and second else first or second


def _earlier(first: date | None, second: date | None) -> date | None:
    return min(first, second) if first and second else first or second
