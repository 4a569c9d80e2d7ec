"""Words read by the array: the same as those read one by one, whatever the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.following import kinds_behind, places_of
from index.engines.whoosh.inversion import invert
from index.engines.whoosh.prints import prints_of, word_prints
from index.engines.whoosh.tokens import LETTERS, Vocabulary, key_of, read_tokens, term_of
from index.spelling import folded_key, marked_key
from index.text import nfc, tokens

CHARACTERS = st.one_of(
    st.sampled_from(LETTERS + LETTERS.upper() + "    ,.-/\n\t_"),
    st.sampled_from(
        "\u0300\u0301\u0303\u0309\u0323\u0302\u031b\u0306ðÐɖſßİıǅñç²①½٣Ω한ᄀ漢ﬁＡ😀\u200b\u00a0\ud800\udfff\x00\U000e0100"
    ),
    st.characters(),
)
TEXTS = st.lists(st.text(CHARACTERS, max_size=60), min_size=1, max_size=5)


def read(texts: list[str]) -> list[list[bytes]]:
    vocabulary = Vocabulary()
    found = read_tokens(texts, vocabulary)
    terms = list(vocabulary.terms)
    words = iter(found.numbers.tolist())
    return [[terms[next(words)] for _ in range(count)] for count in found.counts.tolist()]


@given(TEXTS)
def test_the_array_reads_the_words_that_text_reads(texts: list[str]):
    assert read(texts) == [[term_of(token.text) for token in tokens(nfc(text))] for text in texts]


@pytest.mark.parametrize("word", ["nghiêng", "nghiêngxx", "nghiêngxxx", "1234567890", "a_b", "x" * 300, "Đảng", "HÒA", "ÞORN"])
def test_words_of_every_length_and_case_have_the_same_term(word: str):
    assert read([f"{word} {word.lower()}, {word}"]) == [[term_of(word)] * 3]


def test_many_different_words_are_told_apart():
    words = [f"{first}{second}{number}" for first in LETTERS[:26] for second in LETTERS[40:60] for number in range(40)]
    assert len(set(words)) > 20_000
    assert read([" ".join(words), " ".join(reversed(words))]) == [
        list(map(term_of, words)),
        [term_of(w) for w in reversed(words)],
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("hòa", "hoà"), ("ủy", "uỷ"), ("khỏe", "khoẻ"), ("Thúy", "thuý"), ("ðảng", "đảng")]
)
def test_both_placements_of_a_tone_are_one_term(first: str, second: str):
    assert term_of(first) == term_of(second)


@pytest.mark.parametrize(("first", "second"), [("á", "a1"), ("hung", "hưng"), ("hùng", "hưng"), ("đ", "d"), ("o1", "ó")])
def test_words_that_differ_are_two_terms(first: str, second: str):
    assert term_of(first) != term_of(second)


@given(st.text(CHARACTERS, min_size=1, max_size=12).filter(str.isalnum))
def test_a_term_begins_with_the_bare_word_and_ends_with_the_marked_one(word: str):
    term = term_of(word)
    bare = folded_key(word).encode("utf-8", "replace")
    assert term == bare or term.startswith(bare + b"\0")
    assert key_of(term) == marked_key(word).encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết số 22-NQ/TU, ngày", [("22", "NQ", "TU")]),
        ("98/2023/QH15 và 37–NQ/TW", [("98", "2023", "QH15"), ("37", "NQ", "TW")]),
        ("các số 22, NQ và TU; 22 NQ TU; 22 - NQ / TU", []),
        ("ngày 11/7/2023, Covid-19, 5-6", []),
        ("cuối bài 05-CT/TW", [("05", "CT", "TW")]),
    ],
)
def test_a_printed_symbol_is_seen_as_one(text: str, expected: list[tuple[str, ...]]):
    found = read_tokens(["không có gì", text], Vocabulary()).symbols
    assert list(found) == [(1, words) for words in expected]


def prints(texts: list[str]) -> list[int]:
    vocabulary = Vocabulary()
    found = read_tokens(texts, vocabulary)
    known = word_prints(np.zeros(0, np.uint64), vocabulary.listed)
    return prints_of(known.take(found.numbers), found.counts).tolist()


def test_copies_have_one_print_and_other_texts_another():
    text = "Sáng nay, Đảng bộ phường tổ chức hội nghị tổng kết; hơn một trăm đảng viên đã về dự và thảo luận sôi nổi từ đầu"
    copy = text.upper().replace(",", " –").replace("; ", ".\n\n")
    words = text.split()
    swapped = " ".join([words[1], words[0], *words[2:]])
    one, two, three, four = prints([text, copy, swapped, f"{text} nhé"])
    assert one == two != 0
    assert len({one, three, four}) == 3
    assert prints([copy, "xưa nay", text])[2] == one


def test_texts_too_short_to_be_copies_have_no_print():
    assert prints(["Tin ảnh", "", "Tin ảnh"]) == [0, 0, 0]


@given(st.lists(st.lists(st.integers(0, 200_000), max_size=30), min_size=1, max_size=40))
def test_inverting_loses_no_word_and_no_place(texts: list[list[int]]):
    lengths = np.array(list(map(len, texts)))
    numbers = np.array([word for text in texts for word in text], np.int32)
    run = invert(numbers, lengths, np.arange(len(texts)) + 7, kinds_behind((numbers & 15).astype(np.uint8), lengths))
    places, counts, documents = iter(run.places.tolist()), iter(run.counts.tolist()), iter(run.documents.tolist())
    found = []
    for term, size in zip(run.terms.tolist(), run.sizes.tolist(), strict=True):
        for _ in range(size):
            document = next(documents)
            found += [(term, document, next(places)) for _ in range(next(counts))]
    assert found == sorted(
        (word, n + 7, place << 4 | (text[place + 1] & 15 if place + 1 < len(text) else 0))
        for n, text in enumerate(texts)
        for place, word in enumerate(text)
    )


def test_a_text_longer_than_places_go_still_gives_all_its_words():
    length = (1 << 20) + 5
    run = invert(np.zeros(length, np.int32), np.array([1, length - 1]), np.arange(2), np.zeros(length, np.uint8))
    assert run.counts.tolist() == [1, length - 1]
    assert int(places_of(run.places).max()) == (1 << 20) - 1
