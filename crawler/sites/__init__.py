"""The sites the crawler knows, found by their files being here: a file without a leading underscore is one site."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

from crawler.sites._family import ANY_LINK, Family, Layout, Listing, MorePages
from crawler.sites._site import Site, with_port
from index.errors import UnknownSiteError

__all__ = [
    "ANY_LINK",
    "Family",
    "Layout",
    "Listing",
    "MorePages",
    "Site",
    "get_site",
    "layouts_for",
    "load_families",
    "load_sites",
    "site_for",
    "with_port",
]


@cache
def load_sites() -> Mapping[str, Site]:
    """Every site by id, in the order of the ids. A site file offers the one constant `SITE`."""
    sites: dict[str, Site] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            site: Site = importlib.import_module(f"{__name__}.{module.name}").SITE
            sites[site.id] = site
    return MappingProxyType(dict(sorted(sites.items())))


@cache
def load_families() -> Mapping[str, Family]:
    """Every family by name, as the sites have them."""
    families = {site.family.name: site.family for site in load_sites().values()}
    return MappingProxyType(dict(sorted(families.items())))


def layouts_for(html: str, site: Site | None) -> tuple[Layout, ...]:
    """The layouts to try on a page: its site's own, then those of every family whose signs stand in it.

    So a page of a site that no file describes is read by its system's layout, and so is a site that changed its system.
    """
    own = site.layouts if site else ()
    signed = (family for family in load_families().values() if any(sign in html for sign in family.signs))
    return tuple(dict.fromkeys([*own, *(layout for family in signed for layout in family.layouts)]))


def get_site(site_id: str) -> Site:
    """The site of this id. Raises `UnknownSiteError`, which lists the ids that exist."""
    sites = load_sites()
    if site_id not in sites:
        raise UnknownSiteError(site_id, tuple(sites))
    return sites[site_id]


def site_for(url: str) -> Site:
    """The site that serves this address, whatever its port. Raises `UnknownSiteError`.

    A site that names the host itself comes before one that takes in every host of a domain.
    """
    try:
        host = (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        host = ""
    serving = [site for site in load_sites().values() if host and site.serves(host)]
    if not serving:
        raise UnknownSiteError(url)
    return min(serving, key=lambda site: host not in site.hosts)
