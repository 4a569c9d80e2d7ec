"""Lists of words as one pattern: a tree of syllables, so that a long list costs little more than a short one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from index.text import tone_place

_END = ""
_SPACE = r"\s{1,3}"


def alternatives(words: Iterable[str]) -> str:
    """The words as one pattern, the longest first, up to three white spaces between syllables; of no words what fits nowhere."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for syllable in tone_place(word.lower()).split():
            node = node.setdefault(syllable, {})
        node[_END] = {}
    return _branch(root) if root else r"(?!)"


def _branch(node: dict[str, Any]) -> str:
    """One alternative for each syllable that may come next, a longer one before its own beginning."""
    branches = [
        re.escape(syllable) + _rest(node[syllable]) for syllable in sorted(node, key=lambda each: (-len(each), each)) if syllable
    ]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _rest(node: dict[str, Any]) -> str:
    """What follows a syllable: nothing, more, or perhaps more."""
    if not any(node):
        return ""
    return f"(?:{_SPACE}{_branch(node)})?" if _END in node else _SPACE + _branch(node)
