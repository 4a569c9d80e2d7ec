"""Manners and walls as the server sees them: gaps, rests, one request at a time, no private address, TLS, traps, few requests."""

from __future__ import annotations

import hashlib
import json
import re
import ssl
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from crawls import contents, crawl, crawl_odd_site, last_run, open_archive, outcomes, rows
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hostile import HOST, SITE, Answer, HostileServer, listing, page, redirect, slow
from sqlalchemy import insert, text

from index.schema import capture, change, url


def test_gaps_rests_and_waits_are_kept_as_the_server_sees_them(tmp_path: Path):
    """A slow answer, a refusal with a time, plain ones: never two requests at once, never too soon."""
    paths = [f"/bai-{number}.html" for number in range(100, 105)]
    world = {path: page(path) for path in paths} | {paths[1]: slow(0.4, page("chậm"))}
    world[paths[3]] = Answer(429, headers={"Retry-After": "2"})
    with HostileServer({"/chinh-tri": listing(*paths), **world}) as server:
        crawl(tmp_path, SITE, server.port, "-a", "delay=0.2", "-s", 'DOWNLOAD_SLOTS={"mau-bao": {"delay": 0, "concurrency": 9}}')
        times, ends, order = server.times, server.ends, server.paths
    assert set(paths) < set(order)
    gaps = [after - before for before, after in pairwise(times)]
    assert min(gaps) >= 0.2 * 0.7 - 0.01
    assert all(end <= start for end, start in zip(ends, times[1:], strict=False))
    place = order.index(paths[1])
    assert times[place + 1] - ends[place] >= 5 * 0.4
    place = order.index(paths[3])
    assert times[place + 1] - ends[place] >= 2.0


def test_a_refused_listing_is_left_alone_until_its_time_in_later_runs_too(tmp_path: Path):
    with HostileServer({"/chinh-tri": Answer(503, headers={"Retry-After": "7200"})}) as server:
        first = crawl(tmp_path, SITE, server.port)
        assert (first.returncode, last_run(tmp_path).reason) == (0, "paused")
        server.log.clear()
        assert crawl(tmp_path, SITE, server.port).returncode == 75
        assert server.log == []


# Walls.


@pytest.mark.parametrize("hosts", [["localhost"], ["[::ffff:127.0.0.1]", "::ffff:127.0.0.1"]])
def test_a_site_that_lies_on_this_machine_by_name_or_number_is_never_connected_to(tmp_path: Path, hosts: list[str]):
    with HostileServer({"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": page()}) as server:
        changes = {"hosts": hosts, "port": server.port, "is_sample": False}
        done = crawl_odd_site(tmp_path, SITE, changes, ARCHIVE_CONTACT="toasoan@example.org")
        assert server.log == []
    assert done.returncode == 1
    assert re.search("not (?:a )?public", done.stderr)
    assert "Traceback" not in done.stderr


def test_a_robots_txt_that_redirects_to_this_machine_is_not_followed(tmp_path: Path):
    world = {"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": page()}
    with HostileServer(world) as server:
        server.answers["/robots.txt"] = redirect(f"http://127.0.0.1:{server.port}/ben-trong.txt", 301)
        done = crawl(tmp_path, SITE, server.port)
        assert set(server.paths) == {"/robots.txt"}
    assert (done.returncode, last_run(tmp_path).reason) == (1, "robots-unavailable")


