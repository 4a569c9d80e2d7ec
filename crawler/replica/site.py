"""What every sample site answers: robots.txt, sitemap, one internal page, articles by number, "not found"."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crawler.replica.answer import Answer, Question
from crawler.replica.articles import SampleArticle
from crawler.replica.edition import Edition, Shown, edition_of

BANNER = "TRANG MẪU · SAMPLE — bài viết, người và cuộc họp đều hư cấu"
_XML = "application/xml; charset=utf-8"
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
View = Callable[..., Answer]


class SampleSite(ABC):
    """One sample site (trang mẫu) of one family. A family adds its addresses, its views and its templates."""

    id: ClassVar[str]
    host: ClassVar[str]
    name: ClassVar[str]
    folder: ClassVar[str]
    """The folder of its templates."""
    has_validators: ClassVar[bool] = False
    """Whether its server sends ETag and Last-Modified and answers 304."""

    def __init__(self, articles: Sequence[SampleArticle]) -> None:
        self._editions = {day: edition_of(articles, day) for day in (1, 2)}
        self._views = tuple((re.compile(pattern), view) for pattern, view in (*self._shared_views(), *self.views()))

    @abstractmethod
    def views(self) -> tuple[tuple[str, View], ...]:
        """The family's own addresses: a pattern of the path, and what answers with its groups."""

    @abstractmethod
    def article_path(self, article: SampleArticle) -> str:
        """The address of an article on its site, percent-encoded."""

    @abstractmethod
    def show_article(self, question: Question, edition: Edition, shown: Shown) -> str:
        """The page of an article."""

    def edition(self, day: int) -> Edition:
        """What the site shows on day 1 or 2."""
        return self._editions[day]

    def answer(self, question: Question, day: int) -> Answer:
        """The answer to any address of this host."""
        for pattern, view in self._views:
            if found := pattern.fullmatch(question.path):
                return view(question, self._editions[day], *found.groups())
        return self.not_found(question)

    def page(self, template: str, question: Question, **values: object) -> str:
        """One of the family's templates, filled."""
        values |= {"site": self, "banner": BANNER, "today": question.today, "visits": 128_450 + question.visits}
        return _TEMPLATES.get_template(f"{self.folder}/{template}.html").render(values)

    def article(self, question: Question, edition: Edition, number: str) -> Answer:
        """An article by its number, whatever slug stands before it; gone ones as their fate says."""
        fate = edition.taken_away.get(int(number))
        if fate == "moved":
            return Answer(302, b"", location="/")
        shown = edition.find(int(number))
        if fate or not shown:
            return self.not_found(question)
        return Answer(200, self.show_article(question, edition, shown).encode(), modified=shown.modified)

    def not_found(self, question: Question) -> Answer:
        """The page for an address that leads nowhere."""
        note = "Không tìm thấy trang. Nội dung bạn cần có thể đã được gỡ bỏ hoặc chuyển đi nơi khác."
        return Answer(404, self.page("note", question, heading="Lỗi 404", note=note).encode())

    def _shared_views(self) -> tuple[tuple[str, View], ...]:
        return (
            (r"/robots\.txt", self._robots),
            (r"/noi-bo/[\w-]+", self._internal),
            (r"/sitemap\.xml", self.sitemap),
        )

    def _robots(self, question: Question, _edition: Edition) -> Answer:
        text = f"User-agent: *\nDisallow: /noi-bo/\n\nSitemap: {question.origin}/sitemap.xml\n"
        return Answer(200, text.encode(), "text/plain; charset=utf-8")

    def _internal(self, question: Question, _edition: Edition) -> Answer:
        """A page that robots.txt keeps crawlers from: a polite one never asks for it."""
        note = "Trang dành riêng cho cán bộ, biên tập viên. Vui lòng đăng nhập để xem lịch công tác tuần."
        return Answer(200, self.page("note", question, heading="Lịch công tác nội bộ", note=note).encode())

    def sitemap(self, question: Question, edition: Edition) -> Answer:
        """All articles with their time of change."""
        return self.url_set(question, edition.shown)

    def url_set(self, question: Question, shown: Sequence[Shown]) -> Answer:
        """A sitemap file of these articles."""
        rows = [(question.origin + self.article_path(each.article), each.modified.isoformat()) for each in shown]
        return self.xml("sitemap", rows=rows)

    def xml(self, template: str, **values: object) -> Answer:
        """One of the XML templates, filled."""
        return Answer(200, _TEMPLATES.get_template(f"{template}.xml").render(values).encode(), _XML)
