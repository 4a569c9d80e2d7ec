"""The state of the search page as its address says it: every state is a parameter, in Vietnamese without marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from index.dates import DateKind
from index.query import Filter, Order
from index.text import clean_text, person_key, symbol_key

FIELDS = {
    "nguon": "source",
    "vankien": "document",
    "nguoi": "person",
    "nam": "year",
    "thang": "month",
    "ngay": "day",
    "tinhtrang": "state",
}
# Parts of the date, from the widest to the narrowest: a chosen one opens the next.
PERIODS = ("nam", "thang", "ngay")
KINDS: Mapping[str, DateKind | None] = {"su-kien": DateKind.EVENT, "dang": DateKind.POSTED, "ghi-nhan": None}
ORDERS = {"lien-quan": Order.RELEVANCE, "moi-nhat": Order.NEWEST, "cu-nhat": Order.OLDEST}
STATES = {"con": "live", "da-sua": "changed", "da-go": "gone", "da-chuyen": "moved", "tro-lai": "back"}
UNDATED = "chua-ro"
# Every link of the page repeats the query: a longer one would make a page of megabytes.
LONGEST = 1_000
_STATE_SLUGS = {state: slug for slug, state in STATES.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet value that the reader chose or excluded: `name` and `value` as in the address, without the dash."""

    name: str
    value: str
    exclude: bool = False

    @property
    def filter(self) -> Filter:
        """The same as the engines know it."""
        return Filter(FIELDS[self.name], engine_value(self.name, self.value), self.exclude)


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the address asks for. `notes` say in the reader's language what could not be read of it."""

    q: str = ""
    kind: str = "su-kien"
    since: date | None = None
    until: date | None = None
    choices: tuple[Choice, ...] = ()
    order: str | None = None
    page: int = 1
    is_literal: bool = False
    notes: tuple[str, ...] = ()

    @property
    def date_kind(self) -> DateKind | None:
        """The kind of date that drives range, years and order; `None` is the day first seen."""
        return KINDS[self.kind]

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the typed words narrows the list."""
        return bool(self.choices or self.since or self.until)

    def arguments(self) -> dict[str, Any]:
        """The parameters for `url_for`; what is the default is left out."""
        arguments: dict[str, Any] = {"q": self.q} if self.q else {}
        if self.kind != "su-kien":
            arguments["loaingay"] = self.kind
        if self.since:
            arguments["tu"] = self.since.isoformat()
        if self.until:
            arguments["den"] = self.until.isoformat()
        for choice in self.choices:
            arguments.setdefault(choice.name, []).append("-" * choice.exclude + choice.value)
        if self.order:
            arguments["xep"] = self.order
        if self.is_literal:
            arguments["nguyenvan"] = "1"
        if self.page > 1:
            arguments["trang"] = str(self.page)
        return arguments

    def with_choice(self, choice: Choice) -> Parameters:
        """The first page with this value chosen (or excluded), whatever was said of it before."""
        return replace(self, choices=(*self.without_choice(choice).choices, choice), page=1)

    def without_choice(self, choice: Choice) -> Parameters:
        """The first page without this value, chosen or excluded."""
        wanted = choice.filter
        rest = [each for each in self.choices if (each.filter.field, each.filter.value) != (wanted.field, wanted.value)]
        return replace(self, choices=tuple(rest), page=1)

    def chosen(self, field: str, value: str) -> Choice | None:
        """The reader's choice about this value of an engine's field, if any."""
        return next((each for each in self.choices if each.filter.field == field and each.filter.value == value), None)

    def on_page(self, page: int) -> Parameters:
        """The same list, another page."""
        return replace(self, page=page)


def engine_value(name: str, value: str) -> str:
    """What engines call the value of a parameter: "22-NQ/TU" → "22-nq/tu", a name → its key, "da-go" → "gone"."""
    if name == "vankien" and ":" not in value and "@" not in value:
        return symbol_key(value)
    if name == "nguoi":
        return person_key(value)
    if name == "tinhtrang":
        return STATES.get(value, value)
    return "" if name in PERIODS and value == UNDATED else value


def address_value(name: str, value: str, label: str) -> str:
    """What the address calls an engine's value: the label where it can be read back, since people read addresses."""
    if name == "tinhtrang":
        return _STATE_SLUGS.get(value, value)
    if name in PERIODS and not value:
        return UNDATED
    return label if name in ("vankien", "nguoi") and engine_value(name, label) == value else value


def read_parameters(arguments: MultiDict[str, str]) -> Parameters:
    """The state that an address asks for; never raises: what cannot be read is left out and noted."""
    notes: list[str] = []
    typed = clean_text(arguments.get("q", ""))
    if len(typed) > LONGEST:
        notes.append(str(gettext("Câu tìm dài quá: chỉ đọc %(count)s ký tự đầu.", count=LONGEST)))
        typed = typed[:LONGEST].rstrip()
    kind, order = arguments.get("loaingay", ""), arguments.get("xep", "")
    return Parameters(
        q=typed,
        kind=kind if kind in KINDS else "su-kien",
        since=_day(arguments.get("tu", ""), notes),
        until=_day(arguments.get("den", ""), notes),
        choices=_choices(arguments),
        order=order if order in ORDERS else None,
        page=_page(arguments.get("trang", "")),
        is_literal=arguments.get("nguyenvan") == "1",
        notes=tuple(notes),
    )


def _choices(arguments: MultiDict[str, str]) -> tuple[Choice, ...]:
    typed = ((name, clean_text(value)) for name in FIELDS for value in arguments.getlist(name))
    read = (Choice(name, value.removeprefix("-"), value.startswith("-")) for name, value in typed if value.strip("-"))
    return tuple(dict.fromkeys(read))


def _day(typed: str, notes: list[str]) -> date | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        notes.append(str(gettext("Không đọc được ngày “%(typed)s”: hãy viết như 2023-07-31.", typed=typed[:40])))
        return None


def _page(typed: str) -> int:
    return min(max(int(typed), 1), 10**9) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 1
