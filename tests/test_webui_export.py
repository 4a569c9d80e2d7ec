"""Exports: the same query with a suffix, all hits, the query first."""

from __future__ import annotations

import csv
import io
import json

import pytest
from reading_room import EDITED, HOSTILE, TOTAL, UNTITLED, words

from webui import export

pytest_plugins = ["web_pages"]


def rows_of(text: str) -> tuple[str, list[dict[str, str]]]:
    first, _, rest = text.partition("\r\n")
    return next(csv.reader([first]))[0], list(csv.DictReader(io.StringIO(rest, newline="")))


@pytest.mark.parametrize("query", ["", "?q=hội thảo", "?q=22-NQ/TU&nguon=-mau-bao", "?q=chưa-từng-thấy-xyz", "?nam=2024&trang=3"])
def test_every_export_has_as_many_rows_as_the_screen_says(client, page, query):
    count = int(words(page(f"/tim{query.replace('&trang=3', '')}").h1).split()[0])
    _, rows = rows_of(client.get(f"/tim.csv{query}").text)
    whole = json.loads(client.get(f"/tim.json{query}").text)
    lines = client.get(f"/tim.jsonl{query}").text.splitlines()
    assert len(rows) == len(whole["rows"]) == len(lines) - 1 == whole["query"]["total"] == count


def test_the_first_line_is_the_query(client):
    first, _ = rows_of(client.get("/tim.csv?q=hội thảo&nam=2024").text)
    assert first.startswith("# ")
    query = json.loads(first[2:])
    assert (query["q"], query["total"]) == ("hội thảo", 3)
    assert query["address"] == "http://localhost/tim?q=h%E1%BB%99i+th%E1%BA%A3o&nam=2024"
    assert json.loads(client.get("/tim.jsonl?q=hội thảo&nam=2024").text.splitlines()[0])["query"] == query


def test_a_row_says_what_a_footnote_needs(client):
    (row,) = rows_of(client.get("/tim.csv?q=22-NQ/TU&nguon=mau-thanhuy").text)[1]
    assert list(row) == list(export.COLUMNS)
    assert (row["id"], row["event"], row["event_certainty"], row["posted"], row["first_seen"]) == (
        str(EDITED), "2023-09-21", "inferred", "2023-09-22", "2026-03-02",
    )  # fmt: skip
    assert (row["state"], row["version"], row["permalink"]) == ("changed", "2", f"http://localhost/bai/{EDITED}/v2")
    assert row["documents"].split("; ") == ["22-NQ/TU", "58-QĐ/TW"]
    assert "Nguyễn Phước Mẫu" in row["people"]


def test_what_is_unknown_is_empty_and_never_filled(client):
    (row,) = json.loads(client.get("/tim.json?q=an toàn giao thông").text)["rows"]
    assert row["id"] == UNTITLED
    assert (row["title"], row["untitled"], row["event"], row["posted"]) == (None, True, None, None)


def test_the_json_has_the_counts_too(client):
    facets = json.loads(client.get("/tim.json").text)["facets"]
    assert sum(each["count"] for each in facets["source"]) == TOTAL


def test_the_file_for_excel_has_a_mark_and_no_formulas(client, monkeypatch):
    plain, excel = client.get("/tim.csv?q=nghịch").data, client.get("/tim.csv?q=nghịch&bom=1").data
    assert excel.startswith(b"\xef\xbb\xbf")
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert [export._harmless(cell) for cell in ("=1+1", "+84", "@x", "Tít")] == ["'=1+1", "'+84", "'@x", "Tít"]
    assert rows_of(plain.decode())[1][0]["id"] == str(HOSTILE)


def test_a_list_too_long_is_named_with_its_size_and_never_cut(client, monkeypatch):
    monkeypatch.setattr(export, "MOST", 5)
    answer = client.get("/tim.csv")
    assert answer.status_code == 413
    assert f"Danh sách có {TOTAL} bài" in answer.text


def test_the_search_page_links_to_the_exports_of_its_own_query(page, client):
    links = page("/tim?q=hội thảo&trang=1").select(".results-tools nav")[1].select("a")
    assert [words(link) for link in links] == ["CSV", "CSV cho Excel", "JSON"]
    for link in links:
        assert client.get(link["href"]).status_code == 200
