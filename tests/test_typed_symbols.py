"""Document numbers as typed: all forms of one number ask for the keys under which the archive files it."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.authority import AUTHORITY
from index.documents import find_documents
from index.query import Tag, Words
from index.typed.match import TypedSymbol
from index.typed.symbols import find_typed_symbols


def keys(symbol: TypedSymbol) -> list[str]:
    return [clause.value for clause in symbol.clauses if isinstance(clause, Tag)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *((typed, ["22-nq/tu", "22-nq/tw"]) for typed in (
            "22-NQ/TU", "22 nq tu", "NQ 22/TU", "22 – NQ/TU", "22-nq/tu", "nq 22 tu", "nq22/tu", "22nq tu", "22/NQ-TU",
            "nghị quyết 22-NQ/TU", "Nghị quyết số 22-NQ/TU", "nghi quyet so 22 nq tu", "số22-NQ/TU", "NQ-22/TU", "022-NQ/TU",
        )),
        ("22 nq tư", ["22-nq/tw"]),
        ("22-NQ/TƯ", ["22-nq/tw"]),
        ("kl 21 t.ư", ["21-kl/tw"]),
        ("kl 21 tw", ["21-kl/tw"]),
        ("21-kl/tw", ["21-kl/tw"]),
        ("Kết luận số 100 - KL/TW", ["100-kl/tw"]),
        ("qd 58 tw", ["58-qđ/tw"]),
        ("QĐ 58-TW", ["58-qđ/tw"]),
        ("07-QĐi/TW", ["7-qđi/tw"]),
        ("đa 05 tu", ["5-đa/tu", "5-đa/tw"]),
        ("da 05 tu", ["5-đa/tu", "5-đa/tw", "5-da/tu", "5-da/tw"]),
        ("hd 12 btctw", ["12-hd/btctw"]),
        ("12-HD/BTCTƯ", ["12-hd/btctw"]),
        ("hd 12 btctu", ["12-hd/btctu", "12-hd/btctw"]),
        ("65 kh du", ["65-kh/đu"]),
        ("65-KH/ĐU", ["65-kh/đu"]),
        ("118-BC/ĐU", ["118-bc/đu"]),
        ("09-NQ/ĐH", ["9-nq/đh"]),
        ("05-CTr/TU", ["5-ctr/tu", "5-ctr/tw"]),
        ("98/2023/QH15", ["98/2023/qh15"]),
        ("98 2023 qh15", ["98/2023/qh15"]),
        ("Nghị quyết số 98/2023/QH15", ["98/2023/qh15"]),
        ("31/2024/NQ-HĐND", ["31/2024/nq-hđnd"]),
        ("31/2024/nq-hdnd", ["31/2024/nq-hđnd", "31/2024/nq-hdnd"]),
        ("31 2024 nq hdnd", ["31/2024/nq-hđnd", "31/2024/nq-hdnd"]),
        ("130/2003/NĐ - CP", ["130/2003/nđ-cp"]),
        ("439/QĐ-TTg", ["439/qđ-ttg"]),
        ("439/qd-ttg", ["439/qđ-ttg"]),
        ("1669/NQ-UBTVQH15", ["1669/nq-ubtvqh15"]),
        ("nq 31 hdnd", ["31/nq-hđnd", "resolution:31"]),
        ("147/HĐBT", ["147/hđbt"]),
        ("12-XY/ZZ", ["12-xy/zz"]),
        ("nghị quyết 22", ["resolution:22"]),
        ("nghi quyet 22", ["resolution:22"]),
        ("NGHỊ QUYẾT SỐ 22", ["resolution:22"]),
        ("nq22", ["resolution:22"]),
        ("nq 22", ["resolution:22"]),
        ("22-NQ", ["resolution:22"]),
        ("quy định 1374", ["regulation:1374"]),
        ("qui định 1374", ["regulation:1374"]),
        ("qđ 1374", ["regulation:1374", "decision:1374"]),
        ("đề án 06", ["scheme:6"]),
        ("da 06", ["scheme:6", "project:6"]),
        ("nghị quyết 98/2023", ["resolution:98"]),
        ("Nghị quyết Trung ương 6 khóa XII", ["resolution@6/xii"]),
        ("nghị quyết trung ương 6 (khoá xii)", ["resolution@6/xii"]),
        ("nq tw 6 khoa 12", ["resolution@6/xii"]),
    ],
)  # fmt: skip
def test_a_number_asks_for_the_keys_of_the_document(typed: str, expected: list[str]):
    found = list(find_typed_symbols(typed))
    assert [keys(each) for each in found] == [expected]
    assert (found[0].start, found[0].end) == (0, len(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "kế hoạch 5 năm", "ke hoach 5 nam", "quyết định 3 nội dung", "hướng dẫn 34 phường", "báo cáo 9 tháng", "đã 10 năm",
        "kêt luân 22", "các chỉ thị, nghị quyết", "sáng 7/10", "26-9", "15/7/2023", "7/2023", "2020 - 2025", "3 Xây - 3 Chống",
        "406 đảng viên/400 chỉ tiêu", "chi bộ 4 tốt", "khóa XII", "trung ương", "22", "/", "nq", "đả 5",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(typed: str):
    assert list(find_typed_symbols(typed)) == []


@pytest.mark.parametrize(
    ("typed", "stretch", "expected"),
    [
        ("nghị quyết 22 năm 2023", "nghị quyết 22", ["resolution:22"]),
        ("nq 22 từ tháng 7", "nq 22", ["resolution:22"]),
        ("nq 22 tu thang 7", "nq 22", ["resolution:22"]),
        ("nq 22 du lịch", "nq 22", ["resolution:22"]),
        ("nq 22 tu thu duc", "nq 22 tu", ["22-nq/tu", "22-nq/tw"]),
        ("triển khai 22-NQ/TU, thủ đức", "22-NQ/TU", ["22-nq/tu", "22-nq/tw"]),
        ("học tập nghị quyết số 22-NQ/TU.", "nghị quyết số 22-NQ/TU", ["22-nq/tu", "22-nq/tw"]),
        ("nghị quyệt 22-NQ/TU", "22-NQ/TU", ["22-nq/tu", "22-nq/tw"]),
    ],
)
def test_a_number_ends_where_other_words_begin(typed: str, stretch: str, expected: list[str]):
    (found,) = find_typed_symbols(typed)
    assert (typed[found.start : found.end], keys(found)) == (stretch, expected)


def test_several_numbers_are_found_in_order():
    typed = "22-NQ/TU, 21 kl tw và chỉ thị 05"
    assert [keys(each)[0] for each in find_typed_symbols(typed)] == ["22-nq/tu", "21-kl/tw", "directive:5"]


def test_a_bare_number_is_searched_as_words_too():
    (found,) = find_typed_symbols("quy định 1374")
    assert Words(("quy", "định", "1374")) in found.clauses
    assert not found.is_full


def test_labels_are_as_the_symbol_is_written():
    assert [each.label for each in find_typed_symbols("kl 021 tw; nq22; qd 58 tw")] == ["021-KL/TW", "Nghị quyết 22", "58-QĐ/TW"]


PRINTED = [example for kind in AUTHORITY.document_types for example in kind.examples]


@pytest.mark.parametrize("printed", PRINTED)
def test_what_is_printed_in_an_article_is_found_by_typing_it(printed: str):
    """The query box reads what the archive reads: the first key of a mention is among what its text asks for."""
    mentions = [mention for mention in find_documents(printed) if mention.keys]
    asked = {key for symbol in find_typed_symbols(printed) for key in keys(symbol)}
    assert [mention.printed for mention in mentions if mention.keys[0] not in asked] == []


@given(st.text(st.sampled_from("nqklđdtuưw0129 -–/.sốNghịquyếtTrungương()XII"), max_size=40))
@example("nq " * 13)
def test_any_text_is_read_without_a_fault(text: str):
    place = 0
    for symbol in find_typed_symbols(text):
        assert place <= symbol.start < symbol.end <= len(text)
        assert symbol.clauses
        assert symbol.label
        place = symbol.end


@pytest.mark.parametrize("text", ["1" * 2000, "22-" * 660, "nq 22 tu nghị quyết 22 " * 80, "nghị quyết " * 180, "(" * 2000])
def test_long_queries_are_read_quickly(text: str):
    started = time.process_time()
    list(find_typed_symbols(text))
    assert time.process_time() - started < 2
