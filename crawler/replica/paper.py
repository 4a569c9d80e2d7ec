"""The sample paper on OneCMS: two templates, JSON-LD, the JSON paging endpoint, daily sitemaps, feeds, ETags."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from crawler.replica.answer import Answer, Question
from crawler.replica.articles import SampleArticle
from crawler.replica.edition import Edition, Shown
from crawler.replica.printing import category_name, printed, teaser
from crawler.replica.site import SampleSite, View

PER_PAGE = 15
_IN_FEED = 20
_IN_NEWS = 10
# Articles posted before this day are shown in the older template.
_CURRENT_TEMPLATE = date(2024, 1, 1)
_FIRST_CHANNEL = 430
_TAGS = (("Xây dựng Đảng", "/xay-dung-dang-ptag.html"), ("Nam Giang", "/nam-giang-ptag.html"))


class Newspaper(SampleSite):
    """Báo mẫu. Listings print `ul.onecms__loading > li[pid]`, further pages come from `/api/getMoreArticle/…`."""

    id = "mau-bao"
    host = "bao-mau.localhost"
    name = "Báo Nam Giang điện tử"
    folder = "paper"
    has_validators = True

    def __init__(self, articles: Sequence[SampleArticle]) -> None:
        super().__init__(articles)
        self._channels = sorted({article.category for article in articles})

    def views(self) -> tuple[tuple[str, View], ...]:
        """Home, articles, paging, sitemaps, feeds, categories."""
        return (
            (r"/", self._home),
            (r"/[^/]*-(\d+)\.html", self.article),
            (r"/api/getMoreArticle/channel_empty_(\d+)_(\d+)_0", self._more),
            (r"/sitemap-article-(\d{4}-\d\d-\d\d)\.xml", self._sitemap_of_day),
            (r"/sitemap-news\.xml", self._news_sitemap),
            (r"/rss/([a-z-]+)", self._feed),
            (r"/([a-z-]+)", self._category),
        )

    def article_path(self, article: SampleArticle) -> str:
        """`/<slug>-<number>.html`."""
        return f"/{article.slug}-{article.number}.html"

    def channel(self, category: str) -> int:
        """The channel number of a category."""
        return _FIRST_CHANNEL + self._channels.index(category)

    def picture(self, article: SampleArticle) -> str:
        """The address of the lead picture, which carries the day of posting."""
        return _picture(article, 0)

    def name_of(self, category: str) -> str:
        """What the menu calls a category."""
        return category_name(category)

    def show_article(self, question: Question, _edition: Edition, shown: Shown) -> str:
        """In the template of the year of posting; the first paragraph is the lead (sa-pô)."""
        article, decomposed = shown.article, shown.article.decomposed
        pieces = [
            (piece.kind, printed(piece.text, decomposed=decomposed), _picture(article, place))
            for place, piece in enumerate(shown.wording.pieces)
        ]
        lead = next(place for place, (kind, *_) in enumerate(pieces) if kind == "paragraph")
        return self.page(
            "article" if article.posted.date() >= _CURRENT_TEMPLATE else "article_older",
            question,
            article=article,
            title=printed(shown.wording.title, decomposed=decomposed),
            lead=pieces[lead][1],
            pieces=pieces[:lead] + pieces[lead + 1 :],
            stamp=_time_line(article),
            data=self._linked_data(question.origin, shown),
            # Looked up on the article's own first day, so that what changes elsewhere changes no byte of this page.
            related=[found for number in article.related if (found := self.edition(article.day).find(number))],
            categories=self._channels,
            tags=_TAGS,
        )

    def _linked_data(self, origin: str, shown: Shown) -> list[dict[str, Any]]:
        article = shown.article
        crumbs = (("Trang chủ", "/"), (category_name(article.category), f"/{article.category}"))
        return [
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "mainEntityOfPage": {"@type": "WebPage", "@id": origin + self.article_path(article)},
                "headline": shown.wording.title,
                "datePublished": shown.posted.isoformat(),
                "dateModified": shown.modified.isoformat(),
                "author": {"@type": "Person", "name": article.byline or self.name},
                "publisher": {"@type": "Organization", "name": self.name},
            },
            {
                "@context": "https://schema.org",
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "item": {"@id": origin + path, "name": name}}
                    for place, (name, path) in enumerate(crumbs, 1)
                ],
            },
        ]

    def _home(self, question: Question, edition: Edition) -> Answer:
        sections = [(category, edition.of(category)[:4]) for category in edition.categories]
        page = self.page("home", question, newest=edition.shown[:6], sections=sections, categories=self._channels)
        return Answer(200, page.encode())

    def _category(self, question: Question, edition: Edition, category: str) -> Answer:
        shown = edition.of(category)
        if not shown:
            return self.not_found(question)
        page = self.page("listing", question, category=category, rows=shown[:PER_PAGE], teaser=teaser, categories=self._channels)
        return Answer(200, page.encode())

    def _more(self, _question: Question, edition: Edition, last: str, channel: str) -> Answer:
        """The articles after the one numbered `last`; an empty list ends the paging."""
        place = int(channel) - _FIRST_CHANNEL
        shown = edition.of(self._channels[place]) if 0 <= place < len(self._channels) else ()
        numbers = [each.article.number for each in shown]
        start = numbers.index(int(last)) + 1 if int(last) in numbers else len(numbers)
        text = json.dumps([self._item(each) for each in shown[start : start + PER_PAGE]], ensure_ascii=False)
        return Answer(200, text.encode(), "application/json; charset=utf-8")

    def _item(self, shown: Shown) -> dict[str, Any]:
        article = shown.article
        return {
            "PublisherId": article.number,
            "LinktoMe2": self.article_path(article),
            "Title": shown.wording.title,
            "TitleIcon16": "",
            "Headlines": teaser(shown.wording),
            "Thumbnail_Small": _picture(article, 0) if article.picture else "",
            "Time_ddMMyyyyHHmm": f"{article.posted:%d/%m/%Y %H:%M}",
            "Time_yyyyMMddHHmmss": f"{article.posted:%Y/%m/%d %H:%M:%S}",
            "CommentCount": 0,
            "NameChannel": category_name(article.category),
            "LinkToChannel": f"/{article.category}",
            "TimeX2": f"{article.posted:%H:%M | %d/%m/%Y}",
        }

    def sitemap(self, question: Question, edition: Edition) -> Answer:
        """The index: the news file, then one file for every day that has articles."""
        days = sorted({each.article.posted.date() for each in edition.shown}, reverse=True)
        names = ["sitemap-news.xml", *(f"sitemap-article-{day}.xml" for day in days)]
        return self.xml("sitemap_index", rows=[f"{question.origin}/{name}" for name in names], today=question.today)

    def _sitemap_of_day(self, question: Question, edition: Edition, day: str) -> Answer:
        shown = [each for each in edition.shown if str(each.article.posted.date()) == day]
        return self.url_set(question, shown) if shown else self.not_found(question)

    def _news_sitemap(self, question: Question, edition: Edition) -> Answer:
        rows = [(question.origin + self.article_path(each.article), each) for each in edition.shown[:_IN_NEWS]]
        return self.xml("sitemap_news", rows=rows, name=self.name)

    def _feed(self, question: Question, edition: Edition, category: str) -> Answer:
        shown = edition.shown if category == "trang-chu" else edition.of(category)
        if not shown:
            return self.not_found(question)
        rows = [
            {
                "title": each.wording.title,
                "link": question.origin + self.article_path(each.article),
                "date": format_datetime(each.posted),
                "text": escape(teaser(each.wording)),
            }
            for each in shown[:_IN_FEED]
        ]
        return self.xml("feed", rows=rows, name=self.name, origin=question.origin)


def _time_line(article: SampleArticle) -> str:
    """The printed time of posting: one form of the current template, two of older builds, one of them ending in a bar."""
    if article.posted.date() >= _CURRENT_TEMPLATE:
        return f"{article.posted:%d/%m/%Y %H:%M}"
    return f"{article.posted:%H:%M %d/%m/%Y} |" if article.number % 2 else f"{article.posted:%d-%m-%Y %H:%M}"


def _picture(article: SampleArticle, number: int) -> str:
    return f"https://nmg.1cdn.vn/{article.posted:%Y/%m/%d}/{article.slug[:40]}-{number}.jpg"
