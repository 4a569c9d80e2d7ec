"""The names of issuing bodies in running text (cơ quan ban hành): where one begins, where it ends, which codes are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from index.authority import Authority, Issuer, ShortForm
from index.citation.alternatives import alternatives
from index.reading import ReadingCopy
from index.text import CAPITALS, tone_place

# White space within a line: a heading ends with its line, "… của Bộ Chính trị\nSáng 5/3, …".
_GAP = r"[^\S\n]"
# "TP.HCM", "TP. Hồ Chí Minh": the stop ends no sentence
_CITY = re.compile(rf"{_GAP}(?:TP|Tp|tp)\.{_GAP}?[{CAPITALS}]\w*")
_CAPITAL_WORD = re.compile(rf"{_GAP}[{CAPITALS}][\w&]*")
_DASHED_WORD = re.compile(rf"{_GAP}?-{_GAP}?[{CAPITALS}]\w*")
_FIGURE = re.compile(rf"{_GAP}\d{{1,2}}(?!\w|[/.,-]\d)")
# "Ủy ban nhân dân (UBND) thành phố": a short form that is defined inside the name
_DEFINED = re.compile(rf"{_GAP}\([{CAPITALS}]{{2,8}}\)(?={_GAP}\w)")
# "Ban Chấp hành Trung ương khóa XII": the term is no part of the name
_TERM = re.compile(r"\s(?:khóa|nhiệm kỳ|lần thứ)(?!\w)")
_JOINT = re.compile(rf"(?:,|{_GAP}và){_GAP}")
# "Đại hội đại biểu Đảng bộ xã lần thứ nhất": of a congress the ordinal belongs to the name
_ORDINAL = re.compile(rf"{_GAP}lần{_GAP}thứ{_GAP}\w{{1,6}}")
# "Trung ương 6 (khóa XII)" is a plenum
_PLENUM = re.compile(rf"{_GAP}\d")
# what an office begins with whose holder may be named behind it, and such a name
_OFFICES = ("chủ tịch", "bộ trưởng", "giám đốc", "thủ tướng", "phó thủ tướng", "tư lệnh")
_NAME = re.compile(rf"{_GAP}([{CAPITALS}]\w*)(?:{_GAP}[{CAPITALS}]\w*){{2,4}}$")
_AND = " và"
_CONGRESS = "đại hội"
_CENTRE = "trung ương"
_LONGEST = 16


def _printings(names: tuple[str, ...], short_forms: tuple[ShortForm, ...]) -> Iterator[str]:
    """Each name in small letters, and with each short form in it: "liên đoàn lao động" and "lđlđ"."""
    for name in (tone_place(each.lower()) for each in names):
        yield name
        for form in short_forms:
            long = tone_place(form.long)
            if long in name and not form.is_capital:
                yield from (name.replace(long, short) for short in form.short)


class Fit(Enum):
    """What a code says of a body: it is its own, it is another's, or it does not tell."""

    SAME = "same"
    OPEN = "open"
    OTHER = "other"


