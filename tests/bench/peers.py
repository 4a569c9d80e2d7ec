"""The same articles and the same questions in four search engines, so that one run compares them.

Every engine searches title and body together with a title weight of four, gives the exact total and the first twenty
rows with title, address and day. The peers fold all marks (FTS5 `remove_diacritics 2`, tantivy `ascii_fold`): they have no
way to let typed marks count.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import tantivy
from whoosh import fields, sorting
from whoosh import index as whoosh_index
from whoosh import query as wq

from index.engine import IndexedArticle
from index.engines import open_engine
from index.query import Filter, Order, Query, Words
from index.snippet import passages
from index.text import fold, person_key, tokens

PAGE = 20
_BATCH = 1000
_ROWS = "SELECT id, title, address, day FROM doc WHERE id IN ({})"
Operation = Callable[..., int]


def number(day: date | None) -> int:
    """A day as an integer that sorts."""
    return day.year * 10000 + day.month * 100 + day.day if day else 0


def bare(text: str) -> list[str]:
    """Folded words."""
    return [fold(token.text) for token in tokens(text)]


class Documents:
    """Rows of a SQLite table beside an index that keeps none. Of the file up to `mapped` bytes count as the process's memory."""

    def __init__(self, path: Path, mapped: int = 2_000_000_000) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(
            f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size={mapped}; PRAGMA cache_size=-200000;"
            "CREATE TABLE IF NOT EXISTS doc(id INTEGER PRIMARY KEY, title TEXT, body TEXT, address TEXT, day INTEGER, source TEXT);"
        )

    def add(self, articles: Iterable[IndexedArticle]) -> None:
        rows = [(a.id, a.title, a.body, f"https://{a.source}.example/{a.id}", number(a.event), a.source) for a in articles]
        self.db.execute("BEGIN")
        self.db.executemany("INSERT INTO doc VALUES(?,?,?,?,?,?)", rows)
        self.db.execute("COMMIT")

    def rows(self, ids: Sequence[int]) -> list[tuple[object, ...]]:
        return self.db.execute(_ROWS.format(",".join("?" * len(ids))), ids).fetchall()

    def bodies(self, ids: Sequence[int]) -> list[str]:
        marks = ",".join("?" * len(ids))
        return [body for (body,) in self.db.execute(f"SELECT body FROM doc WHERE id IN ({marks})", ids)]


class Peer(ABC):
    """One engine. Operations give the total, or what else shows that the work was done."""

    name: str

    @abstractmethod
    def build(self, articles: Iterable[IndexedArticle]) -> None: ...

    @abstractmethod
    def reopen(self) -> None: ...

    @abstractmethod
    def operations(self) -> dict[str, Operation]: ...


class Archive(Peer):
    """Ours."""

    name = "archive"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, articles: Iterable[IndexedArticle]) -> None:
        self.documents = Documents(self.folder / "docs.db", mapped=0)
        self.engine = open_engine(f"whoosh:{self.folder / 'index'}", create=True)

        def kept() -> Iterable[IndexedArticle]:
            iterator = iter(articles)
            while batch := list(islice(iterator, _BATCH)):
                self.documents.add(batch)
                yield from batch

        self.engine.apply(kept(), (), 1)

    def reopen(self) -> None:
        self.documents = Documents(self.folder / "docs.db", mapped=0)
        self.engine = open_engine(f"whoosh:{self.folder / 'index'}")

    def _ask(self, query: Query, facets: tuple[str, ...] = (), offset: int = 0) -> int:
        matches = self.engine.search(query, offset=offset, limit=PAGE, facets=facets)
        self.documents.rows([hit.id for hit in matches.hits])
        return matches.total + sum(len(values) for values in matches.facets.values())

    def _passages(self, text: str) -> int:
        query = Query(must=((Words(tuple(text.split())),),))
        matches = self.engine.search(query, limit=PAGE, facets=())
        return sum(len(passages(body, query)) for body in self.documents.bodies([hit.id for hit in matches.hits]))

    def operations(self) -> dict[str, Operation]:
        every = lambda text, **more: Query(must=tuple((Words((word,)),) for word in text.split()), **more)  # noqa: E731
        phrase = lambda text: Query(must=((Words(tuple(text.split())),),))  # noqa: E731
        newest = {"order": Order.NEWEST}
        return {
            "common": lambda w: self._ask(every(w)),
            "rare": lambda w: self._ask(every(w)),
            "and": lambda w: self._ask(every(w)),
            "phrase": lambda w: self._ask(phrase(w)),
            "name": lambda w: self._ask(phrase(w)),
            "prefix": lambda w: self._ask(Query(must=((Words((w,), is_prefix=True),),))),
            "and, newest": lambda w: self._ask(every(w, **newest)),
            "range": lambda a, b: self._ask(Query(since=a, until=b, **newest)),
            "range and word, newest": lambda w, a, b: self._ask(every(w, since=a, until=b, **newest)),
            "facets": lambda w: self._ask(every(w), ("year", "source")),
            "facet person": lambda w: self._ask(every(w), ("person",)),
            "facet day": lambda w: self._ask(every(w), ("day",)),
            "page 500": lambda w: self._ask(every(w), offset=499 * PAGE),
            "passages": self._passages,
            "unmarked": lambda w: self._ask(every(fold(w))),
            "unmarked phrase": lambda w: self._ask(phrase(fold(w))),
            "official": lambda w: self._ask(Query(filters=(Filter("person", person_key(w)),), **newest)),
        }


