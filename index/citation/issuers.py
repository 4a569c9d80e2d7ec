"""The names of issuing bodies in running text (cơ quan ban hành): where one begins and where it ends."""

from __future__ import annotations

import re

from index.authority import Authority
from index.reading import ReadingCopy
from index.text import CAPITALS, tone_place

# "TP.HCM", "TP. Hồ Chí Minh": the stop ends no sentence
# White space within a line: a heading ends with its line, "… của Bộ Chính trị\nSáng 5/3, …".
_GAP = r"[^\S\n]"
_CITY = re.compile(rf"{_GAP}(?:TP|Tp|tp)\.{_GAP}?[{CAPITALS}]\w*")
_CAPITAL_WORD = re.compile(rf"{_GAP}[{CAPITALS}][\w&]*")
_DASHED_WORD = re.compile(rf"{_GAP}?-{_GAP}?[{CAPITALS}]\w*")
_FIGURE = re.compile(rf"{_GAP}\d{{1,2}}(?!\w|[/.,-]\d)")
# "Ban Chấp hành Trung ương khóa XII": the term is no part of the name
_TERM = re.compile(r"\s(?:khóa|nhiệm kỳ|lần thứ)(?!\w)")
_JOINT = re.compile(rf"(?:,|{_GAP}và){_GAP}")
# What stands before the body of a title: "Phó Trưởng |Ban Tổ chức", "Bí thư |Thành ủy"
_OFFICIAL = re.compile(r"(?:trưởng|phó|viên|nhiệm|bí thư|chánh|tịch)\s$")
_TERM_ALONE = re.compile(r"\s(?:\(?khóa\s[ivx]{1,5}\)?|\((?:cũ|trước đây|nay là\s[^()]{1,40})\))")
# "Đại hội đại biểu Đảng bộ xã lần thứ nhất": of a congress the ordinal belongs to the name
_ORDINAL = re.compile(rf"{_GAP}lần{_GAP}thứ{_GAP}\w{{1,6}}")
_AND = " và"
_CONGRESS = "đại hội"
# Before a body that did not itself do what follows: "các Nghị quyết của |Bộ Chính trị| gồm", "thay mặt |Đảng ủy| công bố"
_ON_BEHALF = ("của ", "thay mặt ")
_LONGEST = 16
_BEFORE = 130


