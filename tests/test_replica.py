"""The sample sites as a browser and a crawler meet them, and the article files they are made of."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from crawler.replica import ReplicaServer, SampleArticle, SampleError, load_articles
from crawler.replica.files import SITES
from crawler.replica.site import BANNER
from index.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
HOSTS = {"mau-thanhuy": "thanhuy-mau.localhost", "mau-bao": "bao-mau.localhost", "mau-ct": "ct-mau.localhost"}
ARTICLES = load_articles()
TODAY = date(2026, 11, 24)
NUMBER = {
    "mau-thanhuy": re.compile(r"^/tin-tuc/.*-(\d+)$"),
    "mau-bao": re.compile(r"^/[^/]*-(\d+)\.html$"),
    "mau-ct": re.compile(r"^/[^/]+/[^/]+/ct/\d+/(\d+)$"),
}


class Visitor:
    """Asks one running server, each request with the host name of one site."""

    def __init__(self, server: ReplicaServer) -> None:
        self.server = server

    def ask(self, site: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        host = f"{HOSTS.get(site, site)}:{self.server.port}"
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        try:
            lines = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers={"Host": host, "Connection": "close", **lines})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def page(self, site: str, path: str) -> BeautifulSoup:
        status, _, text = self.ask(site, path)
        assert status == 200, (site, path, status)
        return BeautifulSoup(text, "lxml")

    def locs(self, site: str, path: str) -> dict[str, str]:
        """Paths and lastmods of a sitemap, its files read through."""
        soup = BeautifulSoup(self.ask(site, path)[2], "xml")
        found = {}
        for entry in soup.select("sitemap > loc"):
            found |= self.locs(site, urlsplit(entry.text).path)
        for entry in soup.select("url"):
            found[urlsplit(entry.loc.text).path] = entry.lastmod.text
        return found

    def sitemap_numbers(self, site: str) -> dict[int, str]:
        return {int(NUMBER[site].match(path)[1]): path for path in self.locs(site, "/sitemap.xml")}

    def listed(self, site: str, start: str) -> set[int]:
        """Every article that a listing leads to, page after page."""
        numbers, path = set(), start
        for _ in range(50):
            soup = self.page(site, path)
            main = soup.select_one(".list-news, .news-list, .onecms__loading")
            found = [NUMBER[site].match(urlsplit(link["href"]).path) for link in main.select("a")]
            assert found
            numbers |= {int(match[1]) for match in found if match}
            following = soup.select_one("a.next")
            if not following:
                return numbers
            path = urljoin(path, following["href"])
        raise AssertionError("the paging never ends")

    def channel(self, category: str) -> list[list[dict[str, object]]]:
        """The further pages of a category of the paper, by its JSON endpoint."""
        soup = self.page("mau-bao", f"/{category}")
        number = re.search(r"api/getarticlebychannel/(\d+)", str(soup))[1]
        last, pages = soup.select("ul.onecms__loading > li")[-1]["pid"], []
        for _ in range(50):
            pages.append(json.loads(self.ask("mau-bao", f"/api/getMoreArticle/channel_empty_{last}_{number}_0")[2]))
            if not pages[-1]:
                return pages
            last = pages[-1][-1]["PublisherId"]
        raise AssertionError("the paging never ends")


@pytest.fixture(scope="module")
def server():
    with ReplicaServer(today=TODAY) as running:
        yield running


@pytest.fixture(scope="module")
def today(server: ReplicaServer):
    return Visitor(server)


@pytest.fixture(scope="module")
def tomorrow():
    with ReplicaServer(day=2, today=TODAY) as running:
        yield Visitor(running)


def clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def seen_text(article: SampleArticle) -> str:
    """What a reader of the article's page can read: the /ct/ portal prints no title."""
    return clean(article.body if article.site == "mau-ct" else article.wording.text)


def of_site(site: str, day: int = 1) -> list[SampleArticle]:
    return [article for article in ARTICLES if article.site == site and article.day <= day]


