"""Whether the layouts of a site still fit its pages (báo động mẫu trang): checks of one page, and the alarm of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb
from statistics import median
from typing import Any

from parsel import Selector

from crawler.extraction.decode import decode_body
from crawler.extraction.stamps import VIET_NAM
from crawler.sites import Layout, Site
from index.article import Capture
from index.errors import ExtractionError
from index.text import clean_text

CHECKS = ("length", "layout", "title", "date", "comments")
"""Something to read; the layout's body box; its title box; its date box; no comments or other news inside the body box."""

# Pages that fail these are kept and not stored while the alarm stands: their text may be another one.
_TEXT_CHECKS = frozenset({"layout", "comments"})
# While one of these alarms, our own reading is in doubt: nothing is called gone for what we could not read.
READING_CHECKS = frozenset({"length", "layout"})
# What stands around an article and never in it, as a line that begins so and says hardly more.
_SENTINELS = (
    "ý kiến bạn đọc", "tổng lượt bình luận", "tin khác", "các tin khác", "tin liên quan", "tin cùng chuyên mục", "trang chủ",
    "tổng lượt truy cập", "cơ quan chủ quản",
)  # fmt: skip
_SENTINEL_TAIL = 25
_LEAST_BODY = 40
# An alarm wants a share of passing pages under this part of the usual one, and a chance that this is luck.
ALARM_SHARE = 0.8
LEAST_PAGES = 3
LUCK = 0.002
# The usual share is never taken for certain: one odd page among a few is no alarm.
_SUREST = 0.98
RUNS_REMEMBERED = 10


def page_checks(capture: Capture, site: Site, *, is_article: bool) -> frozenset[str]:
    """The checks that a page with status 200 fails; `is_article`: an article was read in it. A pure function."""
    if not is_article:
        return frozenset({"length"})
    layouts = _layouts_of(site, capture.captured_at.astimezone(VIET_NAM).date())
    try:
        page = Selector(text=decode_body(capture), type="html")
    except (ExtractionError, ValueError):
        return frozenset({"length"})
    if not layouts:
        return frozenset()
    found = next(((layout, box) for layout in layouts if (box := _body_box(page, layout))), None)
    return _box_checks(page, *found) if found else frozenset({"layout"})


def _layouts_of(site: Site, day: date) -> Sequence[Layout]:
    return [layout for layout in site.layouts if layout.until is None or day <= layout.until]


def _body_box(page: Selector, layout: Layout) -> Selector | None:
    for selector in layout.body:
        for box in page.css(selector):
            if len(_text(box)) >= _LEAST_BODY:
                return box
    return None


def _box_checks(page: Selector, layout: Layout, box: Selector) -> frozenset[str]:
    failed = set()
    if layout.title and not any(_text(each) for selector in layout.title for each in page.css(selector)):
        failed.add("title")
    if layout.time and not any(_text(each) for selector in layout.time for each in page.css(selector)):
        failed.add("date")
    if not layout.drop:
        return frozenset(failed)  # a box that is known to hold the whole page says nothing by what stands in it
    for selector in layout.drop:
        box.css(selector).drop()
    lines = (clean_text(text).casefold() for text in box.xpath(".//text()").getall())
    if any(line.startswith(words) and len(line) <= len(words) + _SENTINEL_TAIL for line in lines for words in _SENTINELS):
        failed.add("comments")
    return frozenset(failed)


def _text(box: Selector) -> str:
    return clean_text(" ".join(box.xpath(".//text()").getall()))


@dataclass(frozen=True, slots=True)
class Record:
    """What a run's row says of its pages: how many were checked, how many failed each check, which checks alarmed."""

    pages: int
    failed: Mapping[str, int]
    alarms: frozenset[str] = frozenset()

    @classmethod
    def of_row(cls, counts: Mapping[str, Any] | None) -> Record:
        """From the counts of a run's row; a run that checked nothing has no pages."""
        said = (counts or {}).get("layout") or {}
        return cls(said.get("pages", 0), said.get("failed", {}), frozenset(said.get("alarms", ())))

    def share(self, check: str) -> float:
        """The part of the pages that pass."""
        return 1 - self.failed.get(check, 0) / self.pages if self.pages else 1.0


class LayoutWatch:
    """The alarm of one run: pages are noted as they come, against what was usual in the last runs, newest first."""

    def __init__(self, history: Iterable[Record]) -> None:
        runs = [record for record in history if record.pages >= LEAST_PAGES]
        self._usual: dict[str, float] = {}
        for check in CHECKS:
            shares = [record.share(check) for record in runs if check not in record.alarms][:RUNS_REMEMBERED]
            if shares:
                self._usual[check] = median(shares)
        self._pages = 0
        self._failed: Counter[str] = Counter()
        self._streak: Counter[str] = Counter()
        self._alarms: set[str] = set(runs[0].alarms) if runs else set()
        self._stood = frozenset(self._alarms)

    @property
    def alarms(self) -> frozenset[str]:
        """The checks that alarm now."""
        return frozenset(self._alarms)

    def note(self, failed: frozenset[str]) -> bool:
        """Count one page; returns whether it is to be kept and not stored, because the text read in it may be wrong.

        That asks for a layout that used to fit: where none ever did, the order of the text is what there is.
        """
        self._pages += 1
        self._failed.update(failed)
        for check in CHECKS:
            self._streak[check] = self._streak[check] + 1 if check in failed else 0
            if self._is_alarming(check):
                self._alarms.add(check)
        return any(self._usual.get(check, 0.0) >= 0.5 for check in failed & _TEXT_CHECKS & self._alarms)

    def _is_alarming(self, check: str) -> bool:
        usual = self._usual.get(check, 1.0)
        chance = min(usual, _SUREST)
        streak, failed = self._streak[check], self._failed[check]
        if streak >= LEAST_PAGES and (1 - chance) ** streak < LUCK:
            return True
        is_low = self._pages >= LEAST_PAGES and (self._pages - failed) / self._pages < ALARM_SHARE * usual
        return is_low and _at_least(failed, self._pages, 1 - chance) < LUCK

    def record(self) -> Record:
        """What the run's row is to say. An alarm of earlier runs ends when enough pages pass again."""
        ended = {check for check in self._stood if self._pages >= LEAST_PAGES and self._is_passing(check)}
        quiet = {check for check in ended if not self._is_alarming(check)}
        return Record(self._pages, dict(self._failed), frozenset(self._alarms - quiet))

    def _is_passing(self, check: str) -> bool:
        return (self._pages - self._failed[check]) / self._pages >= ALARM_SHARE * self._usual.get(check, 1.0)


def _at_least(failed: int, pages: int, chance: float) -> float:
    """How likely so many failures or more are among so many pages, where each fails with this chance."""
    return sum(comb(pages, k) * chance**k * (1 - chance) ** (pages - k) for k in range(failed, pages + 1))


def told(record: Record) -> str:
    """What an alarm says to a person: "layout alarm: 12 of 12 pages fail layout, 3 of 12 fail date"."""
    parts = [f"{record.failed.get(check, 0)} of {record.pages} pages fail {check}" for check in CHECKS if check in record.alarms]
    return f"layout alarm: {', '.join(parts)}" if parts else ""
