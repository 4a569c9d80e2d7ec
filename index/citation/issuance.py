"""When and by whom a document was issued, as printed beside its number (ngày ban hành, cơ quan ban hành)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.citation.issuers import Fit, IssuerReader
from index.citation.issuing import IssuingReader
from index.citation.meetings import PLENUM
from index.dates import day_at
from index.reading import ReadingCopy
from index.text import CAPITALS

_NUMBER = re.compile(r"\d+")
# "của Bộ Chính trị khóa XIII": the term belongs to neither date nor issuer
# nor does a day without its year: "ngày 14-12 của Tư lệnh Quân khu 3"
_TERM = re.compile(
    r"\s{0,3},?\s{0,3}\(?\s?(?:khóa\s(?:[ivx]{1,5}|\d{1,2})(?!\w)|ngày\s\d{1,2}\s?[/.-]\s?\d{1,2}(?![\d/.-]))\s?\)?"
)
_VERB = r"(?:ban hành|thông qua|ký ban hành|ký|ra)"
# the date: " ngày 24 tháng 6 năm 2023", " (ngày 15/8/2014)", ", ban hành ngày 1/12/2017", " hồi 11h00 ngày 21/9/2025"
_DATE = re.compile(
    r"\s{0,3}(?P<comma>,\s{0,3})?(?P<open>\(\s{0,3})?(?P<same>(?:đều\s)?cùng\s(?=(?:được|ban hành|thông qua|ký|ra|ngày)\s))?"
    rf"(?:(?:đã\s|được\s)*(?P<verb>{_VERB})\s(?:từ\s)?)?(?:vào\s)?(?:(?:hồi|lúc)\s\d{{1,2}}\s?(?:h|giờ|:)\s?\d{{0,2}},?\s)?"
    r"(?P<word>(?:ngày|hôm)\s{0,3})?(?=\d)"
)
# " lần lượt được ban hành ngày 30/4/2025 và ngày 04/5/2025": one date for each of the documents before it
_EACH = re.compile(rf"\s{{0,3}},?\s(?:lần lượt|tương ứng)\s(?:(?:đã|được)\s)*(?:{_VERB}\s)?(?:vào\s)?(?:các\s)?(?:ngày\s)?(?=\d)")
_AND_DAY = re.compile(r"(?:,\s|,?\svà\s)(?:ngày\s)?(?=\d)")
_PLENUM = r"(?:các\s)?hội nghị(?:\slần thứ\s\w+)?,?\s(?:của\s)?"
# behind a body that follows a mere comma: ", Ban Chấp hành Trung ương |khóa XII", ", Bộ Chính trị |về"
_NAMED_ONLY = re.compile(r"\s\(?(?:khóa|về)\s|\)|\s?$")
_NOW = r"(?:(?:đã|vừa|mới|cũng|đều|được|cùng|chính thức)\s)*"
# ", văn bản |mà Ban Thường vụ Thành ủy ban hành"
_CALLED = r"(?:(?:là\s)?(?:một\s)?(?:văn bản|tài liệu)\s(?:[^\W\d]{1,8}\s){0,3}?)?"
# "của Bộ Chính trị", "(của Bộ Chính trị", "của Hội nghị lần thứ tám Ban Chấp hành Trung ương"; "mà Đảng ủy xã", "đã được Đảng
# ủy xã" and " - Đảng ủy xã" where "vừa ban hành" follows
_ISSUER = re.compile(
    rf"\s{{0,3}}\)?\s{{0,3}},?\s{{0,3}}\(?{_CALLED}(?:(?P<of>(?:kết luận\s)?{_NOW}(?:của|do|giữa)\s{{1,3}}(?:{_PLENUM})?)"
    rf"|(?P<by>(?:mà|{_NOW}được|-)\s)|(?P<plenum>{_PLENUM}))?"
)
# in brackets: "(Hội nghị lần thứ bảy Ban Chấp hành Trung ương Đảng khóa X, ngày 25/7/2008)", "(Ban Thường vụ Thành ủy ban hành)"
_BRACKET = re.compile(rf"\s{{0,3}}\((?:(?:do|của|ngày)\s|{_PLENUM})?(?=\w)")
# "Hội nghị Trung ương 6 (khóa XII)": the plenum is the Central Committee's
_CENTRAL_PLENUM = re.compile(
    r"\s?,?\s\(?(?:của\s)?hội nghị\s(?:ban chấp hành\s)?trung ương\s(?:lần thứ\s)?\w{1,5}(?=,?\s\(?khóa)"
)
_COMMA = re.compile(r"\s?,\s")
_CLOSE = re.compile(r"\s?\)")
# ", đồng chí A đã thay mặt Ban Thường vụ … ": between a date and what was done on it
_ACTING = re.compile(r",\s(?:đồng chí|đ/c|ông|bà)\s")
_STANDING_IN = re.compile(r",\s(?:đồng chí|đ/c|ông|bà)\s[^,.;:\n]{3,60}?\s(?:đã\s)?(?:thay mặt|thừa ủy quyền)\s")
_PARTS = 4
_FARTHEST = 120
# how date or issuer may begin behind a symbol: most symbols are followed by a title, or by nothing
_OPENS = re.compile(
    rf"\s{{0,3}}[,(\-)\d]|\s{{0,3}}(?:[{CAPITALS}]|(?i:ngày|của|do|giữa|mà|được|đã|vừa|mới|cũng|đều|chính|kết|hội|các|khóa|lần|tương|{_VERB}"
    r"|vào|hồi|lúc|cùng|là|văn|tài)(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Issuance:
    """Date and issuer where they are printed, and where in the copy they end.

    `dates` are those of several documents in their order ("lần lượt ngày 30/4/2025 và ngày 4/5/2025"), `is_same_day` a date
    that all the documents before it have ("cùng ngày 25/10/2021").
    """

    end: int
    issued_on: date | None = None
    issuer: str | None = None
    is_same_day: bool = False
    dates: tuple[date, ...] = ()


class IssuanceReader:
    """Reads date and issuer behind and before a document, knowing the bodies of one authority folder."""

    def __init__(self, issuers: IssuerReader, issuing: IssuingReader) -> None:
        self._issuers = issuers
        self._issuing = issuing

    def behind(self, copy: ReadingCopy, place: int, codes: tuple[str, ...]) -> Issuance:
        """What stands right behind a symbol, in any order."""
        if not _OPENS.match(copy.text, place):
            return Issuance(place)
        if each := dates_behind(copy, place):
            return Issuance(each[0], None, None, False, each[1])
        issued_on: date | None = None
        issuer: str | None = None
        is_same_day = False
        end = place
        for _ in range(_PARTS):
            if term := _TERM.match(copy.low, end):
                end = term.end()
            if issuer is None and (bracketed := self._bracketed(copy, end)):
                end, issuer, issued_on = bracketed.end, bracketed.issuer, issued_on or bracketed.issued_on
            elif issued_on is None and (dated := date_behind(copy, end)) and not self._opens_a_thought(copy, end, dated[0]):
                end, issued_on, is_same_day = dated
            elif issuer is None and (issued := self._issuer_behind(copy, end, codes)):
                end, issuer = issued
            else:
                break
        return Issuance(end, issued_on, issuer, is_same_day)

    def before(self, copy: ReadingCopy, place: int, floor: int, codes: tuple[str, ...]) -> Issuance | None:
        """What stands before the word: "Ngày 25/10/2021, Bộ Chính trị ban hành " before "Kết luận số …".

        The body may be left out where it was named for the document before: "; ngày 30/9/2021 ra tiếp ". Nothing before
        `floor` counts: it belongs to the document that ends there.
        """
        giver = self._issuing.before(copy, place, floor, codes)
        if giver is None:
            return None
        issued_on = _date_before(copy, giver.body[0] if giver.body else giver.verb, floor)
        return Issuance(giver.verb, issued_on, copy.cut(*giver.body) if giver.body else None) if giver.body or issued_on else None

    def _opens_a_thought(self, copy: ReadingCopy, place: int, end: int) -> bool:
        """Whether a date behind a comma is of what comes next: "Cụ thể hóa Nghị quyết 57, |ngày 28/7/2025|, đồng chí A đã ký"."""
        if copy.low[place : place + 1] != "," or copy.low[end : end + 2] != ", ":
            return False
        body = self._issuers.read_joint(copy, end + 2)
        return _ACTING.match(copy.low, end) is not None or (body is not None and self._issuing.issues(copy, body) is not None)

    def _bracketed(self, copy: ReadingCopy, place: int) -> Issuance | None:
        """Issuer and date in brackets behind a symbol, in either order."""
        opened = _BRACKET.match(copy.low, place)
        if opened is None:
            return None
        start = opened.end()
        day = day_at(copy, start) if copy.low[start : start + 1].isdigit() else None
        if day and (comma := _COMMA.match(copy.low, day[0])):
            start = comma.end()
        issuer_end = self._issuers.read_joint(copy, start)
        if issuer_end is None:
            return None
        end = issuer_end
        if term := _TERM.match(copy.low, end):
            end = term.end()
        end = self._issuing.issues(copy, end) or end
        if day is None and (dated := date_behind(copy, end)):
            end, day = dated[0], dated[:2]
        closed = _CLOSE.match(copy.low, end)
        return Issuance(closed.end(), day[1] if day else None, copy.cut(start, issuer_end)) if closed else None

    def _issuer_behind(self, copy: ReadingCopy, place: int, codes: tuple[str, ...]) -> tuple[int, str] | None:
        if plenum := _CENTRAL_PLENUM.match(copy.low, place):
            return plenum.end(), PLENUM
        words = _ISSUER.match(copy.low, place)
        if words is None or words.end() == place or "\n" in words.group():
            return None
        is_capital = copy.text[words.end() : words.end() + 1].isupper()
        is_led = words["of"] or words["by"] or words["plenum"]
        end = self._issuers.read_joint(copy, words.end()) if is_led or is_capital else None
        if end is None or (words["by"] and self._issuing.issues(copy, end) is None):
            return None
        if not is_led and "," in words.group():
            is_its = self._issuers.fit(copy.low, words.end(), codes) is Fit.SAME
            return (end, copy.cut(words.end(), end)) if is_its and _NAMED_ONLY.match(copy.low, end) else None
        return end, copy.cut(words.end(), end)


def dates_behind(copy: ReadingCopy, place: int) -> tuple[int, tuple[date, ...]] | None:
    """The dates of several documents behind the last of them: where they end, and the dates in order."""
    words = _EACH.match(copy.low, place)
    days: list[date] = []
    end = words.end() if words else place
    while words and (found := day_at(copy, words.end())):
        end = found[0]
        days.append(found[1])
        words = _AND_DAY.match(copy.low, end)
    return (end, tuple(days)) if len(days) > 1 else None


def date_behind(copy: ReadingCopy, place: int) -> tuple[int, date, bool] | None:
    """The date of issue that is printed right behind `place`: its end, the day, whether it says “cùng ngày”."""
    words = _DATE.match(copy.low, place)
    if (
        words is None
        or words.end() == place
        or "\n" in words.group()
        or (words["comma"] and not (words["word"] or words["open"] or words["verb"]))
    ):
        return None
    found = day_at(copy, words.end())
    if found is None:
        return None
    end, day = found
    rest = copy.low[end : end + 2]
    return (end + rest.index(")") + 1 if words["open"] and ")" in rest else end), day, bool(words["same"])


def _date_before(copy: ReadingCopy, place: int, floor: int) -> date | None:
    """The date that opens the sentence before an issuer: "Ngày 25/10/2021, "."""
    for number in _NUMBER.finditer(copy.low, max(floor, place - _FARTHEST), place):
        found = day_at(copy, number.start())
        if found and (not copy.low[found[0] : place].strip(" ,\u00a0") or _STANDING_IN.fullmatch(copy.low, found[0], place)):
            word = copy.low[max(0, number.start() - 6) : number.start()].rstrip()
            is_since = copy.low[max(0, number.start() - 10) : number.start()].rstrip().endswith("từ ngày")
            return found[1] if word.endswith("ngày") and not is_since else None
    return None
