"""Pages far down: the best of many hits are found without sorting all of them, and none is lost or told twice."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engine import IndexedArticle
from index.engines.whoosh.engine import WhooshEngine
from index.engines.whoosh.ranking import highest, limit_of
from index.query import Order, Query, Words


@given(
    seed=st.integers(0, 500),
    sizes=st.lists(st.sampled_from((0, 5, 300, 3000, 20_000)), min_size=1, max_size=3),
    most=st.sampled_from((1, 20, 300, 2000, 30_000)),
    values=st.sampled_from((2, 50, 100_000)),
    zeros=st.sampled_from((0.0, 0.5, 0.99)),
)
def test_the_best_are_among_those_that_are_looked_at(seed: int, sizes: list[int], most: int, values: int, zeros: float):
    chance = np.random.default_rng(seed)
    scores = [(chance.integers(1, values, size) * (chance.random(size) >= zeros)).astype(np.float32) for size in sizes]
    limit = limit_of(scores, most)
    taken = np.concatenate([each.take(highest(each, most, limit)) for each in scores])
    whole = np.concatenate(scores)
    assert (taken > 0).all()
    assert np.array_equal(np.sort(taken)[::-1][:most], np.sort(whole[whole > 0])[::-1][:most])


def test_a_page_far_down_looks_at_few_others():
    chance = np.random.default_rng(1)
    scores = [chance.random(65_536, np.float32) for _ in range(4)]
    limit = limit_of(scores, 10_000)
    assert 10_000 <= sum(len(highest(each, 10_000, limit)) for each in scores) < 13_000


def test_pages_far_down_fit_together(tmp_path: Path):
    chance = random.Random(2)
    with closing(WhooshEngine.open(tmp_path / "index", create=True)) as engine:
        for batch in range(3):
            told = [
                IndexedArticle(
                    n, "", "tin " * chance.randint(1, 6) + "khác " * chance.randint(0, 9), "a", "live", date(2026, 1, 1)
                )
                for n in range(batch, 3000, 3)
            ]
            engine.apply(told, [7] if batch else (), batch + 1)
        for order in (Order.RELEVANCE, Order.NEWEST):
            query = Query(must=((Words(("tin",)),),), order=order)
            whole = engine.search(query, limit=5000, facets=()).hits
            assert len({hit.id for hit in whole}) == 2999
            assert [(-hit.score, hit.id) for hit in whole] == sorted((-hit.score, hit.id) for hit in whole)
            pages = [engine.search(query, offset=start, limit=20, facets=()).hits for start in range(0, 3000, 20)]
            assert [hit for page in pages for hit in page] == list(whole)
