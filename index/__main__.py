"""python -m index: search, show, rebuild, verify and more; results to standard output, the rest to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from index.annotate import annotate as annotations_of
from index.archive import Archive
from index.dates import DateClaim
from index.errors import ArchiveError, SettingsError
from index.register import Answer
from index.results import ResultRow
from index.settings import Settings, read_settings, settings_for
from index.stored import StoredArticle
from index.terminal import article_view, console, listed_table, marked_text, mentions_table, results_table, shown_progress
from index.text import nfc

Command = Callable[..., None]


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn an error of the archive into its sentence and exit code 1."""
    try:
        yield
    except ArchiveError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


class Commands(click.Group):
    """The commands, which end with one sentence and exit code 1 where something is wrong."""

    def invoke(self, ctx: click.Context) -> object:
        """Run, and turn the archive's errors into a sentence."""
        with one_sentence():
            return super().invoke(ctx)


def choose_data(context: click.Context, _option: click.Parameter, data: Path | None) -> None:
    """Use the archive in this folder; the word nearest to the command wins."""
    with one_sentence():
        if data is not None:
            context.obj = settings_for(data)
        elif context.obj is None:
            context.obj = read_settings()


def on_archive(command: Command) -> Command:
    """A command that works on an archive and takes `--data` behind its own name, too."""
    option = click.option(
        "--data", type=click.Path(path_type=Path), expose_value=False, callback=choose_data, help="The archive's folder."
    )
    return option(click.pass_obj(command))


@click.group(cls=Commands)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    expose_value=False,
    callback=choose_data,
    help="The archive's folder, instead of ARCHIVE_DATA.",
)
def main() -> None:
    """The archive: search it, look at it, rebuild its index, verify its bytes."""


@main.command()
@on_archive
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Results to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="Results to pass over.")
def search(settings: Settings, words: tuple[str, ...], limit: int, offset: int, *, as_json: bool) -> None:
    """Search by document number, official, or words, as on the search page."""
    with Archive.open(settings) as archive:
        results = archive.search(archive.parse(" ".join(words)), offset, limit)
    for note in results.notes:
        click.echo(note, err=True)
    if as_json:
        for row in results.rows:
            click.echo(json.dumps(row_object(row), ensure_ascii=False))
    else:
        console().print(results_table(results))


@main.command()
@on_archive
@click.argument("article", type=int)
@click.option("--revision", type=click.IntRange(1), help="A fixed revision instead of the newest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(settings: Settings, article: int, revision: int | None, *, as_json: bool) -> None:
    """Show one article: its text, its dates with their evidence, its versions, where its bytes lie."""
    with Archive.open(settings) as archive:
        stored = archive.get(article, revision)
    if as_json:
        click.echo(json.dumps(article_object(stored), ensure_ascii=False))
    else:
        console().print(article_view(stored))


@main.command()
@on_archive
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one line for each number.")
def lookup(settings: Settings, words: tuple[str, ...], *, as_json: bool) -> None:
    """Say what the collected lists of documents have under a number: one, several of one number, or not seen."""
    with Archive.open(settings) as archive:
        query = archive.parse(" ".join(words))
        answers = archive.listed(query)
        counted = archive.stats()["listed documents"]
    if not counted:
        click.echo("no list of documents was collected yet; run: scrapy crawl news -a site=tulieuvankien", err=True)
    elif not answers:
        click.echo(f"no document number was read in {query.text!r}; write one like 24-NQ/TW or 'Quy định 58'", err=True)
    for answer in answers:
        if as_json:
            click.echo(json.dumps(answer_object(answer), ensure_ascii=False))
        else:
            console().print(listed_table(answer))


@main.command()
@on_archive
def update(settings: Settings) -> None:
    """Tell the index of everything that changed since it last looked."""
    with Archive.open(settings) as archive, shown_progress("Indexing") as progress:
        told = archive.update_index(progress)
    click.echo(f"{told} articles told to the index")


@main.command()
@on_archive
def rebuild(settings: Settings) -> None:
    """Make the search index again from the catalogue and swap it in; readers go on meanwhile."""
    with Archive.open(settings) as archive, shown_progress("Indexing") as progress:
        told = archive.rebuild(progress)
    click.echo(f"{told} articles indexed")


@main.command()
@on_archive
def verify(settings: Settings) -> None:
    """Read and re-hash every capture, check catalogue and index; exit code 1 where anything is wrong."""
    with Archive.open(settings) as archive, shown_progress("Verifying") as progress:
        problems = archive.verify(progress)
        notes = archive.notes()
    for note in notes:
        click.echo(f"note: {note}")
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)
    click.echo("everything that was promised is there")


