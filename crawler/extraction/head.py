"""What a page says of itself for machines: head title, meta tags, JSON-LD; evidence beside what is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from index.text import clean_text

_OPEN = re.compile(r"<(script|style|svg|noscript)\b([^>]*)>|<!--", re.IGNORECASE)
_ARTICLES = frozenset({"NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting"})


@dataclass(frozen=True, slots=True)
class Head:
    """`titles` are the titles a page gives itself, best first; `times` and `updates` are (rule, printed) stamps."""

    titles: tuple[str, ...] = ()
    page_title: str | None = None
    times: tuple[tuple[str, str], ...] = ()
    updates: tuple[tuple[str, str], ...] = ()


def split_scripts(html: str) -> tuple[str, tuple[str, ...]]:
    """The page without scripts, styles and comments, and the texts of its JSON-LD scripts. Linear in the length."""
    kept: list[str] = []
    data: list[str] = []
    low = html.lower()
    place = 0
    if len(low) != len(html):  # a few letters are longer in small form, and then the places would not agree
        low = html
    while opened := _OPEN.search(html, place):
        name = (opened[1] or "").lower()
        closing = f"</{name}" if name else "-->"
        end = low.find(closing, opened.end())
        if end < 0:  # never closed: leave it to the parser
            break
        kept.append(html[place : opened.start()])
        if "ld+json" in (opened[2] or ""):
            data.append(html[opened.end() : end])
        after = html.find(">", end + len(closing) - 1)
        place = after + 1 if after >= 0 else len(html)
    return "".join([*kept, html[place:]]), tuple(data)


def read_head(soup: BeautifulSoup, data: tuple[str, ...]) -> Head:
    """What meta tags and JSON-LD say, each stamp with the rule that gave it."""
    titles: list[str] = []
    times: list[tuple[str, str]] = []
    updates: list[tuple[str, str]] = []
    for thing in _articles(data):
        titles += [str(thing["headline"])] if thing.get("headline") else []
        times += [("json-ld", str(thing["datePublished"]))] if thing.get("datePublished") else []
        updates += [("json-ld", str(thing["dateModified"]))] if thing.get("dateModified") else []
    for tag in soup.find_all("meta"):
        name, content = str(tag.get("property") or tag.get("name") or ""), str(tag.get("content") or "")
        if name == "og:title" and content:
            titles.append(content)
        elif name == "article:published_time" and content:
            times.append(("meta", content))
        elif name == "article:modified_time" and content:
            updates.append(("meta", content))
    page_title = clean_text(soup.title.get_text()) if soup.title else None
    return Head(tuple(filter(None, map(clean_text, titles))), page_title or None, tuple(times), tuple(updates))


def _articles(data: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for text in data:
        try:
            content = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in content if isinstance(content, list) else [content]:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for each in [thing, *(graph if isinstance(graph, list) else [])]:
                if isinstance(each, dict) and not _ARTICLES.isdisjoint(_types(each)):
                    yield each


def _types(thing: dict[str, Any]) -> list[str]:
    named = thing.get("@type")
    return [str(each) for each in (named if isinstance(named, list) else [named])]
