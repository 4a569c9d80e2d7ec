"""scrapy retry SITE: put what failed back into the queue."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from crawler.queue.backlog import retry_failed
from crawler.sites import get_site
from index.archive import Archive
from index.errors import ArchiveError, SettingsError, UnknownSiteError
from index.settings import read_settings


class Command(ScrapyCommand):
    """Addresses that failed are due at once, those that were given up too."""

    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}
    requires_crawler_process = False

    def syntax(self) -> str:
        """What stands behind the command."""
        return "SITE"

    def short_desc(self) -> str:
        """What `scrapy --help` says."""
        return "Put a site's failed addresses back into its queue"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What else is asked for again."""
        super().add_options(parser)
        parser.add_argument(
            "--unread", action="store_true", help="also pages that came and gave no article; scrapy reextract costs no request"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 2 for an unknown site, 1 where the archive cannot be written."""
        try:
            if len(args) != 1:
                raise SettingsError("scrapy retry", "name one site: scrapy retry SITE")
            site = get_site(args[0])
            with Archive.open(read_settings()) as archive, archive.catalogue.begin() as connection:
                count = retry_failed(connection, site.id, datetime.now(UTC), unread=opts.unread)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2 if isinstance(error, UnknownSiteError) else 1
            return
        print(f"{site.id}: {count} addresses are in the queue again; scrapy due asks for them")
