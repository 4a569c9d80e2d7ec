"""The text of a piece of HTML on one line, and of a table of figures row by row."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from index.text import clean_text


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
SILENT = _names(
    "script style noscript template iframe object embed svg canvas audio video button select option datalist textarea input "
    "head title meta link"
)
_LONGEST_CELL = 300


def table_text(table: Tag) -> str | None:
    """A table of figures as one text: rows on lines of their own, cells parted by " | "; `None` for a table of layout."""
    if table.find(("table", "img")):
        return None
    rows = [[flat_text(cell) for cell in row.find_all(("td", "th"))] for row in table.find_all("tr")]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or max(map(len, rows)) < 2 or max(len(cell) for row in rows for cell in row) > _LONGEST_CELL:
        return None
    return "\n".join(clean_text(" | ".join(row)) for row in rows)


def flat_text(tag: Tag) -> str:
    """All text of a tag on one line, a space at each block and line break."""
    parts: list[str] = []
    for each in tag.descendants:
        if isinstance(each, Tag):
            if each.name in BLOCKS or each.name == "br":
                parts.append(" ")
        elif isinstance(each, NavigableString) and not isinstance(each, PreformattedString):
            parts.append(str(each))
    return clean_text("".join(parts))
