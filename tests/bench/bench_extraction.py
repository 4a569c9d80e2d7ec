"""Our extraction beside others' on pages of families 1 to 6: text, dates and CPU, taken in one run. Run with `make bench`.

The pages are ours, so that site rules do well on them by construction: what informs is how and where the others fail.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import test_sample_pages
from test_sites import ANSWERS

from crawler.extract import extract
from crawler.microscope.wanted import site_at
from crawler.saved import read_saved
from crawler.sites import Site, get_site
from index.article import Article, BlockKind, Capture

ROOT = Path(__file__).resolve().parent.parent.parent
RIVALS = Path(os.environ.get("RIVALS", ROOT / ".venv" / "rivals" / "bin" / "python"))
FAMILIES = ("thanhuytphcm", "onecms", "ct", "nukeviet", "haiphong", "cms-body")
ROUNDS = 3
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Page:
    """A page with its answer. `neutral` are texts that count neither way: title, byline, captions."""

    capture: Capture
    site: Site
    paragraphs: tuple[str, ...]
    neutral: tuple[str, ...]
    published: date | None

    @property
    def html(self) -> str:
        return self.capture.body.decode("utf-8")


def case_pages() -> list[Page]:
    """The saved pages of the suite."""
    pages = []
    for path in ANSWERS:
        if (
            path.parent.name == "unknown"
            or get_site(path.parent.name).family.name not in FAMILIES
            or not path.with_suffix(".html").exists()
        ):
            continue
        case = json.loads(path.read_text(encoding="utf-8"))
        answer = case["answer"]
        capture = read_saved(path.with_suffix(".html"), case["url"], date.fromisoformat(case["captured"]))
        posted = date.fromisoformat(answer["published"]) if answer["published"] else None
        neutral = (answer["title"] or "", answer["byline"] or "", *answer["captions"])
        pages.append(Page(capture, get_site(path.parent.name), tuple(answer["paragraphs"]), neutral, posted))
    return pages


def sample_pages() -> list[Page]:
    """The pages of the sample sites as they show them on the first day."""
    return [sample_page(article) for article in test_sample_pages.ARTICLES if article.day == 1]


def sample_page(article: test_sample_pages.SampleArticle) -> Page:
    capture, site = test_sample_pages.capture_of(article)
    blocks = test_sample_pages.expected_blocks(article)
    paragraphs = tuple(text for kind, text in blocks if kind != BlockKind.CAPTION.value)
    captions = tuple(text for kind, text in blocks if kind == BlockKind.CAPTION.value)
    is_provable = article.site == "mau-bao" or (article.site == "mau-thanhuy" and article.picture)
    return Page(
        capture,
        site,
        paragraphs,
        (article.title, article.byline or "", *captions),
        article.posted.date() if is_provable else None,
    )


def examination_pages() -> list[Page]:
    """The pages of the readers' examination, articles of families 1 to 6."""
    pages = []
    for path in sorted((ROOT / "tests" / "examination" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = ROOT / "tests" / "examination" / "pages" / f"{gold['id']}.html"
        site = site_at(gold["url"])
        if not gold["article"] or not file.exists() or site is None or site.family.name not in FAMILIES:
            continue
        capture = read_saved(file, gold["url"], date.fromisoformat(gold["captured"]))
        posted = date.fromisoformat(gold["published"]) if gold["published"] else None
        neutral = (gold["title"] or "", gold["byline"] or "", *gold["captions"])
        pages.append(Page(capture, site, tuple(gold["paragraphs"]), neutral, posted))
    return pages


REAL_SIZE = 24_000


def of_real_size(page: Page) -> Page:
    """The page with menus and lists of other stories around it, until it is as long as live ones are on the average."""
    row = '<li class="menu-item"><a href="/chuyen-muc-{0}/bai-{0}.html" title="Chuyên mục {0}">Chuyên mục {0}</a></li>'
    story = '<div class="item"><a href="/bai-{0}.html"><img src="/anh-{0}.jpg" alt=""></a><h4><a href="/bai-{0}.html">Tin số {0} của ngày</a></h4></div>'
    html = page.html
    missing = max(REAL_SIZE - len(html), 0) // 2
    menu = "".join(row.format(number) for number in range(missing // len(row)))
    others = "".join(story.format(number) for number in range(missing // len(story)))
    opened = re.sub(r"(<body[^>]*>)", lambda found: f'{found[1]}<nav><ul class="menu">{menu}</ul></nav>', html, count=1)
    whole = opened.replace("</body>", f'<div class="sidebar">{others}</div></body>')
    return replace(page, capture=replace(page.capture, body=whole.encode()))


def words(texts: Sequence[str]) -> Counter[str]:
    return Counter(_WORDS.findall(" ".join(texts).casefold()))


def f1(page: Page, text: str) -> float:
    """F1 of the multisets of words; lines that are title, byline or a caption are left out first."""
    neutral = {" ".join(each.split()).casefold() for each in page.neutral}
    lines = [line for line in text.splitlines() if " ".join(line.split()).casefold().strip("| ") not in neutral]
    found, wanted = words(lines), words(page.paragraphs)
    same = (found & wanted).total()
    return 2 * same / (found.total() + wanted.total()) if same else 0.0


@dataclass(frozen=True)
class Score:
    """One tool on some pages."""

    tool: str
    text: float
    worst: float
    right: int
    wrong: int
    false: int
    milliseconds: float

    def line(self) -> str:
        dates = f"{self.right:4} right {self.wrong:3} wrong {self.false:3} where none is"
        return f"  {self.tool:<24} F1 {self.text:.3f}  worst page {self.worst:.3f}  dates {dates}  {self.milliseconds:6.1f} ms of CPU a page"


def scored(tool: str, pages: Sequence[Page], read: Sequence[tuple[str, str | None]], seconds: float) -> Score:
    texts = [f1(page, text) for page, (text, _) in zip(pages, read, strict=True)]
    dates = [
        (page.published, date.fromisoformat(told[:10]) if told else None) for page, (_, told) in zip(pages, read, strict=True)
    ]
    return Score(
        tool,
        sum(texts) / len(texts),
        min(texts),
        sum(wanted is not None and told == wanted for wanted, told in dates),
        sum(wanted is not None and told is not None and told != wanted for wanted, told in dates),
        sum(wanted is None and told is not None for wanted, told in dates),
        1000 * seconds / len(pages),
    )


def our_score(pages: Sequence[Page]) -> Score:
    best, articles = float("inf"), list[Article]()
    for _ in range(ROUNDS):
        start = time.process_time()
        articles = [extract(page.capture, page.site) for page in pages]
        best = min(best, time.process_time() - start)
    read = [
        (
            "\n".join(article.texts(BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.TABLE)),
            article.posted.value.isoformat() if article.posted else None,
        )
        for article in articles
    ]
    return scored("ours", pages, read, best)


def rival_scores(pages: Sequence[Page]) -> list[Score]:
    asked = "".join(json.dumps({"html": page.html, "url": page.capture.url}, ensure_ascii=False) + "\n" for page in pages)
    done = subprocess.run(
        [RIVALS, ROOT / "tests" / "bench" / "rivals.py"], input=asked, capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [scored(row["tool"], pages, [tuple(each) for each in row["read"]], row["seconds"]) for row in rows]


PAGES = {
    "saved pages": case_pages,
    "sample sites": sample_pages,
    "examination": examination_pages,
    "all of them, as long as live pages": lambda: [
        of_real_size(page) for page in (*case_pages(), *sample_pages(), *examination_pages())
    ],
}


@pytest.mark.parametrize("name", PAGES)
def test_text_dates_and_cpu_beside_others(name: str):
    assert RIVALS.exists(), "the others are missing: `make bench` installs them"
    pages = PAGES[name]()
    ours, rivals = our_score(pages), rival_scores(pages)
    print(f"\n{name}: {len(pages)} pages, {sum(len(page.html) for page in pages) / len(pages) / 1000:.1f} kB each, no network")
    for score in (ours, *rivals):
        print(score.line())
    for rival in rivals:
        print(f"  {rival.tool} takes {rival.milliseconds / ours.milliseconds:.1f} times our CPU")
        assert ours.text > rival.text
        assert (ours.right, -ours.wrong, -ours.false) > (rival.right, -rival.wrong, -rival.false)
