"""From an answer to its outcome: a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.queue.policy import MAX_HOPS, Outcome, is_soft_404, judge, outcome_of_error, redirect_target
from crawler.sites import get_site
from index.article import Capture

SITE = get_site("mau-bao")
HOME = "http://bao-mau.localhost:8801"
ADDRESS = f"{HOME}/mot-bai-100.html"
KEY = "mau-bao-100"


def answer(status: int, body: bytes = b"<html>", **headers: str) -> Capture:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Capture(ADDRESS, datetime(2026, 3, 12, tzinfo=UTC), status, named, body)


@pytest.mark.parametrize(
    ("capture", "outcome"),
    [
        (answer(200), None),
        (answer(203), None),
        (answer(304), Outcome.NOT_MODIFIED),
        (answer(404), Outcome.GONE),
        (answer(410), Outcome.GONE),
        (answer(429), Outcome.POSTPONED),
        (answer(429, Retry_After="7"), Outcome.POSTPONED),
        (answer(503, retry_after="7"), Outcome.POSTPONED),
        (answer(503), Outcome.HTTP_ERROR),
        (answer(500), Outcome.HTTP_ERROR),
        (answer(403), Outcome.HTTP_ERROR),
        (answer(401), Outcome.HTTP_ERROR),
        (answer(300), Outcome.HTTP_ERROR),
        (answer(302), Outcome.HTTP_ERROR),
        (answer(302, Location="/"), Outcome.REDIRECTED_AWAY),
        (answer(302, Location="https://dantri.example/tin-100.html"), Outcome.REDIRECTED_AWAY),
        (answer(302, Location="javascript:void(0)"), Outcome.REDIRECTED_AWAY),
        (answer(302, Location="http://[hong"), Outcome.REDIRECTED_AWAY),
        (answer(302, Location="/mot-bai-100.html"), Outcome.REDIRECTED_AWAY),
        (answer(307, Location="/bai-khac-200.html"), Outcome.REDIRECTED),
    ],
)
def test_a_status_has_one_outcome(capture: Capture, outcome: Outcome | None):
    assert judge(capture, SITE, KEY).outcome is outcome


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/bai-khac-200.html?utm_source=x", f"{HOME}/bai-khac-200.html"),
        ("//www.bao-mau.localhost:8801/bai-khac-200.html", f"{HOME}/bai-khac-200.html"),
    ],
)
def test_a_redirect_to_another_article_names_its_canonical_address(location: str, target: str):
    assert judge(answer(301, Location=location), SITE, KEY).target == target


@pytest.mark.parametrize("location", ["/tit-moi-100.html", "https://bao-mau.localhost/mot-bai-100.html"])
def test_another_spelling_of_the_same_article_is_followed_five_times_at_most(location: str):
    capture = answer(301, Location=location)
    followed = judge(capture, SITE, KEY, MAX_HOPS - 1)
    assert followed.outcome is None
    assert followed.target is not None
    assert judge(capture, SITE, KEY, MAX_HOPS).outcome is Outcome.REDIRECTED_AWAY


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("not-html: image/png", Outcome.NOT_HTML),
        ("undecodable: 9 characters", Outcome.UNDECODABLE),
        ("empty", Outcome.NO_ARTICLE),
        ("no-article: nothing", Outcome.NO_ARTICLE),
        ("anything else", Outcome.NO_ARTICLE),
    ],
)
def test_an_extraction_error_has_one_outcome(reason: str, outcome: Outcome):
    assert outcome_of_error(reason) is outcome


def test_a_soft_404_is_told_by_the_phrase_of_its_site():
    site = replace(SITE, gone_phrases=("Tin đang được cập nhật",))
    assert is_soft_404(answer(200, "<p>Tin đang được cập nhật</p>".encode()), site)
    assert not is_soft_404(answer(200, b"<p>Hoi nghi</p>"), site)
    assert not is_soft_404(answer(200, "<p>Tin đang được cập nhật</p>".encode()), SITE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Không tìm thấy trang bạn yêu cầu", True),
        ("KHÔNG TÌM THẤY NỘI DUNG", True),
        ("Bài viết bạn tìm đã được gỡ bỏ.", True),
        ("Trang này không tồn tại", True),
        ("404 Not Found", True),
        ("Không tìm thấy người thân, bà đến trụ sở công an phường", False),
        ("Hội nghị sơ kết", False),
    ],
)
def test_a_soft_404_is_told_by_what_any_site_says(text: str, expected: bool):
    assert is_soft_404(answer(200, f"<p>{text}</p>".encode()), SITE) is expected


@given(st.integers(100, 599), st.text(max_size=60), st.integers(0, 9))
def test_every_answer_has_an_outcome_or_is_read_or_followed(status: int, location: str, hops: int):
    judgement = judge(answer(status, Location=location), SITE, KEY, hops)
    assert judgement.outcome is not None or judgement.target is not None or 200 <= status < 300


@given(st.text(max_size=80))
def test_a_redirect_target_is_an_http_address_or_nothing(location: str):
    target = redirect_target(ADDRESS, 302, location)
    assert target is None or target.startswith(("http://", "https://"))
