"""An answer of `scrapy read` for a person: each field with the rule that gave it, then dates, documents, people, text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from crawler.microscope.trial import Trial

_FIELDS = ("key", "url", "title", "lead", "byline", "agency", "dateline", "published", "event")
_TABLES = (
    ("dates", ("kind", "value", "precision", "certainty", "rule", "evidence")),
    ("documents", ("printed", "type", "symbol", "issued", "issuer")),
    ("people", ("name", "titles", "printed")),
)
_UNKNOWN = "–"


def show(answer: Mapping[str, Any], console: Console) -> None:
    """Print one answer. What came from the page is never read as markup of the terminal."""
    console.print(Rule(Text(answer["file"])))
    if not answer["article"]:
        console.print(Text(f"no article: {answer['reason']}\n"))
        if "document" in answer:
            _show_entry(answer["document"], console)
        return
    chosen = {"published": _rule(answer, "posted", "published"), "event": _rule(answer, "event", "event"), **answer["rules"]}
    for name in _FIELDS:
        line = Text.assemble((f"{name:<10}", "bold"), " ", str(answer[name] or _UNKNOWN), "  ", (chosen.get(name, ""), "dim"))
        console.print(line)
    for name, columns in _TABLES:
        console.print(_table(f"{name} ({len(answer[name])})", columns, answer[name]))
    counted = f"{len(answer['paragraphs'])} paragraphs, {len(answer['captions'])} captions"
    console.print(Text.assemble(("text", "bold"), f" by {answer['rules'].get('body', '')}: {counted}\n"))
    for text in answer["paragraphs"]:
        console.print(Text(text + "\n"))
    for text in answer["captions"]:
        console.print(Text(f"[caption] {text}\n", style="dim"))


def _show_entry(entry: Mapping[str, Any], console: Console) -> None:
    """Print what a library's page shows of its document."""
    for name, value in entry.items():
        if name != "rules":
            said = "\n".join(value) if isinstance(value, list) else value
            console.print(
                Text.assemble((f"{name:<10}", "bold"), " ", str(said or _UNKNOWN), "  ", (entry["rules"].get(name, ""), "dim"))
            )


def show_trials(trials: Sequence[Trial], console: Console) -> None:
    """Print what each rule found; those that found nothing are dim."""
    table = Table("field", "rule", "places", "found", title=f"rules tried ({len(trials)})", title_justify="left")
    for trial in trials:
        row = (trial.field, trial.rule, str(trial.count), trial.found or _UNKNOWN)
        table.add_row(*map(Text, row), style="" if trial.count else "dim")
    console.print(table)


def _rule(answer: Mapping[str, Any], kind: str, field: str) -> str:
    """The rule behind the chosen date."""
    return next((each["rule"] for each in answer["dates"] if each["kind"] == kind and each["value"] == answer[field]), "")


def _table(title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        cells = ("; ".join(row[name]) if isinstance(row[name], list) else str(row[name] or _UNKNOWN) for name in columns)
        table.add_row(*map(Text, cells))
    return table
