"""Trung tâm Văn hóa Thành phố Thủ Đức, on WordPress."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._wordpress import FAMILY, FEEDS, NEWEST

SITE = Site(
    id="ttvhthuduc",
    name="Trung tâm Văn hóa Thành phố Thủ Đức",
    owner="Trung tâm Văn hóa Thành phố Thủ Đức",
    level="agency",
    place="Thành phố Thủ Đức",
    reform="the city under the city ended; whether the host stays is not known",
    family=FAMILY,
    hosts=("ttvhtpthuduc.vn", "www.ttvhtpthuduc.vn"),
    listings=(NEWEST,),
    feeds=FEEDS,
    visit_hours=24,
    expect_per_day=(0, 5),
)
