"""Lists of phrases that are looked up word by word: separate so that every reader of names and titles is linear."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from index.reading import ReadingCopy

_END = ""


class Phrases:
    """Phrases in small letters, matched as whole words with the same signs between them: "bí thư", "đ/c", "pgs.ts"."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root: dict[str, Any] = {}
        for phrase in phrases:
            copy = ReadingCopy(phrase.lower())
            self._add((*copy.words[:1], *copy.keys[1:]))

    @classmethod
    def of_words(cls, phrases: Iterable[tuple[str, ...]]) -> Phrases:
        """Phrases whose words are known already and stand with mere white space between."""
        made = cls(())
        for words in phrases:
            made._add(words)
        return made

    @cached_property
    def openers(self) -> frozenset[str]:
        """The words with which a phrase begins."""
        return frozenset(self._root)

    def _add(self, words: tuple[str, ...]) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        if words:
            node[_END] = words

    def match(self, copy: ReadingCopy, place: int) -> int | None:
        """The word after the longest phrase that begins with word `place`, or `None`."""
        words = copy.words
        node = self._root.get(words[place]) if place < len(words) else None
        if node is None:
            return None
        keys, last, best, following = copy.keys, len(words), None, place + 1
        while node is not None:
            if _END in node:
                best = following
            if following == last:
                break
            node = node.get(keys[following])
            following += 1
        return best

    def ends_at(self, copy: ReadingCopy, place: int, longest: int = 4) -> bool:
        """Whether one of the phrases stands right before word `place`, with mere white space between."""
        if place < len(copy.words) and copy.gaps[place]:
            return False
        return any(self.match(copy, start) == place for start in range(max(0, place - longest), place))
