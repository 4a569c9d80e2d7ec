"""Who issued a document where the next sentence says it: "Văn bản này do Ban Thường vụ Thành ủy ban hành ngày 12-11-2025"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.authority import Authority
from index.citation.alternatives import alternatives
from index.citation.citation import Citation
from index.citation.issuance import date_behind, dates_behind
from index.citation.issuers import IssuerReader
from index.citation.issuing import IssuingReader
from index.reading import ReadingCopy

_REACH = 300
_COUNTS = {"hai": 2, "2": 2, "ba": 3, "3": 3, "bốn": 4, "4": 4}
_ANY = ("văn bản", "tài liệu")


class AnaphorReader:
    """Reads sentences that say of documents before them who issued them, knowing one authority folder."""

    def __init__(self, authority: Authority, issuers: IssuerReader, issuing: IssuingReader) -> None:
        self._issuers = issuers
        self._issuing = issuing
        self._types = {name: kind.id for kind in authority.document_types for name in kind.names}
        names = alternatives([*self._types, *_ANY])
        self._anaphor = re.compile(
            rf"(?:(?:cả\s)?(?P<count>hai|ba|bốn|[234])\s)?(?P<type>{names})\s(?:này|trên|nói trên|kể trên|sau|đó|ấy)\s"
            r"(?:(?:cùng|đều|vừa|đã|mới|cũng)\s)*(?:do|được)\s"
        )

    def read(self, copy: ReadingCopy, citations: Sequence[Citation]) -> list[Citation]:
        """The citations with issuer and date that a sentence behind them gives them; one with an issuer of its own keeps it."""
        told = list(citations)
        stops = [*(each.start for each in citations[1:]), len(copy.low)]
        for place, last in enumerate(citations):
            stop = min(stops[place], last.tail + _REACH)
            anaphor = None if last.issuer else self._anaphor.search(copy.low, last.tail, stop)
            end = self._issuers.read_joint(copy, anaphor.end()) if anaphor else None
            verb = self._issuing.issues(copy, end) if end else None
            if anaphor is None or end is None or verb is None:
                continue
            count = _COUNTS.get(anaphor["count"] or "", 1)
            meant = self._meant(told[max(0, place + 1 - count) : place + 1], anaphor, count)
            days = self._days(copy, verb, count)
            for back, cited in enumerate(meant):
                issued_on = cited.issued_on or (days[back] if days else None)
                issuer = cited.issuer or copy.cut(anaphor.end(), end)
                told[place + 1 - count + back] = replace(cited, issuer=issuer, issued_on=issued_on)
        return told

    def _meant(self, before: list[Citation], anaphor: re.Match[str], count: int) -> list[Citation]:
        """The documents that are meant: those right before, of the type that is named."""
        kind = self._types.get(" ".join(anaphor["type"].split()))
        return before if len(before) == count and all(kind in (None, each.type) for each in before) else []

    def _days(self, copy: ReadingCopy, place: int, count: int) -> tuple[date, ...]:
        """One day for each document, or the one day of the only one."""
        if count > 1:
            each = dates_behind(copy, place)
            return each[1] if each and len(each[1]) == count else ()
        day = date_behind(copy, place)
        return (day[1],) if day else ()
