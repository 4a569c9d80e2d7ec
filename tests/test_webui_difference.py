"""What changed between two versions: nothing lost, nothing invented, as little marked as possible."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Block, BlockKind
from webui.difference import ChangeKind, ComparedBlock, compare, count_words

lines = st.lists(st.text("ab đ.,1 ", max_size=20), max_size=6)


def an_article(texts: list[str], title: str = "Tít") -> Article:
    return Article("s", "u", "k", title, None, None, None, None, tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def side(blocks: tuple[ComparedBlock, ...], other: ChangeKind) -> str:
    return "".join(change.text for block in blocks for change in block.changes if change.kind is not other)


@given(lines, lines)
def test_both_versions_can_be_read_out_of_the_comparison(old, new):
    blocks = compare(an_article(old), an_article(new))
    assert side(blocks, ChangeKind.ADDED) == "Tít" + "".join(old)
    assert side(blocks, ChangeKind.REMOVED) == "Tít" + "".join(new)


@given(lines)
def test_a_version_does_not_differ_from_itself(texts):
    assert all(block.is_same for block in compare(an_article(texts), an_article(texts)))


def test_one_changed_word_is_one_change():
    (title, block) = compare(an_article(["Đảng bộ có 77 tổ chức."]), an_article(["Đảng bộ có 78 tổ chức."]))
    assert title.is_same
    assert [(change.kind.value, change.text) for change in block.changes] == [
        ("same", "Đảng bộ có "), ("removed", "77"), ("added", "78"), ("same", " tổ chức."),
    ]  # fmt: skip
    assert count_words((block,), ChangeKind.ADDED) == 1


def test_a_name_dropped_is_found():
    blocks = compare(an_article(["Dự có ông A, ông B.", "Hết."]), an_article(["Dự có ông A.", "Hết."]))
    assert [change.text for block in blocks for change in block.changes if change.kind is ChangeKind.REMOVED] == [", ông B"]


def test_paragraphs_with_nothing_in_common_are_replaced_whole():
    (_, block) = compare(an_article(["một hai ba bốn"]), an_article(["năm sáu bảy tám chín"]))
    assert [change.kind.value for change in block.changes] == ["removed", "added"]


def test_a_long_article_is_compared_in_time():
    old = [f"từ{number} " * 4_000 for number in range(3)]
    blocks = compare(an_article(old), an_article([text + "x" for text in old]))
    assert not any(block.is_same for block in blocks[1:])


def test_an_article_without_a_title_has_none_in_the_comparison():
    blocks = compare(Article("s", "u", "k", None, None, None, None, None, (Block(BlockKind.PARAGRAPH, "x"),)), an_article(["x"]))
    assert [change.kind.value for change in blocks[0].changes] == ["added"]


def test_a_shortened_block_keeps_the_words_beside_the_change():
    (_, block) = compare(an_article(["đầu " * 60 + "77" + " cuối" * 60]), an_article(["đầu " * 60 + "78" + " cuối" * 60]))
    short = block.shortened(20)
    assert max(len(change.text) for change in short.changes) <= 43
    assert {change.text for change in short.changes if change.kind is not ChangeKind.SAME} == {"77", "78"}
