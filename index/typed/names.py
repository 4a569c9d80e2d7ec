"""Names of people among the words of a query: only full names that the archive knows, honorifics taken with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.authority import AUTHORITY
from index.query import Clause, Tag, Words
from index.spelling import Spelling, flat
from index.text import Token, tokens

Names = Callable[[tuple[str, ...]], tuple[str, ...]]
"""Which person keys a run of typed words names in full: typed marks must agree, words without marks match any."""

LONGEST_NAME = 6
_HONORIFICS = tuple(tuple(token.text for token in tokens(words)) for words in AUTHORITY.word_list("address"))


@dataclass(frozen=True, slots=True)
class TypedName:
    """A stretch of a query that names a person, the honorific before it included."""

    start: int
    end: int
    keys: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The people of this name where they hold an office, or the name wherever it is printed."""
        return (*(Tag("person", key) for key in self.keys), Words(self.words))


def find_typed_names(text: str, names: Names) -> Iterator[TypedName]:
    """The names that stand in a stretch of a query (single spaces), in order; the longest one at each place."""
    words = list(tokens(text))
    done = place = 0
    while place < len(words):
        name = name_at(text, words[place:], names)
        if name:
            size = len(name.words)
            start = words[place - _honorific(words[done:place])].start
            yield TypedName(start, name.end, name.keys, name.words)
            place = done = place + size
        else:
            place += 1


def name_at(text: str, words: Sequence[Token], names: Names) -> TypedName | None:
    """The longest known name that begins with the first of these words; a comma or stop ends it."""
    longest = 1
    while longest < min(LONGEST_NAME, len(words)) and text[words[longest - 1].end : words[longest].start] == " ":
        longest += 1
    for size in range(longest, 1, -1):
        typed = tuple(word.text for word in words[:size])
        if keys := names(typed):
            return TypedName(words[0].start, words[size - 1].end, keys, typed)
    return None


def capitalised(text: str, words: Sequence[Token]) -> int:
    """How many words from the first on are written as a name is: "Trần Thị Mẫu nói" begins with three."""
    size = 0
    while size < len(words) and words[size].text[0].isupper():
        size += 1
        if size < len(words) and text[words[size - 1].end : words[size].start] != " ":
            break
    return size


def _honorific(before: Sequence[Token]) -> int:
    """How many words right before a name are an address: 2 for "đồng chí" and "đ/c", 1 for "ông"."""
    for honorific in _HONORIFICS:
        size = len(honorific)
        last = before[-size:]
        if len(last) == size and all(
            Spelling.of(flat_or(word)).agrees(meant) for word, meant in zip(last, honorific, strict=True)
        ):
            return size
    return 0


def flat_or(word: Token) -> str:
    """The word as typed; a single letter in bare form, since `d/c` is typed for đ/c."""
    return word.text if len(word.text) > 1 else flat(word.text)
