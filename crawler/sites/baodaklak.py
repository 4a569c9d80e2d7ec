"""Báo Đắk Lắk: one of the papers that keep the month in the address, with a body whose names are known."""

from __future__ import annotations

from crawler.sites._family import Layout
from crawler.sites._site import Site
from crawler.sites._yyyymm import FAMILY, category_listing

_CONTENT = Layout(
    name="article_content",
    standing="known",
    body=("div.article_content div.content#content",),
    drop=("h1.media-heading", "div.date", "ul.social"),
)

SITE = Site(
    id="baodaklak",
    name="Báo Đắk Lắk",
    owner="Tỉnh ủy Đắk Lắk",
    level="province",
    place="Đắk Lắk",
    reform="the province took in Phú Yên",
    family=FAMILY,
    hosts=("baodaklak.vn", "www.baodaklak.vn"),
    listings=(category_listing("/chinh-tri"),),
    own_layouts=(_CONTENT,),
    known=("article",),
    has_date=True,
    expect_per_day=(10, 120),
)