def by_fate(fate: str) -> SampleArticle:
    (found,) = [article for article in ARTICLES if article.tomorrow == fate]
    return found


def name(article: SampleArticle) -> str:
    return f"{article.site}-{article.number}"


def body_of(soup: BeautifulSoup) -> str:
    return clean(soup.select_one(".article-detail, .content-detail, .l-content, .news-content").get_text("\n"))


# The articles


def test_there_are_enough_articles_from_2019_to_2026_of_many_lengths():
    assert len(ARTICLES) >= 60
    assert min(len(of_site(site)) for site in SITES) >= 18
    assert {article.posted.year for article in ARTICLES} == set(range(2019, 2027))
    assert {article.truth.event.year for article in ARTICLES if article.truth.event} == set(range(2019, 2027))
    lengths = [len(article.body) for article in ARTICLES]
    assert min(lengths) < 500
    assert max(lengths) > 4000


def test_numbers_and_titles_are_never_used_twice():
    assert len({(article.site, article.number) for article in ARTICLES}) == len(ARTICLES)
    assert len({article.title for article in ARTICLES}) == len(ARTICLES)


def test_no_block_repeats_one_of_another_article():
    owners: dict[str, set[str]] = {}
    for article in ARTICLES:
        for piece in article.wording.pieces:
            if len(piece.text) > 40:
                owners.setdefault(clean(piece.text), set()).add(name(article))
    assert [(text, sorted(who)) for text, who in owners.items() if len(who) > 1] == []


@pytest.mark.parametrize("article", ARTICLES, ids=name)
def test_the_truth_of_an_article_stands_in_its_text_in_order(article: SampleArticle):
    text, place = seen_text(article), 0
    for printed in article.truth.documents:
        found = text.find(printed, place)
        assert found >= 0, f"{printed} is not printed, or stands earlier"
        place = found + len(printed)
    assert sorted(article.truth.people, key=text.find) == list(article.truth.people)
    assert [person for person in article.truth.people if person not in text] == []
    if article.truth.event:
        assert article.truth.event <= article.posted.date()
        assert (article.posted.date() - article.truth.event).days <= 10


@pytest.mark.parametrize("article", ARTICLES, ids=name)
def test_related_articles_exist_on_the_same_site(article: SampleArticle):
    assert set(article.related) <= {other.number for other in of_site(article.site, article.day)}
    assert article.number not in article.related


def test_numbers_of_a_site_rise_with_the_day_of_posting():
    for site in SITES:
        numbers = [article.number for article in sorted(of_site(site, 2), key=lambda article: article.posted)]
        assert numbers == sorted(numbers)


def test_all_printed_forms_of_documents_are_met():
    printed = "\n".join(text for article in ARTICLES for text in article.truth.documents)
    for form in (
        r"\d+-NQ/TW$",
        r"^Kết luận \d+-KL/TW$",
        r"^kế hoạch số ",
        r"^Nghị quyết số \d+/\d{4}/QH\d\d$",
        r"^Nghị định số \d+/\d{4}/NĐ-CP$",
        r"/NQ-UBTVQH\d\d$",
        r"^Quy định số \d+ – QĐ/TW$",
        r"^Kết luận số \d+ - KL/TW$",
        r"^Quy định số\d+-QĐ/TW$",
        r"^Chỉ thị số \d+/CT-TW$",
        r"QQĐ/TƯ$",
        r"^Nghị quyết \(NQ\) \d+$",
        r"^NQ \d+$",
        r"^Quy định \d+$",
        r"^chỉ thị \d+$",
        r"^\d+-NQ/TW$",
        r"^Nghị quyết Trung ương \d khóa XII",
        r"^Quyết định số \d+-QĐNS/TU$",
    ):
        assert re.search(form, printed, re.MULTILINE), form


# The files


WHOLE = """+++
number = 7
slug = "mot-bai"
title = "Một bài"
posted = 2024-01-02T03:04:05
category = "chinh-tri"
[truth]
+++
Một đoạn.
"""


