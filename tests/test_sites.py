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

from crawler.answer import answer_of
from crawler.extract import extract
from crawler.saved import read_saved
from crawler.sites import Site, get_site, load_sites, site_for, with_port
from index.errors import UnknownSiteError

CASES = Path(__file__).parent / "cases"
ANSWERS = sorted(
    path for path in CASES.glob("*/*.json") if (path.with_suffix(".html").exists() or path.with_suffix(".txt").exists())
)
LIVE = [site for site in load_sites().values() if not site.is_sample]


def read_case(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the case says, and what is read."""
    case = json.loads(path.read_text(encoding="utf-8"))
    page = path.with_suffix(".html") if path.with_suffix(".html").exists() else path.with_suffix(".txt")
    site = None if path.parent.name == "unknown" else get_site(path.parent.name)
    return case, answer_of(extract(read_saved(page, case["url"], date.fromisoformat(case["captured"])), site))


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_saved_page_is_read_as_its_answer_says(path: Path):
    case, found = read_case(path)
    assert {name: found[name] for name in case["answer"]} == case["answer"]
    if case["layout"]:
        assert found["rules"]["body"] == f"layout {case['layout']}", "another layout than the case is about answered"


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_answer_says_all_that_a_reader_would_ask(path: Path):
    case = json.loads(path.read_text(encoding="utf-8"))
    assert {"title", "byline", "published", "event", "captions", "paragraphs"} <= set(case["answer"])


@pytest.mark.parametrize("site", LIVE, ids=lambda site: site.id)
def test_every_layout_of_a_live_site_has_a_saved_page(site: Site):
    covered = {json.loads(path.read_text(encoding="utf-8"))["layout"] for path in ANSWERS if path.parent.name == site.id}
    assert {layout.name for layout in site.layouts} <= covered


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


def test_no_host_belongs_to_two_sites():
    hosts = [host for site in load_sites().values() for host in site.hosts]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    ("address", "site_id"),
    [
        ("http://hcmcpv.org.vn/tin-tuc/a-1491881281", "thanhuytphcm"),
        ("https://STXDD.thanhuytphcm.vn/", "thanhuytphcm"),
        ("http://thaodien.tpthuduc.hochiminhcity.gov.vn/x/y/ct/1/2", "thuduc"),
        ("http://thanhuy-mau.localhost:4711/tin-tuc/a-1491881281", "mau-thanhuy"),
    ],
)
def test_a_site_is_found_by_its_address(address: str, site_id: str):
    assert site_for(address).id == site_id


@pytest.mark.parametrize(
    "address",
    [
        "https://icpv.thanhuytphcm.vn/",
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
    with pytest.raises(UnknownSiteError, match="baohaiphong, mau-bao"):
        get_site("nowhere")


def test_a_sample_site_is_served_on_any_port():
    site = with_port(get_site("mau-bao"), 40123)
    assert site.url == "http://bao-mau.localhost:40123/"
    assert get_site("mau-bao").port == 8801
