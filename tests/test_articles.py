"""Articles in the catalogue: what adding captures in any order makes of them, and which changes readers hear of."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelves import START, Shelf, article
from sqlalchemy import select

from index.article import Capture
from index.articles import day_in_viet_nam
from index.dates import Certainty, DateClaim, DateKind, Precision
from index.documents import DocumentReference
from index.errors import CatalogueError
from index.people import PersonMention
from index.schema import change, document_mention, person_mention


@pytest.fixture
def shelf(tmp_path: Path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


def changes(shelf: Shelf) -> list[str]:
    with shelf.archive.catalogue.read() as connection:
        return list(connection.execute(select(change.c.kind).order_by(change.c.number)).scalars())


def wordings(shelf: Shelf, article_id: int = 1) -> list[tuple[int, str]]:
    """(number, body) of every revision, by time of capture."""
    stored = shelf.archive.get(article_id)
    texts = {number: shelf.archive.get(article_id, number).revision.article.blocks[0].text for number, _ in stored.revisions}
    return [(number, texts[number]) for number, _ in stored.revisions]


def claim(rule: str, day: int, kind: DateKind = DateKind.POSTED) -> DateClaim:
    return DateClaim(kind, date(2026, 1, day), Precision.DAY, Certainty.PRINTED, rule, f"{day}/1")


def put_claims(shelf: Shelf, days: float, *claims: DateClaim, body: str = "Một câu.") -> str:
    """Add the article with these claims; returns the outcome."""
    at = START + timedelta(days=days)
    kept = shelf.archive.keep(shelf.file("mau-a"), Capture("http://a.localhost/bai-1.html", at, 200, (), f"{days}".encode()))
    with shelf.archive.catalogue.begin() as connection:
        number = shelf.archive.record_capture(connection, kept, source="mau-a")
        return shelf.archive.add(connection, number, at, replace(article("mau-a", 1, "Tít", body), claims=claims)).outcome


def test_a_capture_from_between_two_of_one_wording_parts_them(shelf: Shelf):
    shelf.put(1, "Tít", "Bản A.", days=1)
    shelf.put(1, "Tít", "Bản A.", days=5)
    added = shelf.put(1, "Tít", "Bản B.", days=3)
    assert (added.outcome, added.revision) == ("changed", 2)
    assert wordings(shelf) == [(1, "Bản A."), (2, "Bản B."), (3, "Bản A.")]
    assert shelf.archive.get(1).revision.article.blocks[0].text == "Bản A."


def test_an_older_capture_of_the_same_wording_is_unchanged_and_moves_the_first_sight(shelf: Shelf):
    shelf.put(1, "Tít", "Bản A.", days=5)
    assert shelf.put(1, "Tít", "Bản A.", days=2).outcome == "unchanged"
    stored = shelf.archive.get(1)
    assert stored.first_seen == START + timedelta(days=2)
    assert stored.last_seen == START + timedelta(days=5)
    assert stored.state == "live"
    assert shelf.archive.counts_by(None, 2026, 1) == {4: 1}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), texts=st.lists(st.sampled_from(["A", "B", "C"]), min_size=1, max_size=7))
def test_the_order_of_adding_does_not_matter(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, texts: list[str]):
    shelf = Shelf(tmp_path_factory.mktemp("order"))
    try:
        for day in data.draw(st.permutations(range(len(texts)))):
            shelf.put(1, "Tít", f"Bản {texts[day]}.", days=day)
        stored = shelf.archive.get(1)
        assert [text for _, text in wordings(shelf)] == [f"Bản {text}." for text, _ in groupby(texts)]
        assert stored.revision.article.blocks[0].text == f"Bản {texts[-1]}."
        assert (stored.first_seen, stored.last_seen) == (START, START + timedelta(days=len(texts) - 1))
        assert stored.state == ("changed" if len(stored.revisions) > 1 else "live")
        assert not shelf.archive.replay("mau-a-1", lambda capture, source: article(source, 1, "Tít", capture.body.decode()))
        assert shelf.archive.verify()[:-1] == ()
    finally:
        shelf.close()


def test_a_capture_from_before_it_vanished_does_not_bring_it_back(shelf: Shelf):
    shelf.put(1, "Tít", "Một câu.", days=1)
    shelf.state(1, "gone", 5)
    shelf.put(1, "Tít", "Một câu.", days=3)
    assert shelf.archive.get(1).state == "gone"
    shelf.state(1, "moved", 8)
    stored = shelf.archive.get(1)
    assert (stored.state, stored.gone_since) == ("moved", START + timedelta(days=5))


def test_a_404_from_before_its_last_sight_says_nothing(shelf: Shelf):
    shelf.put(1, "Tít", "Một câu.", days=5)
    shelf.state(1, "gone", 3)
    assert shelf.archive.get(1).state == "live"
    assert changes(shelf) == ["new"]


def test_back_with_another_wording_is_back_and_changed_when_it_changes_again(shelf: Shelf):
    shelf.put(1, "Tít", "Một.", days=0)
    shelf.state(1, "gone", 1)
    shelf.put(1, "Tít", "Hai.", days=2)
    assert shelf.archive.get(1).state == "back"
    shelf.put(1, "Tít", "Hai.", days=3)
    assert shelf.archive.get(1).state == "back"
    shelf.put(1, "Tít", "Ba.", days=4)
    assert shelf.archive.get(1).state == "changed"
    assert changes(shelf) == ["new", "gone", "back", "changed"]


def test_a_state_that_captures_decide_cannot_be_set(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    with pytest.raises(CatalogueError, match="live"):
        shelf.state(1, "live", 1)


def test_an_article_that_was_never_seen_cannot_vanish(shelf: Shelf):
    shelf.state(7, "gone", 1)
    assert changes(shelf) == []


def test_the_same_number_at_two_sites_is_two_articles(shelf: Shelf):
    one, other = shelf.put(7, "Tít A", "Một."), shelf.put(7, "Tít B", "Hai.", source="mau-b")
    assert (one.outcome, other.outcome) == ("new", "new")
    assert one.article_id != other.article_id
    assert shelf.archive.keys("mau-b") == ("mau-b-7",)


def test_an_article_under_the_key_of_another_site_is_refused_and_nothing_is_written(shelf: Shelf):
    shelf.put(7, "Tít A", "Một.")
    kept = shelf.archive.keep(shelf.file("mau-b"), Capture("http://b.localhost/bai-7.html", START, 200, (), b"x"))
    stranger = replace(article("mau-b", 7, "Tít B", "Hai."), key="mau-a-7")
    with shelf.archive.catalogue.begin() as connection:
        number = shelf.archive.record_capture(connection, kept, source="mau-b")
    with pytest.raises(CatalogueError, match="mau-a-7"), shelf.archive.catalogue.begin() as connection:
        shelf.archive.add(connection, number, START, stranger)
    assert shelf.archive.get(1).addresses == ("http://a.localhost/bai-7.html",)


def test_every_spelling_of_the_address_is_kept(shelf: Shelf):
    shelf.put(1, "Tít", "Một.")
    kept = shelf.archive.keep(shelf.file("mau-a"), Capture("http://a.localhost/ten-moi-1.html", START, 200, (), b"x"))
    moved = replace(article("mau-a", 1, "Tít", "Một."), url="http://a.localhost/ten-moi-1.html")
    with shelf.archive.catalogue.begin() as connection:
        added = shelf.archive.add(connection, shelf.archive.record_capture(connection, kept, source="mau-a"), START, moved)
    assert added.outcome == "unchanged"
    assert shelf.archive.get(1).addresses == ("http://a.localhost/bai-1.html", "http://a.localhost/ten-moi-1.html")


def test_a_later_capture_of_the_same_wording_adds_the_day_that_was_missing(shelf: Shelf):
    put_claims(shelf, 0, claim("page-clock", 2, DateKind.RENDERED))
    assert put_claims(shelf, 1, claim("page-clock", 3, DateKind.RENDERED), claim("meta", 1)) == "unchanged"
    assert [row.article_id for row in shelf.archive.day(date(2026, 1, 1), DateKind.POSTED)] == [1]
    held = [(each.rule, each.value.day) for each in shelf.archive.get(1).revision.article.claims]
    assert held == [("page-clock", 2), ("meta", 1)]
    assert changes(shelf) == ["new", "dated"]


def test_a_rule_that_has_spoken_is_not_contradicted_by_a_later_capture_of_the_same_wording(shelf: Shelf):
    put_claims(shelf, 0, claim("meta", 1))
    put_claims(shelf, 1, claim("meta", 2))
    assert [each.value.day for each in shelf.archive.get(1).revision.article.claims] == [1]
    assert changes(shelf) == ["new"]


def test_the_page_clock_of_one_fetch_is_not_copied_to_another_revision(shelf: Shelf):
    put_claims(shelf, 1, claim("page-clock", 2, DateKind.RENDERED), claim("meta", 1))
    put_claims(shelf, 5, claim("page-clock", 6, DateKind.RENDERED), claim("meta", 1))
    put_claims(shelf, 3, body="Câu khác.")
    assert [each.rule for each in shelf.archive.get(1, 3).revision.article.claims] == ["meta"]


@pytest.mark.parametrize(("table", "record"), [(document_mention, DocumentReference), (person_mention, PersonMention)])
def test_every_field_of_a_mention_has_its_column(table, record):
    columns = {column.name for column in table.c}
    wanted = {field.name for field in fields(record)} - {"span"} | {"start", "end"}
    assert wanted <= columns, "a reader says more than the catalogue keeps"


def test_what_was_seen_comes_back_as_it_was_seen(shelf: Shelf):
    body = "Đồng chí Trần Thị Mẫu Thúy, Bí thư Quận ủy Tân Giang, quán triệt Nghị quyết số 14-NQ/TU ngày 15/7/2023 của Thành ủy."
    shelf.put(1, "Tít", body)
    stored = shelf.archive.get(1)
    text = stored.revision.article.text
    assert [found.symbol for found in stored.annotations.documents] == ["14-NQ/TU"]
    assert [found.name for found in stored.annotations.people] == ["Trần Thị Mẫu Thúy"]
    for found in (*stored.annotations.documents, *stored.annotations.people):
        assert text[found.span.start : found.span.end] == found.printed


def test_a_day_begins_at_midnight_in_viet_nam():
    assert day_in_viet_nam(START.replace(hour=16, minute=59)) == date(2026, 1, 2)
    assert day_in_viet_nam(START.replace(hour=17, minute=0)) == date(2026, 1, 3)
