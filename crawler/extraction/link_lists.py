"""Menus and lists of other stories folded before a page is parsed (gộp danh sách liên kết): they are most of its tags.

BeautifulSoup costs by the tag. A box whose every word is a link says nothing but what it is called and how much of the
page is links, so it keeps its own tag and one link of the same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<|[^<]+")
_BOXES = frozenset({"ul", "ol", "nav", "div", "section", "aside"})
# What a box of links is made of besides boxes and links; any other tag says that it may be more.
_PLAIN = frozenset({"a", "li", "span", "i", "b", "em", "strong", "img", "br", "h3", "h4", "h5"})
# Shorter ones may be a story's own: three documents, each a link.
_LEAST_LINKS = 10


@dataclass(frozen=True, slots=True)
class _Box:
    """A box of nothing but links, as far as it was read: where it stands, and its words and links among all."""

    name: str
    start: int
    inside: int
    first_word: int
    links_before: int
    end: int = 0
    last_word: int = 0


def fold_link_lists(html: str) -> str:
    """The page with every box of at least ten links and nothing else as one link. Linear in its length, and never raises."""
    reader = _Reader()
    reader.read(html)
    kept: list[str] = []
    place = 0
    for box in reader.outermost():
        words = " | ".join(filter(None, reader.words[box.first_word : box.last_word]))
        kept += [html[place : box.inside], "<a>", words, f"</a></{box.name}>"]
        place = box.end
    return "".join([*kept, html[place:]]) if kept else html


class _Reader:
    """One pass over the tags and texts of a page."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._links = 0
        self._in_link = False
        self._stack: list[_Box] = []
        self._clean_from = 0
        """Boxes below this place of the stack hold more than links."""
        self._found: list[_Box] = []

    def read(self, html: str) -> None:
        for token in _TOKEN.finditer(html):
            name = (token[2] or "").lower()
            if name in _BOXES:
                self._read_box(name, token)
            elif not self._stack:
                continue
            elif name == "a":
                self._in_link = not token[1]
                self._links += self._in_link
            elif name:
                if name not in _PLAIN:
                    self._spoil()
            elif self._in_link:
                self.words.append(" ".join(token[0].split()))
            elif not token[0].isspace():
                self._spoil()

    def _read_box(self, name: str, token: re.Match[str]) -> None:
        if not token[1]:
            self._stack.append(_Box(name, token.start(), token.end(), len(self.words), self._links))
            return
        self._in_link = False
        if not self._stack or self._stack[-1].name != name:  # crossed tags: nothing here is as it looks
            self._stack.clear()
            self._clean_from = 0
            return
        box = self._stack.pop()
        if len(self._stack) >= self._clean_from and self._links - box.links_before >= _LEAST_LINKS:
            self._found.append(_Box(name, box.start, box.inside, box.first_word, box.links_before, token.end(), len(self.words)))
        self._clean_from = min(self._clean_from, len(self._stack))

    def _spoil(self) -> None:
        self._clean_from = len(self._stack)

    def outermost(self) -> list[_Box]:
        """The boxes that stand in no other box of links, in order."""
        outer: list[_Box] = []
        for box in self._found:
            while outer and outer[-1].start >= box.start:
                outer.pop()
            outer.append(box)
        return outer
