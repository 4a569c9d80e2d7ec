"""The files of the sample articles: front matter in TOML between `+++` lines, then blocks parted by blank lines.

A block is a paragraph unless a mark opens it: `[caption]`, `[subhead]`, `[table]` (a row a line, cells parted by `|`),
`[list]` (every line a paragraph of its own). What stands after a line `=== tomorrow ===` is the wording of the second
day, with a title of its own if it opens with `title: …`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args

from crawler.replica.articles import Kind, Piece, SampleArticle, Tomorrow, Truth, Wording
from index.errors import ArchiveError

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
SITES = ("mau-thanhuy", "mau-bao", "mau-ct")

_FENCE = "+++"
_SECOND = re.compile(r"^=== tomorrow ===[ ]*$", re.MULTILINE)
_MARK = re.compile(r"^\[(\w+)\]\s*")
# Combining tone marks and an en dash survive in the addresses of real portals: "ho%CC%83-tro%CC%A3".
_SLUG = re.compile("[a-z0-9\u0300-\u036f\u2013-]{3,100}")
_CATEGORY = re.compile(r"[a-z0-9-]+")
_T = TypeVar("_T")


class SampleError(ArchiveError):
    """A sample article breaks the rules of its file. Raised by `load_articles`; names the file and the reason."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file.parent.name}/{file.name}: {reason}")
        self.file = file
        self.reason = reason


