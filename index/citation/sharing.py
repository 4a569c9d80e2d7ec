"""What neighbouring citations say for each other (dùng chung): one issuer or one date printed for several documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.citation.citation import Citation
from index.citation.issuers import IssuerReader
from index.reading import ReadingCopy

# ", ", " và các ": between two documents that one body gives out together
_AND = re.compile(r"\s{0,3}(?:[,&]|(?:,\s?)?(?:và|cùng|đến)(?=\s))\s{0,3}(?:(?:các|những|cả)\s)?$")
# " về chỉnh trang đô thị và ", " (sửa đổi), ": the title of the one before the other, in the same sentence
_TITLED = re.compile(r"\s{0,3},?\s(?!của\s|thay\s|sửa\s)[^;:\n]{2,220}?(?:,\s|\svà\s|\scùng\s)(?:các\s|những\s)?$")
# ", cùng ngày ban hành ": the day of the one before, too
_SAME_DAY = re.compile(r"(?:[,;]|,?\svà)\scùng ngày,?\s(?:đã\s)?(?:ban hành|ký ban hành|ký|ra|có)\s(?:tiếp\s|thêm\s)?$")
_SERIES = re.compile(r"(?:\s{0,3},?\s(?:về|\(|nhằm|triển khai|thực hiện)[^;:\n]{0,220}?)?;\s(?:và\s)?(?:các\s)?$")
# the same of one register, whatever the title: " giải thể 5 chi bộ; từ ", and from item to item of a list on lines of their own
_REGISTER = re.compile(r"[^;:\n]{0,220}?;\s(?:và\s)?(?:từ\s)?(?:các\s)?$")
_ITEM = re.compile(r"[^\n]{0,300}\n\s{0,3}(?:(?:\d{1,2}[.)]|[-+*•])\s{0,3})?$")
# "… thực hiện Nghị quyết 226/2025/QH15 của Quốc hội|; |Kế hoạch số 33-KH/ĐU": back to what one body gives out
_NEXT = re.compile(
    r"[;,\"]\s(?:và\s)?(?:(?:đồng thời|từ|các|những|số)\s)?$|\s(?:và|cùng)\s(?:các\s)?$"
    r"|[;,]\s[^;:.()\n]{1,60}\s(?:\((?:số\s)?|(?:theo|tại|bằng)\s)$"
    r"|[;,]\s(?:và\s)?(?:sau đó|tiếp đó|tiếp theo|kế đó)\s(?:là|có|đến)\s(?:các\s)?$"
)
_SENTENCE = re.compile(r"\.\s+[^\W\d_a-z]")
_TO = re.compile(r"\s{0,3}đến\s(?:số\s)?")
_LONGEST_LINK = 240
_LONGEST_LIST = 600
_MOST_RANGES = 10
_TERM = "khóa"


def share(copy: ReadingCopy, citations: Sequence[Citation], issuers: IssuerReader) -> tuple[Citation, ...]:
    """The citations with what is printed once for several of them.

    Forward from "Bộ Chính trị ban hành A và B", then backward from "A và B của Bộ Chính trị", "A và B cùng ngày 25/10/2021",
    "A và B lần lượt ngày 30/4/2025 và ngày 4/5/2025".
    """
    shared = list(citations)
    giver: Citation | None = None
    for place in range(1, len(shared)):
        giver = shared[place - 1] if shared[place - 1].issues_on else giver
        shared[place] = _forward(copy, shared[place - 1], shared[place], issuers)
        if giver and not shared[place].issuer and _goes_on_giving(copy, giver, shared[place - 1], shared[place]):
            shared[place] = replace(shared[place], issuer=giver.issuer, issues_on=True)
    for place in range(len(shared) - 1, 0, -1):
        shared[place - 1] = _backward(copy, shared[place - 1], shared[place], issuers)
    _fill_ranges(copy, shared)
    for place, last in enumerate(shared):
        if len(last.dates) <= place + 1:
            for back, day in enumerate(reversed(last.dates)):
                shared[place - back] = replace(shared[place - back], issued_on=day)
    return tuple(shared)


def _fill_ranges(copy: ReadingCopy, shared: list[Citation]) -> None:
    """A document between the two ends of a range has its issuer: 514 in "từ Quyết định số 512-QĐ/TU đến số 519-QĐ/TU"."""
    ranges: list[tuple[Citation, Citation]] = []
    for first, last in pairwise(shared):
        is_range = first.issuer and (first.issuer, first.codes) == (last.issuer, last.codes)
        if is_range and len(ranges) < _MOST_RANGES and _TO.fullmatch(copy.low, first.tail, last.start):
            ranges.append((first, last))
    for place, each in enumerate(shared):
        for first, last in ranges if not each.issuer else ():
            is_between = int(first.symbol.number) < int(each.symbol.number) < int(last.symbol.number)
            if is_between and (each.type, each.codes) == (first.type, first.codes):
                shared[place] = replace(each, issuer=first.issuer)


def _forward(copy: ReadingCopy, first: Citation, second: Citation, issuers: IssuerReader) -> Citation:
    link = _link(copy, first, second)
    is_same_day = link is not None and _SAME_DAY.search(link) is not None
    is_next = link is not None and (second.is_listed or is_same_day or _AND.match(link) is not None)
    if not first.issues_on or second.issues_on or second.issuer or link is None:
        return second
    is_register = first.body == second.body != "" and _REGISTER.fullmatch(link)
    goes_on = is_next or is_register or (_is_one_body(first, second) and (_titled(link) or _SERIES.fullmatch(link)))
    if not goes_on and not (second.dated_on and second.issuer is None and _is_one_body(first, second)):
        return second
    issued_on = second.issued_on or (first.issued_on if first.dated_on and is_next else None)
    if first.issuer and not issuers.may_issue(first.issuer, second.codes):
        return second
    return replace(second, issuer=first.issuer, issues_on=True, issued_on=issued_on, dated_on=first.dated_on and is_next)


def _backward(copy: ReadingCopy, first: Citation, second: Citation, issuers: IssuerReader) -> Citation:
    link = _link(copy, first, second)
    if link is None:
        return first
    is_next = second.is_listed or _AND.match(link) is not None
    is_one_list = _titled(link) or (second.is_closing and _SERIES.fullmatch(link) is not None)
    if not (is_next or (_is_one_body(first, second) and first.type == second.type and is_one_list)):
        return first
    # "Kết luận số 21-KL/TW và Quy định số 37-QĐ/TW ngày 25/10/2021 của …": date and body may be those of the second alone
    is_apart = second.issued_on is not None and first.issued_on is None and first.type != second.type and not second.is_same_day
    # "Nghị quyết 18-NQ/TW (khóa XII), Nghị quyết số 45-NQ/TW …": of another term, and so perhaps of another body
    is_apart = is_apart or _TERM in copy.low[first.end : first.tail]
    is_apart = is_apart or (second.issuer is not None and not issuers.may_issue(second.issuer, first.codes))
    is_shared = not first.issues_on and (second.is_listed or (_is_one_body(first, second) and not is_apart))
    issuer = first.issuer or (second.issuer if is_shared else None)
    issued_on = first.issued_on
    is_same_day = second.is_same_day or _is_pair_of_decisions(first, second) or (second.is_listed and first.is_plural)
    if issued_on is None and is_next and is_same_day and not second.dates:
        issued_on = second.issued_on
    is_same_day = first.is_same_day or second.is_same_day
    if (issuer, issued_on, is_same_day) == (first.issuer, first.issued_on, first.is_same_day):
        return first
    return replace(first, issuer=issuer, issued_on=issued_on, is_same_day=is_same_day, is_closing=second.is_closing)


def _goes_on_giving(copy: ReadingCopy, giver: Citation, before: Citation, second: Citation) -> bool:
    """Whether a document goes on with what `giver`'s body gives out: behind documents in its titles, or as the next item."""
    is_near = second.start - giver.tail <= _LONGEST_LIST
    if giver.body != second.body or not second.body or second.issues_on or not is_near:
        return False
    if giver is before and _ITEM.fullmatch(copy.low, giver.tail, second.start):
        return True
    is_one_sentence = "\n" not in copy.low[giver.tail : second.start] and not _SENTENCE.search(
        copy.text, giver.tail, second.start
    )
    return is_one_sentence and _NEXT.search(copy.low, max(before.tail, second.start - 72), second.start) is not None


def goes_on(copy: ReadingCopy, first: Citation, second: Citation) -> bool:
    """Whether both stand in one sentence, not far from each other."""
    return _link(copy, first, second) is not None


def _link(copy: ReadingCopy, first: Citation, second: Citation) -> str | None:
    """What stands between two citations, `None` where it ends a sentence or is too long for one."""
    if second.start - first.tail > _LONGEST_LINK:
        return None
    link = copy.low[first.tail : second.start]
    return None if "\n" in link or _SENTENCE.search(copy.text, first.tail, second.start) else link


def _titled(link: str) -> bool:
    return _TITLED.fullmatch(link) is not None


def _is_one_body(first: Citation, second: Citation) -> bool:
    """Whether both symbols name the same body; of a bare number nothing says that it is another's."""
    return not first.body or not second.body or first.body == second.body


def _is_pair_of_decisions(first: Citation, second: Citation) -> bool:
    """Whether two decisions are neighbours in one register: "Quyết định số 205-QĐ/ĐU và 206-QĐ/ĐU ngày 18/3/2024"."""
    is_decision = first.type == second.type == "decision" and first.body == second.body != ""
    return is_decision and int(second.symbol.number) - int(first.symbol.number) == 1
