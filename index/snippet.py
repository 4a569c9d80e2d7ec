"""Passages of an article that show why it was found (đoạn trích), cut by us so that every engine shows the same; never HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.query import Query, Tag
from index.spelling import Spelling
from index.text import Span, nfc, tokens

GAP = "…"
# How far a cut is moved to stand between words.
_BORDER = 30
# Where words stand more often than this, the first ones are as good as any.
_MOST_MATCHES = 2000
# What `index.text.tokens` finds, without an object for each word of a page of long texts.
_WORD = re.compile(r"\w+")
_Phrase = tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a passage; `is_match` where it is what the reader asked for."""

    text: str
    is_match: bool = False


def passages(
    text: str, query: Query, spans: Sequence[Span] = (), limit: int = 2, width: int = 240
) -> tuple[tuple[Fragment, ...], ...]:
    """Up to `limit` passages of about `width` characters that show most of what was asked for, in reading order.

    `spans` are further matches, such as recognised documents. The second passage is the one that shows most of what the
    first does not. Without any match: the opening of the text. Time grows with the length of the text, not faster.
    """
    text = nfc(text)
    found = _within([*matched_spans(text, query), *spans], len(text))
    if not found:
        return (_cut(text, Span(0, min(width, len(text))), []),) if text else ()
    marks = _joined(found)
    found = found[:_MOST_MATCHES]
    labels = [text[span.start : span.end].casefold() for span in found]
    chosen: list[Span] = []
    shown: set[str] = set()
    while len(chosen) < limit and (best := _best_window(text, found, labels, width, chosen, shown)):
        chosen.append(best)
        shown |= {label for span, label in zip(found, labels, strict=True) if best.start <= span.start and span.end <= best.end}
    return tuple(_cut(text, window, marks) for window in sorted(chosen, key=lambda each: each.start))


def highlight(text: str, query: Query, spans: Sequence[Span] = ()) -> tuple[Fragment, ...]:
    """The whole text in fragments, what was asked for marked; `spans` are marked too."""
    text = nfc(text)
    return _fragments(text, Span(0, len(text)), _joined(_within([*matched_spans(text, query), *spans], len(text))))


def matched_spans(text: str, query: Query) -> tuple[Span, ...]:
    """Where what `query` asks for stands in an NFC text, by the same rules as the index: phrases whole, typed marks count."""
    phrases = tuple(dict.fromkeys(_phrases(query)))
    if not phrases:
        return ()
    beginnings = _beginnings(phrases)
    spans = set()
    for first in set(_WORD.findall(text)):
        candidates = beginnings[first]
        for start in _standing(first, text) if candidates else ():
            for phrase in candidates:
                end = start + len(first)
                for spelling in phrase[1:]:
                    following = _WORD.search(text, end)
                    if following is None or not spelling.agrees(following.group()):
                        break
                    end = following.end()
                else:
                    spans.add((start, end))
    return tuple(Span(start, end) for start, end in sorted(spans))


def _standing(word: str, text: str) -> Iterator[int]:
    """Where this very word stands in a text, not as a part of another."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _WORD.match(text[start - 1 : start]) and not _WORD.match(text[end : end + 1]):
            yield start
        start = text.find(word, end)


class _Beginnings(dict[str, list[_Phrase]]):
    """Printed word -> the phrases that begin with it, found out once for all texts of a page."""

    def __init__(self, phrases: Sequence[_Phrase]) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, word: str) -> list[_Phrase]:
        found = self[word] = [phrase for phrase in self._phrases if phrase[0].agrees(word)]
        return found


@lru_cache(maxsize=8)
def _beginnings(phrases: tuple[_Phrase, ...]) -> _Beginnings:
    return _Beginnings(phrases)


def _phrases(query: Query) -> Iterator[_Phrase]:
    """Every clause that can be seen in a text, and neighbours among plain words: side by side they show more."""
    for group in query.must:
        for clause in group:
            if isinstance(clause, Tag):
                yield from _tag_phrases(clause)
            elif clause.words:
                last = len(clause.words) - 1
                yield tuple(
                    Spelling.of(word, is_prefix=clause.is_prefix and place == last) for place, word in enumerate(clause.words)
                )
    for run in query.plain_runs:
        for words in (run, *pairwise(run)):
            yield tuple(map(Spelling.of, words))


def _tag_phrases(tag: Tag) -> Iterator[_Phrase]:
    """A person's name by its key, a symbol with and without the zero before its number."""
    if tag.field == "person" and tag.value:
        yield tuple(Spelling(True, key) for key in tag.value.split())
    elif tag.field == "document" and not {":", "@"} & set(tag.value):
        words = [token.text for token in tokens(tag.value)]
        for number in (words[0], f"0{words[0]}") if words else ():
            yield tuple(map(Spelling.of, (number, *words[1:])))


