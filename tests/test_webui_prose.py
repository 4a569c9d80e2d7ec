"""The printed text on the page: marks and tables change nothing of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.annotate import Annotations
from index.article import Article, Block, BlockKind
from index.documents import DocumentReference
from index.people import PersonMention
from index.text import Span
from webui.prose import Mark, marks_of, printed_blocks, printed_title

kinds = st.sampled_from(list(BlockKind))
texts = st.text("aế |\n-1", min_size=1, max_size=30)


def an_article(title: str | None, blocks: list[tuple[BlockKind, str]], lead: str | None = None) -> Article:
    return Article("s", "u", "k", title, lead, None, None, None, tuple(Block(kind, text) for kind, text in blocks))


def rejoined(blocks) -> list[str]:
    return [
        "\n".join(" | ".join("".join(piece.text for piece in cell) for cell in row) for row in block.rows) for block in blocks
    ]


@given(
    st.none() | texts,
    st.lists(st.tuples(kinds, texts), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 120), st.integers(1, 20)), max_size=8),
)
def test_the_pieces_of_a_page_are_the_printed_text_letter_for_letter(title, blocks, spans):
    article = an_article(title, blocks)
    marks: list[Mark] = []
    for start, size in sorted(spans):
        if (not marks or start >= marks[-1].span.end) and start + size <= len(article.text):
            marks.append(Mark(Span(start, start + size), "vankien", "1-nq/tu", "1-NQ/TU"))
    shown = printed_blocks(article, tuple(marks))
    assert rejoined(shown) == [text for _, text in blocks]
    assert "".join(piece.text for piece in printed_title(article, tuple(marks))) == (title or "")
    for block in shown:
        for piece in (piece for row in block.rows for cell in row for piece in cell if piece.mark):
            assert article.text[piece.mark.span.start : piece.mark.span.end] == piece.text


def test_spans_inside_title_paragraph_and_cell_are_marked():
    article = an_article("Về 1-NQ/TU", [(BlockKind.PARAGRAPH, "Theo 1-NQ/TU."), (BlockKind.TABLE, "a | 1-NQ/TU\nb | c")])
    places = [place for place in range(len(article.text)) if article.text.startswith("1-NQ/TU", place)]
    marks = [Mark(Span(place, place + 7), "vankien", "1-nq/tu", "1-NQ/TU") for place in places]
    assert [piece.text for piece in printed_title(article, marks) if piece.mark] == ["1-NQ/TU"]
    paragraph, table = printed_blocks(article, marks)
    assert [piece.text for piece in paragraph.pieces if piece.mark] == ["1-NQ/TU"]
    assert [piece.text for piece in table.rows[0][1] if piece.mark] == ["1-NQ/TU"]


def test_only_the_first_paragraph_that_is_the_lead_is_the_lead():
    blocks = printed_blocks(
        an_article("T", [(BlockKind.CAPTION, "x"), (BlockKind.PARAGRAPH, "x"), (BlockKind.PARAGRAPH, "x")], lead="x"), ()
    )
    assert [block.is_lead for block in blocks] == [False, True, False]


def test_a_bare_title_leads_to_the_one_it_points_back_to_and_marks_never_overlap():
    named = PersonMention(Span(0, 3), "Mẫu", "Mẫu", ("Bí thư",))
    bare = PersonMention(Span(10, 16), "Bí thư", None, ("Bí thư",), refers_to=0)
    lost = PersonMention(Span(20, 26), "Bí thư", None, ("Bí thư",), refers_to=None)
    document = DocumentReference(Span(8, 14), "1-NQ/TU", None, "1", None, "1-NQ/TU", None, None)
    assert [(mark.label, mark.span.start) for mark in marks_of(Annotations((), (named, bare, lost)))] == [("Mẫu", 0), ("Mẫu", 10)]
    assert [mark.name for mark in marks_of(Annotations((document,), (named, bare)))] == ["nguoi", "vankien"]
