"""What two printings of one body share (tên cơ quan): TPHCM and Thành phố Hồ Chí Minh, BTV and Ban Thường vụ; and its level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from index.authority import AUTHORITY, Authority
from index.reading import ReadingCopy

# The organs that sign for a committee.
_ORGAN = re.compile(r"^(?:ban thường vụ|ban chấp hành|thường trực|hội nghị) ")
_COMMITTEES = (
    ("đảng bộ thành phố", "thành ủy"),
    ("đảng bộ tỉnh", "tỉnh ủy"),
    ("đảng bộ quận", "quận ủy"),
    ("đảng bộ huyện", "huyện ủy"),
    ("đảng bộ thị xã", "thị ủy"),
    ("đảng bộ", "đảng ủy"),
)
# What the last two letters of a department's code may mean.
_COMMITTEE_CODES = {"tu": ("Thành ủy", "Tỉnh ủy"), "qu": ("Quận ủy",), "hu": ("Huyện ủy",)}
_PARTY_FORM = re.compile(r"\d+-")
_DASH = re.compile(r"\s*-\s*")


@lru_cache(maxsize=1 << 12)
def normal_body(printed: str, authority: Authority = AUTHORITY) -> str:
    """The name of a body in its one normal form: small letters, short forms in full, one dash; compared, never shown.

    "Ban Thường vụ Thành ủy TP.HCM" and "BTV Thành ủy Thành phố Hồ Chí Minh" agree.
    """
    text = ReadingCopy(printed).text
    for pattern, full in _short_forms(authority):
        text = pattern.sub(lambda match, full=full: f"{full[match.group().lower()]} ", text)  # type: ignore[misc]
    return " ".join(_DASH.sub(" - ", text.lower()).split())


def level_of(body: str, authority: Authority = AUTHORITY) -> str | None:
    """The level of a body in normal form: "ward", "district", "province", "central"; `None` where its name does not tell.

    The first word that tells counts: "đảng ủy phường phú hội, quận tân giang" is a ward's.
    """
    pattern, levels = _levels(authority)
    found = pattern.search(body)
    return levels[found.group()] if found else None


def body_of_symbol(symbol: str, authority: Authority = AUTHORITY) -> str | None:
    """The body that a canonical symbol names by its code alone: 98/2023/QH15 is the Quốc hội's.

    `None` for relative codes (TU, HĐND), for TW, which names no organ, for a joint document of several bodies, and for the
    code of a ministry in the Party's form: 15-HD/BTC is a Ban Tổ chức's. A State letter names the body first: 1234/BNV-TCBC.
    """
    party, state = _named_codes(authority)
    named = party if _PARTY_FORM.match(symbol) else state
    codes = [part.rstrip("0123456789").casefold() for part in re.split("[/-]", symbol)[1:]]
    found = [named[code] for code in codes if code in named]
    return found[0] if len(found) == 1 and (codes[-1] in named or codes[0] in named) else None


def is_central(symbol: str, authority: Authority = AUTHORITY) -> bool:
    """Whether the code of a canonical symbol is a central body's, the same in every place: TW, QH15, BTCTW, not TU or HĐND."""
    codes = [part.rstrip("0123456789").casefold() for part in re.split("[/-]", symbol)[1:]]
    return bool(codes) and codes[-1] in _central_codes(authority)


def department_of_symbol(symbol: str, text: str, authority: Authority = AUTHORITY) -> str | None:
    """The department that a symbol names, 15-HD/UBKTTU, of the one kind of committee that `text` (small letters) holds.

    TU is a Thành ủy or a Tỉnh ủy: where both stand in the text, or neither, the answer is unknown; the department's own name
    in the text ("UBKT Tỉnh ủy") decides before that, and is given as printed.
    """
    code = re.split("[/-]", symbol)[-1].casefold()
    department = _relative_codes(authority).get(code)
    if department is None:
        return None
    committees = [f"{department} {name}" for name in _COMMITTEE_CODES[symbol[-2:].casefold()]]
    named = [
        name
        for name in _names_of(authority)[code]
        if normal_body(name) in map(normal_body, committees) and name.casefold() in text
    ]
    if len({normal_body(name) for name in named}) == 1:
        return named[0]
    held = [each for each in committees if each.removeprefix(f"{department} ").casefold() in text]
    return held[0] if len(held) == 1 else None


def committee_of(printed: str, authority: Authority = AUTHORITY) -> str:
    """The committee that keeps the register, in normal form, whichever of its organs is printed (`party-documents.md` 3.1).

    "Ban Thường vụ Thành ủy", "Ban Chấp hành Đảng bộ Thành phố" and "Thành ủy" are one committee.
    """
    body = _ORGAN.sub("", normal_body(printed, authority))
    for organisation, committee in _COMMITTEES:
        if body == organisation or body.startswith(f"{organisation} "):
            rest = body.removeprefix(organisation)
            return (committee + rest).replace("ủy thành phố ", "ủy ")
    return body.replace("thành ủy thành phố ", "thành ủy ")


@cache
def _named_codes(authority: Authority) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Those that count in a symbol of the Party's form, and those of the State's."""
    party, state = ("party", "any"), ("state", "any")
    of = {
        sides: {code.casefold(): name for each in authority.issuers if each.side in sides for code, name in each.named}
        for sides in (party, state)
    }
    return of[party], of[state]


@cache
def _central_codes(authority: Authority) -> frozenset[str]:
    return frozenset(code.casefold() for each in authority.issuers if each.level == "central" for code in each.codes)


@cache
def _relative_codes(authority: Authority) -> Mapping[str, str]:
    return {code.casefold(): name for each in authority.issuers for code, name in each.relative}


@cache
def _names_of(authority: Authority) -> Mapping[str, tuple[str, ...]]:
    """The names of the family that a code belongs to."""
    return {code.casefold(): each.names for each in authority.issuers for code in each.codes}


@cache
def _short_forms(authority: Authority) -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    """Those that count in capitals only, then those of any case: a pattern, and what each small form stands for."""
    capital = {short: each.long for each in authority.short_forms if each.is_capital for short in each.short}
    others = {short: each.long for each in authority.short_forms if not each.is_capital for short in each.short}
    shown = [short.upper() for short in capital]
    return (re.compile(_one_of(shown)), capital), (re.compile(_one_of(others), re.IGNORECASE), others)


@cache
def _levels(authority: Authority) -> tuple[re.Pattern[str], Mapping[str, str]]:
    levels = {word: each.id for each in authority.levels for word in each.words}
    return re.compile(_one_of(levels)), levels


def _one_of(words: Iterable[str]) -> str:
    """Whole words, the longest first; a stop at the end may stand before a letter: "TP.Thủ Đức"."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(rf"(?<!\w){re.escape(word)}" + ("" if word.endswith(".") else r"(?!\w)") for word in ordered)
