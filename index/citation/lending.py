"""What a bare number has from a full symbol of its text: the letters, and the body that they prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.authority import Authority
from index.bodies import body_of_symbol
from index.citation.citation import Citation


def lend(citations: Sequence[Citation], authority: Authority) -> list[Citation]:
    """Bare numbers with the one full symbol that the text gives them, or that ends "các Hướng dẫn số 02, 03, 04-HD/UBKTTW"."""
    symbols: dict[tuple[str | None, str], set[str]] = {}
    for each in citations:
        if each.symbol.canonical:
            symbols.setdefault(each.identity, set()).add(each.symbol.canonical)
    lent: list[Citation] = []
    for each in reversed(citations):
        following = lent[-1] if lent else None
        known = symbols.get(each.identity, set())
        if not each.symbol.canonical and len(known) == 1:
            lent.append(replace(each, lent=next(iter(known))))
        elif not (each.symbol.canonical or known) and following and following.is_listed:
            symbol = following.symbol.canonical or following.lent
            proved = body_of_symbol(symbol, authority) if symbol else None
            lent.append(replace(each, lent=symbol, issuer=each.issuer or proved))
        else:
            lent.append(each)
    return lent[::-1]
