"""Words that stand side by side as they were typed were meant so: what that is worth, by the spelling that is likely meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from index.engines.whoosh.adjacency import Places
from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.layout import TEXT_FIELDS
from index.engines.whoosh.lexicon import Lexicon
from index.engines.whoosh.listing import Listing, list_terms
from index.engines.whoosh.pairs import find_pair, pair_term
from index.engines.whoosh.snapshot import K1, Leaf, Snapshot
from index.engines.whoosh.sources import Sources, weight_of
from index.query import Query, Tag

PHRASE_WEIGHT = 3.0
# Words that stand side by side count for about so many articles that are best without: what is further down is not looked into.
NEIGHBOURS_OF = 1024
# How much less a spelling counts that is rarer than the most frequent one (`tests/bench/bench_ranking.py`: 1 finds 0.48, 3 0.93).
SHARE = 3
_SAMPLE = 8

Spellings = Mapping[bytes, Listing]
"""Two neighbours as they are spelled -> the articles that print them so."""


class Neighbours:
    """Adds to the scores of one query's hits."""

    def __init__(self, snapshot: Snapshot, lexicon: Lexicon, sources: Sources, query: Query) -> None:
        self._snapshot = snapshot
        self._lexicon = lexicon
        self._sources = sources
        self._runs = query.plain_runs
        self._symbols = [sources.symbol(tag.value, PHRASE_WEIGHT) for tag in _first_symbols(query)]

    def add(self, scores: Sequence[Array], hits: Sequence[Array]) -> None:
        """Add what neighbours, and the symbol that is meant first, are worth; `scores` are 0 where no hit is."""
        if not self._symbols and not self._runs:
            return
        limit = _limit(scores, sum(int(np.count_nonzero(mask)) for mask in hits))
        windows = [score > limit for score in scores]
        for source in self._symbols:
            for place, mask in enumerate(hits):
                source.listings[place].within(mask).add_flat(source.weight, scores[place])
        for field in TEXT_FIELDS if self._runs else ():
            where = [Places(leaf.segment, field, window) for leaf, window in zip(self._snapshot.leaves, windows, strict=True)]
            for run in self._runs:
                self._add_run(field, run, where, windows, scores)

    def _add_run(
        self, field: str, run: Sequence[str], where: Sequence[Places], windows: Sequence[Array], scores: Sequence[Array]
    ) -> None:
        """The run as a whole, and of a longer one each two neighbours."""
        rarities = [self._sources.rarity(field, word) for word in run]
        for place, pair in enumerate(pairwise(run)):
            found = [self._spellings(field, pair, leaf, each) for leaf, each in enumerate(where)]
            self._add_spellings(field, found, sum(rarities[place : place + 2]), windows, scores)
        for leaf, each in enumerate(where) if len(run) > 2 else ():
            listing = each.listing(each.neighbours([self._lexicon.spans(field, word)[leaf] for word in run]))
            self._add(field, leaf, listing, sum(rarities), windows[leaf], scores[leaf])

    def _spellings(self, field: str, pair: tuple[str, str], place: int, where: Places) -> Spellings:
        """How and where two words stand side by side in the window of one segment."""
        segment = self._snapshot.leaves[place].segment
        known = find_pair(segment.pairs, *pair) if field == "body" and segment.pairs is not None else None
        if known is not None and segment.pairs is not None:
            return {
                segment.pairs.term(number): where.within(list_terms(segment.pairs, ((number, number + 1),), len(segment)))
                for first, last in known
                for number in range(first, last)
            }
        first, second = (self._lexicon.spans(field, word)[place] for word in pair)
        postings = segment.field(field)
        return {
            pair_term(postings.term(one), postings.term(two)): where.listing(places)
            for one, two, places in where.pairs(first, second)
        }

    def _add_spellings(
        self, field: str, found: Sequence[Spellings], rarity: float, windows: Sequence[Array], scores: Sequence[Array]
    ) -> None:
        """Bare words may be spelled in many ways: the most frequent one counts in full, others by their share of it."""
        totals: Counter[bytes] = Counter()
        for spellings in found:
            totals.update({term: listing.total for term, listing in spellings.items()})
        most = max(totals.values(), default=0)
        for place, spellings in enumerate(found):
            for term, listing in spellings.items():
                if listing.total:
                    self._add(field, place, listing, rarity * (totals[term] / most) ** SHARE, windows[place], scores[place])

    def _add(self, field: str, place: int, listing: Listing, rarity: float, window: Array, scores: Array) -> None:
        leaf: Leaf = self._snapshot.leaves[place]
        norms = leaf.norms(field, self._snapshot.averages[field])
        listing.add_scores(PHRASE_WEIGHT * weight_of(field) * rarity * (K1 + 1), norms, window, scores)


def _first_symbols(query: Query) -> Iterator[Tag]:
    for group in query.must:
        tag = group[0] if group else None
        if isinstance(tag, Tag) and tag.field == "document" and ":" not in tag.value:
            yield tag


def _limit(scores: Sequence[Array], total: int) -> float:
    """A score that about `NEIGHBOURS_OF` hits are above, judged by every eighth article; 0 where there are not so many hits."""
    if total <= NEIGHBOURS_OF:
        return 0.0
    sample = np.concatenate([each[::_SAMPLE] for each in scores])
    # Among thousands of equal zeros NumPy looks for the limit many times longer.
    sample = sample[sample > 0]
    most = max(NEIGHBOURS_OF // _SAMPLE, 1)
    return float(np.partition(sample, len(sample) - most)[len(sample) - most]) if most < len(sample) else 0.0
