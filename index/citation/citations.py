"""Where a text cites a document by number: the word before it, its symbol, date and issuer, lists and ranges."""

from __future__ import annotations

import re
from dataclasses import replace

from index.authority import Authority
from index.citation.anaphors import AnaphorReader
from index.citation.bare_numbers import BareNumberReader, Verdict
from index.citation.citation import Citation
from index.citation.definitions import DefinitionReader, Definitions
from index.citation.issuance import Issuance, IssuanceReader
from index.citation.issuers import IssuerReader
from index.citation.issuing import IssuingReader
from index.citation.lending import lend
from index.citation.sharing import goes_on, share
from index.citation.symbols import Symbol, SymbolReader
from index.citation.titled import TitledReader
from index.citation.type_word import TypeWord, TypeWordReader
from index.reading import ReadingCopy

# Where a number begins: not at the 31 of "1.31" or "5/31"; letters may stand before it ("số31-QĐ/TW").
_NUMBER = re.compile(r"[0-9](?<![0-9][0-9])(?<!\S[/_-][0-9])(?<![0-9][.,][0-9])[0-9]*")
_MOST_FIGURES = 6
_NUMBER_WORD = re.compile(r"(?<!\w)số\s{0,3}$")
_LONGEST_LINK = 16
# ", ", " và số ", " đến ", " - ": between two items of a list or range that share one word
_LINK = re.compile(r"\s{0,3}(?:[,;&-]|(?:,\s?)?(?:và|hoặc|đến|cùng)(?=\s))?\s{0,3}(?:(?:từ|đến)\s)?(?:số\s{0,3}[:.]?\s{0,3})*$")

# What stands before the first citation of a text.
_NOTHING = Citation(0, 0, 0, None, Symbol(0, "0"))


