"""What people know of document types, bodies, titles and words, loaded from `data/authority`: knowledge is data, not code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from index.errors import AuthorityError
from index.rows import Row, refuse_twice, rows, tables
from index.settings import ROOT

FOLDER = ROOT / "data" / "authority"
BARE_RULES = ("free", "careful", "never")
SIDES = ("party", "state", "any")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document (tên loại văn bản): `names` in small letters, the usual one first; `codes` as in symbols.

    `shared_codes` are those of `codes` that other types have too: QĐ is quyết định and quy định.
    `bare` says what makes a number without letters a reference ("Nghị quyết 98"): "free" unless something is counted,
    "careful" since the word is a verb too ("quyết định 3 nội dung"), "never" unless "số" stands before the number. `english`
    is the term of the English pages, `issuer` the one body that can issue this type ("nghị định" is the Chính phủ's).
    """

    id: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    shared_codes: tuple[str, ...]
    bare: str
    examples: tuple[str, ...]
    english: str
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Issuer:
    """A family of issuing bodies (cơ quan ban hành): how their names begin in print, and their codes in symbols.

    `since` and `until` bound the days on which the family issued anything; `successor` is the id of the one that followed.
    A family of `needs_name` is a body only together with the name that follows: "Sở", "Bộ". `named` gives the codes that
    name one body by themselves, QH or BTCTW, with its name, `relative` those of departments, UBKTTU, with the department's.
    """

    id: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    level: str
    side: str
    examples: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    successor: str | None = None
    needs_name: bool = False
    named: tuple[tuple[str, str], ...] = ()
    relative: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TitleHead:
    """The words that open a title (chức danh), in one group. Of a task ("chủ trì", "trưởng đoàn") no title is made."""

    group: str
    names: tuple[str, ...]
    examples: tuple[str, ...]
    is_task: bool = False


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that decide how a passage is read, in small letters, with texts in which they do."""

    id: str
    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day that the press counts from (ngày kỷ niệm): "93 năm Ngày thành lập Đảng" is of the year 2023."""

    id: str
    names: tuple[str, ...]
    day: date
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form in the names of bodies (viết tắt) and the words it stands for: TPHCM, UBND.

    One of `is_capital` counts only where it is printed in capitals: TƯ, but not "Tư pháp".
    """

    short: tuple[str, ...]
    long: str
    examples: tuple[str, ...]
    is_capital: bool = False


@dataclass(frozen=True, eq=False)
class Authority:
    """Everything that `data/authority` holds (tệp quy chiếu). Compared as an object, so that readers can be kept by it."""

    document_types: tuple[DocumentType, ...]
    issuers: tuple[Issuer, ...]
    title_heads: tuple[TitleHead, ...]
    namesakes: tuple[WordList, ...]
    words: tuple[WordList, ...]
    anniversaries: tuple[Anniversary, ...]
    short_forms: tuple[ShortForm, ...]
    levels: tuple[WordList, ...]

    def type_name(self, type_id: str) -> str:
        """The Vietnamese name of a document type with a capital, "Quy định"; an unknown id reads as itself."""
        return next((kind.names[0].capitalize() for kind in self.document_types if kind.id == type_id), type_id)

    def type_issuer(self, type_id: str | None) -> str | None:
        """The one body that can issue this type, or `None`."""
        return next((kind.issuer for kind in self.document_types if kind.id == type_id), None)

    def namesake_words(self, context: str) -> tuple[str, ...]:
        """The words of one context of `not_people.toml`; an unknown context has none."""
        return next((each.words for each in self.namesakes if each.id == context), ())

    def word_list(self, name: str) -> tuple[str, ...]:
        """The words of one list of `words.toml`; an unknown list has none."""
        return next((each.words for each in self.words if each.id == name), ())


def load_authority(folder: Path = FOLDER) -> Authority:
    """The rows of every file in `folder`, checked. Raises `AuthorityError` naming file and row."""
    types = tuple(_document_type(row) for row in rows(folder / "document_types.toml", "type"))
    issuers = tuple(_issuer(row) for row in rows(folder / "issuers.toml", "issuer"))
    heads = tuple(_title_head(row) for row in rows(folder / "title_heads.toml", "head"))
    namesakes = tuple(_word_list(row) for row in tables(folder / "not_people.toml"))
    words = tuple(_word_list(row) for row in tables(folder / "words.toml"))
    anniversaries = tuple(_anniversary(row) for row in rows(folder / "anniversaries.toml", "anniversary"))
    short_forms = tuple(_short_form(row) for row in rows(folder / "short_forms.toml", "short"))
    levels = tuple(
        WordList(row.text("id"), row.texts("words"), row.texts("examples")) for row in rows(folder / "levels.toml", "level")
    )
    refuse_twice("document_types.toml", ((each.id, (each.id,)) for each in types), "id")
    refuse_twice("document_types.toml", ((each.id, each.names) for each in types), "name")
    _refuse_unshared_codes(types)
    refuse_twice("issuers.toml", ((each.id, (each.id,)) for each in issuers), "id")
    refuse_twice("issuers.toml", ((each.id, each.names) for each in issuers), "name")
    refuse_twice("issuers.toml", ((each.id, each.codes) for each in issuers), "code")
    refuse_twice("title_heads.toml", ((each.group, (name.casefold() for name in each.names)) for each in heads), "name")
    refuse_twice("anniversaries.toml", ((each.id, (each.id, *each.names)) for each in anniversaries), "id or name")
    refuse_twice("short_forms.toml", ((each.long, each.short) for each in short_forms), "short form")
    refuse_twice("levels.toml", ((each.id, (each.id, *each.words)) for each in levels), "id or word")
    for each in issuers:
        if each.successor and each.successor not in {other.id for other in issuers}:
            raise AuthorityError("issuers.toml", each.id, f"successor {each.successor!r} is no row")
        if unknown := {code for code, _ in (*each.named, *each.relative)} - set(each.codes):
            reason = f"named or relative: {', '.join(sorted(unknown))} is none of the row's codes"
            raise AuthorityError("issuers.toml", each.id, reason)
    return Authority(types, issuers, heads, namesakes, words, anniversaries, short_forms, levels)


def _refuse_unshared_codes(types: tuple[DocumentType, ...]) -> None:
    """Two types may have one code where both say so."""
    seen: dict[str, DocumentType] = {}
    for kind in types:
        for code in kind.codes:
            other = seen.setdefault(code, kind)
            if other is not kind and not (code in kind.shared_codes and code in other.shared_codes):
                reason = f"code {code!r} stands in row {other.id} already; give it in shared_codes of both if both have it"
                raise AuthorityError("document_types.toml", kind.id, reason)


def _document_type(row: Row) -> DocumentType:
    return DocumentType(
        row.text("id"),
        row.texts("names"),
        row.texts("codes", may_be_empty=True),
        row.texts("shared_codes", may_be_absent=True),
        row.one_of("bare", BARE_RULES, "free"),
        row.texts("examples"),
        row.text("english"),
        row.text_or_none("issuer"),
    )


def _issuer(row: Row) -> Issuer:
    return Issuer(
        row.text("id"),
        row.texts("names"),
        row.texts("codes", may_be_empty=True),
        row.text("level"),
        row.one_of("side", SIDES, "party"),
        row.texts("examples"),
        row.day("since"),
        row.day("until"),
        row.text_or_none("successor"),
        row.flag("needs_name"),
        row.pairs("named"),
        row.pairs("relative"),
    )


def _title_head(row: Row) -> TitleHead:
    return TitleHead(row.text("group"), row.texts("names"), row.texts("examples"), row.flag("is_task"))


def _anniversary(row: Row) -> Anniversary:
    day = row.day("day")
    if day is None:
        raise row.fail("day is missing; write it as 1930-02-03")
    return Anniversary(row.text("id"), row.texts("names"), day, row.texts("examples"))


def _short_form(row: Row) -> ShortForm:
    return ShortForm(row.texts("short"), row.text("long"), row.texts("examples"), row.flag("capitals"))


def _word_list(row: Row) -> WordList:
    return WordList(row.name, row.texts("words"), row.texts("examples"))


AUTHORITY = load_authority()
