"""People named in running text with the office they hold (người được nhắc): mentions, not resolved persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.authority import AUTHORITY, Authority
from index.office.offices import Words
from index.office.sightings import Sighting, SightingReader
from index.phrases import Phrases
from index.post import Post, read_post
from index.reading import ReadingCopy, reading_copy
from index.text import Span, clean_text, person_key


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One mention of an official (cán bộ). `text[span.start:span.end] == printed`, the name alone.

    `name` is NFC as printed, `None` for a mention by title only ("đồng chí Bí thư Đảng ủy Khối"); `titles` as printed,
    in order. `refers_to` is the index of the mention that names the person, set by `annotate` where exactly one fits.
    """

    span: Span
    printed: str
    name: str | None
    titles: tuple[str, ...]
    refers_to: int | None = None

    @property
    def key(self) -> str | None:
        """NFC, case-folded, tone placement unified, all marks kept: Hưng and Hùng are two people."""
        return person_key(self.name) if self.name else None

    @property
    def posts(self) -> tuple[Post, ...]:
        """The titles in normal form: head, body and level; a role that is no office ("phụ trách …") has none."""
        return tuple(post for title in self.titles if (post := read_post(title)))


def find_people(text: str, authority: Authority = AUTHORITY) -> tuple[PersonMention, ...]:
    """All officials mentioned in `text`, in reading order; never raises, whatever the text.

    Whoever is named with an office somewhere in the text counts wherever the full name stands; a person without any
    office, and a person of history, counts nowhere. A title alone counts behind "đồng chí", "ông" or "bà".
    """
    return people_in(reading_copy(text), authority)


def people_in(copy: ReadingCopy, authority: Authority = AUTHORITY) -> tuple[PersonMention, ...]:
    """The same for a reading copy that is there already."""
    reader, namesakes, history = _readers(authority)
    sightings = reader.read(copy)
    officials = {_low(copy, each.name) for each in sightings if each.name and each.titles} - history
    found = {each.place: each for each in sightings if each.name is None or _low(copy, each.name) in officials}
    names = Phrases.of_words(officials)
    for start, end in _places(copy, names) if officials else ():
        if start in found:
            continue
        if not namesakes.ends_at(copy, start):
            found[start] = Sighting((start, end), ())
        elif around := reader.title_around(copy, (start, end)):
            found[start] = around
    return tuple(_mention(copy, found[place]) for place in sorted(found))


@cache
def _readers(authority: Authority) -> tuple[SightingReader, Phrases, frozenset[tuple[str, ...]]]:
    namesakes = Phrases(word for context in ("ideas", "places") for word in authority.namesake_words(context))
    return SightingReader(authority), namesakes, frozenset(tuple(name.split()) for name in authority.namesake_words("history"))


def _low(copy: ReadingCopy, words: Words) -> tuple[str, ...]:
    return copy.words[slice(*words)]


def _places(copy: ReadingCopy, names: Phrases) -> Iterator[Words]:
    """Where one of the names stands as a whole: not "Trần Văn An" in "Trần Văn An Bình"."""
    openers = names.openers
    for place in [place for place, word in enumerate(copy.words) if word in openers]:
        end = names.match(copy, place)
        if end and copy.shown[place][0].isupper() and not _goes_on(copy, end):
            yield place, end


def _goes_on(copy: ReadingCopy, place: int) -> bool:
    """Whether the word behind a name is one more syllable of it, as far as capitals tell."""
    if place >= len(copy.words) or copy.gaps[place]:
        return False
    word = copy.shown[place]
    return word[0].isupper() and not word.isupper()


def _mention(copy: ReadingCopy, sighting: Sighting) -> PersonMention:
    start, end = _letters(copy, sighting.name or sighting.titles[0])
    printed = copy.cut(start, end)
    titles = dict.fromkeys(clean_text(copy.cut(*_letters(copy, title))) for title in sighting.titles)
    return PersonMention(copy.span(start, end), printed, clean_text(printed) if sighting.name else None, tuple(titles))


def _letters(copy: ReadingCopy, words: Words) -> tuple[int, int]:
    """Where words stand, with the bracket that closes one opened in them: "Tổng Công ty Cấp nước (SAWACO)"."""
    start, end = copy.place(words[0])[0], copy.place(words[1] - 1)[1]
    is_open = "(" in copy.text[start:end] and ")" not in copy.text[start:end]
    return start, end + (is_open and copy.text[end : end + 1] == ")")
