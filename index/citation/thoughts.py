"""Where the thought begins in which a document is cited: its sentence, its line, or the one before that introduces it."""

from __future__ import annotations

import re

from index.authority import Authority
from index.citation.alternatives import alternatives
from index.reading import ReadingCopy
from index.text import CAPITALS

_REACH = 220
_LONGEST_SENTENCE = 600
_BULLET = 10
# "TP. Hồ Chí Minh", "đ/c. Lê Văn Mẫu": the stop ends no sentence
_SENTENCE = re.compile(rf"[.!?](?<![Tt][Pp]\.)(?<!đ/c\.)[\")]?\s+(?=[{CAPITALS}\"])")
# a line that introduces those below it: "… các quyết định của Ban Thường vụ Huyện ủy:" before "1. Quyết định số …"
_INTRODUCED = re.compile(r":\s{0,2}\n\s{0,3}(?:(?:\d{1,2}[.)]|[-+*•])\s{0,2})?$")


def sentence_start(copy: ReadingCopy, place: int) -> int:
    """Where the sentence begins that holds `place`, a very long one nearer."""
    start = max(0, place - _LONGEST_SENTENCE)
    start = max(start, copy.low.rfind("\n", start, place) + 1)
    for end in _SENTENCE.finditer(copy.text, start, place):
        start = end.end()
    return start


class ThoughtReader:
    """Reads where a thought begins, knowing the words with which a sentence goes on with the one before it."""

    def __init__(self, authority: Authority) -> None:
        self._opening = re.compile(rf"(?:{alternatives(authority.word_list('going_on'))})[,\s]")

    def begin(self, copy: ReadingCopy, place: int, floor: int) -> int:
        """Where the sentence begins, or the one before it if this one goes on with its list: "Trong đó, Kế hoạch số …".

        An item of a list on lines of their own goes back to the line that introduces it. Never before `floor`.
        """
        least = max(floor, place - _REACH)
        line = copy.low.rfind("\n", least, place) + 1
        if line and place - line < _BULLET and _INTRODUCED.search(copy.low, max(0, line - 4), place):
            line = copy.low.rfind("\n", least, line - 1) + 1
        start = max(least, line)
        ends = [each.end() for each in _SENTENCE.finditer(copy.text, start, place)]
        if ends and self._opening.match(copy.low, ends[-1]):
            ends.pop()
        return ends[-1] if ends else start
