"""Where a text names people with their titles: the printed orders, one after the other, over the words of a reading copy."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.authority import Authority
from index.office.naming import NameReader
from index.office.offices import OfficeReader, Words
from index.office.titles import Title, TitleReader
from index.phrases import Phrases
from index.reading import ReadingCopy

_MOST_TITLES = 12
_LONGEST_TITLE = 14
_AND = "và"
_PLURALS = frozenset(("các", "những", "nhiều", "hai", "ba", "bốn", "năm", "số", "quý", "mỗi", "từng", "một", "mọi"))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person at a place of the copy: words of the name (`None`: a title alone) and of the titles printed with it."""

    name: Words | None
    titles: tuple[Words, ...]

    @property
    def place(self) -> int:
        """The first word of the name, or of the title where there is no name."""
        return self.name[0] if self.name else self.titles[0][0]


class SightingReader:
    """Reads all people of a text in one pass, knowing one authority folder."""

    def __init__(self, authority: Authority) -> None:
        self._names = NameReader(authority)
        self._titles = TitleReader(authority, self._names)
        self._offices = OfficeReader(authority, self._names, self._titles)
        self._address = Phrases(authority.word_list("address"))
        self._ranks = Phrases(authority.word_list("ranks"))
        self._terms = Phrases(authority.word_list("terms"))
        self._namesakes = Phrases(w for c in ("ideas", "places") for w in authority.namesake_words(c))
        prefixes = authority.word_list("title_prefixes")
        heads = [name for head in authority.title_heads for name in head.names]
        self._openings = Phrases((*authority.word_list("address"), *authority.word_list("ranks"), *heads, *prefixes))
        self._openers = self._openings.openers
        self._addressing = self._address.openers | self._ranks.openers

    def read(self, copy: ReadingCopy) -> list[Sighting]:
        """All sightings in order, people without any title among them."""
        found: list[Sighting] = []
        floor = 0
        openers = self._openers
        for place in [place for place, word in enumerate(copy.words) if word in openers]:
            if place >= floor and self._openings.match(copy, place):
                seen, end = self._at(copy, place, floor)
                if end > place:
                    found.extend(self._elected_too(copy, found, seen))
                    floor = end
        return found

    def _elected_too(self, copy: ReadingCopy, found: list[Sighting], seen: list[Sighting]) -> list[Sighting]:
        """What was seen; the person right before takes the post too: "chị A, anh B giữ chức Phó Bí thư"."""
        last, first = (found[-1] if found else None), (seen[0] if seen else None)
        if not (last and last.name and not last.titles and first and first.name and first.titles):
            return seen
        begin = last.name[1] + (copy.words[last.name[1]] == _AND)
        is_next = copy.gaps[last.name[1]] in ("", ",") and self._addressed(copy, begin) == first.name[0]
        if is_next and not copy.gaps[first.name[1]] and first.titles[0][0] > first.name[1]:
            found[-1] = replace(last, titles=first.titles)
        return seen

    def title_around(self, copy: ReadingCopy, name: Words) -> Sighting | None:
        """The official whose name a title swallowed as a place: "Phó Chủ nhiệm UBKT Đảng ủy xã Vũ Hòa", where he is known."""
        found = None
        for place in range(name[0] - 1, max(-1, name[0] - _LONGEST_TITLE), -1):
            if copy.gaps[place + 1] and copy.gaps[place + 1] != "-":
                break
            title = self._titles.read(copy, place) if copy.words[place] in self._openers else None
            if title and title.name is None and title.end == name[1] and not title.is_task:
                found = Sighting(name, ((title.start, name[0]),))  # "Phó Chủ nhiệm" begins before "Chủ nhiệm"
        return found

    def _at(self, copy: ReadingCopy, place: int, floor: int) -> tuple[list[Sighting], int]:
        """What an address word or a title head at word `place` opens, and where it ends."""
        addressed = self._addressed(copy, place)
        if addressed:
            before = copy.words[place - 1] if place and not copy.gaps[place] else ""
            is_plural = before in _PLURALS or before.isdigit()
            seen, end = self._list(copy, addressed) if is_plural else self._person(copy, addressed)
            if seen and seen[-1].name and seen[-1].titles and end < len(copy.words) and copy.gaps[end] == ";":
                more, end = self._items(copy, end, (), sure=False)
                seen += more
            return ([], max(end, addressed)) if self._namesakes.ends_at(copy, place) else (seen, end)
        title = self._titles.read(copy, place)
        if title is None or title.is_task or self._offices.is_half_of_phrase(copy, place):
            return [], place
        if self._namesakes.ends_at(copy, place):
            return [], title.name[1] if title.name else title.end
        return self._unaddressed(copy, place, floor, title)

    def _addressed(self, copy: ReadingCopy, place: int) -> int | None:
        """The word after "đồng chí", "ông", "Đại tá" and several of them in a row."""
        end: int = place
        if place >= len(copy.words) or copy.words[place] not in self._addressing:
            return None
        for _ in range(4):
            if copy.words[end + 1 : end + 2] in (("thị",), ("văn",)) and copy.shown[end][0].isupper():
                break  # "Ông Thị Ngọc Linh": a family name
            following = self._address.match(copy, end) or self._ranks.match(copy, end)
            if following is None or (end > place and copy.gaps[end] not in ("", ",", ".", "-")):
                break
            end = following
        return end if end > place and end < len(copy.words) else None

    def _person(self, copy: ReadingCopy, place: int) -> tuple[list[Sighting], int]:
        """The one person behind an address: "đồng chí NAME, TITLE", "đồng chí TITLE NAME", "đồng chí TITLE"."""
        if copy.gaps[place] not in ("", ".", "-", ":"):
            return [], place
        if title := self._titles.read(copy, place):
            named, end = self._title_first(copy, title)
            if named:
                return [named], end
            return ([] if title.is_task else [Sighting(None, ((title.start, title.end),))]), title.end
        name_end = self._names.read(copy, place)
        if name_end is None:
            return [], place
        titles, stop = self._offices.behind(copy, name_end)
        return [Sighting((place, name_end), titles)], stop

    def _unaddressed(self, copy: ReadingCopy, place: int, floor: int, title: Title) -> tuple[list[Sighting], int]:
        """A title without an address: "Bí thư Quận ủy NAME", or behind a name: "NAME, Bí thư Quận ủy"."""
        if not title.name and copy.gaps[place] in (",", "-", "(", "–", ""):
            start = self._names.before(copy, place, floor)
            if start is not None and not self._namesakes.ends_at(copy, start) and (place - start > 2 or copy.gaps[start]):
                titles, end = self._offices.behind(copy, place)
                return [Sighting((start, place), titles)], end
        named, end = self._title_first(copy, title)
        if named:
            return [named], end
        listed = self._terms.match(copy, title.end) or title.end  # "nguyên Bí thư Huyện ủy các thời kỳ: A, B"
        if listed < len(copy.words) and copy.gaps[listed] == ":" and self._names.begins_name(copy, listed):
            return self._items(copy, listed, ((title.start, title.end),))
        return [], title.end

    def _title_first(self, copy: ReadingCopy, title: Title) -> tuple[Sighting | None, int]:
        """Titles that run up to a name: "Phó Bí thư Quận ủy, Chủ tịch UBND quận NAME"; or to "đối với đồng chí NAME"."""
        titles: list[Words] = []
        current: Title | None = title
        while current and len(titles) < _MOST_TITLES:
            if not current.is_task:
                titles.append((current.start, current.end))
            name = current.name or self._name_behind_sign(copy, current.end)
            if name and titles:
                more, end = self._offices.behind(copy, name[1], titled=True)
                return Sighting(name, (*titles, *more)), end
            following = current.end
            is_next = following < len(copy.words) and copy.gaps[following] in (",", "-")
            if is_next and titles and (addressed := self._person_behind_comma(copy, following)):
                return Sighting(addressed, tuple(titles)), addressed[1]
            current = self._titles.read(copy, following) if is_next else None
        return None, title.end

    def _person_behind_comma(self, copy: ReadingCopy, place: int) -> Words | None:
        """The name behind "Giám đốc Điện lực, ông |", "Phó Giám đốc Sở Tài chính – đồng chí |", without a title of its own."""
        if copy.gaps[place] not in (",", "-") or not (start := self._addressed(copy, place)):
            return None
        end = self._names.read(copy, start) if copy.gaps[start] in ("", ".") else None
        return (start, end) if end and not self._offices.behind(copy, end)[0] else None

    def _name_behind_sign(self, copy: ReadingCopy, place: int) -> Words | None:
        """A name behind "Bí thư Quận ủy - " or "… cho đồng chí "."""
        if place >= len(copy.words):
            return None
        if copy.gaps[place] == "-" and self._names.begins_name(copy, place):
            end = self._names.read(copy, place)
            return (place, end) if end else None
        joined = self._offices.joined(copy, place)
        start = self._addressed(copy, joined) if joined else None
        end = self._names.read(copy, start) if start else None
        return (start, end) if start and end else None

    def _list(self, copy: ReadingCopy, place: int) -> tuple[list[Sighting], int]:
        """Behind "các đồng chí": items with titles of their own, or one title for all of them."""
        title = self._titles.read(copy, place) if not copy.gaps[place] else None
        if title is None:
            return self._items(copy, place, ())
        shared = ((title.start, title.end),)
        if title.name:
            return self._items(copy, title.name[0], shared)
        if title.end < len(copy.words) and copy.gaps[title.end] == ":":
            return self._items(copy, title.end, shared)
        return [], title.end

    def _items(
        self, copy: ReadingCopy, place: int, shared: tuple[Words, ...], *, sure: bool = True
    ) -> tuple[list[Sighting], int]:
        """The people of a list; titles behind the last of some names parted by commas belong to all of these.

        Where it is not `sure` that this is a list, only a name with a title goes on with it: "đồng chí A, Bí thư; B, Phó Bí thư".
        """
        found: list[Sighting] = []
        waiting = 0
        end = place
        while place < len(copy.words):
            ranked = self._addressed(copy, place) or place
            title = self._titles.read(copy, ranked)
            if title:
                named, stop = self._title_first(copy, title)
                if not named:
                    break
                found.append(named)
                waiting = 0
            else:
                name_end = self._names.read(copy, ranked)
                if name_end is None:
                    break
                titles, stop = self._offices.behind(copy, name_end)
                if not (sure or titles):
                    break
                found.append(Sighting((ranked, name_end), (*shared, *titles)))
                if titles and not shared:
                    found[-1 - waiting : -1] = [replace(each, titles=titles) for each in found[-1 - waiting : -1]]
                waiting = 0 if titles else waiting + 1
            place = end = stop
            if place >= len(copy.words):
                break
            if ";" in copy.gaps[place]:
                waiting = 0
            place = self._next_item(copy, place)
        return found, end

    def _next_item(self, copy: ReadingCopy, place: int) -> int:
        """Over the comma, semicolon or "và" before the next item; beyond the text where the list ends."""
        if copy.gaps[place] not in ("", ",", ";", "&", ");", "),", "),"):
            return len(copy.words)
        if copy.words[place] in ("và", "cùng"):
            return place + 1
        return place if copy.gaps[place] else len(copy.words)
