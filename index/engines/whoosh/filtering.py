"""What filters and the range of days let through, as a mask over the articles of a segment."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from index.engine import PERIODS
from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.facets import check_facet
from index.engines.whoosh.layout import day_column, day_number
from index.engines.whoosh.periods import period_number
from index.engines.whoosh.snapshot import Leaf
from index.query import Filter, Query

_LAST_DAY = 99991231
# A filter by document takes every key of it, the facet counts one.
_FILTER_FIELDS = {"source": "source", "state": "state", "document": "document", "person": "person"}


def allowed(leaf: Leaf, query: Query) -> Array | None:
    """The articles that are alive and pass the filters and the range of days; `None` where all do.

    Raises `ValueError` for a filter of a facet that there is not.
    """
    masks = [] if leaf.alive is None else [leaf.alive]
    fields: dict[str, list[Filter]] = {}
    for each in query.filters:
        check_facet(each.field)
        fields.setdefault(each.field, []).append(each)
    for field, chosen in fields.items():
        wanted = [each.value for each in chosen if not each.exclude]
        unwanted = [each.value for each in chosen if each.exclude]
        masks += [_having(leaf, query, field, wanted)] if wanted else []
        masks += [~_having(leaf, query, field, unwanted)] if unwanted else []
    if query.since or query.until:
        days = leaf.segment.days(day_column(query.date_kind))
        masks += [days >= (day_number(query.since) or 1), days <= (day_number(query.until) or _LAST_DAY)]
    return np.logical_and.reduce(masks) if masks else None


def _having(leaf: Leaf, query: Query, field: str, values: Iterable[str]) -> Array:
    """The articles that have one of these values of a facet."""
    if field in PERIODS:
        numbers = [number for value in values if (number := period_number(value, field)) is not None]
        return leaf.segment.periods(day_column(query.date_kind), field).among(numbers)
    postings = leaf.segment.field(_FILTER_FIELDS[field])
    mask = np.zeros(len(leaf), bool)
    for value in values:
        mask[postings.documents(postings.find(value.encode("utf-8", "surrogatepass")))] = True
    return mask
