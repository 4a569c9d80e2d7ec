"""Sample site: a replica of the city committee's portal with invented articles, served on loopback."""

from __future__ import annotations

from crawler.sites._family import Listing
from crawler.sites._site import Site
from crawler.sites._thanhuytphcm import FAMILY

SITE = Site(
    id="mau-thanhuy",
    name="Thành ủy Tân Giang (trang mẫu)",
    owner="Thành ủy Tân Giang (hư cấu)",
    level="province",
    place="Thành phố Tân Giang",
    family=FAMILY,
    hosts=("thanhuy-mau.localhost", "www.thanhuy-mau.localhost"),
    scheme="http",
    port=8801,
    listings=(Listing("/", item="a[href*='/tin-tuc/']", next="a.next"),),
    sitemaps=("/sitemap.xml",),
    delay=0.0,
    has_date=False,
    expect_per_day=(0, 100),
    state="verified",
    is_thorough=True,  # it costs nobody anything, and its tomorrow comes after a minute
    is_sample=True,
)
