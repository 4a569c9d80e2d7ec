"""The sample sites crawled by real processes: the first day, again with nothing new, the next day; manners; ways to say no."""

from __future__ import annotations

import fcntl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from crawls import (
    addresses,
    contents,
    crawl,
    last_run,
    open_archive,
    outcomes,
    rows,
    run_scrapy,
)
from hostile import SITE, Answer, HostileServer, hang_up, listing, page, sitemap

from crawler.commands.crawl import chosen_site
from crawler.replica import ReplicaServer, load_articles
from crawler.run.manners import site_delay
from crawler.sites import get_site
from index.errors import ArchiveError
from index.schema import capture

SITES = ("mau-bao", "mau-thanhuy", "mau-ct")


def sample(site: str) -> list:
    return [article for article in load_articles() if article.site == site]


class Day:
    """What one crawl of one site left behind."""

    def __init__(self, data: Path, requests: list[tuple[str, int]], code: int, out: str, err: str) -> None:
        self.requests, self.code, self.out, self.err = requests, code, out, err
        self.outcomes = outcomes(data)
        self.run = last_run(data)
        self.contents = contents(data)


def crawl_all(folder: Path, server: ReplicaServer) -> dict[str, Day]:
    """One crawl of every sample site, all at the same time and each into an archive of its own."""
    before = len(server.log)
    with ThreadPoolExecutor() as pool:
        ended = dict(zip(SITES, pool.map(lambda site: crawl(folder / site, site, server.port), SITES), strict=True))
    days = {}
    for site, done in ended.items():
        host = get_site(site).hosts[0]
        requests = [(request.path, request.status) for request in server.log[before:] if request.host == host]
        days[site] = Day(folder / site, requests, done.returncode, done.stdout, done.stderr)
    return days


@pytest.fixture(scope="module")
def three_days(tmp_path_factory: pytest.TempPathFactory):
    """The first day, the same day again, and the next day."""
    folder = tmp_path_factory.mktemp("sites")
    with ReplicaServer(day=1) as server:
        first, again = crawl_all(folder, server), crawl_all(folder, server)
        server.set_day(2)
        following = crawl_all(folder, server)
    return folder, first, again, following


@pytest.fixture(params=SITES)
def days(request: pytest.FixtureRequest, three_days):
    site: str = request.param
    folder, *each = three_days
    return site, folder / site, *(day[site] for day in each)


def numbers(keys) -> set[int]:
    return {int(key.rsplit("-", 1)[1]) for key in keys}


def test_the_first_crawl_finds_every_article_of_the_day(days):
    site, _, first, _, _ = days
    assert first.code == 0, first.err
    assert set(first.outcomes.values()) == {"new"}
    assert numbers(first.outcomes) == {article.number for article in sample(site) if article.day == 1}
    assert numbers(first.contents) == numbers(first.outcomes)


def test_a_second_crawl_asks_for_listings_and_sitemaps_only(days):
    _, data, first, again, _ = days
    assert again.outcomes == {}
    assert again.contents == first.contents
    assert len(again.requests) <= 12
    kept = [row for row in rows(data, capture) if row.run == again.run.id]
    assert [row for row in kept if row.key] == []


def test_the_next_day_costs_only_what_is_new_edited_vanished_or_moved(days):
    site, _, _, _, following = days
    fates = {"edited": "changed", "vanished": "gone", "moved": "redirected_away"}
    expected = {f"{site}-{article.number}": "new" for article in sample(site) if article.day == 2}
    expected |= {f"{site}-{article.number}": fates[article.tomorrow] for article in sample(site) if article.tomorrow}
    assert following.outcomes == expected


def test_the_next_day_keeps_everything_once_and_says_what_became_of_it(days):
    site, _, first, _, following = days
    states = {number: following.contents[f"{site}-{number}"][0] for number in numbers(following.contents)}
    named = {"edited": "changed", "vanished": "gone", "moved": "moved"}
    for article in sample(site):
        assert states[article.number] == (named[article.tomorrow] if article.tomorrow else "live")
    assert set(first.contents) < set(following.contents)
    revisions = [len(digests) for _, _, *digests in following.contents.values()]
    assert sum(revisions) == len(revisions) + sum(article.tomorrow == "edited" for article in sample(site))


def test_every_run_has_a_row_with_as_many_outcomes_as_addresses_taken_up(days):
    for day in days[2:]:
        assert day.run.ended is not None
        assert day.run.reason == "finished"
        assert day.run.counts["taken_up"] == sum(day.run.counts["outcomes"].values()) == len(day.outcomes)
        assert day.run.requests == len(day.requests)


