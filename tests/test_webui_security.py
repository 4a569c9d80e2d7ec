"""What a browser is allowed to do with our pages, and what our logs may keep."""

from __future__ import annotations

import logging
import re

import pytest
from bs4 import BeautifulSoup
from reading_room import EDITED, HOSTILE

from webui.security import WithoutQueries

pytest_plugins = ["web_pages"]

ADDRESSES = (
    "/", "/tim", "/tim?q=hội", f"/bai/{EDITED}", f"/bai/{EDITED}/v1", f"/bai/{HOSTILE}", f"/bai/{EDITED}/so-sanh/v1..v2", "/ngay",
    "/ngay/2024", "/ngay/2024/01", "/ngay/2024/01/10", "/nguon", "/nguon/mau-bao", "/khong", "/tim?q=chưa-từng-thấy-xyz",
)  # fmt: skip


@pytest.mark.parametrize("address", [*ADDRESSES, "/static/paper.css", "/tim.csv", "/tim.json", "/opensearch.xml"])
def test_every_answer_carries_the_headers(client, address):
    with client.get(address) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_script_style_or_anything_from_elsewhere(client, address):
    soup = BeautifulSoup(client.get(address).text, "lxml")
    assert not soup.select("script, style, iframe, object, embed, base, img, video, audio")
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name == "style" or name.startswith("on")], tag
    for link in soup.select("link[href]"):
        assert link["href"].startswith(("/", "http://localhost/"))


@pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "'-alert(1)-'", "{{7*7}}", "<img src=x onerror=alert(1)>"])
def test_what_is_typed_comes_back_as_text(client, typed):
    for field in ("q", "vankien", "nguoi", "nguon", "tinhtrang", "nam", "tu", "loaingay"):
        text = client.get("/tim", query_string={field: typed}).text
        assert "<script" not in text
        assert "<img" not in text
        assert "49" not in text or typed != "{{7*7}}"


def test_links_to_sources_tell_them_nothing(client):
    soup = BeautifulSoup(client.get(f"/bai/{EDITED}").text, "lxml")
    outside = [link for link in soup.select("main a[href^=http]") if not link["href"].startswith("http://localhost/")]
    assert outside
    for link in outside:
        assert {"noreferrer", "noopener"} <= set(link["rel"])


@pytest.mark.parametrize(
    ("message", "arguments"),
    [('127.0.0.1 - - [x] "GET /tim?q=bi+mat HTTP/1.1" 200 -', ()), ("%s %s", ('"GET /tim?q=bi+mat HTTP/1.1"', "200"))],
)
def test_the_log_of_the_development_server_keeps_no_query(message, arguments):
    record = logging.LogRecord("werkzeug", logging.INFO, "", 0, message, arguments, None)
    assert WithoutQueries().filter(record)
    assert "bi+mat" not in record.getMessage()
    assert "GET /tim?…" in record.getMessage()


def test_the_log_is_guarded_once_however_many_applications_there_are(app):
    assert sum(isinstance(each, WithoutQueries) for each in logging.getLogger("werkzeug").filters) == 1


def test_every_link_of_the_archive_leads_somewhere(client):
    seen, waiting = set(), ["/", "/?lang=en"]
    while waiting and len(seen) < 250:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.mimetype == "text/html":
            soup = BeautifulSoup(answer.text, "lxml")
            ids = {tag["id"] for tag in soup.select("[id]")}
            for link in soup.select("a[href]"):
                if link["href"].startswith("#"):
                    assert link["href"][1:] in ids, (address, link["href"])
                elif link["href"].startswith("/"):
                    waiting.append(link["href"])
            assert len(ids) == len(soup.select("[id]")), f"{address} names two things alike"
            assert not re.search(r"\b(None|undefined)\b", soup.get_text()), address
