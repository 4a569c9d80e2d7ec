"""How well each of the first six families is read: text, titles and dates, by family, printed with `pytest -s`.

Every page that has an answer is read three times: by its site's file; as a page of a site that nobody described; and with
every class, id and word for machines taken out of its markup, as a layout that no file describes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from test_sites import ANSWERS

from crawler.extract import extract
from crawler.microscope.answer import answer_of
from crawler.microscope.wanted import site_at
from crawler.saved import read_saved
from crawler.sites import Site
from index.article import Capture
from index.errors import ExtractionError

FAMILIES = ("thanhuytphcm", "onecms", "ct", "nukeviet", "haiphong", "cms-body")
EXAMINATION = Path(__file__).parent / "examination"
_WORDS = re.compile(r"\w+")
_SILENT = re.compile(r"<(script|style)\b.*?</\1>|<meta\b(?![^>]*charset)[^>]*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[a-z][^>]*>", re.IGNORECASE)
_NAMED = re.compile(
    r"""\s(?:class|id|itemprop|itemtype|itemscope|property|data-[\w-]+)(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?""", re.IGNORECASE
)


@dataclass(frozen=True)
class Page:
    """A page with what is printed on it."""

    name: str
    capture: Capture
    site: Site
    answer: dict[str, Any]


@dataclass
class Score:
    """What the pages of one family add up to; of dates: right, wrong, missed where one is provable, claimed where none is."""

    pages: int = 0
    text: float = 0.0
    worst: float = 1.0
    titles: int = 0
    published: Counter[str] = None  # type: ignore[assignment]
    event: Counter[str] = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.published, self.event = Counter(), Counter()

    def add(self, page: Page, found: dict[str, Any]) -> None:
        said, wanted = (Counter(_WORDS.findall(" ".join(each["paragraphs"]).casefold())) for each in (found, page.answer))
        f1 = 2 * (said & wanted).total() / ((said + wanted).total() or 1)
        self.pages += 1
        self.text += f1
        self.worst = min(self.worst, f1)
        self.titles += found["title"] == page.answer["title"]
        for name, counts in (("published", self.published), ("event", self.event)):
            counts[verdict(found[name], page.answer[name])] += 1

    def line(self, family: str, reading: str) -> str:
        dates = "  ".join(
            f"{name} {counts['right']:2} right {counts['wrong']} wrong {counts['missed']:2} missed {counts['claimed']} claimed"
            for name, counts in (("published", self.published), ("event", self.event))
        )
        return (
            f"  {family:<13} {reading:<11} {self.pages:3} pages  F1 {self.text / self.pages:.3f} (worst {self.worst:.3f})"
            f"  titles {self.titles:2}  {dates}"
        )


def verdict(said: str | None, wanted: str | None) -> str:
    if said == wanted:
        return "right"
    if said is None:
        return "missed"
    return "wrong" if wanted else "claimed"


@cache
def pages() -> tuple[Page, ...]:
    """The saved pages of the suite and those of the examination, articles of families 1 to 6 with markup."""
    found = []
    for path in (*ANSWERS, *sorted((EXAMINATION / "gold").glob("*.json"))):
        case = json.loads(path.read_text(encoding="utf-8"))
        is_gold = path.parent.name == "gold"
        file = EXAMINATION / "pages" / f"{path.stem}.html" if is_gold else path.with_suffix(".html")
        site = site_at(case["url"]) if case["url"] else None
        if not file.exists() or site is None or site.family.name not in FAMILIES or (is_gold and not case["article"]):
            continue
        capture = read_saved(file, case["url"], date.fromisoformat(case["captured"]))
        found.append(Page(f"{path.parent.name}/{path.stem}", capture, site, case if is_gold else case["answer"]))
    return tuple(found)


def by_site(page: Page) -> tuple[Capture, Site | None]:
    return page.capture, page.site


def elsewhere(page: Page) -> str:
    """The address of the page on a host that no site file names."""
    return re.sub(r"^https?://[^/]+", "https://nobody.example", page.capture.url)


def by_nobody(page: Page) -> tuple[Capture, Site | None]:
    return replace(page.capture, url=elsewhere(page)), None


def unmarked(page: Page) -> tuple[Capture, Site | None]:
    """The letters as they are: a parser would mend what the page has broken, such as a second root."""
    html = _SILENT.sub("", page.capture.body.decode("utf-8"))
    bare = _TAG.sub(lambda tag: _NAMED.sub("", tag.group()), html)
    return replace(page.capture, url=elsewhere(page), body=bare.encode()), None


Reading = Callable[[Page], tuple[Capture, Site | None]]
READINGS: dict[str, Reading] = {"by its site": by_site, "by nobody's": by_nobody, "unmarked": unmarked}
EMPTY = {"paragraphs": (), "title": None, "published": None, "event": None}


def score(family: str, reading: Reading) -> Score:
    total = Score()
    for page in pages():
        if page.site.family.name == family:
            try:
                found = answer_of(extract(*reading(page)))
            except ExtractionError:
                found = EMPTY
            total.add(page, found)
    return total


# Least mean F1 and least worst page, the share of titles, and of the days that can be proved those found, for each reading.
FLOORS = {"by its site": (0.99, 0.95, 0.98, 1.0), "by nobody's": (0.99, 0.95, 0.9, 0.8), "unmarked": (0.97, 0.8, 0.9, 0.7)}


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_read_at_least_this_well(family: str, reading: str):
    found = score(family, READINGS[reading])
    print("\n" + found.line(family, reading), end="")  # noqa: T201  the figures are what a person asks this module for
    mean, worst, titles, days = FLOORS[reading]
    assert found.pages >= 3
    assert found.text / found.pages >= mean
    assert found.worst >= worst
    assert found.titles >= titles * found.pages
    for counts in (found.published, found.event):
        assert counts["right"] >= days * (found.pages - counts["claimed"])
    assert not found.published["wrong"] + found.event["wrong"], "no date is better than a wrong one"
