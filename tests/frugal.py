"""One crawl of the sample paper as a live site is crawled, frugally: DATA PORT. A process of its own, for a reactor starts once."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from scrapy.crawler import CrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.run.desk import Desk
from crawler.run.manners import manners
from crawler.sites import get_site, with_port
from crawler.spiders.news import NewsSpider
from index.settings import settings_for


def main(data: str, port: str) -> None:
    site = with_port(replace(get_site("mau-bao"), is_thorough=False), int(port))
    settings = settings_for(Path(data))
    with Desk.open(settings, site) as desk:
        told = get_project_settings()
        told.setdict({"EXTENSIONS": {}, **manners(settings, site)}, priority="cmdline")
        process = CrawlerProcess(told)
        crawler = process.create_crawler(NewsSpider)
        process.crawl(crawler, desk=desk)
        process.start()
        reason = desk.close(crawler.spider.ended)
    sys.stdout.write(json.dumps({"reason": reason, "requests": desk.requests, "outcomes": dict(desk.counts)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
