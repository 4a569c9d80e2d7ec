"""From bytes to an article: what is refused, with which word, and that nothing else ever goes wrong."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import extract
from crawler.sites import get_site, load_sites
from index.article import Article, BlockKind, Capture
from index.dates import DateKind
from index.errors import ExtractionError
from index.text import clean_text

CITY = get_site("thanhuytphcm")
URL = "https://www.thanhuytphcm.vn/tin-tuc/phuong-mau-quan-triet-nghi-quyet-1491909554"
LEAD = "(Thanhuytphcm.vn) - Ngày 6/6, Đảng ủy phường Mẫu tổ chức hội nghị quán triệt nghị quyết đến toàn thể đảng viên."
TITLE = "Phường Mẫu quán triệt nghị quyết"
PAGE = f"<html><head><title>Trang Mẫu</title></head><body><h1>{TITLE}</h1><div><p>{LEAD}</p></div></body></html>"


def capture(
    body: str | bytes, url: str = URL, kind: str | None = "text/html", at: datetime = datetime(2024, 7, 13, tzinfo=UTC)
) -> Capture:
    headers = (("Content-Type", kind),) if kind else ()
    return Capture(url, at, 200, headers, body.encode() if isinstance(body, str) else body)


def reason(*arguments, site=CITY, **keywords) -> str:
    with pytest.raises(ExtractionError) as raised:
        extract(capture(*arguments, **keywords), site)
    return raised.value.reason.partition(":")[0]


def test_an_article_knows_where_every_field_came_from():
    article = extract(capture(PAGE), CITY)
    assert article.title == "Phường Mẫu quán triệt nghị quyết"
    assert article.text == f"{article.title}\n{LEAD}"
    assert (article.source, article.key) == ("thanhuytphcm", "thanhuytphcm-1491909554")
    assert dict(article.rules) == {"body": "structure", "title": "heading", "dateline": "text order"}
    assert article.event
    assert article.event.rule == "dateline+id-clock"


def test_the_same_bytes_give_the_same_article_and_the_clock_changes_nothing_of_it():
    clock = "<div>Thứ {}, ngày {} tháng 7 năm 2024</div>"
    first, second = (extract(capture(PAGE.replace("<h1>", clock.format(*day) + "<h1>")), CITY) for day in (("Hai", 1), ("Ba", 2)))
    assert first.digest == second.digest
    assert first.event == second.event


@pytest.mark.parametrize(
    ("body", "kind", "word"),
    [
        (b"", "text/html", "empty"),
        (b" \n ", "text/plain", "empty"),
        (b"%PDF-1.4", "text/html", "not-html"),
        ("{}", "application/json", "not-html"),
        ("Không tìm thấy", "text/html", "not-html"),
        (bytes(range(1, 256)) * 4, "text/html", "undecodable"),
        ("<html><body></body></html>", "text/html", "no-article"),
        ("<html><body><p>Lỗi 404. Không tìm thấy trang.</p></body></html>", "text/html", "no-article"),
        ("Phường Mẫu", "text/plain", "no-article"),
        (
            "<p>" + "<a href=/tin-tuc/a>Một tin của ngày hôm nay rất dài và có nhiều chữ</a><br>" * 40 + "</p>",
            "text/html",
            "no-article",
        ),
    ],
)
def test_what_is_no_article_is_refused_with_a_word_for_machines(body: str | bytes, kind: str, word: str):
    assert reason(body, kind=kind) == word


def test_an_error_names_the_address():
    with pytest.raises(ExtractionError, match="phuong-mau-quan-triet-nghi-quyet"):
        extract(capture(b""), CITY)


def test_a_committees_profile_is_not_news():
    text = "Giới thiệu quận Mẫu\nTên cấp ủy: Quận ủy Mẫu\nĐịa chỉ: 1 đường Mẫu\nBí thư: Lê Văn Mẫu\nChủ tịch: Hồ Mẫu\n" + LEAD
    assert reason(text, kind="text/plain", site=None) == "no-article"
    assert reason(PAGE, url="https://www.thanhuytphcm.vn/cap-uy-chi-tiet/quan-mau/gioi-thieu-quan-mau-1491378705") == "no-article"


def test_a_table_of_a_committee_is_not_news_unless_a_story_stands_around_it():
    members = "".join(
        f"<tr><td>{n}</td><td>Lê Văn Mẫu {n}</td><td>Ủy viên Ban Thường vụ, Trưởng ban {n}</td></tr>" for n in range(9)
    )
    table = f"<table><tr><th>STT</th><th>Họ và tên</th><th>Chức vụ</th></tr>{members}</table>"
    profile = "<h1>Ban Chấp hành Đảng bộ huyện Mẫu</h1><div><p>Đảng bộ huyện Mẫu hiện có 47 tổ chức cơ sở đảng.</p>{}</div>"
    assert reason(profile.format(table), site=None) == "no-article"
    assert (
        reason(PAGE, url="https://tonghop.kiengiang.dcs.vn/about/ban-chap-hanh.html", site=get_site("kiengiang")) == "no-article"
    )
    news = extract(capture(profile.format(f"<p>{LEAD}</p>{table}")), None)
    assert [block.kind for block in news.blocks].count(BlockKind.TABLE) == 1


def test_a_home_page_is_not_news():
    assert reason(PAGE, url="https://www.thanhuytphcm.vn/") == "no-article"


def test_a_page_that_says_it_is_gone_is_not_news():
    site = dataclasses.replace(CITY, gone_phrases=("bài viết đã được gỡ bỏ",))
    text = "<div><p>Bài viết đã được gỡ bỏ khỏi trang tin, mời bạn đọc xem các tin bài khác ở chuyên mục Chính trị.</p></div>"
    assert reason(text, site=site) == "no-article"


def test_a_text_needs_no_site_and_no_address():
    article = extract(capture(LEAD, "urn:sha256:00", "text/plain"), None)
    assert (article.source, article.url, article.title) == ("unknown", "urn:sha256:00", None)
    assert article.lead == LEAD


def check(article: Article) -> None:
    """What holds for every article, whatever page it came from."""
    assert any(block.kind is BlockKind.PARAGRAPH for block in article.blocks)
    captions = article.texts(BlockKind.CAPTION)
    assert len(captions) == len(set(captions))
    for block in article.blocks:
        assert block.text
        assert "\n".join(map(clean_text, block.text.split("\n"))) == block.text
    assert article.title is None or clean_text(article.title) == article.title
    chosen = [claim for claim in (article.event, article.posted) if claim]
    assert all(claim.kind is not DateKind.RENDERED for claim in chosen)


WORDS = st.sampled_from(
    [
        LEAD,
        "Quang cảnh hội nghị",
        "Tin khác",
        "12/3/2024 10:00",
        "Đình Mẫu",
        "(HPĐT)- ",
        "ngày 31/2",
        "\u00a0",
        "<",
        "&amp;",
        "a" * 200,
        ". ",
        "29/2",
    ]
)
TAGS = st.sampled_from(
    "p div br table tr td h1 h2 b i em a img figure figcaption ul li script style html body head title form span".split()
)
CLASSES = st.sampled_from(
    ["", "article-content", "article-title", "news-content", "entry", "author", "sapo", "comment-box", "date", "caption"]
)


@st.composite
def broken_pages(draw: st.DrawFn) -> str:
    """HTML as nobody should write it: tags opened and closed at random around words of the trade."""
    parts = []
    for _ in range(draw(st.integers(1, 25))):
        tag = draw(TAGS)
        parts.append(draw(st.sampled_from([f"<{tag} class='{draw(CLASSES)}'>", f"</{tag}>", f"<{tag}", ""])) + draw(WORDS))
    return "".join(parts)


@settings(deadline=None, max_examples=150)
@given(broken_pages(), st.sampled_from([*load_sites().values(), None]))
def test_any_broken_page_is_an_article_or_an_extraction_error(html: str, site):
    try:
        article = extract(capture(html, site.url + "a-1491909554.html" if site else URL), site)
    except ExtractionError:
        return
    check(article)


@settings(deadline=None, max_examples=100)
@given(
    st.binary(max_size=300),
    st.sampled_from([CITY, None]),
    st.sampled_from(["text/html", "text/plain", None, "", "x;charset=\ud800"]),
)
def test_any_bytes_are_an_article_or_an_extraction_error(body: bytes, site, kind: str | None):
    try:
        article = extract(capture(body, kind=kind), site)
    except ExtractionError:
        return
    check(article)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(WORDS, st.text(max_size=120)), max_size=25))
def test_any_text_is_an_article_or_an_extraction_error(lines: list[str]):
    text = "\n".join(lines).encode("utf-8", "replace")
    try:
        article = extract(capture(text, kind="text/plain"), None)
    except ExtractionError:
        return
    check(article)


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_any_time_of_capture_will_do(at: datetime):
    assert extract(capture(PAGE, at=at), CITY).title


TEASER = "Sáng {n}/2, Đảng ủy xã Mẫu tổ chức lễ trao Huy hiệu Đảng. Đồng chí Lê Thị Mẫu, Bí thư Đảng ủy xã dự và phát biểu."


def test_a_list_of_stories_is_no_story_however_it_begins():
    rows = "".join(
        f"<div><a href=/a{n}><h3>Xã Mẫu trao Huy hiệu Đảng đợt {n} cho các đảng viên</h3></a><p>{TEASER.format(n=n)}</p></div>"
        for n in range(2, 8)
    )
    assert reason(f"<html><body><main>{rows}</main></body></html>", site=None) == "no-article"
    assert reason(PAGE, url="https://stxdd.thanhuytphcm.vn/nhom-tin/xa-mau-1425351021") == "no-article"


def test_a_notice_that_a_story_is_gone_is_no_story_whatever_stands_beside_it():
    notice = "<div class=box><p>Tin bài bạn yêu cầu không tồn tại, đã được gỡ bỏ hoặc đang được cập nhật.</p></div>"
    teasers = "".join(f"<div><h4>Xã Mẫu họp lần {n}</h4><p>{TEASER.format(n=n)}</p></div>" for n in (2, 3))
    assert reason(f"<html><body>{notice}<div>{teasers}</div></body></html>", site=None) == "no-article"
