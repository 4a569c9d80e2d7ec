"""Pages from elsewhere taken in (nhập kho): kept first, then read and stored, exactly like those we fetched."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from parsel import Selector

from crawler.address import article_key, is_article
from crawler.holding import Holding, extract_holding
from crawler.run import runs
from crawler.saved import read_saved
from crawler.settings import VERSION
from crawler.sites import Site, get_site, site_for
from index.archive import Archive
from index.article import Capture
from index.capture_reading import iterate_captures
from index.captures import CaptureFile
from index.errors import ExtractionError, SettingsError, UnknownSiteError

_WARC = (".warc", ".warc.gz")
_PAGES = (".html", ".htm", ".xhtml", ".txt")
_OWN_ADDRESS = "link[rel=canonical]::attr(href), meta[property='og:url']::attr(content)"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the person says of the files: the site they came from, their address, the day they were saved."""

    site: Site | None = None
    url: str | None = None
    captured: date | None = None


def read_labels(source: str | None, url: str | None, captured: date | None) -> Labels:
    """The labels, checked. Raises `UnknownSiteError`, and `SettingsError` where address and site disagree."""
    site = get_site(source) if source else (site_for(url) if url else None)
    if url and site and not is_article(url, site):
        raise SettingsError("--url", f"{url} is no article address of {site.id}")
    return Labels(site, url, captured)


def find_files(paths: Iterable[str]) -> list[Path]:
    """The files that were named, and those in the folders that were named. Raises `SettingsError`."""
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            files += sorted(each for each in path.rglob("*") if each.is_file() and each.name.endswith((*_WARC, *_PAGES)))
        elif path.is_file():
            files.append(path)
        else:
            raise SettingsError(str(path), "there is no such file or folder")
    return files


class Intake:
    """One import: a run and a capture file of its own for each source that occurs."""

    def __init__(self, archive: Archive, labels: Labels) -> None:
        self._archive = archive
        self._labels = labels
        self._runs: dict[str, tuple[str, CaptureFile]] = {}
        self._counts: dict[str, Counter[str]] = {}
        self.unknown: Counter[str] = Counter()
        """Hosts in WARC files that no site file answers for."""
        self.skipped = 0
        """Pages in WARC files that are no article by their address."""

    def take(self, path: Path) -> Iterator[tuple[str, str]]:
        """Keep, read and store everything in one file; yields each page's name and how it ended.

        "new", "changed", "unchanged", "kept already", or "no article" with the reason. Raises `SettingsError` where a
        label is missing, `CaptureError` where a WARC file is damaged, after the good pages before the damage.
        """
        if path.name.endswith(_WARC):
            for capture in iterate_captures(path):
                if site := self._site_of(capture):
                    yield f"{path}: {capture.url}", self._store(capture, site)
            return
        site = self._labels.site
        if site is None:
            raise SettingsError("--source", f"say which site {path} came from (--source ID), or its address (--url URL)")
        if self._labels.captured is None:
            raise SettingsError("--captured", f"say on which day {path} was saved: --captured 2023-10-01")
        capture = read_saved(path, self._labels.url, self._labels.captured)
        yield str(path), self._store(_addressed(capture, site), site)

    def _site_of(self, capture: Capture) -> Site | None:
        """The site of a page in somebody's WARC file, `None` for what is no article of any."""
        is_bare = capture.url.startswith("urn:")
        try:
            site = self._labels.site if is_bare and self._labels.site else site_for(capture.url)
        except UnknownSiteError:
            self.unknown[capture.url.partition("://")[2].partition("/")[0] or capture.url] += 1
            return None
        if capture.status == 200 and (is_bare or is_article(capture.url, site)):
            return site
        self.skipped += 1
        return None

    def _store(self, capture: Capture, site: Site) -> str:
        if self._archive.holds(capture):
            return "kept already"
        run, file = self._run_of(site)
        kept = self._archive.keep(file, capture)
        article, reason = _read(capture, site)
        key = article_key(capture.url, site)
        with self._archive.catalogue.begin() as connection:
            number = self._archive.record_capture(connection, kept, source=site.id, key=key, run=run)
            outcome = self._archive.add(connection, number, capture.captured_at, article).outcome if article else "no article"
        self._counts[site.id][outcome] += 1
        return outcome if article else f"{outcome} ({reason})"

    def _run_of(self, site: Site) -> tuple[str, CaptureFile]:
        if site.id not in self._runs:
            run, now = secrets.token_hex(6), datetime.now(UTC)
            with self._archive.catalogue.begin() as connection:
                self._archive.register_source(connection, site.source)
                runs.start_run(connection, run, site.id, now, VERSION)
            self._runs[site.id] = (run, self._archive.new_capture_file(site.id, run, now))
            self._counts[site.id] = Counter()
        return self._runs[site.id]

    @property
    def counts(self) -> Counter[str]:
        """How many pages were stored, by how they ended."""
        return sum(self._counts.values(), Counter())

    def close(self) -> None:
        """End the runs."""
        for site_id, (run, file) in self._runs.items():
            file.close()
            with self._archive.catalogue.begin() as connection:
                notes = {"outcomes": dict(self._counts[site_id])}
                runs.end_run(connection, run, datetime.now(UTC), runs.IMPORT, 0, notes)
        self._runs.clear()


def _read(capture: Capture, site: Site) -> tuple[Holding | None, str]:
    try:
        return extract_holding(capture, site), ""
    except ExtractionError as error:
        return None, error.reason


def _addressed(capture: Capture, site: Site) -> Capture:
    """A saved page under the address that it gives itself, where it gives one of an article of this site."""
    if not capture.url.startswith("urn:") or b"<" not in capture.body[:4096]:
        return capture
    for address in Selector(body=capture.body, type="html").css(_OWN_ADDRESS).getall():
        if is_article(address, site):
            return replace(capture, url=address.strip())
    return capture
