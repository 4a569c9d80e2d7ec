"""Báo Hải Phòng before OneCMS: pages of its Java system of 2019 and 2020, and addresses with a month before that."""

from __future__ import annotations

import re
from datetime import date

from crawler.sites._family import Family, Layout, Listing
from crawler.sites._site import Site
from crawler.sites._yyyymm import FAMILY as _MONTHS

_INFO_DETAIL = Layout(
    name="info-detail",
    standing="known",
    since=date(2019, 1, 1),
    until=date(2020, 12, 31),
    body=("#newsContent",),
    title=(".title",),
    lead=(".head",),
    time=("div.row1.creatdate",),
    # the first row of the box holds the picture
    caption=("table.picBox tr:nth-of-type(2) td",),
)

_FAMILY = Family(
    name="baohaiphong-jsp",
    # /baohp/vn/home/InfoDetail.jsp?…: what its parameters are called nobody knows, so all of them are kept
    article_pattern=re.compile(rf"/InfoDetail\.jsp\?|{_MONTHS.article_pattern.pattern}"),
    key_pattern=_MONTHS.key_pattern,
    layouts=(_INFO_DETAIL,),
    signs=("row1 creatdate",),
    known=("addresses", "article", "dates"),
)

SITE = Site(
    id="baohaiphong-cu",
    name="Báo Hải Phòng điện tử (trang cũ)",
    owner="Thành ủy Hải Phòng",
    level="province",
    place="Hải Phòng",
    reform="Hải Phòng took in Hải Dương; the paper had moved to another address and system before",
    successor="baohaiphong",
    family=_FAMILY,
    hosts=("www.baohaiphong.com.vn", "baohaiphong.com.vn"),
    scheme="http",
    keep_query=("*",),
    listings=(Listing("/baohp/vn/home/index.jsp", item="a[href*='InfoDetail.jsp']"),),
    visit_hours=168,
    delay=5.0,
    has_date=True,
    expect_per_day=(0, 1),
)
