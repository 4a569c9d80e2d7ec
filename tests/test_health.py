"""The layout alarm: drills on the sample pages, luck, history, and what it does to a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import extract
from crawler.replica.answer import Question
from crawler.replica.files import SAMPLE, load_articles
from crawler.replica.paper import Newspaper
from crawler.replica.portal import CityPortal
from crawler.replica.site import SampleSite
from crawler.replica.thanhuy import CityCommittee
from crawler.run.health import LEAST_PAGES, LayoutWatch, Record, page_checks, told
from crawler.sites import get_site
from index.article import Capture
from index.errors import ExtractionError

FAMILIES: tuple[type[SampleSite], ...] = (CityCommittee, Newspaper, CityPortal)
NOW = datetime(2026, 3, 12, 6, 0, tzinfo=UTC)
Drill = Callable[[str], str]


@cache
def pages(family: type[SampleSite]) -> tuple[tuple[str, str], ...]:
    """(address, HTML) of every article of a sample site's first day."""
    site = family(load_articles(family.id, folder=SAMPLE))
    found = []
    for shown in site.edition(1).shown:
        path = site.article_path(shown.article)
        question = Question(unquote(path), f"http://{family.host}:8801", date(2026, 3, 12), {}, 1)
        found.append((f"http://{family.host}:8801{path}", site.answer(question, 1).body.decode()))
    return tuple(found)


def alarms(family: type[SampleSite], drill: Drill, history=()) -> frozenset[str]:
    """What alarms after a run over twelve of the site's pages, each changed by the drill."""
    site, watch = get_site(family.id), LayoutWatch(history)
    for address, html in pages(family)[:12]:
        capture = Capture(address, NOW, 200, (("Content-Type", "text/html"),), drill(html).encode())
        try:
            extract(capture, site)
            is_article = True
        except ExtractionError:
            is_article = False
        watch.note(page_checks(capture, site, is_article=is_article))
    return watch.record().alarms


@pytest.mark.parametrize("family", FAMILIES)
def test_unchanged_pages_never_alarm(family: type[SampleSite]):
    assert alarms(family, lambda html: html) == frozenset()


