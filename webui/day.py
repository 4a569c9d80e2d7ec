"""Browsing by date (ngày): years, the months of a year, the days of a month, the articles of a day; needs no index."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext

from webui.pager import Pager
from webui.parameters import KINDS, Parameters, read_parameters
from webui.shelf import get_archive

bp = Blueprint("day", __name__, url_prefix="/ngay")
PAGE = 50
LEVELS = 4
YEAR, MONTH, DAY = "<int(fixed_digits=4):year>", "<int(fixed_digits=2):month>", "<int(fixed_digits=2):day>"


@dataclass(frozen=True, slots=True)
class Cell:
    """A day, month or year of a calendar: `level` 0 to 4 says how its count compares with the fullest."""

    number: int
    count: int
    level: int


@bp.get("")
def index() -> str:
    """All years with articles."""
    parameters = read_parameters(request.args)
    return page("day/index.html", parameters, years=cells(get_archive().counts_by(parameters.date_kind)))


@bp.get(f"/{YEAR}")
def year(year: int) -> str:
    """The twelve months of a year."""
    first = day_or_404(year, 1, 1)
    parameters = read_parameters(request.args)
    counts = get_archive().counts_by(parameters.date_kind, year)
    months = cells({number: counts.get(number, 0) for number in range(1, 13)})
    return page("day/year.html", parameters, months=months, year=year, **around(parameters, first, date(year, 12, 31)))


@bp.get(f"/{YEAR}/{MONTH}")
def month(year: int, month: int) -> str:
    """The days of a month in weeks that begin on Monday."""
    first = day_or_404(year, month, 1)
    parameters = read_parameters(request.args)
    counts = get_archive().counts_by(parameters.date_kind, year, month)
    weeks = Calendar().monthdayscalendar(year, month)
    days = {cell.number: cell for cell in cells({number: counts.get(number, 0) for week in weeks for number in week if number})}
    last = date(year, month, max(days))
    return page("day/month.html", parameters, weeks=weeks, days=days, first=first, **around(parameters, first, last))


@bp.get(f"/{YEAR}/{MONTH}/{DAY}")
def day(year: int, month: int, day: int) -> str:
    """The articles of a day."""
    when = day_or_404(year, month, day)
    parameters = read_parameters(request.args)
    archive = get_archive()
    rows = archive.day(when, parameters.date_kind)
    pager = Pager(parameters.page, len(rows), PAGE)
    others = {slug: len(rows) if slug == parameters.kind else len(archive.day(when, kind)) for slug, kind in KINDS.items()}
    shown = rows[pager.offset : pager.offset + PAGE]
    return page(
        "day/day.html",
        parameters,
        rows=shown,
        pager=pager,
        when=when,
        others=others,
        plain=Parameters(kind=parameters.kind),
        page_address=lambda number: url_for("day.day", year=year, month=month, day=day, **parameters.on_page(number).arguments()),
        **around(parameters, when, when),
    )


def page(template: str, parameters: Parameters, **values: object) -> str:
    """A page with what all of them show: the kind of date and what is undated."""
    undated = get_archive().undated(parameters.date_kind)
    kind = None if parameters.kind == "su-kien" else parameters.kind
    return render_template(template, parameters=parameters, kinds=KINDS, kind=kind, undated=undated, here=here, **values)


def here(kind: str) -> str:
    """The address of this page for another kind of date."""
    arguments = {**(request.view_args or {}), "loaingay": None if kind == "su-kien" else kind}
    return url_for(request.endpoint or "day.index", **arguments)


def cells(counts: Mapping[int, int]) -> tuple[Cell, ...]:
    """The counts with their levels."""
    fullest = max(counts.values(), default=0)
    return tuple(Cell(number, count, -(-count * LEVELS // fullest) if fullest else 0) for number, count in counts.items())


def around(parameters: Parameters, first: date, last: date) -> dict[str, object]:
    """The nearest days with an article before `first` and after `last`."""
    archive = get_archive()
    before = archive.neighbour_days(parameters.date_kind, first)[0]
    return {"before": before, "after": archive.neighbour_days(parameters.date_kind, last)[1]}


def day_or_404(year: int, month: int, day: int) -> date:
    """The day of an address; 404 where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        abort(404, gettext("Ngày %(day)s/%(month)s/%(year)s nằm ngoài lịch.", day=day, month=month, year=year))