def _within(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans that lie in a text of this length, each once, in order."""
    inside = {(span.start, span.end) for span in spans if 0 <= span.start < span.end <= length}
    return [Span(start, end) for start, end in sorted(inside)]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in order with overlapping and touching ones as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _best_window(
    text: str, spans: Sequence[Span], labels: Sequence[str], width: int, taken: Sequence[Span], shown: set[str]
) -> Span | None:
    """The window with most different matches that were not shown yet, then with most matches; it overlaps none of `taken`."""
    inside: Counter[str] = Counter()
    best: tuple[int, int, Span] | None = None
    last = 0
    for first, span in enumerate(spans):
        window = _window(text, span, width)
        while last < len(spans) and spans[last].end <= window.end:
            inside[labels[last]] += 1
            last += 1
        if not any(window.start < each.end and each.start < window.end for each in taken):
            fresh = len(inside) - sum(label in inside for label in shown)
            if best is None or (fresh, last - first) > best[:2]:
                best = (fresh, last - first, window)
        if last > first:
            inside[labels[first]] -= 1
            if not inside[labels[first]]:
                del inside[labels[first]]
        else:
            last = first + 1
    return best[2] if best else None


def _window(text: str, span: Span, width: int) -> Span:
    """The stretch around a match that is shown: some words before it, but not of the block before."""
    earliest = max(0, span.start - width // 3)
    start = max(earliest, text.rfind("\n", earliest, span.start) + 1)
    end = max(span.end, min(len(text), start + width))
    line = text.find("\n", max(span.end, start + width // 2), end)
    return Span(start, line if line >= 0 else end)


def _cut(text: str, window: Span, marks: Sequence[Span]) -> tuple[Fragment, ...]:
    """The passage of a window, its ends moved to word borders, never into a match, with dots where text was left out."""
    inside = [span for span in marks if span.start < window.end and span.end > window.start]
    start = min([window.start, *(span.start for span in inside)])
    end = max([window.end, *(span.end for span in inside)])
    if start > 0 and text[start - 1].isalnum():
        space = text.find(" ", start, min(start + _BORDER, inside[0].start if inside else end))
        start = space + 1 if space >= 0 else start
    if end < len(text) and text[end].isalnum():
        space = text.rfind(" ", max(end - _BORDER, inside[-1].end if inside else start), end)
        end = space if space >= 0 else end
    before = (Fragment(f"{GAP} "),) if start > 0 and text[start - 1] != "\n" else ()
    after = (Fragment(f" {GAP}"),) if end < len(text) and text[end] != "\n" else ()
    return (*before, *_fragments(text, Span(start, end), inside), *after)


def _fragments(text: str, window: Span, marks: Iterable[Span]) -> tuple[Fragment, ...]:
    pieces = []
    place = window.start
    for span in marks:
        pieces += [Fragment(text[place : span.start]), Fragment(text[span.start : span.end], is_match=True)]
        place = span.end
    pieces.append(Fragment(text[place : window.end]))
    return tuple(piece for piece in pieces if piece.text)
