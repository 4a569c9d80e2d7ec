"""A page of unknown layout: its heaviest box is the story, its headline, stamps and signature stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bs4 import BeautifulSoup, Tag

from crawler.extraction.boilerplate import GONE, PAGE_CLOCK, is_boilerplate, is_box, is_tail
from crawler.extraction.byline import is_labelled, is_names
from crawler.extraction.caption import captions_above
from crawler.extraction.head import Head
from crawler.extraction.line import Line, Page, Role
from crawler.extraction.main_box import is_furniture, is_inside, main_box
from crawler.extraction.markup import Walked, walk
from crawler.extraction.stamps import take_stamps
from crawler.extraction.title import find_headline
from crawler.sites import Site
from index.text import clean_text

_LEAST_LEAD = 100
_LONGEST_AUTHOR = 80
_LEAST_HEADLINE = 25
_LONGEST_NOTICE = 240
_HEAD_LINES = 8
_FIRST_LINES = 4
_MOST_PICTURES = 200


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
    notice = find_notice(walked)
    if box is None:
        return Page(lines=(), clock=clock_above(soup, body), notice=notice, rules=(("body", "structure"),))
    places = [place for place, each in enumerate(walked) if is_inside(each.block, box)]
    start, end = places[0], places[-1] + 1
    found = find_headline(walked, start, head, url, site)
    title_place = found.place if found and found.place is not None else None
    above_from = max(0, start - _HEAD_LINES) if title_place is None or title_place >= start else title_place + 1
    # without a headline above the box a bare day may stand in the header of the page: "Thứ Hai, 05/01/2026"
    is_above = title_place is not None and title_place < start
    above = take_stamps([each.line for each in walked[above_from:start]], _HEAD_LINES, strong=not is_above)
    if title_place is not None and title_place >= start:
        # the stamp next over the headline is the article's, one further up the header's of the page
        over = take_stamps([each.line for each in walked[start:title_place]], _HEAD_LINES)
        above = replace(over, times=over.times[-1:]) if over.times else above
        start = title_place + 1
    inside = take_stamps([each.line for each in walked[start:end] if not is_link(each.line)], _FIRST_LINES)
    is_titled = title_place is not None
    captions = captions_above(above.lines) if is_above else []
    shown = {line.text for line in captions}
    return Page(
        lines=(*captions, *inside.lines, *_signature_below([each.line for each in walked[end : end + 3]])),
        title=found.text if found else None,
        lead=_lead_in([line for line in above.lines if line.text not in shown]) if is_titled else None,
        byline=above.byline or inside.byline or author_in(above.lines),
        clock=clock_above(soup, box),
        times=(*above.times, *inside.times),
        pictures=pictures_in(box, body),
        notice=notice,
        teasers=_teasers([each.line for each in walked[start:end]]),
        rules=(("body", "structure"), *((("title", found.rule),) if found else ())),
    )


def _teasers(lines: Sequence[Line]) -> int:
    """How many headlines of other stories stand among the lines, each with a text of its own under it, as in a list of news."""
    return sum(
        first.is_linked and len(first.text) > _LEAST_HEADLINE and not second.is_linked for first, second in pairwise(lines)
    )


def find_notice(walked: Sequence[Walked]) -> str | None:
    """The line that says that a story is gone: "Tin bài bạn yêu cầu không tồn tại, đã được gỡ bỏ …"."""
    return next(
        (each.line.text for each in walked if len(each.line.text) < _LONGEST_NOTICE and GONE.search(each.line.text)), None
    )


def is_link(line: Line) -> bool:
    """Whether a line is a tag, a button or another story; whole sentences may be links."""
    return line.is_linked and not (len(line.text) > _LEAST_LEAD and line.text.endswith("."))


def _lead_in(lines: Sequence[Line]) -> str | None:
    """The sapo that stands between headline and body."""
    return next((line.text for line in lines if not line.is_linked and len(line.text) > _LEAST_LEAD), None)


def author_in(lines: Sequence[Line]) -> str | None:
    """The author that stands beside the text: a line whose markup or whose label says so, "Tác giả: CTV Phương Mai"."""
    marked = (line.text for line in lines if line.role is Role.BYLINE and len(line.text) < _LONGEST_AUTHOR)
    return next(marked, None) or next((line.text for line in lines if is_labelled(line.text)), None)


def _signature_below(lines: Sequence[Line]) -> list[Line]:
    """A signature in a box of its own right under the text: the markup says so, or it is a name and nothing else."""
    return [
        line
        for line in lines[:1]
        if len(line.text) < _LONGEST_AUTHOR and (line.role is Role.BYLINE or line.is_right or _is_bare_name(line))
    ]


def _is_bare_name(line: Line) -> bool:
    text = line.text
    is_furniture = is_boilerplate(text) or is_tail(text) or is_box(text)
    return not (line.is_linked or is_furniture) and len(text.split()) > 1 and is_names(text)


def clock_above(soup: BeautifulSoup, box: Tag) -> str | None:
    """The page clock: a weekday with a full date, a line of its own outside the article."""
    for text in soup.find_all(string=PAGE_CLOCK):
        if PAGE_CLOCK.fullmatch(clean_text(text)) and not any(parent is box for parent in text.parents):
            return clean_text(text)
    return None


def pictures_in(box: Tag, page: Tag | None = None) -> tuple[str, ...]:
    """The addresses of the pictures in a box, the real ones of lazy pictures; then those elsewhere on the page.

    The lead picture may stand in a box of its own above the text; whose it is its name must tell.
    """
    images = [*box.find_all("img"), *(page.find_all("img", limit=_MOST_PICTURES) if page else ())]
    found = (str(image.get("data-src") or image.get("data-original") or image.get("src") or "") for image in images)
    return tuple(dict.fromkeys(address for address in found if address and not address.startswith("data:")))