class Fts5(Peer):
    """SQLite's full-text index."""

    name = "fts5"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, articles: Iterable[IndexedArticle]) -> None:
        self.documents = Documents(self.folder / "fts.db")
        self.db = self.documents.db
        self.db.executescript(
            "CREATE TABLE person(name TEXT, day INTEGER, doc INTEGER, PRIMARY KEY(name, day DESC, doc)) WITHOUT ROWID;"
            "CREATE INDEX person_doc ON person(doc, name); CREATE INDEX doc_day ON doc(day DESC, id DESC);"
            "CREATE VIRTUAL TABLE ft USING fts5(title, body, content='doc', content_rowid='id',"
            ' tokenize="unicode61 remove_diacritics 2");'
        )
        iterator = iter(articles)
        while batch := list(islice(iterator, _BATCH)):
            self.documents.add(batch)
            self.db.execute("BEGIN")
            self.db.executemany("INSERT INTO ft(rowid,title,body) VALUES(?,?,?)", [(a.id, a.title, a.body) for a in batch])
            self.db.executemany("INSERT INTO person VALUES(?,?,?)", [(p, number(a.event), a.id) for a in batch for p in a.people])
            self.db.execute("COMMIT")

    def reopen(self) -> None:
        self.documents = Documents(self.folder / "fts.db")
        self.db = self.documents.db

    def _top(self, match: str, offset: int = 0) -> int:
        self.db.execute(
            "SELECT id, d.title, address, day FROM (SELECT rowid r, rank k FROM ft WHERE ft MATCH ? AND rank MATCH 'bm25(4,1)'"
            " ORDER BY rank LIMIT ? OFFSET ?) JOIN doc d ON d.id=r ORDER BY k",
            (match, PAGE, offset),
        ).fetchall()
        return self._count(match)

    def _count(self, match: str) -> int:
        return self.db.execute("SELECT count(*) FROM ft WHERE ft MATCH ?", (match,)).fetchone()[0]

    def _newest(self, match: str, since: date | None = None, until: date | None = None) -> int:
        between = (match, number(since), number(until) or 99999999)
        self.db.execute(
            "SELECT id, d.title, address, day FROM ft JOIN doc d ON d.id=ft.rowid WHERE ft MATCH ? AND day BETWEEN ? AND ?"
            " ORDER BY day DESC LIMIT 20",
            between,
        ).fetchall()
        if not since:
            return self._count(match)
        return self.db.execute(
            "SELECT count(*) FROM ft JOIN doc d ON d.id=ft.rowid WHERE ft MATCH ? AND day BETWEEN ? AND ?", between
        ).fetchone()[0]

    def _range(self, since: date, until: date) -> int:
        between = (number(since), number(until))
        self.db.execute(
            "SELECT id, title, address, day FROM doc WHERE day BETWEEN ? AND ? ORDER BY day DESC, id DESC LIMIT 20", between
        ).fetchall()
        return self.db.execute("SELECT count(*) FROM doc WHERE day BETWEEN ? AND ?", between).fetchone()[0]

    def _facets(self, match: str) -> int:
        found = 0
        for column in ("day/10000", "source"):
            sql = f"SELECT d.{column}, count(*) FROM ft JOIN doc d ON d.id=ft.rowid WHERE ft MATCH ? GROUP BY 1"
            found += len(self.db.execute(sql, (match,)).fetchall())
        return self._top(match) + found

    def _people(self, match: str) -> int:
        sql = "SELECT name, count(*) FROM ft JOIN person p ON p.doc=ft.rowid WHERE ft MATCH ? GROUP BY 1"
        return self._top(match) + len(self.db.execute(sql, (match,)).fetchall())

    def _passages(self, match: str) -> int:
        self._count(match)
        sql = (
            "SELECT r, snippet(ft,1,'<b>','</b>','…',40) FROM ft,"
            " (SELECT rowid r FROM ft WHERE ft MATCH ?1 ORDER BY rank LIMIT 20) WHERE ft MATCH ?1 AND ft.rowid=r"
        )
        return len(self.db.execute(sql, (match,)).fetchall())

    def operations(self) -> dict[str, Operation]:
        every = lambda text: " AND ".join(f'"{word}"' for word in text.split())  # noqa: E731
        phrase = lambda text: f'"{text}"'  # noqa: E731
        return {
            "common": lambda w: self._top(every(w)),
            "rare": lambda w: self._top(every(w)),
            "and": lambda w: self._top(every(w)),
            "phrase": lambda w: self._top(phrase(w)),
            "name": lambda w: self._top(phrase(w)),
            "prefix": lambda w: self._top(f"{w}*"),
            "and, newest": lambda w: self._newest(every(w)),
            "range": self._range,
            "range and word, newest": lambda w, a, b: self._newest(every(w), a, b),
            "facets": lambda w: self._facets(every(w)),
            "facet person": lambda w: self._people(every(w)),
            "page 500": lambda w: self._top(every(w), 499 * PAGE),
            "passages": lambda w: self._passages(phrase(w)),
        }


