"""Where a person's name begins and where it ends (họ tên): capital syllables, and what is none of a name."""

from __future__ import annotations

from enum import Enum

from index.authority import Authority
from index.phrases import Phrases
from index.reading import ReadingCopy

FEWEST = 2
MOST = 6
# capital words that are looked at together: a place and a name
_LONGEST_RUN = 12
# fewer are the name of a ward or of a person
_LEAST_WARD_AND_NAME = 5
_MIDDLE_NAMES = ("văn", "thị")


class PlaceWord(Enum):
    """What stands before capital words: an area ("phường"), a house ("trường"), or neither."""

    NONE = "none"
    AREA = "area"
    HOUSE = "house"


class NameReader:
    """Reads names at a word of a text, knowing the heads, family names and places of one authority folder."""

    def __init__(self, authority: Authority) -> None:
        heads = [name for head in authority.title_heads for name in head.names]
        self._surnames = frozenset(authority.word_list("surnames"))
        self._surname_openers = frozenset(name.split()[0] for name in self._surnames)
        self._areas = frozenset((*authority.word_list("geography"), "tỉnh"))
        self._history = Phrases(authority.namesake_words("history"))
        self._places = Phrases(authority.word_list("places"))
        self._stops = Phrases(
            [*heads, *(f"{p} {h}" for p in authority.word_list("title_prefixes") for h in heads), "đồng chí", "đ/c"]
        )
        self._small_stops = Phrases(
            [*authority.word_list("endings"), *(w for w in authority.word_list("organisation") if " " in w)]
        )

    def read(self, copy: ReadingCopy, place: int) -> int | None:
        """The word after the name that begins with word `place`, or `None`: two to six capital syllables."""
        end = self.run(copy, place)
        return end if FEWEST <= end - place <= MOST else None

    def run(self, copy: ReadingCopy, place: int) -> int:
        """The word after the capital syllables from word `place` on that may be one name."""
        words, stopping = copy.words, self._stops.openers
        is_all_capital = is_shouted(copy, place)
        end = place
        while end < min(len(words), place + _LONGEST_RUN) and (end == place or not copy.gaps[end]):
            word = copy.shown[end]
            has_figure = not word.isalpha() and any(char.isdigit() for char in word)
            if has_figure or not word[0].isupper() or (words[end] in stopping and self._stops.match(copy, end)):
                break
            if end > place and self._opens_place(copy, end):
                break
            if is_all_capital and self._small_stops.match(copy, end):
                break
            if not is_all_capital and is_acronym(word):
                break
            end += 1
        return end

    def _opens_place(self, copy: ReadingCopy, place: int) -> bool:
        """Whether a word that may be a syllable of a name opens a place: "Quận 8", "Huyện Hòa Vang"."""
        if copy.words[place] not in self._areas or place + 1 >= len(copy.words) or copy.gaps[place + 1]:
            return False
        return not copy.shown[place + 1][0].islower()

    def split(self, copy: ReadingCopy, place: int, *, kind: PlaceWord) -> tuple[int, int] | None:
        """Where a name begins and ends in the capital words behind a title: "Quận ủy Đông Hồ|Trần Hữu Khoan".

        Behind "phường" two syllables are the ward's; behind "trường" the first words are the school's, whoever it is
        called after.
        """
        end = self.run(copy, place)
        known = self._places.match(copy, place)
        if known and known <= end and (kind is not PlaceWord.NONE or known - place == FEWEST) and known != end - 1:
            return (known, end) if self._is_name(copy, known, end) else None
        if past := self._history.match(copy, place):  # "Đoàn TNCS Hồ Chí Minh|Huỳnh Ly"
            return (past, end) if past < end and self._is_name(copy, past, end) else None
        if kind is PlaceWord.AREA and end - place >= _LEAST_WARD_AND_NAME:
            return self._behind_ward(copy, place, end), end
        begin = self._before_middle_name(copy, place, end) if kind is PlaceWord.NONE else None
        if begin is not None:
            return begin, end
        if self._is_name(copy, place, end) and self._is_person(copy, place, end, kind):
            return self._later_name(copy, place, end) or (place, end)
        for skipped in (2, 3, 1, 4):
            is_sure = skipped > 1 or any("'" in word for word in copy.words[place + skipped : end])
            fewest = FEWEST if is_sure else FEWEST + 1
            if self._is_name(copy, place + skipped, end) and end - place - skipped >= fewest:
                return place + skipped, end
        return None

    @staticmethod
    def _before_middle_name(copy: ReadingCopy, place: int, end: int) -> int | None:
        """Where a name begins that its middle name tells, whatever the family name: "Quận 10|Bành Thị Kim Quyên"."""
        middles = (each for each in range(place + 1, end - 1) if copy.words[each] in _MIDDLE_NAMES)
        middle = next(middles, None)
        return middle - 1 if middle is not None and end - middle < MOST else None

    def _behind_ward(self, copy: ReadingCopy, place: int, end: int) -> int:
        """Where the name begins behind a ward's: "phường Đa Kao|Bạch Thái Nguyên", "phường Lê Thanh Nghị|Ninh Đức Vượng"."""
        wards = [place + skipped for skipped in (2, 3, 4) if FEWEST <= end - place - skipped <= MOST]
        for begin in wards:  # "phường Cầu Ông Lãnh|Phú Văn Tứ": the middle name tells, whatever the family name
            if end - begin > FEWEST and copy.words[begin + 1] in _MIDDLE_NAMES:
                return begin
        known = (begin for begin in wards if self._is_name(copy, begin, end))
        return next(known, end - 3)

    def begins_name(self, copy: ReadingCopy, place: int) -> bool:
        """Whether word `place` is a family name that opens a name."""
        return copy.words[place] in self._surname_openers and self._is_name(copy, place, self.run(copy, place))

    def before(self, copy: ReadingCopy, place: int, floor: int) -> int | None:
        """The word with which the name begins that ends right before word `place`, not before word `floor`.

        A name that opens an item of a list may have any family name: "; Thò Nỏ Vừ - ".
        """
        start = place
        while start > floor and place - start < MOST + 1:
            word = copy.shown[start - 1]
            if not word[0].isupper() or is_acronym(word) or any(char.isdigit() for char in word):
                break
            start -= 1
            if copy.gaps[start]:
                break
        if start >= place or self.read(copy, start) != place:
            return None
        opens_item = copy.gaps[place] in (",", "-") and not {"\n", ";"}.isdisjoint(copy.gaps[start])
        if copy.words[start] not in self._surnames and not opens_item:
            return None
        return None if self._places.match(copy, start) == place else start

    def _is_name(self, copy: ReadingCopy, start: int, end: int) -> bool:
        if not FEWEST <= end - start <= MOST:
            return False
        # "Công Tằng Tôn Nữ Minh Hiếu": some family names have two syllables
        if copy.words[start] not in self._surnames and " ".join(copy.words[start : start + 2]) not in self._surnames:
            return False
        # S'tiêng women are called Thị Nhơ; in "Cao Thị Mỹ" the same word is in the middle
        is_middle = copy.words[start] == "thị" and start > 0 and not copy.gaps[start]
        return not (is_middle and copy.shown[start - 1][0].isupper())

    @staticmethod
    def _is_person(copy: ReadingCopy, start: int, end: int, kind: PlaceWord) -> bool:
        """Whether a name that stands right behind a title, or behind a place word of it, is the official's."""
        if kind is PlaceWord.AREA:
            return end - start > FEWEST or any("'" in word for word in copy.words[start:end])
        return kind is PlaceWord.NONE

    def _later_name(self, copy: ReadingCopy, place: int, end: int) -> tuple[int, int] | None:
        """A name with "Văn" or "Thị" behind a place of two syllables: "Lê Lợi|Nguyễn Văn Mẫu"."""
        later = place + 2
        if end - later > FEWEST and copy.words[later] in self._surnames and copy.words[later + 1] in _MIDDLE_NAMES:
            return later, end
        return None


def is_acronym(word: str) -> bool:
    """Whether a word is an abbreviation such as UBND or TPHCM and no syllable of a name."""
    return len(word) > 1 and word.isupper() and "'" not in word


def is_shouted(copy: ReadingCopy, place: int) -> bool:
    """Whether word `place` and its neighbours stand in capitals throughout, as in a headline."""
    if place >= len(copy.words) or not copy.shown[place].isupper():
        return False
    words = copy.shown[max(0, place - 1) : place + 3]
    return sum(len(word) > 1 and word.isupper() for word in words) >= 3
