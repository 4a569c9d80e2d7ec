"""What changed between two versions of an article (khác nhau), word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import zip_longest

from index.article import Article

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
# Above this many pairs of words, or below this likeness, a paragraph reads better as replaced whole.
MOST_PAIRS = 4_000_000
LIKENESS = 0.3


class ChangeKind(Enum):
    """What became of a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text and what became of it."""

    kind: ChangeKind
    text: str


@dataclass(frozen=True, slots=True)
class ComparedBlock:
    """A title or block of both versions; `is_same` where not a letter changed."""

    changes: tuple[Change, ...]

    @property
    def is_same(self) -> bool:
        """Whether both versions print this alike."""
        return all(change.kind is ChangeKind.SAME for change in self.changes)

    def shortened(self, context: int) -> ComparedBlock:
        """The block with at most `context` characters of each stretch at either side of a cut."""
        return ComparedBlock(tuple(Change(change.kind, _shortened(change.text, context)) for change in self.changes))


def compare(old: Article, new: Article) -> tuple[ComparedBlock, ...]:
    """Title and blocks of both versions in printed order, changes marked."""
    return tuple(_compared(_parts(old), _parts(new)))


def count_words(blocks: Sequence[ComparedBlock], kind: ChangeKind) -> int:
    """How many words were added or removed."""
    texts = (change.text for block in blocks for change in block.changes if change.kind is kind)
    return sum(len(text.split()) for text in texts)


def _parts(article: Article) -> list[str]:
    return [article.title or "", *(block.text for block in article.blocks)]


def _compared(old: list[str], new: list[str]) -> Iterator[ComparedBlock]:
    for _, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for before, after in zip_longest(old[start:end], new[new_start:new_end], fillvalue=""):
            if before or after:
                yield ComparedBlock(tuple(_changes(before, after)))


def _changes(before: str, after: str) -> Iterator[Change]:
    if before == after:
        yield Change(ChangeKind.SAME, before)
        return
    old, new = _WORD.findall(before), _WORD.findall(after)
    if not old or not new or len(old) * len(new) > MOST_PAIRS or _likeness(old, new) < LIKENESS:
        yield from _replaced(before, after)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Change(ChangeKind.SAME, "".join(old[start:end]))
        else:
            yield from _replaced("".join(old[start:end]), "".join(new[new_start:new_end]))


def _likeness(old: list[str], new: list[str]) -> float:
    """How many words both have, of 1: the spaces between words would make any two paragraphs alike."""
    before, after = ([word for word in side if not word.isspace()] for side in (old, new))
    return SequenceMatcher(None, before, after, autojunk=False).quick_ratio()


def _replaced(before: str, after: str) -> Iterator[Change]:
    if before:
        yield Change(ChangeKind.REMOVED, before)
    if after:
        yield Change(ChangeKind.ADDED, after)


def _shortened(text: str, context: int) -> str:
    return text if len(text) <= 2 * context else f"{text[:context].rstrip()} … {text[-context:].lstrip()}"
