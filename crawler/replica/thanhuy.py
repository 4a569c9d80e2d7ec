"""The sample portal in the manner of a city committee: page clock, comment box, two layouts, numbers that run like a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote
from zlib import crc32

from crawler.replica.answer import Answer, Question
from crawler.replica.articles import Kind, Piece, SampleArticle
from crawler.replica.edition import Edition, Shown
from crawler.replica.printing import category_name, printed, teaser
from crawler.replica.site import SampleSite, View

PER_PAGE = 10
# Articles posted before this day are shown in the older layout: one table cell, paragraphs parted by <br><br>.
_CURRENT_LAYOUT = date(2022, 1, 1)
_FIRST_GROUP = 1425351021
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the page: a block, or the address of a picture."""

    kind: Kind | Literal["picture"]
    text: str


def page_clock(today: date) -> str:
    """The line in the header (đồng hồ trang): the day on which the page is rendered, not a date of the article."""
    return f"{_WEEKDAYS[today.weekday()]}, ngày {today.day} tháng {today.month} năm {today.year}"


class CityCommittee(SampleSite):
    """Trang mẫu Thành ủy. Listings print `div.list-news h3.item-title > a` and `a.next`."""

    id = "mau-thanhuy"
    host = "thanhuy-mau.localhost"
    name = "Trang tin điện tử Đảng bộ Thành phố Tân Giang"
    folder = "thanhuy"

    def views(self) -> tuple[tuple[str, View], ...]:
        """Home, groups of news, articles."""
        return (
            (r"/", self._home),
            (r"/nhom-tin/([a-z0-9-]+)-\d+", self._group),
            (r"/tin-tuc/[^/]*?-?(\d{8,10})", self.article),
        )

    def article_path(self, article: SampleArticle) -> str:
        """`/tin-tuc/<slug>-<number>`; marks that the slug kept are percent-encoded."""
        return f"/tin-tuc/{quote(article.slug)}-{article.number}"

    def group_path(self, category: str) -> str:
        """`/nhom-tin/<category>-<group number>`."""
        return f"/nhom-tin/{category}-{_FIRST_GROUP + crc32(category.encode()) % 9000}"

    def show_article(self, question: Question, edition: Edition, shown: Shown) -> str:
        """In the layout of the year of posting."""
        template = "article" if shown.posted.date() >= _CURRENT_LAYOUT else "article_older"
        decomposed = shown.article.decomposed
        return self.page(
            template,
            question,
            clock=page_clock(question.today),
            groups=edition.categories,
            title=printed(shown.wording.title, decomposed=decomposed),
            lines=[_Line(line.kind, printed(line.text, decomposed=decomposed)) for line in _lines(shown)],
            byline=shown.article.byline,
            section=category_name(shown.article.category),
            others=edition.around(shown, 5),
        )

    def _home(self, question: Question, edition: Edition) -> Answer:
        return self._listing(question, edition, edition.shown, "Tin mới", "/")

    def _group(self, question: Question, edition: Edition, category: str) -> Answer:
        shown = edition.of(category)
        if not shown:
            return self.not_found(question)
        return self._listing(question, edition, shown, category_name(category), self.group_path(category))

    def _listing(self, question: Question, edition: Edition, shown: Sequence[Shown], heading: str, path: str) -> Answer:
        number = question.page_number("trang")
        rows = shown[(number - 1) * PER_PAGE : number * PER_PAGE]
        page = self.page(
            "listing",
            question,
            clock=page_clock(question.today),
            groups=edition.categories,
            heading=heading,
            rows=[(row.article, row.wording.title, teaser(row.wording)) for row in rows],
            pages=range(1, -(-len(shown) // PER_PAGE) + 1),
            number=number,
            path=path,
        )
        return Answer(200, page.encode())

    def name_of(self, category: str) -> str:
        """What the menu calls a group."""
        return category_name(category)


def _lines(shown: Shown) -> Iterator[_Line]:
    """The blocks as this portal prints them: pictures before their captions, captions glued or doubled where the file says so."""
    article, pieces = shown.article, list(shown.wording.pieces)
    has_lead_caption = pieces[0].kind == "caption"
    if article.picture or has_lead_caption:
        yield _Line("picture", _lead_picture(article) if article.picture else _undated_picture(article, 0))
    if article.caption_glued:
        caption, first = pieces.pop(0), pieces.pop(0)
        yield _Line("paragraph", caption.text + first.text)
    elif has_lead_caption:
        yield _Line("caption", pieces.pop(0).text)
    for number, piece in enumerate(pieces, 1):
        if piece.kind == "caption":
            yield _Line("picture", _picture(article, number))
        yield _Line(piece.kind, _doubled(article, piece))


def _doubled(article: SampleArticle, piece: Piece) -> str:
    """A caption of the body that stands there twice: as the picture's alternative text and as itself."""
    return f"{piece.text} {piece.text}" if article.caption_doubled and piece.kind == "caption" else piece.text


def _mark(number: int) -> str:
    return f"{number * 2654435761 % 0xFFFFFFF:07X}"


def _lead_picture(article: SampleArticle) -> str:
    """The address of the lead picture, which carries the day of posting; the hour runs on a clock of twelve."""
    posted = article.posted
    name = f"{posted:%d-%m-%Y}-{quote(article.slug)}-{_mark(article.number)}-details.jpg?vs={posted:%d%m%Y%I%M%S}"
    return f"https://images.thanhuy-mau.localhost/res/news/{posted:%Y/%m}/{name}"


def _picture(article: SampleArticle, number: int) -> str:
    if not article.picture:
        return _undated_picture(article, number)
    return f"https://images.thanhuy-mau.localhost//Uploads/Image/{article.posted:%d%m%Y}{_mark(number)}/anh%20{number}.jpg"


def _undated_picture(article: SampleArticle, number: int) -> str:
    return f"https://images.thanhuy-mau.localhost//Uploads/Image/{_mark(article.number)}/anh%20{number}.jpg"