def broken(tmp_path: Path, text: str) -> str:
    path = tmp_path / "mau-bao" / "7.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SampleError) as caught:
        load_articles("mau-bao", folder=tmp_path)
    assert str(caught.value).startswith("mau-bao/7.txt: ")
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("+++\nnumber", "number", "between two lines +++"),
        ('slug = "mot-bai"\n', "", "slug is missing"),
        ("number = 7", "number = 8", "number is not the file's name"),
        ("number = 7", 'number = "7"', "should be of type int"),
        ("number = 7", "number = ", "the front matter is no TOML"),
        ('"mot-bai"', '"Một bài"', "slug should be"),
        ("03:04:05", "03:04:05Z", "posted should have no zone"),
        ("[truth]", "day = 3\n[truth]", "day should be 1 or 2"),
        ("[truth]", 'tomorrow = "lost"\n[truth]', "should be one of edited, vanished, moved"),
        ("[truth]", 'tomorrow = "edited"\n[truth]', "belongs to tomorrow"),
        ("[truth]", 'day = 2\ntomorrow = "moved"\n[truth]', "cannot change on day 2"),
        ("[truth]", "colour = 1\n[truth]", "unknown key colour"),
        ("[truth]", "[truth]\nevent_year_inferred = true", "needs an event"),
        ("[truth]", "[truth]\ndocuments = [7]", "documents should list"),
        ("[truth]", "[truth]\nevent = 2024-01-02T00:00:00", "a day without an hour"),
        ("[truth]", "caption_glued = true\n[truth]", "caption_glued needs"),
        ("Một đoạn.", "", "at least one paragraph"),
        ("Một đoạn.", "Một đoạn.\nHai đoạn.", "should be one line"),
        ("Một đoạn.", "Một đoạn.\n\n[caption]", "should be one line"),
        ("Một đoạn.", "Một đoạn.\n\n[photo] Ảnh", "[photo] marks no kind of block"),
        ("Một đoạn.", "Một đoạn.\n\n[table]\na | b\n1 | 2 | 3", "same number of cells"),
    ],
)
def test_a_file_that_breaks_the_rules_is_named_with_the_reason(tmp_path: Path, old: str, new: str, reason: str):
    assert old in WHOLE
    assert reason in broken(tmp_path, WHOLE.replace(old, new, 1))


def test_an_edited_article_keeps_its_title_unless_the_second_wording_has_one(tmp_path: Path):
    path = tmp_path / "mau-bao" / "7.txt"
    path.parent.mkdir()
    text = WHOLE.replace("[truth]", 'tomorrow = "edited"\n[truth]') + "\n=== tomorrow ===\nĐoạn mới.\n"
    path.write_text(text, encoding="utf-8")
    assert load_articles("mau-bao", folder=tmp_path)[0].correction.text == "Một bài\nĐoạn mới."
    path.write_text(text.replace("===\nĐoạn", "===\ntitle: Bài mới\nĐoạn"), encoding="utf-8")
    (article,) = load_articles("mau-bao", folder=tmp_path)
    assert article.correction.text == "Bài mới\nĐoạn mới."
    assert article.wording.text == "Một bài\nMột đoạn."


# The sites


@pytest.mark.parametrize("site", SITES)
def test_every_article_is_in_the_sitemap_and_its_page_shows_it_whole(today: Visitor, site: str):
    paths = today.sitemap_numbers(site)
    assert set(paths) == {article.number for article in of_site(site)}
    for article in of_site(site):
        soup = today.page(site, paths[article.number])
        shown = body_of(soup)
        for piece in article.wording.pieces:
            for cell in re.split(r"\n| \| ", piece.text):
                assert clean(cell) in shown, name(article)
        assert (clean(article.title) in shown) == (site != "mau-ct")
        assert article.byline is None or article.byline in shown


@pytest.mark.parametrize(("site", "start"), [("mau-thanhuy", "/"), ("mau-ct", "/")])
def test_the_home_listing_leads_to_every_article_by_paging(today: Visitor, site: str, start: str):
    assert today.listed(site, start) == {article.number for article in of_site(site)}


