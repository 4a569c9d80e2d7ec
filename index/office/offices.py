"""The offices printed behind a name: titles in a row, and the post that somebody moves to in the same sentence."""

from __future__ import annotations

from index.authority import Authority
from index.office.naming import NameReader
from index.office.titles import TitleReader
from index.phrases import Phrases
from index.reading import ReadingCopy

_MOST_TITLES = 12
_FARTHEST_POST = 45
_SENTENCE_ENDS = frozenset(".;?!\n:")
# "sinh năm 1970", "quê …" stand between a name and its titles
_ASIDES = frozenset(("sinh", "quê", "dân", "trình", "nữ", "tuổi"))
_LONGEST_ASIDE = 10
_LONGEST_BRACKET = 15
_LONGEST_CALLING = 6

_PASSIVE = "được"

Words = tuple[int, int]


class OfficeReader:
    """Reads what stands behind a name, knowing one authority folder."""

    def __init__(self, authority: Authority, names: NameReader, titles: TitleReader) -> None:
        self._names = names
        self._titles = titles
        self._address = Phrases(authority.word_list("address"))
        self._strong = Phrases(authority.word_list("appointing"))
        self._weak = Phrases(authority.word_list("weak_appointing"))
        self._appointed = Phrases(authority.word_list("appointed"))
        self._personnel = Phrases(authority.word_list("personnel"))
        self._ranks = Phrases(authority.word_list("ranks"))
        self._also = Phrases(authority.word_list("also"))
        # Most words between a name and the end of its sentence begin none of these, which one look tells.
        self._turns = frozenset().union(*(each.openers for each in (self._address, self._strong, self._weak, self._personnel)))

    def is_half_of_phrase(self, copy: ReadingCopy, place: int) -> bool:
        """Whether the word belongs to the one before it: "chức vụ Trưởng phòng" holds no "vụ trưởng"."""
        return place > 0 and self._weak.match(copy, place - 1) == place + 1

    def joined(self, copy: ReadingCopy, place: int) -> int | None:
        """The word after "đối với", "cho", which join a post to the person behind it."""
        is_near = place < len(copy.words) and not copy.gaps[place]
        return self._appointed.match(copy, place) if is_near else None

    def behind(self, copy: ReadingCopy, place: int, *, titled: bool = False) -> tuple[tuple[Words, ...], int]:
        """The titles behind a name, the post that the person moves to among them.

        Behind a person who is `titled` before the name the next one may follow in the same order: "Bí thư Quận ủy A, Chủ tịch
        UBND quận B".
        """
        titles, end = self._chain(copy, place, behind_name=not titled)
        posts, stop = self._posts(copy, end)
        return (*titles, *posts), max(end, stop)

    def _chain(self, copy: ReadingCopy, place: int, *, behind_name: bool = True) -> tuple[list[Words], int]:
        """Titles parted by commas and dashes, as long as each begins with a head."""
        titles: list[Words] = []
        end = place
        for _ in range(_MOST_TITLES):
            if end >= len(copy.words) or copy.gaps[end].strip(")") not in ("", ",", "-", "("):
                break
            title = self._titles.read(copy, end, behind_name=behind_name)
            title = title or (self._titles.read_role(copy, end) if titles else None)
            if title is None:
                aside = self._aside(copy, end)
                if aside is None:
                    break
                end = aside
                continue
            if title.name:
                break
            if not title.is_task:
                titles.append((title.start, title.end))
            place = end = title.end
        return titles, place

    def _aside(self, copy: ReadingCopy, place: int) -> int | None:
        """The word after "sinh năm 1970", "Thiếu tướng", "y sĩ", "(Chi bộ khu phố 4)", if more follows behind a comma."""
        if copy.gaps[place] == "(":
            return self._behind_bracket(copy, place)
        if (rank := self._ranks.match(copy, place)) and rank < len(copy.words) and copy.gaps[rank] in (",", "-"):
            return rank
        if copy.gaps[place].strip(")") != ",":
            return None
        if (also := self._also.match(copy, place)) and self._titles.begins(copy, also):
            return also
        if copy.words[place] not in _ASIDES:
            return self._behind_calling(copy, place)
        for end in range(place + 1, min(place + _LONGEST_ASIDE, len(copy.words))):
            if copy.gaps[end] and copy.gaps[end] not in ("/", "-"):
                return end if copy.gaps[end] == "," else None
        return None

    def _behind_bracket(self, copy: ReadingCopy, place: int) -> int | None:
        """The title behind a bracket: "(Chi bộ khu phố 4, Phường 16), |nguyên Chủ tịch …"."""
        for end in range(place + 1, min(place + _LONGEST_BRACKET, len(copy.words))):
            if copy.gaps[end].startswith(")"):
                return end if copy.gaps[end] == ")," else None
        return None

    def _behind_calling(self, copy: ReadingCopy, place: int) -> int | None:
        """The title behind what somebody is by calling: ", y sĩ, |Chi hội trưởng", ", Giảng viên chính, |Phó Trưởng Khoa"."""
        if self._address.match(copy, place) or self._names.begins_name(copy, place):
            return None
        for end in range(place + 1, min(place + _LONGEST_CALLING, len(copy.words))):
            if copy.gaps[end]:
                words = [copy.shown[each][0] for each in range(place, end)]
                is_calling = any(letter.islower() for letter in words) and copy.gaps[end] == ","
                return end if is_calling and self._titles.begins(copy, end) else None
        return None

    def _posts(self, copy: ReadingCopy, place: int) -> tuple[list[Words], int]:
        """Posts that the same sentence gives to the person: "được bầu giữ chức Bí thư Quận ủy"."""
        posts: list[Words] = []
        is_personnel = False
        stop = end = place
        while end < min(place + _FARTHEST_POST, len(copy.words)):
            if (copy.gaps[end] and _SENTENCE_ENDS & set(copy.gaps[end])) or self._names.begins_name(copy, end):
                break
            if copy.words[end] not in self._turns:
                end += 1
                continue
            if self._address.match(copy, end):
                break
            trigger = self._strong.match(copy, end) or (self._weak.match(copy, end) if is_personnel or end == place else None)
            if trigger is None and copy.words[end - 1] == _PASSIVE:
                trigger = self._personnel.match(copy, end)  # "được chỉ định Chủ nhiệm Ủy ban Kiểm tra"
            if trigger and trigger < len(copy.words) and copy.gaps[trigger] in ("", ":") and self._titles.begins(copy, trigger):
                titles, after = self._chain(copy, trigger)
                joined = self.joined(copy, after)
                if not titles or (joined and self._address.match(copy, joined)):
                    break
                posts += titles
                stop = end = after
                continue
            is_personnel = is_personnel or self._personnel.match(copy, end) is not None
            end += 1
        return posts, stop