class _Table:
    """A TOML table whose keys are taken one by one, so that what is left over is a mistake."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def take(self, name: str, kind: type[_T], default: _T | None = None) -> _T:
        value = self._values.pop(name, default)
        if value is None:
            raise ValueError(f"{name} is missing")
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            raise ValueError(f"{name} is {value!r} and should be of type {kind.__name__}")
        return value

    def take_optional(self, name: str, kind: type[_T]) -> _T | None:
        return self.take(name, kind) if name in self._values else None

    def take_tuple(self, name: str, kind: type[_T]) -> tuple[_T, ...]:
        values: list[Any] = self.take(name, list, [])
        if not all(isinstance(value, kind) for value in values):
            raise ValueError(f"{name} should list values of type {kind.__name__}")
        return tuple(values)

    def end(self) -> None:
        if self._values:
            raise ValueError(f"unknown key {', '.join(sorted(self._values))}")


def load_articles(*sites: str, folder: Path = SAMPLE) -> tuple[SampleArticle, ...]:
    """The articles of these sample sites (of all where none is named), oldest first.

    Raises `SampleError` for the first file that breaks the rules.
    """
    articles = [read_article(path) for site in sites or SITES for path in sorted((folder / site).glob("*.txt"))]
    return tuple(sorted(articles, key=lambda article: (article.posted, article.number)))


def read_article(path: Path) -> SampleArticle:
    """One article file. Raises `SampleError`."""
    try:
        return _parse_article(path.parent.name, path.stem, path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SampleError(path, f"the front matter is no TOML: {error}") from error
    except (OSError, ValueError) as error:
        raise SampleError(path, str(error)) from error


def _parse_article(site: str, stem: str, text: str) -> SampleArticle:
    head, fence, rest = text.removeprefix(_FENCE + "\n").partition(f"\n{_FENCE}\n")
    if not text.startswith(_FENCE + "\n") or not fence:
        raise ValueError(f"the front matter should stand between two lines {_FENCE}")
    table = _Table(tomllib.loads(head))
    truth = _parse_truth(_Table(table.take("truth", dict)))
    title = _checked(table.take("title", str), bool, "title is empty")
    body, *second = _SECOND.split(rest)
    article = SampleArticle(
        site=site,
        number=_checked(table.take("number", int), lambda number: str(number) == stem, "number is not the file's name"),
        slug=_checked(table.take("slug", str), _SLUG.fullmatch, "slug should be 3 to 100 small letters, digits and hyphens"),
        posted=_checked(table.take("posted", datetime), lambda posted: posted.tzinfo is None, "posted should have no zone"),
        category=_checked(table.take("category", str), _CATEGORY.fullmatch, "category should be a slug"),
        wording=Wording(title, _parse_pieces(body)),
        truth=truth,
        byline=table.take_optional("byline", str),
        picture=table.take("picture", bool, default=False),
        caption_glued=table.take("caption_glued", bool, default=False),
        caption_doubled=table.take("caption_doubled", bool, default=False),
        decomposed=table.take("decomposed", bool, default=False),
        day=_checked(table.take("day", int, 1), (1, 2).__contains__, "day should be 1 or 2"),
        tomorrow=_parse_tomorrow(table),
        related=table.take_tuple("related", int),
        correction=_parse_wording(second[0], title) if second else None,
    )
    table.end()
    _check_whole(article, len(second))
    return article


def _checked(value: _T, test: Callable[[Any], object], reason: str) -> _T:
    if not test(value):
        raise ValueError(f"{reason}: {value!r}")
    return value


def _parse_truth(table: _Table) -> Truth:
    event = table.take_optional("event", date)
    _checked(event, lambda day: not isinstance(day, datetime), "truth.event should be a day without an hour")
    inferred = table.take("event_year_inferred", bool, default=False)
    truth = Truth(event, inferred, table.take_tuple("documents", str), table.take_tuple("people", str))
    table.end()
    return truth


def _parse_tomorrow(table: _Table) -> Tomorrow | None:
    word = table.take_optional("tomorrow", str)
    found = next((known for known in get_args(Tomorrow) if known == word), None)
    if word is not None and found is None:
        raise ValueError(f"tomorrow is {word!r} and should be one of {', '.join(get_args(Tomorrow))}")
    return found


def _parse_wording(text: str, title: str) -> Wording:
    """The second wording: its title, if it has one of its own, stands first as `title: …`."""
    text = text.lstrip()
    if text.startswith("title:"):
        line, _, text = text.partition("\n")
        title = line.removeprefix("title:").strip()
    return Wording(title, _parse_pieces(text))


def _parse_pieces(text: str) -> tuple[Piece, ...]:
    chunks = [chunk.strip() for chunk in re.split(r"\n[ \t]*\n", text) if chunk.strip()]
    return tuple(piece for chunk in chunks for piece in _parse_chunk(chunk))


def _parse_chunk(chunk: str) -> tuple[Piece, ...]:
    found = _MARK.match(chunk)
    mark, text = (found[1], chunk[found.end() :]) if found else ("paragraph", chunk)
    lines = [line.strip() for line in text.split("\n")]
    if mark == "list":
        return tuple(Piece("paragraph", line) for line in lines)
    if mark == "table":
        return (Piece("table", _parse_table(lines)),)
    kind: Kind | None = next((known for known in get_args(Kind) if known == mark), None)
    if kind is None:
        raise ValueError(f"[{mark}] marks no kind of block")
    if len(lines) != 1 or not lines[0]:
        raise ValueError(f"a block should be one line that is not empty, part it by a blank line: {chunk[:60]!r}")
    return (Piece(kind, lines[0]),)


def _parse_table(lines: list[str]) -> str:
    rows = [" | ".join(cell.strip() for cell in line.split("|")) for line in lines]
    if len({row.count(" | ") for row in rows}) != 1 or not rows[0].count(" | "):
        raise ValueError(f"the rows of a table should have the same number of cells, two or more: {rows[0][:60]!r}")
    return "\n".join(rows)


def _check_whole(article: SampleArticle, seconds: int) -> None:
    """What the parts of a file owe each other."""
    wordings = [article.wording, *([article.correction] if article.correction else [])]
    if not all(any(piece.kind == "paragraph" for piece in wording.pieces) for wording in wordings):
        raise ValueError("an article should have at least one paragraph")
    if seconds > 1 or (article.tomorrow == "edited") != (seconds == 1):
        raise ValueError('a second wording after "=== tomorrow ===" belongs to tomorrow = "edited", once')
    if article.day == 2 and article.tomorrow:
        raise ValueError("what appears on day 2 cannot change on day 2")
    if article.truth.event_year_inferred and not article.truth.event:
        raise ValueError("event_year_inferred needs an event")
    if article.caption_glued and article.wording.pieces[0].kind != "caption":
        raise ValueError("caption_glued needs a caption before the first paragraph")
