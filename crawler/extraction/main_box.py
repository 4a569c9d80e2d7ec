"""Where the main text of a page stands when no layout says it: by the weight of its paragraphs, never by a class name alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bs4 import Tag

from crawler.extraction.boilerplate import is_tail
from crawler.extraction.line import Line, Role
from crawler.extraction.markup import Walked

# Words in class names and ids, without dashes: comment-box, binhLuan, tin-lien-quan, header-date.
_OTHERS = re.compile(
    r"comment|binhluan|ykienbandoc|relate|lienquan|tinkhac|othernews|cungchuyenmuc|docnhieu|xemnhieu|mostview|tinmoi|tinnoibat|footer"
)
_FURNITURE = re.compile(
    r"sidebar|breadcrumb|pagination|paging|navbar|topmenu|mainmenu|copyright|socialshare|sharebox|advert|quangcao|popup|modal|"
    r"searchbox|loginbox|newsletter|headerdate|toolbar|ratingbox|cookie|samplebanner"
)
_FURNITURE_WORDS = re.compile(r"nav|menu|share|social|ads?|banner|search|login|tags?|rating|vote|notice|weather|widget|sidebar")
_MAIN = re.compile(r"article|content|detail|chitiet|noidung|body|entry|post|news|main")
_WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*")
_LEFT_OUT = ("nav", "aside", "footer")
_LEAST_WEIGHT = 40
_OPENING_BONUS = 120.0
_MOST_WIDER = 4
_OPENING = re.compile(r"^\(\s*[\w.]{2,40}\s*\)\s*[-–.]|^(?:sáng|chiều|tối|trưa|ngày)\s", re.IGNORECASE)
_PARAGRAPHS = re.compile("p|li|h[1-6]|blockquote|pre|table|dd|dt|figcaption")


def is_furniture(tag: Tag, most: float) -> bool:
    """Whether a tag is a menu, a comment box or a list of other stories by its name, class or id.

    What holds the main heading is none, and a box of over `most` letters only where its name leaves no doubt: wrappers
    of whole pages may be called anything.
    """
    if tag.name in _LEFT_OUT:
        return tag.h1 is None
    if not tag.attrs or tag.name in ("html", "body", "form", "article", "main"):
        return False
    names = [*(tag.get("class") or ()), str(tag.get("id") or "")]
    plain = re.sub(r"[-_]", "", " ".join(names)).lower()
    if _OTHERS.search(plain):
        return tag.h1 is None
    words = (word.lower() for name in names for word in _WORDS.findall(name))
    is_named = _FURNITURE.search(plain) is not None or any(map(_FURNITURE_WORDS.fullmatch, words))
    return is_named and tag.h1 is None and len(tag.get_text()) < most


def main_box(walked: Sequence[Walked]) -> Tag | None:
    """The box that holds the story: its own paragraphs weigh most, those of boxes in it count half; `None` on an empty page."""
    lines_of = Counter(id(each.block) for each in walked)
    scores: dict[int, float] = {}
    boxes: dict[int, Tag] = {}
    for each in walked:
        weight = _weight(each)
        share = 1.0
        for box in _holders(each.block, lines_of) if weight else ():
            boxes[id(box)] = box
            scores[id(box)] = scores.get(id(box), 0.0) + weight * share
            share *= 0.5
    if not scores:
        return None
    return _widened(boxes[max(scores, key=lambda key: scores[key] * _factor(boxes[key]))], walked)


def _widened(box: Tag, walked: Sequence[Walked]) -> Tag:
    """The box, or one around it where the story goes on there: a sapo or a row of captions may have a box of its own."""
    own = sum(_length(each.line) for each in walked if is_inside(each.block, box))
    outer = box
    for _ in range(_MOST_WIDER):
        if outer.parent is None or outer.parent.name in ("body", "html", "[document]"):
            break
        outer = outer.parent
        added = [each.line for each in _until_tail(walked, box, outer) if not is_inside(each.block, box)]
        text = sum(_length(line) for line in added)
        linked = sum(len(line.text) for line in added if line.is_linked)
        captions = sum(is_picture_line(line) for line in added)
        if linked > 0.3 * text:
            break
        if captions or text >= 0.3 * own:
            box, own = outer, own + text
    return box


def _length(line: Line) -> int:
    is_text = not line.is_linked and (is_picture_line(line) or len(line.text) >= _LEAST_WEIGHT)
    return len(line.text) if is_text else 0


def is_picture_line(line: Line) -> bool:
    """Whether a line stands under a picture as a caption: the markup says so, or it is in italics or centred there."""
    return line.role is Role.CAPTION or (line.role is None and line.after_picture and (line.is_italic or line.is_centred))


def _until_tail(walked: Sequence[Walked], box: Tag, outer: Tag) -> Iterator[Walked]:
    """The lines of `outer` up to a heading under `box` that ends every article."""
    seen = False
    for each in walked:
        if is_inside(each.block, outer):
            is_own = is_inside(each.block, box)
            if seen and not is_own and is_tail(each.line.text):
                return
            seen = seen or is_own
            yield each


def _holders(block: Tag, lines_of: Counter[int]) -> Iterator[Tag]:
    """The box that a line's block belongs to, and two boxes around it. A block of one line is itself a paragraph."""
    is_paragraph = _PARAGRAPHS.fullmatch(block.name) or (lines_of[id(block)] == 1 and block.name in ("div", "span", "section"))
    box: Tag | None = block.parent if is_paragraph and block.parent else block
    if box is not None and box.name in ("ul", "ol", "tr", "tbody"):
        box = box.parent
    for _ in range(3):
        if box is None or box.name in ("[document]", "html"):
            return
        yield box
        box = box.parent


def _weight(each: Walked) -> float:
    line = each.line
    if line.is_linked or line.role is Role.TIME or len(line.text) < _LEAST_WEIGHT:
        return 0.0
    return len(line.text) + (_OPENING_BONUS if _OPENING.match(line.text) else 0.0)


def _factor(box: Tag) -> float:
    names = re.sub(r"[-_]", "", " ".join([*(box.get("class") or ()), str(box.get("id") or "")])).lower()
    if _OTHERS.search(names) or _FURNITURE.search(names):
        return 0.2
    return 1.25 if box.name in ("article", "main") or _MAIN.search(names) else 1.0


def is_inside(block: Tag, box: Tag) -> bool:
    """Whether a block is the box or stands in it."""
    return block is box or any(parent is box for parent in block.parents)
