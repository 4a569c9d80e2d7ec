"""The sample `/ct/` portal: the body begins with the dateline, and neither title nor date stands on an article page."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from crawler.replica.answer import Answer, Question
from crawler.replica.articles import SampleArticle
from crawler.replica.edition import Edition, Shown
from crawler.replica.printing import category_name, printed
from crawler.replica.site import SampleSite, View

PER_PAGE = 10
_LONGEST_SLUG = 84
_CATEGORY_NUMBERS = {"tin-tuc-su-kien": 1780, "dang-uy-phuong": 5829, "xay-dung-dang": 1782, "cai-cach-hanh-chinh": 1794}


def category_number(category: str) -> int:
    """The number of a category in the portal's addresses."""
    return _CATEGORY_NUMBERS.get(category, 2000 + crc32(category.encode()) % 3000)


class CityPortal(SampleSite):
    """Cổng mẫu. Listings print `div.news-list a.news-title` and `a.next`, the home page all categories together."""

    id = "mau-ct"
    host = "ct-mau.localhost"
    name = "Cổng thông tin điện tử thành phố Vân An"
    folder = "portal"

    def views(self) -> tuple[tuple[str, View], ...]:
        """Home, categories with and without their number, articles."""
        return (
            (r"/", self._home),
            (r"/([a-z0-9-]+)(?:/ct/\d+)?", self._category),
            (r"/[a-z0-9-]+/[^/]+/ct/\d+/(\d{1,9})", self.article),
        )

    def article_path(self, article: SampleArticle) -> str:
        """`/<category>/<slug>/ct/<category number>/<number>`, the slug cut in mid-word as the portal does."""
        slug = article.slug[:_LONGEST_SLUG]
        return f"/{article.category}/{slug}/ct/{category_number(article.category)}/{article.number}"

    def category_path(self, category: str) -> str:
        """`/<category>/ct/<category number>`."""
        return f"/{category}/ct/{category_number(category)}"

    def name_of(self, category: str) -> str:
        """What the menu calls a category."""
        return category_name(category)

    def show_article(self, question: Question, edition: Edition, shown: Shown) -> str:
        """The body and nothing else of the article; an empty line where a picture stood."""
        decomposed = shown.article.decomposed
        pieces = [(piece.kind, printed(piece.text, decomposed=decomposed)) for piece in shown.wording.pieces]
        return self.page(
            "article",
            question,
            pieces=pieces,
            has_picture=shown.article.picture,
            categories=edition.categories,
            newest=edition.shown[:6],
        )

    def _home(self, question: Question, edition: Edition) -> Answer:
        return self._listing(question, edition, edition.shown, "/")

    def _category(self, question: Question, edition: Edition, category: str) -> Answer:
        shown = edition.of(category)
        return self._listing(question, edition, shown, self.category_path(category)) if shown else self.not_found(question)

    def _listing(self, question: Question, edition: Edition, shown: Sequence[Shown], path: str) -> Answer:
        number = question.page_number("page")
        page = self.page(
            "listing",
            question,
            rows=shown[(number - 1) * PER_PAGE : number * PER_PAGE],
            categories=edition.categories,
            newest=edition.shown[:6],
            pages=range(1, -(-len(shown) // PER_PAGE) + 1),
            number=number,
            path=path,
        )
        return Answer(200, page.encode())
