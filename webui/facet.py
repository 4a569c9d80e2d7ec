"""The counts beside the results (bộ lọc): each value with the address that chooses, excludes or drops it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask, url_for
from flask_babel import lazy_gettext

from index.authority import AUTHORITY
from index.engine import FACETS
from index.results import FacetCount, Results
from webui.language import language as page_language
from webui.parameters import FIELDS, PERIODS, Choice, Parameters, address_value, engine_value
from webui.wording import day_text, state_text

TITLES = {
    "vankien": lazy_gettext("Văn kiện"),
    "nguoi": lazy_gettext("Người được nhắc"),
    "nguon": lazy_gettext("Nguồn"),
    "nam": lazy_gettext("Năm"),
    "thang": lazy_gettext("Tháng"),
    "ngay": lazy_gettext("Ngày trong tháng"),
    "tinhtrang": lazy_gettext("Tình trạng"),
}
# Facets whose labels are printed words of the archive, Vietnamese on a page of any language.
PRINTED = ("vankien", "nguoi", "nguon")
# More than these stand behind "xem thêm", but all months of a year are seen at once.
SHOWN = 8
SHOWN_OF = {"thang": 12}
# More would be no list that people read.
KEPT = 60


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value: `choose`, `exclude` and `drop` are addresses of this search with, except, and without it."""

    label: object
    count: int | None
    is_chosen: bool
    is_excluded: bool
    choose: str
    exclude: str
    drop: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of a result list; `values` are shown at once, `more` on demand, `chosen` says how many are in use."""

    name: str
    title: object
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    chosen: int

    @property
    def is_vietnamese(self) -> bool:
        """Whether the labels are printed words, on a page of any language."""
        return self.name in PRINTED

    @property
    def is_period(self) -> bool:
        """Whether the values are parts of the date, whose counts are a picture of the years."""
        return self.name in PERIODS


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One narrowing of the list, for the line of active filters, with the address without it."""

    title: object
    label: object
    is_vietnamese: bool
    is_excluded: bool
    drop: str


def install(app: Flask) -> None:
    """Let the templates of `app` make links that filter."""
    app.add_template_global(narrowed, "narrowed")


def address(parameters: Parameters) -> str:
    """The address of the search page in this state."""
    return url_for("search.index", **parameters.arguments())


def narrowed(parameters: Parameters, name: str, value: str, label: str) -> str:
    """The address of the same search with one more value chosen, such as a document of a result."""
    return address(parameters.with_choice(Choice(name, address_value(name, value, label))))


def fields_wanted(parameters: Parameters) -> tuple[str, ...]:
    """What an engine must count for this page: a chosen year opens its months, a chosen month its days."""
    return (*FACETS, *(FIELDS[name] for name in PERIODS[1:] if _is_open(name, parameters)))


def facets_of(parameters: Parameters, results: Results, sources: Mapping[str, str]) -> tuple[Facet, ...]:
    """All facets that say something about these results: chosen values first, then the fullest, years by number.

    `sources` are ids and names, since a source that was excluded has no hit left to name it.
    """
    return tuple(facet for name in TITLES if (facet := _facet(name, parameters, results, sources)).values)


def active_filters(parameters: Parameters, results: Results, sources: Mapping[str, str]) -> tuple[ActiveFilter, ...]:
    """Everything chosen or excluded by a facet, in the order of the address."""
    labels = {FIELDS[name]: {each.value: each.label for each in results.facets.get(FIELDS[name], ())} for name in FIELDS}
    labels["source"] |= sources
    return tuple(
        ActiveFilter(
            TITLES[choice.name],
            _label(choice.name, choice.filter.value, labels[choice.filter.field].get(choice.filter.value, choice.value)),
            choice.name in PRINTED,
            choice.exclude,
            address(parameters.without_choice(choice)),
        )
        for choice in parameters.choices
    )


def _facet(name: str, parameters: Parameters, results: Results, sources: Mapping[str, str]) -> Facet:
    counts = sorted(results.facets.get(FIELDS[name], ()), key=lambda each: _rank(name, each, parameters))
    excluded = _excluded(name, parameters, counts, sources)
    values = [*excluded, *(_value(name, parameters, each) for each in counts[:KEPT])]
    chosen = sum(value.is_chosen or value.is_excluded for value in values)
    shown = max(SHOWN_OF.get(name, SHOWN), chosen)
    return Facet(name, TITLES[name], tuple(values[:shown]), tuple(values[shown:]), chosen)


def _is_open(name: str, parameters: Parameters) -> bool:
    """Whether a part of the date has something to say: the wider part, or one of its own, is chosen and has a date."""
    wider = PERIODS[PERIODS.index(name) - 1]
    return any(each.name in (wider, name) and each.filter.value and not each.exclude for each in parameters.choices)


def _rank(name: str, counted: FacetCount, parameters: Parameters) -> tuple[bool, int, str]:
    is_free = parameters.chosen(FIELDS[name], counted.value) is None
    if name in PERIODS:
        return is_free, -int(counted.value.replace("-", "") or "99999999"), counted.value
    return is_free, -counted.count, counted.label


def _excluded(name: str, parameters: Parameters, counts: Iterable[FacetCount], sources: Mapping[str, str]) -> list[FacetValue]:
    """What the reader took out has no hits left to be counted by, and must stay visible all the same."""
    counted = {each.value for each in counts}
    gone = [choice for choice in parameters.choices if choice.name == name and choice.filter.value not in counted]
    return [_value(name, parameters, FacetCount(each.filter.value, sources.get(each.value, each.value), 0)) for each in gone]


def _value(name: str, parameters: Parameters, counted: FacetCount) -> FacetValue:
    choice = Choice(name, address_value(name, counted.value, counted.label))
    chosen = parameters.chosen(FIELDS[name], engine_value(name, choice.value))
    return FacetValue(
        label=_label(name, counted.value, counted.label),
        count=counted.count if not (chosen and chosen.exclude) else None,
        is_chosen=bool(chosen and not chosen.exclude),
        is_excluded=bool(chosen and chosen.exclude),
        choose=address(parameters.with_choice(choice)),
        exclude=address(parameters.with_choice(Choice(choice.name, choice.value, exclude=True))),
        drop=address(parameters.without_choice(choice)),
    )


def document_title(value: str, language: str = "vi") -> str:
    """A document key as people read it: "22-nq/tu" is "22-NQ/TU", "resolution:22" is "Nghị quyết 22" or "Resolution 22"."""
    kind, colon, number = value.partition(":")
    return f"{AUTHORITY.type_name(kind, language)} {number}" if colon else value.upper()


def _label(name: str, value: str, label: str) -> object:
    if name in PERIODS:
        return _period_text(value)
    if name == "vankien" and label == value:
        return document_title(value, page_language())
    return state_text(value) if name == "tinhtrang" else label


def _period_text(value: str) -> object:
    """A part of the date as people write it: "2023", "2023-07" is 7/2023, "2023-07-11" is a day; "" has no date.

    An address may hold anything: what is no part of a date stands as it was typed.
    """
    if not value:
        return lazy_gettext("Chưa rõ ngày")
    year, _, month = value.partition("-")
    try:
        return day_text(date.fromisoformat(value)) if "-" in month else f"{int(month)}/{year}" if month else year
    except ValueError:
        return value
