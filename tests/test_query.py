"""The query box: every form a reader may type, and what becomes of it. Nothing typed is ever an error."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.query import Clause, Filter, Query, Tag
from index.query_parser import MOST_CHARACTERS, parse_query, plain_query
from index.text import fold, has_marks, person_key

HOA = person_key("Trần Thị Hòa")
HOAN = person_key("Trần Thị Hoan")
SOURCES = {"bien": "Báo Bờ Biển", "quan": "Trang tin Quận Mẫu", "tinh": "Trang tin Tỉnh Mẫu"}


def names(words: tuple[str, ...]) -> tuple[str, ...]:
    typed = " ".join(words)
    if has_marks(typed):
        return tuple(key for key in (HOA, HOAN) if key == person_key(typed))
    return (HOA,) if fold(typed) == "tran thi hoa" else ()


def read(text: str) -> Query:
    return parse_query(text, names=names, sources=SOURCES)


def short(clause: Clause) -> str:
    if isinstance(clause, Tag):
        return f"{clause.field}:{clause.value}"
    return " ".join(clause.words) + ("*" if clause.is_prefix else "")


def must(query: Query) -> list[list[str]]:
    return [[short(clause) for clause in group] for group in query.must]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("nghị quyết", [["nghị"], ["quyết"]]),
        ("  nghị\t quyết \n", [["nghị"], ["quyết"]]),
        ("nghi\u0323 quye\u0302\u0301t", [["nghị"], ["quyết"]]),
        ("nghị\u00a0quyết\u200b", [["nghị"], ["quyết"]]),
        ('"nghị quyết" đảng', [["nghị quyết"], ["đảng"]]),
        ("“nghị quyết” «đảng bộ»", [["nghị quyết"], ["đảng bộ"]]),
        ('""', []),
        ('đảng"bộ"', [["đảng"], ["bộ"]]),
        ("đảng OR đoàn hội", [["đảng", "đoàn"], ["hội"]]),
        ('a OR "b c" OR d*', [["a", "b c", "d"]]),
        ("OR đảng", [["đảng"]]),
        ("đảng OR", [["đảng"]]),
        ("đảng or đoàn", [["đảng"], ["or"], ["đoàn"]]),
        ("quyế*", [["quyế*"]]),
        ('"nghị quyế*"', [["nghị quyế*"]]),
        ("quy * định", [["quy"], ["định"]]),
        ("Dân-Chính-Đảng", [["Dân Chính Đảng"]]),
        ("Dân – Chính – Đảng", [["Dân"], ["Chính"], ["Đảng"]]),
        ("3 Xây - 3 Chống", [["3"], ["Xây"], ["3"], ["Chống"]]),
        ("3 Xây –3 Chống", [["3"], ["Xây"], ["3"], ["Chống"]]),
        ("TP.HCM", [["TP HCM"]]),
        ("<script>alert(1)</script>", [["script alert 1 script"]]),
        ("http://x.vn", [["http x vn"]]),
        ("tuổi: 30", [["tuổi"], ["30"]]),
        ("- -- (", []),
    ],
)
def test_words_phrases_choices_and_beginnings(typed: str, expected: list[list[str]]):
    assert must(read(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected", "excluded"),
    [
        ("đảng -đoàn", [["đảng"]], ["đoàn"]),
        ("-đoàn", [], ["đoàn"]),
        ('đảng -"đoàn thể"', [["đảng"]], ["đoàn thể"]),
        ("đảng \u2212đoàn", [["đảng"]], ["đoàn"]),
        ("đảng - đoàn", [["đảng"], ["đoàn"]], []),
        ("đảng-đoàn", [["đảng đoàn"]], []),
        ("--đảng", [["đảng"]], []),
        ("đảng -21-kl/tw", [["đảng"]], ["document:21-kl/tw"]),
        ("-doc:21-kl/tw đảng", [["đảng"]], ["document:21-kl/tw"]),
        ('-người:"Trần Thị Hòa"', [], [f"person:{HOA}"]),
    ],
)
def test_exclusions_stand_only_at_the_start_of_a_word_and_touch_it(typed: str, expected: list[list[str]], excluded: list[str]):
    query = read(typed)
    assert (must(query), [short(each) for each in query.must_not]) == (expected, excluded)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("quy định 1374 về", [["document:regulation:1374", "quy định 1374", "quy định số 1374"], ["về"]]),
        ("21 kl tw thủ đức", [["document:21-kl/tw"], ["thủ"], ["đức"]]),
        ("kl 21 tw OR quyế*", [["document:21-kl/tw", "quyế*"]]),
        ('"21-KL/TW"', [["21 KL TW"]]),
        ("doc:21-KL/TW thủ đức", [["document:21-kl/tw"], ["thủ"], ["đức"]]),
        ("văn kiện: kl 21 tw", [["document:21-kl/tw"]]),
        ('VĂNKIỆN:"quy định 1374"', [["document:regulation:1374"]]),
        ("doc:đảng bộ", [["đảng"], ["bộ"]]),
    ],
)
def test_document_numbers_become_tags(typed: str, expected: list[list[str]]):
    assert must(read(typed)) == expected


def test_a_bare_number_in_the_document_field_may_be_of_any_type():
    (group,) = must(read("doc:1374"))
    assert {"document:regulation:1374", "document:resolution:1374"} <= set(group)


PERSON = [f"person:{HOA}", "Trần Thị Hòa"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Trần Thị Hòa", [PERSON]),
        ("đồng chí Trần Thị Hòa chủ trì", [PERSON, ["chủ"], ["trì"]]),
        ("đ/c Trần Thị Hòa", [PERSON]),
        ("Bà Trần Thị Hòa, ông", [PERSON, ["ông"]]),
        ("ba tran thi hoa", [[f"person:{HOA}", "tran thi hoa"]]),
        ("bá Trần Thị Hòa", [["bá"], PERSON]),
        ("họp Trần Thị Hoà", [["họp"], [f"person:{HOA}", "Trần Thị Hoà"]]),
        ("Trần Thị Hỏa", [["Trần"], ["Thị"], ["Hỏa"]]),
        ("Trần, Thị Hòa", [["Trần"], ["Thị"], ["Hòa"]]),
        ("đồng chí Bí thư", [["đồng"], ["chí"], ["Bí"], ["thư"]]),
        ('"Trần Thị Hòa"', [["Trần Thị Hòa"]]),
        ("người:Trần Thị Hòa phát biểu", [[f"person:{HOA}"], ["phát"], ["biểu"]]),
        ('nguoi:"tran thi hoa"', [[f"person:{HOA}"]]),
        ("person:Lê Văn Mẫu phát biểu", [["Lê Văn Mẫu"], ["phát"], ["biểu"]]),
        ('person:"lê văn mẫu"', [["lê văn mẫu"]]),
        ("21-KL/TW Trần Thị Hòa", [["document:21-kl/tw"], PERSON]),
    ],
)
def test_full_names_of_known_people_become_tags(typed: str, expected: list[list[str]]):
    assert must(read(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "expected", "rest"),
    [
        ("nguồn:bien", Filter("source", "bien"), []),
        ("source:Bien đảng", Filter("source", "bien"), [["đảng"]]),
        ("nguồn:Báo Bờ Biển đảng", Filter("source", "bien"), [["đảng"]]),
        ("nguồn: báo bờ biển", Filter("source", "bien"), []),
        ('nguon:"bờ biển"', Filter("source", "bien"), []),
        ("-nguồn:bien đảng", Filter("source", "bien", exclude=True), [["đảng"]]),
        ("tìnhtrạng:gone", Filter("state", "gone"), []),
        ("tình trạng: đã gỡ khỏi", Filter("state", "gone"), [["khỏi"]]),
        ("state:back", Filter("state", "back"), []),
        ("-state:còn", Filter("state", "live", exclude=True), []),
    ],
)
def test_sources_and_states_become_filters(typed: str, expected: Filter, rest: list[list[str]]):
    query = read(typed)
    assert (query.filters, must(query)) == ((expected,), rest)


@pytest.mark.parametrize("typed", ["nguồn:nowhere", "nguồn:trang tin", "tìnhtrạng:lạ", "doc:xyz", "ngày:mai", "-ngày:2023"])
def test_a_value_that_cannot_be_read_is_searched_as_words_with_a_note(typed: str):
    query = read(typed)
    assert query.must or query.must_not
    assert query.notes
    assert not query.filters
    assert not query.understood


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("ngày:11/7/2023", date(2023, 7, 11), date(2023, 7, 11)),
        ("date:2023-07-11", date(2023, 7, 11), date(2023, 7, 11)),
        ("ngày:7/2023", date(2023, 7, 1), date(2023, 7, 31)),
        ("ngày:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("ngay:2023", date(2023, 1, 1), date(2023, 12, 31)),
        ('ngày:"11 tháng 7 năm 2023"', date(2023, 7, 11), date(2023, 7, 11)),
        ("ngày:quý III/2023", date(2023, 7, 1), date(2023, 9, 30)),
        ("ngày:7/2023..9/2023", date(2023, 7, 1), date(2023, 9, 30)),
        ("ngày:1975", date(1975, 1, 1), date(1975, 12, 31)),
        ("từ:7/2023", date(2023, 7, 1), None),
        ("since:11/7/2023 until:2023-12-31", date(2023, 7, 11), date(2023, 12, 31)),
        ("đến:7/2023", None, date(2023, 7, 31)),
        ("thủ đức 7/2023", date(2023, 7, 1), date(2023, 7, 31)),
        ("ngày 11/7/2023 họp", date(2023, 7, 11), date(2023, 7, 11)),
        ("tháng 7 năm 2023", date(2023, 7, 1), date(2023, 7, 31)),
        ("từ 1/7/2023 đến 31/7/2023", date(2023, 7, 1), date(2023, 7, 31)),
        ("nhiệm kỳ 2020 - 2025", None, None),
        ("chương trình công tác năm 2023", None, None),
        ("30/4/1975", None, None),
        ("thắng 7/20233", None, None),
        ("98/2023/QH15", None, None),
    ],
)
def test_dates_narrow_with_both_ends_included(typed: str, since: date | None, until: date | None):
    query = read(typed)
    assert (query.since, query.until) == (since, until)
    assert query.notes == ()


@pytest.mark.parametrize(
    ("typed", "words"), [("ngày:31/2/2023", "31 2 2023"), ("31/2/2023", "31 2 2023"), ("từ:13/2023", "13 2023")]
)
def test_a_day_that_no_calendar_has_is_named_and_searched_as_words(typed: str, words: str):
    query = read(typed)
    assert (query.since, query.until, must(query)) == (None, None, [[words]])
    assert any(typed.split(":")[-1] in note for note in query.notes)


def test_a_day_right_behind_a_symbol_is_the_documents_and_no_filter():
    query = read("21-KL/TW ngày 25/10/2021 thủ đức 7/2023")
    assert (query.since, must(query)) == (date(2023, 7, 1), [["document:21-kl/tw"], ["thủ"], ["đức"]])
    assert any("25/10/2021" in note for note in query.notes)


def test_what_was_understood_can_be_taken_out_part_by_part():
    text = "kl 21 tw đồng chí Trần Thị Hòa nguồn:bien tình trạng: đã gỡ 7/2023 dân vận"
    query = read(text)
    assert [(each.kind, each.printed, each.label) for each in query.understood] == [
        ("document", "kl 21 tw", "21-KL/TW"),
        ("person", "đồng chí Trần Thị Hòa", "Trần Thị Hòa"),
        ("source", "nguồn:bien", "Báo Bờ Biển"),
        ("state", "tình trạng: đã gỡ", "đã gỡ"),
        ("date", "7/2023", "7/2023"),
    ]
    for part in query.understood:
        without = read(part.without)
        assert [each.kind for each in without.understood] == [each.kind for each in query.understood if each != part]
        assert part.printed not in part.without


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ('"nghị quyết', "ngoặc kép"),
        ('đảng "', "ngoặc kép"),
        ("?!,. …", "không có chữ"),
        ("q* đảng", "q*"),
        ("đảng " * 200, "quá nhiều"),
        ("đ" * 10_000, "10000"),
    ],
)
def test_a_fault_is_named(typed: str, word: str):
    assert any(word in note for note in read(typed).notes)


@pytest.mark.parametrize("typed", ["", "   ", "nghị quyết", '"a" -b', "21-KL/TW", "nguồn:bien", "-đảng"])
def test_a_query_without_fault_has_no_notes(typed: str):
    assert read(typed).notes == ()


def test_an_unclosed_quote_is_a_phrase_to_the_end():
    assert must(read('đảng "nghị quyết')) == [["đảng"], ["nghị quyết"]]


def test_plain_query_takes_the_text_as_one_phrase_and_reads_no_signs():
    assert must(plain_query('21-KL/TW "và" -đảng nguồn:bien')) == [["21 KL TW và đảng nguồn bien"]]
    assert plain_query("?!").must == ()


PIECES = [
    *('"', "-", " ", "OR", "*", ":", "/", ".", "–", "“", "(", "<b>", "&", "%", "\x00", "\ud800", "\u0301"),
    *("1", "22", "2023", "31/2/2023", "7/2023", "nq", "tu", "TƯ", "khóa XII", "nghị quyết", "trung ương", "quyế*"),
    *("doc:", "nguồn:", "từ:", "ngày:", "person:", "tình trạng:", "đã gỡ", "Trần Thị Hòa", "đồng chí"),
    *("ß", "İ", "ﬁ", "한", "x" * 300),
]
lists = st.lists(st.sampled_from(PIECES), max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), lists.map("".join), lists.map(" ".join)))
@example("ngày:")
@example('doc:"')
@example("OR OR -OR")
@example("-" * 50)
def test_nothing_typed_is_ever_an_error(text: str):
    query = read(text)
    for clause in [*(clause for group in query.must for clause in group), *query.must_not]:
        assert clause.value if isinstance(clause, Tag) else clause.words
    assert all(query.must)
    for part in query.understood:
        assert part.printed in query.text
        assert part.printed
        assert part.label
    query.text.encode()
    plain_query(text)


@pytest.mark.parametrize(
    "piece", ["a ", '"', "-", "nq 22 tu ", "Trần Thị Hòa ", "ngày:", "7/2023 ", "x", " ", "OR ", "doc:nghị quyết ", "1/"]
)
def test_ten_thousand_characters_are_read_in_a_moment(piece: str):
    text = piece * (10_000 // len(piece))
    started = time.process_time()
    query = read(text)
    assert time.process_time() - started < 2
    assert any(str(MOST_CHARACTERS) in note for note in query.notes)
