"""Where a text cites a document by number: the word before it, its symbol, date and issuer, lists and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from index.authority import Authority
from index.bare_numbers import BareNumberReader
from index.issuance import IssuanceReader
from index.issuers import IssuerReader, alternatives
from index.reading import ReadingCopy
from index.symbols import Symbol, SymbolReader
from index.type_word import TypeWord, TypeWordReader

_NUMBER = re.compile(r"\d+")
_MOST_FIGURES = 6
_BRACKETED = re.compile(r"\(([^\W\d_]{1,5})\)")
_LONGEST_NAME = 40
_LONGEST_LINK = 16
# ", ", " và số ", " đến ", " - ": between two items of a list or range that share one word
_LINK = re.compile(r"\s{0,3}(?:[,;&-]|(?:,\s?)?(?:và|hoặc|đến|cùng)(?=\s))?\s{0,3}(?:(?:từ|đến)\s)?(?:số\s{0,3}[:.]?\s{0,3})*$")
# ", ", " và các ": between two documents that one body gives out together
_AND = re.compile(r"\s{0,3}(?:[,;&]|(?:,\s?)?(?:và|cùng)(?=\s))\s{0,3}(?:(?:các|những)\s)?$")

Definitions = dict[str, tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that cites a document. Places are those of the reading copy; `tail` is the end of date and issuer.

    `is_open` marks a short form ("NQ 28") that nothing before it defined; `is_plural` a list that says so ("các …"),
    `is_listed` an item without a word of its own, `issues_on` an issuer that gave out what follows as well.
    """

    start: int
    end: int
    tail: int
    type: str | None
    symbol: Symbol
    issued_on: date | None
    issuer: str | None
    is_open: bool = False
    is_plural: bool = False
    is_listed: bool = False
    issues_on: bool = False

    @property
    def identity(self) -> tuple[str | None, str]:
        """Type and number: what a short form has in common with the fuller mention."""
        return self.type, self.symbol.number.lstrip("0")


