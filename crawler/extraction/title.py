"""The headline of a page (tít) where no layout says it: a printed heading that head, address or its place confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlsplit

from crawler.extraction.boilerplate import is_boilerplate
from crawler.extraction.caption import reads_like_caption
from crawler.extraction.head import Head
from crawler.extraction.line import Role
from crawler.extraction.markup import Walked
from crawler.extraction.stamps import read_time_line
from crawler.sites import Site
from index.text import DASHES, fold

# What a head or a banner says of the site and not of an article.
_SITE_NAME = re.compile(
    r"^(?:trang (?:thông tin|tin|chủ|web|mẫu)|cổng (?:thông tin|giao tiếp|mẫu)|website|báo \w+(?: \w+){0,3}$|tạp chí|"
    r"home$|tin tức$|"
    r"tin tức sự kiện$|chi tiết(?: tin| bài viết)?$|đài phát thanh|chào mừng)",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"\s+[{DASHES}|»:]\s+|\s*\|\s*")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_TITLE_CLASS = re.compile(r"title|tieu-?de|headline", re.IGNORECASE)
_D = re.compile("[đĐ]")
_SUFFIX = re.compile(r"\.\w+$")
_NUMBER = re.compile(r"(?:-post)?-?\d+$")
_SAME_LETTERS = 24
_LEAST_LETTERS = 12
_LONGEST = 300
# How far above the story, in lines and in boxes, an untagged headline may stand.
_NEAR = 5
_LEAST_WORDS = 5
# Longer lines are the story.
_LONG = 160


@dataclass(frozen=True, slots=True)
class Headline:
    """A title as printed, the line it stands on (`None`: only the head holds it) and the rule that found it."""

    text: str
    place: int | None
    rule: str


def find_headline(walked: Sequence[Walked], start: int, head: Head, url: str, site: Site | None) -> Headline | None:
    """The headline of a page whose story begins at line `start`; `None` where nothing confirms one.

    Best first: a heading that head or address confirm, a line that the head confirms, the one main heading, the head alone
    where the address confirms it, the line right above the story.
    """
    named = tuple(_letters(text) for text in _named(head, site))
    story = next((place for place, each in enumerate(walked) if place >= start and len(each.line.text) > _LONG), start + 1)
    before = [(place, each) for place, each in enumerate(walked[:story]) if _can_be_headline(each)]
    before.sort(key=lambda pair: (not _is_heading(pair[1]), abs(pair[0] - start)))
    for place, each in before:
        letters = _letters(each.line.text)
        if letters in named or fits_address(each.line.text, url):
            return Headline(each.line.text, place, "heading" if _is_heading(each) else "head and text")
    mains = [(place, each) for place, each in before if each.block.name == "h1" and not _is_site(each, site)]
    if mains:
        place, each = max(mains)
        return Headline(each.line.text, place, "main heading")
    fitting = [text for text in _named(head, site) if fits_address(text, url)]
    if fitting:
        return Headline(min(fitting, key=lambda text: _surplus(text, url)), None, "head")
    return _line_above(walked, start) if site is None or site.titles_printed else None


def _line_above(walked: Sequence[Walked], start: int) -> Headline | None:
    """The line above the story that shares a box with it, where no tag calls it a heading: no sentence, no button, no caption."""
    boxes = {id(parent) for parent in islice(walked[start].block.parents, _NEAR)} if start < len(walked) else set()
    for place in range(start - 1, max(-1, start - _NEAR), -1):
        line, block = walked[place].line, walked[place].block
        if line.role in (Role.TIME, Role.BYLINE) or is_boilerplate(line.text) or read_time_line(line.text):
            continue
        is_sentence = line.text.endswith((".", ":", ";", ",")) or line.role is not None or line.is_linked
        if is_sentence or len(line.text.split()) < _LEAST_WORDS or len(line.text) > _LONGEST or reads_like_caption(line.text):
            return None
        return Headline(line.text, place, "line above") if any(id(each) in boxes for each in block.parents) else None
    return None


def fits_address(title: str, url: str) -> bool:
    """Whether a title is the one that an address was made of: slugs are cut, and lose marks and signs, on Liferay every "đ"."""
    printed = {_letters(title), _letters(_D.sub("", title))}
    return any(_agree(letters, made) for made in _slugs(url) for letters in printed)


def _agree(letters: str, made: str) -> bool:
    same = min(len(letters), len(made), _SAME_LETTERS)
    is_near = abs(len(letters) - len(made)) < max(len(letters), 60) / 2
    return same >= _LEAST_LETTERS and letters[:same] == made[:same] and is_near


def _surplus(title: str, url: str) -> int:
    """By how many letters a title and the nearest slug of an address differ."""
    return min(abs(len(_letters(title)) - len(made)) for made in _slugs(url))


def _slugs(url: str) -> list[str]:
    """The letters of those parts of an address that were made of words."""
    parts = (part for part in unquote(urlsplit(url).path).split("/") if part.count("-") >= 3)
    return [_letters(_NUMBER.sub("", _SUFFIX.sub("", part))) for part in parts]


def _named(head: Head, site: Site | None) -> Iterator[str]:
    """The titles that a head gives, and those of them that carry the site's name behind a dash without it."""
    for text in (*head.titles, *((head.page_title,) if head.page_title else ())):
        if not is_site_name(text, site):
            yield text
        cuts = [match.start() for match in _PARTS.finditer(text)]
        yield from (text[:cut] for cut in reversed(cuts) if cut >= 8 and not is_site_name(text[:cut], site))


def is_site_name(text: str, site: Site | None) -> bool:
    """Whether a text names the site and not an article."""
    return _SITE_NAME.match(text) is not None or (
        site is not None and text.casefold() in (site.name.casefold(), site.owner.casefold())
    )


def _is_site(each: Walked, site: Site | None) -> bool:
    return each.line.is_linked or is_site_name(each.line.text, site)


def _can_be_headline(each: Walked) -> bool:
    return 8 <= len(each.line.text) <= _LONGEST and (not each.line.is_linked or each.block.name in ("h1", "h2"))


def _is_heading(each: Walked) -> bool:
    return each.block.name in ("h1", "h2", "h3") or any(_TITLE_CLASS.search(name) for name in each.block.get("class") or ())


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text))
