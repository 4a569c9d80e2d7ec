"""The letters and words that readers type for kinds of documents and bodies: `qd` for QĐ, `tu` for TU or TƯ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from index.authority import AUTHORITY
from index.spelling import Spelling, flat
from index.text import has_marks, tokens

MOST_CHOICES = 12
_COUNTED_WORDS = 3


def _by_folded(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[flat(word)] = tuple(dict.fromkeys((*found.get(flat(word), ()), word)))
    return found


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of these folded words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


TYPE_NAMES: Mapping[str, tuple[str, ...]] = _by_folded(name for kind in AUTHORITY.document_types for name in kind.names)
CODES: Mapping[str, tuple[str, ...]] = _by_folded(code for kind in AUTHORITY.document_types for code in kind.codes)
_TYPE_OF_NAME = {name: kind.id for kind in AUTHORITY.document_types for name in kind.names}
_CODES_OF_TYPE = {kind.id: kind.codes for kind in AUTHORITY.document_types}
_PARTY = {code for issuer in AUTHORITY.issuers if issuer.side == "party" for code in issuer.codes}
_COUNTED = _by_folded(AUTHORITY.word_list("counted"))


def _typed_bodies() -> dict[str, tuple[str, ...]]:
    """Every body under its folded letters; what ends in TW also under TU, since TƯ typed without marks is that."""
    bodies = _by_folded(code for issuer in AUTHORITY.issuers for code in issuer.codes)
    for folded, codes in list(bodies.items()):
        if folded.endswith("tw"):
            typed = folded.removesuffix("w") + "u"
            bodies[typed] = (*bodies.get(typed, ()), *codes)
    return bodies


BODIES: Mapping[str, tuple[str, ...]] = _typed_bodies()


def types_named(typed: str) -> tuple[str, ...]:
    """The ids of the document types of this name; marks that were typed must be the name's."""
    words = [token.text for token in tokens(typed)]
    names = TYPE_NAMES.get(" ".join(flat(word) for word in words), ())
    fitting = [
        name for name in names if all(Spelling.of(word).agrees(meant) for word, meant in zip(words, name.split(), strict=False))
    ]
    return tuple(dict.fromkeys(_TYPE_OF_NAME[name] for name in fitting))


def types_of_code(code: str) -> tuple[str, ...]:
    """The ids of the document types that a code stands for: QĐ is a decision or a regulation."""
    return tuple(kind for kind, codes in _CODES_OF_TYPE.items() if code in codes)


def codes_of_type(kind: str) -> tuple[str, ...]:
    """The codes of a document type, the usual one first."""
    return _CODES_OF_TYPE.get(kind, ())


def every_type() -> tuple[str, ...]:
    """The ids of all document types."""
    return tuple(_CODES_OF_TYPE)


def codes_meant(typed: str) -> tuple[str, ...]:
    """The document codes that typed letters may mean: `da` is ĐA or DA, `đa` only ĐA, `đã` none."""
    return tuple(code for code in CODES.get(flat(typed), ()) if _may_mean(typed, code))


def bodies_meant(typed: str) -> tuple[str, ...]:
    """The bodies that typed letters may mean, the number of a term kept: `tu` is TU or TW, `tư` and `t.ư` TW, `qh15` QH15."""
    letters = re.sub(r"[\s.]", "", typed)
    stem = letters.rstrip("0123456789")
    plain = re.sub(r"(?i)tư$", "tw", stem)
    return tuple(code + letters[len(stem) :] for code in BODIES.get(flat(plain), ()) if _may_mean(plain, code))


def is_party(body: str) -> bool:
    """Whether the body is of the Party, whose symbols go 22-NQ/TU and not 22/NQ-TU."""
    return body.rstrip("0123456789") in _PARTY


def type_label(kind: str) -> str:
    """The Vietnamese name of a document type, "Nghị quyết"."""
    return AUTHORITY.type_name(kind)


def counts_something(following: str) -> bool:
    """Whether a text goes on with what a number counts: "5 năm", "34 phường"; but "22 năm 2023" is dated."""
    words = []
    for token in tokens(following[:60]):
        words.append(token.text)
        if len(words) > _COUNTED_WORDS:
            break
    if len(words) > 1 and re.fullmatch(r"(?:19|20)\d\d", words[1]):
        return False
    return any(_is_counted(words[:size]) for size in range(1, min(len(words), _COUNTED_WORDS) + 1))


def _is_counted(words: list[str]) -> bool:
    names = _COUNTED.get(" ".join(flat(word) for word in words), ())
    return any(all(Spelling.of(word).agrees(meant) for word, meant in zip(words, name.split(), strict=False)) for name in names)


def _may_mean(typed: str, code: str) -> bool:
    """Letter by letter: a typed Đ must be one, an unmarked D may be one, and no code has any other mark."""
    pairs = zip(typed.casefold(), code.casefold(), strict=False)
    return all(letter == meant if has_marks(letter) else True for letter, meant in pairs)
