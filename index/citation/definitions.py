"""Short forms that a text defines for itself: "Nghị quyết (NQ) 28", and from there on "NQ 28"."""

from __future__ import annotations

import re

from index.authority import Authority
from index.citation.alternatives import alternatives
from index.reading import ReadingCopy

_BRACKETED = re.compile(r"\(([^\W\d_]{1,5})\)")
_LONGEST_NAME = 40

# The letters, from where on they count, and the type that they stand for.
Definitions = dict[str, tuple[int, str | None]]


class DefinitionReader:
    """Finds the short forms of a text, knowing the type words of one authority folder."""

    def __init__(self, authority: Authority) -> None:
        self._types = {name: kind.id for kind in authority.document_types for name in kind.names}
        self._defining = re.compile(rf"(?<!\w)(?P<type>{alternatives(self._types)})\s{{0,3}}$")

    def read(self, copy: ReadingCopy) -> Definitions:
        """All short forms; of one that is defined twice the first definition counts."""
        defined: Definitions = {}
        for match in _BRACKETED.finditer(copy.low):
            name = self._defining.search(copy.low[max(0, match.start() - _LONGEST_NAME) : match.start()])
            if name:
                defined.setdefault(match[1], (match.end(), self._types.get(" ".join(name["type"].split()))))
        return defined
