"""Sample site: a replica of a `/ct/` portal with invented articles, served on loopback."""

from __future__ import annotations

from crawler.sites._ct import FAMILY, category_listing
from crawler.sites._site import Site

SITE = Site(
    id="mau-ct",
    name="Cổng thông tin Vân An (trang mẫu)",
    owner="Ủy ban nhân dân Thành phố Vân An (hư cấu)",
    level="district",
    place="Thành phố Vân An",
    family=FAMILY,
    hosts=("ct-mau.localhost", "www.ct-mau.localhost"),
    scheme="http",
    port=8801,
    listings=(category_listing("/"),),
    sitemaps=("/sitemap.xml",),
    delay=0.0,
    has_date=False,
    expect_per_day=(0, 100),
    state="verified",
    is_thorough=True,  # it costs nobody anything, and its tomorrow comes after a minute
    is_sample=True,
)