BOXES = {
    CityCommittee: ("article-content", "content-detail"),
    Newspaper: ("entry", "content-main-normal"),
    CityPortal: ("news-content",),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_renamed_body_box_alarms(family: type[SampleSite]):
    def rename(html: str) -> str:
        for name in BOXES[family]:
            html = html.replace(f'class="{name}', f'class="moi-{name}')
        return html

    assert "layout" in alarms(family, rename)


def test_a_renamed_date_class_alarms():
    def rename(html: str) -> str:
        return html.replace("sc-longform-header-date", "ngay-dang").replace("c-detail-head__time", "ngay-dang")

    assert alarms(Newspaper, rename) == {"date"}


@pytest.mark.parametrize("heading", ["Ý kiến bạn đọc (3)", "Tin khác", "Tổng lượt bình luận: 12"])
@pytest.mark.parametrize(
    ("family", "box"), [(CityCommittee, '<div class="article-content">'), (Newspaper, '<article class="entry')]
)
def test_a_comment_heading_moved_into_the_body_alarms(family: type[SampleSite], box: str, heading: str):
    def move(html: str) -> str:
        return re.sub(f"({box}[^>]*>?)", f"\\1<div class='moi'><h3>{heading}</h3><p>Rất hay.</p></div>", html)

    assert alarms(family, move) == {"comments"}


def test_the_same_words_inside_a_sentence_are_no_heading():
    def say(html: str) -> str:
        sentence = "Tin khác với mọi năm là hội nghị lần này mở rộng tới tận chi bộ khu phố và ấp."
        return html.replace('<div class="article-content">', f'<div class="article-content"><p>{sentence}</p>')

    assert alarms(CityCommittee, say) == frozenset()


@pytest.mark.parametrize("family", FAMILIES)
def test_soft_404s_alarm(family: type[SampleSite]):
    assert alarms(family, lambda html: "<html><body><p>Không tìm thấy trang.</p></body></html>") == {"length"}


def test_a_page_of_a_site_without_layouts_fails_nothing_but_its_length():
    bare = replace(get_site("mau-ct"), family=replace(get_site("mau-ct").family, layouts=()))
    capture = Capture(f"{bare.url}x/y/ct/1/2", NOW, 200, (), b"<p>Hoi nghi</p>")
    assert page_checks(capture, bare, is_article=True) == frozenset()
    assert page_checks(capture, bare, is_article=False) == {"length"}


# The alarm of a run.

GOOD = Record(20, {})
LAYOUT = frozenset({"layout"})


def noted(history, *failed: frozenset[str]) -> LayoutWatch:
    watch = LayoutWatch(history)
    for each in failed:
        watch.note(each)
    return watch


@pytest.mark.parametrize(
    ("history", "failed", "is_alarm"),
    [
        ([GOOD], [LAYOUT] * 3, True),  # three in a row
        ([GOOD], [LAYOUT] * 2, False),
        ([], [LAYOUT] * 3, True),  # a layout that never fitted needs a person too
        ([GOOD], [frozenset()] * 100 + [LAYOUT] * 3, True),  # a new layout in the middle of a run
        ([GOOD], ([LAYOUT] + [frozenset()] * 9) * 5, False),  # a tenth is odd, not broken
        ([GOOD], ([LAYOUT] + [frozenset()] * 2) * 5, True),  # a third is broken
        ([Record(20, {"layout": 5})], ([LAYOUT] + [frozenset()] * 3) * 5, False),  # a quarter was odd before
        ([Record(20, {"layout": 5})], [LAYOUT] * 3, False),  # luck, where every fourth page is odd
        ([Record(20, {"layout": 20})], [LAYOUT] * 20, False),  # never fitted and somebody decided so: nothing changed
        ([Record(2, {"layout": 2})], [LAYOUT] * 3, True),  # two pages are no history
    ],
)
def test_an_alarm_is_a_change_that_is_no_luck(history, failed, is_alarm: bool):
    assert bool(noted(history, *failed).record().alarms) is is_alarm


def test_pages_are_held_back_only_where_the_layout_used_to_fit():
    assert [noted([GOOD], *[LAYOUT] * 2).note(LAYOUT), noted([], *[LAYOUT] * 2).note(LAYOUT)] == [True, False]
    assert noted([GOOD], *[LAYOUT] * 3).note(frozenset()) is False
    assert noted([GOOD], *[frozenset({"date"})] * 5).note(frozenset({"date"})) is False


def test_an_alarm_stands_into_the_next_run_until_pages_pass_again():
    alarmed = Record(20, {"layout": 20}, LAYOUT)
    assert LayoutWatch([alarmed, GOOD]).note(LAYOUT) is True
    assert noted([alarmed, GOOD], frozenset()).record().alarms == LAYOUT
    assert noted([alarmed, GOOD], *[frozenset()] * LEAST_PAGES).record().alarms == frozenset()


def test_runs_under_an_alarm_do_not_become_what_is_usual():
    history = [Record(20, {"layout": 20}, LAYOUT)] * 10 + [GOOD]
    assert noted(history, *[LAYOUT] * 3).record().alarms == LAYOUT


@given(st.lists(st.frozensets(st.sampled_from(["layout", "date", "comments", "length", "title"])), max_size=60))
def test_every_page_is_counted_and_no_check_fails_more_often_than_pages_were_seen(failed):
    record = noted([GOOD], *failed).record()
    assert record.pages == len(failed)
    assert all(0 < count <= record.pages for count in record.failed.values())


def test_what_a_person_is_told():
    record = Record(12, {"layout": 12, "date": 3}, frozenset({"layout", "date"}))
    assert told(record) == "layout alarm: 12 of 12 pages fail layout, 3 of 12 pages fail date"
    assert told(GOOD) == ""


def test_a_record_comes_back_from_a_run_s_row():
    row = {"layout": {"pages": 12, "failed": {"date": 3}, "alarms": ["date"]}}
    assert Record.of_row(row) == Record(12, {"date": 3}, frozenset({"date"}))
    assert Record.of_row(None) == Record(0, {})
