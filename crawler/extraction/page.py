"""A page taken apart: by its site's layout, by its structure where no layout fits, or line by line where it is plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from crawler.extraction.boilerplate import PAGE_CLOCK
from crawler.extraction.head import Head, read_head, split_scripts
from crawler.extraction.line import Line, Page, Role
from crawler.extraction.main_box import is_inside, is_picture_line
from crawler.extraction.markup import Walked, box_lines, outer_lines
from crawler.extraction.selectors import may_match
from crawler.extraction.stamps import take_stamps
from crawler.extraction.structure import author_in, clock_above, is_link, page_body, page_by_structure, pictures_in, walk_page
from crawler.extraction.tables import flat_text
from crawler.extraction.title import find_headline
from crawler.sites import Layout, Site, layouts_for
from index.text import clean_text

_LEAST_BODY = 40
# How far from the text a stamp or a signature may stand and still be the article's.
HEAD_LINES = 8
_FIRST_LINES = 4
_MOST_BESIDE = 6
_MOST_BELOW = 6


def read_page(html: str, site: Site | None, day: date, url: str = "") -> Page:
    """The page's lines and fields, by the newest layout of the site that held on `day` and fits, else by structure."""
    html, data = split_scripts(html)
    soup = BeautifulSoup(html, "lxml")
    head = read_head(soup, data)
    # templates of one family share their body: the one whose other fields stand on the page is meant
    boxes = tuple(_boxes(soup, html, layouts_for(html, site), day))
    found = max(boxes, key=lambda pair: _fields_of(soup, html, pair[0])) if len(boxes) > 1 else next(iter(boxes), None)
    page = _by_layout(soup, *found, head, url, site) if found else page_by_structure(soup, site, head, url)
    return replace(page, times=(*page.times, *head.times), updates=head.updates)


def read_lines(text: str) -> Page:
    """A plain text as a page: its lines; stamps among the first are taken out."""
    lines: list[Line] = []
    after_gap = False
    for line in map(clean_text, text.splitlines()):
        if line:
            lines.append(Line(line, after_gap=after_gap))
        after_gap = not line
    clock = next((line.text for line in lines[:HEAD_LINES] if PAGE_CLOCK.fullmatch(line.text)), None)
    stamped = take_stamps(lines, HEAD_LINES)
    return Page(stamped.lines, byline=stamped.byline, clock=clock, times=stamped.times, rules=(("body", "text order"),))


def _boxes(soup: BeautifulSoup, html: str, layouts: Sequence[Layout], day: date) -> Iterator[tuple[Layout, Tag]]:
    for layout in sorted(layouts, key=lambda each: not each.holds_on(day)):
        for selector in layout.body:
            boxes = [box for box in _select(soup, html, selector) if len(box.get_text(strip=True)) >= _LEAST_BODY]
            if boxes:
                yield layout, max(boxes, key=lambda box: len(box.get_text()))


def _select(soup: BeautifulSoup, html: str, selector: str) -> list[Tag]:
    return list(soup.select(selector)) if may_match(selector, html) else []


def _fields_of(soup: BeautifulSoup, html: str, layout: Layout) -> int:
    """How many of a layout's named fields stand on a page."""
    fields = (layout.title, layout.time, layout.byline, layout.lead)
    return sum(any(may_match(each, html) and soup.select_one(each) for each in field) for field in fields)


def _by_layout(soup: BeautifulSoup, layout: Layout, box: Tag, head: Head, url: str, site: Site | None) -> Page:
    fields = {name: _first_text(soup, getattr(layout, name)) for name in ("title", "lead", "byline")}
    rules = [("body", f"layout {layout.name}"), *((name, f"layout {layout.name}") for name, text in fields.items() if text)]
    stamp = _first_text(soup, layout.time)
    clock, pictures = clock_above(soup, box), pictures_in(box, page_body(soup))
    walked: tuple[Walked, ...] = ()
    if not fields["title"]:
        walked = walk_page(page_body(soup))
        start = next((place for place, each in enumerate(walked) if is_inside(each.block, box)), 0)
        if found := find_headline(walked, start, head, url, site):
            fields["title"] = found.text
            rules.append(("title", found.rule))
    above = take_stamps(_lines_beside(box.previous_siblings), HEAD_LINES)
    below = _lines_beside(islice(box.next_siblings, _MOST_BELOW))
    _drop(box, layout)
    inside = take_stamps([line for line in box_lines(box, layout) if not is_link(line)], _FIRST_LINES)
    captions = () if fields["lead"] is None and layout.lead else [line for line in above.lines if is_picture_line(line)]
    # a sapo that no selector of the layout names: the markup calls it so
    called = [line.text for line in above.lines if line.role is Role.LEAD and not (line.after_picture or line.is_linked)]
    return Page(
        lines=(*captions, *inside.lines),
        title=fields["title"],
        lead=fields["lead"] or next(iter(called), None),
        byline=fields["byline"] or above.byline or inside.byline or author_in((*above.lines, *below)),
        clock=clock,
        times=(*((("time-line", stamp),) if stamp else above.times), *inside.times),
        pictures=pictures,
        marks_captions=bool(layout.caption),
        rules=tuple(rules),
    )


def _lines_beside(siblings: Iterable[PageElement]) -> list[Line]:
    """The lines directly above or below the body, nearest first: where stamp, picture and author stand that no selector names."""
    tags = [each for each in siblings if isinstance(each, Tag)][:_MOST_BESIDE]
    return [line for tag in tags for line in outer_lines(tag)]


def _drop(box: Tag, layout: Layout) -> None:
    selectors = (*layout.drop, *layout.byline, *layout.title, *layout.time, *layout.lead)
    for tag in box.select(", ".join(selectors)) if selectors else ():
        tag.decompose()


def _first_text(soup: BeautifulSoup, selectors: tuple[str, ...]) -> str | None:
    found = (soup.select_one(selector) for selector in selectors)
    return next((text for tag in found if tag and (text := flat_text(tag))), None)
