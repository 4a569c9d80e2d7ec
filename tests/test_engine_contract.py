"""What every engine must answer: one table of (query, ids) over a small invented corpus, and a brute-force oracle.

A new engine joins by one line in ENGINES.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.dates import DateKind
from index.engine import PERIODS, Engine, IndexedArticle
from index.engines import open_engine
from index.query import Filter, Order, Query, Tag, Words
from index.query_parser import parse_query
from index.text import fold, has_marks, person_key, tokens, tone_key

ENGINES: dict[str, Callable[[Path], str]] = {"whoosh": lambda folder: f"whoosh:{folder / 'index'}"}

SEEN = date(2026, 1, 1)
HOA = person_key("Trần Thị Hòa")
CORPUS = (
    IndexedArticle(
        1,
        "Hội nghị Đảng ủy phường",
        "Nghị quyết số 14-NQ/TU về chuyển đổi số",
        "a",
        "live",
        SEEN,
        date(2023, 7, 11),
        None,
        ("14-nq/tu", "resolution:14"),
        ("14-nq/tu",),
        (HOA,),
    ),
    IndexedArticle(
        2,
        "Đảng uỷ quận họp",
        "Bàn công tác dân vận, nghị sự nhiều việc, quyết định nhân sự",
        "a",
        "changed",
        SEEN,
        date(2023, 12, 31),
    ),
    IndexedArticle(
        3, "Công an quận ra quân", "An ninh trật tự; hòa bình cho mọi nhà; số 14, NQ và TU", "b", "live", SEEN, date(2024, 1, 1)
    ),
    IndexedArticle(
        4,
        "",
        "Người dân hoà mình vào lễ hội; tổng kết năm 2022 theo quy định 88",
        "b",
        "gone",
        SEEN,
        None,
        date(2022, 5, 5),
        ("regulation:88",),
        ("regulation:88",),
    ),
    IndexedArticle(
        5, "Nghị quyết vào cuộc sống", "Không gian sinh hoạt của dan toc thiểu số", "c", "live", SEEN, date(2022, 5, 5)
    ),
    IndexedArticle(6, "", "", "c", "live", SEEN),
    IndexedArticle(
        7,
        "Quán triệt 14-NQ/TW",
        "Học tập 14-NQ/TW, 14-NQ/TW và 14-NQ/TW; bà Trần Thị Hoa dự",
        "c",
        "back",
        SEEN,
        date(2021, 2, 3),
        None,
        ("14-nq/tw", "resolution:14"),
        ("14-nq/tw",),
        (),
    ),
)
EVERYTHING = {each.id for each in CORPUS}
SOURCES = {"a": "Trang Thành ủy", "b": "Báo Bờ Biển", "c": "Cổng Quận"}


def names(words: tuple[str, ...]) -> tuple[str, ...]:
    typed = " ".join(words)
    return (HOA,) if person_key(typed) == HOA or (not has_marks(typed) and fold(typed) == "tran thi hoa") else ()


@pytest.fixture(params=sorted(ENGINES))
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ENGINES[request.param](tmp_path)


@pytest.fixture(params=sorted(ENGINES), scope="module")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with closing(open_engine(ENGINES[request.param](tmp_path_factory.mktemp("engine")), create=True)) as engine:
        engine.apply(CORPUS[:4], (), 5)
        engine.apply(CORPUS[4:], (), 7)
        yield engine


def found(engine: Engine, query: Query | str) -> list[int]:
    asked = parse_query(query, names=names, sources=SOURCES) if isinstance(query, str) else query
    return [hit.id for hit in engine.search(asked, limit=100).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # words: all must occur, in title or body; typed marks count, missing marks do not matter, word by word
        ("nghị quyết", {1, 5, 2}),
        ("nghi quyet", {1, 2, 5}),
        ("nghi quyết", {1, 2, 5}),
        ("đảng ủy", {1, 2}),
        ("đảng uỷ", {1, 2}),
        ("\u0111a\u0309ng u\u0309y", {1, 2}),
        ("ĐẢNG ỦY", {1, 2}),
        ("dang uy", {1, 2}),
        ("hoà bình", {3}),
        ("hoà", {3, 4}),
        ("hoa", {3, 4, 7}),
        ("họa", set()),
        ("dân", {2, 4}),
        ("dan", {2, 4, 5}),
        ("an", {3}),
        ("y", set()),
        ("2022", {4}),
        ("zzz", set()),
        ("đảng zzz", set()),
        ("đảng zzz*", set()),
        ("đảng OR zzz*", {1, 2}),
        ('"đảng zzz*"', set()),
        # phrases
        ('"nghị quyết"', {1, 5}),
        ('"nghi quyet"', {1, 5}),
        ('"nghi quyết"', {1, 5}),
        ('"quyết nghị"', set()),
        ('"phường nghị"', set()),
        ('"nghị quyế*"', {1, 5}),
        # choices, exclusions, beginnings
        ("đảng -quận", {1}),
        ("-quận", {1, 4, 5, 6, 7}),
        ('-"nghị quyết" -quận', {4, 6, 7}),
        ("hòa OR chuyển", {1, 3, 4}),
        ("quyế*", {1, 2, 5}),
        ("quye*", {1, 2, 5}),
        ("đả*", {1, 2}),
        ("đà*", set()),
        # documents: a number is one thing and never matches across a list of numbers
        ("14-NQ/TU", {1, 7}),
        ("nq 14/tu", {1, 7}),
        ("14 nq tu", {1, 7}),
        ("14 – NQ/TU", {1, 7}),
        ("14-NQ/TW", {7}),
        ("14 nq tư", {7}),
        ("nghị quyết 14", {1, 7}),
        ("nq14", {1, 7}),
        ("quy định 88", {4}),
        ("qd 88", {4}),
        ("doc:14-NQ/TW", {7}),
        ("vănkiện:88", {4}),
        ("-doc:14-NQ/TW nq14", {1}),
        # people
        ("Trần Thị Hòa", {1}),
        ("đồng chí Trần Thị Hòa", {1}),
        ("tran thi hoa", {1, 7}),
        ("Trần Thị Hoa", {7}),
        ('người:"Trần Thị Hòa"', {1}),
        # fields
        ("nguồn:a", {1, 2}),
        ("source:b", {3, 4}),
        ("nguồn:Báo Bờ Biển", {3, 4}),
        ("-nguồn:a quận", {3}),
        ("tìnhtrạng:gone", {4}),
        ("tình trạng: đã gỡ", {4}),
        ("ngày:2023", {1, 2}),
        ("ngày:7/2023", {1}),
        ("từ:31/12/2023", {2, 3}),
        ("đến:11/7/2023", {1, 5, 7}),
        ("từ:2023-12-31 đến:2024-01-01", {2, 3}),
        ("quận 12/2023", {2}),
        ("", EVERYTHING),
        ("!?", EVERYTHING),
    ],
)
def test_the_table(engine: Engine, query: str, expected: set[int]):
    assert set(found(engine, query)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(filters=(Filter("source", "a"), Filter("source", "b"))), {1, 2, 3, 4}),
        (Query(filters=(Filter("source", "a", exclude=True),)), {3, 4, 5, 6, 7}),
        (Query(filters=(Filter("source", "a", exclude=True), Filter("source", "c", exclude=True))), {3, 4}),
        (Query(filters=(Filter("year", "2023"),)), {1, 2}),
        (Query(filters=(Filter("year", "2023"), Filter("year", ""))), {1, 2, 4, 6}),
        (Query(filters=(Filter("year", "2023", exclude=True),)), {3, 4, 5, 6, 7}),
        (Query(filters=(Filter("year", "nonsense"),)), set()),
        (Query(filters=(Filter("month", "2023-07"), Filter("month", "2024-01"))), {1, 3}),
        (Query(filters=(Filter("month", "2023-07", exclude=True),)), EVERYTHING - {1}),
        (Query(filters=(Filter("day", "2023-12-31"), Filter("day", ""))), {2, 4, 6}),
        (Query(filters=(Filter("day", "2023-12-31", exclude=True), Filter("year", "2023"))), {1}),
        *((Query(filters=(Filter(period, "2023-7"),)), set()) for period in PERIODS),
        *(
            (Query(filters=(Filter(period, "0000-00-00"[:width]),)), set())
            for period, width in zip(PERIODS, (4, 7, 10), strict=True)
        ),
        (Query(filters=(Filter("day", "9" * 10_000),)), set()),
        (Query(filters=(Filter("month", "202307"), Filter("day", "2023-07"), Filter("year", "2023-07"))), set()),
        (Query(filters=(Filter("year", "\ud800"), Filter("source", "\ud800"))), set()),
        (Query(filters=(Filter("document", "14-nq/tu"),)), {1}),
        (Query(filters=(Filter("document", "resolution:14"),)), {1, 7}),
        (Query(filters=(Filter("person", HOA),)), {1}),
        (Query(filters=(Filter("source", "a"), Filter("state", "changed"))), {2}),
        (Query(filters=(Filter("state", "live"), Filter("source", "a", exclude=True))), {3, 5, 6}),
        (Query(must=((Words(("quận",)),),), filters=(Filter("source", "b"),)), {3}),
        (Query(must=((Tag("person", HOA), Words(("lễ", "hội"))),)), {1, 4}),
        (Query(must=((Words(()),),)), set()),
        (Query(must=((),)), set()),
        (Query(must=((Words(("đảng",)),), ())), set()),
        (Query(must=((Tag("document", ""),),)), set()),
        (Query(must_not=(Tag("person", HOA),)), EVERYTHING - {1}),
        (Query(since=date(2024, 1, 1), until=date(2023, 1, 1)), set()),
        (Query(since=date(2023, 7, 11), until=date(2023, 7, 11)), {1}),
        (Query(date_kind=DateKind.POSTED, since=date(2022, 5, 5), until=date(2022, 5, 5)), {4}),
        (Query(date_kind=None, since=SEEN, until=SEEN), EVERYTHING),
    ],
)
def test_filters_ranges_and_clauses(engine: Engine, query: Query, expected: set[int]):
    assert set(found(engine, query)) == expected


def test_words_that_stand_side_by_side_come_before_scattered_ones(engine: Engine):
    assert found(engine, "nghị quyết")[-1] == 2
    assert found(engine, "nghi quyet")[-1] == 2


def test_a_title_weighs_more_than_a_body(engine: Engine):
    assert found(engine, "nghị quyết")[0] == 5


def test_a_phrase_beats_many_scattered_mentions(address: str):
    scattered = IndexedArticle(
        1, "", "quyết tâm, hội nghị, nghị sự, quyết liệt, quyết toán, nghị trường, nghị định", "a", "live", SEEN
    )
    together = IndexedArticle(
        2, "", "triển khai nghị quyết tới từng chi bộ, đảng bộ cơ sở trong toàn quận năm nay", "a", "live", SEEN
    )
    with closing(open_engine(address, create=True)) as engine:
        engine.apply((scattered, together, *CORPUS[2:]), (), 1)
        for typed in ("nghị quyết", "nghi quyet", "nghi quyết"):
            assert [number for number in found(engine, typed) if number < 3] == [2, 1]


def test_pairs_of_a_longer_query_count_where_the_whole_stands_nowhere(address: str):
    scattered = IndexedArticle(1, "", "hành trình cải tạo, chính sách cách làm quận, quận và cải thiện", "a", "live", SEEN)
    together = IndexedArticle(2, "", "công tác cải cách rồi hành chính ở một quận", "a", "live", SEEN)
    with closing(open_engine(address, create=True)) as engine:
        engine.apply((scattered, together), (), 1)
        assert found(engine, "cải cách hành chính quận") == [2, 1]


def test_tu_comes_before_tw_where_both_may_be_meant(address: str):
    central = IndexedArticle(
        1, "14-NQ/TW và 14-NQ/TW", "14-NQ/TW " * 9, "a", "live", SEEN, documents=("14-nq/tw", "resolution:14")
    )
    local = IndexedArticle(
        2, "", "họp bàn nhiều việc, cả 14 (NQ) của TU nữa", "a", "live", SEEN, documents=("14-nq/tu", "resolution:14")
    )
    with closing(open_engine(address, create=True)) as engine:
        engine.apply((central, local), (), 1)
        assert found(engine, "14 nq tu") == [2, 1]
        assert found(engine, "14 nq tư") == [1]


def test_all_ways_to_type_a_number_give_the_same_list(engine: Engine):
    lists = [found(engine, typed) for typed in ("14-NQ/TU", "14 nq tu", "NQ 14/TU", "14 – NQ/TU")]
    assert all(each == lists[0] for each in lists)


def test_the_total_is_exact_and_pages_fit_together(engine: Engine):
    whole = found(engine, Query())
    for size in (1, 2, 3, 100):
        paged = [hit.id for start in range(0, len(CORPUS), size) for hit in engine.search(Query(), offset=start, limit=size).hits]
        assert paged == whole
    beyond = engine.search(Query(), offset=1000, limit=2)
    assert (beyond.total, beyond.hits) == (len(CORPUS), ())
    assert engine.search(Query(), limit=0).total == len(CORPUS)


def test_dates_sort_both_ways_with_the_unknown_last_and_ties_by_id(engine: Engine):
    assert found(engine, Query(order=Order.NEWEST)) == [3, 2, 1, 5, 7, 4, 6]
    assert found(engine, Query(order=Order.OLDEST)) == [7, 5, 1, 2, 3, 4, 6]
    assert found(engine, Query(order=Order.NEWEST, date_kind=None)) == sorted(EVERYTHING)


def test_the_kind_of_date_drives_range_year_and_order_together(engine: Engine):
    posted = Query(date_kind=DateKind.POSTED, order=Order.NEWEST)
    assert found(engine, posted) == [4, 1, 2, 3, 5, 6, 7]
    assert dict(engine.search(posted).facets["year"]) == {"2022": 1, "": 6}
    assert engine.search(posted, facets=("day",)).facets["day"] == (("", 6), ("2022-05-05", 1))
    assert found(engine, Query(date_kind=DateKind.POSTED, filters=(Filter("year", "2022"),))) == [4]


def test_facets_count_all_hits_of_the_query_and_not_only_the_page(engine: Engine):
    facets = engine.search(Query(), limit=1).facets
    assert facets["source"] == (("c", 3), ("a", 2), ("b", 2))
    assert dict(facets["year"]) == {"2023": 2, "2024": 1, "2022": 1, "2021": 1, "": 2}
    assert dict(facets["document"]) == {"14-nq/tu": 1, "14-nq/tw": 1, "regulation:88": 1}
    assert dict(facets["person"]) == {HOA: 1}
    assert dict(facets["state"]) == {"live": 4, "changed": 1, "gone": 1, "back": 1}
    assert dict(engine.search(parse_query("quận")).facets["state"]) == {"changed": 1, "live": 1}
    assert set(engine.search(Query(), facets=("year",)).facets) == {"year"}


def test_months_and_days_are_counted_where_they_are_asked_for(engine: Engine):
    facets = engine.search(Query(), limit=1, facets=("month", "day")).facets
    months = [("", 2), ("2021-02", 1), ("2022-05", 1), ("2023-07", 1), ("2023-12", 1), ("2024-01", 1)]
    assert facets["month"] == tuple(months)
    days = [("", 2), ("2021-02-03", 1), ("2022-05-05", 1), ("2023-07-11", 1), ("2023-12-31", 1), ("2024-01-01", 1)]
    assert facets["day"] == tuple(days)


def test_an_index_without_articles_answers_everything_with_nothing(address: str):
    with closing(open_engine(address, create=True)) as empty:
        for query in ("", "nghị quyết", '"nghị quyết"', "quyế*", "22-NQ/TU", "-x", "nguồn:a", "ngày:2023"):
            assert empty.search(parse_query(query, sources=SOURCES)).total == 0
        assert empty.search(Query(), facets=PERIODS).facets == dict.fromkeys(PERIODS, ())
        assert (empty.count(), empty.mark(), empty.verify()) == (0, 0, ())


def test_articles_are_replaced_and_deleted_and_the_mark_is_kept(address: str):
    with closing(open_engine(address, create=True)) as engine:
        engine.apply(CORPUS, (), 3)
        engine.apply([IndexedArticle(2, "Tít mới", "hoàn toàn khác", "a", "live", SEEN)], [3, 999], 9)
        assert (engine.mark(), engine.count()) == (9, len(CORPUS) - 1)
        assert found(engine, "quận") == []
        assert found(engine, '"hoàn toàn"') == [2]
        assert engine.search(Query()).total == len(CORPUS) - 1
        assert dict(engine.search(Query()).facets["source"]) == {"a": 2, "b": 1, "c": 3}
        engine.apply((), (), 11)
        assert (engine.mark(), engine.count()) == (11, len(CORPUS) - 1)


def test_a_batch_applied_twice_changes_nothing(address: str):
    with closing(open_engine(address, create=True)) as engine:
        engine.apply(CORPUS, (2,), 3)
        once = (engine.search(Query(), limit=100), engine.count())
        engine.apply(CORPUS, (2,), 3)
        again = (engine.search(Query(), limit=100), engine.count())
        assert once == again


def test_one_article_twice_in_a_batch_is_one_article_as_it_was_told_last(address: str):
    first, second = (IndexedArticle(1, title, "", "a", "live", SEEN) for title in ("cũ", "mới"))
    with closing(open_engine(address, create=True)) as engine:
        engine.apply([first, second], (), 1)
        assert (found(engine, "mới"), found(engine, "cũ"), engine.count()) == ([1], [], 1)


def test_an_open_reader_sees_what_another_handle_commits(address: str):
    with closing(open_engine(address, create=True)) as writer:
        writer.apply(CORPUS[:2], (), 1)
        with closing(open_engine(address)) as reader:
            assert reader.search(Query()).total == 2
            writer.apply(CORPUS[2:], [1], 2)
            assert (reader.search(Query()).total, reader.mark(), reader.count()) == (len(CORPUS) - 1, 2, len(CORPUS) - 1)


@pytest.mark.parametrize(
    "body",
    ["", "x" * 40_000, "đảng " * 70_000 + "cuối", "\ud800 lẻ \udfff", "\x00\x01", "ﬁ ß İ ǅ 한국 漢字", "a\u0301\u0323 " * 10],
    ids=["empty", "one long word", "a very long text", "lone surrogates", "control characters", "other scripts", "marks twice"],
)
def test_no_text_breaks_a_batch(address: str, body: str):
    with closing(open_engine(address, create=True)) as engine:
        engine.apply([IndexedArticle(1, body, body, "a", "live", SEEN), CORPUS[1]], (), 1)
        assert engine.count() == 2
        assert engine.search(parse_query("quận")).total == 1


def test_the_last_words_of_a_very_long_text_are_found(address: str):
    with closing(open_engine(address, create=True)) as engine:
        engine.apply([IndexedArticle(1, "", "đảng " * 70_000 + "ở cuối bài", "a", "live", SEEN)], (), 1)
        assert found(engine, '"đảng ở cuối"') == [1]
        assert found(engine, '"cuối đảng"') == []


# The oracle: the same answers by looking at every article.

WORDS = ["đảng", "đang", "dang", "nghị", "quyết", "nghi", "hòa", "hoà", "số", "14", "an", "Án"]
TAGS = ["1-nq/tu", "2-kl/tw", "resolution:1"]
DAYS = [None, date(2021, 5, 1), date(2022, 1, 1), date(2022, 12, 31), date(2023, 6, 30)]

texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
articles = st.builds(
    IndexedArticle,
    id=st.just(0),
    title=texts,
    body=texts,
    source=st.sampled_from("ab"),
    state=st.sampled_from(["live", "gone"]),
    first_seen=st.just(SEEN),
    event=st.sampled_from(DAYS),
    documents=st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
)
words = st.builds(Words, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple), st.booleans())
clauses = st.one_of(words, words, st.builds(Tag, st.just("document"), st.sampled_from(TAGS)))
filters = st.one_of(
    st.builds(Filter, st.just("source"), st.sampled_from("abc"), st.booleans()),
    st.builds(Filter, st.just("year"), st.sampled_from(["2021", "2022", ""]), st.booleans()),
    st.builds(Filter, st.just("month"), st.sampled_from(["2022-01", "2022-12", ""]), st.booleans()),
    st.builds(Filter, st.just("day"), st.sampled_from(["2022-12-31", "2023-06-30", ""]), st.booleans()),
    st.builds(Filter, st.just("document"), st.sampled_from(TAGS), st.booleans()),
)
queries = st.builds(
    Query,
    must=st.lists(st.lists(clauses, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
    must_not=st.lists(clauses, max_size=2).map(tuple),
    filters=st.lists(filters, max_size=3).map(tuple),
    since=st.sampled_from([None, None, *DAYS]),
    until=st.sampled_from([None, None, *DAYS]),
    order=st.sampled_from(Order),
)


def agrees(typed: str, printed: str, *, is_prefix: bool) -> bool:
    if not has_marks(typed):
        return fold(printed).startswith(fold(typed)) if is_prefix else fold(printed) == fold(typed)
    typed_key, key = tone_key(typed), tone_key(printed)
    if not is_prefix:
        return typed_key == key
    tone = typed_key[len(typed_key.rstrip("12345")) :]
    return key.startswith(typed_key.rstrip("12345")) and key.endswith(tone)


def holds(article: IndexedArticle, clause: Words | Tag) -> bool:
    if isinstance(clause, Tag):
        return clause.value in article.documents
    size = len(clause.words)
    for text in (article.title, article.body):
        printed = [token.text for token in tokens(text)]
        for start in range(len(printed) - size + 1):
            if all(
                agrees(typed, printed[start + place], is_prefix=clause.is_prefix and place == size - 1)
                for place, typed in enumerate(clause.words)
            ):
                return True
    return False


def period_of(article: IndexedArticle, period: str) -> str:
    return article.event.strftime({"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}[period]) if article.event else ""


def passes(article: IndexedArticle, chosen: Filter) -> bool:
    values = {
        "source": (article.source,),
        **{period: (period_of(article, period),) for period in PERIODS},
        "document": article.documents,
    }
    return chosen.value in values[chosen.field]


def answers(article: IndexedArticle, query: Query) -> bool:
    wanted = [each for each in query.filters if not each.exclude]
    return (
        all(any(holds(article, clause) for clause in group) for group in query.must)
        and not any(holds(article, clause) for clause in query.must_not)
        and all(any(passes(article, each) for each in wanted if each.field == field) for field in {each.field for each in wanted})
        and not any(passes(article, each) for each in query.filters if each.exclude)
        and (not query.since or (article.event is not None and article.event >= query.since))
        and (not query.until or (article.event is not None and article.event <= query.until))
    )


@pytest.mark.parametrize("name", sorted(ENGINES))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    corpus=st.lists(articles, min_size=1, max_size=9),
    asked=st.lists(queries, min_size=1, max_size=8),
    cut=st.integers(0, 9),
    gone=st.sets(st.integers(1, 9), max_size=2),
)
def test_ids_total_and_facets_are_those_of_brute_force(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    corpus: list[IndexedArticle],
    asked: list[Query],
    cut: int,
    gone: set[int],
):
    corpus = [
        IndexedArticle(n, each.title, each.body, each.source, each.state, SEEN, each.event, None, each.documents, each.documents)
        for n, each in enumerate(corpus, 1)
    ]
    with closing(open_engine(ENGINES[name](tmp_path_factory.mktemp("oracle")), create=True)) as engine:
        engine.apply(corpus[:cut], (), 1)
        engine.apply(corpus[cut:], (), 2)
        engine.apply((), gone, 3)
        for query in asked:
            expected = [each for each in corpus if each.id not in gone and answers(each, query)]
            matches = engine.search(query, limit=100, facets=("source", "document", *PERIODS))
            assert {hit.id for hit in matches.hits} == {each.id for each in expected}
            assert matches.total == len(matches.hits) == len(expected)
            assert dict(matches.facets["source"]) == {s: n for s in "ab" if (n := sum(each.source == s for each in expected))}
            assert dict(matches.facets["document"]) == {
                t: n for t in TAGS if (n := sum(t in each.documents for each in expected))
            }
            for period in PERIODS:
                counted = Counter(period_of(each, period) for each in expected)
                assert matches.facets[period] == tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