@main.command()
@on_archive
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def stats(settings: Settings, *, as_json: bool) -> None:
    """Count what there is."""
    with Archive.open(settings) as archive:
        counted = archive.stats()
    if as_json:
        click.echo(json.dumps(dict(counted)))
        return
    width = max(len(str(number)) for number in counted.values())
    for name, number in counted.items():
        click.echo(f"{number:>{width}}  {name}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def annotate(file: Path) -> None:
    """Show a text with what is seen in it: documents in yellow, officials in cyan."""
    try:
        text = nfc(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SettingsError(str(file), f"the text cannot be read: {reason}") from error
    seen = annotations_of(text)
    console().print(marked_text(text, seen), mentions_table(seen), sep="\n")


def row_object(row: ResultRow) -> dict[str, object]:
    """A result for a program."""
    return {
        "id": row.article_id,
        "key": row.key,
        "title": row.title,
        "untitled": row.untitled,
        "source": row.source,
        "url": row.address,
        "state": row.state,
        "event": day_of(row.event),
        "posted": day_of(row.posted),
        "first_seen": row.first_seen.isoformat(),
        "documents": [label for _, label in row.documents],
        "people": [name for _, name in row.people],
        "passages": ["".join(piece.text for piece in passage) for passage in row.passages],
    }


def article_object(stored: StoredArticle) -> dict[str, object]:
    """A stored article for a program."""
    read, capture = stored.revision.article, stored.capture
    place = {"file": capture.place.file, "offset": capture.place.offset, "length": capture.place.length}
    return {
        "id": stored.article_id,
        "key": stored.key,
        "state": stored.state,
        "gone_since": stored.gone_since.isoformat() if stored.gone_since else None,
        "revision": stored.revision.number,
        "revisions": [[number, at.isoformat()] for number, at in stored.revisions],
        **{name: getattr(read, name) for name in ("source", "url", "title", "lead", "byline", "agency")},
        "dates": [claim_object(claim) for claim in read.claims],
        "blocks": [[block.kind.value, block.text] for block in read.blocks],
        "documents": [[found.printed, found.span.start, found.span.end] for found in stored.annotations.documents],
        "people": [[found.printed, found.span.start, found.span.end] for found in stored.annotations.people],
        "addresses": stored.addresses,
        "capture": {"id": capture.id, "captured_at": capture.captured_at.isoformat(), "digest": capture.digest, **place},
    }


def answer_object(answer: Answer) -> dict[str, object]:
    """What the lists say of one number, for a program."""
    plain = ("source", "url", "key", "title", "subject", "printed", "symbol", "type", "number", "year", "issuer", "signer")
    documents = [
        {
            **{name: getattr(each, name) for name in plain},
            "issued": each.issued_on.isoformat() if each.issued_on else None,
            "files": list(each.files),
            "rules": dict(each.rules),
            "capture": {"id": each.capture_id, "captured_at": each.captured_at.isoformat() if each.captured_at else None},
        }
        for each in answer.documents
    ]
    return {"asked": answer.wanted.key, "verdict": answer.verdict.value, "documents": documents}


def claim_object(claim: DateClaim) -> dict[str, str]:
    """A date claim for a program."""
    words = {name: str(getattr(claim, name).value) for name in ("kind", "precision", "certainty")}
    return {**words, "value": claim.value.isoformat(), "rule": claim.rule, "evidence": claim.evidence}


def day_of(claim: DateClaim | None) -> str | None:
    """The day of a claim as ISO text."""
    return claim.value.isoformat() if claim else None


if __name__ == "__main__":
    main(prog_name="python -m index")
