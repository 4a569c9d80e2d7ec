"""The result list to carry away (xuất): the address of the search page with a suffix, all hits, the query first."""

from __future__ import annotations

import csv as csv_format
import io
import json as json_format
from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext

from index.dates import DateClaim
from index.query import Query
from index.results import ResultRow, Results
from webui.parameters import read_parameters
from webui.question import question
from webui.shelf import get_archive
from webui.wording import number_text

bp = Blueprint("export", __name__)
# What one answer may hold in memory. A longer list is named with its size: never cut in silence.
MOST = 10_000
COLUMNS = (
    "id", "title", "untitled", "source", "source_name", "event", "event_certainty", "event_rule", "posted", "first_seen",
    "state", "version", "documents", "people", "source_url", "permalink",
)  # fmt: skip
# A spreadsheet would run a cell that begins with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@bp.get("/tim.json")
def json() -> Response:
    """All hits as one JSON object: the query, the total, the rows, the counts."""
    results = everything()
    facets = {
        name: [{"value": each.value, "label": each.label, "count": each.count} for each in values]
        for name, values in results.facets.items()
    }
    rows = [record(row) for row in results.rows]
    text = json_format.dumps({"query": asked(results), "rows": rows, "facets": facets}, ensure_ascii=False, indent=1)
    return Response(text + "\n", mimetype="application/json")


@bp.get("/tim.jsonl")
def jsonl() -> Response:
    """All hits as JSON lines: the query on the first, one article on each that follows."""
    results = everything()
    lines = [{"query": asked(results)}, *(record(row) for row in results.rows)]
    return Response("".join(json_format.dumps(line, ensure_ascii=False) + "\n" for line in lines), mimetype="application/jsonl")


@bp.get("/tim.csv")
def csv() -> Response:
    """All hits as CSV in UTF-8, the query in a comment on the first line; `bom=1` is for Excel."""
    is_for_excel = request.args.get("bom") == "1"
    results = everything()
    text = ("\ufeff" if is_for_excel else "") + "".join(csv_lines(results, is_for_excel=is_for_excel))
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="kho-tin.csv"'
    return response


def everything() -> Results:
    """All hits of the query in the address, whatever its page; 413 where they are too many for one answer."""
    archive = get_archive()
    query = question(read_parameters(request.args), archive)
    results = archive.search(query, limit=MOST)
    if results.total > MOST:
        abort(
            413,
            gettext(
                "Danh sách có %(total)s bài; mỗi lần xuất được %(most)s bài. Hãy thu hẹp câu tìm, chẳng hạn theo từng năm.",
                total=number_text(results.total),
                most=number_text(MOST),
            ),
        )
    return results


def asked(results: Results) -> dict[str, object]:
    """The query, so that the file says of itself what it holds."""
    query: Query = results.query
    here = read_parameters(request.args)
    return {
        "q": query.text,
        "address": url_for("search.index", **replace(here, page=1).arguments(), _external=True),
        "total": results.total,
        "notes": [*here.notes, *results.notes],
    }


def record(row: ResultRow) -> dict[str, object]:
    """One article under the names of `COLUMNS`; days are ISO, what is unknown is null."""
    return {
        "id": row.article_id,
        "title": None if row.untitled else row.title,
        "untitled": row.untitled,
        "source": row.source,
        "source_name": row.source_name,
        "event": _day(row.event),
        "event_certainty": row.event.certainty.value if row.event else None,
        "event_rule": row.event.rule if row.event else None,
        "posted": _day(row.posted),
        "first_seen": row.first_seen.isoformat(),
        "state": row.state,
        "version": row.revision,
        "documents": [label for _, label in row.documents],
        "people": [name for _, name in row.people],
        "source_url": row.address,
        "permalink": url_for("article.version", article_id=row.article_id, number=row.revision, lang=None, _external=True),
    }


def csv_lines(results: Results, *, is_for_excel: bool) -> Iterator[str]:
    """The file line by line: the query, the names of the columns, the rows."""
    yield _csv_row(["# " + json_format.dumps(asked(results), ensure_ascii=False)])
    yield _csv_row(COLUMNS)
    for row in results.rows:
        cells = [_cell(record(row)[name]) for name in COLUMNS]
        yield _csv_row([_harmless(cell) for cell in cells] if is_for_excel else cells)


def _csv_row(cells: list[str] | tuple[str, ...]) -> str:
    line = io.StringIO()
    csv_format.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _day(claim: DateClaim | None) -> str | None:
    return claim.value.isoformat() if claim else None
