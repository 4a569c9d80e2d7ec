"""The settings that Scrapy really sees, and that nobody can switch off what they promise."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.utils.conf import build_component_list
from scrapy.utils.misc import load_object

from crawler import settings as project
from crawler.commands.crawl import Command
from crawler.run.manners import manners
from crawler.sites import get_site
from index.settings import settings_for


@pytest.fixture
def settings() -> Settings:
    found = Settings()
    found.setmodule("crawler.settings", priority="project")
    return found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("CONCURRENT_REQUESTS", 1),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("DOWNLOAD_DELAY", 3),
        ("DOWNLOAD_DELAY_JITTER", 0.3),
        ("AUTOTHROTTLE_ENABLED", False),
        ("DOWNLOAD_MAXSIZE", 8 * 1024 * 1024),
        ("DOWNLOAD_WARNSIZE", 2 * 1024 * 1024),
        ("DOWNLOAD_TIMEOUT", 15),
        ("REDIRECT_ENABLED", False),
        ("METAREFRESH_ENABLED", False),
        ("RETRY_ENABLED", False),
        ("HTTPERROR_ALLOW_ALL", True),
        ("COOKIES_ENABLED", False),
        ("REFERER_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("REMOTE_CONTROL_ENABLED", False),
        ("HTTPPROXY_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("CLOSESPIDER_TIMEOUT", 1200),
        ("MEMUSAGE_LIMIT_MB", 512),
        ("WARN_ON_GENERATOR_RETURN_VALUE", False),
        ("JOBDIR", None),
        ("HTTPCACHE_ENABLED", False),
    ],
)
def test_a_setting_is_what_the_table_promises(settings: Settings, name: str, value: object):
    assert settings[name] == value


def test_every_setting_has_its_reason_beside_it():
    lines = Path(project.__file__).read_text(encoding="utf-8").splitlines()
    plain = [line for line in lines if line[:1].isupper() and " = " in line and not line.endswith(("{", "("))]
    silent = [line for line in plain if "#" not in line]
    identity = ("BOT_NAME", "VERSION", "SPIDER_MODULES", "COMMANDS_MODULE", "ITEM_PIPELINES")
    assert not [line for line in silent if not line.startswith(identity)]


def test_the_guard_stands_first_and_keeping_sees_decoded_bodies_before_robots_are_read(settings: Settings):
    order = build_component_list(settings.get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES"))
    names = [each if isinstance(each, str) else f"{each.__module__}.{each.__name__}" for each in order]
    assert names[0] == "crawler.run.guard.GuardMiddleware"
    kept = names.index("crawler.run.keeping.KeepingMiddleware")
    assert names.index("crawler.run.robots.RobotsMiddleware") < kept
    assert kept < names.index("scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware")
    assert not [name for name in names if "robotstxt" in name or "offsite" in name]


def test_everything_that_is_named_exists(settings: Settings):
    paths = [*settings["DOWNLOADER_MIDDLEWARES"], *settings["ITEM_PIPELINES"], *settings["EXTENSIONS"]]
    for path in [*paths, settings["TWISTED_DNS_RESOLVER"], settings["SCHEDULER_MEMORY_QUEUE"]]:
        assert load_object(path)


def test_pages_come_over_http_alone(settings: Settings):
    handlers = settings.get_component_priority_dict_with_base("DOWNLOAD_HANDLERS")
    assert {name for name, handler in handlers.items() if handler} == {"http", "https"}


def manners_of(tmp_path: Path, settings: Settings, **changes: object) -> Settings:
    """What a crawl of a live site sets above everything that the command line said."""
    archive = settings_for(tmp_path, contact="toasoan@example.org")
    settings.setdict(manners(archive, replace(get_site("thuduc"), **changes)), priority="cmdline")
    return settings


def test_no_option_switches_the_manners_off(tmp_path: Path, settings: Settings):
    wishes = dict.fromkeys(project.FIXED) | {"DOWNLOAD_DELAY": "0", "USER_AGENT": "Mozilla/5.0", "ROBOTSTXT_OBEY": "0"}
    settings.setdict(wishes, priority="cmdline")
    manners_of(tmp_path, settings, delay=0.2)
    assert all(settings[name] == getattr(project, name) for name in project.FIXED)
    assert settings.getfloat("DOWNLOAD_DELAY") == 1.0
    assert settings["USER_AGENT"] == f"{project.BOT_NAME}/{project.VERSION} (+toasoan@example.org)"
    assert settings["SAMPLE_HOSTS"] == []


def test_a_tls_exception_is_the_site_s_own(tmp_path: Path, settings: Settings):
    assert manners_of(tmp_path, settings)["DOWNLOAD_VERIFY_CERTIFICATES"] is get_site("thuduc").verify_tls
    assert manners_of(tmp_path, settings, verify_tls=False)["DOWNLOAD_VERIFY_CERTIFICATES"] is False


def test_the_command_is_scrapy_s_own(tmp_path: Path):
    parser = argparse.ArgumentParser(conflict_handler="resolve")
    command = Command()
    command.settings = Settings()
    command.add_options(parser)
    assert parser.parse_args(["-a", "site=mau-bao"]).spargs == ["site=mau-bao"]
