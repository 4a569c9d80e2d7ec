"""Where a title begins and where it ends (chức danh): a head such as "Bí thư", then the body it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from index.authority import Authority
from index.office.houses import HouseReader
from index.office.naming import NameReader, PlaceWord, is_acronym, is_shouted
from index.phrases import Phrases
from index.reading import ReadingCopy

_LONGEST = 40
_SHORT_PLACES = ("tp", "q", "p", "h", "x")
_ROMAN = frozenset("IVX")
_IN_CHARGE = ("phụ", "trách")
_Part = tuple[int, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Title:
    """A title from word `start` to word `end`; `name` is the name that follows without a sign: "Bí thư Quận ủy NAME"."""

    start: int
    end: int
    name: tuple[int, int] | None = None
    is_task: bool = False


class TitleReader:
    """Reads titles at a word of a text, knowing the heads and words of one authority folder."""

    def __init__(self, authority: Authority, names: NameReader) -> None:
        self._names = names
        self.heads = Phrases(name for head in authority.title_heads for name in head.names)
        self._tasks = Phrases(name for head in authority.title_heads if head.is_task for name in head.names)
        self.prefixes = Phrases(authority.word_list("title_prefixes"))
        self._openers = self.heads.openers | self.prefixes.openers
        self._roles = Phrases(authority.word_list("roles"))
        self._organisation = Phrases(authority.word_list("organisation"))
        self._fields = Phrases(authority.word_list("fields"))
        self._naming = frozenset(authority.word_list("naming"))
        self._geography = frozenset(authority.word_list("geography"))
        self._cities = frozenset(authority.word_list("cities"))
        self._joining = frozenset(authority.word_list("joining"))
        self._endings = Phrases(authority.word_list("endings"))
        self._houses = HouseReader(authority)
        self._address = Phrases(authority.word_list("address"))
        self._ranks = Phrases(authority.word_list("ranks"))

    def read(self, copy: ReadingCopy, place: int, *, behind_name: bool = False) -> Title | None:
        """The title that begins with word `place`, with "nguyên" before its head where that is printed.

        `behind_name`: a title behind its holder's name, which a ward ends and no other name: "Bí thư Đảng ủy phường Lê Ích Mộc".
        """
        if place >= len(copy.words) or copy.words[place] not in self._openers:
            return None
        prefix = self.prefixes.match(copy, place)
        head_at = prefix if prefix and prefix < len(copy.words) and not copy.gaps[prefix] else place
        head = self.heads.match(copy, head_at)
        if head is None:
            return None
        if copy.words[head : head + 2] == _IN_CHARGE and not copy.gaps[head]:
            head += 2  # "Phó Tổng Biên tập phụ trách Báo …"
        end, name = self._rest(copy, head)
        if name is None and self._has_term(copy, end):
            end += 2
        if name and behind_name and self._place_word(copy, name[0]) is PlaceWord.AREA:
            end, name = name[1], None
        return Title(place, end, name, self._tasks.match(copy, head_at) == head)

    @staticmethod
    def _has_term(copy: ReadingCopy, place: int) -> bool:
        """Whether the number of a committee's term is printed in the title: "Bí thư Huyện ủy khóa XXIV"."""
        if copy.words[place : place + 1] != ("khóa",) or place + 1 >= len(copy.words) or copy.gaps[place] or copy.gaps[place + 1]:
            return False
        return copy.words[place + 1].isdigit() or set(copy.shown[place + 1]) <= _ROMAN

    def read_role(self, copy: ReadingCopy, place: int) -> Title | None:
        """A role that only stands beside a title: "phụ trách Đảng bộ Khối …"."""
        role = self._roles.match(copy, place)
        if role is None:
            return None
        end, name = self._rest(copy, role)
        return Title(place, end, name) if end > role else None

    def begins(self, copy: ReadingCopy, place: int) -> bool:
        """Whether a title begins with word `place`."""
        if place >= len(copy.words) or copy.words[place] not in self._openers:
            return False
        prefix = self.prefixes.match(copy, place)
        return self.heads.match(copy, prefix or place) is not None

    def _rest(self, copy: ReadingCopy, place: int) -> _Part:
        """The end of the body's name, and the person's name right behind it."""
        begin = place
        shouted = is_shouted(copy, place - 1)
        while place < len(copy.words) and place - begin < _LONGEST:
            if shouted and self._endings.match(copy, place):
                break
            end, name = self._part(copy, place, begin)
            if name or end == place:
                return end, name
            place = end
        return place, None

    def _part(self, copy: ReadingCopy, place: int, begin: int) -> _Part:
        """The next part of the body's name: where it ends, which is where it begins if there is none."""
        gap, word = copy.gaps[place], copy.shown[place]
        if gap == ")" and copy.gaps[place - 1] == "(":
            gap = ""
        found = self._small_words(copy, place, word)
        if gap:
            return ((found or place + 1) if self._goes_on(copy, place, gap) else place), None
        if found:
            return found, None
        if copy.words[place] in ("và", "kiêm"):
            return self._joined(copy, place, begin) or place, None
        if word.isdigit() and len(word) < 4:
            return place + 1, None
        if place > begin and self._houses.is_half_of_word(copy, place):
            return place + 1, None
        if not word[0].isupper() or self.begins(copy, place):
            return place, None
        # "phường Cô Giang" and "phường Bà Rịa" are places
        if self._address.match(copy, place) and copy.words[place - 1] not in self._geography:
            return place, None
        return (place + 1, None) if is_acronym(word) and not is_shouted(copy, place) else self._capitals(copy, place)

    def _goes_on(self, copy: ReadingCopy, place: int, gap: str) -> bool:
        """Whether a name goes on over a sign: "Dân - Chính - Đảng", "TP. Hồ Chí Minh", "GD&ĐT", "Cấp nước Sài Gòn (SAWACO)"."""
        if not copy.shown[place][0].isupper():
            return False
        if gap == "(":
            is_closed = place + 1 >= len(copy.words) or copy.gaps[place + 1].startswith(")")
            return is_closed and is_acronym(copy.shown[place])
        if gap == "-":
            is_person = self._address.match(copy, place) or self._ranks.match(copy, place)
            return not (is_person or self.begins(copy, place) or self._names.begins_name(copy, place))
        if gap == "." and copy.words[place - 1] in _SHORT_PLACES:
            return not (self._houses.begins(copy, place) or self._organisation.match(copy, place))  # "… TP. Đoàn Quận ủy viếng"
        return gap in ("&", "/")

    def _small_words(self, copy: ReadingCopy, place: int, word: str) -> int | None:
        """Words of organisations, and fields of work where they can be no verbs: "Ban Tổ chức", "phòng nội vụ"."""
        organisation = self._organisation.match(copy, place)
        field = self._fields.match(copy, place)
        if field and (word[0].isupper() or copy.words[place - 1] in self._joining or self._houses.ends_word(copy, place - 1)):
            return max(field, organisation or 0)
        return organisation

    def _joined(self, copy: ReadingCopy, place: int, begin: int) -> int | None:
        """Over "và" inside a department's name, over "kiêm" to a second head."""
        following = place + 1
        if following >= len(copy.words) or copy.gaps[following]:
            return None
        if copy.words[place] == "kiêm":
            return self.heads.match(copy, following)
        if self.begins(copy, following) or self._names.begins_name(copy, following):
            return None
        if self._address.match(copy, following) or self._ranks.match(copy, following):
            return None
        is_department = any(word in self._joining for word in copy.words[max(0, begin - 3) : place])
        if not is_department or copy.words[following] in self._joining:
            return None
        found = max(self._fields.match(copy, following) or 0, self._organisation.match(copy, following) or 0)
        return found or (following + 1 if copy.shown[following][0].isupper() else None)

    def _capitals(self, copy: ReadingCopy, place: int) -> _Part:
        """Over capital words that name a place, up to the person's name if one follows."""
        end = self._names.run(copy, place)
        last = end - 1
        if last > place and max(self._fields.match(copy, last) or 0, self._organisation.match(copy, last) or 0) > end:
            return last, None  # "Bộ Nội vụ": the second word is half of "nội vụ"
        found = self._names.split(copy, place, kind=self._place_word(copy, place))
        return (found[0], found) if found else (end, None)

    def _place_word(self, copy: ReadingCopy, place: int) -> PlaceWord:
        near, pair = copy.words[place - 1], " ".join(copy.words[max(0, place - 2) : place])
        if self._fields.match(copy, max(0, place - 2)) == place:
            return PlaceWord.NONE  # the "trường" of "Môi trường" is no school
        for word in (pair, near):
            if word in self._cities:
                return PlaceWord.NONE
            if word in self._geography:
                return PlaceWord.AREA
            if word in self._naming:
                return PlaceWord.HOUSE
        return PlaceWord.NONE