class Tantivy(Peer):
    """The Rust library behind several servers."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"
        self.folder.mkdir(exist_ok=True)

    def _open(self) -> tantivy.Index:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, indexed=True, fast=True)
        for name in ("title", "body"):
            builder.add_text_field(name, stored=True, tokenizer_name="vi")
        builder.add_text_field("address", stored=True, tokenizer_name="raw")
        builder.add_integer_field("day", stored=True, indexed=True, fast=True)
        builder.add_integer_field("year", indexed=True, fast=True)
        builder.add_text_field("source", stored=True, tokenizer_name="raw", fast=True)
        builder.add_text_field("person", stored=True, tokenizer_name="raw", fast=True)
        self.schema = builder.build()
        index = tantivy.Index(self.schema, path=str(self.folder))
        simple = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        index.register_tokenizer("vi", simple.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build())
        return index

    def build(self, articles: Iterable[IndexedArticle]) -> None:
        writer = self._open().writer(heap_size=300_000_000, num_threads=1)
        for a in articles:
            day = number(a.event)
            writer.add_document(
                tantivy.Document(
                    id=a.id,
                    title=a.title,
                    body=a.body,
                    address=f"https://{a.source}.example/{a.id}",
                    day=day,
                    year=day // 10000,
                    source=a.source,
                    person=list(a.people),
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def reopen(self) -> None:
        index = self._open()
        index.reload()
        self.searcher = index.searcher()

    def _either(self, make: Callable[[str], tantivy.Query]) -> tantivy.Query:
        should = tantivy.Occur.Should
        return tantivy.Query.boolean_query([(should, tantivy.Query.boost_query(make("title"), 4.0)), (should, make("body"))])

    def _every(self, text: str) -> tantivy.Query:
        words = [self._either(lambda f, w=w: tantivy.Query.term_query(self.schema, f, w)) for w in bare(text)]
        return words[0] if len(words) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Must, w) for w in words])

    def _phrase(self, text: str) -> tantivy.Query:
        return self._either(lambda f: tantivy.Query.phrase_query(self.schema, f, bare(text)))

    def _days(self, since: date, until: date) -> tantivy.Query:
        return tantivy.Query.range_query(self.schema, "day", tantivy.FieldType.Integer, number(since), number(until))

    def _top(self, query: tantivy.Query, **options: object) -> int:
        found = self.searcher.search(query, PAGE, **options)
        for _, address in found.hits:
            document = self.searcher.doc(address)
            document["title"], document["address"], document["day"]
        return found.count

    def _facets(self, query: tantivy.Query, **sizes: int) -> int:
        wanted = {name: {"terms": {"field": name, "size": size}} for name, size in sizes.items()}
        counted = self.searcher.aggregate(query, wanted)
        return self._top(query) + sum(len(counted[name]["buckets"]) for name in sizes)

    def _passages(self, text: str) -> int:
        query = self._phrase(text)
        found = self.searcher.search(query, PAGE)
        generator = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "body")
        return len([generator.snippet_from_doc(self.searcher.doc(address)).to_html() for _, address in found.hits])

    def operations(self) -> dict[str, Operation]:
        must, newest = tantivy.Occur.Must, {"order_by_field": "day"}
        return {
            "common": lambda w: self._top(self._every(w)),
            "rare": lambda w: self._top(self._every(w)),
            "and": lambda w: self._top(self._every(w)),
            "phrase": lambda w: self._top(self._phrase(w)),
            "name": lambda w: self._top(self._phrase(w)),
            "prefix": lambda w: self._top(self._either(lambda f: tantivy.Query.regex_query(self.schema, f, f"{fold(w)}.*"))),
            "and, newest": lambda w: self._top(self._every(w), **newest),
            "range": lambda a, b: self._top(self._days(a, b), **newest),
            "range and word, newest": lambda w, a, b: self._top(
                tantivy.Query.boolean_query([(must, self._every(w)), (must, self._days(a, b))]), **newest
            ),
            "facets": lambda w: self._facets(self._every(w), year=30, source=50),
            "facet person": lambda w: self._facets(self._every(w), person=2000),
            "page 500": lambda w: self._top(self._every(w), offset=499 * PAGE),
            "passages": self._passages,
        }


class StockWhoosh(Peer):
    """Whoosh as it is shipped, marks kept."""

    name = "stock whoosh"

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "stock"
        self.folder.mkdir(exist_ok=True)

    def build(self, articles: Iterable[IndexedArticle]) -> None:
        text = fields.TEXT
        schema = fields.Schema(
            id=fields.ID(stored=True), title=text(stored=True, field_boost=4.0), body=text(stored=True),
            date=fields.DATETIME(sortable=True), source=fields.ID(stored=True, sortable=True), person=fields.KEYWORD(commas=True),
        )  # fmt: skip
        writer = whoosh_index.create_in(self.folder, schema).writer(limitmb=256)
        for a in articles:
            day = datetime.combine(a.event, datetime.min.time()) if a.event else None
            writer.add_document(id=str(a.id), title=a.title, body=a.body, date=day, source=a.source, person=",".join(a.people))
        writer.commit()

    def reopen(self) -> None:
        self.searcher = whoosh_index.open_dir(self.folder).searcher()

    def _top(self, query: wq.Query, **options: object) -> int:
        found = self.searcher.search(query, limit=PAGE, **options)
        for hit in found:
            hit["title"]
        return len(found)

    def operations(self) -> dict[str, Operation]:
        either = lambda make: wq.Or([make("title"), make("body")])  # noqa: E731
        every = lambda text: wq.And([either(lambda f, w=w: wq.Term(f, w)) for w in text.lower().split()])  # noqa: E731
        phrase = lambda text: either(lambda f: wq.Phrase(f, text.lower().split()))  # noqa: E731
        day = lambda d: datetime.combine(d, datetime.min.time())  # noqa: E731
        newest = {"sortedby": sorting.FieldFacet("date", reverse=True)}
        return {
            "common": lambda w: self._top(every(w)),
            "rare": lambda w: self._top(every(w)),
            "and": lambda w: self._top(every(w)),
            "phrase": lambda w: self._top(phrase(w)),
            "name": lambda w: self._top(phrase(w)),
            "prefix": lambda w: self._top(either(lambda f: wq.Prefix(f, w))),
            "and, newest": lambda w: self._top(every(w), **newest),
            "range": lambda a, b: self._top(wq.DateRange("date", day(a), day(b)), **newest),
            "range and word, newest": lambda w, a, b: self._top(
                wq.And([every(w), wq.DateRange("date", day(a), day(b))]), **newest
            ),
            "facets": lambda w: self._top(every(w), groupedby=["source"]),
        }


PEERS: dict[str, type[Peer]] = {"archive": Archive, "tantivy": Tantivy, "fts5": Fts5, "whoosh": StockWhoosh}
