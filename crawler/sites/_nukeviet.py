"""NukeViet: many provincial committees run it. Its pages are known from its own code, branches 4.3 to 5.

Three dates on its pages are wrong and one is right: the visible line. The microdata `datePublished` holds the last edit
and is read nowhere; `article:published_time` is right and malformed, and comes second.
"""

from __future__ import annotations

import re

from crawler.sites._family import Family, Layout, Listing

# Themes vary; ids and itemprops usually stay. The root is taken and not `#news-bodyhtml`: the lead picture stands above it.
_DEFAULT = Layout(
    name="news_column",
    standing="known",
    body=("div.news_column[itemtype*=NewsArticle]", "div#news-bodyhtml"),
    title=("h1[itemprop=headline]", "h1.title"),
    lead=("div.hometext[itemprop=description]", "div.hometext"),
    byline=("p.h5.text-right:-soup-contains('Tác giả')",),
    time=("div.news_column span.h5", "span.h5"),
    caption=("figcaption",),
    drop=(".hidden", ".alert", "p.h5.text-right", "ul.list-inline", ".news-download-file", "form", "ul.related"),
)

FAMILY = Family(
    name="nukeviet",
    article_pattern=re.compile(
        r"^/(?:[a-z]{2}/)?(?!(?:[a-z]{2}/)?[\w-]+/(?:print|rss|tag|savefile|sendmail)/)[\w-]+/[\w-]+/[^/]*-\d+\.html$"
    ),
    # each module counts by itself
    key_pattern=re.compile(r"^/(?:[a-z]{2}/)?([\w-]+)/[\w-]+/[^/]*-(\d+)\.html$"),
    # modules that hold no news: who sits on a committee, its documents, how to reach it
    profile_pattern=re.compile(r"^/(?:[a-z]{2}/)?(?:about|organs?|laws|contact|users|statistics)/"),
    layouts=(_DEFAULT,),
    signs=('id="news-bodyhtml"', 'content="NukeViet'),
    known=("addresses", "paging", "sitemap", "feed", "article", "dates"),
)


def category_listing(path: str) -> Listing:
    """The listing of a category (chuyên mục), such as `/news/xay-dung-dang`; themes draw it in their own ways."""
    return Listing(path, pages=f"{path.rstrip('/')}/page-{{page}}")
