"""One address and one key per article, whatever spelling a link used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.address import article_key, article_number, canonical_address, is_article
from crawler.sites import get_site, with_port

CITY = get_site("thanhuytphcm")
PAPER = get_site("baohaiphong")
WARD = get_site("thuduc")
ONE = "https://www.thanhuytphcm.vn/tin-tuc/gia-nhap-mot-buoc-1491881281"

SPELLINGS = [
    ONE,
    "http://hcmcpv.org.vn/tin-tuc/gia-nhap-mot-buoc-1491881281",
    "https://thanhuytphcm.vn/tin-tuc/gia-nhap-mot-buoc-1491881281/",
    "HTTPS://WWW.ThanhUyTPHCM.vn:443/tin-tuc/gia-nhap-mot-buoc-1491881281",
    "https://stxdd.thanhuytphcm.vn//tin-tuc/./gia-nhap-mot-buoc-1491881281#binh-luan",
    ONE + "?fbclid=IwAR0xyz",
    ONE + "?utm_source=zalo&utm_medium=chat",
    ONE + "?print=1&amp=1&zarsrc=30",
    ONE + ";jsessionid=0A1B2C",
    "  " + ONE + "\n",
    "https://www.thanhuytphcm.vn/tin-tuc/x/../gia-nhap-mot-buoc-1491881281",
    ONE + "?page=2",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_all_spellings_of_one_article_are_one_address_and_one_key(spelling: str):
    assert canonical_address(spelling, CITY) == ONE
    assert article_key(spelling, CITY) == "thanhuytphcm-1491881281"


def test_the_number_is_the_key_so_that_a_changed_slug_stays_one_article():
    assert article_key("https://thanhuytphcm.vn/tin-tuc/ten-moi-1491881281", CITY) == article_key(ONE, CITY)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://baohaiphong.vn/mot-bai-viet-541517.html", "baohaiphong-541517"),
        ("https://baohaiphong.vn/covid-19-541517.html?x=1", "baohaiphong-541517"),
        ("http://tpthuduc.hochiminhcity.gov.vn/tin-tuc-su-kien/a-b/ct/1780/12980", "thuduc-12980"),
        ("http://thaodien.tpthuduc.hochiminhcity.gov.vn/dang-uy-phuong/a-b/ct/5829/11770/", "thuduc-11770"),
        ("https://www.thanhuytphcm.vn/tin-tuc/-video-ham-b-%E2%80%93-co-so-in-an-1491906100", "thanhuytphcm-1491906100"),
        ("https://www.thanhuytphcm.vn/tin-tuc/ho%CC%83-tro%CC%A3-1491934952", "thanhuytphcm-1491934952"),
    ],
)
def test_a_key_is_the_sites_own_number(address: str, key: str):
    site = next(site for site in (CITY, PAPER, WARD) if key.startswith(site.id + "-"))
    assert article_key(address, site) == key


def test_without_a_number_the_key_is_made_of_the_address():
    key = article_key("https://baohaiphong.vn/gioi-thieu?utm_source=x", PAPER)
    assert key == article_key("https://www.baohaiphong.vn/gioi-thieu/", PAPER)
    assert len(key.removeprefix("baohaiphong-")) == 12
    assert article_key("https://x.example/a", None).startswith("unknown-")
    assert article_key("https://x.example/a", None) != article_key("https://x.example/b", None)


def test_a_ward_keeps_its_own_host():
    assert canonical_address("http://THAODIEN.tpthuduc.hochiminhcity.gov.vn/a/b/ct/1/2", WARD).startswith("http://thaodien.")


def test_a_page_of_no_site_keeps_what_may_choose_it():
    assert canonical_address("http://x.example/post.aspx?ItemID=83&fbclid=1#a", None) == "http://x.example/post.aspx?ItemID=83"
    assert canonical_address("https://x.example", None) == "https://x.example/"


def test_a_sample_site_keeps_its_port():
    site = with_port(get_site("mau-bao"), 40001)
    assert (
        canonical_address("http://bao-mau.localhost:40001/a-365241.html", site) == "http://bao-mau.localhost:40001/a-365241.html"
    )


@pytest.mark.parametrize(
    "url", ["", "nothing", "mailto:a@b.vn", "http://[", "http://x:99999/", "javascript:void(0)", "urn:sha256:00"]
)
def test_what_is_no_web_address_comes_back_as_it_is(url: str):
    assert canonical_address(url, CITY) == url
    assert not is_article(url, CITY)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (ONE, True),
        ("http://hcmcpv.org.vn/tin-tuc/a-1077951094", True),
        ("https://www.thanhuytphcm.vn/", False),
        ("https://www.thanhuytphcm.vn/nhom-tin/quan-1-1197604608", False),
        ("https://www.thanhuytphcm.vn/cap-uy-chi-tiet/quan-1/gioi-thieu-quan-1-1491378705", False),
        ("https://icpv.thanhuytphcm.vn/tin-tuc/a-1491881281", False),
        ("https://evil.example/tin-tuc/a-1491881281", False),
    ],
)
def test_an_article_is_told_by_its_address_alone(address: str, expected: bool):
    assert is_article(address, CITY) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://baohaiphong.vn/mot-bai-541517.html", True),
        ("https://baohaiphong.vn/xay-dung-dang-ptag.html", False),
        ("https://baohaiphong.vn/bau-cu-event223.html", False),
        ("https://baohaiphong.vn/chinh-tri", False),
        ("https://baohaiphong.vn/video/mot-video-541.html", False),
    ],
)
def test_tags_events_and_videos_of_a_paper_are_no_articles(address: str, expected: bool):
    assert is_article(address, PAPER) is expected


@given(st.text(max_size=80))
def test_any_text_has_an_address_and_a_key(text: str):
    for site in (None, CITY, WARD):
        assert isinstance(canonical_address(text, site), str)
        assert article_key(text, site)


@given(
    st.sampled_from([*SPELLINGS, "https://baohaiphong.vn/a-1.html", "http://x.tpthuduc.hochiminhcity.gov.vn/a/b/ct/1/2"]),
    st.sampled_from([CITY, PAPER, WARD, None]),
)
def test_an_address_that_was_made_canonical_stays_as_it_is(url: str, site):
    once = canonical_address(url, site)
    assert canonical_address(once, site) == once
    assert article_key(once, site) == article_key(url, site)


def test_a_number_is_none_where_an_address_has_none():
    assert article_number("https://www.thanhuytphcm.vn/", CITY) is None
    assert article_number(ONE, CITY) == "1491881281"
