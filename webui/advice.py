"""What to do about a search without results: the count of each part alone, of fewer conditions, of other spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext

from index.archive import Archive
from index.query import Clause, Query, Tag, Words
from index.text import fold
from webui.facet import ActiveFilter, address, document_title
from webui.parameters import Choice, Parameters, address_value
from webui.question import question

# Each part costs a search: a pasted page would cost hundreds.
MOST_PARTS = 8
_PARTY_NUMBER = re.compile(r"(?P<number>\d+)(?P<symbol>-.+)")


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search: what it is in words, how many articles it finds, its address."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Advice:
    """All offers, best first within each group; `nearest` are documents seen whose numbers are close to one not seen."""

    spelling: Offer | None
    fewer: tuple[Offer, ...]
    parts: tuple[Offer, ...]
    nearest: tuple[Offer, ...]


def advise(parameters: Parameters, query: Query, active: tuple[ActiveFilter, ...], archive: Archive) -> Advice:
    """Offers for a search that found nothing. Raises `EngineError`."""
    bare = replace(parameters, page=1)
    return Advice(
        spelling=_spelling(bare, archive),
        fewer=tuple(sorted(_fewer(bare, query, active, archive), key=lambda offer: -offer.count)),
        parts=tuple(_parts(query, archive)),
        nearest=_nearest(query, archive),
    )


def count(query: Query, archive: Archive) -> int:
    """How many articles a query finds, nothing else."""
    return archive.search(query, limit=0, facets=()).total


def _offer(label: str, parameters: Parameters, archive: Archive) -> Offer:
    return Offer(label, count(question(parameters, archive), archive), address(parameters))


def _spelling(parameters: Parameters, archive: Archive) -> Offer | None:
    """The same search without the marks that were typed: typed marks count, so a slip of one hides everything."""
    folded = fold(parameters.q)
    if folded == parameters.q.casefold():
        return None
    offer = _offer(folded, replace(parameters, q=folded), archive)
    return offer if offer.count else None


def _fewer(parameters: Parameters, query: Query, active: tuple[ActiveFilter, ...], archive: Archive) -> Iterator[Offer]:
    """The search without one condition at a time, where that finds something."""
    changed = [
        (str(shown.label), parameters.without_choice(choice)) for shown, choice in zip(active, parameters.choices, strict=True)
    ]
    if parameters.since or parameters.until:
        changed.append((gettext("khoảng ngày"), replace(parameters, since=None, until=None)))
    if not parameters.is_literal:
        changed += [(part.label, replace(parameters, q=part.without)) for part in query.understood if part.without]
    for label, fewer in changed[:MOST_PARTS]:
        if (offer := _offer(label, fewer, archive)).count:
            yield offer


def _parts(query: Query, archive: Archive) -> Iterator[Offer]:
    """Each part of the query alone, without any filter; a single part says nothing new."""
    if len(query.must) < 2 and not (query.filters or query.must_not or query.since or query.until):
        return
    for group in query.must[:MOST_PARTS]:
        alone = Query(must=(group,), date_kind=query.date_kind)
        yield Offer(clause_label(group[0]), count(alone, archive), address(clause_search(group[0])))


def _nearest(query: Query, archive: Archive) -> tuple[Offer, ...]:
    """For a number not seen: the documents of the same series with the nearest numbers that were seen."""
    wanted = [clause for group in query.must for clause in group if isinstance(clause, Tag) and clause.field == "document"]
    missing = [match for clause in wanted[:MOST_PARTS] if (match := _unseen(clause, archive))]
    if not missing:
        return ()
    near = []
    for each in archive.search(Query(), limit=0, facets=("document",)).facets["document"]:
        match = _PARTY_NUMBER.fullmatch(each.value)
        for place, wish in enumerate(missing) if match else ():
            if match and match["symbol"] == wish["symbol"]:
                near.append((place, abs(int(match["number"]) - int(wish["number"])), each))
    best = sorted(near, key=lambda found: (*found[:2], found[2].value))[:3]
    return tuple(Offer(each.label, each.count, address(clause_search(Tag("document", each.value)))) for *_, each in best)


def _unseen(clause: Tag, archive: Archive) -> re.Match[str] | None:
    match = _PARTY_NUMBER.fullmatch(clause.value)
    return match if match and not count(Query(must=((clause,),)), archive) else None


def clause_label(clause: Clause) -> str:
    """A clause as people write it: the words, a symbol in capitals, "Nghị quyết 22"."""
    if isinstance(clause, Words):
        return " ".join(clause.words)
    return document_title(clause.value) if clause.field == "document" else clause.value


def clause_search(clause: Clause) -> Parameters:
    """The search for one clause alone."""
    if isinstance(clause, Words):
        words = clause_label(clause)
        return Parameters(q=f'"{words}"' if len(clause.words) > 1 else words)
    name = "vankien" if clause.field == "document" else "nguoi"
    return Parameters(choices=(Choice(name, address_value(name, clause.value, clause_label(clause))),))
