"""The opening of a lead (dòng mở đầu): agency, part of the day, date; where the story of the day begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dates import PrintedDate, find_dates
from index.text import DASHES

# "(Thanhuytphcm.vn) - ", "(HPĐT)- ", "(ĐN)": with brackets any short code or host name opens a lead,
_BRACKETS = re.compile(
    rf"\s*\(\s*(?P<agency>[A-ZĐ]{{2,6}}|[\w-]{{2,40}}(?:\.[\w-]{{2,30}}){{0,3}}\.(?:vn|com|net|org))\s*\)\s*[{DASHES}.]*\s*"
)
# but in mid-line, behind a caption, only a host name does: "… thành phố (UBND) - cơ quan …" is running text
_GLUED = re.compile(rf"\((?P<agency>[\w-]{{2,40}}(?:\.[\w-]{{2,30}}){{0,3}}\.vn)\)\s*[{DASHES}.]\s*(?=[A-ZĐ\d“\"])")
# and without brackets any short code before a day ("TUBP - Ngày 14/11") or a sentence ("ĐNO - Tại hội trường …"), but
# none of a body: "UBND - MTTQ phường phối hợp" is running text.
_DAY_AHEAD = r"(?:ngày|sáng|trưa|chiều|tối)\s(?:ngày\s)?\d"
_BODIES = r"(?:UBND|HĐND|UBMTTQ|MTTQ|LĐLĐ|UBKT|BTV|BCH|BCĐ|BTC|CCB|LHPN|CLB|THPT|THCS|TPHCM|ATGT|ANTQ|PCCC|KHKT)"
_BARE = re.compile(
    rf"\s*(?P<agency>CTTĐT|TTXVN|SGGP|HNMO|ĐCSVN|[A-ZĐ]{{3,6}}(?=\s*[{DASHES}]\s*(?i:{_DAY_AHEAD}))|"
    rf"(?!{_BODIES}\b)[A-ZĐ]{{3,5}}(?=\s+[{DASHES}]\s+[A-ZĐ][a-zà-ỹđ]))\s*[{DASHES}]\s*"
)
_SYMBOL = re.compile(
    rf"(?:\d\s?[{DASHES}/]\s?[\w.]+(?:[{DASHES}/]\s?[\w.]+)*|\bsố\s+\d+)[\s,(]*(?:được\s+)?(?:ban hành\s+|ký\s+)?(?:ngày\s*)?$",
    re.IGNORECASE,
)
# What stands before a date that is not the day of the news.
_OTHER_DAY = re.compile(
    r"(?:kỷ niệm|thành lập|đến(?: hết)?|trước|sau|hết|kể từ|từ|tới|sinh|mất|giai đoạn|nhiệm kỳ|ban hành|hiệu lực(?: kể)?(?: từ)?|"
    r"truyền thống|bầu cử|chào mừng|trước đó,?|dự kiến[^.;]{0,30}|sẽ [^.;]{0,60}|tính|vào(?: các)?|hạn|"
    r"so với)\s*(?:(?:sáng|chiều|tối)\s*)?(?:ngày\s*)?$",
    re.IGNORECASE,
)
_PART_OF_DAY = re.compile(r"\b(?:sáng|trưa|chiều|tối|đêm)(?:\s(?:nay|qua))?[\s,(]{1,3}(?:ngày\s+)?$", re.IGNORECASE)
# A day that is only pointed at: "Sáng nay, tại hội trường …", "Hôm nay (thứ bảy), …", "Chiều qua, …".
_TODAY = re.compile(r"\b(?:sáng|trưa|chiều|tối|hôm)\s(?P<word>nay|qua)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:nay|qua)\s*,?\s*\(\s*(?:ngày\s+)?$", re.IGNORECASE)
_RANGE = re.compile(
    rf"\s*(?:[{DASHES}]|đến)\s*(?:hết\s+)?(?:ngày\s+)?\d|[{DASHES}/.]\d{{1,2}}\s*(?:[{DASHES}]|đến)", re.IGNORECASE
)
_OF_BODY = re.compile(rf"\s*(?:của\s|[{DASHES}]\s*\d{{1,2}}[{DASHES}/.]\d)")
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZĐ“\"])")
_FIRST_LETTERS = 900
_AT_START = 30


@dataclass(frozen=True, slots=True)
class Dateline:
    """The printed opening of a lead: `agency` without brackets, `date` as printed, `start` where the agency begins.

    `days_back` is set where a word stands for the date: 0 for "sáng nay", 1 for "chiều qua", counted from the day of posting.
    `start` is over 0 where a caption was glued to the dateline ("…Cục miền Nam(Thanhuytphcm.vn) - Ngày 21/10").
    """

    printed: str
    agency: str | None
    date: PrintedDate | None
    start: int
    days_back: int | None = None


def read_dateline(text: str) -> Dateline | None:
    """The dateline that `text` opens with or holds in its first two sentences; `None` where there is neither agency nor date."""
    agency = _BRACKETS.match(text) or _BARE.match(text) or _GLUED.search(text[:_FIRST_LETTERS])
    start = agency.start() if agency else 0
    found = _event_date(text[:_FIRST_LETTERS], agency.end() if agency else 0)
    if found:
        return Dateline(text[start : found.span.end].strip(), agency["agency"] if agency else None, found, start)
    begin = agency.end() if agency else 0
    today = _TODAY.search(text, begin, begin + _AT_START)
    if agency is None and today is None:
        return None
    printed = text[start : today.end() if today else begin].strip()
    days_back = int(today["word"].lower() == "qua") if today else None
    return Dateline(printed, agency["agency"] if agency else None, None, start, days_back)


def _event_date(text: str, start: int) -> PrintedDate | None:
    """The first date that says when: one with a part of the day or at the start before any other of its sentence."""
    sentences = [start, *(match.end() for match in _SENTENCE.finditer(text, start))][:3]
    dates = [each for each in find_dates(text) if each.day and each.month and each.span.start >= start]
    for place, begin in enumerate(sentences[:2]):
        end = sentences[place + 1] if place + 1 < len(sentences) else len(text)
        able = [each for each in dates if begin <= each.span.start < end and _may_be_event(text, each, begin)]
        strong = [each for each in able if _says_when(text, each, begin)]
        if strong or able:
            return (strong or able)[0]
    return None


def _may_be_event(text: str, found: PrintedDate, begin: int) -> bool:
    before, after = text[max(begin, found.span.start - 90) : found.span.start], text[found.span.end : found.span.end + 24]
    opened = text[begin : found.span.start]
    if opened.count("(") > opened.count(")") and not _NOW.search(before):
        return re.search(r"^\(?\s*Trong[^()]{0,20}\((?:từ )?(?:ngày )?$", opened) is not None
    if _SYMBOL.search(before) or _OF_BODY.match(after):
        return False
    if re.search(r"\btừ\s*(?:ngày\s*)?$", before, re.IGNORECASE):
        # a meeting of several days opens a lead; a campaign in mid-sentence is not the day of the news
        return found.span.start - begin < _AT_START and _RANGE.match(after) is not None
    return not _OTHER_DAY.search(before)


def _says_when(text: str, found: PrintedDate, begin: int) -> bool:
    return (
        found.span.start - begin < _AT_START
        or _PART_OF_DAY.search(text[max(begin, found.span.start - 40) : found.span.start]) is not None
    )
