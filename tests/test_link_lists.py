"""Menus folded before parsing: what is only links becomes one link, and nothing that a reader would miss goes."""

from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.link_lists import fold_link_lists

LINKS = "".join(f"<li class=x><a href='/tin-{n}.html'><span>Tin số {n}</span></a></li>" for n in range(12))
WORDS = " | ".join(f"Tin số {n}" for n in range(12))


def test_a_menu_keeps_its_own_tag_and_the_words_of_its_links():
    html = f"<nav class=chinh><ul>{LINKS}</ul></nav><p>Một</p>"
    assert fold_link_lists(html) == f"<nav class=chinh><a>{WORDS}</a></nav><p>Một</p>"


def test_a_side_bar_of_stories_is_folded_as_a_whole():
    stories = "".join(f"<div><a href=/{n}><img src=/{n}.jpg></a><h4><a href=/{n}>Tin số {n}</a></h4></div>" for n in range(12))
    assert fold_link_lists(f"<div id=ben>{stories}</div>") == f"<div id=ben><a>{WORDS}</a></div>"


@pytest.mark.parametrize(
    "html",
    [
        f"<ul>{LINKS}<li>Một câu không phải liên kết.</li></ul>",
        f"<ul>{LINKS}<p></p></ul>",
        f"<ul>{LINKS}<!-- một lời ghi --></ul>",
        f"<ul>{LINKS}<table><tr><td>1</td></tr></table></ul>",
        f"<ul>{LINKS}",
        f"<div><ul>{LINKS}</div></ul>",
        "<ul>" + LINKS[: len(LINKS) // 12 * 3] + "</ul>",
        "<p>Không có gì</p>",
        "",
    ],
)
def test_what_may_be_more_than_links_stays_as_it_is(html: str):
    assert fold_link_lists(html) == html


def test_of_a_page_only_its_lists_are_folded():
    html = f"<body><div><ul>{LINKS}</ul><div id=bai><p>Đoạn một có <a href=/a>liên kết</a>.</p><ul><li>Mục một;</li></ul></div></div></body>"
    folded = fold_link_lists(html)
    assert folded == html.replace(LINKS, f"<a>{WORDS}</a>")


TAGS = st.sampled_from(
    [
        "<ul>",
        "</ul>",
        "<div class='a'>",
        "</div>",
        "<li>",
        "</li>",
        "<a href=/x>",
        "</a>",
        "<p>",
        "</p>",
        "<",
        "<a",
        "<br>",
        LINKS,
    ]
)


@given(st.lists(st.one_of(TAGS, st.text(alphabet="ab <&;ạ\n", max_size=6)), max_size=40))
def test_no_word_of_any_page_is_lost(parts: list[str]):
    html = "".join(parts)
    before, after = (
        sorted("".join(BeautifulSoup(each, "lxml").get_text().replace("|", " ").split()))
        for each in (html, fold_link_lists(html))
    )
    assert after == before


@pytest.mark.parametrize("part", ["<ul>", "<ul><li><a>x", "<", "<ul ", "<div><a>x</a>", "<a>x</a></div>"])
def test_hostile_repetition_costs_no_more_than_its_length(part: str):
    def seconds(times: int) -> float:
        start = time.process_time()
        fold_link_lists(part * times + "</div></ul>" * times)
        return time.process_time() - start

    seconds(1000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.01)
