"""What listings, sitemaps and feeds name, whatever state they are in."""

from __future__ import annotations

import gzip

import pytest
from hostile import listing
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, TextResponse

from crawler.finding.discovery import (
    Link,
    Place,
    listing_links,
    newest_files,
    next_listing,
    read_feed,
    read_sitemap,
    robots_sitemaps,
)
from crawler.sites import Listing, get_site

SITE = get_site("mau-bao")
PAPER = SITE.listings[0]
PLAIN = Listing("/", item="a.bai", next="a.next")
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def html(text: str) -> HtmlResponse:
    return HtmlResponse(f"{SITE.url}chinh-tri", body=text.encode())


def test_a_listing_names_each_article_once_with_its_headline():
    text = "<a class='bai' href='/b-1.html'><img></a><a class='bai' href='b-1.html'> Tít  <b>một</b></a><a class='bai'>không</a>"
    assert listing_links(html(text + "<a class='bai' href='/b-2.html'></a>"), PLAIN) == [
        Link(f"{SITE.url}b-1.html", "Tít một"),
        Link(f"{SITE.url}b-2.html", None),
    ]


def test_where_any_link_will_do_no_words_count_as_a_headline():
    text = "<a href='/b-1.html'>Tít bị cắt…</a><aside><a href='/b-2.html'>Xem tiếp</a></aside>"
    assert listing_links(html(text), Listing("/")) == [Link(f"{SITE.url}b-1.html"), Link(f"{SITE.url}b-2.html")]


def test_a_listing_leads_to_its_next_page():
    assert next_listing(html("<a class='next' href='?trang=2'>Sau</a>"), PLAIN, [], Place(), SITE) == (
        f"{SITE.url}chinh-tri?trang=2",
        None,
    )
    assert next_listing(html("<p>hết</p>"), PLAIN, [], Place(), SITE) == (None, None)


def test_a_json_endpoint_goes_on_from_the_last_article_in_its_channel():
    first = html(listing("/b-7.html", "/b-6.html").body.decode() + "<div data-action='api/getarticlebychannel/430'></div>")
    links = listing_links(first, PAPER)
    following, channel = next_listing(first, PAPER, links, Place(), SITE)
    assert following == f"{SITE.url}api/getMoreArticle/channel_empty_6_430_0"
    more = TextResponse(
        following, body=b'[{"LinktoMe2": "/b-5.html", "Title": "N\\u0103m"}, {"Title": "x"}, 7]', encoding="utf-8"
    )
    assert listing_links(more, PAPER) == [Link(f"{SITE.url}b-5.html", "Năm")]
    assert next_listing(more, PAPER, listing_links(more, PAPER), Place(2, channel), SITE)[0].endswith("channel_empty_5_430_0")


@pytest.mark.parametrize("body", [b"[]", b"", b"null", b"{", b'{"a": 1}', b"\xff\xfe"])
def test_a_json_endpoint_that_answers_nothing_ends_the_listing(body: bytes):
    more = TextResponse(f"{SITE.url}api/getMoreArticle/channel_empty_6_430_0", body=body, encoding="utf-8")
    assert listing_links(more, PAPER) == []
    assert next_listing(more, PAPER, [], Place(2, "430"), SITE)[0] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{HEAD}<urlset {NS}><url><loc> http://x/1 </loc><lastmod>2026-05-01</lastmod></url><url><loc>http://x/2</loc></url></urlset>",
            ((), (Link("http://x/1", lastmod="2026-05-01"), Link("http://x/2"))),
        ),
        ("<urlset><url><loc>http://x/1</loc></url><url></url></urlset>", ((), (Link("http://x/1"),))),
        (f"{HEAD}<sitemapindex {NS}><sitemap><loc>http://x/a.xml</loc></sitemap></sitemapindex>", (("http://x/a.xml",), ())),
        ("<urlset><url><loc>http://x/1</loc></url><url><loc>http://x/2", ((), (Link("http://x/1"), Link("http://x/2")))),
        ("<urlset><url><loc>http://x/?a=1&b=2</loc></url></urlset>", None),
        ("<html><body><p>404</p></body></html>", ((), ())),
        ("{}", ((), ())),
        ("", ((), ())),
    ],
)
def test_a_sitemap_names_files_or_pages(text: str, expected):
    for body in (text.encode(), gzip.compress(text.encode())):
        if expected is None:
            assert len(read_sitemap(body)[1]) == 1  # damage is stepped over
        else:
            assert read_sitemap(body) == expected


