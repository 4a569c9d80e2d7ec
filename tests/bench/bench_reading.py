"""How fast a page is read, and which reader costs what: shares of one run, no absolute promise. Run with `make bench`."""

from __future__ import annotations

import time
from collections.abc import Callable

from crawler.replica import load_articles
from index.annotate import annotate
from index.dates import find_dates
from index.documents import find_documents
from index.people import find_people

ROUNDS = 25


def cpu_seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds for one reader over all texts, the best of many rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    return best


def read_all(text: str) -> None:
    """Everything that is read in an article: documents and people, short forms resolved, and dates."""
    annotate(text)
    find_dates(text)


def test_reading_rate_and_the_share_of_each_reader():
    texts = [article.body for article in load_articles()]
    letters = sum(map(len, texts))
    whole = cpu_seconds(read_all, texts)
    print(
        f"\n{len(texts)} articles, {letters / len(texts):.0f} characters each: {len(texts) / whole:.0f} articles per CPU second"
    )
    print(f"documents, people and dates: {1000 * whole * 3000 / letters:.2f} ms of CPU per 3,000 characters")
    for name, reader in (("documents", find_documents), ("people", find_people), ("dates", find_dates)):
        print(f"  {name:<10} {cpu_seconds(reader, texts) / whole:5.0%} of the whole")