def test_groups_and_categories_page_too(today: Visitor):
    for site, menu in (("mau-thanhuy", ".menu a[href^='/nhom-tin/']"), ("mau-ct", ".menu a[href*='/ct/']")):
        links = [link["href"] for link in today.page(site, "/").select(menu)]
        by_category = [today.listed(site, link) for link in links]
        counts = Counter(article.category for article in of_site(site))
        assert sorted(map(len, by_category)) == sorted(counts.values())
        assert set.union(*by_category) == {article.number for article in of_site(site)}


def test_the_paper_pages_by_its_endpoint_until_an_empty_list(today: Visitor):
    for category, count in Counter(article.category for article in of_site("mau-bao")).items():
        first = [int(item["pid"]) for item in today.page("mau-bao", f"/{category}").select("ul.onecms__loading > li")]
        pages = today.channel(category)
        rest = [item for page in pages for item in page]
        assert len(first) == min(15, count)
        assert len(first) + len(rest) == count
        numbers = first + [item["PublisherId"] for item in rest]
        assert len(set(numbers)) == count
        assert all(NUMBER["mau-bao"].match(item["LinktoMe2"])[1] == str(item["PublisherId"]) for item in rest)
    wanted = {"PublisherId", "LinktoMe2", "Title", "TitleIcon16", "Headlines", "Thumbnail_Small", "Time_ddMMyyyyHHmm"}
    wanted |= {"Time_yyyyMMddHHmmss", "CommentCount", "NameChannel", "LinkToChannel", "TimeX2"}
    assert all(set(item) == wanted for item in today.channel("chinh-tri")[0])


def test_the_paper_has_daily_sitemaps_news_and_feeds(today: Visitor):
    for article in of_site("mau-bao"):
        day = today.locs("mau-bao", f"/sitemap-article-{article.posted:%Y-%m-%d}.xml")
        stamp = {NUMBER["mau-bao"].match(path)[1]: value for path, value in day.items()}[str(article.number)]
        assert stamp.startswith(f"{article.posted:%Y-%m-%dT%H:%M}")
        assert stamp.endswith("+07:00")
    assert len(today.locs("mau-bao", "/sitemap-news.xml")) == 10
    for feed in ("/rss/trang-chu", "/rss/chinh-tri"):
        dates = [item.text for item in BeautifulSoup(today.ask("mau-bao", feed)[2], "xml").select("item > pubDate")]
        assert dates
        assert all(value.endswith("+0700") for value in dates)
    assert today.ask("mau-bao", "/sitemap-article-1999-01-01.xml")[0] == 404


@pytest.mark.parametrize("site", SITES)
def test_every_page_of_a_site_carries_the_banner(today: Visitor, site: str):
    paths = ["/", "/noi-bo/lich-cong-tac", *today.sitemap_numbers(site).values()]
    paths += [link["href"] for link in today.page(site, "/").select(".menu a, .c-menu a")]
    for path in paths:
        assert today.page(site, path).select_one("div.sample-banner").text == BANNER, path
    status, _, text = today.ask(site, "/tin-tuc/khong-co")
    assert status == 404
    assert BANNER in text


@pytest.mark.parametrize("site", SITES)
def test_robots_closes_the_internal_page_that_every_page_links(today: Visitor, site: str):
    status, headers, text = today.ask(site, "/robots.txt")
    assert status == 200
    assert headers["content-type"].startswith("text/plain")
    assert text.splitlines()[:2] == ["User-agent: *", "Disallow: /noi-bo/"]
    assert f"Sitemap: http://{HOSTS[site]}:{today.server.port}/sitemap.xml" in text
    assert "crawl-delay" not in text.lower()
    assert today.page(site, "/").select("a[href^='/noi-bo/']")


