"""The normal form of a printed title (chức danh): its head, the body it belongs to, and that body's level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from index.authority import AUTHORITY, Authority
from index.bodies import level_of, normal_body
from index.phrases import Phrases
from index.reading import ReadingCopy

# Words between a head and its body that belong to neither: "Bí thư của Đảng ủy".
_OF = "của"
_ACTING = "quyền"
# "Bí thư Huyện ủy |khóa XXIV": the same post in every term
_TERM = "khóa"


@dataclass(frozen=True, slots=True)
class Post:
    """A title taken apart: "nguyên Phó bí thư Thường trực Quận uỷ 1" is "Phó Bí thư Thường trực" of "quận ủy 1", a district's.

    `head` is written as in `data/authority/title_heads.toml`, `body` as `index.bodies` writes bodies; what is not printed is
    `None`. `is_former`: "nguyên" or "cựu" stands before the head.
    """

    head: str
    body: str | None
    level: str | None
    is_former: bool


def read_post(title: str, authority: Authority = AUTHORITY) -> Post | None:
    """The normal form of a title as printed, `None` where it begins with no known head. Never raises."""
    copy = ReadingCopy(title)
    prefixes, heads, held, names, central = _known(authority)
    prefix = prefixes.match(copy, 0) or 0
    end = heads.match(copy, prefix)
    if end is None:
        return None
    head = names[copy.words[prefix:end]]
    begin = end + (end < len(copy.words) and copy.words[end] == _OF)
    if begin < len(copy.words):
        begin = next((place for place in range(prefix, end) if held.match(copy, place) == end), begin)
    last = copy.words.index(_TERM, begin) if _TERM in copy.words[begin:] else len(copy.words)
    stop = copy.place(last)[0] if last < len(copy.words) else None
    body = normal_body(copy.text[copy.place(begin)[0] : stop], authority) if begin < last else None
    level = "central" if head in central else level_of(body or normal_body(head, authority), authority)
    return Post(head, body, level, bool(prefix) and copy.words[0] != _ACTING)


@cache
def _known(authority: Authority) -> tuple[Phrases, Phrases, Phrases, dict[tuple[str, ...], str], frozenset[str]]:
    """Prefixes, heads, what a head may hold of its body, the written form of each head, and the heads that need no body."""
    heads = [name for group in authority.title_heads for name in group.names]
    names = {ReadingCopy(name).words: name for name in heads}
    central = frozenset(name for group in authority.title_heads if group.group == "rank" for name in group.names)
    held = Phrases(authority.word_list("held_by_heads"))
    return Phrases(authority.word_list("title_prefixes")), Phrases(heads), held, names, central
