"""Invented articles with the statistics of real ones: syllables, their neighbours and lengths as measured on Vietnamese news.

A first-order chain over pairs of neighbouring words, which falls back on single words, so that posting lists, pairs and
spellings are as frequent as in print. Names, symbols, days and sources are put in beside. The same seed gives the same articles.

    python tests/bench/corpus.py STATISTICS_FOLDER OUT.jsonl COUNT
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from index.engine import IndexedArticle
from index.text import person_key, symbol_key

SURNAMES = (
    "Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Trương".split()
)
MIDDLES = "Văn Thị Hữu Minh Thành Đức Quang Kim Phước Ngọc Xuân Thanh Tuấn Công Quốc Thu".split()
GIVEN = "Hưng Nga Sinh Dung Hiển Hiếu Anh Bình Cường Dũng Đạt Giang Hà Hải Hòa Hùng Khánh Lan Linh Long Nam Phong Phúc Quân Sơn Tâm".split()
KINDS = ["NQ/TU", "CT/TU", "KL/TU", "QĐ/TU", "KH/TU", "TB/TU", "NQ/TW", "CT/TW", "KL/TW", "QĐ/TW"]
SOURCES = ["thanhuy", "haiphong", "thuduc", *(f"quan{number:02}" for number in range(1, 22))]
FIRST_DAY, LAST_DAY = date(2005, 1, 1), date(2026, 11, 20)
# Words of an article of 3,500 characters.
MEAN_WORDS = 780
_ROUND = 2000


class Chain:
    """Draws words: the next one as it follows the last in print, or any word as frequent as it is."""

    def __init__(self, folder: Path, seed: int) -> None:
        rows = [line.split("\t") for line in (folder / "syllables.tsv").read_text(encoding="utf-8").splitlines()]
        self.words = np.array([row[0] for row in rows])
        weights = np.array([int(row[1]) for row in rows], float)
        numbers = {row[0]: number for number, row in enumerate(rows)}
        pairs = [line.split("\t") for line in (folder / "pairs.tsv").read_text(encoding="utf-8").splitlines()]
        known = [(numbers[a], numbers[b], int(count)) for a, b, count in pairs if a in numbers and b in numbers]
        known.sort()
        first = np.array([row[0] for row in known])
        self._next = np.array([row[1] for row in known])
        counts = np.array([row[2] for row in known], float)
        self._starts = np.searchsorted(first, np.arange(len(rows) + 1))
        self._sums = np.concatenate(([0.0], np.cumsum(counts)))
        self._single = np.cumsum(weights) / weights.sum()
        seen = self._sums[self._starts[1:]] - self._sums[self._starts[:-1]]
        # What is left over of a word's count is followed by words outside the list of pairs.
        self._chance = np.minimum(seen / weights, 1.0)
        self._random = np.random.default_rng(seed)

    def texts(self, lengths: np.ndarray) -> list[list[str]]:
        """As many texts as there are lengths, each of that many words; all of them are drawn side by side."""
        order = np.argsort(-lengths)
        longest = int(lengths.max(initial=0))
        table = np.zeros((longest, len(lengths)), np.int32)
        last = self._any(len(lengths))
        for place in range(longest):
            live = int(np.searchsorted(-lengths[order], -place, "left"))
            last = self._after(last[:live])
            table[place, :live] = last
        texts: list[list[str]] = [[] for _ in lengths]
        for column, number in enumerate(order.tolist()):
            texts[number] = self.words[table[: lengths[number], column]].tolist()
        return texts

    def _any(self, count: int) -> np.ndarray:
        return np.minimum(np.searchsorted(self._single, self._random.random(count)), len(self.words) - 1)

    def _after(self, words: np.ndarray) -> np.ndarray:
        low, high = self._sums[self._starts[words]], self._sums[self._starts[words + 1]]
        drawn = np.searchsorted(self._sums, low + self._random.random(len(words)) * (high - low), "right") - 1
        follows = (self._random.random(len(words)) < self._chance[words]) & (high > low)
        return np.where(follows, self._next[np.minimum(drawn, len(self._next) - 1)], self._any(len(words)))


def article_lengths(folder: Path, count: int, random_: np.random.Generator) -> np.ndarray:
    """Words per article, spread as measured and stretched to `MEAN_WORDS`; what is too short for an article is left out."""
    percentiles = [int(line.split("\t")[1]) for line in (folder / "lengths.tsv").read_text().splitlines()]
    drawn = np.interp(random_.random(count) * 96 + 3, range(101), percentiles)
    return np.maximum(drawn * MEAN_WORDS / np.interp(np.linspace(3, 99, 1000), range(101), percentiles).mean(), 60).astype(int)


def generate(folder: Path, count: int, seed: int = 7) -> Iterator[IndexedArticle]:
    """`count` articles with ids from 1."""
    chain, random_, chance = Chain(folder, seed), np.random.default_rng(seed + 1), random.Random(seed)
    names = list(
        dict.fromkeys(f"{chance.choice(SURNAMES)} {chance.choice(MIDDLES)} {chance.choice(GIVEN)}" for _ in range(3000))
    )[:1200]
    symbols = list(dict.fromkeys(f"{chance.randint(1, 250)}-{chance.choice(KINDS)}" for _ in range(4000)))
    for start in range(1, count + 1, _ROUND):
        size = min(_ROUND, count + 1 - start)
        bodies = chain.texts(article_lengths(folder, size, random_))
        titles = chain.texts(random_.integers(6, 15, size))
        for number, body, title in zip(range(start, start + size), bodies, titles, strict=True):
            yield _article(number, title, body, names, symbols, chance)


def _article(
    number: int, title: list[str], body: list[str], names: list[str], symbols: list[str], chance: random.Random
) -> IndexedArticle:
    people = [names[int(len(names) * chance.random() ** 2)] for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 4)))]
    documents = [symbols[int(len(symbols) * chance.random() ** 2)] for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))]
    for printed in [f"đồng chí {name}" for name in people] * 2 + [f"văn bản số {symbol}" for symbol in documents]:
        body[chance.randrange(len(body))] += f" {printed}"
    sentences = [" ".join(body[at : at + 18]) for at in range(0, len(body), 18)]
    lines = [
        ". ".join(each[:1].upper() + each[1:] for each in sentences[at : at + 4]) + "." for at in range(0, len(sentences), 4)
    ]
    keys = tuple(dict.fromkeys(map(symbol_key, documents)))
    headline = " ".join(title)
    return IndexedArticle(
        id=number,
        title=headline[:1].upper() + headline[1:],
        body="\n".join(lines),
        source=SOURCES[int(len(SOURCES) * chance.random() ** 2)],
        state="live",
        first_seen=date(2026, 11, 25),
        event=FIRST_DAY + timedelta(days=int((LAST_DAY - FIRST_DAY).days * chance.random() ** 0.6)),
        documents=keys,
        facet_documents=keys,
        people=tuple(dict.fromkeys(map(person_key, people))),
    )


def read_corpus(path: Path, count: int | None = None) -> Iterator[IndexedArticle]:
    """Articles of a file of JSON lines: id, title, body, date, site, symbols, officials; what is missing is empty."""
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(islice(stream, count), 1):
            row = json.loads(line)
            keys = tuple(dict.fromkeys(map(symbol_key, row.get("symbols", ()))))
            day = date.fromisoformat(row["date"]) if row.get("date") else None
            people = tuple(dict.fromkeys(map(person_key, row.get("officials", ()))))
            yield IndexedArticle(
                number, row.get("title") or "", row["body"], row.get("site", "?"), "live", date(2026, 11, 25), day,
                documents=keys, facet_documents=keys, people=people,
            )  # fmt: skip


def write_corpus(path: Path, articles: Iterator[IndexedArticle]) -> None:
    """The same articles as JSON lines."""
    with path.open("w", encoding="utf-8") as stream:
        for each in articles:
            row = {
                "id": each.id,
                "title": each.title,
                "body": each.body,
                "site": each.source,
                "symbols": each.documents,
                "officials": each.people,
            }
            stream.write(json.dumps({**row, "date": each.event.isoformat() if each.event else None}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), generate(Path(sys.argv[1]), int(sys.argv[3])))
