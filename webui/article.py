"""The article page (bài): the printed text with what was recognised in it, its dates, its versions, its provenance."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, url_for
from flask_babel import gettext

from index.article import Article, BlockKind, Source
from index.labels import document_labels, person_labels
from index.query import Query
from index.snippet import Fragment, passages
from index.stored import StoredArticle
from webui.citation import citation_of
from webui.evidence import evidence_of
from webui.listed import officials
from webui.parameters import Parameters, address_value
from webui.prose import marks_of, printed_blocks, printed_title
from webui.shelf import get_archive

bp = Blueprint("article", __name__, url_prefix="/bai")
# SQLite counts to 2**63: a longer number in an address is an article not seen, not a fault.
ID = "<int(max=9223372036854775807):article_id>"
NUMBER = "v<int(max=9223372036854775807):number>"


@bp.get(f"/{ID}")
def newest(article_id: int) -> str:
    """The newest version of an article."""
    return show(get_archive().get(article_id), is_fixed=False)


@bp.get(f"/{ID}/{NUMBER}")
def version(article_id: int, number: int) -> str:
    """One version of an article, the same for ever."""
    return show(get_archive().get(article_id, number), is_fixed=True)


@bp.get(f"/{ID}/{NUMBER}/ban-chup")
def capture(article_id: int, number: int) -> Response:
    """The bytes as they were received, to save and never to open here; only where the operator shows captures."""
    archive = get_archive()
    stored = archive.get(article_id, number)
    if archive.settings.show != "captures":
        abort(403, gettext("Kho này không mở bản chụp gốc; địa chỉ trang gốc và mã SHA-256 có ở trang của bài."))
    response = Response(archive.read(stored.capture.id).body, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="bai-{article_id}-v{number}.bin"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def show(stored: StoredArticle, *, is_fixed: bool) -> str:
    """The page of one stored version; as much of its text as the operator shows."""
    archive = get_archive()
    found = stored.revision.article
    source = source_of(found.source)
    permalink = url_for("article.version", article_id=stored.article_id, number=stored.revision.number, lang=None, _external=True)
    marks = marks_of(stored.annotations)
    is_open = archive.settings.show != "passages"
    return render_template(
        "article/index.html",
        parameters=Parameters(),
        stored=stored,
        article=found,
        source=source,
        is_fixed=is_fixed,
        show=archive.settings.show,
        title=printed_title(found, marks),
        heading=heading_of(found),
        blocks=printed_blocks(found, marks) if is_open else (),
        opening=() if is_open else opening(found),
        documents=document_labels(stored.annotations.documents),
        officials=officials(stored, archive),
        library_names={known.id: known.name for known, _ in archive.sources()},
        people=person_labels(stored.annotations.people),
        evidence=evidence_of(found),
        citation=citation_of(stored, source, permalink),
        permalink=permalink,
        address_value=address_value,
    )


def source_of(source_id: str) -> Source:
    """The source with this id; one that the catalogue does not name stands for itself."""
    known = (source for source, _ in get_archive().sources() if source.id == source_id)
    return next(known, Source(source_id, source_id, "", ""))


def heading_of(article: Article) -> str:
    """The title, or the first words where the page prints none."""
    if article.title:
        return article.title
    first = next(iter(article.texts(BlockKind.PARAGRAPH)), "")
    return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"


def opening(article: Article) -> tuple[tuple[Fragment, ...], ...]:
    """The opening passage, for an archive that shows passages only."""
    first = article.lead or next(iter(article.texts(BlockKind.PARAGRAPH)), "")
    return passages(first, Query())