class CitationReader:
    """Reads all citations of a text, knowing one authority folder."""

    def __init__(self, authority: Authority) -> None:
        issuers = IssuerReader(authority)
        self._symbols = SymbolReader(authority)
        self._type_words = TypeWordReader(authority, issuers)
        self._issuance = IssuanceReader(issuers)
        self._bare = BareNumberReader(authority)
        names = alternatives(tuple(name for kind in authority.document_types for name in kind.names))
        self._defining = re.compile(rf"(?<!\w)(?P<type>{names})\s{{0,3}}$")

    def read(self, copy: ReadingCopy) -> tuple[Citation, ...]:
        """All citations in order; a short form that neither is defined nor stands for a fuller one is none."""
        found: list[Citation] = []
        defined = self._definitions(copy)
        end = 0
        for number in _NUMBER.finditer(copy.text):
            if number.start() < end or len(number.group()) > _MOST_FIGURES or not _begins(copy.text, number.start()):
                continue
            symbol = self._symbols.read(copy, number)
            citation = self._citation(copy, number.start(), symbol, found[-1] if found else None, defined)
            if citation:
                found.append(_share(copy, found, citation))
                end = citation.tail
        full = {each.identity for each in found if not each.is_open}
        return tuple(each for each in found if not each.is_open or each.identity in full)

    def _definitions(self, copy: ReadingCopy) -> Definitions:
        """Short forms that the text defines, "Nghị quyết (NQ)": the letters, from where on they count, and the type."""
        defined: Definitions = {}
        for match in _BRACKETED.finditer(copy.low):
            name = self._defining.search(copy.low[max(0, match.start() - _LONGEST_NAME) : match.start()])
            if name:
                defined.setdefault(match[1], (match.end(), self._type_words.type_of(name["type"])))
        return defined

    def _citation(
        self, copy: ReadingCopy, place: int, symbol: Symbol, previous: Citation | None, defined: Definitions
    ) -> Citation | None:
        word = self._type_words.close(copy, place)
        if word is None and previous and (listed := self._listed(copy, place, symbol, previous)):
            return listed
        word = word or self._far_word(copy, place, symbol)
        if word:
            return self._worded(copy, symbol, word, defined)
        return self._wordless(copy, place, symbol) if symbol.is_known else None

    def _far_word(self, copy: ReadingCopy, place: int, symbol: Symbol) -> TypeWord | None:
        """A word further off counts for a full symbol whose letters allow its type, or across its issuer."""
        if not symbol.canonical and not copy.low[max(0, place - 5) : place].rstrip(" .:\u00a0").endswith("số"):
            return None
        word = self._type_words.far(copy, place)
        is_fit = word and (symbol.canonical or word.issuer) and (not symbol.types or word.type in symbol.types)
        return word if is_fit else None

    def _worded(self, copy: ReadingCopy, symbol: Symbol, word: TypeWord, defined: Definitions) -> Citation | None:
        """A number with its word; the word gives the type, even against the letters."""
        letters = (word.letters or "").lower()
        is_defined = letters in defined and defined[letters][0] <= word.start
        kind = word.type
        if word.is_short:
            types = self._symbols.types_of(letters)
            kind = defined[letters][1] if is_defined else types[0] if len(types) == 1 else None
        if symbol.canonical is None and not self._bare.is_reference(copy, symbol, word, kind):
            return None
        behind = self._issuance.behind(copy, symbol.end)
        issued_on, issuer = behind.issued_on, behind.issuer or (copy.cut(*word.issuer) if word.issuer else None)
        before = self._issuance.before(copy, word.start) if issuer is None else None
        if before:
            issued_on, issuer = issued_on or before.issued_on, before.issuer
        is_open = word.is_short and not is_defined and not (symbol.canonical or issued_on or issuer)
        issues_on = bool(before or word.issuer)
        return Citation(
            word.start, symbol.end, behind.end, kind, symbol, issued_on, issuer, is_open, word.is_plural, False, issues_on
        )

    def _wordless(self, copy: ReadingCopy, place: int, symbol: Symbol) -> Citation:
        """A full symbol counts without a word; its letters give the type where they allow only one."""
        kind = symbol.types[0] if len(symbol.types) == 1 else None
        behind = self._issuance.behind(copy, symbol.end)
        return Citation(place, symbol.end, behind.end, kind, symbol, behind.issued_on, behind.issuer)

    def _listed(self, copy: ReadingCopy, place: int, symbol: Symbol, previous: Citation) -> Citation | None:
        """The next item of a list or range that shares one word: "19-NQ/TW" in "các Nghị quyết số 18-NQ/TW, 19-NQ/TW"."""
        if place - previous.tail > _LONGEST_LINK:
            return None
        link = copy.low[previous.tail : place]
        if not _LINK.match(link) or not link.strip(" \u00a0") or (";" in link and not previous.is_plural):
            return None
        if symbol.canonical is None and not self._is_listed_number(copy, symbol, link, previous):
            return None
        kind = previous.type
        if symbol.types and kind not in symbol.types:
            kind = symbol.types[0] if len(symbol.types) == 1 else None
        behind = self._issuance.behind(copy, symbol.end)
        return replace(
            previous,
            start=place,
            end=symbol.end,
            tail=behind.end,
            type=kind,
            symbol=symbol,
            issued_on=behind.issued_on,
            issuer=behind.issuer,
            is_listed=True,
            issues_on=False,
        )

    def _is_listed_number(self, copy: ReadingCopy, symbol: Symbol, link: str, previous: Citation) -> bool:
        """Whether a number without letters belongs to the list; of "số 12 - 15" only where the list says that it is one."""
        if previous.type is None or not self._bare.is_listed(copy, symbol, may_count="số" not in link):
            return False
        if "-" in link:
            return previous.is_plural and int(previous.symbol.number) < int(symbol.number)
        return "số" in link or previous.symbol.canonical is None or previous.is_plural


def _share(copy: ReadingCopy, found: list[Citation], item: Citation) -> Citation:
    """The item with what stands once before it; the items before it are given what stands once behind them all."""
    if not found:
        return item
    last = found[-1]
    is_near = item.start - last.tail <= _LONGEST_LINK
    is_linked = item.is_listed or (is_near and _AND.match(copy.low[last.tail : item.start]))
    if is_linked and last.issues_on and item.issuer is None:
        return replace(item, issuer=last.issuer, issues_on=True)
    for place in range(len(found) - 1, -1, -1) if item.is_listed else ():
        each = found[place]
        issued_on = each.issued_on or (item.issued_on if each.is_plural else None)
        if (each.issuer or item.issuer, issued_on) == (each.issuer, each.issued_on):
            break
        found[place] = replace(each, issuer=each.issuer or item.issuer, issued_on=issued_on)
        if not each.is_listed:
            break
    return item


def _begins(text: str, place: int) -> bool:
    """Whether a number begins here: not at the 31 of "1.31" or "5/31"; letters may stand before it ("số31-QĐ/TW")."""
    before = text[max(0, place - 2) : place]
    is_behind_sign = before[-1:] in ("/", "-", "_") and before[:-1].strip()
    is_decimal = before[-1:] in (".", ",") and before[0].isdigit()
    return not (is_behind_sign or is_decimal)
