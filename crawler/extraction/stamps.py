"""Time lines (dòng ngày giờ đăng) and machine stamps: when a page says it was published, in every form seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from dateutil.parser import isoparse

from crawler.extraction.boilerplate import is_boilerplate, strip_buttons
from crawler.extraction.byline import is_names
from crawler.extraction.line import Line, Role
from index.dates import is_day
from index.text import DASHES

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY = re.compile(
    rf"(?<![\d/])(\d{{1,2}})\s?[{DASHES}/.]\s?(\d{{1,2}})\s?[{DASHES}/.]\s?(\d{{4}})(?!\d)|"
    rf"(\d{{1,2}}) tháng (\d{{1,2}}),? năm (\d{{4}})",
    re.IGNORECASE,
)
# "18:21Theo dõi …": what stands in the next tag may follow without a space
_CLOCK = r"\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?(?:\s?(?:am|pm|ch|sa)(?!\w))?(?![\d%])"
_LABEL = (
    r"cập nhật(?: lúc| lần cuối| ngày)?|ngày (?:đăng|cập nhật|xuất bản|tạo)|đăng (?:ngày|lúc)|xuất bản(?: lúc| ngày)?|"
    r"thời gian(?: đăng)?|ngày giờ|published|updated|date"
)
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
_VIEWS = r"(?:số )?(?:lượt (?:xem|đọc)|lần xem|đã xem|view count|views?|xem)\s?:?\s?[\d.,]+|[\d.,]+ (?:lượt xem|lượt đọc|views?)"
# "Chuyên mục: Hoạt động đoàn thể", "4 phút đọc": what else stands beside the day and names nobody
_ASIDE = r"(?:chuyên mục|danh mục|thể loại|loại tin)\s?:[^|•·]{1,60}|\d{1,2} phút đọc"
_PIECES = re.compile(
    rf"(?:{_ASIDE}|{_LABEL}|{_WEEKDAY}|{_CLOCK}|{_VIEWS}|\(?\[?gmt ?\+?0?7?(?::00)?\]?\)?|\bngày\b|\blúc\b)", re.IGNORECASE
)
_STRONG = re.compile(rf"{_LABEL}|{_CLOCK}", re.IGNORECASE)
# "Thứ Sáu, 07/11/2025 09:15Hotline: 0904.123.456": the clock in the header of a page
_HEADER = re.compile(r"hotline|đường dây nóng", re.IGNORECASE)
_LONGEST = 120
_MOST_WORDS = 6
# "2024-06-04+0713:41:32", "2024-06-04ICT13:41:32": an ISO stamp whose middle went wrong
_BENT_ISO = re.compile(r"^(\d{4}-\d\d-\d\d)\D")


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A printed time line: the day it names and what else stands on it, a signature perhaps.

    `is_strong`: an hour or a label says that it is one; a bare weekday and day may be the clock of the page.
    """

    printed: str
    day: date
    rest: str
    is_strong: bool = False


def read_time_line(text: str) -> TimeLine | None:
    """The time line that `text` is as a whole: "Thứ ba - 04/06/2024 13:41"; `None` for any other line.

    The page clock ("Thứ Tư, ngày 7 tháng 12 năm 2022", without an hour or a label) is none.
    """
    found = _DAY.search(text) if len(text) <= _LONGEST else None
    day = _day_of(found) if found else None
    if not found or not day or (found[4] and not _STRONG.search(text)) or _HEADER.search(text):
        return None
    rest = strip_buttons(_PIECES.sub(" ", text[: found.start()] + " " + text[found.end() :]))
    rest = re.sub(
        rf"\s*[{DASHES}|•·,:;/()\[\]]\s*(?=[{DASHES}|•·,:;/()\[\]]|\s*$)|^[{DASHES}\s|•·,:;/()]+", "", " ".join(rest.split())
    )
    rest = rest.strip()
    is_strong = _STRONG.search(text) is not None
    return TimeLine(text, day, rest, is_strong) if len(rest.split()) <= _MOST_WORDS or is_names(rest) else None


def printed_day(text: str) -> date | None:
    """The first full day in a stamp, day before month: "17:22 17/08/2025", "Cập nhật 22:07 25-05-2022"."""
    found = _DAY.search(text)
    return _day_of(found) if found else None


def _day_of(found: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in found.groups() if part)
    return date(year, month, day) if is_day(day, month, year) and 1990 <= year <= 2100 else None


def stamped_day(text: str) -> date | None:
    """The day in Việt Nam of an ISO 8601 or RFC 822 stamp; never a guess at any other form."""
    text = text.strip()
    try:
        moment: datetime = isoparse(text)
    except (ValueError, OverflowError):
        if bent := _BENT_ISO.match(text):
            return _iso_day(bent.group(1))
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        return (moment.astimezone(VIET_NAM) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Stamped:
    """Lines without their time lines: `times` as (rule, printed), `byline` the name that stood on one."""

    times: tuple[tuple[str, str], ...]
    byline: str | None
    lines: tuple[Line, ...]


def take_stamps(lines: Sequence[Line], most: int, *, strong: bool = False) -> Stamped:
    """Take the time lines out of the first `most` lines; where only `strong` ones count, the others are dropped unread."""
    times: list[tuple[str, str]] = []
    byline = None
    rest: list[Line] = []
    for place, line in enumerate(lines):
        stamp = read_time_line(line.text) if place < most and line.role is not Role.TABLE else None
        if stamp is None:
            rest.append(line)
            continue
        if stamp.is_strong or not strong:
            times.append(("time-line", stamp.printed))
        if is_names(stamp.rest) and not is_boilerplate(stamp.rest):
            byline = byline or stamp.rest
    return Stamped(tuple(times), byline, tuple(rest))
