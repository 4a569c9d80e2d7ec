"""What short mentions mean within one article: separate because only the whole article can tell, and only that article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.authority import AUTHORITY, Authority
from index.bodies import body_of_symbol, committee_of, department_of_symbol, normal_body
from index.citation.meetings import PLENUM
from index.documents import DocumentReference
from index.people import PersonMention
from index.text import symbol_key

_CENTRE = ("trung ương", "trung ương đảng")
_CENTRAL_ORGANS = ("ban chấp hành trung ương", "bộ chính trị", "ban bí thư")
# No article cites so many documents of one number; beyond it nothing is joined.
_MOST_DOCUMENTS = 30


@dataclass(slots=True)
class _Document:
    """What the mentions of one document say together; `key` is its symbol's."""

    key: str | None
    type: str | None
    symbol: str | None
    year: int | None
    issued_on: date | None
    issuer: str | None

    def agrees(self, other: _Document) -> bool:
        """Whether nothing printed contradicts: type, letters, year, date, issuer."""
        return (
            _same(self.type, other.type)
            and _same(self.key, other.key)
            and _same(self.year, other.year)
            and _same(self.issued_on, other.issued_on)
            and (not self.issuer or not other.issuer or _fuller(self.issuer, other.issuer) is not None)
        )

    def learn(self, other: _Document) -> None:
        """Take what the other says and this one did not."""
        self.key, self.symbol = self.key or other.key, self.symbol or other.symbol
        self.type = self.type or other.type
        self.year = self.year or other.year
        self.issued_on = self.issued_on or other.issued_on
        both = _fuller(self.issuer, other.issuer) if self.issuer and other.issuer else None
        self.issuer = both or self.issuer or other.issuer


def resolve_documents(
    mentions: Sequence[DocumentReference], text: str = "", authority: Authority = AUTHORITY
) -> tuple[DocumentReference, ...]:
    """The mentions with date, issuer and symbol taken from the one fuller mention in the article, never from two.

    A mention joins where type and number agree, nothing printed contradicts and exactly one candidate remains; the order in
    the article does not matter (`party-documents.md` 3.3). Where no issuer is printed, a code that names one body gives it
    (3.2); `text`, in small letters, tells whose department a code such as UBKTTU names.
    """
    resolved = list(mentions)
    groups: dict[tuple[str, str], list[int]] = {}
    for place, mention in enumerate(mentions):
        groups.setdefault(_group(mention), []).append(place)
    for places in groups.values():
        if len(places) > 1:
            for place, document in tuple(_joined([(place, mentions[place]) for place in places])):
                resolved[place] = _filled(mentions[place], document)
    return tuple(_issued(mention, text, authority) for mention in resolved)


def _issued(mention: DocumentReference, text: str, authority: Authority) -> DocumentReference:
    """The mention with the issuer that its code, its type or its plenum proves where none is printed."""
    if mention.issuer:
        return mention
    symbol = mention.symbol
    proved = body_of_symbol(symbol, authority) or department_of_symbol(symbol, text, authority) if symbol else None
    if mention.meeting:
        proved = PLENUM
    elif proved is None and (mention.symbol is None or mention.year):
        proved = authority.type_issuer(mention.type)
    return replace(mention, issuer=proved) if proved else mention


def refer_people(mentions: Sequence[PersonMention]) -> tuple[PersonMention, ...]:
    """The mentions by title alone with `refers_to` set where exactly one person named earlier holds that title.

    The printed title equals the person's or is a shorter form of it, from the head on: "Bí thư Đảng ủy" is the "Bí thư
    Đảng ủy Khối" named before, and "Phó Bí thư" is nobody's "Bí thư".
    """
    resolved: list[PersonMention] = []
    holders: dict[tuple[str, ...], dict[str, int]] = {}
    for place, mention in enumerate(mentions):
        if mention.key is None:
            fitting = holders.get(_title_words(mention.titles[0]), {})
            resolved.append(replace(mention, refers_to=next(iter(fitting.values())) if len(fitting) == 1 else None))
            continue
        resolved.append(mention)
        for title in mention.titles:
            words = _title_words(title)
            for end in range(1, len(words) + 1):
                holders.setdefault(words[:end], {}).setdefault(mention.key, place)
    return tuple(resolved)


def _group(mention: DocumentReference) -> tuple[str, str]:
    """Mentions of one group may be one document: same number, or same meeting."""
    return ("meeting", f"{mention.type} {mention.meeting}") if mention.meeting else ("number", (mention.number or "").lstrip("0"))


def _joined(mentions: list[tuple[int, DocumentReference]]) -> Iterator[tuple[int, _Document]]:
    """Each mention's place with the one document it belongs to; the fullest mentions make the documents."""
    documents: list[_Document] = []
    for place, mention in sorted(mentions, key=lambda pair: (-_fullness(pair[1]), pair[0])):
        key = symbol_key(mention.symbol) if mention.symbol else None
        said = _Document(key, mention.type, mention.symbol, mention.year, mention.issued_on, mention.issuer)
        if len(documents) > _MOST_DOCUMENTS:
            return
        fitting = [document for document in documents if document.agrees(said)]
        if not fitting:
            documents.append(said)
            yield place, said
        elif len(fitting) == 1:
            fitting[0].learn(said)
            yield place, fitting[0]


def _fullness(mention: DocumentReference) -> int:
    return (
        4 * bool(mention.symbol)
        + 2 * bool(mention.issued_on)
        + bool(mention.issuer)
        + 8 * bool(mention.symbol and mention.issued_on)
    )


def _filled(mention: DocumentReference, document: _Document) -> DocumentReference:
    return replace(
        mention,
        type=mention.type or document.type,
        symbol=document.symbol,
        year=document.year,
        issued_on=document.issued_on,
        issuer=document.issuer,
    )


def _same(first: object, second: object) -> bool:
    return first is None or second is None or first == second


def _fuller(first: str, second: str) -> str | None:
    """The longer of two printings of one body, "Thành ủy" and "Thành ủy TPHCM"; `None` where they are two bodies."""
    if first == second:
        return first
    short, long = sorted((first, second), key=lambda body: len(normal_body(body)))
    if normal_body(long).startswith(normal_body(short)) or (normal_body(short) in _CENTRE and _is_central(long)):
        return long
    # "Thành ủy" and "Ban Thường vụ Thành ủy TPHCM" keep one register: what the fuller mention prints stays
    least, most = sorted((committee_of(first), committee_of(second)), key=len)
    return first if most.startswith(least) else None


def same_body(first: str, second: str) -> bool:
    """Whether two printings may name one body: "Thành ủy" and "Thành ủy TPHCM", never "Bộ Chính trị" and "Ban Bí thư"."""
    return _fuller(first, second) is not None


def _is_central(body: str) -> bool:
    """Whether "Trung ương" may mean this body."""
    return normal_body(body).startswith(_CENTRAL_ORGANS)


def _title_words(title: str) -> tuple[str, ...]:
    return tuple(normal_body(title).split())
