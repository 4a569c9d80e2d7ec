"""Words side by side in many articles, against brute force: every way in which a word's places are read."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import IndexedArticle
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.following import is_before, kind_of, kinds_behind, places_of
from index.engines.whoosh.runs import common
from index.engines.whoosh.segment import SegmentFile
from index.engines.whoosh.tokens import term_of
from index.query import Filter, Query, Words
from index.text import fold, tokens

WORDS = [
    "đảng", "đang", "đáng", "dạng", "bộ", "bố", "bỏ", "nghị", "nghỉ", "quyết", "chi", "chỉ", "chị", "ủy", "xã", "xa", "số", "14", "tu",
]  # fmt: skip

BARE = {word: fold(word) for word in WORDS}


def matches(printed: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether the words of a query stand side by side in a text; a bare one stands for all its spellings."""
    return any(
        all(one in (other, BARE[other]) for one, other in zip(asked, printed[start : start + len(asked)], strict=True))
        for start in range(len(printed) - len(asked) + 1)
    )


def heading(body: str) -> str:
    """A title: the first words of a text."""
    return " ".join(body.split()[:12])


def bodies_of(chance: random.Random) -> list[str]:
    """Texts of all lengths with frequent and rare words, one beyond what the lower half of a place counts."""
    weights = [1 / rank for rank in range(1, len(WORDS) + 1)]
    lengths = [chance.choice((0, 1, 2, 5, 30, 120)) for _ in range(600)]
    return [" ".join(chance.choices(WORDS, weights, k=length)) for length in (*lengths, 5000, 4097, 4096)]


@pytest.fixture(scope="module", params=[None, 70_000], ids=["four bytes", "eight bytes"])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[WhooshEngine, list[str]]]:
    chance = random.Random(5)
    bodies = bodies_of(chance)
    if request.param:
        bodies.append("14 " * request.param + " ".join(chance.choices(WORDS, k=500)))
    with closing(WhooshEngine.open(tmp_path_factory.mktemp("phrases") / "index", create=True)) as engine:
        first = IndexedArticle(0, "", "", "a", "live", date(2026, 1, 1))
        told = [
            replace(first, id=n, title=heading(body), body=body, source="a" if n % 9 else "b") for n, body in enumerate(bodies, 1)
        ]
        engine.apply(told[:200], (), 1)
        engine.apply(told[200:], (3, 500), 2)
        yield engine, bodies


def test_phrases_of_frequent_words_are_those_of_brute_force(library: tuple[WhooshEngine, list[str]]):
    engine, bodies = library
    texts = {
        n: ([t.text for t in tokens(heading(body))], [t.text for t in tokens(body.lstrip("14 "))])
        for n, body in enumerate(bodies, 1)
    }
    del texts[3]
    chance = random.Random(11)
    seen = 0
    for _ in range(60):
        asked = tuple(
            fold(word) if chance.random() < 0.5 else word for word in chance.choices(WORDS[:12], k=chance.choice((2, 2, 3, 4)))
        )
        source = chance.choice(("", "", "b"))
        expected = {
            n
            for n, (title, body) in texts.items()
            if (matches(title, asked) or matches(body, asked)) and (not source or n % 9 == 0)
        }
        expected -= {500}
        query = Query(must=((Words(asked),),), filters=(Filter("source", source),) if source else ())
        answer = engine.search(query, limit=1000, facets=())
        assert {hit.id for hit in answer.hits} == expected, asked
        seen += len(expected)
    assert seen > 1500


def test_a_place_tells_the_kind_of_the_word_behind_it(library: tuple[WhooshEngine, list[str]]):
    engine, bodies = library
    (path,) = sorted(engine._folder.glob("*.seg"), key=lambda path: path.stat().st_size)[-1:]
    segment = SegmentFile(path.parent, path.stem)
    body = segment.field("body")
    words = [[term_of(word) for word in each.split(" ")] for each in bodies]
    checked = 0
    for number, term in enumerate(body.terms()):
        span = (number, number + 1)
        documents = np.repeat(body.documents(span), body.counts(span))
        marked = body.marked_places(span)
        for document, each, place in zip(documents.tolist(), marked.tolist(), places_of(marked).tolist(), strict=True):
            text = words[int(segment.ids[document]) - 1]
            assert text[place] == term
            if place + 1 < len(text):
                assert each & 15 == kind_of(text[place + 1])
            checked += 1
    assert checked > 10_000


@pytest.mark.parametrize(("one", "other"), [("đảng", "dang"), ("hòa", "hoà"), ("Ủy", "uy"), ("14", "14")])
def test_all_spellings_of_a_word_are_of_one_kind(one: str, other: str):
    assert kind_of(term_of(one)) == kind_of(term_of(other))


def test_kinds_tell_words_apart_and_nothing_is_behind_a_last_word():
    assert len({kind_of(term_of(word)) for word in WORDS}) > 5
    kinds = np.array([7, 3, 5, 9], np.uint8)
    assert kinds_behind(kinds, np.array([0, 3, 0, 1, 0])).tolist() == [3, 5, 0, 0]
    assert is_before(np.array([16 * 9 + 3, 16 * 9 + 4, 3], np.uint16), 3).tolist() == [True, False, True]


@given(
    seed=st.integers(0, 1000),
    sizes=st.tuples(st.sampled_from((0, 1, 50, 9000)), st.sampled_from((0, 3, 4000, 30_000))),
    dtype=st.sampled_from((np.uint32, np.uint64)),
    span=st.sampled_from((12_000, 1 << 31)),
)
def test_what_two_lists_share_is_found_whatever_their_order(seed: int, sizes: tuple[int, int], dtype: type, span: int):
    chance = np.random.default_rng(seed)
    first, second = (chance.permutation(np.unique(chance.integers(0, span, size))).astype(dtype) for size in sizes)
    shared = common(first, second)
    assert shared.tolist() == np.intersect1d(first, second).tolist()
    assert shared.dtype == dtype
