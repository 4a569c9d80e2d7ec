"""The `field:value` parts of a query: their names in both languages, and the values that are no words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from index.text import fold

Value = TypeVar("Value")

# Folded name as typed, without spaces -> what it is. "cơquan:" narrows by words until bodies have identities of their own.
FIELDS = {
    "vankien": "document",
    "doc": "document",
    "nguoi": "person",
    "person": "person",
    "coquan": "body",
    "body": "body",
    "nguon": "source",
    "source": "source",
    "ngay": "date",
    "date": "date",
    "tu": "since",
    "since": "since",
    "den": "until",
    "until": "until",
    "tinhtrang": "state",
    "state": "state",
}
# "văn kiện:" is typed in two words as often as in one.
FIELD_PATTERN = r"(?P<field>van\s?kien|co\s?quan|tinh\s?trang|" + "|".join(FIELDS) + ")"
STATE_LABELS = {"live": "còn", "changed": "đã sửa", "gone": "đã gỡ", "moved": "đã chuyển", "back": "trở lại"}
_STATES = {
    "con": "live",
    "live": "live",
    "da sua": "changed",
    "changed": "changed",
    "da go": "gone",
    "gone": "gone",
    "da chuyen": "moved",
    "chuyen huong": "moved",
    "moved": "moved",
    "tro lai": "back",
    "back": "back",
}


def read_state(text: str) -> str | None:
    """The state (tình trạng) that a reader names, in either language, with marks or without."""
    return _STATES.get(" ".join(fold(text).split()))


def read_source(text: str, sources: Mapping[str, str]) -> str | None:
    """The id of the source (nguồn) with this id or name, or of the only one whose name holds these words."""
    wanted = " ".join(fold(text).split())
    exact = [key for key, name in sources.items() if wanted in (fold(key), fold(name))]
    holding = [key for key, name in sources.items() if wanted and wanted in fold(name)]
    return exact[0] if exact else holding[0] if len(holding) == 1 else None


def longest_value(text: str, read: Callable[[str], Value | None], most: int) -> tuple[Value | None, int]:
    """The value that the most words at the beginning of `text` make, and where those end; (`None`, 0) for none."""
    ends = [place for place in range(1, len(text) + 1) if place == len(text) or text[place] == " "][:most]
    for end in reversed(ends):
        value = read(text[:end].strip(",;"))
        if value is not None:
            return value, end
    return None, 0
