"""Every site has saved pages with answers: a folder of `tests/cases` per site, a page and its answer beside each other.

`unknown` holds pages that no site file describes; they are read by structure and text order. All pages are written for
these tests: people, meetings and addresses are invented.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from parsel import Selector

from crawler.address import is_article
from crawler.extract import extract
from crawler.library import extract_document
from crawler.microscope.answer import answer_of, entry_of
from crawler.saved import read_saved
from crawler.sites import Family, Site, get_site, layouts_for, load_families, load_sites, site_for, with_port
from index.article import Article, Capture
from index.errors import ExtractionError, UnknownSiteError

CASES = Path(__file__).parent / "cases"
CASE_FILES = sorted(CASES.glob("*/*.json"))
REFUSED = [path for path in CASE_FILES if not json.loads(path.read_text(encoding="utf-8")).get("article", True)]
LISTED = [path for path in REFUSED if "document" in json.loads(path.read_text(encoding="utf-8"))]
ANSWERS = [path for path in CASE_FILES if path not in REFUSED]
LIVE = [site for site in load_sites().values() if not site.is_sample]


def capture_of(path: Path) -> Capture:
    """The saved page of a case."""
    case = json.loads(path.read_text(encoding="utf-8"))
    page = path.with_suffix(".html") if path.with_suffix(".html").exists() else path.with_suffix(".txt")
    return read_saved(page, case["url"], date.fromisoformat(case["captured"]))


def read_case(path: Path) -> tuple[dict[str, Any], Article]:
    """What the case says, and what is read."""
    site = None if path.parent.name == "unknown" else get_site(path.parent.name)
    return json.loads(path.read_text(encoding="utf-8")), extract(capture_of(path), site)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_saved_page_is_read_as_its_answer_says(path: Path):
    case, article = read_case(path)
    found = answer_of(article)
    assert {name: found[name] for name in case["answer"]} == case["answer"]
    if case["layout"]:
        assert found["rules"]["body"] == f"layout {case['layout']}", "another layout than the case is about answered"


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_saved_page_that_is_no_article_is_refused_for_its_reason(path: Path):
    site = None if path.parent.name == "unknown" else get_site(path.parent.name)
    is_empty_shelf = site is not None and site.holds == "documents" and path not in LISTED
    with pytest.raises(ExtractionError) as refused:
        extract_document(capture_of(path), site) if site and is_empty_shelf else extract(capture_of(path), site)
    assert refused.value.reason.startswith(json.loads(path.read_text(encoding="utf-8"))["reason"])


@pytest.mark.parametrize("path", LISTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_saved_page_of_a_library_shows_the_document_that_its_answer_says(path: Path):
    case = json.loads(path.read_text(encoding="utf-8"))
    assert "review" not in case, case.get("review")
    assert entry_of(extract_document(capture_of(path), get_site(path.parent.name))) == case["document"]


@pytest.mark.parametrize(
    "path", [path for path in CASE_FILES if path.parent.name != "unknown"], ids=lambda path: path.parent.name
)
def test_a_saved_page_belongs_to_the_site_in_whose_folder_it_stands(path: Path):
    url = json.loads(path.read_text(encoding="utf-8"))["url"]
    site = site_for(url)
    assert site.id == path.parent.name
    if path not in REFUSED:
        assert is_article(url, site), "the site's own pattern does not know its article"


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_answer_says_all_that_a_reader_would_ask(path: Path):
    case = json.loads(path.read_text(encoding="utf-8"))
    assert "review" not in case, case.get("review")
    assert {"title", "byline", "published", "event", "captions", "paragraphs"} <= set(case["answer"])


def cases_of(sites: list[Site]) -> list[Path]:
    ids = {site.id for site in sites}
    return [path for path in CASE_FILES if path.parent.name in ids]


def layouts_in(cases: list[Path]) -> set[str | None]:
    return {json.loads(path.read_text(encoding="utf-8"))["layout"] for path in cases}


@pytest.mark.parametrize("site", LIVE, ids=lambda site: site.id)
def test_every_live_site_and_each_layout_of_its_own_has_a_saved_page(site: Site):
    assert cases_of([site]), f"write a page and its answer into tests/cases/{site.id}/"
    assert {layout.name for layout in site.own_layouts} <= layouts_in(cases_of([site]))


@pytest.mark.parametrize("family", load_families().values(), ids=lambda family: family.name)
def test_every_family_has_three_saved_pages_and_one_for_each_layout(family: Family):
    cases = cases_of([site for site in LIVE if site.family is family])
    kin = [site for site in LIVE if not {layout.name for layout in family.layouts}.isdisjoint(each.name for each in site.layouts)]
    assert {layout.name for layout in family.layouts} <= layouts_in(cases_of(kin))
    assert len(cases) >= 3, f"the family {family.name} has {len(cases)} saved pages: write more into tests/cases/<site>/"


def test_a_site_is_one_file_named_after_it():
    folder = Path(__file__).resolve().parent.parent / "crawler" / "sites"
    files = {path.stem.replace("_", "-") for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert files == set(load_sites())


@pytest.mark.parametrize("site", load_sites().values(), ids=lambda site: site.id)
def test_a_site_file_holds_together(site: Site):
    assert re.fullmatch(r"[a-z0-9-]+", site.id)
    assert site.name
    assert site.owner
    assert site.listings, "without a listing nothing is ever found"
    assert site.is_sample == site.hosts[0].endswith(".localhost")
    assert site.is_sample or site.delay >= 3, "one request every three seconds is polite, and for a live site the least"
    assert site.source.url.startswith(f"{site.scheme}://{site.hosts[0]}")
    assert site_for(site.url) is site
    if site.is_sample:
        return
    if site.state == "verified":
        assert not site.unverified, "a verified site has nothing left that nobody has seen: name it in `known`"
    assert site.reform, "say what 1 July 2025 changed for its owner and place, or that nobody knows"
    assert site.successor is None or site.successor in load_sites()
    assert site.verify_tls or site.tls_reason, "an exception from checking certificates says why"
    assert 0 <= site.expect_per_day[0] < site.expect_per_day[1]
    assert site.visit_hours >= 1


def test_a_family_that_nobody_has_described_is_left_to_structure_and_text_order():
    assert not get_site("haiphong").layouts
    assert "article" in get_site("haiphong").unverified
    assert "article" not in get_site("hanoimoi").unverified


def test_no_host_belongs_to_two_sites():
    hosts = [host for site in load_sites().values() for host in site.hosts]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    ("address", "site_id"),
    [
        ("http://hcmcpv.org.vn/tin-tuc/a-1491881281", "thanhuytphcm"),
        ("https://STXDD.thanhuytphcm.vn/", "thanhuytphcm"),
        ("http://thaodien.tpthuduc.hochiminhcity.gov.vn/x/y/ct/1/2", "thuduc"),
        ("https://hadong.haiphong.gov.vn/chi-dao-dieu-hanh/a-816834", "haiphong"),
        ("https://btgdvtu.lamdong.dcs.vn/a/b/type/detail/id/1/task/2", "lamdong"),
        ("http://thanhuy-mau.localhost:4711/tin-tuc/a-1491881281", "mau-thanhuy"),
    ],
)
def test_a_site_is_found_by_its_address(address: str, site_id: str):
    assert site_for(address).id == site_id


@pytest.mark.parametrize(
    "address",
    [
        "https://icpv.thanhuytphcm.vn/",
        "https://dhtn.dcs.vn/",
        "https://mail.haiphong.gov.vn/",
        "https://someprovince.dcs.vn/",
        "https://example.org/",
        "nothing",
        "",
        "http://[",
        "https://xtpthuduc.hochiminhcity.gov.vn/",
    ],
)
def test_an_address_of_nobody_is_an_error_that_says_so(address: str):
    with pytest.raises(UnknownSiteError):
        site_for(address)


def test_an_unknown_id_is_answered_with_those_that_exist():
    with pytest.raises(UnknownSiteError, match=r"baohaiphong, .*mau-bao"):
        get_site("nowhere")


def test_a_sample_site_is_served_on_any_port():
    site = with_port(get_site("mau-bao"), 40123)
    assert site.url == "http://bao-mau.localhost:40123/"
    assert get_site("mau-bao").port == 8801


@pytest.mark.parametrize("family", load_families().values(), ids=lambda family: family.name)
def test_every_selector_is_understood_by_both_engines_that_use_it(family: Family):
    """BeautifulSoup reads the pages with them; the layout alarm asks parsel."""
    page, soup = Selector("<p>a</p>"), BeautifulSoup("<p>a</p>", "lxml")
    layouts = {layout for site in load_sites().values() if site.family is family for layout in site.layouts}
    for layout in layouts:
        for selector in (*layout.body, *layout.title, *layout.time, *layout.drop):
            page.css(selector)
        for selector in (*layout.lead, *layout.byline, *layout.caption, *layout.subhead, *layout.drop, *layout.body):
            soup.select(selector)


def test_a_page_of_an_unknown_site_is_read_by_the_system_whose_signs_it_bears():
    html = (CASES / "tinhuybinhphuoc" / "visible_time.html").read_text(encoding="utf-8")
    assert [layout.name for layout in layouts_for(html, None)] == ["news_column"]
    assert layouts_for("<p>Không có dấu hiệu nào</p>", None) == ()
    moved = layouts_for(html, get_site("hanoimoi"))
    assert [layout.name for layout in moved] == ["longform", "c-detail-head", "news_column"], "a site that changed its system"
