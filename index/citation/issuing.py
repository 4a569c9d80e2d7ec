"""Who gives out a document that stands further on in the same thought: "Ban Thường vụ Quận ủy đã ban hành |Kế hoạch số …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.authority import Authority
from index.citation.alternatives import alternatives
from index.citation.issuers import Fit, IssuerReader
from index.citation.thoughts import ThoughtReader, sentence_start
from index.reading import ReadingCopy

_MOST_VERBS = 6
# What stands before the body of a title: "Phó Trưởng |Ban Tổ chức", "Bí thư |Thành ủy"
_OFFICIAL = re.compile(r"(?:trưởng|phó|viên|nhiệm|bí thư|chánh|tịch)\s$")
# Of a body behind these something is said, it does nothing itself.
_GOVERNED = re.compile(r"(?<!\w)(?:của|cho|với|tại|theo|ở|bởi|từ|và|gửi|đến)\s$")
_OF = re.compile(r"(?<!\w)của\s$")
# "được UBND tỉnh phê duyệt |tại |Quyết định số …", "theo ý kiến của Thành ủy |tại |Thông báo số …"
_AT = re.compile(r"(?<!\w)(?:tại|theo|bằng|trong|qua)(?:\scác)?\s{1,3}$|\s\((?:tại\s)?$")
_PASSIVE = re.compile(r"(?<!\w)(?:được|do)\s$")
_BEHALF = re.compile(r"(?<!\w)(?:thay mặt|thừa ủy quyền|được sự ủy quyền của)\s")
# "Bộ Chính trị (khóa XIII)", "HĐND thành phố khóa X, kỳ họp thứ 15", "Tỉnh ủy Hải Mẫu (cũ)" before the verb
_TERM = (
    r"(?:\s\(?khóa\s(?:[ivx]{1,5}|\d{1,2})\)?(?:,?\snhiệm kỳ\s\d{4}\s?-\s?\d{4},?)?(?:,\s(?:tại\s)?kỳ họp[^.;:,\n]{0,30},?)?"
    r"|\slần thứ\s\w{1,5}|\s\((?:cũ|trước đây|nay là\s[^()]{1,40})\))"
)
# a further verb of a sentence whose subject stands at its head: "; ban hành ", ", đồng thời ban hành "
_FURTHER = re.compile(r"(?:[;,:]|\svà|\sđồng thời)\s$")
_SUBMITTED = re.compile(r"(?<=\s)(?:trình|gửi|báo cáo)\s(?=[^\n]{3,60}$)")
_EMBODIED = re.compile(r"\scụ thể hóa\s")
_COUNT = r"(?:(?:các|những|nhiều|hai|ba|bốn|năm|\d{1,3})\s{1,3})?"
# "ban hành |và tổ chức thực hiện có hiệu quả |Nghị quyết số …"
_CARRIED_OUT = r"(?:(?:,|\svà)\s(?:tổ chức|triển khai|chỉ đạo|quán triệt|lãnh đạo)(?:\s\w{1,8}){0,8}?)?"
# "Bộ Chính trị |vừa qua| đã ban hành", "Quận ủy, |ngày 3/4/2025|, ban hành"
_TIME = r"(?:,?\s(?:vừa qua|mới đây|gần đây|mới nhất|trước đó|sau đó|ngày|trong|vào|từ|hồi)(?:\s[^.;:\n]{1,25})??,?)?"
_WHEN = r"(?:\s(?:ngay\s)?(?:trong|vào)\s[^.;:,\n]{2,25}?)?"


@dataclass(frozen=True, slots=True)
class Giver:
    """What stands before a document: where the verb begins, and the body that acts, if it is named."""

    verb: int
    body: tuple[int, int] | None


class IssuingReader:
    """Reads backwards from a document to the body that gives it out, knowing one authority folder."""

    def __init__(self, authority: Authority, issuers: IssuerReader) -> None:
        self._issuers = issuers
        self._thoughts = ThoughtReader(authority)
        words = {name: alternatives(authority.word_list(name)) for name in ("issuing", "issuing_firmly", "issuing_adverbs")}
        such_as, going_on = (alternatives(authority.word_list(name)) for name in ("such_as", "going_on"))
        # to the first document of a list: ", trong đó có ", " nhiều văn bản: ", " về công tác cán bộ (", ". Theo đó, "
        bullet = r"(?:(?:\d{1,2}[.)]|[-+*•])\s{0,2})?"
        several = rf"(?:[^.;:\n]{{0,90}}?(?:,?\s(?:{such_as})\s?:?|:|\s(?=\())|[^;:\n]{{0,110}}?\.\s(?:{going_on}),?(?:\scó)?)"
        self._tail = re.compile(
            rf"(?:\s(?:tiếp|thêm))?{_WHEN}{_CARRIED_OUT}(?:(?P<several>{several})\s{{0,3}}{bullet}|\s{{1,3}})[\"(]?(?:số\s)?{_COUNT}$"
        )
        announces = alternatives(authority.word_list("announcing"))
        # what a delegation is of, too: "Đoàn kiểm tra của Thành ủy" before "(thành lập theo " or before "công bố "
        self._of_tail = re.compile(
            rf"{_TERM}?(?:{several}\s{{0,3}}{bullet}[\"(]?(?:số\s)?|\s\([^().;:\n]{{0,40}}\s(?:theo|tại|bằng)\s"
            rf"|\s(?:{announces})\s){_COUNT}$"
        )
        self._verb = re.compile(rf"(?<=\s)(?:{words['issuing']})(?!\w)")
        self._firm = re.compile(rf"(?:{words['issuing_firmly']})(?!\w)")
        self._issues = re.compile(rf"(?:\s(?:{words['issuing_adverbs']}))*\s(?:{words['issuing']})(?!\w)")
        self._adverbs = re.compile(rf"{_TERM}?{_TIME}(?P<adverbs>(?:\s(?:{words['issuing_adverbs']}))*)\s{{1,3}}$")
        self._chain = re.compile(rf"\s[^.;:\"()\n]{{1,80}}?(?:,|\svà|\sđể)(?:\s(?:{words['issuing_adverbs']}))*\s{{1,3}}$")
        self._causing = re.compile(rf"(?<!\w)(?:{alternatives(authority.word_list('causing'))})(?!\w)")
        self._announces = re.compile(rf"(?<=\s)(?:{announces})\s{{1,3}}{_COUNT}$")
        deeds = alternatives([*authority.word_list("deciding"), *authority.word_list("declaring")])
        self._decides = re.compile(
            rf"{_TERM}?(?:\s(?:{words['issuing_adverbs']}))*\s(?:quyết định\s)?(?:{deeds})(?!\w)[^.;:\n]{{0,150}}$"
        )
        self._types = re.compile(
            rf"(?<!\w)(?:văn bản|{alternatives(n for kind in authority.document_types for n in kind.names)})(?!\w)"
        )

    def before(self, copy: ReadingCopy, place: int, floor: int, codes: tuple[str, ...]) -> Giver | None:
        """The giver of what begins at `place`; nothing before `floor` counts, it belongs to the document that ends there."""
        start = self._thoughts.begin(copy, place, floor)
        verbs = [each.span() for each in self._verb.finditer(copy.low, start, place)][-_MOST_VERBS:]
        unnamed: Giver | None = None
        for begins, ends in reversed(verbs):
            tail = self._tail.match(copy.low, ends, place)
            if tail is None:
                continue
            body = self._subject(copy, start, begins, codes, is_firm=self._firm.match(copy.low, begins) is not None)
            if body and (not tail["several"] or self._is_its(copy, body, (ends, place), codes)):
                return Giver(body[1], body)
            unnamed = unnamed or Giver(begins, None)
        at = _AT.search(copy.low, max(start, place - 12), place)
        decider = self._decider(copy, start, at.start(), codes) if at else None
        body = decider or self._owner(copy, start, place, codes) or self._on_behalf(copy, start, place, codes)
        is_further = unnamed and self._is_further(copy, unnamed.verb)
        if body is None and codes and (is_further or self._embodies(copy, place) or self._submits(copy, start, place)):
            body = self._head_of_sentence(copy, place, codes)
        return Giver(body[1], body) if body else unnamed

    def issues(self, copy: ReadingCopy, place: int) -> int | None:
        """The end of the verb of giving out that stands at `place`: "mà Ban Chấp hành Đảng bộ xã| vừa thông qua"."""
        verb = self._issues.match(copy.low, place)
        return verb.end() if verb else None

    def _subject(
        self, copy: ReadingCopy, start: int, verb: int, codes: tuple[str, ...], *, is_firm: bool
    ) -> tuple[int, int] | None:
        """The body that does what the verb at `verb` says: right before it, or at the head of a chain of verbs."""
        bodies = [each for each in self._issuers.bodies(copy, start, verb) if not self._is_of_title(copy, each[0])]
        nearest: tuple[int, int] | None = None
        is_advised = False
        for place in range(len(bodies) - 1, -1, -1):
            begins, ends = bodies[place]
            fit = self._issuers.fit(copy.low, begins, codes)
            adverbs = self._adverbs.match(copy.low, ends, verb)
            if adverbs and fit is not Fit.OTHER:
                is_joint = place and self._issuers.joins(copy, bodies[place - 1], bodies[place])
                is_free = is_joint and not _GOVERNED.search(copy.low, max(0, bodies[place - 1][0] - 6), bodies[place - 1][0])
                return (bodies[place - 1][0], ends) if is_free else (begins, ends)
            if adverbs:
                is_advised = "tham mưu" in adverbs["adverbs"]
                nearest = None if is_advised else (begins, ends)
            elif fit is Fit.SAME and is_firm and not _GOVERNED.search(copy.low, max(0, begins - 6), begins):
                is_told = nearest is None and not is_advised and self._causing.search(copy.low, ends, verb)
                if not is_told and (nearest or adverbs or self._chain.match(copy.low, ends, verb) or place + 1 < len(bodies)):
                    return begins, ends
        return nearest

    def _owner(self, copy: ReadingCopy, start: int, place: int, codes: tuple[str, ...]) -> tuple[int, int] | None:
        """The body of a list: "các nghị quyết của Bộ Chính trị (", "quyết định của Ban Thường vụ Huyện ủy. Theo đó, "."""
        if copy.low.find("của ", start, place) < 0:
            return None
        for begins, ends in reversed(tuple(self._issuers.bodies(copy, start, place))):
            if not (self._of_tail.match(copy.low, ends, place) and _OF.search(copy.low, max(0, begins - 5), begins)):
                continue
            fit = self._issuers.fit(copy.low, begins, codes)
            if fit is Fit.SAME or (fit is Fit.OPEN and self._types.search(copy.low, max(start, begins - 45), begins)):
                return begins, ends
        return None

    def _decider(self, copy: ReadingCopy, start: int, place: int, codes: tuple[str, ...]) -> tuple[int, int] | None:
        """The body whose deed the document is: "được UBND tỉnh phê duyệt |tại", "theo ý kiến của Thành ủy |tại"."""
        for begins, ends in reversed(tuple(self._issuers.bodies(copy, start, place))):
            fit = self._issuers.fit(copy.low, begins, codes)
            if fit is Fit.OTHER or self._is_of_title(copy, begins):
                continue
            is_right_before = not copy.low[ends:place].strip(" ,(\u00a0") and _OF.search(copy.low, max(0, begins - 5), begins)
            is_sure = fit is Fit.SAME or _PASSIVE.search(copy.low, max(0, begins - 6), begins)
            if is_right_before or (is_sure and self._decides.match(copy.low, ends, place)):
                return begins, ends
        return None

    def _on_behalf(self, copy: ReadingCopy, start: int, place: int, codes: tuple[str, ...]) -> tuple[int, int] | None:
        """The body that somebody acts for: "thay mặt Ban Thường vụ Thành ủy, đồng chí A đã ký ban hành "."""
        behalf = _BEHALF.search(copy.low, start, place)
        end = self._issuers.read(copy, behalf.end()) if behalf else None
        if (
            behalf is None
            or end is None
            or not self._announces.search(copy.low, end, place)
            or self._issuers.fit(copy.low, behalf.end(), codes) is Fit.OTHER
        ):
            return None
        return behalf.end(), end

    def _head_of_sentence(self, copy: ReadingCopy, place: int, codes: tuple[str, ...]) -> tuple[int, int] | None:
        """The body at the head of the sentence, beyond documents that it names: "Quận ủy đã lãnh đạo … theo …; ban hành "."""
        bodies = self._issuers.bodies(copy, sentence_start(copy, place), place)
        free = ((b, e) for b, e in bodies if not (_GOVERNED.search(copy.low, max(0, b - 6), b) or self._is_of_title(copy, b)))
        first = next(free, None)
        is_giver = first and self._issuers.acts(copy, first[1]) and self._issuers.fit(copy.low, first[0], codes) is Fit.SAME
        return first if is_giver else None

    def _is_further(self, copy: ReadingCopy, verb: int) -> bool:
        return _FURTHER.search(copy.low, max(0, verb - 12), verb) is not None

    def _embodies(self, copy: ReadingCopy, place: int) -> bool:
        """Whether something is given body by the document: "cụ thể hóa Nghị quyết số … bằng |Chương trình số …"."""
        return copy.low[max(0, place - 6) : place].strip() in ("bằng", "thành") and bool(
            _EMBODIED.search(copy.low, sentence_start(copy, place), place)
        )

    def _submits(self, copy: ReadingCopy, start: int, place: int) -> bool:
        """Whether the document is submitted to a body that stands right before it: "đồng thời trình Thành ủy |Tờ trình số …"."""
        submitted = _SUBMITTED.search(copy.low, start, place)
        return submitted is not None and self._issuers.read(copy, submitted.end()) == place - 1

    def _is_its(self, copy: ReadingCopy, body: tuple[int, int], tail: tuple[int, int], codes: tuple[str, ...]) -> bool:
        """Whether a body gave out what stands behind other words: by its code, or where nothing is carried out in them."""
        fit = self._issuers.fit(copy.low, body[0], codes)
        return fit is Fit.SAME or (fit is Fit.OPEN and "thực hiện" not in copy.low[slice(*tail)])

    def _is_of_title(self, copy: ReadingCopy, place: int) -> bool:
        """Whether the body belongs to somebody's title: "Phó Trưởng Ban Tổ chức Thành ủy"."""
        return _OFFICIAL.search(copy.low, max(0, place - 12), place) is not None
