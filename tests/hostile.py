"""A loopback server that plays a newspaper of the sample family, and does whatever a test tells it to."""

from __future__ import annotations

import gzip
import json
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "bao-mau.localhost"
SITE = "mau-bao"
PARAGRAPHS = (
    "Sáng 12/3, Đảng ủy phường Hồng Châu tổ chức hội nghị sơ kết công tác xây dựng Đảng quý một, bàn nhiệm vụ quý hai.",
    "Hội nghị nghe báo cáo kết quả kết nạp đảng viên, kiểm tra, giám sát và chuyển đổi số trong sinh hoạt chi bộ.",
)


@dataclass
class Answer:
    """`body` may be a function that writes to the socket itself, after which the connection is closed."""

    status: int = 200
    body: bytes | Callable = b""
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


def page(title: str = "Phường Hồng Châu sơ kết quý một", paragraphs=PARAGRAPHS) -> Answer:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    html = (
        f"<html><head><title>{title}</title></head><body><div class='c-news-detail'><div class='b-maincontent'>"
        f"<article class='entry'><div class='sc-longform-header'><h1 class='sc-longform-header-title'>{title}</h1></div>"
        f"{text}</article></div></div></body></html>"
    )
    return Answer(body=html.encode())


def listing(*paths: str, titles: dict[str, str] | None = None) -> Answer:
    names = titles or {}
    rows = "".join(
        f"<li pid='1'><div class='b-grid'><h3 class='b-grid__title'><a href='{path}'>{names.get(path, path)}</a></h3></div></li>"
        for path in paths
    )
    return Answer(body=f"<html><body><ul class='onecms__loading'>{rows}</ul></body></html>".encode())


def sitemap(host: str, stamps: dict[str, str]) -> Answer:
    rows = "".join(f"<url><loc>{host}{path}</loc><lastmod>{stamp}</lastmod></url>" for path, stamp in stamps.items())
    head = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return Answer(body=f"{head}{rows}</urlset>".encode(), kind="application/xml")


def redirect(location: str, status: int = 302) -> Answer:
    return Answer(status, headers={"Location": location})


def bomb(megabytes: int) -> Answer:
    return Answer(body=gzip.compress(b"<p>" + bytes(megabytes << 20)), headers={"Content-Encoding": "gzip"})


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>")
    for _ in range(4000):
        handler.wfile.write(b"<p>" + b"x" * 65536)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html><p>half")


def slow(seconds: float, answer: Answer) -> Answer:
    """The same answer, whose second half comes later."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        half = len(answer.body) // 2
        head = f"HTTP/1.1 {answer.status} OK\r\nContent-Type: {answer.kind}\r\nContent-Length: {len(answer.body)}\r\n\r\n"
        handler.wfile.write(head.encode() + answer.body[:half])
        handler.wfile.flush()
        time.sleep(seconds)
        handler.wfile.write(answer.body[half:])

    return Answer(answer.status, write)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the acknowledgement of its headers

    def do_GET(self) -> None:
        world: HostileServer = self.server.world
        answer = world.answers.get(self.path) or world.otherwise(self.path)
        world.log.append((time.monotonic(), self.path, dict(self.headers), answer.status))
        self._write(answer)
        world.ends.append(time.monotonic())

    def _write(self, answer: Answer) -> None:
        if callable(answer.body):
            self.close_connection = True
            with suppress(OSError):
                answer.body(self)
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def handle(self) -> None:
        try:
            super().handle()
        except (OSError, ValueError):
            self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


class HostileServer:
    """`answers` maps paths to answers, `otherwise` has those of all other paths.

    `log` holds (time, path, request headers, status) of each request, `ends` when each answer was written.
    """

    def __init__(
        self, answers: dict[str, Answer] | None = None, robots: str | Answer = "", tls: ssl.SSLContext | None = None
    ) -> None:
        given = robots if isinstance(robots, Answer) else Answer(body=robots.encode(), kind="text/plain")
        empty = Answer(body=json.dumps([]).encode(), kind="application/json")
        self.answers = {"/robots.txt": given, "/rss/chinh-tri": Answer(404), "/api/": empty, **(answers or {})}
        self.otherwise: Callable[[str], Answer] = lambda path: Answer(404, b"<html><p>nothing</p></html>")
        self.log: list = []
        self.ends: list[float] = []
        self._tls = tls

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _, _ in self.log]

    @property
    def times(self) -> list[float]:
        return [at for at, *_ in self.log]

    def __enter__(self) -> HostileServer:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.world = self
        if self._tls:
            self._server.socket = self._tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.home = f"http://{HOST}:{self.port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