class IssuerReader:
    """Reads the issuing body at a place of a text, knowing the names of one authority folder."""

    def __init__(self, authority: Authority) -> None:
        self._rows = {name: each for each in authority.issuers for name in _printings(each.names, authority.short_forms)}
        named = tuple(name for name, each in self._rows.items() if each.needs_name)
        plain = tuple(name for name, each in self._rows.items() if not each.needs_name)
        self._head = re.compile(rf"(?<!\w)(?:(?P<plain>{alternatives(plain)})|(?P<named>{alternatives(named)}))(?!\w)")
        types = tuple(name for kind in authority.document_types for name in kind.names)
        self._small = re.compile(rf"\s(?:{alternatives(authority.word_list('organisation'))})(?!\w)")
        self._field = re.compile(rf"\s(?:{alternatives(authority.word_list('fields'))})(?!\w)")
        self._stop = re.compile(rf"\s(?:{alternatives((*types, 'đồng chí'))})(?!\w)")
        self._vague = re.compile(rf"\s(?:{alternatives(authority.word_list('no_one_body'))})(?!\w)")
        acts = [word for name in ("issuing", "issuing_adverbs", "acting") for word in authority.word_list(name)]
        self._acts = re.compile(rf"\s{{1,3}}(?:{alternatives(acts)})(?!\w)")
        self._surnames = frozenset(tone_place(name) for name in authority.word_list("surnames"))
        self._places = frozenset(tone_place(name) for name in authority.word_list("places"))
        self._codes = {code.casefold(): each for each in authority.issuers for code in each.codes}

    def read(self, copy: ReadingCopy, place: int) -> int | None:
        """The end of the body whose name begins at `place`, or `None`: "Ban Thường vụ Thành ủy TPHCM"."""
        head = self._head.match(copy.low, place)
        return self._end(copy, head) if head else None

    def bodies(self, copy: ReadingCopy, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """All bodies whose names end within a stretch, in order: where each begins and ends."""
        end = start
        for head in self._head.finditer(copy.low, start, stop):
            last = self._end(copy, head) if head.start() >= end else None
            if last and last <= stop:
                yield head.start(), last
                end = last

    def read_joint(self, copy: ReadingCopy, place: int) -> int | None:
        """The same for bodies that give out together: "Bộ Chính trị, Ban Bí thư", "Ngân hàng Nhà nước và Bộ Tài chính"."""
        end = self.read(copy, place)
        link = _JOINT.match(copy.low, end) if end else None
        other = self.read(copy, link.end()) if link else None
        if link is None or other is None or self._acts.match(copy.low, other):
            return end
        return other if "," not in link.group() or self._is_central(copy, place, link.end()) else end

    def joins(self, copy: ReadingCopy, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Whether two bodies with nothing but a comma or "và" between them act together: "Bộ Chính trị, Ban Bí thư đã …"."""
        return bool(_JOINT.fullmatch(copy.low, first[1], second[0])) and self._is_central(copy, first[0], second[0])

    def lists(self, copy: ReadingCopy, place: int) -> bool:
        """Whether a further body follows: "phối hợp công tác của Đảng ủy|, HĐND, UBND"."""
        link = _JOINT.match(copy.low, place)
        return link is not None and self._head.match(copy.low, link.end()) is not None

    def acts(self, copy: ReadingCopy, place: int) -> bool:
        """Whether a body that ends at `place` does something: " đã lãnh đạo", " ban hành"."""
        return self._acts.match(copy.low, place) is not None

    def fit(self, low: str, place: int, codes: tuple[str, ...]) -> Fit:
        """Whether the body at `place` issues what bears these codes, all in small letters: "qu" is a Quận ủy's.

        An organ without its committee ("Ban Thường vụ") may be any committee's but the centre's; unknown codes leave it open.
        """
        rows = [self._codes[code] for code in codes if code in self._codes]
        row = self._row(low, place)
        if not rows or row is None or (not row.codes and all(each.level != "central" for each in rows)):
            return Fit.OPEN
        return Fit.SAME if any(row is each for each in rows) else Fit.OTHER

    def may_issue(self, issuer: str, codes: tuple[str, ...]) -> bool:
        """Whether a body as printed may have issued what bears these codes: no local one "/TW", no central one "/TU"."""
        return self.fit(tone_place(issuer.lower()), 0, codes) is not Fit.OTHER

    def _row(self, low: str, place: int) -> Issuer | None:
        head = self._head.match(low, place)
        return self._rows.get(" ".join(head.group().split())) if head else None

    def _is_central(self, copy: ReadingCopy, first: int, second: int) -> bool:
        rows = self._row(copy.low, first), self._row(copy.low, second)
        return all(row is not None and row.level == "central" for row in rows)

    def _end(self, copy: ReadingCopy, head: re.Match[str]) -> int | None:
        """Where the name ends that `head` opens; `None` where that is no one body: "Đảng ủy |cấp trên", "Trung ương |6"."""
        end, is_named = head.end(), bool(head["named"])
        if self._vague.match(copy.low, end) or (head.group().endswith(_CENTRE) and _PLENUM.match(copy.low, end)):
            return None
        for _ in range(_LONGEST):
            step = self._step(copy, end, is_named=is_named)
            if step is None:
                break
            end = step
        if head.group().startswith(_CONGRESS) and (ordinal := _ORDINAL.match(copy.low, end)):
            end = ordinal.end()
        if head.group().startswith(_OFFICES):
            end = self._without_name(copy, head.end(), end)
        return None if is_named and end == head.end() else end

    def _without_name(self, copy: ReadingCopy, start: int, end: int) -> int:
        """Where an office ends before its holder's name: "Chủ tịch UBND tỉnh| Lê Văn Mẫu"."""
        name = _NAME.search(copy.text, start, end)
        is_person = name and name[1].lower() in self._surnames and name.group().strip().lower() not in self._places
        return name.start() if name and is_person else end

    def _step(self, copy: ReadingCopy, end: int, *, is_named: bool) -> int | None:
        """The end of the next word of the name, if the name goes on."""
        low, text = copy.low, copy.text
        following, letter = low[end : end + 1], text[end + 1 : end + 2]
        if not (following == "-" or following.isspace()) or following == "\n":
            return None
        if _TERM.match(low, end) or self._stop.match(low, end):
            return None
        is_capital = letter.isupper()
        field = self._field.match(low, end) if is_named or is_capital else None
        city = _CITY.match(text, end) if letter in "Tt" else None
        found = [each.end() for each in (self._head.match(low, end + 1), field, self._small.match(low, end), city) if each]
        if found:
            return max(found)
        if letter.isalpha() and not is_capital:
            return self._joined(copy, end) if is_named else None
        for pattern, where in ((_CAPITAL_WORD, text), (_FIGURE, low), (_DEFINED, text)):
            if step := pattern.match(where, end):
                return step.end()
        if (dashed := _DASHED_WORD.match(text, end)) and not self._stop.match(low, dashed.start() + dashed.group().rindex("-")):
            return None if self._stops_behind_dash(low, dashed) else dashed.end()
        return None

    def _joined(self, copy: ReadingCopy, end: int) -> int | None:
        """Over "và" inside the name of a department: "Sở Giáo dục| và Đào tạo"."""
        if (
            not copy.low.startswith(_AND, end)
            or not copy.text[end + 4 : end + 5].isupper()
            or self._head.match(copy.low, end + 4)
        ):
            return None
        return self._step(copy, end + 3, is_named=False)

    def _stops_behind_dash(self, low: str, dashed: re.Match[str]) -> bool:
        """Whether something new begins behind the dash: " - Nghị quyết …"."""
        first = dashed.start() + len(dashed.group()) - len(dashed.group().lstrip(" -\u00a0"))
        return self._stop.match(" " + low[first : first + 40]) is not None
