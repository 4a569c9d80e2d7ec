"""The forms in which readers type a document's number, each with how it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from index.query import Clause, Tag, Words
from index.spelling import flat
from index.text import has_marks, tokens
from index.typed.codes import (
    BODIES,
    CODES,
    MOST_CHOICES,
    TYPE_NAMES,
    any_of,
    bodies_meant,
    codes_meant,
    codes_of_type,
    counts_something,
    is_party,
    types_named,
    types_of_code,
)
from index.typed.match import TypedMatch, TypedSymbol

# Bodies whose letters are also everyday syllables: "nq 22 du lịch" does not mean ĐU, "nq 22 tu tháng 7" not TU.
_SYLLABLES = frozenset({"du", "hu", "cb"})
_TIMES = re.compile(r"\s(?:ngay|thang|nam|dau|khi|quy|\d)")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")

_TYPE = rf"(?P<type>{any_of(TYPE_NAMES)})\s?(?:so\s?[:.]?\s?)?"
_WORD = rf"(?:(?P<word>{any_of([*TYPE_NAMES, *CODES])})\s(?:so\s?[:.]?\s?)?|so\s?)?"
_NUMBER = r"(?P<number>\d{1,5})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_CODE = rf"(?P<code>{any_of(CODES)})"
_BODY = rf"(?P<body>(?:{any_of(BODIES)})\d{{0,2}}|t\.\s?[uw]\.?)"
_PART = r"(?:\s?[-/]\s?|\s)"
_PLENUM = r"(?:trung\suong|tw)\s?(?:(?:lan\s)?thu\s)?(?P<plenum>\d{1,2})"
_TERM = r"(?:\s?,?\s?\(?\s?khoa\s(?:thu\s)?(?P<term>[ivx]+|\d{1,2})\)?)"
_BEGIN = r"(?<![\w/])"
_END = r"(?![\w/])"


def _read_dated(typed: TypedMatch) -> TypedSymbol | None:
    """31/2024/NQ-HĐND, 98 2023 qh15: letters that are in no list stay as they were typed."""
    pieces = re.split(r"[-/\s]+", _one_dash(typed["tail"]))
    choices = [codes_meant(piece) or bodies_meant(piece) for piece in pieces]
    choices[-1] = bodies_meant(pieces[-1]) or choices[-1]
    if not all(choices) and " " in typed["tail"]:
        return None
    tails = [
        "-".join(each) for each in product(*(found or (piece.upper(),) for found, piece in zip(choices, pieces, strict=True)))
    ]
    literal = "-".join(piece.upper() for piece in pieces)
    return typed.symbols(f"{typed['number']}/{typed['year']}/{tail}" for tail in (*tails, literal))


def _read_lettered(typed: TypedMatch) -> TypedSymbol | None:
    """22-NQ/TU, 22 nq tu, NQ 22/TU, 439/QĐ-TTg."""
    bodies = _bodies(typed)
    symbols = [_canonical(typed["number"], code, body) for code in codes_meant(typed["code"]) for body in bodies]
    return typed.symbols(symbols, *_also_dated(typed, bodies)) if symbols else None


def _read_unlisted(typed: TypedMatch) -> TypedSymbol | None:
    """12-XY/ZZ: a full form whose letters are in no list."""
    number, left, sign, right = typed["number"], typed["left"].upper(), typed["sign"], typed["right"].upper()
    return typed.symbols((f"{number}-{left}/{right}" if flat(sign) == "-" else f"{number}/{left}-{right}",))


def _read_type_and_body(typed: TypedMatch) -> TypedSymbol | None:
    """nghị quyết 18/TW: printed so, or with the letters of the type."""
    bodies = _bodies(typed)
    kinds = types_named(typed["type"])
    if not bodies or not kinds:
        return None
    lettered = [_canonical(typed["number"], code, body) for kind in kinds for body in bodies for code in codes_of_type(kind)]
    return typed.symbols((*lettered[: MOST_CHOICES - 2], *(f"{typed['number']}/{body}" for body in bodies)))


def _read_short(typed: TypedMatch) -> TypedSymbol | None:
    """147/HĐBT."""
    bodies = bodies_meant(typed["body"])
    words = (typed["number"], *(token.text for token in tokens(typed["body"])))
    return typed.symbols((f"{typed['number']}/{body}" for body in bodies), Words(words)) if bodies else None


def _read_bare_type(typed: TypedMatch) -> TypedSymbol | None:
    """nghị quyết 22, quy định số 1374, nghị quyết 98/2023."""
    if counts_something(typed.following):
        return None
    words = tuple(token.text for token in tokens(typed["type"]))
    rest = (typed["number"], typed["year"]) if typed["year"] else (typed["number"],)
    return typed.bare(types_named(typed["type"]), (*words, *rest), (*words, "số", *rest))


def _read_bare_code(typed: TypedMatch) -> TypedSymbol | None:
    """nq22, NQ 28, 22-NQ."""
    if counts_something(typed.following):
        return None
    kinds = [kind for code in codes_meant(typed["code"]) for kind in types_of_code(code)]
    words = (typed["code"], typed["number"])
    return typed.bare(kinds, words if typed.match.start("code") < typed.match.start("number") else words[::-1])


def _read_meeting(typed: TypedMatch) -> TypedSymbol | None:
    """Nghị quyết Trung ương 6 khóa XII, nq tw 6 khoa 12."""
    word = typed["type"]
    kinds = types_named(word) or tuple(kind for code in codes_meant(word) for kind in types_of_code(code))
    term = typed["term"].lower()
    number = int(term) if term.isdigit() else 0
    term = "x" * (number // 10) + _ROMAN[number % 10] if number else term
    meeting = f"{int(typed['plenum'])}/{term}" if term else typed["plenum"]
    words = tuple(token.text for token in tokens(typed.text[typed.match.start("central") : typed.match.end()]))
    if not kinds:
        return None
    tags = (Tag("document", f"{kind}@{meeting}") for kind in kinds)
    start, end = typed.match.span()
    return TypedSymbol(start, end, (*tags, Words(words)), typed.text[start:end])


def _bodies(typed: TypedMatch) -> tuple[str, ...]:
    """The bodies that may be meant; none where the letters are the beginning of the next words."""
    body = typed["body"]
    is_loose = not has_marks(body) and typed.match.string[typed.match.start("body") - 1] == " "
    if is_loose and body in _SYLLABLES and re.match(r"\s\w", typed.following):
        return ()
    if is_loose and body == "tu" and _TIMES.match(flat(typed.following[:8])):
        return ()
    return bodies_meant(body)


def _canonical(number: str, code: str, body: str) -> str:
    return f"{number}-{code}/{body}" if is_party(body) else f"{number}/{code}-{body}"


def _also_dated(typed: TypedMatch, bodies: Iterable[str]) -> Iterator[Clause]:
    """`nq 31 hdnd` leaves out the year of 31/2024/NQ-HĐND: any document of that type and number may be meant."""
    is_exact = typed.match.start("code") > typed.match.start("number") and "/" in typed.match.group()
    if is_exact or all(map(is_party, bodies)):
        return
    number = typed["number"].lstrip("0") or "0"
    for code in codes_meant(typed["code"]):
        yield from (Tag("document", f"{kind}:{number}") for kind in types_of_code(code))


def _one_dash(text: str) -> str:
    """The text with one kind of dash and nothing else changed."""
    return "".join("-" if mark == "-" else char for char, mark in zip(text, flat(text), strict=True))


FORMS: tuple[tuple[re.Pattern[str], Callable[[TypedMatch], TypedSymbol | None]], ...] = tuple(
    (re.compile(_BEGIN + pattern + _END), read)
    for pattern, read in (
        (
            rf"{_WORD}{_NUMBER}\s?/\s?{_YEAR}\s?/\s?(?P<tail>[a-z]{{1,8}}\d{{0,2}}(?:\s?[-/]\s?[a-z]{{2,10}}\d{{0,2}}){{0,3}})",
            _read_dated,
        ),
        (
            rf"{_WORD}{_NUMBER}[\s/]{_YEAR}[\s/](?P<tail>(?:(?:{any_of(CODES)}){_PART})?(?:{any_of(BODIES)})\d{{0,2}})",
            _read_dated,
        ),
        (rf"{_WORD}{_NUMBER}{_PART}?{_CODE}{_PART}{_BODY}", _read_lettered),
        (rf"{_CODE}(?:\s?so)?\s?-?\s?{_NUMBER}{_PART}{_BODY}", _read_lettered),
        (
            rf"{_WORD}{_NUMBER}\s?(?P<sign>[-/])\s?(?P<left>[a-z]{{2,8}})\s?(?!(?P=sign))[-/]\s?(?P<right>[a-z]{{2,12}}\d{{0,2}})",
            _read_unlisted,
        ),
        (rf"{_TYPE}{_NUMBER}{_PART}{_BODY}", _read_type_and_body),
        (rf"{_NUMBER}/{_BODY}", _read_short),
        (rf"(?P<type>{any_of(TYPE_NAMES)}|nq)\s?(?:hoi\snghi\s)?(?P<central>{_PLENUM}{_TERM}?)", _read_meeting),
        (rf"{_TYPE}{_NUMBER}(?:\s?/\s?{_YEAR})?(?!\s?[/.,-]\s?\d)", _read_bare_type),
        (rf"{_CODE}(?:\sso)?\s?{_NUMBER}(?!\s?[/.,-]\s?\d)", _read_bare_code),
        (rf"{_NUMBER}-?{_CODE}", _read_bare_code),
    )
)
"""Patterns for folded text with one kind of dash, and their readings; where two fit, the longer one is meant."""