def test_an_entity_bomb_in_a_sitemap_stays_folded():
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    text = f'<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><urlset><url><loc>http://x/&l8;</loc></url></urlset>'
    assert all(len(link.address) < 1000 for link in read_sitemap(text.encode())[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<rss><channel><link>http://x/</link><item><title> Tít </title><link>http://x/1</link></item></channel></rss>",
            ("http://x/1",),
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><link href='http://x/1'/></entry><entry/></feed>",
            ("http://x/1",),
        ),
        ("<rss><channel><item><title>T</title></item></channel></rss>", ()),
        ("nothing", ()),
    ],
)
def test_a_feed_names_pages(text: str, expected: tuple[str, ...]):
    assert tuple(link.address for link in read_feed(text.encode())) == expected


def test_of_many_files_the_undated_and_the_newest_come_first_and_those_of_no_articles_never():
    days = [f"http://x/sitemap-article-2026-05-{day:02}.xml" for day in range(1, 29)]
    others = ["http://x/sitemap-category.xml", "http://x/sitemap-event.xml", "http://x/wp-sitemap-users-1.xml"]
    chosen = newest_files([*others, "http://x/sitemap-news.xml", *days])
    assert chosen[:3] == ("http://x/sitemap-news.xml", days[27], days[26])
    assert len(chosen) == 29


def test_months_without_a_nought_are_in_order_too():
    files = ["https://x/sitemaps/news-2025-9.xml", "https://x/sitemaps/news-2025-11.xml", "https://x/sitemaps/news-2024-12.xml"]
    assert newest_files(files) == (files[1], files[0], files[2])


def test_pages_with_a_number_in_their_address_follow_each_other():
    listing_ = Listing("/news/xay-dung-dang", pages="/news/xay-dung-dang/page-{page}")
    links = [Link("https://x/news/a/b-1.html")]
    assert next_listing(html("<p></p>"), listing_, links, Place(2), SITE) == (f"{SITE.url}news/xay-dung-dang/page-3", None)
    assert next_listing(html("<p></p>"), listing_, [], Place(3), SITE) == (None, None), "a page without articles is the last"


def test_the_posts_of_wordpress_are_a_listing():
    site = get_site("quanuy1")
    body = b'[{"link": "https://quanuy1hcm.org.vn/a-b-c-d/", "title": {"rendered": "H\\u1ed9i ngh\\u1ecb &#8211; 2023"}}]'
    response = TextResponse(site.url + site.listings[0].path[1:], body=body, encoding="utf-8")
    links = listing_links(response, site.listings[0])
    assert links == [Link("https://quanuy1hcm.org.vn/a-b-c-d/", "Hội nghị – 2023")]
    following, _ = next_listing(response, site.listings[0], links, Place(1), site)
    assert following == "https://quanuy1hcm.org.vn/wp-json/wp/v2/posts?_fields=link,title&per_page=20&page=2"


def test_robots_txt_names_sitemaps_in_any_case():
    body = b"User-agent: *\nSitemap: http://x/a.xml\n sitemap:http://x/b.xml # two\n# Sitemap: http://x/c.xml\n"
    assert robots_sitemaps(body) == ["http://x/a.xml", "http://x/b.xml"]


@given(st.binary(max_size=300))
def test_no_bytes_break_a_reader_of_hints(body: bytes):
    read_sitemap(body)
    read_sitemap(b"<urlset>" + body)
    read_feed(b"<rss>" + body)
    robots_sitemaps(body)
    listing_links(HtmlResponse(SITE.url, body=body), PAPER)
