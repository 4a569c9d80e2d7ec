"""Whether a number without letters is a document's ("Quy định 1374") or counts something ("quyết định 3 nội dung")."""

from __future__ import annotations

import re
from enum import Enum

from index.authority import Authority
from index.citation.symbols import Symbol
from index.citation.type_word import TypeWord
from index.reading import ReadingCopy

_WORDS = re.compile(r"\s{1,3}([^\W\d_]\w*)(?:\s([^\W\d_]\w*))?")
# 72,5%, 7/10, 26-9, 3b: the number is a part of something else
_PART = re.compile(r"\w|\s?%|[.,]\d|\s?[/-]\s?\d")
# "kế hoạch 2024" names a year
_YEARS = range(1930, 2051)
# small numbers behind a small verb count things: "thông báo 2 việc"
_FEW = 20


class Verdict(Enum):
    """What a number without letters is: a document's, none, or one only if the article cites that document in full."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class BareNumberReader:
    """Judges numbers by the words around them, knowing the lists of one authority folder."""

    def __init__(self, authority: Authority) -> None:
        self._rules = {kind.id: kind.bare for kind in authority.document_types}
        self._counted = frozenset(authority.word_list("counted"))
        self._not_counted = frozenset(authority.word_list("not_counted"))
        self._after = frozenset(authority.word_list("after_number"))

    def judge(self, copy: ReadingCopy, symbol: Symbol, word: TypeWord, kind: str | None) -> Verdict:
        """Whether the number behind a type word is a document's."""
        if is_part(copy.low, symbol.end):
            return Verdict.NO
        words = _next_words(copy.low, symbol.end)
        if words and self._counts(copy.low, symbol.end, words):
            return Verdict.NO
        rule = self._rules.get(kind or "", "free")
        # "quy hoạch 1/2000" is a scale
        if word.has_number_word or symbol.form == "letters" or (symbol.form == "year" and rule != "never"):
            return Verdict.YES
        if int(symbol.number) in _YEARS:
            return Verdict.NO
        if rule == "never":
            return Verdict.OPEN
        if rule == "free" or word.is_short or word.letters or word.issuer:
            return Verdict.YES
        if words and (words[0] in self._after or " ".join(words) in self._after):
            return Verdict.YES
        is_capital = copy.text[word.start].isupper()
        if words:
            # "Quy định 377 trao quyền mạnh hơn" in mid-sentence; "Hướng dẫn 34 tổ viên" may open one
            is_name = is_capital and not _opens_sentence(copy, word.start) and int(symbol.number) > _FEW
            return Verdict.YES if is_name else Verdict.OPEN
        is_number = is_capital or symbol.number.startswith("0") or int(symbol.number) > _FEW
        return Verdict.YES if is_number else Verdict.OPEN

    def judge_listed(self, copy: ReadingCopy, symbol: Symbol, *, may_count: bool) -> Verdict:
        """Whether a number goes on with a list: "18, 19 và 20", not "98, 15 dự án"."""
        if int(symbol.number) in _YEARS or is_part(copy.low, symbol.end):
            return Verdict.NO
        words = _next_words(copy.low, symbol.end)
        if words and self._counts(copy.low, symbol.end, words):
            return Verdict.NO
        is_plain = not words or not may_count or words[0] in self._after or " ".join(words) in self._after
        return Verdict.YES if is_plain else Verdict.OPEN

    def _counts(self, low: str, end: int, words: tuple[str, ...]) -> bool:
        """Whether the words behind a number say what it counts; "ngày" counts only without a date behind it."""
        if words[0] == "ngày":
            return not low[end : end + 12].lstrip().removeprefix("ngày").lstrip()[:1].isdigit()
        if " ".join(words) in self._not_counted:
            return False
        return words[0] in self._counted or " ".join(words) in self._counted


def _opens_sentence(copy: ReadingCopy, place: int) -> bool:
    before = copy.low[max(0, place - 4) : place].rstrip(' \u00a0"(')
    return not before or before[-1] in ".!?:;\n-"


def is_part(low: str, end: int) -> bool:
    """Whether the number that ends here goes on as a decimal, a date, a share or a letter."""
    return _PART.match(low, end) is not None


def _next_words(low: str, end: int) -> tuple[str, ...]:
    match = _WORDS.match(low, end)
    if match is None or "\n" in match.group():
        return ()
    return tuple(word for word in match.groups() if word)
