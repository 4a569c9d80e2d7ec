"""The register: which listed document a mention means, by body, type, number and day, and never by the symbol alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from libraries import LISTED, TERMS, listed, put_on_list
from sqlalchemy import Connection

from index.annotate import annotate
from index.catalogue import Catalogue
from index.library import LibraryDocument
from index.library_rows import count_documents, numbered
from index.register import Answer, Verdict, Wanted, identify, merge


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    catalogue = Catalogue.open(f"sqlite:///{tmp_path / 'archive.db'}")
    with catalogue.begin() as opened:
        put_on_list(opened, (*LISTED, *TERMS))
        yield opened
    catalogue.close()


def answer(connection: Connection, text: str, until: date | None = None) -> Answer:
    """What the lists say of the first document that a text cites, as the article would have it read."""
    wanted = Wanted.of_mention(annotate(text).documents[0])
    assert wanted is not None
    return identify(connection, (wanted,), until)[0]


@pytest.mark.parametrize(
    ("text", "verdict", "days"),
    [
        # the day or the issuer proves which term is meant; without either both stay
        ("Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương", Verdict.KNOWN, [date(2017, 10, 25)]),
        ("Nghị quyết số 18-NQ/TW ngày 16 tháng 6 năm 2022", Verdict.KNOWN, [date(2022, 6, 16)]),
        ("Nghị quyết số 18-NQ/TW", Verdict.OPEN, [date(2022, 6, 16), date(2017, 10, 25)]),
        # a third document of this symbol is none of the two
        ("Nghị quyết số 18-NQ/TW ngày 28/7/2026", Verdict.NOT_SEEN, []),
        ("Nghị quyết số 18-NQ/TW của Bộ Chính trị", Verdict.NOT_SEEN, []),
        # exactly one that we hold is not proof
        ("Kết luận số 021-KL/TW", Verdict.LIKELY, [date(2021, 10, 25)]),
        ("Kết luận 21-KL/TƯ ngày 25/10/2021", Verdict.KNOWN, [date(2021, 10, 25)]),
        # the word decides: number 58 is a quy định, no quyết định
        ("Quy định số 58-QĐ/TW", Verdict.LIKELY, [date(2022, 2, 8)]),
        ("Quyết định số 58-QĐ/TW", Verdict.NOT_SEEN, []),
        # TU is the committee of any place
        ("Nghị quyết số 22-NQ/TU", Verdict.OPEN, [date(2023, 7, 15)]),
        ("Nghị quyết số 22-NQ/TU ngày 15/7/2023", Verdict.LIKELY, [date(2023, 7, 15)]),
        ("Nghị quyết số 22-NQ/TU ngày 15/7/2023 của Thành ủy Cảng Mẫu", Verdict.KNOWN, [date(2023, 7, 15)]),
        ("Nghị quyết số 22-NQ/TU ngày 15/7/2023 của Tỉnh ủy Mẫu Sơn", Verdict.NOT_SEEN, []),
        # a year in the symbol is that of its run
        ("Thông tư số 17/2020/TT-BGDĐT", Verdict.KNOWN, [date(2020, 6, 29)]),
        # a bare number is anybody's, with its issuer one body's
        ("Quy định số 58", Verdict.OPEN, [date(2022, 2, 8)]),
        ("Quy định số 58 của Bộ Chính trị", Verdict.LIKELY, [date(2022, 2, 8)]),
        ("Nghị quyết số 999-NQ/TW", Verdict.NOT_SEEN, []),
    ],
)
def test_a_mention_means_what_is_printed_proves(connection: Connection, text: str, verdict: Verdict, days: list[date]):
    found = answer(connection, text)
    assert (found.verdict, [each.issued_on for each in found.documents]) == (verdict, days)
    assert (found.document is None) == (verdict in (Verdict.OPEN, Verdict.NOT_SEEN))


def test_what_was_issued_after_the_article_cannot_be_meant(connection: Connection):
    found = answer(connection, "Nghị quyết số 18-NQ/TW", until=date(2020, 1, 1))
    assert (found.verdict, [each.issued_on for each in found.documents]) == (Verdict.LIKELY, [date(2017, 10, 25)])


def test_a_mention_without_a_number_is_not_looked_for():
    assert Wanted.of_mention(annotate("Nghị quyết Trung ương 6 khóa XII").documents[0]) is None


def test_a_document_in_two_sections_of_the_library_is_one_and_the_fuller_page_shows_it():
    day = date(2021, 10, 25)
    bare, full = listed("21-KL/TW", day, None, key="a"), listed("21-KL/TW", day, "Ban Chấp hành Trung ương", key="b")
    assert merge((bare, full)) == (full,)
    assert len(merge((listed("21-KL/TW", None, None, key="a"), full))) == 2, "a page without a day stands for itself"
    first, second = listed("22-NQ/TU", day, "Tỉnh ủy Mẫu Sơn", key="a"), listed("22-NQ/TU", day, "Thành ủy Cảng Mẫu", key="b")
    assert len(merge((first, second))) == 2, "two bodies on one day"
    assert len(merge((first, listed("22-NQ/TU", day, None, key="c")))) == 2, "TU alone says whose it is in no place"


def test_the_list_is_asked_by_number_without_leading_zeros(connection: Connection):
    assert {each.symbol for each in numbered(connection, ("21",))} == {"21-KL/TW"}
    assert numbered(connection, ()) == ()
    assert count_documents(connection) == len(LISTED) + len(TERMS)


def test_a_document_without_a_number_is_listed_and_never_meant(connection: Connection):
    assert any(each.number is None for each in LISTED)
    assert all(isinstance(each, LibraryDocument) and each.number for each in numbered(connection, ("58", "18", "22")))
