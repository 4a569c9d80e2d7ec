"""The search index brought up to date by a process of its own (cập nhật chỉ mục): what it takes goes with it.

An update holds its articles' words in memory, a hundred megabytes for some thousands, and merging more: a crawl that did it
itself would be as large as the largest index. A kill in between loses nothing, since the index is told of everything above
its own mark by whoever comes next.
"""

from __future__ import annotations

from crawler.operation.children import python_child
from index.errors import EngineError
from index.settings import Settings


def update_index(settings: Settings) -> str:
    """Run `python -m index update` and return its sentence, "24 articles told to the index"; its progress goes to standard error.

    Raises `EngineError` where it fails, after it said why.
    """
    child = python_child(settings, "index", "update")
    if child.returncode:
        raise EngineError("the search index was not brought up to date; run: python -m index update")
    return child.stdout.strip()
