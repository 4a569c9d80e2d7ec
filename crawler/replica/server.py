"""The loopback server of the sample sites: three hosts behind one port, and a log of what was asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.replica.answer import Answer, Question
from crawler.replica.edition import VIET_NAM
from crawler.replica.files import SAMPLE, load_articles
from crawler.replica.paper import Newspaper
from crawler.replica.portal import CityPortal
from crawler.replica.site import SampleSite
from crawler.replica.thanhuy import CityCommittee
from index.errors import SettingsError

FAMILIES: tuple[type[SampleSite], ...] = (CityCommittee, Newspaper, CityPortal)
HOSTS = tuple(family.host for family in FAMILIES)


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request as the server saw it. `path` is as sent, with its query; `at` is aware and in UTC."""

    at: datetime
    host: str
    path: str
    status: int


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, sites: dict[str, SampleSite], today: date | None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.sites = sites
        self.today = today
        self.day = 1
        self.seen: list[LoggedRequest] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who went away in the middle of an answer is no error of ours."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "SampleSites"
    disable_nagle_algorithm = True
    timeout = 30

    def do_GET(self) -> None:
        """Answer, and write down what was asked."""
        server = cast("_Server", self.server)
        host = self.headers.get("Host", "").rpartition(":")[0].lower() or self.headers.get("Host", "").lower()
        site = server.sites.get(host.removeprefix("www."))
        answer, headers = self._answer(server, site, host)
        server.seen.append(LoggedRequest(datetime.now(UTC), host, self.path, answer.status))
        self.send_response(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _answer(self, server: _Server, site: SampleSite | None, host: str) -> tuple[Answer, dict[str, str]]:
        if site is None:
            known = "\n".join(f"http://{name}:{server.server_port}/" for name in server.sites)
            answer = Answer(421, f"The sample sites are:\n{known}\n".encode(), "text/plain; charset=utf-8")
            return answer, answer.headers(validators=False)
        parts = urlsplit(self.path)
        question = Question(
            path=unquote(parts.path),
            origin=f"http://{host}:{server.server_port}",
            today=server.today or datetime.now(VIET_NAM).date(),
            query=dict(parse_qsl(parts.query)),
            visits=len(server.seen),
        )
        answer = site.answer(question, server.day)
        headers = answer.headers(validators=site.has_validators)
        if "ETag" in headers and self._is_held(headers):
            return Answer(304, b""), headers
        return answer, headers

    def _is_held(self, headers: dict[str, str]) -> bool:
        """Whether the asker already holds this version; its ETag decides where it sent one."""
        marks = self.headers.get("If-None-Match")
        if marks is not None:
            return marks.strip() == "*" or headers["ETag"] in [mark.strip().removeprefix("W/") for mark in marks.split(",")]
        since = self.headers.get("If-Modified-Since")
        if since is None or "Last-Modified" not in headers:
            return False
        try:
            return parsedate_to_datetime(headers["Last-Modified"]) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Keep the terminal quiet: the log is in memory."""


class ReplicaServer:
    """The sample sites on 127.0.0.1, served by a thread: `with ReplicaServer() as server: server.port`.

    `port` 0 takes a free one. `today` is what the page clock shows, the real day in Việt Nam where it is `None`.
    """

    def __init__(self, port: int = 0, day: int = 1, today: date | None = None) -> None:
        self._wanted = port
        self._day = day
        self._today = today
        self._server: _Server | None = None

    @property
    def port(self) -> int:
        """The port, known once the server runs."""
        return self._server.server_port if self._server else self._wanted

    @property
    def log(self) -> tuple[LoggedRequest, ...]:
        """Every request so far, in order."""
        return tuple(self._server.seen) if self._server else ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """The home page of each sample site."""
        return tuple(f"http://{host}:{self.port}/" for host in HOSTS)

    def set_day(self, day: int) -> None:
        """Show day 1, or tomorrow."""
        self._day = day
        if self._server:
            self._server.day = day

    def start(self) -> Self:
        """Load the articles and listen. Raises `SettingsError` where the port is taken, `SampleError` for a broken file."""
        sites = {family.host: family(load_articles(family.id, folder=SAMPLE)) for family in FAMILIES}
        try:
            self._server = _Server(self._wanted, sites, self._today)
        except OSError as error:
            reason = f"port {self._wanted} is taken ({error.strerror}); stop what uses it or choose another"
            raise SettingsError("--port", reason) from error
        self.set_day(self._day)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening; stopping twice does nothing."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