def test_the_page_clock_shows_the_day_of_rendering_and_no_page_prints_the_day_of_posting(today: Visitor):
    for number, path in today.sitemap_numbers("mau-thanhuy").items():
        soup = today.page("mau-thanhuy", path)
        assert soup.select_one("div#wrapper > div.header-date").text == "Thứ Ba, ngày 24 tháng 11 năm 2026"
        posted = next(article.posted for article in ARTICLES if article.number == number)
        furniture = soup.get_text().replace(body_of(soup), "")
        assert f"{posted:%H:%M}" not in furniture
    with ReplicaServer(today=date(2022, 12, 7)) as other:
        soup = Visitor(other).page("mau-thanhuy", "/")
        assert soup.select_one("div.header-date").text == "Thứ Tư, ngày 7 tháng 12 năm 2022"


def test_the_city_committee_prints_its_furniture_in_both_layouts(today: Visitor):
    layouts = Counter()
    for article in of_site("mau-thanhuy"):
        soup = today.page("mau-thanhuy", f"/tin-tuc/x-{article.number}")
        is_older = article.posted.year < 2022
        box = soup.select_one("td.content-detail" if is_older else "div.article-detail")
        words = ("Ý kiến bạn đọc", "refresh", "\xa0", "Tổng lượt bình luận", "Tin khác", "Thông báo")
        places = [box.get_text().rindex(word) for word in words if word != "\xa0"]
        assert places == sorted(places)
        assert "\xa0" in box.get_text()
        layouts[is_older] += 1
    assert min(layouts.values()) >= 4


def test_lead_pictures_carry_the_day_of_posting_only_where_the_file_says_so(today: Visitor):
    for article in of_site("mau-thanhuy"):
        images = [image["src"] for image in today.page("mau-thanhuy", f"/tin-tuc/x-{article.number}").select("img")]
        day = f"{article.posted:%Y/%m/%d-%m-%Y}"
        assert any(f"https://images.thanhuy-mau.localhost/res/news/{day}-" in image for image in images) == article.picture
        assert article.picture or not any(f"{article.posted:%d%m%Y}" in image for image in images)


def test_glued_and_doubled_captions_are_printed_so(today: Visitor):
    glued = [article for article in ARTICLES if article.caption_glued]
    doubled = [article for article in ARTICLES if article.caption_doubled]
    assert glued
    assert doubled
    for article in glued:
        caption, first = article.wording.pieces[:2]
        assert clean(caption.text + first.text) in body_of(today.page(article.site, f"/tin-tuc/x-{article.number}"))
    for article in doubled:
        caption = [piece.text for piece in article.wording.pieces if piece.kind == "caption"][-1]
        assert f"{caption} {caption}" in body_of(today.page(article.site, f"/tin-tuc/x-{article.number}"))


def test_some_addresses_keep_marks_and_some_pages_spell_them_apart(today: Visitor):
    assert [path for path in today.locs("mau-thanhuy", "/sitemap.xml") if "%CC%" in path]
    decomposed = [article for article in ARTICLES if article.decomposed]
    assert decomposed
    for article in decomposed:
        text = today.ask(article.site, today.sitemap_numbers(article.site)[article.number])[2]
        first = article.wording.pieces[0].text
        assert unicodedata.normalize("NFD", first) in text
        assert first not in text


def test_the_paper_uses_two_templates_and_linked_data(today: Visitor):
    stamps = set()
    for number, path in today.sitemap_numbers("mau-bao").items():
        article = next(article for article in of_site("mau-bao") if article.number == number)
        soup = today.page("mau-bao", path)
        if article.posted.year >= 2024:
            body = soup.select_one("div.c-news-detail div.b-maincontent article.entry")
            assert body.select_one("h1.sc-longform-header-title.block-sc-title").text == article.title
            assert body.select_one("span.block-sc-publish-time").text == f"{article.posted:%d/%m/%Y %H:%M}"
            news, crumbs = (json.loads(each.text) for each in soup.select("script[type='application/ld+json']"))
            assert news["datePublished"] == f"{article.posted:%Y-%m-%dT%H:%M:%S}+07:00"
            assert crumbs["@type"] == "BreadcrumbList"
        else:
            assert soup.select_one("h1.c-detail-head__title").text == article.title
            stamps.add(re.sub(r"\d", "9", soup.select_one("span.c-detail-head__time").text))
        related = [link["href"] for link in soup.select("article.entry div.c-box a")]
        assert len(related) == len(article.related)
    assert stamps == {"99:99 99/99/9999 |", "99-99-9999 99:99"}


