"""A page of unknown layout: its heaviest box is the story, its headline, stamps and signature stand around it."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from crawler.boilerplate import PAGE_CLOCK
from crawler.head import Head
from crawler.line import Line, Page, Role
from crawler.main_box import is_furniture, is_inside, main_box
from crawler.markup import Walked, walk
from crawler.sites import Site
from crawler.stamps import take_stamps
from crawler.title import find_headline
from index.text import clean_text

_LEAST_LEAD = 100
_LONGEST_AUTHOR = 80
_HEAD_LINES = 8
_FIRST_LINES = 4


def page_body(soup: BeautifulSoup) -> Tag:
    """The body with most text: pages with two html roots were seen, the first of them empty."""
    bodies = soup.find_all("body")
    return max(bodies, key=lambda body: len(body.get_text())) if bodies else soup


def walk_page(body: Tag) -> tuple[Walked, ...]:
    """The lines of a page without its furniture; what holds half of all the words is none, whatever it is called."""
    most = 0.5 * len(body.get_text())
    return walk(body, None, lambda tag: is_furniture(tag, most))


def page_by_structure(soup: BeautifulSoup, site: Site | None, head: Head, url: str) -> Page:
    """A page of unknown layout: the heaviest box is the story, the headline stands above it or opens it."""
    body = page_body(soup)
    walked = walk_page(body)
    box = main_box(walked)
    if box is None:
        return Page(lines=(), clock=clock_above(soup, body), rules=(("body", "structure"),))
    places = [place for place, each in enumerate(walked) if is_inside(each.block, box)]
    start, end = places[0], places[-1] + 1
    found = find_headline(walked, start, head, url, site)
    title_place = found.place if found and found.place is not None else None
    above_from = max(0, start - _HEAD_LINES) if title_place is None or title_place >= start else title_place + 1
    above = take_stamps([each.line for each in walked[above_from:start]], _HEAD_LINES)
    if title_place is not None and title_place >= start:
        start = title_place + 1
    inside = take_stamps([each.line for each in walked[start:end] if not _is_link(each.line)], _FIRST_LINES)
    is_titled = title_place is not None
    return Page(
        lines=(*inside.lines, *_signature_below([each.line for each in walked[end : end + 3]])),
        title=found.text if found else None,
        lead=_lead_in(above.lines) if is_titled else None,
        byline=above.byline or inside.byline or _author_in(above.lines),
        clock=clock_above(soup, box),
        times=(*above.times, *inside.times),
        pictures=pictures_in(box),
        rules=(("body", "structure"), *((("title", found.rule),) if found else ())),
    )


def _is_link(line: Line) -> bool:
    """Whether a line is a tag, a button or another story; whole sentences may be links."""
    return line.is_linked and not (len(line.text) > _LEAST_LEAD and line.text.endswith("."))


def _lead_in(lines: Sequence[Line]) -> str | None:
    """The sapo that stands between headline and body."""
    return next((line.text for line in lines if not line.is_linked and len(line.text) > _LEAST_LEAD), None)


def _author_in(lines: Sequence[Line]) -> str | None:
    return next((line.text for line in lines if line.role is Role.BYLINE and len(line.text) < _LONGEST_AUTHOR), None)


def _signature_below(lines: Sequence[Line]) -> list[Line]:
    """A signature in a box of its own right under the text."""
    return [line for line in lines[:1] if (line.role is Role.BYLINE or line.is_right) and len(line.text) < _LONGEST_AUTHOR]


def clock_above(soup: BeautifulSoup, box: Tag) -> str | None:
    """The page clock: a weekday with a full date, a line of its own outside the article."""
    for text in soup.find_all(string=PAGE_CLOCK):
        if PAGE_CLOCK.fullmatch(clean_text(text)) and not any(parent is box for parent in text.parents):
            return clean_text(text)
    return None


def pictures_in(box: Tag) -> tuple[str, ...]:
    """The addresses of the pictures in a box, the real ones of lazy pictures."""
    found = (str(image.get("data-src") or image.get("data-original") or image.get("src") or "") for image in box.find_all("img"))
    return tuple(address for address in found if address and not address.startswith("data:"))
