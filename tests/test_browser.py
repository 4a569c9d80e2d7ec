"""The pages in a real browser, on a wide screen and on a phone, by light and by night: what only a browser can tell."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading_room import EDITED, FILLERS
from waitress import create_server

pytest_plugins = ["web_pages"]
pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = (1440, 900), (390, 844)
PICTURES = Path(__file__).parent / ".screenshots"
PAGES = {
    "dau": "/",
    "tim": "/tim?q=22-NQ/TU&nguon=-mau-ct",
    "khong-thay": "/tim?q=23-NQ/TU giao thông",
    "danh-muc": "/tim?q=18-NQ/TW",
    "bai": f"/bai/{EDITED}",
    "so-sanh": f"/bai/{EDITED}/so-sanh/v1..v2",
    "nam": "/ngay/2024",
    "thang": "/ngay/2022/03",
    "ngay": "/ngay/2023/09/21",
    "nguon": "/nguon/mau-bao",
    "loi": "/khong-thay",
}
# Contrast of every piece of text with what lies behind it (WCAG 2.2, 1.4.3), computed from the colours in use.
CONTRAST = """() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", {willReadFrequently: true});
  const rgb = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const colour = rgb(getComputedStyle(each).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    throw new Error("no ground under the text");
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement, text = walk.currentNode.textContent.trim();
    if (!text || !node.checkVisibility() || node.closest(".unseen, .skip, option")) continue;
    const style = getComputedStyle(node), size = parseFloat(style.fontSize);
    const [dark, bright] = [light(rgb(style.color)), light(ground(node))].sort((a, b) => a - b);
    const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < (isLarge ? 3 : 4.5)) poor.push([text.slice(0, 30), ratio.toFixed(2)]);
  }
  return poor;
}"""
# What a finger must hit: everything but links inside running text (WCAG 2.2, 2.5.8 excepts those; the house asks 44 px).
TARGETS = """() => [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), label.pick")]
  .filter((node) => node.checkVisibility() && getComputedStyle(node).clipPath === "none")
  .filter((node) => !node.closest("p, dd, td.printed, .unseen, .skip, .story-text, .note, h1, .trail, label.pick > *"))
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([node, box]) => box.width > 0 && box.height < 43.5)
  .map(([node, box]) => [node.textContent.trim().slice(0, 30) || node.name, box.height])"""
# Lines with room for stacked marks (ế, ổ): 1.5 on running text, hardly less on headings.
LINES = """() => [...document.querySelectorAll("p, h1, h2, h3, li, td, dd, a, input")]
  .filter((node) => node.checkVisibility() && node.textContent.trim())
  .map((node) => [node, getComputedStyle(node)])
  .map(([node, style]) => [node.textContent.trim().slice(0, 20), parseFloat(style.lineHeight) / parseFloat(style.fontSize)])
  .filter(([, ratio]) => ratio < 1.44)"""


@pytest.fixture(scope="module")
def address(stocked) -> Iterator[str]:
    """The archive, with a list of documents, served as in production."""
    server = create_server(stocked, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="no page was looked at: playwright is not installed (requirements-dev.txt)"
    )
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no page was looked at: Chromium is missing ({CHROMIUM}); install it or name it in CHROMIUM")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def look(browser, address):
    """Open a page at a size and by light or night; anything the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_page(path: str, size: tuple[int, int] = WIDE, *, night: bool = False, script: bool = True):
        scheme = "dark" if night else "light"
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [each for each in complaints if "404 (NOT FOUND)" not in each]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
def test_every_page_fits_and_can_be_read(look, name, size, night):
    page = look(PAGES[name], size, night=night)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate(CONTRAST) == []
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{size[0]}-{'night' if night else 'day'}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_everything_on_a_phone_is_large_enough_for_a_finger(look, name):
    page = look(PAGES[name], PHONE)
    for fold in page.query_selector_all("details:not([open]) > summary"):
        fold.click()
    assert page.evaluate(TARGETS) == []


def test_a_search_by_keyboard_alone(look):
    page = look("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    while page.evaluate("document.activeElement.id") != "q":
        page.keyboard.press("Tab")
    page.keyboard.type("22 nq tu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim?*")
    assert page.text_content("h1").strip().startswith("2 bài")
    page.focus(".hit-title a")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/bai/*")


def test_the_skip_link_leads_past_the_head(look):
    page = look("/tim?q=chi")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_filters_stand_open_on_a_wide_screen_and_folded_on_a_phone(look):
    wide = look("/tim")
    assert wide.is_visible(".facet .facet-label")
    assert not wide.is_visible(".sieve-fold > summary")
    phone = look("/tim", PHONE)
    assert not phone.is_visible(".facet .facet-label")
    phone.click(".sieve-fold > summary")
    assert phone.is_visible(".facet .facet-label")
    assert phone.is_visible(".sieve-done a")


def test_every_job_is_done_without_javascript(look):
    page = look("/tim?q=sinh hoạt", script=False)
    page.click(".facet-value a.facet-label >> nth=0")
    assert page.is_visible(".active .chip")
    page.click(".active .drop")
    page.fill("#tu", "2022-06-01")
    page.click(".range button")
    assert "tu=2022-06-01" in page.url
    assert page.is_visible(".hits > li")
    page.click(".clear")
    assert f"{FILLERS + 1} bài" in page.text_content("h1")
    page.click("a[rel=next]")
    assert "trang=2" in page.url
    page.click(".tongues a[hreflang=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert "trang=2" in page.url


def test_one_click_selects_the_whole_citation(look):
    page = look(f"/bai/{EDITED}")
    page.click(".citation")
    assert page.evaluate("getSelection().toString().trim()") == page.text_content(".citation").strip()


def test_paper_gets_the_text_and_its_provenance_and_nothing_to_click(look):
    page = look(f"/bai/{EDITED}")
    page.emulate_media(media="print")
    assert not page.is_visible("form.box")
    assert not page.is_visible(".masthead")
    assert page.is_visible(".story-text")
    assert page.is_visible("#xuat-xu")
    assert page.is_visible(".citation")


def test_lines_have_room_for_stacked_marks(look):
    page = look(f"/bai/{EDITED}")
    assert page.evaluate(LINES) == []
