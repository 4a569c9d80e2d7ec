"""Passages: the windows that show most, cut at word borders, marked by the same rules as the index, in linear time."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query import Query, Tag, Words
from index.query_parser import parse_query
from index.snippet import Fragment, highlight, matched_spans, passages
from index.text import Span, person_key

FILLER = "Các đại biểu thảo luận sôi nổi, đóng góp nhiều ý kiến tâm huyết vào dự thảo. " * 12


def marked(fragments: tuple[Fragment, ...]) -> str:
    return "".join(f"[{each.text}]" if each.is_match else each.text for each in fragments)


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Nghị quyết của Đảng", "nghị quyết", "[Nghị quyết] của Đảng"),
        ("Nghị sự và quyết định", "nghị quyết", "[Nghị] sự và [quyết] định"),
        ("Nghị sự và quyết định", '"nghị quyết"', "Nghị sự và quyết định"),
        ("Đảng ủy, đảng uỷ, Dang uy", "đảng ủy", "[Đảng ủy], [đảng uỷ], Dang uy"),
        ("Đảng ủy, dâng, đang", "dang", "[Đảng] ủy, [dâng], [đang]"),
        ("Hưng và Hùng", "Hưng", "[Hưng] và Hùng"),
        ("quyết, quyến, quyền, quyên", "quyế*", "[quyết], [quyến], quyền, quyên"),
        ("quyết, quyến, quyền, quyên", "quyê*", "[quyết], [quyến], [quyền], [quyên]"),
        ("quyết định", "-quyết", "quyết định"),
        ("hội nghị 2023, 20231", "2023 năm", "hội nghị [2023], 20231"),
        ("Quán triệt 22-NQ/TU và 22 – NQ/TU; 22, NQ", "22 nq tu", "Quán triệt [22-NQ/TU] và [22 – NQ/TU]; 22, NQ"),
        ("Hướng dẫn 02-HD/TU", "2-hd/tu", "Hướng dẫn [02-HD/TU]"),
        ("Quy định 1374 của", "qđ 1374", "Quy định 1374 của"),
        ("Quy định 1374 của", "quy định 1374", "[Quy định 1374] của"),
        ("<b>nghị</b> & 'x'", "nghị", "<b>[nghị]</b> & 'x'"),
    ],
)
def test_what_was_asked_for_is_marked_and_nothing_else(text: str, query: str, expected: str):
    assert marked(highlight(text, parse_query(query))) == expected


def test_a_person_that_was_asked_for_is_marked_by_key():
    query = Query(must=((Tag("person", person_key("Trần Thị Thuý")),),))
    assert marked(highlight("bà Trần Thị Thúy và Trần Thị Thùy", query)) == "bà [Trần Thị Thúy] và Trần Thị Thùy"


def test_spans_from_the_readers_are_marked_too_and_overlaps_are_one_mark():
    assert (
        marked(highlight("Nghị quyết số 22-NQ/TU", parse_query("nghị"), (Span(0, 10), Span(14, 22))))
        == "[Nghị quyết] số [22-NQ/TU]"
    )


@pytest.mark.parametrize("span", [Span(-3, 2), Span(5, 500), Span(4, 4), Span(6, 2)])
def test_a_span_that_is_not_in_the_text_is_left_out(span: Span):
    assert marked(highlight("Nghị quyết", Query(), (span,))) == "Nghị quyết"


def test_decomposed_text_is_marked_as_well():
    text = unicodedata.normalize("NFD", "Nghị quyết của Đảng ủy")
    assert marked(highlight(text, parse_query("quyết đảng"))) == "Nghị [quyết] của [Đảng] ủy"


def test_a_passage_stands_around_the_match_with_whole_words_and_dots():
    found = passages(FILLER + "Hội nghị thông qua nghị quyết chuyên đề. " + FILLER, parse_query('"nghị quyết"'))
    assert len(found) == 1
    shown = marked(found[0])
    assert "[nghị quyết] chuyên đề" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    bare = shown.strip("… ").replace("[", "").replace("]", "")
    assert f" {bare} " in f" {FILLER + 'Hội nghị thông qua nghị quyết chuyên đề. ' + FILLER} "
    assert 120 <= len(bare) <= 260


def test_the_passage_with_most_different_matches_wins_and_the_second_shows_something_else():
    text = "\n".join(
        [
            FILLER,
            "Nghị quyết và nghị quyết và nghị quyết. " + FILLER,
            "Nghị quyết bàn về cải cách hành chính. " + FILLER,
            "Đồng chí Bí thư bế mạc. " + FILLER,
        ]
    )
    first, second = passages(text, parse_query("nghị quyết cải cách mạc"))
    assert "[cải cách]" in marked(first)
    assert "bế [mạc]" in marked(second)


def test_words_side_by_side_are_shown_rather_than_scattered_ones():
    text = FILLER + "Quyết tâm cao; nghị sự nhiều. " + FILLER + "Thông qua nghị quyết. " + FILLER
    assert "Thông qua [nghị quyết]" in marked(passages(text, parse_query("nghị quyết"), limit=1)[0])


def test_passages_come_in_reading_order_and_do_not_overlap():
    text = ("đảng " + "x " * 200) * 6
    found = passages(text, parse_query("đảng"), limit=3)
    places = [text.index(marked(each).replace("[", "").replace("]", "").strip("… ")) for each in found]
    assert len(found) == 3
    assert places == sorted(places)


def test_a_passage_does_not_begin_in_the_block_before_and_shows_no_dots_there():
    shown = marked(passages("Tít bài\nNghị quyết mới. " + FILLER, parse_query("nghị"))[0])
    assert shown.startswith("[Nghị] quyết mới.")


def test_without_any_match_the_opening_is_shown():
    assert marked(passages(FILLER, parse_query("zzz"))[0]).startswith("Các đại biểu thảo luận")
    assert marked(passages("Ngắn.", Query())[0]) == "Ngắn."
    assert passages("", parse_query("x")) == ()


def test_a_match_longer_than_a_passage_is_shown_whole():
    words = " ".join(f"từ{number}" for number in range(100))
    shown = marked(passages(FILLER + words + " " + FILLER, parse_query(f'"{words}"'))[0])
    assert f"[{words}]" in shown


def test_long_words_are_never_cut_inside_a_match():
    shown = marked(passages("x" * 1000 + " đảng " + "y" * 1000, parse_query("đảng"))[0])
    assert "[đảng]" in shown


@pytest.mark.parametrize("query", ["nghị quyết đảng a", "quye*", "zzz", '"a a a a b"'])
def test_a_text_of_a_million_characters_takes_no_more_than_time_in_proportion(query: str):
    text = "đảng a nghị quyết hội a a a b " * 33_000  # a million characters
    asked = parse_query(query)
    started = time.process_time()
    passages(text[:100_000], asked)
    tenth = time.process_time() - started
    started = time.process_time()
    passages(text, asked)
    assert time.process_time() - started < 30 * max(tenth, 0.05)


texts = st.text(st.sampled_from("đảngủy nghị\n.,-–/22NQTU\u0301<&"), max_size=400)
clauses = st.builds(
    Words, st.lists(st.sampled_from(["đảng", "ng", "nghị", "n", "22", "ủy"]), min_size=1, max_size=3).map(tuple), st.booleans()
)


@settings(max_examples=200, deadline=None)
@given(
    text=texts,
    must=st.lists(clauses, max_size=3),
    spans=st.lists(st.builds(Span, st.integers(-5, 420), st.integers(-5, 420)), max_size=4),
    limit=st.integers(0, 4),
    width=st.integers(1, 300),
)
def test_every_passage_is_a_piece_of_the_text_for_any_text(
    text: str, must: list[Words], spans: list[Span], limit: int, width: int
):
    query = Query(must=tuple((clause,) for clause in must))
    text = unicodedata.normalize("NFC", text)
    assert "".join(each.text for each in highlight(text, query, spans)) == text
    found = passages(text, query, spans, limit, width)
    assert len(found) <= max(limit, 1)
    for passage in found:
        pieces = [each for each in passage if each.text not in ("… ", " …")]
        assert "".join(each.text for each in pieces) in text
        assert all(each.text for each in passage)
    for span in matched_spans(text, query):
        assert text[span.start : span.end].strip()
