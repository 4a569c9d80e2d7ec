"""The portal of Hải Phòng: the city, its bodies and its communes, those of old Hải Dương among them."""

from __future__ import annotations

from crawler.sites._haiphong import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="haiphong",
    name="Cổng thông tin điện tử thành phố Hải Phòng",
    owner="Ủy ban nhân dân thành phố Hải Phòng",
    level="province",
    place="Hải Phòng",
    reform="Hải Phòng took in Hải Dương and has 114 communes; those of Hải Dương are under this domain now",
    family=FAMILY,
    hosts=("haiphong.gov.vn", "www.haiphong.gov.vn"),
    tenants=(".haiphong.gov.vn",),
    keep_query=("ContentID", "MenuID", "Organization"),
    listings=(category_listing("/tin-tuc-su-kien"),),
    delay=5.0,
    has_date=True,
    expect_per_day=(100, 600),
)