def alternatives(words: tuple[str, ...]) -> str:
    """The words as one pattern, the longest first, up to three white spaces between syllables."""
    ordered = sorted({tone_place(word.lower()) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in ordered)


class IssuerReader:
    """Reads the issuing body at a place of a text, knowing the names of one authority folder."""

    def __init__(self, authority: Authority) -> None:
        plain = tuple(name for issuer in authority.issuers if not issuer.needs_name for name in issuer.names)
        named = tuple(name for issuer in authority.issuers if issuer.needs_name for name in issuer.names)
        self._head = re.compile(rf"(?:(?P<plain>{alternatives(plain)})|(?P<named>{alternatives(named)}))(?!\w)")
        types = tuple(name for kind in authority.document_types for name in kind.names)
        self._small = re.compile(rf"\s(?:{alternatives(authority.word_list('organisation'))})(?!\w)")
        self._field = re.compile(rf"\s(?:{alternatives(authority.word_list('fields'))})(?!\w)")
        self._stop = re.compile(rf"\s(?:{alternatives((*types, 'đồng chí'))})(?!\w)")
        verbs, adverbs = alternatives(authority.word_list("issuing")), alternatives(authority.word_list("issuing_adverbs"))
        such_as, announcing = (alternatives(authority.word_list(name)) for name in ("such_as", "announcing"))
        self._verb = re.compile(
            rf"(?:\s(?:{adverbs}))*\s(?:{verbs})(?:\s(?:tiếp|thêm))?\s{{1,3}}"
            rf"(?:(?:ngay\s)?(?:trong|vào)\s[^.;:,\n]{{2,25}}?\s)?"
            rf"(?:(?:[^.;:\n]{{0,60}}\s)?(?:{such_as})\s{{1,3}})?(?:(?:các|những|\d)\s{{1,3}})?$"
            rf"|\s(?:{announcing})\s{{1,3}}(?:(?:các|những|\d)\s{{1,3}})?$"
            rf"|(?:\s(?:{such_as})|:)\s{{1,3}}$"
        )
        self._central = frozenset(
            tone_place(name.lower()) for each in authority.issuers if each.level == "central" for name in each.names
        )
        self._acts = re.compile(rf"\s{{1,3}}(?:{adverbs}|{verbs}|tổ chức|chủ trì|yêu cầu|đề nghị|giao|chỉ đạo)(?!\w)")
        deciding = alternatives(authority.word_list("deciding"))
        self._decides = re.compile(rf"(?:\s(?:{adverbs}))*\s(?:quyết định\s)?(?:{deciding})(?!\w)")
        self._issues = re.compile(rf"(?:\s(?:{adverbs}))*\s(?:{verbs})(?!\w)")

    def read(self, copy: ReadingCopy, place: int) -> int | None:
        """The end of the body whose name begins at `place`, or `None`: "Ban Thường vụ Thành ủy TPHCM"."""
        head = self._head.match(copy.low, place)
        if head is None:
            return None
        end = head.end()
        for _ in range(_LONGEST):
            step = self._step(copy, end, is_named=bool(head["named"]))
            if step is None:
                break
            end = step
        if head.group().startswith(_CONGRESS) and (ordinal := _ORDINAL.match(copy.low, end)):
            end = ordinal.end()
        return None if head["named"] and end == head.end() else end

    def read_joint(self, copy: ReadingCopy, place: int) -> int | None:
        """The same for bodies that give out together: "Bộ Chính trị, Ban Bí thư", "Ngân hàng Nhà nước và Bộ Tài chính"."""
        end = self.read(copy, place)
        if end is None or not (link := _JOINT.match(copy.low, end)):
            return end
        other = self.read(copy, link.end())
        if other is None or self._acts.match(copy.low, other):
            return end
        is_central = copy.low[place:end] in self._central and copy.low[link.end() : other] in self._central
        return other if is_central or "," not in link.group() else end

    def issues(self, copy: ReadingCopy, place: int) -> int | None:
        """The end of the verb of giving out that stands at `place`: "mà Ban Chấp hành Đảng bộ xã| vừa thông qua"."""
        verb = self._issues.match(copy.low, place)
        return verb.end() if verb else None

    def decides(self, copy: ReadingCopy, place: int) -> bool:
        """Whether a verb of a decision on people or things stands at `place`: " điều động", " quyết định chỉ định"."""
        return self._decides.match(copy.low, place) is not None

    def verb_before(self, copy: ReadingCopy, place: int) -> int | None:
        """Where the verb of giving out begins that ends right before `place`: " đã ban hành " before "Nghị quyết"."""
        start = max(0, place - _BEFORE)
        verb = self._verb.search(copy.low[start:place])
        return start + verb.start() if verb else None

    def read_before(self, copy: ReadingCopy, place: int) -> tuple[int, int] | None:
        """The body whose name ends right before `place`, a term behind it included: "Bộ Chính trị" before " đã ban hành".

        The body of somebody's title is none: "Phó Trưởng Ban Tổ chức Thành ủy".
        """
        start = max(0, place - _BEFORE)
        is_verb = self._issues.match(copy.low, place) is not None
        for head in self._head.finditer(copy.low, start, place):
            begins = head.start()
            if (begins and copy.low[begins - 1].isalnum()) or _OFFICIAL.search(copy.low, max(0, begins - 12), begins):
                continue
            if not (is_verb or copy.low[max(0, begins - 9) : begins].endswith(_ON_BEHALF)):
                continue
            end = self.read(copy, begins)
            if end and (end == place or _TERM_ALONE.fullmatch(copy.low, end, place)):
                return begins, end
        return None

    def _step(self, copy: ReadingCopy, end: int, *, is_named: bool) -> int | None:
        """The end of the next word of the name, if the name goes on."""
        low, text = copy.low, copy.text
        if _TERM.match(low, end) or self._stop.match(low, end):
            return None
        if low[end : end + 1] == "\n":
            return None
        head = self._head.match(low, end + 1) if low[end : end + 1].isspace() else None
        field = self._field.match(low, end) if text[end + 1 : end + 2].isupper() else None
        if found := [each.end() for each in (head, field, self._small.match(low, end), _CITY.match(text, end)) if each]:
            return max(found)
        for pattern, where in ((_CAPITAL_WORD, text), (_FIGURE, low)):
            if step := pattern.match(where, end):
                return step.end()
        if (dashed := _DASHED_WORD.match(text, end)) and not self._stop.match(low, dashed.start() + dashed.group().rindex("-")):
            return None if self._stops_behind_dash(low, dashed) else dashed.end()
        if is_named and low.startswith(_AND, end) and text[end + 4 : end + 5].isupper():
            return None if self._head.match(low, end + 4) else self._step(copy, end + 3, is_named=False)
        return None

    def _stops_behind_dash(self, low: str, dashed: re.Match[str]) -> bool:
        """Whether something new begins behind the dash: " - Nghị quyết …"."""
        first = dashed.start() + len(dashed.group()) - len(dashed.group().lstrip(" -\u00a0"))
        return self._stop.match(" " + low[first : first + 40]) is not None
