"""Báo điện tử Đảng Cộng sản Việt Nam: readable addresses, the DNN theme of its time."""

from __future__ import annotations

from crawler.sites._dnn import POST
from crawler.sites._family import Listing
from crawler.sites._site import Site
from crawler.sites._slug import FAMILY

SITE = Site(
    id="dangcongsan",
    name="Báo điện tử Đảng Cộng sản Việt Nam",
    owner="Ban Tuyên giáo và Dân vận Trung ương",
    level="central",
    place="Việt Nam",
    reform="nothing for the paper itself; its news name provinces and communes of the new map",
    family=FAMILY,
    hosts=("dangcongsan.vn", "www.dangcongsan.vn"),
    listings=(Listing("/", item=".right-news-hight12 .items-news a, a"),),
    own_layouts=(POST,),
    known=("listing", "article", "dates"),
    has_date=True,
    expect_per_day=(20, 200),
)