def test_robots_txt_is_asked_first_once_a_day_and_what_it_forbids_never(days):
    assert days[2].requests[0][0] == "/robots.txt"
    for day in days[2:]:
        assert not [path for path, _ in day.requests if path.startswith("/noi-bo/")]
    for day in days[3:]:
        assert "/robots.txt" not in [path for path, _ in day.requests]
        assert day.run.counts["robots"][0]["decision"].startswith("obeyed, as kept at ")


def test_the_summary_is_one_line_on_standard_output(days):
    site, _, first, _, _ = days
    assert first.out.startswith(f"{site}: {len(first.outcomes)} pages, {len(first.outcomes)} new, 0 changed")
    assert first.out.count("\n") == 1


def test_the_archive_is_sound_and_its_index_is_up_to_date(days):
    data = days[1]
    with open_archive(data) as archive:
        assert archive.verify() == ()
        assert archive.search(archive.parse("")).total == len(archive.keys())


# Hints.


def test_hints_bring_known_articles_back_at_once_and_only_those(tmp_path: Path):
    """A new headline, a new time of change, dropping out of the middle of a sitemap; not rolling off its end."""
    paths = {number: f"/bai-{number}.html" for number in range(100, 106)}
    stamps = {path: f"2026-05-0{day}T08:00:00+07:00" for day, path in enumerate(paths.values(), 1)}
    shown = [paths[number] for number in (100, 101, 102, 103, 104)]
    with HostileServer({path: page(path) for path in paths.values()}) as server:
        server.answers["/chinh-tri"] = listing(*shown)
        server.answers["/sitemap.xml"] = sitemap(server.home, {path: stamps[path] for path in shown})
        crawl(tmp_path, SITE, server.port)
        server.log.clear()
        stamps[paths[104]] = "2026-05-09T10:00:00+07:00"
        named = [paths[number] for number in (101, 103, 104, 105)]
        server.answers["/sitemap.xml"] = sitemap(server.home, {path: stamps[path] for path in named})
        server.answers["/chinh-tri"] = listing(*shown, titles={paths[103]: "Tít mới của bài"})
        server.answers[paths[102]] = Answer(404)
        server.answers[paths[103]] = page("Tít mới của bài")
        crawl(tmp_path, SITE, server.port)
    expected = {102: "gone", 103: "changed", 104: "unchanged", 105: "new"}
    assert outcomes(tmp_path) == {f"{SITE}-{number}": outcome for number, outcome in expected.items()}
    assert not {paths[100], paths[101]} & set(server.paths)


def test_a_listing_that_broke_off_is_read_to_its_end_next_time(tmp_path: Path):
    """The newest pages are known then, and without that the run would stop at two of them."""
    pages = [listing(f"/bai-{number}.html") for number in (105, 104, 103, 102)]
    with HostileServer({f"/bai-{number}.html": page(str(number)) for number in (105, 104, 103, 102)}) as server:
        for last, answer in zip((105, 104, 103), pages[1:], strict=True):
            rows_of = answer.body.decode().split("href='")[1].split("'")[0]
            body = f'[{{"LinktoMe2": "{rows_of}", "Title": "{rows_of}"}}]'.encode()
            server.answers[f"/api/getMoreArticle/channel_empty_{last}_430_0"] = Answer(body=body, kind="application/json")
        pages[0].body += b"<div data-action='api/getarticlebychannel/430'></div>"
        server.answers["/chinh-tri"] = pages[0]
        broken = server.answers.pop("/api/getMoreArticle/channel_empty_103_430_0")
        server.answers["/api/getMoreArticle/channel_empty_103_430_0"] = Answer(503)
        crawl(tmp_path, SITE, server.port)
        assert set(outcomes(tmp_path)) == {f"{SITE}-{number}" for number in (105, 104, 103)}
        assert last_run(tmp_path).counts["discovered"] is False
        server.answers["/api/getMoreArticle/channel_empty_103_430_0"] = broken
        crawl(tmp_path, SITE, server.port)
    assert outcomes(tmp_path) == {f"{SITE}-102": "new"}


# Manners.


def test_the_gap_is_kept_as_the_server_sees_it_and_a_budget_leaves_the_rest_to_the_next_run(tmp_path: Path):
    paths = [f"/bai-{number}.html" for number in range(100, 106)]
    with HostileServer({"/chinh-tri": listing(*paths), **{path: page(path) for path in paths}}) as server:
        done = crawl(tmp_path, SITE, server.port, "-a", "delay=0.3", "-a", "budget=4", "-s", "DOWNLOAD_DELAY=0")
        gaps = [after - before for before, after in pairwise(server.times)]
        assert min(gaps) >= 0.3 * 0.7 - 0.01
        assert (done.returncode, last_run(tmp_path).reason) == (0, "budget")
        assert list(outcomes(tmp_path).values()) == ["new"] * 4
        crawl(tmp_path, SITE, server.port)
    assert last_run(tmp_path).reason == "finished"
    assert len(contents(tmp_path)) == len(paths)