def test_the_portal_prints_neither_title_nor_day_but_empty_lines_and_a_counter(today: Visitor):
    titles = set()
    for path in today.sitemap_numbers("mau-ct").values():
        soup = today.page("mau-ct", path)
        titles.add(soup.title.text)
        body = soup.select_one("div.content-main > div.news-content")
        assert not soup.select("h1, h2")
        assert body.p.get_text(strip=True)
        assert soup.select_one("div.sidebar li")
    assert titles == {"Cổng thông tin điện tử thành phố Vân An"}
    blanks = [body for body in map(str, soup.select("div.news-content")) if "\xa0" in body]
    first, second = (today.page("mau-ct", path).select_one("div.footer").text for _ in range(2))
    assert re.match(r"Tổng lượt truy cập: \d+", first)
    assert first != second
    assert blanks or any("<p>\xa0</p>" in str(today.page("mau-ct", path)) for path in today.sitemap_numbers("mau-ct").values())


# What is asked and answered


def test_only_the_paper_knows_validators_and_answers_304(today: Visitor):
    path = next(iter(today.sitemap_numbers("mau-bao").values()))
    status, headers, body = today.ask("mau-bao", path)
    assert (status, bool(body)) == (200, True)
    for lines in (
        {"If_None_Match": headers["etag"]},
        {"If_None_Match": f'"other", W/{headers["etag"]}'},
        {"If_Modified_Since": headers["last-modified"]},
    ):
        assert today.ask("mau-bao", path, **lines)[::2] == (304, ""), lines
    assert today.ask("mau-bao", path, If_None_Match='"other"', If_Modified_Since=headers["last-modified"])[0] == 200
    assert today.ask("mau-bao", path, If_Modified_Since="yesterday")[0] == 200
    assert today.ask("mau-bao", "/sitemap.xml", If_None_Match=today.ask("mau-bao", "/sitemap.xml")[1]["etag"])[0] == 304
    for site in ("mau-thanhuy", "mau-ct"):
        assert not {"etag", "last-modified"} & set(today.ask(site, "/")[1])


def test_one_server_tells_the_sites_apart_by_host_and_logs_what_was_asked(today: Visitor):
    before = len(today.server.log)
    assert today.ask("mau-ct", "/?page=2")[0] == 200
    assert today.ask("elsewhere.example", "/")[0] == 421
    status, headers, body = today.ask("mau-bao", "/", method="HEAD")
    assert (status, body) == (200, "")
    assert int(headers["content-length"]) > 1000
    asked = [(entry.host, entry.path, entry.status) for entry in today.server.log[before:]]
    assert asked == [("ct-mau.localhost", "/?page=2", 200), ("elsewhere.example", "/", 421), ("bao-mau.localhost", "/", 200)]
    assert today.server.log[-1].at.utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    "path", ["/?trang=0", "/?trang=-1", "/?trang=x", "/?trang=99999999999999999999", "/%ff", "/tin-tuc/x-99999999"]
)
def test_a_strange_address_is_a_page_and_never_a_fault(today: Visitor, path: str):
    for site in SITES:
        status, _, text = today.ask(site, path)
        assert status in (200, 404)
        assert BANNER in text


# Tomorrow


def test_exactly_one_article_is_edited_one_vanishes_one_moves_and_new_ones_appear_everywhere():
    assert {by_fate(fate).site for fate in ("edited", "vanished", "moved")} <= set(SITES)
    for site in SITES:
        assert len([article for article in of_site(site, 2) if article.day == 2]) == 2