class CitationReader:
    """Reads all citations of a text, knowing one authority folder."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        issuers = IssuerReader(authority)
        issuing = IssuingReader(authority, issuers)
        self._symbols = SymbolReader(authority)
        self._type_words = TypeWordReader(authority, issuers)
        self._issuers = issuers
        self._issuance = IssuanceReader(issuers, issuing)
        self._anaphors = AnaphorReader(authority, issuers, issuing)
        self._titled = TitledReader(authority, issuers, issuing)
        self._bare = BareNumberReader(authority)
        self._definitions = DefinitionReader(authority)

    def read(self, copy: ReadingCopy) -> tuple[Citation, ...]:
        """All citations in order; a short form that neither is defined nor stands for a fuller one is none."""
        found: list[Citation] = []
        defined = self._definitions.read(copy)
        end = 0
        for number in _NUMBER.finditer(copy.text):
            if number.start() < end or len(number.group()) > _MOST_FIGURES:
                continue
            symbol = self._symbols.read(copy, number)
            previous = found[-1] if found else _NOTHING
            if symbol is None:
                if not self._may_be_cited(copy, number.start(), previous):
                    continue
                symbol = Symbol(number.end(), number.group())
            citation = self._citation(copy, number.start(), symbol, previous, defined)
            if citation:
                found.append(citation)
                end = citation.tail
        full = {each.identity for each in found if not each.is_open}
        closed = [self._closed(each, full) if each.is_open else each for each in found]
        citations = lend([each for each in closed if each], self._authority)
        return share(copy, self._anaphors.read(copy, self._titled.fill(copy, citations)), self._issuers)

    def _may_be_cited(self, copy: ReadingCopy, place: int, previous: Citation) -> bool:
        """A quick look at a bare number, since most are dates and counts: a type word, "số" or a list stands before it."""
        is_near = place - previous.tail <= _LONGEST_LINK and previous is not _NOTHING
        return is_near or self._type_words.may_end(copy.low, place) or "số" in copy.low[max(0, place - 6) : place]

    def _closed(self, cited: Citation, full: set[tuple[str | None, str]]) -> Citation | None:
        """An open number as the document that the text cites in full; "QĐ 289" is of the one type that fits."""
        if cited.identity in full:
            return cited
        fitting = {kind for kind, number in full if number == cited.identity[1] and kind in cited.may_be}
        return replace(cited, type=fitting.pop()) if cited.type is None and len(fitting) == 1 else None

    def _citation(
        self, copy: ReadingCopy, place: int, symbol: Symbol, previous: Citation, defined: Definitions
    ) -> Citation | None:
        word = self._type_words.close(copy, place)
        if word is None and (listed := self._listed(copy, place, symbol, previous)):
            return listed
        word = word or self._far_word(copy, place, symbol)
        if word:
            return self._worded(copy, symbol, word, previous.tail, defined)
        return self._wordless(copy, place, symbol, previous) if symbol.is_known else None

    def _far_word(self, copy: ReadingCopy, place: int, symbol: Symbol) -> TypeWord | None:
        """A word further off counts for a full symbol whose letters allow its type, or across its issuer."""
        if not symbol.canonical and not copy.low[max(0, place - 5) : place].rstrip(" .:\u00a0").endswith("số"):
            return None
        word = self._type_words.far(copy, place, symbol.types)
        is_fit = word and (symbol.canonical or word.issuer) and (not symbol.types or word.type in symbol.types)
        return word if is_fit else None

    def _worded(self, copy: ReadingCopy, symbol: Symbol, word: TypeWord, floor: int, defined: Definitions) -> Citation | None:
        """A number with its word; the word gives the type, even against the letters."""
        letters = (word.letters or "").lower()
        is_defined = letters in defined and defined[letters][0] <= word.start
        kind = word.type
        if word.is_short:
            types = self._symbols.types_of(letters)
            kind = defined[letters][1] if is_defined else types[0] if len(types) == 1 else None
            if kind is None and len(symbol.types) == 1:
                kind = symbol.types[0]
        verdict = Verdict.YES if symbol.canonical else self._bare.judge(copy, symbol, word, kind)
        if verdict is Verdict.NO:
            return None
        behind = self._issuance.behind(copy, symbol.end, symbol.codes)
        issuer = behind.issuer or (copy.cut(*word.issuer) if word.issuer else None)
        before = None
        if issuer is None:
            before = self._titled.subject(copy, word.start, behind.end, kind, symbol.codes)
            before = before or self._issuance.before(copy, word.start, floor, symbol.codes)
        issued_on = behind.issued_on or (before.issued_on if before else None)
        issuer = issuer or (before.issuer if before else None)
        is_open = word.is_short and not is_defined and not (symbol.canonical or issued_on or issuer)
        return Citation(
            start=word.start,
            end=symbol.end,
            tail=behind.end,
            type=kind,
            symbol=symbol,
            issued_on=issued_on,
            issuer=issuer,
            is_open=is_open or verdict is Verdict.OPEN,
            may_be=self._symbols.types_of(letters) if word.is_short else (),
            is_plural=word.is_plural,
            is_same_day=behind.is_same_day,
            dates=behind.dates,
            issues_on=bool((before and before.issuer and before.end <= word.start) or word.issuer),
            dated_on=bool(before and before.issued_on and not behind.issued_on and before.end <= word.start),
        )

    def _wordless(self, copy: ReadingCopy, place: int, symbol: Symbol, previous: Citation) -> Citation:
        """A full symbol counts without a word.

        Letters of two types are what they were before in the sentence: "Quy định số 178-QĐ/TW về kiểm soát quyền lực, 148-QĐ/TW".
        """
        cited = _cited(place, symbol, self._issuance.behind(copy, symbol.end, symbol.codes))
        number_word = _NUMBER_WORD.search(copy.low, max(0, place - 5), place)
        start = number_word.start() if number_word else place
        before = None if cited.issuer else self._issuance.before(copy, start, previous.tail, symbol.codes)
        if before:
            cited = replace(cited, issuer=before.issuer, issued_on=cited.issued_on or before.issued_on, issues_on=True)
        is_series = cited.type is None and previous.type in symbol.types and previous.symbol.types == symbol.types
        return replace(cited, type=previous.type) if is_series and goes_on(copy, previous, cited) else cited

    def _listed(self, copy: ReadingCopy, place: int, symbol: Symbol, previous: Citation) -> Citation | None:
        """The next item of a list or range that shares one word: "19-NQ/TW" in "các Nghị quyết số 18-NQ/TW, 19-NQ/TW"."""
        if previous is _NOTHING or place - previous.tail > _LONGEST_LINK:
            return None
        link = copy.low[previous.tail : place]
        if not _LINK.match(link) or not link.strip(" \u00a0") or (";" in link and not previous.is_plural):
            return None
        verdict = Verdict.YES if symbol.canonical else self._listed_number(copy, symbol, link, previous)
        if verdict is Verdict.NO:
            return None
        kind = previous.type
        if symbol.types and kind not in symbol.types:
            kind = symbol.types[0] if len(symbol.types) == 1 else None
        cited = _cited(place, symbol, self._issuance.behind(copy, symbol.end, symbol.codes))
        return replace(
            cited, type=kind, is_open=previous.is_open or verdict is Verdict.OPEN, is_plural=previous.is_plural, is_listed=True
        )

    def _listed_number(self, copy: ReadingCopy, symbol: Symbol, link: str, previous: Citation) -> Verdict:
        """Whether a number without letters belongs to the list; of "số 12 - 15" only where the list says that it is one."""
        if previous.type is None:
            return Verdict.NO
        is_range = previous.is_plural and int(previous.symbol.number) < int(symbol.number)
        if "-" in link and not is_range:
            return Verdict.NO
        if "-" not in link and not ("số" in link or previous.symbol.canonical is None or previous.is_plural):
            return Verdict.NO
        return self._bare.judge_listed(copy, symbol, may_count="số" not in link)


def _cited(place: int, symbol: Symbol, behind: Issuance) -> Citation:
    """The citation that its symbol alone makes; the letters give the type where they allow only one."""
    return Citation(
        start=place,
        end=symbol.end,
        tail=behind.end,
        type=symbol.types[0] if len(symbol.types) == 1 else None,
        symbol=symbol,
        issued_on=behind.issued_on,
        issuer=behind.issuer,
        is_same_day=behind.is_same_day,
        dates=behind.dates,
    )
