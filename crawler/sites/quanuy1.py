"""Quận ủy Quận 1, on WordPress."""

from __future__ import annotations

from crawler.sites._site import Site
from crawler.sites._wordpress import FAMILY, FEEDS, NEWEST

SITE = Site(
    id="quanuy1",
    name="Trang tin Quận ủy Quận 1",
    owner="Quận ủy Quận 1",
    level="district",
    place="Quận 1, Thành phố Hồ Chí Minh",
    reform="the district committee ended with the district; whether the host stays is not known",
    successor="thanhuytphcm",
    family=FAMILY,
    hosts=("quanuy1hcm.org.vn", "www.quanuy1hcm.org.vn"),
    listings=(NEWEST,),
    feeds=FEEDS,
    visit_hours=24,
    expect_per_day=(0, 10),
)
