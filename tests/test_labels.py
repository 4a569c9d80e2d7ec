"""What documents and people are called in lists and counts, and which names a typed query knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from shelves import Shelf

from index import labels
from index.documents import DocumentReference
from index.labels import document_label, document_labels
from index.text import Span


@pytest.fixture
def shelf(tmp_path: Path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def reference(
    type_id: str | None, number: str | None, symbol: str | None = None, meeting: str | None = None
) -> DocumentReference:
    return DocumentReference(Span(0, 1), "in báo", type_id, number, None, symbol, None, None, meeting)


@pytest.mark.parametrize(
    ("found", "label"),
    [
        (reference("resolution", "22", "22-NQ/TU"), "22-NQ/TU"),
        (reference("regulation", "1374"), "Quy định 1374"),
        (reference("resolution", None, None, "6/XII"), "in báo"),
    ],
)
def test_a_document_is_called_by_its_symbol_or_by_type_and_number(found: DocumentReference, label: str):
    assert document_label(found) == label


def test_a_bare_number_beside_its_own_symbol_is_no_document_of_its_own():
    symbol, bare, other = reference("resolution", "22", "22-NQ/TU"), reference("resolution", "22"), reference("regulation", "22")
    assert document_labels([bare, symbol, other]) == (("22-nq/tu", "22-NQ/TU"), ("regulation:22", "Quy định 22"))
    assert document_labels([bare]) == (("resolution:22", "Nghị quyết 22"),)


def test_counts_say_what_people_read(shelf: Shelf):
    shelf.put(1, "Tít", "Đồng chí Trần Thị Mẫu Thúy, Bí thư Quận ủy Tân Giang, nói về Nghị quyết số 14-NQ/TU và Quy định 1374.")
    shelf.put(2, "Tít", "Bí thư Quận ủy Tân Giang Trần Thị Mẫu Thuý nói về Nghị quyết số 14-NQ/TU.", source="mau-b")
    shelf.archive.update_index()
    facets = shelf.archive.search(shelf.archive.parse("")).facets
    assert {(each.label, each.count) for each in facets["document"]} == {("14-NQ/TU", 2), ("Quy định 1374", 1)}
    assert {(each.label, each.count) for each in facets["source"]} == {("Trang mẫu A", 1), ("Báo mẫu B", 1)}
    assert [(each.label, each.count) for each in facets["person"]] == [("Trần Thị Mẫu Thúy", 2)]


def test_more_keys_than_one_query_may_name_are_all_called_by_their_labels(shelf: Shelf, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(labels, "BATCH", 2)
    for number in range(1, 6):
        shelf.put(number, "Tít", f"Quán triệt Nghị quyết số {number}0-NQ/TU.")
    shelf.archive.update_index()
    facet = shelf.archive.search(shelf.archive.parse("")).facets["document"]
    assert {each.label for each in facet} == {f"{number}0-NQ/TU" for number in range(1, 6)}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Trần Mẫu Hưng", ["Trần Mẫu Hưng"]),
        ("trần mẫu hưng", ["Trần Mẫu Hưng"]),
        ("tran mau hung", ["Trần Mẫu Hùng", "Trần Mẫu Hưng"]),
        ("trần mẫu hung", ["Trần Mẫu Hùng", "Trần Mẫu Hưng"]),
        ("tran mau hùng", ["Trần Mẫu Hùng"]),
        ("Trần Mẫu Hứng", []),
        ("Mẫu Hưng", []),
    ],
)
def test_a_typed_mark_counts_and_a_missing_one_does_not(shelf: Shelf, typed: str, names: list[str]):
    for number, name in enumerate(("Trần Mẫu Hưng", "Trần Mẫu Hùng"), 1):
        shelf.put(number, "Tít", f"Đồng chí {name}, Bí thư Quận ủy Tân Giang, chủ trì.")
    shelf.archive.update_index()
    clauses = [clause.value for group in shelf.archive.parse(typed).must for clause in group if hasattr(clause, "value")]
    rows = shelf.archive.search(shelf.archive.parse(typed)).rows if clauses else ()
    assert sorted(name for row in rows for _, name in row.people) == sorted(names)


def test_a_name_is_known_as_soon_as_its_article_is(shelf: Shelf):
    assert not shelf.archive.parse("Trần Mẫu Hưng").understood
    shelf.put(1, "Tít", "Đồng chí Trần Mẫu Hưng, Bí thư Quận ủy Tân Giang, chủ trì.")
    assert shelf.archive.parse("Trần Mẫu Hưng").understood
