"""Vietnamese first, English beside it, each word of either in its own language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from reading_room import BACK, EDITED, GONE, MOVED, UNTITLED, words

from index.dates import TRUST, Certainty, DateClaim, DateKind, Precision
from webui import wording

pytest_plugins = ["web_pages"]

ROOM = Path(wording.__file__).parent
WORDS = ROOM / "translations" / "en" / "LC_MESSAGES"
# Letters that only Vietnamese has: on an English page they may stand in Vietnamese parts alone.
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]")
# What is not seen is never said to be anything else.
NEVER = ("không tồn tại", "không có", "mật", "chưa ban hành", "thôi chức", "miễn nhiệm", "không thực hiện", "kiểm duyệt")
NEVER_EN = ("does not exist", "no such", "secret", "censored", "removed from office", "did not implement")
ADDRESSES = [
    "/", "/tim", "/tim?q=22-NQ/TU&nguon=-mau-bao&tu=2020-01-01", "/tim?q=chưa-từng-thấy giao thông&nam=2020", "/tim?q=23-NQ/TU",
    "/tim?trang=90", f"/bai/{EDITED}", f"/bai/{EDITED}/v1", f"/bai/{UNTITLED}", f"/bai/{GONE}", f"/bai/{MOVED}", f"/bai/{BACK}",
    f"/bai/{EDITED}/so-sanh/v1..v2", "/ngay", "/ngay/2024", "/ngay/2024/01", "/ngay/2023/09/21", "/ngay/2021/05/05", "/nguon",
    "/nguon/mau-bao", "/khong", "/ngay/2023/13", "/opensearch.xml", f"/bai/{EDITED}/v1/ban-chup",
]  # fmt: skip


def extracted() -> set[str | tuple[str, ...]]:
    with (ROOM / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOM, methods, options, keywords={"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
    )
    return {message for _, _, message, _, _ in found}


def said(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    def whole(text) -> tuple[str, ...]:
        return (text,) if isinstance(text, str) else tuple(text)

    return {whole(message.id): whole(message.string) for message in catalog if message.id}


def translations() -> Catalog:
    with (WORDS / "messages.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_string_of_the_pages_is_translated_and_none_is_left_over():
    known = {message.id: message for message in translations() if message.id}
    assert set(known) == extracted()
    for message in known.values():
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy, message.id
    assert not [error for message in known.values() for error in message.check()]


def test_the_compiled_words_are_those_of_the_source():
    with (WORDS / "messages.mo").open("rb") as file:
        compiled = said(read_mo(file))
    assert compiled == said(translations())


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_english_page_has_vietnamese_only_where_it_says_so(client, address):
    text = client.get(address + ("&" if "?" in address else "?") + "lang=en").text
    soup = BeautifulSoup(text, "lxml-xml" if text.startswith("<?xml") else "lxml")
    if soup.html:
        assert soup.html["lang"] == "en"
    for part in soup.select("[lang=vi], ShortName, head title, head meta, head link"):
        part.extract()
    stray = [string for string in soup.find_all(string=True) if VIETNAMESE.search(string)]
    stray += [
        value
        for tag in soup.find_all(True)
        for name, value in tag.attrs.items()
        if name in ("aria-label", "title") and VIETNAMESE.search(value)
    ]
    assert not stray


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_vietnamese_page_has_no_english_part(client, address):
    text = client.get(address).text
    if "<html" in text:
        soup = BeautifulSoup(text, "lxml")
        assert soup.html["lang"] == "vi"
        assert {tag["lang"] for tag in soup.select("body [lang]")} <= {"vi", "en"}
        assert [words(tag) for tag in soup.select("body [lang=en]")] == ["EN"]


def test_a_chosen_language_stays_on_every_link_and_form(page):
    soup = page("/tim?q=22-NQ/TU&lang=en")
    inside = [link["href"] for link in soup.select("a[href^='/']") if link.get("hreflang") != "vi"]
    assert all("lang=en" in href for href in inside)
    assert all(form.select_one("input[name=lang][value=en]") for form in soup.select("form"))
    back = soup.select_one(".tongues a[hreflang=vi]")["href"]
    assert "lang" not in back
    assert page(back).html["lang"] == "vi"


def test_an_unknown_language_is_vietnamese(page):
    assert page("/?lang=fr").html["lang"] == "vi"
    assert page("/?lang=").html["lang"] == "vi"


def test_numbers_and_days_are_written_as_the_language_writes_them(app):
    day = DateClaim(DateKind.EVENT, wording.date(2023, 9, 1), Precision.DAY, Certainty.PRINTED, "dateline", "")
    with app.test_request_context("/"):
        assert wording.number_text(12480) == "12.480"
        assert wording.claim_text(day) == "1/9/2023"
        assert wording.weekday_text(0) == "Thứ Hai"
    with app.test_request_context("/?lang=en"):
        assert wording.number_text(12480) == "12,480"
        assert wording.claim_text(day) == "1 September 2023"
        assert wording.month_text(7) == "July"


@pytest.mark.parametrize(
    ("precision", "certainty", "rule", "shown", "sure"),
    [
        (Precision.DAY, Certainty.PRINTED, "dateline", "1/9/2023", "in trên trang"),
        (Precision.MONTH, Certainty.PRINTED, "address", "9/2023", "in trên trang"),
        (Precision.YEAR, Certainty.UNCERTAIN, "meta", "2023", "chưa chắc"),
        (Precision.CIRCA, Certainty.INFERRED, "id-clock", "khoảng 1/9/2023", "suy ra"),
        (Precision.DAY, Certainty.INFERRED, "dateline+posted", "1/9/2023", "năm suy ra"),
    ],
)
def test_a_date_is_said_as_fine_and_as_sure_as_it_is_known(app, precision, certainty, rule, shown, sure):
    claim = DateClaim(DateKind.POSTED, wording.date(2023, 9, 1), precision, certainty, rule, "")
    with app.test_request_context("/"):
        assert (wording.claim_text(claim), str(wording.certainty_text(claim))) == (shown, sure)


def test_every_dating_rule_has_words():
    assert {rule for rules in TRUST.values() for rule in rules} <= set(wording.RULES)


def test_no_string_of_the_pages_says_more_than_was_seen():
    said = [text for message in extracted() for text in (message if isinstance(message, tuple) else (message,))]
    assert len(said) > 100
    assert not [text for text in said for never in NEVER if never in text.lower()]
    english = [
        text
        for message in translations()
        if message.id
        for text in (message.string if isinstance(message.string, tuple) else (message.string,))
    ]
    assert not [text for text in english for never in NEVER_EN if never in text.lower()]
