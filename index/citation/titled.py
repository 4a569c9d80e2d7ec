"""Who issued a document where that is printed behind its title: "Kế hoạch số … về phát triển đảng viên |của Ban Thường vụ …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.authority import Authority
from index.citation.alternatives import alternatives
from index.citation.citation import Citation
from index.citation.issuance import Issuance, date_behind
from index.citation.issuers import Fit, IssuerReader
from index.citation.issuing import IssuingReader
from index.reading import ReadingCopy
from index.text import CAPITALS

_REACH = 240
# how a title begins
_TITLE = re.compile(r"\s{0,3},?\s?(?:\(|\"|(?<=\s)(?:về|nhằm|đối với|một trong|quy định|sửa đổi|ban hành|thí điểm)(?!\w))")
_END = re.compile(rf"\n|[;:]|(?<![Tt][Pp])\.\s+[{CAPITALS}]|\.$")
_LED = re.compile(
    r"(?P<by>(?<=\s)(?:(?:đã|vừa|mới|cũng|chính thức)\s)*(?:được|do|mà)\s)|(?P<of>(?<=[\s(])của\s)"
    r"|(?P<day>\((?=(?:ban hành\s)?ngày\s\d))"
)
# "Theo |Quyết định số 386-QĐ/TU ngày 3/11/2025, Ban Thường vụ Thành ủy điều động"
_BY = re.compile(
    r"(?<!\w)(?:theo|tại|bằng|với|trong|qua|căn cứ|từ)(?:\s(?:các|những|nội dung|tinh thần))?"
    r"(?:\s(?:điều|khoản|mục|điểm|phần)\s\w{1,4})?\s{1,3}$"
)
_FOUNDED = "căn cứ"
_COMMA = re.compile(r",\s")


class TitledReader:
    """Reads issuer and date in the rest of a sentence, knowing one authority folder."""

    def __init__(self, authority: Authority, issuers: IssuerReader, issuing: IssuingReader) -> None:
        self._issuers = issuers
        self._issuing = issuing
        adverbs = alternatives(authority.word_list("issuing_adverbs"))
        deeds = {name: alternatives(authority.word_list(name)) for name in ("deciding", "declaring")}
        self._decides = re.compile(rf"(?:\s(?:{adverbs}))*\s(?:quyết định\s)?(?:{deeds['deciding']})(?!\w)")
        self._declares = re.compile(rf"(?:\s(?:{adverbs}))*\s(?:{deeds['declaring']}|{deeds['deciding']})(?!\w)")
        types = [name for kind in authority.document_types for name in kind.names]
        self._owned = re.compile(rf"(?<!\w)(?:{alternatives([*types, *authority.word_list('owned')])})\s$")

    def fill(self, copy: ReadingCopy, citations: Sequence[Citation]) -> list[Citation]:
        """The citations with the issuers and dates that are printed behind their titles."""
        stops = [*(each.start for each in citations[1:]), len(copy.text)]
        filled: list[Citation] = []
        for place, cited in enumerate(citations):
            late = None if cited.issuer else self.behind(copy, cited.tail, stops[place], cited.codes)
            issued_on = cited.issued_on or (late.issued_on if late else None)
            filled.append(replace(cited, issuer=late.issuer, issued_on=issued_on, is_closing=True) if late else cited)
        return filled

    def behind(self, copy: ReadingCopy, place: int, stop: int, codes: tuple[str, ...]) -> Issuance | None:
        """What stands behind the title of a document that ends at `place`, up to the next document at `stop`."""
        opened = _TITLE.match(copy.low, place)
        if opened is None:
            return None
        end = _END.search(copy.text, place, min(stop, place + _REACH))
        last = end.start() if end else min(stop, place + _REACH)
        day = None
        for led in _LED.finditer(copy.low, opened.end(), last):
            if led["day"]:
                day = day or date_behind(copy, led.start())
                continue
            body = self._issuers.read_joint(copy, led.end())
            if body is None or body > stop:
                continue
            if led["by"] and (verb := self._issuing.issues(copy, body)):
                dated = date_behind(copy, verb)
                return Issuance(dated[0] if dated else verb, dated[1] if dated else None, copy.cut(led.end(), body))
            if (
                led["of"]
                and not self._issuers.lists(copy, body)
                and self._issuers.fit(copy.low, led.end(), codes) is Fit.SAME
                and not self._is_owned(copy, place, led.start())
            ):
                dated = day or self._dated(copy, body)
                return Issuance(body, dated[1] if dated else None, copy.cut(led.end(), body))
        return Issuance(day[0], day[1]) if day else None

    def _dated(self, copy: ReadingCopy, place: int) -> tuple[int, date, bool] | None:
        """The date behind the body: "“Về …” của Ban Bí thư|, ban hành ngày 19/7/2017"; behind a comma a mere day is another's."""
        is_said = copy.low[place : place + 1] != "," or self._issuing.issues(copy, place + 1) is not None
        return date_behind(copy, place) if is_said else None

    def subject(self, copy: ReadingCopy, start: int, place: int, type_id: str | None, codes: tuple[str, ...]) -> Issuance | None:
        """The body that decides by the document: "Theo Quyết định số 386-QĐ/TU, |Ban Thường vụ Thành ủy| điều động"."""
        by = _BY.search(copy.low, max(0, start - 20), start)
        comma = _COMMA.match(copy.low, place) if by else None
        end = self._issuers.read_joint(copy, comma.end()) if comma else None
        if by is None or comma is None or end is None:
            return None
        fit = self._issuers.fit(copy.low, comma.end(), codes)
        is_decision = type_id == "decision" and fit is not Fit.OTHER and self._decides.match(copy.low, end)
        is_its = fit is Fit.SAME and _FOUNDED not in by.group() and self._declares.match(copy.low, end)
        return Issuance(place, None, copy.cut(comma.end(), end)) if is_decision or is_its else None

    def _is_owned(self, copy: ReadingCopy, place: int, of: int) -> bool:
        """Whether "của" belongs to a word of the title: "nâng cao năng lực lãnh đạo |của Đảng ủy"; behind a quote it cannot."""
        return self._owned.search(copy.low, max(place, of - 24), of) is not None
