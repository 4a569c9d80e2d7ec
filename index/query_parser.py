"""What a reader typed, read into a query by the same readers that read the articles. Never raises for any text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from index.query import Clause, Filter, Query, Tag, Words
from index.text import tokens
from index.typed.codes import every_type
from index.typed.dates import find_impossible_dates, find_typed_periods, period_label, read_period
from index.typed.draft import Draft
from index.typed.fields import STATE_LABELS, longest_value, read_source, read_state
from index.typed.names import Names, capitalised, find_typed_names, name_at
from index.typed.pieces import Piece, cut_pieces, plain_signs
from index.typed.symbols import find_typed_symbols

MOST_CHARACTERS = 2000
_MOST_VALUE_WORDS = 8


def _no_names(_words: tuple[str, ...]) -> tuple[str, ...]:
    return ()


def parse_query(text: str, *, names: Names = _no_names, sources: Mapping[str, str] | None = None) -> Query:
    """The query that `text` means: numbers, names, days and `field:value` recognised, the rest words that all must occur.

    `names` says which person keys a run of typed words names in full; `sources` are ids and names. Never raises: what
    cannot be read is searched as words, and a note says so.
    """
    parser = _Parser(plain_signs(text[:MOST_CHARACTERS]), names, sources or {})
    if len(text) > MOST_CHARACTERS:
        parser.draft.note(f"Câu hỏi dài {len(text)} ký tự: chỉ đọc {MOST_CHARACTERS} ký tự đầu.")
    return parser.read()


def plain_query(text: str) -> Query:
    """The exact words of `text` side by side: what "Tìm đúng nguyên văn" asks for."""
    clean = plain_signs(text[:MOST_CHARACTERS])
    words = tuple(token.text for token in tokens(clean))
    return Query(text=clean, must=((Words(words),),) if words else ())


class _Parser:
    """Reads one query, piece by piece, into a draft."""

    def __init__(self, text: str, names: Names, sources: Mapping[str, str]) -> None:
        self.draft = Draft(text)
        self._text = text
        self._names = names
        self._sources = sources

    def read(self) -> Query:
        """Every piece in order; a field may take words of the plain stretch behind it."""
        if self._text.count('"') % 2:
            place = self._text.rindex('"') + 1
            self.draft.note(f"Thiếu dấu ngoặc kép đóng cho dấu ở ký tự thứ {place}: đã đọc cụm từ đến hết câu.")
        pieces = list(cut_pieces(self._text))
        place = 0
        while place < len(pieces):
            piece = pieces[place]
            place += 1
            if piece.is_or:
                self.draft.join()
            elif piece.is_plain:
                self._plain(piece.start, piece.end)
            elif piece.field and piece.text:
                follows = not piece.is_quoted and place < len(pieces) and pieces[place].is_plain and not pieces[place].is_or
                self._field(piece, pieces[place].end if follows else piece.end)
                place += follows
            else:
                self._phrase(piece)
        return self.draft.query()

    # Plain words: document numbers first, since 31/2024/NQ-HĐND is no date; then days; then names; then words.

    def _plain(self, start: int, end: int) -> None:
        for impossible in find_impossible_dates(self._text[start:end]):
            self._note_impossible(impossible)
        place = start
        for symbol in find_typed_symbols(self._text[start:end]):
            begins, ends = start + symbol.start, start + symbol.end
            self._dates(place, begins)
            place = self._day_of_document(ends, end) if symbol.is_full else ends
            self.draft.want(symbol.clauses)
            self.draft.understand("document", begins, place, symbol.label)
        self._dates(place, end)

    def _day_of_document(self, start: int, end: int) -> int:
        """Where a day right behind a symbol ends, `start` where there is none: "22-NQ/TU ngày 15/7/2023" dates the document."""
        for period in find_typed_periods(self._text[start:end]):
            if self._text[start : start + period.start].strip(" ,(") or period.first != period.last:
                break
            day = self._text[start + period.start : start + period.end]
            self.draft.note(f"“{day}” được hiểu là ngày của văn kiện: không lọc theo ngày này.")
            return start + period.end
        return start

    def _dates(self, start: int, end: int) -> None:
        place = start
        for period in find_typed_periods(self._text[start:end]):
            begins, ends = start + period.start, start + period.end
            self._words(place, begins)
            self.draft.narrow(period.first, period.last, period.bound)
            self.draft.understand("date", begins, ends, period_label(period.first, period.last, period.bound))
            place = ends
        self._words(place, end)

    def _words(self, start: int, end: int) -> None:
        place = start
        for name in find_typed_names(self._text[start:end], self._names):
            self._bare_words(place, start + name.start)
            self.draft.want(name.clauses)
            self.draft.understand("person", start + name.start, start + name.end, " ".join(name.words))
            place = start + name.end
        self._bare_words(place, end)

    def _bare_words(self, start: int, end: int) -> None:
        for word in self._text[start:end].split():
            self._want_words(word)

    def _want_words(self, text: str, *, is_negative: bool = False) -> None:
        """The words of a text side by side, the last one a beginning if a star stands right behind it."""
        found = list(tokens(text))
        if not found:
            return
        is_prefix = text[found[-1].end :].startswith("*")
        if is_prefix and len(found[-1].text) < 2:
            self.draft.note(f"“{found[-1].text}*”: cần ít nhất hai chữ trước dấu *, đã tìm như một từ.")
            is_prefix = False
        self.draft.want((Words(tuple(token.text for token in found), is_prefix),), is_negative=is_negative)

    # Quoted phrases and exclusions.

    def _phrase(self, piece: Piece) -> None:
        symbol = None if piece.is_quoted else next(find_typed_symbols(piece.text), None)
        if symbol and symbol.start == 0:
            self.draft.want(symbol.clauses, is_negative=piece.is_negative)
            self.draft.understand("document", piece.start, piece.end, symbol.label, is_negative=piece.is_negative)
        else:
            self._want_words(piece.text or self._text[piece.start : piece.end], is_negative=piece.is_negative)

    # Fields.

    def _field(self, piece: Piece, end: int) -> None:
        """A field with its value; what the value does not take of the text up to `end` is plain words again."""
        value = piece.text if piece.is_quoted else self._text[piece.place : end]
        read = {
            "document": self._document,
            "person": self._person,
            "source": self._choice,
            "state": self._choice,
            "date": self._period,
            "since": self._period,
            "until": self._period,
        }.get(piece.field or "")
        taken = read(piece, value) if read else 0
        if not taken:
            taken = len(piece.text)
            self._want_words(piece.text, is_negative=piece.is_negative)
        if not piece.is_quoted:
            self._plain(piece.place + taken, end)

    # Each of these says how many characters of `value` it understood; 0 leaves it to be searched as words.

    def _document(self, piece: Piece, value: str) -> int:
        symbol = next(find_typed_symbols(value), None)
        tags: tuple[Clause, ...] = ()
        taken, label = len(piece.text), piece.text
        if symbol and symbol.start == 0:
            tags = tuple(clause for clause in symbol.clauses if isinstance(clause, Tag))
            taken, label = symbol.end, symbol.label
        elif piece.text.isdecimal():
            number = piece.text.lstrip("0") or "0"
            tags = tuple(Tag("document", f"{kind}:{number}") for kind in every_type())
        if not tags:
            self.draft.note(f"“{piece.text}” không đọc được thành số hiệu văn kiện: đã tìm như từ ngữ.")
            return 0
        self.draft.want(tags, is_negative=piece.is_negative)
        self._understand(piece, taken, label)
        return taken

    def _person(self, piece: Piece, value: str) -> int:
        words = list(tokens(value))
        name = name_at(value, words, self._names)
        if name:
            self.draft.want(tuple(Tag("person", key) for key in name.keys), is_negative=piece.is_negative)
            self._understand(piece, name.end, " ".join(name.words))
            return name.end
        size = len(words) if piece.is_quoted else capitalised(value, words)
        if not size:
            return 0
        end = words[size - 1].end
        self.draft.note(f"Chưa thấy cán bộ tên “{value[:end]}” trong các bài đã thu thập: đã tìm tên như một cụm từ.")
        self.draft.want((Words(tuple(word.text for word in words[:size])),), is_negative=piece.is_negative)
        return end

    def _choice(self, piece: Piece, value: str) -> int:
        name = piece.field or ""
        reader = read_state if name == "state" else partial(read_source, sources=self._sources)
        found, taken = longest_value(value, reader, _MOST_VALUE_WORDS)
        if found is None:
            what = "tình trạng" if name == "state" else "nguồn"
            self.draft.note(f"“{piece.text}” không phải {what} nào đã biết: đã tìm như từ ngữ.")
            return 0
        self.draft.choose(Filter(name, found, exclude=piece.is_negative))
        self._understand(piece, taken, STATE_LABELS[found] if name == "state" else self._sources[found])
        return taken

    def _period(self, piece: Piece, value: str) -> int:
        found, taken = longest_value(value, read_period, _MOST_VALUE_WORDS)
        if found is None or piece.is_negative:
            self._note_impossible(piece.text)
            return 0
        bound = None if piece.field == "date" else piece.field
        self.draft.narrow(*found, bound)
        self._understand(piece, taken, period_label(*found, bound))
        return taken

    def _understand(self, piece: Piece, taken: int, label: str) -> None:
        kind = "date" if piece.field in ("since", "until") else piece.field or ""
        end = piece.end if piece.is_quoted else piece.place + taken
        self.draft.understand(kind, piece.start, end, label, is_negative=piece.is_negative)

    def _note_impossible(self, typed: str) -> None:
        self.draft.note(f"“{typed}” không phải ngày có thật: hãy viết như 11/7/2023, 7/2023 hoặc 2023; đã tìm như từ ngữ.")
