"""How well topics are found with and without marks: nDCG at 10 of several ways to keep the marks, on planted articles.

Each topic is two words as they stand in print (`giao thông`). Articles about it print them side by side, some once and in
passing; others print words that look the same without marks, or the right words far apart. Ways that are compared:
an index that folds, one that keeps marks and nothing else, and ours with and without words side by side.

    python tests/bench/bench_ranking.py [--articles 20000]
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent.parent)]

from bench_engine import STATISTICS  # noqa: E402
from corpus import generate  # noqa: E402

from index.engine import IndexedArticle  # noqa: E402
from index.engines import open_engine  # noqa: E402
from index.engines.whoosh import neighbours as module  # noqa: E402
from index.engines.whoosh.engine import WhooshEngine  # noqa: E402
from index.query import Query, Words  # noqa: E402
from index.text import fold, has_marks  # noqa: E402

TOPICS = 60
# How often planted articles print their topic, and how many of each kind there are.
PLANTED = (6, 3, 1)
PER_KIND = 8
# An article's grade is how often it prints the topic side by side, as far as this.
MOST_GRADE = 4


def topics(count: int) -> list[tuple[str, str]]:
    """Frequent pairs of marked words that have look-alikes."""
    rows = [line.split("\t") for line in (STATISTICS / "pairs.tsv").read_text(encoding="utf-8").splitlines()]
    able = [(a, b) for a, b, n in rows if int(n) < 60 and has_marks(a) and has_marks(b) and a.isalpha() and b.isalpha()]
    return random.Random(1).sample(able, count)


def lookalikes() -> dict[str, list[str]]:
    """Bare word -> words that are spelled so without marks, most frequent first."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (STATISTICS / "syllables.tsv").read_text(encoding="utf-8").splitlines():
        word = line.split("\t")[0]
        found[fold(word)].append(word)
    return found


def planted(count: int) -> tuple[list[IndexedArticle], dict[tuple[str, str], dict[int, int]]]:
    """Articles, and for each topic the grades of those about it."""
    chance, alike = random.Random(2), lookalikes()
    # Drawn titles say nothing of a text, as printed ones do: without them.
    articles = [replace(article, title="") for article in generate(STATISTICS, count)]
    for topic in topics(TOPICS):
        for place, number in enumerate(chance.sample(range(count), PER_KIND * len(PLANTED) + 60)):
            if place < PER_KIND * len(PLANTED):
                pieces = [" ".join(topic)] * PLANTED[place // PER_KIND]
            elif place % 2:
                pieces = [" ".join(chance.choice(alike[fold(word)][:4]) for word in topic) for _ in range(6)]
            else:
                pieces = list(topic) * 4
            words = articles[number].body.split(" ")
            for piece in pieces:
                words.insert(chance.randrange(len(words)), piece)
            articles[number] = replace(articles[number], body=" ".join(words))
    grades: dict[tuple[str, str], dict[int, int]] = {topic: {} for topic in topics(TOPICS)}
    for article in articles:
        text = f" {article.body.lower()} "
        for topic, found in grades.items():
            if times := text.count(f" {topic[0]} {topic[1]} "):
                found[article.id] = min(times, MOST_GRADE)
    return articles, grades


@contextmanager
def neighbours(weight: float, window: int) -> Iterator[None]:
    """Search with another weight of words side by side."""
    before = module.PHRASE_WEIGHT, module.NEIGHBOURS_OF
    module.PHRASE_WEIGHT, module.NEIGHBOURS_OF = weight, window
    try:
        yield
    finally:
        module.PHRASE_WEIGHT, module.NEIGHBOURS_OF = before


def gain(engine: WhooshEngine, words: tuple[str, ...], grades: dict[int, int]) -> float:
    """nDCG at 10."""
    hits = engine.search(Query(must=tuple((Words((word,)),) for word in words)), limit=10, facets=()).hits
    got = sum((2 ** grades.get(hit.id, 0) - 1) / math.log2(place + 2) for place, hit in enumerate(hits))
    best = sorted(grades.values(), reverse=True)[:10]
    return got / sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))


def report(count: int, folder: Path) -> dict[str, tuple[float, float]]:
    """Way -> nDCG of marked and of bare queries."""
    articles, grades = planted(count)
    engine = open_engine(f"whoosh:{folder / 'index'}", create=True)
    engine.apply(articles, (), 1)
    found = {}
    marked = {topic: topic for topic in grades}
    bare = {topic: tuple(map(fold, topic)) for topic in grades}
    mean = lambda typed: sum(gain(engine, typed[topic], grades[topic]) for topic in grades) / len(grades)  # noqa: E731
    with neighbours(0, 1):
        # Without neighbours a bare query ranks as in a folding index, a marked one as in one that keeps marks.
        kept, folded = mean(marked), mean(bare)
    found["one folded form"] = (folded, folded)
    found["marks kept, nothing else"] = (kept, 0.0)
    found["ours without words side by side"] = (kept, folded)
    for window in (256, 1024, 4096, 1 << 30):
        with neighbours(3, window):
            found[f"ours, side by side in the best {window if window < 1 << 30 else 'of all'}"] = (mean(marked), mean(bare))
    engine.close()
    return found


def print_report(found: dict[str, tuple[float, float]]) -> None:
    """A table."""
    print(f"\n{'nDCG at 10':44}{'marked':>8}{'bare':>8}")
    for name, (marked, bare) in found.items():
        print(f"{name:44}{marked:8.3f}{bare:8.3f}")


def test_topics_are_found_with_and_without_marks(tmp_path: Path):
    print_report(report(5000, tmp_path))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    with tempfile.TemporaryDirectory() as place:
        print_report(report(parser.parse_args().articles, Path(place)))