@pytest.fixture(scope="module")
def self_signed(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A certificate that nobody has signed but itself."""
    folder, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)]), datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    certificate = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    signed = certificate.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "x.pem").write_bytes(signed + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "x.pem")
    return context


@pytest.mark.parametrize("verify", [True, False])
def test_a_certificate_that_cannot_be_verified_is_refused_unless_the_site_s_file_says_so(
    tmp_path: Path, self_signed: ssl.SSLContext, verify: bool
):
    with HostileServer({"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": page()}, tls=self_signed) as server:
        done = crawl_odd_site(tmp_path, SITE, {"scheme": "https", "port": server.port, "verify_tls": verify})
    row = last_run(tmp_path)
    assert row.counts["tls_verified"] is verify
    assert bool(contents(tmp_path)) is not verify
    assert ("certificates were not verified" in done.stderr) is not verify
    assert (done.returncode, row.reason) == ((1, "robots-unavailable") if verify else (0, "finished"))


def test_a_calendar_without_end_costs_a_bounded_number_of_requests(tmp_path: Path):
    """Every page of the listing names an article that nobody knew, for ever."""

    def endless(path: str) -> Answer:
        if path.startswith("/api/"):
            number = int(path.split("_")[2]) + 1
            items = [{"LinktoMe2": f"/bai-{number}.html", "Title": f"{number}"}]
            return Answer(body=json.dumps(items).encode(), kind="application/json")
        return page(path) if path.startswith("/bai-") else Answer(404)

    first = listing("/bai-100.html")
    first.body += b"<div data-action='api/getarticlebychannel/430'></div>"
    with HostileServer({"/chinh-tri": first}) as server:
        server.otherwise = endless
        done = crawl(tmp_path, SITE, server.port, "-a", "budget=5")
        asked = server.paths
    assert done.returncode == 0
    assert last_run(tmp_path).reason == "budget"
    assert len([path for path in asked if path.startswith(("/api/", "/chinh-tri"))]) <= 50
    assert len([path for path in asked if path.startswith("/bai-")]) == 5


def test_a_listing_that_leads_to_itself_is_read_once(tmp_path: Path):
    first = listing("/bai-100.html")
    first.body += b"<div data-action='api/getarticlebychannel/430'></div>"
    again = Answer(body=b'[{"LinktoMe2": "/bai-100.html", "Title": "x"}]', kind="application/json")
    with HostileServer(
        {"/chinh-tri": first, "/bai-100.html": page(), "/api/getMoreArticle/channel_empty_100_430_0": again}
    ) as server:
        crawl(tmp_path, SITE, server.port)
        assert len([path for path in server.paths if path.startswith("/api/")]) == 1


# Few requests.

KNOWN = 5000


def paged(newest: int, most: int) -> dict[str, Answer]:
    """A listing of 20 articles a page from the newest number downwards."""
    pages = [
        [f"/bai-{number}.html" for number in range(start, start - 20, -1)] for start in range(newest, newest - 20 * most, -20)
    ]
    first = listing(*pages[0])
    first.body += b"<div data-action='api/getarticlebychannel/430'></div>"
    world = {"/chinh-tri": first}
    for before, paths in pairwise(pages):
        items = json.dumps([{"LinktoMe2": path, "Title": path} for path in paths]).encode()
        world[f"/api/getMoreArticle/channel_empty_{before[-1][5:-5]}_430_0"] = Answer(body=items, kind="application/json")
    return world


def index_bytes(data: Path) -> dict[str, str]:
    files = [path for path in (data / "index").rglob("*") if path.is_file()]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() + str(path.stat().st_mtime_ns) for path in files}


def test_ten_new_among_five_thousand_cost_13_requests_and_nothing_new_costs_two(tmp_path: Path):
    numbers = range(10_000, 10_000 + KNOWN)
    with HostileServer({"/chinh-tri": listing()}) as server:
        crawl(tmp_path, SITE, server.port)  # robots.txt is kept for the day, the listing was read to its end
        now = datetime.now(UTC)
        shared = {"source": SITE, "found_at": now, "found_on": "x", "state": "done", "tries": 0, "first_done_at": now}
        with open_archive(tmp_path) as archive, archive.catalogue.begin() as connection:
            known = [{"key": f"{SITE}-{number}", "address": f"{server.home}/bai-{number}.html", **shared} for number in numbers]
            connection.execute(insert(url), known)
        newest = numbers[-1] + 10
        server.answers |= paged(newest, 20) | {
            f"/bai-{number}.html": page(str(number)) for number in range(newest - 9, newest + 1)
        }
        server.log.clear()
        crawl(tmp_path, SITE, server.port)
        hints = ("/sitemap.xml", "/rss/chinh-tri")
        assert len([path for path in server.paths if path not in hints]) == 13
        assert list(outcomes(tmp_path).values()) == ["new"] * 10
        server.log.clear()
        before, changes = index_bytes(tmp_path), len(rows(tmp_path, change))
        crawl(tmp_path, SITE, server.port)
        assert [path for path in server.paths if path not in hints] == [
            "/chinh-tri",
            f"/api/getMoreArticle/channel_empty_{newest - 19}_430_0",
        ]
    assert outcomes(tmp_path) == {}
    assert before
    assert (index_bytes(tmp_path), len(rows(tmp_path, change))) == (before, changes)


def test_vanished_suspected_and_returned_pages_over_a_week(tmp_path: Path):
    """Days pass by moving what the archive remembers into the past."""

    def days_pass(days: int) -> None:
        with open_archive(tmp_path) as archive, archive.catalogue.begin() as connection:
            back = f"datetime({{}}, '-{days} days')"
            moves = {
                "url": ("next_try_at", "first_done_at"),
                "outcome": ("at",),
                "run": ("started", "ended"),
                "article": ("gone_since", "last_seen"),
            }
            for table, columns in moves.items():
                sets = ", ".join(f"{column} = {back.format(column)}" for column in columns)
                connection.execute(text(f"update {table} set {sets}"))

    def states() -> dict[str, str]:
        return {key.rsplit("-", 1)[1]: row[0] for key, row in contents(tmp_path).items()}

    soft = Answer(body="<html><body><p>Bài viết này không tồn tại.</p></body></html>".encode())
    paths = [f"/bai-{number}.html" for number in (100, 101, 102)]
    with HostileServer({"/chinh-tri": listing(*paths), **{path: page(path) for path in paths}}) as server:
        crawl(tmp_path, SITE, server.port)
        server.answers |= {paths[0]: Answer(404), paths[1]: soft}
        days_pass(1)
        crawl(tmp_path, SITE, server.port)
        assert set(outcomes(tmp_path).values()) == {"gone", "gone?", "unchanged"}
        assert states() == {"100": "gone", "101": "live", "102": "live"}
        days_pass(2)
        crawl(tmp_path, SITE, server.port)
        assert states() == {"100": "gone", "101": "gone", "102": "live"}
        server.answers |= {path: page(path) for path in paths}
        days_pass(8)
        crawl(tmp_path, SITE, server.port)
    assert states() == {"100": "back", "101": "back", "102": "live"}
    kept = [row.status for row in rows(tmp_path, capture) if row.key == f"{SITE}-100"]
    assert kept == [200, 404, 200]
