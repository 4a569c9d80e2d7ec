"""The comparison of two versions of an article (so sánh): what was added and removed, in words and in signs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, render_template

from webui.article import ID, heading_of, source_of
from webui.difference import ChangeKind, ComparedBlock, compare, count_words
from webui.parameters import Parameters
from webui.shelf import get_archive

bp = Blueprint("comparison", __name__, url_prefix="/bai")
# Where only passages are shown, as much around a change as a passage has.
CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring blocks that all changed, or all did not."""

    is_same: bool
    blocks: tuple[ComparedBlock, ...]


@bp.get(f"/{ID}/so-sanh/v<int(max=9223372036854775807):old>..v<int(max=9223372036854775807):new>")
def index(article_id: int, old: int, new: int) -> str:
    """Two versions of one article in one text."""
    archive = get_archive()
    before, after = archive.get(article_id, old), archive.get(article_id, new)
    blocks = compare(before.revision.article, after.revision.article)
    is_open = archive.settings.show != "passages"
    shown = blocks if is_open else tuple(block.shortened(CONTEXT) for block in blocks)
    return render_template(
        "comparison/index.html",
        parameters=Parameters(),
        before=before,
        after=after,
        heading=heading_of(after.revision.article),
        source=source_of(after.revision.article.source),
        stretches=stretches(shown),
        is_open=is_open,
        added=count_words(blocks, ChangeKind.ADDED),
        removed=count_words(blocks, ChangeKind.REMOVED),
    )


def stretches(blocks: tuple[ComparedBlock, ...]) -> tuple[Stretch, ...]:
    """The blocks in runs, so that what did not change can be folded away."""
    return tuple(Stretch(is_same, tuple(run)) for is_same, run in groupby(blocks, key=lambda block: block.is_same))
