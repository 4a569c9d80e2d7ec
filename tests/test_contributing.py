"""The walk of CONTRIBUTING.md, step by step: a stranger adds a site, and a family, and the suite says when it is done."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_sites
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

import crawler.sites
from crawler.address import is_article
from crawler.commands.sample import Command
from crawler.finding.discovery import listing_links
from crawler.sites import get_site, load_families, load_sites

TEXT = (Path(__file__).resolve().parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
SITE_FILE, FAMILY_FILE = (
    re.sub(r"^   ", "", block, flags=re.MULTILINE) if block.startswith("   ") else block
    for block in re.findall(r"```python\n(.*?)[ ]*```", TEXT, re.DOTALL)
)
URL = "https://mauson.example/news/xay-dung-dang/xa-mau-son-hop-mat-12.html"
LEAD = "Sáng 4/6, Đảng ủy xã Mẫu Sơn tổ chức họp mặt đảng viên cao tuổi, lắng nghe hiến kế cho nhiệm kỳ mới của đảng bộ xã."
MORE = "Tại buổi họp mặt, mười ý kiến tâm huyết được nêu ra, phần lớn nói về chuyện giữ người trẻ ở lại quê nhà."
PAGE = f"""<html><head><title>Xã Mẫu Sơn họp mặt - Tin tức</title></head><body>
<div class="news_column" itemtype="http://schema.org/NewsArticle"><h1 class="title" itemprop="headline">Xã Mẫu Sơn họp mặt</h1>
<span class="h5">Thứ ba - 04/06/2024 13:41</span><div id="news-bodyhtml"><p>{LEAD}</p><p>{MORE}</p></div></div></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose files count as site files, as if they lay in `crawler/sites/`."""
    known = set(sys.modules)
    crawler.sites.__path__.append(str(tmp_path))
    yield tmp_path
    crawler.sites.__path__.remove(str(tmp_path))
    for name in set(sys.modules) - known:
        if name.startswith("crawler.sites."):
            sys.modules.pop(name)
            delattr(crawler.sites, name.rpartition(".")[2])
    forget()


def forget() -> None:
    load_sites.cache_clear()
    load_families.cache_clear()


def sample(*arguments: str | Path) -> int:
    command = Command()
    command.settings = Settings()
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    options, files = parser.parse_known_args([str(each) for each in arguments])
    command.run(files, options)
    return command.exitcode


def test_a_site_of_a_known_family_is_one_file_of_under_thirty_lines(folder: Path, monkeypatch: pytest.MonkeyPatch):
    assert len(SITE_FILE.splitlines()) < 30
    (folder / "mauson.py").write_text(SITE_FILE, encoding="utf-8")
    forget()
    site = get_site("mauson")
    test_sites.test_a_site_file_holds_together(site)
    assert is_article(URL, site)

    page, cases = folder / "page.html", folder / "cases"
    page.write_text(PAGE, encoding="utf-8")
    assert sample(page, "--site", "mauson", "--url", URL, "--captured", "2024-07-01", "--into", cases, "--name", "meeting") == 0
    answer = cases / "mauson" / "meeting.json"
    with pytest.raises(AssertionError, match="read the page, mend every field"):
        test_sites.test_an_answer_says_all_that_a_reader_would_ask(answer)

    case = json.loads(answer.read_text(encoding="utf-8"))
    assert case.pop("review")
    answer.write_text(json.dumps(case), encoding="utf-8")
    monkeypatch.setattr(test_sites, "CASE_FILES", [answer])
    test_sites.test_an_answer_says_all_that_a_reader_would_ask(answer)
    test_sites.test_a_saved_page_is_read_as_its_answer_says(answer)
    test_sites.test_every_live_site_and_each_layout_of_its_own_has_a_saved_page(site)
    assert case["answer"]["title"] == "Xã Mẫu Sơn họp mặt"
    assert (case["answer"]["published"], case["answer"]["event"], case["layout"]) == ("2024-06-04", "2024-06-04", "news_column")
    assert case["answer"]["paragraphs"] == [LEAD, MORE]

    case["answer"]["title"] = "Một tít khác"
    answer.write_text(json.dumps(case), encoding="utf-8")
    with pytest.raises(AssertionError):
        test_sites.test_a_saved_page_is_read_as_its_answer_says(answer)


def test_a_new_family_is_one_more_file_of_under_sixty_lines(folder: Path):
    assert len(FAMILY_FILE.splitlines()) < 60
    (folder / "_mauportal.py").write_text(FAMILY_FILE, encoding="utf-8")
    own = SITE_FILE.replace("crawler.sites._nukeviet", "crawler.sites._mauportal").replace("/news/xay-dung-dang", "/tin")
    (folder / "mauson.py").write_text(own, encoding="utf-8")
    forget()
    site = get_site("mauson")
    test_sites.test_a_site_file_holds_together(site)
    url = "https://mauson.example/bai/xa-mau-son-hop-mat-77"
    assert is_article(url, site)

    page, cases = folder / "page.html", folder / "cases"
    body = "<h1 class=mau-title>Xã Mẫu Sơn họp mặt</h1><span class=mau-time>04/06/2024 13:41</span>"
    page.write_text(f'<html><body>{body}<div class="mau-body"><p>{LEAD}</p><p>{MORE}</p></div></body></html>', encoding="utf-8")
    assert sample(page, "--site", "mauson", "--url", url, "--captured", "2024-07-01", "--into", cases) == 0
    (answer,) = (cases / "mauson").glob("*.json")
    case = json.loads(answer.read_text(encoding="utf-8"))
    assert (case["layout"], case["answer"]["key"], case["answer"]["published"]) == ("mau-body", "mauson-77", "2024-06-04")
    listing = HtmlResponse(site.url, body=f"<h3><a href='{url}'>Xã Mẫu Sơn họp mặt</a></h3>".encode())
    assert [link.address for link in listing_links(listing, site.listings[0])] == [url]


def test_a_case_is_never_written_over(folder: Path, capsys: pytest.CaptureFixture[str]):
    page = folder / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    arguments = (page, "--site", "tayninh", "--url", URL.replace("mauson.example", "tayninh.dcs.vn"), "--into", folder / "cases")
    assert sample(*arguments) == 0
    assert sample(*arguments) == 2
    assert "is there already" in capsys.readouterr().err


def test_a_page_that_is_no_article_becomes_a_case_with_its_reason(folder: Path):
    page = folder / "page.html"
    page.write_text("<html><body><p>Lỗi 404</p></body></html>", encoding="utf-8")
    assert sample(page, "--site", "tayninh", "--into", folder / "cases", "--name", "gone") == 0
    case = json.loads((folder / "cases" / "tayninh" / "gone.json").read_text(encoding="utf-8"))
    assert (case["article"], case["reason"].partition(":")[0]) == (False, "no-article")


@pytest.mark.parametrize(
    "arguments", [("x.html",), ("--site", "tayninh"), ("x.html", "--site", "nowhere"), ("x.html", "--site", "tayninh")]
)
def test_what_is_missing_is_one_sentence(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]):
    assert sample(*arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
