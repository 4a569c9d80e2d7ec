"""How well topics are found with and without marks: nDCG at 10 of several ways to keep the marks, on planted articles.

Each topic is two words as they stand in print (`giao thông`). Articles about it print them side by side, some once and in
passing; others print words that look the same without marks, or the right words far apart. Ways that are compared:
one folded form; kept marks and nothing else; kept marks, where a bare word asks for each of its spellings; a folded form
beside a kept one that adds to its scores; and ours. Each ranks by words alone, and with words side by side where it can.

    python tests/bench/bench_ranking.py [--articles 20000]
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent.parent)]

from bench_engine import STATISTICS  # noqa: E402
from corpus import generate  # noqa: E402

from index.engine import IndexedArticle  # noqa: E402
from index.engines import open_engine  # noqa: E402
from index.engines.whoosh import neighbours as module  # noqa: E402
from index.query import Query, Words  # noqa: E402
from index.spelling import marked_key  # noqa: E402
from index.text import fold, has_marks, tokens  # noqa: E402

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


Ranker = Callable[[tuple[str, ...]], dict[int, float]]
"""Typed words -> the scores of all hits."""


def kept_form(word: str) -> str:
    """A word and its marks as bare letters, so that an index takes no spelling for another."""
    return f"w{marked_key(word).encode().hex()}"


class Index:
    """The articles in one form of their words: as printed, folded, or each spelling a word of its own."""

    def __init__(self, place: Path, articles: Sequence[IndexedArticle], form: Callable[[str], str] | None) -> None:
        self._form = form or str
        self._engine = open_engine(f"whoosh:{place}", create=True)
        self._engine.apply(map(self._formed, articles) if form else articles, (), 1)

    def _formed(self, article: IndexedArticle) -> IndexedArticle:
        return replace(article, body=" ".join(self._form(token.text) for token in tokens(article.body)))

    def every(self, words: Iterable[str]) -> dict[int, float]:
        """The articles that hold all words."""
        return self._scores(tuple((Words((self._form(word),)),) for word in words))

    def each_of(self, groups: Iterable[Iterable[str]]) -> dict[int, float]:
        """The articles that hold a word of every group."""
        return self._scores(tuple(tuple(Words((self._form(word),)) for word in group) for group in groups))

    def _scores(self, must: tuple[tuple[Words, ...], ...]) -> dict[int, float]:
        found = self._engine.search(Query(must=must), limit=self._engine.count(), facets=())
        return {hit.id: hit.score for hit in found.hits}

    def close(self) -> None:
        """Let go of the files."""
        self._engine.close()


def spellings_of(articles: Iterable[IndexedArticle]) -> dict[str, list[str]]:
    """Bare word -> how it is spelled in these articles."""
    keys = {marked_key(word): word for article in articles for word in {token.text for token in tokens(article.body)}}
    found: dict[str, list[str]] = defaultdict(list)
    for word in keys.values():
        found[fold(word)].append(word)
    return found


def gain(ranker: Ranker, words: tuple[str, ...], grades: dict[int, int]) -> float:
    """nDCG at 10."""
    scores = ranker(words)
    hits = sorted(scores, key=lambda number: (-scores[number], number))[:10]
    got = sum((2 ** grades.get(number, 0) - 1) / math.log2(place + 2) for place, number in enumerate(hits))
    best = sorted(grades.values(), reverse=True)[:10]
    return got / sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(best))


def report(count: int, folder: Path) -> dict[str, tuple[float, ...]]:
    """Way -> nDCG of marked and of bare queries by words alone, then of both with words side by side."""
    articles, grades = planted(count)
    spellings = spellings_of(articles)
    ours, folded, kept = (
        Index(folder / name, articles, form) for name, form in (("ours", None), ("folded", fold), ("kept", kept_form))
    )

    def expanded(words: tuple[str, ...]) -> dict[int, float]:
        return kept.each_of([word] if has_marks(word) else spellings[word] for word in words)

    def boosted(weight: float) -> Ranker:
        def rank(words: tuple[str, ...]) -> dict[int, float]:
            marked = [word for word in words if has_marks(word)]
            # Those that print all marked words have their words side by side counted as well.
            more = kept.each_of([marked]) | kept.every(marked) if marked else {}
            return {number: score + weight * more.get(number, 0.0) for number, score in folded.every(words).items()}

        return rank

    ways: dict[str, Ranker] = {"one folded form": folded.every, "kept marks alone": kept.every}
    ways["kept marks, bare words by their spellings"] = expanded
    ways |= {f"folded, kept marks add {weight} times": boosted(weight) for weight in (1, 3, 10)}
    ways["ours"] = ours.every

    def means(ranker: Ranker) -> tuple[float, float]:
        typed = (lambda topic: topic, lambda topic: tuple(map(fold, topic)))
        marked, bare = (sum(gain(ranker, form(topic), grades[topic]) for topic in grades) / len(grades) for form in typed)
        return marked, bare

    found: dict[str, tuple[float, ...]] = {}
    for name, ranker in ways.items():
        with neighbours(0, 1):
            found[name] = means(ranker)
        with neighbours(3, module.NEIGHBOURS_OF):
            found[name] += means(ranker)
    for window in (256, 2048, 1 << 30):
        with neighbours(3, window):
            found[f"ours, side by side in the best {window if window < 1 << 30 else 'of all'}"] = means(ours.every)
    for each in (ours, folded, kept):
        each.close()
    return found


def print_report(found: dict[str, tuple[float, ...]]) -> None:
    """A table."""
    print(f"\n{'nDCG at 10':44}{'marked':>8}{'bare':>8}{'side by side: marked':>24}{'bare':>8}")
    for name, figures in found.items():
        alone = "".join(f"{figure:8.3f}" for figure in figures[:-2])
        print(f"{name:44}{alone:16}{figures[-2]:24.3f}{figures[-1]:8.3f}")


def test_topics_are_found_with_and_without_marks(tmp_path: Path):
    print_report(report(5000, tmp_path))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    with tempfile.TemporaryDirectory() as place:
        print_report(report(parser.parse_args().articles, Path(place)))
