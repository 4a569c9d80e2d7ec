"""The way through a site's sitemaps in one run (sơ đồ trang): which file comes next, what each named, when to stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from crawler.finding.discovery import newest_files
from crawler.finding.spending import LEAST_SITEMAP, Spending
from crawler.queue.frontier import Found
from crawler.sites import Site

MOST_SITEMAP_FILES = 6


class SitemapWalk:
    """Newest file first, until one names nothing new or the run may spend no more."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._waiting: list[str] | None = None
        self._asked: set[str] = set()
        self._files = 0
        self.known: set[str] = set()
        """Every file that exists today, as far as the run has seen."""
        self.read: dict[str, tuple[Found, ...]] = {}
        """What each file named."""

    def begin(self, addresses: Iterable[str]) -> None:
        """The sitemaps of the site, once; what comes later is in them."""
        if self._waiting is None:
            self._waiting = list(dict.fromkeys(addresses))

    def next(self, spending: Spending) -> str | None:
        """The next file, where the run may still spend it. An index that names its files only is worth nothing alone."""
        while self._waiting and self._files < MOST_SITEMAP_FILES and spending.allows(1 if self._asked else LEAST_SITEMAP):
            if asked := next(self.ask([self._waiting.pop(0)]), None):
                return asked
        return None

    def ask(self, addresses: Iterable[str]) -> Iterator[str]:
        """Those of these files that are the site's and were not asked for, which they are now."""
        for address in addresses:
            if address not in self._asked and self._site.serves(urlsplit(address).hostname or ""):
                self._asked.add(address)
                self.known.add(address)
                yield address

    def note(self, address: str, files: Sequence[str], found: Sequence[Found], *, goes_on: bool) -> None:
        """What a file named; `goes_on`: it named news, or the run reads everything. Older files name what is known too."""
        self.known.update(files)
        self._files += bool(found)
        self.read[address] = tuple(found)
        if not (files or goes_on):
            self._waiting = []
        self._waiting = [*newest_files(files), *(self._waiting or [])]
