"""The names of issuing bodies in running text (cơ quan ban hành): where one begins and where it ends."""

from __future__ import annotations

import re

from index.authority import Authority
from index.reading import ReadingCopy
from index.text import CAPITALS, tone_place

# "TP.HCM", "TP. Hồ Chí Minh": the stop ends no sentence
_CITY = re.compile(rf"\s(?:TP|Tp|tp)\.\s?[{CAPITALS}]\w*")
_CAPITAL_WORD = re.compile(rf"\s[{CAPITALS}][\w&]*")
_DASHED_WORD = re.compile(rf"\s?-\s?[{CAPITALS}]\w*")
_FIGURE = re.compile(r"\s\d{1,2}(?!\w|[/.,-]\d)")
# "Ban Chấp hành Trung ương khóa XII": the term is no part of the name
_TERM = re.compile(r"\s(?:khóa|nhiệm kỳ|lần thứ)(?!\w)")
_TERM_ALONE = re.compile(r"\s\(?khóa\s[ivx]{1,5}\)?")
_AND = " và"
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
        self._verb = re.compile(rf"(?:\s(?:{adverbs}))*\s(?:{verbs})\s{{1,3}}(?:(?:các|những|\d)\s{{1,3}})?$")

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
        return None if head["named"] and end == head.end() else end

    def read_before(self, copy: ReadingCopy, place: int) -> tuple[int, int] | None:
        """The body that gives out what is printed at `place`: "Bộ Chính trị đã ban hành " before "Nghị quyết"."""
        start = max(0, place - _BEFORE)
        before = copy.low[start:place]
        verb = self._verb.search(before)
        if verb is None:
            return None
        for head in self._head.finditer(before, 0, verb.start()):
            begins = start + head.start()
            end = self.read(copy, begins) if not begins or not copy.low[begins - 1].isalnum() else None
            if end and (end == start + verb.start() or _TERM_ALONE.fullmatch(copy.low, end, start + verb.start())):
                return begins, end
        return None

    def _step(self, copy: ReadingCopy, end: int, *, is_named: bool) -> int | None:
        """The end of the next word of the name, if the name goes on."""
        low, text = copy.low, copy.text
        if _TERM.match(low, end) or self._stop.match(low, end):
            return None
        if low[end : end + 1].isspace() and (head := self._head.match(low, end + 1)):
            return head.end()
        if (field := self._field.match(low, end)) and text[end + 1].isupper():
            return field.end()
        for pattern, where in ((_CITY, text), (self._small, low), (_CAPITAL_WORD, text), (_FIGURE, low)):
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
