"""The examination: whole pages of every family with hand-made answers, read as a stranger's pages are, against stated floors.

Pages and answers in `tests/examination` are written for this project; people and meetings are invented. An answer says what a
careful reader concludes from the page alone; `published_how` and `event_how` say why. A floor may be raised, and lowered only
by a commit that says why.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from figures import Figures, compare

from crawler.commands.read import answer_for, capture_of
from crawler.microscope.wanted import Wanted, site_at

FOLDER = Path(__file__).parent / "examination"
GOLD = sorted((FOLDER / "gold").glob("*.json"))
# Families whose markup is known; the others are read by structure and the order of the text.
KNOWN = ("baohaiphong", "baodanang", "baonghean", "hanoimoi", "nukeviet", "sggp")


@cache
def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


@cache
def answer_to(path: Path) -> dict[str, Any]:
    gold = gold_of(path)
    page = FOLDER / "pages" / f"{path.stem}.html"
    file = page if page.exists() else FOLDER / "texts" / f"{path.stem}.txt"
    wanted = Wanted(str(file), gold["url"], None, gold["captured"])
    return answer_for(capture_of(wanted), site_at(gold["url"]), path.stem)


def examine(sources: tuple[str, ...] | None = None) -> Figures:
    figures = Figures()
    for path in GOLD:
        if sources is None or gold_of(path)["source"] in sources:
            compare(gold_of(path), answer_to(path), figures)
    return figures


@pytest.fixture(scope="module")
def figures() -> Figures:
    return examine()


FLOORS = [
    # documents
    ("mentions", 0.98, 0.98),
    ("symbol", 0.99, 0.99),
    ("issued", 0.98, 0.98),
    ("issuer", 0.95, 0.95),
    # officials
    ("people", 0.96, 0.96),
    ("titles", 0.95, 0.93),
    # dates
    ("event proved", 0.97, 0.97),
    ("event unproved", 0.98, 0.98),
    ("event not wrong", 0.99, 0.99),
    ("published proved", 0.97, 0.97),
    ("published unproved", 0.98, 0.98),
    ("published not wrong", 0.99, 0.99),
    # text
    ("words", 0.99, 0.99),
    ("title", 0.98, 0.98),
    ("byline", 0.95, 0.95),
    ("captions", 0.95, 0.95),
    ("article", 0.98, 0.98),
]


@pytest.mark.parametrize(("name", "precision", "recall"), FLOORS, ids=[name for name, _, _ in FLOORS])
def test_pages_are_read_at_least_this_well(figures: Figures, name: str, precision: float, recall: float):
    complaints = "\n".join(each for each in figures.complaints if each.startswith(name))
    assert figures.wanted[name] >= 8, "too few to say anything"
    assert figures.precision(name) >= precision, complaints
    assert figures.recall(name) >= recall, complaints


@pytest.mark.parametrize("source", sorted({gold_of(path)["source"] for path in GOLD}))
def test_no_source_is_read_much_worse_than_the_others(source: str):
    figures = examine((source,))
    for name in ("mentions", "people", "titles", "issuer"):
        assert figures.recall(name) >= 0.9, figures.complaints
    assert figures.recall("words") >= (0.99 if source in KNOWN else 0.95)
    assert figures.precision("words") >= (0.99 if source in KNOWN else 0.95)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_spans_point_at_what_is_printed(path: Path):
    answer = answer_to(path)
    for mention in (*answer["documents"], *answer["people"]):
        assert answer["text"][mention["start"] : mention["end"]] == mention["printed"]


def test_every_page_has_an_answer_and_every_answer_a_page():
    pages = {path.stem for folder in ("pages", "texts") for path in (FOLDER / folder).iterdir()}
    assert pages == {path.stem for path in GOLD}
    assert {gold_of(path)["id"] for path in GOLD} == pages


def test_the_scorer_sees_what_is_spoilt():
    path = next(each for each in GOLD if gold_of(each)["article"] and gold_of(each)["documents"] and gold_of(each)["event"])
    gold = gold_of(path)
    perfect = {name: gold[name] for name in ("article", "title", "byline", "published", "event", "captions", "paragraphs")}
    perfect["documents"] = [{**each, "printed": one["printed"]} for each in gold["documents"] for one in each["occurrences"]]
    perfect["people"] = [{**each, "printed": each["name"]} for each in gold["people"]]
    right = Figures()
    compare(gold, perfect, right)
    assert right.complaints == []
    spoilt = Figures()
    compare(gold, {**perfect, "documents": perfect["documents"][1:], "event": "1999-01-01", "people": []}, spoilt)
    assert spoilt.recall("mentions") < 1
    assert spoilt.precision("event not wrong") == 0
    assert spoilt.recall("people") == 0
    assert Counter(each.split(" ")[0] for each in spoilt.complaints)["mentions"] == 1
