"""How well pages were read, in figures: what a reader answered against what people wrote down, page by page and added up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from index.bodies import normal_body
from index.text import clean_text, nfc, person_key, symbol_key, tone_place

Gold = Mapping[str, Any]
Answer = Mapping[str, Any]
_TERM = re.compile(r"(?: đảng)? khóa [ivx]+$")
_MEETING = re.compile(r"(\d{1,2})\D{0,14}?khóa\W{0,2}([ivx]+)")


@dataclass(slots=True)
class Figures:
    """Counts that add up over pages: of each name how many were right, answered and wanted."""

    right: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    page: str = ""

    def add(self, name: str, answered: Counter[Any], wanted: Counter[Any]) -> None:
        """Count two collections of the same kind of thing against each other."""
        self.right[name] += sum((answered & wanted).values())
        self.answered[name] += sum(answered.values())
        self.wanted[name] += sum(wanted.values())
        self.complaints += [f"{name} missed on {self.page}: {each}" for each in (wanted - answered)]
        self.complaints += [f"{name} invented on {self.page}: {each}" for each in (answered - wanted)]

    def check(self, name: str, said: object, true: object) -> None:
        """Count one field of a page."""
        said, true = (tuple(sorted(each)) if isinstance(each, set) else each for each in (said, true))
        self.add(name, Counter([said]), Counter([true]))

    def precision(self, name: str) -> float:
        """How many of the answers are right; 1 where there is no answer."""
        return self.right[name] / self.answered[name] if self.answered[name] else 1.0

    def recall(self, name: str) -> float:
        """How many of the wanted were answered; 1 where nothing is wanted."""
        return self.right[name] / self.wanted[name] if self.wanted[name] else 1.0


def compare(gold: Gold, answer: Answer, figures: Figures) -> None:
    """Add one page's figures."""
    figures.page = gold["id"]
    figures.check("article", bool(answer["article"]), gold["article"])
    if not gold["article"]:
        return
    words = [Counter(re.findall(r"\w+", " ".join(each["paragraphs"]).casefold())) for each in (answer, gold)]
    figures.add("words", *words)
    figures.add("captions", *(Counter(_loose(text).rstrip(".") for text in each["captions"]) for each in (answer, gold)))
    figures.check("title", clean_text(answer["title"] or ""), clean_text(gold["title"] or ""))
    bylines = {_loose(each or "") for each in (gold["byline"], *gold.get("byline_also", ()))}
    said = _loose(answer["byline"] or "")
    figures.check("byline", said if said not in bylines else "", "")
    for name in ("published", "event"):
        proved = "proved" if gold[name] else "unproved"
        figures.check(f"{name} {proved}", answer[name], gold[name])
        figures.check(f"{name} not wrong", answer[name] if answer[name] not in (None, gold[name]) else None, None)
    _compare_documents(gold, answer, figures)
    _compare_people(gold, answer, figures)


def _compare_documents(gold: Gold, answer: Answer, figures: Figures) -> None:
    """Mentions by type and number or meeting; of each document what was said of symbol, date and body."""
    free = [_loose(each["printed"]) for each in gold["optional_documents"]]
    mentions = [each for each in answer["documents"] if not _is_free(each, free)]
    wanted = [(document, occurrence) for document in gold["documents"] for occurrence in document["occurrences"]]
    figures.add(
        "mentions", Counter(map(_identity, mentions)), Counter(_identity({**d, "printed": o["printed"]}) for d, o in wanted)
    )
    for document in gold["documents"]:
        printed = {_loose(each["printed"]) for each in document["occurrences"]}
        same = [each for each in mentions if _identity(each) == _identity(document) and _loose(each["printed"]) in printed]
        symbols = {symbol_key(each["symbol"]) for each in same if each["symbol"]}
        of_it = [
            each for each in same if not each["symbol"] or symbol_key(each["symbol"]) == symbol_key(document["symbol"] or "")
        ]
        if not of_it:
            continue
        if document["symbol"]:
            figures.check("symbol", symbols, {symbol_key(document["symbol"])} if symbols else set())
        figures.check("issued", {each["issued"] for each in of_it if each["issued"]}, {document["issued"]} - {None})
        bodies = {_body(each["issuer"]) for each in of_it if each["issuer"]}
        figures.check("issuer", bodies, {_body(document["issuer"])} if document["issuer"] else set())


def _compare_people(gold: Gold, answer: Answer, figures: Figures) -> None:
    """Everybody who holds an office, once a page, with all titles."""
    known = {person_key(each["name"]): each for each in gold["people"]}
    titles: dict[str, set[str]] = {}
    for mention in answer["people"]:
        if mention["name"]:
            titles.setdefault(person_key(mention["name"]), set()).update(map(_loose, mention["titles"]))
    free = {key for key, each in known.items() if each.get("optional")}
    required = set(known) - free
    figures.add("people", Counter(set(titles) - free), Counter(required))
    for key in required & set(titles):
        figures.add("titles", Counter(titles[key]), Counter(map(_loose, known[key]["titles"])))
    for key in required - set(titles):
        figures.add("titles", Counter(), Counter(map(_loose, known[key]["titles"])))


def _identity(mention: Mapping[str, Any]) -> tuple[str | None, str]:
    met = _MEETING.search(_loose(mention["printed"])) if mention["number"] is None else None
    return mention["type"], "/".join(met.groups()) if met else str(mention["number"] or "").lstrip("0")


def _is_free(mention: Mapping[str, Any], free: Iterable[str]) -> bool:
    printed = _loose(mention["printed"])
    return mention["symbol"] is None and any(printed in each or each in printed for each in free)


def _body(printed: str) -> str:
    return _TERM.sub("", normal_body(printed)).replace("trung ương đảng", "trung ương")


def _loose(text: str) -> str:
    """NFC, small letters, tones in one place, one dash and one quote."""
    text = tone_place(clean_text(nfc(text)).casefold())
    for signs, same in (("–—−", "-"), ("“”", '"'), ("‘’ʼ", "'")):
        for sign in signs:
            text = text.replace(sign, same)
    return text
