"""How a document's number is printed (số, ký hiệu): every printed form, and the canonical form beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.authority import Authority
from index.reading import ReadingCopy
from index.text import CAPITALS

_LETTERS = r"[^\W\d_]"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
# "NQ", "QĐi", "CTr"; "T.Ư" and "T.W" are TW with stops
_CODE = rf"(?P<code>{_LETTERS}{{1,8}})"
_BODY = rf"(?P<body>T\s?\.\s?[ƯWưw]\.?(?!\w)|{_LETTERS}{{1,12}}\d{{0,2}})"
# more letters behind the body: "15/2021/TTLT-BTC-BNV", "NĐ - CP"
_MORE = rf"(?P<more>(?:\s?-\s?[{CAPITALS}]\w{{1,11}}){{0,3}})"

_YEARS = range(1930, 2051)
_NEAR = 16

# "12/3", "12 - 15": a date or a range, unless a year follows
_FIGURES = re.compile(r"\s{0,3}[-/]\s{0,3}(?!(?:19|20)\d\d)\d")

# A space was lost behind the letters: "Kế hoạch số 301-KH/TUngày 05 tháng 8"
_GLUED = re.compile(rf"(?<=[{CAPITALS}\d])(?:ngày|của|về|và|năm)(?!\w)")
_LONGEST = 48

# What may follow the number, each with one printed form that it must match.
_FORMS = tuple(
    (name, re.compile(pattern + r"(?!\w)"))
    for name, pattern in (
        (
            "dated",
            rf"\s{{0,3}}/\s{{0,3}}{_YEAR}\s{{0,3}}/\s{{0,3}}{_BODY}(?P<slash>/[{CAPITALS}]\w{{1,11}})?{_MORE}",
        ),  # 98/2023/QH15, 130/2003/NĐ - CP
        (
            "party",
            rf"\s{{0,3}}-\s{{0,3}}{_CODE}\s{{0,3}}/\s{{0,3}}{_BODY}(?P<more>(?:-[{CAPITALS}]{{2,12}}\d{{0,2}}){{0,2}})",
        ),  # 22-NQ/TU, 721- QĐNS/TU
        (
            "state",
            rf"\s{{0,3}}/\s{{0,3}}{_CODE}\s{{0,3}}-\s{{0,3}}{_BODY}(?P<more>(?:-[{CAPITALS}]\w{{1,11}}){{0,2}})",
        ),  # 439/QĐ-TTg; a slip: 34/CT-TW
        ("alike", rf"\s{{0,3}}(?P<sign>[-/])\s{{0,3}}{_CODE}\s{{0,3}}(?P=sign)\s{{0,3}}{_BODY}"),  # slips: 34-CT-TW, 34/CT/TW
        ("joined", rf"\s{{0,2}}{_CODE}\s?/\s?{_BODY}"),  # the hyphen is missing: 3748 QQĐ/TƯ
        ("year", rf"\s?/\s?{_YEAR}(?!\s?[/.-]\s?\d)"),  # a State document by number and year: Nghị quyết 98/2023
        ("short", rf"\s?/\s?{_BODY}"),  # 147/HĐBT, 18/TW
        ("letters", rf"\s?-\s?{_CODE}"),  # Kết luận 21-KL
    )
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number with what stands behind it. `canonical` is `None` where there is no full form.

    `is_known`: the letters are such that no word is needed before the number. `types`: the ids that the letters allow.
    `form` names the printed form, see `_FORMS`.
    """

    end: int
    number: str
    year: int | None = None
    canonical: str | None = None
    types: tuple[str, ...] = ()
    is_known: bool = False
    form: str = "bare"

    @property
    def codes(self) -> tuple[str, ...]:
        """The letters behind the number, see `codes_of`; of a bare number none."""
        return codes_of(self.canonical or "")


