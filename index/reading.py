"""The copy of a text that the readers look at: separate so that what is printed is never touched and every span is true."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from itertools import accumulate

from index.text import DASHES, INVISIBLE, Span, tone_place

# One sign for each class, letter for letter: dashes, quotes, and the look-alikes of Đ in converted texts.
_ALIKE = (
    *((dash, "-") for dash in DASHES[1:]),
    *((quote, '"') for quote in "“”„‟«»″"),
    ("’", "'"),
    ("Ð", "Đ"),
    ("Ɖ", "Đ"),
    ("ð", "đ"),
)
_SIGNS = re.compile("[" + "".join(sign for sign, _ in _ALIKE) + "]")
# "Thà nh ủy": a byte of "à" was once taken for a no-break space (nguoihanoi.vn)
_TORN = re.compile(r"(?<=[àÀ])[ \u00a0](?=(?:nh|ng|ch|[cmnpt])(?!\w))")
# the same without a look behind, which is slow where nothing is torn
_TORN_SEEN = re.compile(r"[àÀ][ \u00a0](?=(?:nh|ng|ch|[cmnpt])(?!\w))")
_ODD = re.compile(f"[\u0300-\u036f{INVISIBLE}]")
# a letter with its marks, marks without a letter, an invisible letter, the space of a torn word
_CLUSTER = re.compile(f"[^\u0300-\u036f{INVISIBLE}]?[\u0300-\u036f]+|[{INVISIBLE}][\u0300-\u036f]*|{_TORN.pattern}")
# a name such as H'Hương is one word; most texts have none, and are parted in half the time
_WORD = re.compile(r"(\w+(?:'\w+)*)")
_PLAIN_WORD = re.compile(r"(\w+)")


class ReadingCopy:
    """A text as the readers see it: NFC, no invisible or surplus marks, one dash, one quote, tone marks in one place.

    `text` and `low` (small letters) have the same length; `span` leads from them back to the printed text.
    """

    def __init__(self, printed: str) -> None:
        self.printed = printed
        self._places: tuple[list[int], list[int]] | None = None
        text = printed
        if not unicodedata.is_normalized("NFC", text) or _ODD.search(text) or _TORN_SEEN.search(text):
            text = self._compose(text)
        if _SIGNS.search(text):
            for sign, same in _ALIKE:
                text = text.replace(sign, same)
        self.text = tone_place(text)
        # "İ" alone grows when it becomes small, and would shift every span after it
        self.low = self.text.replace("İ", "I").lower()

    def _compose(self, printed: str) -> str:
        """The composed text, with the place of every letter of it remembered."""
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = 0
        for odd in _CLUSTER.finditer(printed):
            start, end = odd.span()
            letters.append(printed[last:start])
            starts.extend(range(last, start))
            ends.extend(range(last + 1, start + 1))
            letter = _letter(odd.group())
            letters.append(letter)
            starts.extend([start] * len(letter))
            ends.extend([end] * len(letter))
            last = end
        letters.append(printed[last:])
        starts.extend(range(last, len(printed)))
        ends.extend(range(last + 1, len(printed) + 1))
        self._places = (starts, ends)
        return "".join(letters)

    def span(self, start: int, end: int) -> Span:
        """The place in the printed text of `text[start:end]`, which must not be empty."""
        if self._places is None:
            return Span(start, end)
        return Span(self._places[0][start], self._places[1][end - 1])

    def cut(self, start: int, end: int) -> str:
        """What is printed where `text[start:end]` stands."""
        span = self.span(start, end)
        return self.printed[span.start : span.end]

    @cached_property
    def _pieces(self) -> list[str]:
        """Signs and words by turns; the first piece and the last are signs, perhaps none."""
        return (_WORD if "'" in self.text else _PLAIN_WORD).split(self.text)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self._pieces)))

    def place(self, word: int) -> tuple[int, int]:
        """Where a word begins and ends in the copy."""
        return self._ends[2 * word], self._ends[2 * word + 1]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """All words (âm tiết, numbers, abbreviations) in order, with the capitals they are printed with."""
        return tuple(self._pieces[1::2])

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The same words in small letters."""
        return tuple(" ".join(self.shown).replace("İ", "I").lower().split())

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Each word with the signs before it, as lists of phrases are looked up: "thể", ", chống"."""
        keys = list(self.words)
        for place, gap in enumerate(self.gaps):
            if gap:
                keys[place] = f"{gap} {keys[place]}"
        return tuple(keys)

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What stands before each word: "" for mere white space, a line feed where a line ends, else the signs themselves."""
        gaps = ["" if gap == " " else "\n" if "\n" in gap else gap.strip() for gap in self._pieces[0:-1:2]]
        if gaps:
            gaps[0] = gaps[0] or "\n"
        return tuple(gaps)


@lru_cache(maxsize=2)
def reading_copy(printed: str) -> ReadingCopy:
    """The copy of a text; the readers of documents, people and dates look at one after the other, and share it."""
    return ReadingCopy(printed)


def _letter(cluster: str) -> str:
    """The composed letter: marks that found no place in it are surplus ("sự" + U+0323), invisible letters are nothing."""
    if cluster[0] in INVISIBLE or cluster.isspace():
        return ""
    composed = unicodedata.normalize("NFC", cluster)
    return "".join(char for char in composed if not unicodedata.combining(char))
