"""Another reader's opinion on a sample of pages (đối chiếu): trafilatura in its precision mode, where it is installed.

It warns and changes nothing: no value of the archive comes from it. Site rules may fit a page and yet hold a side bar for
the story; a reader that knows no site would not make the same mistake.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import Connection, select

from crawler.extraction.decode import decode_body
from crawler.operation.children import python_child
from crawler.queue.policy import Outcome
from crawler.run.runs import add_notes
from index.archive import Archive
from index.errors import ExtractionError
from index.schema import outcome
from index.settings import Settings
from index.text import tokens

TOOL = "trafilatura"
SHARE = 0.02
LEAST_OVERLAP = 0.8
NOT_INSTALLED = f"{TOOL} is not installed"


@dataclass(frozen=True, slots=True)
class Checked:
    """How many pages were compared, the keys of those that the other reads otherwise, and why nothing was compared."""

    pages: int = 0
    differ: tuple[str, ...] = ()
    not_checked: str | None = None


def overlap(ours: str, theirs: str) -> float:
    """How far two texts have the same words, each as often: 0 to 1, the harmonic mean of both shares (F1)."""
    one, two = (Counter(token.text.casefold() for token in tokens(text)) for text in (ours, theirs))
    return 2 * (one & two).total() / max(one.total() + two.total(), 1)


def sample(connection: Connection, run: str, share: float) -> list[str]:
    """The keys of a run's new and changed articles that are looked at: always the same ones, about this share of all."""
    wanted = (Outcome.NEW.value, Outcome.CHANGED.value)
    query = select(outcome.c.key).where(outcome.c.run == run, outcome.c.outcome.in_(wanted)).order_by(outcome.c.key)
    return [key for key in connection.execute(query).scalars() if _chance(run, key) < share]


def _chance(run: str, key: str) -> float:
    return int.from_bytes(sha256(f"{run} {key}".encode()).digest()[:4]) / 2**32


def compare(archive: Archive, keys: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Key and overlap of each of these articles in which the other reader finds any text. Raises the archive's errors."""
    read = import_module(TOOL).bare_extraction
    for key in keys:
        number = archive.find(key)
        if number is None:
            continue
        stored = archive.get(number)
        capture, article = archive.read(stored.capture.id), stored.revision.article
        try:
            found = read(decode_body(capture), url=capture.url, favor_precision=True, include_comments=False)
        except ExtractionError:
            continue
        if found is not None and found.text:
            yield key, overlap(article.text, found.text)


def cross_check(archive: Archive, run: str) -> Checked:
    """Compare the sample of a run that has ended and note in its row what came of it.

    In a process of its own: the other reader takes as much memory as a crawl. Raises `CatalogueError`.
    """
    with archive.catalogue.read() as connection:
        keys = sample(connection, run, SHARE)
    checked = Checked()
    if keys:
        checked = _in_child(archive.settings, run) if find_spec(TOOL) else Checked(not_checked=NOT_INSTALLED)
    with archive.catalogue.begin() as connection:
        add_notes(connection, run, {"cross_check": asdict(checked)})
    return checked


def _in_child(settings: Settings, run: str) -> Checked:
    done = python_child(settings, "scrapy", "crosscheck", "--run", run, "--share", str(SHARE), "--json")
    try:
        said = json.loads(done.stdout)
        return Checked(said["pages"], tuple(said["differ"]))
    except (ValueError, KeyError):
        return Checked(not_checked=f"scrapy crosscheck ended with code {done.returncode}")