class SymbolReader:
    """Reads the symbol at a place of a text, knowing the codes of one authority folder."""

    def __init__(self, authority: Authority) -> None:
        self._codes = {code.casefold(): code for kind in authority.document_types for code in kind.codes}
        self._bodies = {code.casefold(): code for issuer in authority.issuers for code in issuer.codes}
        self._party = {c.casefold() for issuer in authority.issuers if issuer.side == "party" for c in issuer.codes}
        self._types: dict[str, tuple[str, ...]] = {}
        for kind in authority.document_types:
            for code in kind.codes:
                self._types[code.casefold()] = (*self._types.get(code.casefold(), ()), kind.id)

    def read(self, copy: ReadingCopy, number: re.Match[str]) -> Symbol | None:
        """The symbol that begins with `number`, `None` for a bare number."""
        follower = copy.text[number.end() : number.end() + 3].lstrip()[:1]
        # letters right behind the number need a slash: 3748 QQĐ/TƯ
        is_lettered = follower.isalpha() and "/" in copy.text[number.end() : number.end() + _NEAR]
        if is_lettered or (follower and follower in "-/" and not _FIGURES.match(copy.text, number.end())):
            glued = _GLUED.search(copy.text, number.end(), number.end() + _LONGEST)
            end = glued.start() if glued else len(copy.text)
            for name, form in _FORMS:
                match = form.match(copy.text, number.end(), end)
                symbol = self._symbol(name, number.group(), match) if match else None
                if symbol:
                    return symbol
        return None

    def code(self, letters: str) -> str | None:
        """The known document code that these letters are ("qđi" is QĐi), or `None`."""
        return self._codes.get(letters.casefold())

    def types_of(self, letters: str) -> tuple[str, ...]:
        """The ids of the document types that these letters may stand for."""
        return self._types.get(letters.casefold(), ())

    def _allowed(self, letters: str, *, is_state: bool) -> tuple[str, ...]:
        """The types that the letters allow; the State numbers its decisions with QĐ and issues its regulations by them."""
        types = self.types_of(letters)
        return ("decision",) if is_state and "decision" in types else types

    def _symbol(self, form: str, number: str, match: re.Match[str]) -> Symbol | None:
        parts = match.groupdict()
        if form == "year":
            return Symbol(match.end(), number, int(parts["year"]), form=form)
        if form == "letters":
            types = self.types_of(parts["code"]) if parts["code"][0].isupper() else ()
            return Symbol(match.end(), number, types=types, form=form) if types else None
        body = self._body(parts["body"]) if parts["body"] else None
        if body is None:
            return None
        if form == "dated":
            return self._dated(number, match, body)
        if form == "short":
            return self._short(number, match.end(), body)
        return self._lettered(form, number, match, body)

    def _lettered(self, form: str, number: str, match: re.Match[str], body: str) -> Symbol | None:
        """Letters and body: 22-NQ/TU, 439/QĐ-TTg, and what slipped."""
        code = self._code(match["code"])
        is_body = self._is_body(body)
        if code is None or (form in ("alike", "joined") and not is_body):
            return None
        is_known = match["code"].casefold() in self._codes
        if form == "alike" and not is_known:
            return None
        more = "".join(f"-{self._body(each.strip()) or each.strip()}" for each in _pieces(match.groupdict().get("more")))
        is_party = _stem(body).casefold() in self._party
        is_party_order = form in ("party", "joined") or is_party
        canonical = f"{number}-{code}/{body}{more}" if is_party_order else f"{number}/{code}-{body}{more}"
        is_known = is_known or (is_body and form != "state" and (form == "party" or len(code) > 1))
        return Symbol(match.end(), number, None, canonical, self._allowed(code, is_state=not is_party_order), is_known, form)

    def _dated(self, number: str, match: re.Match[str], first: str) -> Symbol:
        """With a year: 98/2023/QH15, 31/2024/NQ-HĐND."""
        code = self._codes.get(first.casefold())
        rest = [
            self._body(each.strip()) or each.strip() for each in _pieces((match["slash"] or "").replace("/", "-") + match["more"])
        ]
        tail = "-".join([code or first, *rest])
        is_known = code is not None or any(self._is_body(each) for each in (first, *rest))
        types = self._allowed(first, is_state=True) if rest else ()
        return Symbol(match.end(), number, int(match["year"]), f"{number}/{match['year']}/{tail}", types, is_known, "dated")

    def _short(self, number: str, end: int, body: str) -> Symbol | None:
        """Number and body alone: 147/HĐBT of the old State needs no word, "NQ 18/TW" does."""
        if not self._is_body(body):
            return None
        # "QCVN 01:2021/BXD" is a standard of that year
        is_known = _stem(body).casefold() not in self._party and int(number) not in _YEARS
        return Symbol(end, number, None, f"{number}/{body}", (), is_known, "short")

    def _code(self, letters: str) -> str | None:
        """The document code as it is written by rule; unknown letters as printed where they are capitals."""
        known = self._codes.get(letters.casefold())
        return known or (letters if _is_capital(letters) else None)

    def _body(self, letters: str) -> str | None:
        """The body's letters as they are written by rule: TW for TƯ, T.Ư and Tw; TTg keeps its small letter."""
        plain = re.sub(r"[\s.]", "", letters)
        if plain.upper().endswith("TƯ"):
            plain = plain[:-2] + "TW"
        stem = _stem(plain)
        known = self._bodies.get(stem.casefold()) or self._codes.get(stem.casefold())
        if known:
            return known + plain[len(stem) :]
        return plain if _is_capital(plain) else None

    def _is_body(self, body: str) -> bool:
        return _stem(body).casefold() in self._bodies


@lru_cache(maxsize=1 << 10)
def codes_of(canonical: str) -> tuple[str, ...]:
    """The letters of a symbol, small and without the figures of a term: 12/2024/TT-BYT has "tt" and "byt"."""
    return tuple(code for part in re.split("[/-]", canonical)[1:] if (code := _stem(part).casefold()))


def _pieces(more: str | None) -> list[str]:
    return [each for each in (more or "").split("-") if each.strip()]


def _stem(body: str) -> str:
    return body.rstrip("0123456789")


def _is_capital(letters: str) -> bool:
    """Whether letters are an abbreviation: "HĐND", "QĐi", but not "Nghị"."""
    capitals = sum(char.isupper() for char in letters)
    return letters[:1].isupper() and capitals * 2 >= len(_stem(letters))
