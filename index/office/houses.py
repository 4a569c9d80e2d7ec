"""The names of houses inside a title (cơ quan, doanh nghiệp): they hold words of two syllables that no list knows."""

from __future__ import annotations

from index.authority import Authority
from index.office.naming import is_acronym
from index.phrases import Phrases
from index.reading import ReadingCopy

_LONGEST = 9


class HouseReader:
    """Tells the small half of a word in the name of a house, "Công ty Cổ |phần May", from the verb behind it."""

    def __init__(self, authority: Authority) -> None:
        self._houses = Phrases(authority.word_list("houses"))
        self._fields = Phrases(authority.word_list("fields"))
        self._organisation = Phrases(authority.word_list("organisation"))
        self._endings = Phrases(authority.word_list("endings"))
        self._closers = Phrases((*authority.word_list("after_number"), *authority.word_list("appointed")))

    def is_half_of_word(self, copy: ReadingCopy, place: int) -> bool:
        """Whether a small word ends a word of two syllables in the name of a house: "Tạp chí Sổ |tay Xây dựng Đảng"."""
        before = copy.shown[place - 1]
        if not (copy.shown[place][0].islower() and before[0].isupper()) or is_acronym(before):
            return False
        if self._endings.match(copy, place) or self._closers.match(copy, place):
            return False
        return self._may_follow(copy, place + 1) and self._has_begun(copy, place - 1)

    def begins(self, copy: ReadingCopy, place: int) -> bool:
        """Whether the name of a house begins with word `place`."""
        return self._houses.match(copy, place) is not None

    def ends_word(self, copy: ReadingCopy, place: int) -> bool:
        """Whether word `place` ended such a word: "Xúc tiến" in "Trung tâm Xúc tiến| đầu tư"."""
        if place < 1 or copy.gaps[place] or self._fields.match(copy, place - 1) == place + 1:
            return False
        first, second = copy.shown[place - 1][0], copy.shown[place][0]
        return first.isupper() and second.islower() and self._has_begun(copy, place - 1)

    def _has_begun(self, copy: ReadingCopy, place: int) -> bool:
        """Whether the name of a house has begun before word `place`."""
        return any(self._houses.match(copy, each) for each in range(max(0, place - _LONGEST), place))

    def _may_follow(self, copy: ReadingCopy, place: int) -> bool:
        """Whether the name of a house may go on or end before word `place`."""
        if place >= len(copy.words) or copy.gaps[place] or copy.shown[place][0].isupper():
            return True
        lists = (self._endings, self._closers, self._organisation, self._fields)
        return any(words.match(copy, place) for words in lists)