@pytest.mark.parametrize("site", SITES)
def test_tomorrow_brings_the_new_and_drops_the_gone_from_sitemap_and_listing(today: Visitor, tomorrow: Visitor, site: str):
    gone = {article.number for article in of_site(site) if article.tomorrow in ("vanished", "moved")}
    shown = {article.number for article in of_site(site, 2)} - gone
    assert set(tomorrow.sitemap_numbers(site)) == shown
    if site != "mau-bao":
        assert tomorrow.listed(site, "/") == shown
    for article in of_site(site, 2):
        if article.day == 2:
            path = tomorrow.sitemap_numbers(site)[article.number]
            assert today.ask(site, path)[0] == 404
            assert clean(article.wording.pieces[-1].text) in body_of(tomorrow.page(site, path))


def test_what_vanishes_answers_404_and_what_moves_leads_home(today: Visitor, tomorrow: Visitor):
    vanished, moved = by_fate("vanished"), by_fate("moved")
    assert tomorrow.ask(vanished.site, today.sitemap_numbers(vanished.site)[vanished.number])[0] == 404
    status, headers, _ = tomorrow.ask(moved.site, today.sitemap_numbers(moved.site)[moved.number])
    assert (status, headers["location"]) == (302, "/")


def test_the_edited_article_has_new_words_and_a_new_stamp_and_no_other_stamp_changes(today: Visitor, tomorrow: Visitor):
    edited = by_fate("edited")
    before, after = today.locs(edited.site, "/sitemap.xml"), tomorrow.locs(edited.site, "/sitemap.xml")
    changed = {path for path in before if path in after and before[path] != after[path]}
    assert changed == {today.sitemap_numbers(edited.site)[edited.number]}
    (path,) = changed
    new = [piece.text for piece in edited.correction.pieces if piece not in edited.wording.pieces]
    assert new
    old_page, new_page = body_of(today.page(edited.site, path)), body_of(tomorrow.page(edited.site, path))
    assert all(clean(text) in new_page and clean(text) not in old_page for text in new)


def test_pages_of_the_paper_that_did_not_change_keep_their_bytes():
    with ReplicaServer() as running:
        visitor = Visitor(running)
        before = {path: visitor.ask("mau-bao", path)[1]["etag"] for path in visitor.sitemap_numbers("mau-bao").values()}
        running.set_day(2)
        after = {path: visitor.ask("mau-bao", path)[1]["etag"] for path in visitor.sitemap_numbers("mau-bao").values()}
    changed = {int(NUMBER["mau-bao"].match(path)[1]) for path in before if path in after and before[path] != after[path]}
    assert len(set(before) & set(after)) >= 18
    assert changed == {article.number for article in of_site("mau-bao") if article.tomorrow == "edited"}


def test_set_day_turns_a_running_server_to_tomorrow():
    vanished = by_fate("vanished")
    with ReplicaServer() as running:
        visitor = Visitor(running)
        path = visitor.sitemap_numbers(vanished.site)[vanished.number]
        assert visitor.ask(vanished.site, path)[0] == 200
        running.set_day(2)
        assert visitor.ask(vanished.site, path)[0] == 404
        running.set_day(1)
        assert visitor.ask(vanished.site, path)[0] == 200


# The command


def start_command(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "crawler.replica", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_command_prints_its_addresses_and_ctrl_c_ends_it():
    with start_command("--port", "0", "--day", "2") as process:
        lines = [process.stdout.readline().strip() for _ in range(3)]
        assert [urlsplit(line).hostname for line in lines] == list(HOSTS.values())
        port = urlsplit(lines[0]).port
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    assert errors == ""
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_a_port_that_is_taken_is_one_sentence(server: ReplicaServer):
    with start_command("--port", str(server.port)) as process:
        output, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert output == ""
    assert errors.count("\n") == 1
    assert f"port {server.port} is taken" in errors
    with pytest.raises(SettingsError, match="is taken"):
        ReplicaServer(port=server.port).start()
