"""The sites the crawler knows, found by their files being here: a file without a leading underscore is one site."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from urllib.parse import urlsplit

from crawler.sites._site import Family, Layout, Listing, MorePages, Site, with_port
from index.errors import UnknownSiteError

__all__ = ["Family", "Layout", "Listing", "MorePages", "Site", "get_site", "load_sites", "site_for", "with_port"]


@cache
def load_sites() -> Mapping[str, Site]:
    """Every site by id, in the order of the ids. A site file offers the one constant `SITE`."""
    sites: dict[str, Site] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            site: Site = importlib.import_module(f"{__name__}.{module.name}").SITE
            sites[site.id] = site
    return MappingProxyType(dict(sorted(sites.items())))


def get_site(site_id: str) -> Site:
    """The site of this id. Raises `UnknownSiteError`, which lists the ids that exist."""
    sites = load_sites()
    if site_id not in sites:
        raise UnknownSiteError(site_id, tuple(sites))
    return sites[site_id]


def site_for(url: str) -> Site:
    """The site that serves this address, whatever its port. Raises `UnknownSiteError`."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        host = ""
    for site in load_sites().values():
        if host and site.serves(host):
            return site
    raise UnknownSiteError(url)
