"""How we behave towards one site (phép lịch sự), as Scrapy's settings: what the site asks for, and what nobody may switch off."""

from __future__ import annotations

from typing import Any

from crawler import settings as project
from crawler.run.guard import SAMPLE_HOSTS
from crawler.sites import Site
from index.errors import SettingsError
from index.settings import Settings

LEAST_LIVE_DELAY = 1.0


def site_delay(site: Site, asked: float) -> float:
    """Seconds between two requests: what the site's file says, at least one on somebody's server, longer where asked."""
    return max(site.delay if site.is_sample else max(site.delay, LEAST_LIVE_DELAY), asked)


def manners(settings: Settings, site: Site, delay: float = 0) -> dict[str, Any]:
    """The settings of a visit, to stand above whatever -s says.

    Raises `SettingsError` for a live site without somebody it could write to.
    """
    if not site.is_sample and not settings.contact:
        raise SettingsError("ARCHIVE_CONTACT", "a live site must know whom to write to; set it to your mail address")
    contact = f" (+{settings.contact})" if settings.contact else ""
    return {name: getattr(project, name) for name in project.FIXED} | {
        "DOWNLOAD_DELAY": site_delay(site, delay),
        "DOWNLOAD_VERIFY_CERTIFICATES": site.verify_tls,
        "USER_AGENT": f"{project.BOT_NAME}/{project.VERSION}{contact}",
        SAMPLE_HOSTS: list(site.hosts) if site.is_sample else [],
    }
