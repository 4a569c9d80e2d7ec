"""What the command line shows to people: tables, marked texts, progress. Separate so that commands only decide what."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console, Group
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from index.annotate import Annotations
from index.article import Article, BlockKind
from index.dates import DateClaim
from index.documents import DocumentReference
from index.engine import Progress
from index.labels import document_label
from index.people import PersonMention
from index.register import Answer, Verdict
from index.results import ResultRow, Results
from index.stored import StoredArticle

DOCUMENT, PERSON = "bold yellow", "bold cyan"
_STYLES = {BlockKind.CAPTION: "italic", BlockKind.SUBHEAD: "bold", BlockKind.TABLE: "dim"}
# A page may hold what a terminal obeys: such a character prints nothing anyway.
_OBEYED = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))
_LINES_EVERY = 1000
# A file has no edge; a line wider than this is no longer read.
FILE_WIDTH = 160


def console() -> Console:
    """The console of results: colours and tables on a terminal, plain text elsewhere."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else FILE_WIDTH)


@contextmanager
def shown_progress(words: str) -> Iterator[Progress]:
    """A bar on a terminal, a plain line now and then elsewhere; to standard error either way."""
    if sys.stderr.isatty():
        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(words, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total or None)
        return
    told = 0

    def tell(done: int, total: int) -> None:
        nonlocal told
        if done == total or done - told >= _LINES_EVERY:
            told = done
            click.echo(f"{words}: {done} of {total}" if total else f"{words}: {done}", err=True)

    yield tell


def plain(text: str, style: str = "") -> Text:
    """Text as it is printed: nothing in it is markup or an order to the terminal."""
    return Text(text.translate(_OBEYED), style=style)


def results_table(results: Results) -> Table:
    """A page of hits, a line each."""
    table = Table("id", "day", "title", "source", "documents", "people", title=f"{results.total} articles", title_justify="left")
    for row in results.rows:
        documents, people = ("; ".join(label for _, label in pairs) for pairs in (row.documents, row.people))
        table.add_row(*(plain(cell) for cell in (str(row.article_id), shown_day(row), row.title, row.source, documents, people)))
    return table


def listed_table(answer: Answer) -> Table:
    """What the lists say of one number, a line for each document that fits."""
    says = {
        Verdict.KNOWN: "known",
        Verdict.LIKELY: "one fits, that no other bears the number is not proved",
        Verdict.OPEN: f"{len(answer.documents)} bear the number, nothing proves which is meant",
        Verdict.NOT_SEEN: "not seen in the lists collected",
    }
    table = Table("symbol", "issued", "title", "issuer", "page", title_justify="left")
    table.title = plain(f"{answer.wanted.key}: {says[answer.verdict]}")
    for each in answer.documents:
        day = each.issued_on.isoformat() if each.issued_on else "unknown"
        table.add_row(
            *(plain(cell) for cell in (each.symbol or each.printed or "", day, each.title, each.issuer or "", each.url))
        )
    return table


def shown_day(row: ResultRow) -> str:
    """The day of the event; failing that another day, with the word that says which."""
    if row.event:
        return row.event.value.isoformat()
    return f"posted {row.posted.value.isoformat()}" if row.posted else f"seen {row.first_seen.isoformat()}"


def article_view(stored: StoredArticle) -> Group:
    """One stored article as a person reads it: where it stands, its dates with their evidence, its marked text."""
    read, capture = stored.revision.article, stored.capture
    head = [
        f"{stored.key} · {stored.state} · version {stored.revision.number} of {len(stored.revisions)} · {read.url}",
        f"captured {capture.captured_at.isoformat()} · {capture.digest}",
        f"{capture.place.file} at {capture.place.offset}, {capture.place.length} bytes",
    ]
    head += [f"not on the site any more since {stored.gone_since.isoformat()}"] if stored.gone_since else []
    return Group(*(plain(line, "dim") for line in head), plain(""), dates_table(read.claims), plain(""), marked_article(stored))


def dates_table(claims: tuple[DateClaim, ...]) -> Table:
    """Every date claim with its rule and its printed evidence."""
    table = Table("kind", "day", "precision", "certainty", "rule", "evidence")
    for claim in claims:
        words = (
            claim.kind.value,
            claim.value.isoformat(),
            claim.precision.value,
            claim.certainty.value,
            claim.rule,
            claim.evidence,
        )
        table.add_row(*(plain(word) for word in words))
    return table


def marked_article(stored: StoredArticle) -> Text:
    """The text of an article, block after block, with what was seen in it."""
    read = stored.revision.article
    shown = marked_text(read.text, stored.annotations)
    start = 0
    for text, style in _parts(read):
        if style:
            shown.stylize_before(style, start, start + len(text))
        start += len(text) + 1
    return shown


def _parts(read: Article) -> Iterator[tuple[str, str]]:
    if read.title:
        yield read.title, "bold underline"
    for block in read.blocks:
        yield block.text, _STYLES.get(block.kind, "")


def marked_text(text: str, seen: Annotations) -> Text:
    """A text with its documents in yellow and its officials in cyan; letter for letter as long as the text."""
    shown = Text("".join("�" if ord(char) in _OBEYED else char for char in text))
    for found in seen.documents:
        shown.stylize(DOCUMENT, found.span.start, found.span.end)
    for person in seen.people:
        shown.stylize(PERSON, person.span.start, person.span.end)
    return shown


def _document_read(found: DocumentReference) -> str:
    """What a mention says of its document, as far as the article proves it: "21-KL/TW; 25/10/2021; Ban Chấp hành Trung ương"."""
    day = f"{found.issued_on.day}/{found.issued_on.month}/{found.issued_on.year}" if found.issued_on else ""
    return "; ".join(filter(None, (document_label(found), day, found.issuer)))


def _person_read(person: PersonMention, seen: Annotations) -> str:
    """The titles printed with a name; of a title alone whom it means, if the article says so."""
    meant = seen.people[person.refers_to].name if person.refers_to is not None else None
    return f"= {meant}" if meant else "; ".join(person.titles)


def mentions_table(seen: Annotations) -> Table:
    """Everything seen in a text, in reading order, for those who see no colours."""
    table = Table("at", "printed", "read as")
    rows = [(found.span, found.printed, _document_read(found), DOCUMENT) for found in seen.documents]
    rows += [(person.span, person.printed, _person_read(person, seen), PERSON) for person in seen.people]
    for span, printed, meaning, style in sorted(rows, key=lambda row: row[0].start):
        table.add_row(plain(f"{span.start}–{span.end}"), plain(printed, style), plain(meaning))
    return table
