"""What each rule finds on a page and which rules find nothing (thử quy tắc): for the person who mends a site file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from crawler.extraction.decode import decode_body
from crawler.extraction.head import read_head, split_scripts
from crawler.extraction.labels import ROWS, read_rows
from crawler.extraction.link_lists import fold_link_lists
from crawler.extraction.main_box import main_box
from crawler.extraction.structure import page_body, walk_page
from crawler.extraction.tables import flat_text
from crawler.sites import Layout, Site, layouts_for
from index.article import Capture
from index.dates import TRUST, DateKind
from index.errors import ExtractionError

FIELDS = ("body", "title", "lead", "byline", "time", "caption", "subhead", "drop")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule tried on one page: how many places it found, and how the first begins."""

    field: str
    rule: str
    count: int
    found: str = ""


def try_rules(capture: Capture, site: Site | None, dates: Sequence[Mapping[str, Any]]) -> tuple[Trial, ...]:
    """Every selector of every layout that may fit, what the head says, structure, and each rule for dates.

    `dates` are the claims of the answer, so that a rule that made none is seen to have failed.
    """
    try:
        html, data = split_scripts(fold_link_lists(decode_body(capture)))
    except ExtractionError:
        return ()
    soup = BeautifulSoup(html, "lxml")
    trials = [trial for layout in layouts_for(html, site) for trial in _selectors(soup, layout)]
    head = read_head(soup, data)
    trials.append(Trial("title", "head", len(head.titles), (head.titles or ("",))[0][:_SHOWN]))
    walked = walk_page(page_body(soup))
    if site and site.holds == "documents":
        rows = read_rows([each.line for each in walked])
        return (*trials, *(Trial(name, "row", int(rows.get(name) is not None), (rows.get(name) or "")[:_SHOWN]) for name in ROWS))
    box = main_box(walked)
    trials.append(Trial("body", "structure", int(box is not None), flat_text(box)[:_SHOWN] if box else ""))
    return (*trials, *_dates(dates))


def _selectors(soup: BeautifulSoup, layout: Layout) -> Iterator[Trial]:
    for field in FIELDS:
        for selector in getattr(layout, field):
            tags = soup.select(selector)
            yield Trial(field, f"layout {layout.name}: {selector}", len(tags), flat_text(tags[0])[:_SHOWN] if tags else "")


def _dates(dates: Sequence[Mapping[str, Any]]) -> Iterator[Trial]:
    for kind in (DateKind.POSTED, DateKind.EVENT):
        made = [claim for claim in dates if claim["kind"] == kind.value]
        rules = dict.fromkeys([*TRUST[kind], *(claim["rule"] for claim in made)])
        for rule in rules:
            claims = [claim for claim in made if claim["rule"] == rule]
            told = "; ".join(f"{claim['value']} ({claim['certainty']}): {claim['evidence'][:_SHOWN]}" for claim in claims)
            yield Trial(kind.value, rule, len(claims), told)
