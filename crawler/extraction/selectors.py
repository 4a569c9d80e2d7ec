"""Whether a CSS selector can match anything on a page: a look for its names in the text, before the tree is walked for it."""

from __future__ import annotations

import re
from functools import cache

_ATTRIBUTE = re.compile(r"\[[^\]]*\]")
_NAME = re.compile(r"[.#]([A-Za-z_][\w-]*)")


def may_match(selector: str, html: str) -> bool:
    """Whether every class and id that `selector` asks for is printed in `html`; `True` wherever that is not certain."""
    return all(name in html for name in _names(selector))


@cache
def _names(selector: str) -> tuple[str, ...]:
    """The classes and ids without which a selector matches nothing; of alternatives and ":not(…)" none is needed."""
    plain = _ATTRIBUTE.sub("", selector)
    return () if "," in plain or ":" in plain else tuple(_NAME.findall(plain))
