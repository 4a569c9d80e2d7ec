"""One query over one state of the index: masks and scores of whole segments, then the page, the total and the facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from index.engine import Hit, Matches
from index.engines.whoosh.arrayfile import Array
from index.engines.whoosh.facets import Values, count_facet
from index.engines.whoosh.filtering import allowed
from index.engines.whoosh.layout import TEXT_FIELDS, day_column
from index.engines.whoosh.lexicon import Lexicon
from index.engines.whoosh.neighbours import Neighbours
from index.engines.whoosh.ranking import first, highest, limit_of, newest_first, oldest_first
from index.engines.whoosh.snapshot import Leaf, Snapshot
from index.engines.whoosh.sources import Source, Sources
from index.engines.whoosh.suggestions import suggest
from index.query import Order, Query, Words

# A page that begins behind so many hits is far down.
_FAR = 256


class Search:
    """Answers one query. Raises `DamagedError` and `OSError` where the files fail, `ValueError` for an unknown facet."""

    def __init__(self, snapshot: Snapshot, query: Query, values: Values) -> None:
        self._snapshot = snapshot
        self._values = values
        self._query = query
        self._leaves = snapshot.leaves
        self._lexicon = Lexicon(snapshot)
        allowances = [allowed(leaf, query) for leaf in self._leaves]
        self._sources = Sources(snapshot, self._lexicon, allowances)
        self._groups = [self._sources.of_group(group) for group in query.must]
        unwanted = [source for clause in query.must_not for source in self._sources.of_group((clause,))]
        self._hits = [
            self._mask(place, leaf, allowance, unwanted)
            for place, (leaf, allowance) in enumerate(zip(self._leaves, allowances, strict=True))
        ]

    def answer(self, offset: int, limit: int, facets: Sequence[str]) -> Matches:
        """The page from `offset` on."""
        total = sum(int(np.count_nonzero(mask)) for mask in self._hits)
        counts = {name: count_facet(name, self._query, self._snapshot, self._hits, self._values) for name in facets}
        offset, limit = max(offset, 0), max(limit, 0)
        copies: dict[int, int] = {}
        groups = None
        if self._query.group_copies:
            copies = self._drop_copies()
            groups = sum(int(np.count_nonzero(mask)) for mask in self._hits)
        page = self._page(offset, limit) if limit and offset < total else []
        hits = tuple(Hit(number, score, copies.get(number, 1)) for number, score in page)
        suggestions = tuple(self._suggestions())
        notes = (
            *self._lexicon.notes,
            *(f"“{typed}” không có trong bài nào; có phải “{better}”?" for typed, better in suggestions),
        )
        return Matches(total, hits, counts, notes, suggestions, groups)

    def _mask(self, place: int, leaf: Leaf, allowance: Array | None, unwanted: Sequence[Source]) -> Array:
        """The hits in one segment."""
        mask = np.ones(len(leaf), bool) if allowance is None else allowance.copy()
        for group in self._groups:
            holds = np.zeros(len(leaf), bool)
            for source in group:
                source.listings[place].mark(holds)
            mask &= holds
        for source in unwanted:
            holds = np.zeros(len(leaf), bool)
            source.listings[place].mark(holds)
            mask &= ~holds
        return mask

    def _page(self, offset: int, limit: int) -> list[tuple[int, float]]:
        """Id and score of the hits of one page, in order."""
        most = offset + limit
        keys, ids, _ = self._best(most)
        chosen = first(keys, ids, most)
        chosen = chosen[np.lexsort((ids[chosen], keys[chosen]))][offset:]
        is_ranked = self._query.order is Order.RELEVANCE
        return [(int(ids[n]), -float(keys[n]) if is_ranked else 0.0) for n in chosen.tolist()]

    def _best(self, most: int) -> tuple[Array, Array, Array]:
        """Sort keys, ids and numbers within the index of hits among which the `most` first ones surely are."""
        if self._query.order is Order.RELEVANCE and self._groups:
            found = self._scores
            if self._query.group_copies:
                found = [scores * hits for scores, hits in zip(found, self._hits, strict=True)]
            # For a page far down every segment would give as many as for the whole.
            limit = limit_of(found, most) if most > _FAR else 0.0
            parts = [(-scores.take(which), which) for scores in found for which in [highest(scores, most, limit)]]
        else:
            parts = [(self._keys(leaf, which), which) for leaf, which in self._numbers()]
        keys, ids, numbers = [], [], []
        start = 0
        for leaf, (key, which) in zip(self._leaves, parts, strict=True):
            own = leaf.segment.ids.take(which)
            chosen = first(key, own, most)
            keys.append(key[chosen])
            ids.append(own[chosen])
            numbers.append(which[chosen] + start)
            start += len(leaf)
        return np.concatenate(keys), np.concatenate(ids), np.concatenate(numbers)

    def _numbers(self) -> Iterator[tuple[Leaf, Array]]:
        return ((leaf, np.flatnonzero(mask)) for leaf, mask in zip(self._leaves, self._hits, strict=True))

    def _keys(self, leaf: Leaf, which: Array) -> Array:
        if self._query.order is Order.RELEVANCE:
            return np.zeros(len(which), np.int32)
        days = leaf.segment.days(day_column(self._query.date_kind)).take(which)
        return newest_first(days) if self._query.order is Order.NEWEST else oldest_first(days)

    @cached_property
    def _scores(self) -> list[Array]:
        """The scores of all articles of each segment, 0 for those that are no hits."""
        found = []
        for place, (leaf, hits) in enumerate(zip(self._leaves, self._hits, strict=True)):
            scores = np.zeros(len(leaf), np.float32)
            for group in self._groups:
                for source in group:
                    source.add_scores(place, leaf, self._snapshot.averages.get(source.field, 1.0), hits, scores)
            scores *= hits
            found.append(scores)
        Neighbours(self._snapshot, self._lexicon, self._sources, self._query).add(found, self._hits)
        return found

    def _drop_copies(self) -> dict[int, int]:
        """Keep the first of the hits that print the same text; returns for its id how many hits there are of that text."""
        keys, ids, numbers = self._best(self._snapshot.size)
        order = np.lexsort((ids, keys))
        ids, numbers = ids[order], numbers[order]
        prints = np.concatenate([leaf.segment.prints for leaf in self._leaves])[numbers]
        _, places, counts = np.unique(prints, return_index=True, return_counts=True)
        is_text = prints[places] != 0
        kept = np.zeros(self._snapshot.size, bool)
        kept[numbers[prints == 0]] = True
        kept[numbers[places[is_text]]] = True
        borders = np.cumsum([len(leaf) for leaf in self._leaves])[:-1]
        self._hits = [mask & own for mask, own in zip(self._hits, np.split(kept, borders), strict=True)]
        return dict(zip(ids[places[is_text]].tolist(), counts[is_text].tolist(), strict=True))

    def _suggestions(self) -> Iterator[tuple[str, str]]:
        """For each word that was asked for and stands nowhere, one that does; not for the words of a document or a name."""
        plain = [group for group in self._query.must if all(isinstance(clause, Words) for clause in group)]
        asked = [clause for group in plain for clause in group if isinstance(clause, Words) and not clause.is_prefix]
        for word in dict.fromkeys(word for clause in asked for word in clause.words):
            found = any(spans for field in TEXT_FIELDS for spans in self._lexicon.spans(field, word))
            if not found and (better := suggest(self._leaves, word)):
                yield word, better