def test_crawl_delay_is_obeyed(tmp_path: Path):
    paths = [f"/bai-{number}.html" for number in (100, 101)]
    world = {"/chinh-tri": listing(*paths), **{path: page(path) for path in paths}}
    with HostileServer(world, "User-agent: *\nCrawl-delay: 0.3\n") as server:
        crawl(tmp_path, SITE, server.port)
        times = server.times
    assert len(times) >= 5
    assert min(after - before for before, after in pairwise(times)) >= 0.29


@pytest.mark.parametrize("robots", [Answer(503), Answer(body=hang_up)])
def test_without_robots_txt_from_a_server_in_trouble_nothing_is_crawled(tmp_path: Path, robots: Answer):
    with HostileServer({"/chinh-tri": listing("/bai-100.html"), "/bai-100.html": page()}, robots) as server:
        done = crawl(tmp_path, SITE, server.port)
        assert set(server.paths) == {"/robots.txt"}
    assert done.returncode == 1
    assert "robots.txt could not be had" in done.stderr
    assert "Traceback" not in done.stderr
    row = last_run(tmp_path)
    assert row.reason == "robots-unavailable"
    assert row.counts["taken_up"] == 0
    assert row.counts["robots"][0]["decision"].startswith("nothing allowed")


def test_a_robots_txt_that_moved_is_followed(tmp_path: Path):
    world = {"/chinh-tri": listing("/bai-100.html", "/cam-101.html"), "/bai-100.html": page(), "/cam-101.html": page("Cấm")}
    world["/quy-tac.txt"] = Answer(body=b"User-agent: *\nDisallow: /cam", kind="text/plain")
    with HostileServer(world, Answer(301, headers={"Location": "/quy-tac.txt"})) as server:
        crawl(tmp_path, SITE, server.port)
    assert outcomes(tmp_path) == {f"{SITE}-100": "new", f"{SITE}-101": "blocked_robots"}


def test_three_refusals_in_a_row_pause_the_site_in_later_runs_too(tmp_path: Path):
    paths = [f"/bai-{number}.html" for number in range(100, 106)]
    busy = Answer(429, headers={"Retry-After": "3600"})
    with HostileServer({"/chinh-tri": listing(*paths), **dict.fromkeys(paths, busy)}) as server:
        done = crawl(tmp_path, SITE, server.port)
        assert len([path for path in server.paths if path in paths]) == 3
        assert done.returncode == 0
        assert "slow down" in done.stderr
        assert set(outcomes(tmp_path).values()) == {"postponed"}
        assert {row.state for row in addresses(tmp_path).values()} == {"todo"}
        server.log.clear()
        later = crawl(tmp_path, SITE, server.port)
        assert server.log == []
    assert later.returncode == 75
    assert "not to be visited before" in later.stderr


# Ways to say no: one sentence, no traceback.


def test_two_runs_of_one_site_never_overlap(tmp_path: Path):
    (tmp_path / "locks").mkdir()
    with (tmp_path / "locks" / f"{SITE}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        done = crawl(tmp_path, SITE, 1)
    assert done.returncode == 75
    assert done.stderr.count("\n") == 1


def test_a_live_site_is_not_crawled_without_a_contact(tmp_path: Path):
    done = run_scrapy(tmp_path, "crawl", "news", "-a", "site=thanhuytphcm")
    assert done.returncode == 1
    assert "ARCHIVE_CONTACT" in done.stderr
    assert done.stderr.strip().count("\n") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({}, "name the site"),
        ({"site": "khong-co"}, "known sites: "),
        ({"site": SITE, "sample_port": "nhiều"}, "is no number"),
        ({"site": "thuduc", "sample_port": "8801"}, "is no sample site"),
        ({"site": SITE, "robots": "no"}, "there is no such argument"),
        ({"site": SITE, "report": "xml"}, "one form of report"),
    ],
)
def test_a_wrong_argument_is_one_sentence(arguments: dict[str, str], words: str):
    with pytest.raises(ArchiveError, match=words) as error:
        chosen_site(arguments)
    assert "\n" not in str(error.value)


def test_a_live_site_gets_at_least_a_second_whatever_its_file_says():
    live = replace(get_site("thuduc"), delay=0.1)
    assert site_delay(live, 0.0) == 1.0
    assert site_delay(live, 5.0) == 5.0
    assert site_delay(get_site(SITE), 0.0) == get_site(SITE).delay


def test_a_data_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path):
    (tmp_path / "captures").write_text("in the way")
    done = crawl(tmp_path, SITE, 1)
    assert done.returncode == 1
    assert str(tmp_path / "captures") in done.stderr
    assert "Traceback" not in done.stderr
