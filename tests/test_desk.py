"""One run's desk without a network: outcomes, trouble of disk and catalogue, pages our own code falls over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hostile import page
from scrapy import Request
from scrapy.http import HtmlResponse
from sqlalchemy import select
from twisted.python.failure import Failure

from crawler.extract import extract
from crawler.pipelines import ArticlePipeline, Fetched
from crawler.queue.frontier import Found
from crawler.queue.policy import Judgement, judge
from crawler.run.desk import Desk, PausedError
from crawler.run.keeping import KeepingMiddleware, StoppedError
from crawler.sites import get_site
from index.article import Capture
from index.errors import CaptureError, CatalogueError
from index.schema import alias, capture, run, url
from index.settings import Settings, settings_for

SITE = replace(get_site("mau-bao"), gone_phrases=("Bài viết đã được gỡ",))
NOW = datetime(2026, 3, 12, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for(tmp_path)


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    with Desk.open(settings, SITE) as opened:
        yield opened


def key(number: int) -> str:
    return f"mau-bao-{number}"


def take_up(desk: Desk, *numbers: int) -> None:
    desk.note_found(Found(key(number), f"{SITE.url}bai-{number}.html", SITE.url) for number in numbers)
    desk.take_up(100)


def answer(number: int, body: bytes, status: int = 200, at: datetime = NOW, **headers: str) -> Capture:
    shown = {"Content-Type": "text/html; charset=utf-8", **headers}
    return Capture(f"{SITE.url}bai-{number}.html", at, status, tuple(shown.items()), body)


def settle(desk: Desk, number: int, received: Capture) -> None:
    kept = desk.keep(received, None)
    desk.settle(key(number), received, kept, judge(received, SITE, key(number)))


def state(desk: Desk, number: int) -> str | None:
    found = desk.archive.find(key(number))
    return desk.archive.get(found).state if found else None


def row(desk: Desk, number: int):
    with desk.archive.catalogue.read() as connection:
        return connection.execute(select(url).where(url.c.key == key(number))).one()


def later(settings: Settings, days: float, steps) -> tuple[dict[str, int], dict[int, str | None]]:
    """Another run, so many days after, which is given the answers in `steps`."""
    with Desk.open(settings, SITE) as desk:
        desk._open |= {key(number): f"{SITE.url}bai-{number}.html" for number, _ in steps}
        for number, received in steps:
            settle(desk, number, replace(received, captured_at=NOW + days * DAY))
        states = {number: state(desk, number) for number, _ in steps}
        desk.close("finished")
        return dict(desk.counts), states


def test_an_article_is_new_then_unchanged_then_changed(settings: Settings):
    with Desk.open(settings, SITE) as desk:
        take_up(desk, 1)
        settle(desk, 1, answer(1, page().body))
        assert desk.counts == {"new": 1}
        desk.close("finished")
    assert later(settings, 1, [(1, answer(1, page().body + b"<!-- clock -->"))]) == ({"unchanged": 1}, {1: "live"})
    assert later(settings, 2, [(1, answer(1, page("Tít khác").body))]) == ({"changed": 1}, {1: "changed"})


def test_a_run_counts_by_which_rule_its_pages_were_read(desk: Desk):
    take_up(desk, 1, 2, 3)
    settle(desk, 1, answer(1, page().body))
    settle(desk, 2, answer(2, page("Bài hai").body.replace(b"article", b"artikel").replace(b"class=", b"data-x=")))
    settle(desk, 3, answer(3, b"", 404))
    desk.close("finished")
    assert desk.row()["rules"] == {"layout longform": 1, "structure": 1}


def test_gone_moved_and_back_again(settings: Settings):
    with Desk.open(settings, SITE) as desk:
        take_up(desk, 1, 2)
        settle(desk, 1, answer(1, page().body))
        settle(desk, 2, answer(2, page("Bài hai").body))
        desk.close("finished")
    lost = [(1, answer(1, b"", 404)), (2, answer(2, b"", 302, Location="/"))]
    assert later(settings, 1, lost) == ({"gone": 1, "redirected_away": 1}, {1: "gone", 2: "moved"})
    assert later(settings, 8, [(1, answer(1, page().body))]) == ({"unchanged": 1}, {1: "back"})


def test_a_soft_404_is_gone_only_when_another_day_says_so_too(settings: Settings):
    with Desk.open(settings, SITE) as desk:
        take_up(desk, 1)
        settle(desk, 1, answer(1, page().body))
        desk.close("finished")
    soft = answer(1, "<html><p>Bài viết đã được gỡ.</p></html>".encode())
    assert later(settings, 1, [(1, soft)]) == ({"gone?": 1}, {1: "live"})
    assert later(settings, 1, [(1, answer(1, page().body))]) == ({"unchanged": 1}, {1: "live"})
    assert later(settings, 2, [(1, soft)]) == ({"gone?": 1}, {1: "live"})


@pytest.mark.parametrize(
    "body",
    [
        "<html><p>Bài viết đã được gỡ.</p></html>".encode(),
        "<html><p>Không tìm thấy trang bạn cần.</p></html>".encode(),
        b"<html><body></body></html>",
        b" ",
    ],
)
def test_a_second_soft_404_on_another_day(settings: Settings, body: bytes, monkeypatch: pytest.MonkeyPatch):
    with Desk.open(settings, SITE) as desk:
        take_up(desk, 1)
        settle(desk, 1, answer(1, page().body))
        desk.close("finished")
    soft = answer(1, body)
    monkeypatch.setattr("crawler.run.settling.was_suspected", lambda connection, key: NOW)
    assert later(settings, 0.2, [(1, soft)]) == ({"gone?": 1}, {1: "live"})
    assert later(settings, 2, [(1, soft)]) == ({"gone": 1}, {1: "gone"})


def test_a_redirect_to_another_article_is_an_alias_and_takes_it_up(desk: Desk):
    take_up(desk, 1)
    settle(desk, 1, answer(1, b"", 301, Location="/bai-moi-2.html"))
    assert [due.key for due in desk.take_up(9)] == [key(2)]
    with desk.archive.catalogue.read() as connection:
        assert connection.execute(select(alias.c.key).where(alias.c.address == f"{SITE.url}bai-1.html")).scalar_one() == key(2)


def test_an_answer_that_says_not_modified_is_no_capture(desk: Desk):
    take_up(desk, 1)
    received = answer(1, b"", 304)
    desk.settle(key(1), received, None, judge(received, SITE, key(1)))
    assert desk.counts == {"not_modified": 1}
    with desk.archive.catalogue.read() as connection:
        assert connection.execute(select(capture)).all() == []


def fake_crawler(desk: Desk) -> SimpleNamespace:
    return SimpleNamespace(spider=SimpleNamespace(desk=desk), signals=SimpleNamespace(connect=lambda *_, **__: None))


def test_a_page_our_reader_falls_over_is_kept_with_an_outcome_and_the_run_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def fall(*_: object) -> None:
        raise ZeroDivisionError("our own mistake")

    monkeypatch.setattr("crawler.run.settling.extract_holding", fall)
    take_up(desk, 1)
    received = answer(1, page().body)
    item = Fetched(key(1), Judgement(None), received, desk.keep(received, None))
    pipeline = ArticlePipeline.from_crawler(fake_crawler(desk))
    with pytest.raises(ZeroDivisionError) as error:
        pipeline.process_item(item)
    pipeline.item_failed(item, Failure(error.value))
    assert desk.counts == {"no_article": 1}
    assert desk.stopped is None
    with desk.archive.catalogue.read() as connection:
        assert connection.execute(select(capture.c.key)).scalars().all() == [key(1)]


def test_trouble_of_the_catalogue_ends_the_run_and_acknowledges_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise CatalogueError("the disk of the catalogue is full; free some space and run this again")

    take_up(desk, 1)
    received = answer(1, page().body)
    item = Fetched(key(1), Judgement(None), received, desk.keep(received, None))
    with monkeypatch.context() as patch:
        patch.setattr("crawler.run.desk.Archive.add", fail)
        ArticlePipeline(fake_crawler(desk)).process_item(item)
    assert desk.stopped == "archive-trouble"
    assert "free some space" in desk.complaint
    assert desk.is_open(key(1))
    desk.close(desk.stopped)
    assert desk.counts == {"postponed": 1}
    assert (row(desk, 1).state, row(desk, 1).next_try_at) == ("todo", None)


def test_a_disk_that_cannot_hold_the_bytes_ends_the_run_before_anything_is_judged(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise CaptureError("captures/x.warc.gz cannot be written at 0: No space left on device; free some space")

    middleware = KeepingMiddleware(fake_crawler(desk))
    request = Request(f"{SITE.url}bai-1.html", meta={"key": key(1)})
    middleware.process_request(request)
    monkeypatch.setattr(desk, "keep", fail)
    with pytest.raises(StoppedError):
        middleware.process_response(request, HtmlResponse(request.url, body=b"<p>"))
    assert "kept" not in request.meta
    assert desk.stopped == "archive-trouble"
    with pytest.raises(StoppedError):
        middleware.process_request(request)


def test_what_is_no_article_is_recorded_at_once_and_an_article_with_its_outcome(desk: Desk):
    middleware = KeepingMiddleware(fake_crawler(desk))
    for address, meta in ((f"{SITE.url}robots.txt", {}), (f"{SITE.url}bai-1.html", {"key": key(1)})):
        request = Request(address, meta=meta)
        middleware.process_response(request, HtmlResponse(address, body=b"<p>", headers={"Content-Type": "text/html"}))
        assert request.meta["kept"].capture.body == b"<p>"
    with desk.archive.catalogue.read() as connection:
        assert connection.execute(select(capture.c.address)).scalars().all() == [f"{SITE.url}robots.txt"]


def test_an_address_without_an_outcome_is_an_error_of_the_run(desk: Desk):
    take_up(desk, 1)
    desk._settled.add(key(2))
    assert desk.close("finished") == "outcomes-missing"
    assert "2 addresses were taken up and 1 have an outcome" in desk.complaint
    with desk.archive.catalogue.read() as connection:
        assert connection.execute(select(run.c.reason)).scalar_one() == "outcomes-missing"


def test_a_pause_keeps_later_runs_away(settings: Settings, desk: Desk):
    desk.pause(timedelta(hours=1), "asked to slow down")
    desk.close("paused")
    with pytest.raises(PausedError, match="not to be visited before"), Desk.open(settings, SITE):
        pass


def test_a_pause_holds_although_the_run_was_killed_before_it_ended(settings: Settings, desk: Desk):
    desk.pause(timedelta(hours=1), "asked to slow down")
    with pytest.raises(PausedError, match="not to be visited before"), Desk.open(settings, SITE):
        pass


def test_a_request_that_scrapy_lost_is_not_taken_up_for_ever(desk: Desk):
    take_up(desk, 1, 2)
    assert desk.take_up(100) == ()
    assert desk.close("finished") == "finished"
    assert desk.counts == {"postponed": 2}


def test_the_first_reason_to_stop_stays(desk: Desk):
    desk.stop("robots-unavailable", "first")
    desk.stop("paused", "second")
    assert (desk.stopped, desk.complaint) == ("robots-unavailable", "first")


@pytest.mark.parametrize(
    ("status", "hours", "holds"),
    [(200, 1, True), (200, 23, True), (200, 25, False), (404, 1, True), (503, 1, False), (429, 1, False), (301, 1, False)],
)
def test_a_robots_txt_holds_for_a_day_unless_it_said_nothing(desk: Desk, status: int, hours: float, holds: bool):
    address = f"{SITE.url}robots.txt"
    at = datetime.now(UTC) - timedelta(hours=hours)
    desk.record(desk.keep(Capture(address, at, status, (), b"User-agent: *"), None))
    kept = desk.kept_robots(address)
    assert (kept is not None and kept.body == b"User-agent: *") is holds


def test_the_newest_robots_txt_decides(desk: Desk):
    address = f"{SITE.url}robots.txt"
    for minutes, status in ((50, 200), (5, 503)):
        desk.record(desk.keep(Capture(address, datetime.now(UTC) - timedelta(minutes=minutes), status, (), b"x"), None))
    assert desk.kept_robots(address) is None


def test_under_a_layout_alarm_pages_are_kept_and_not_stored_and_nothing_is_called_gone(settings: Settings):
    def broken(number: int, title: str) -> Capture:
        return answer(number, page(title).body.replace(b"class='entry'", b"class='moi'").replace(b"b-maincontent", b"moi"))

    with Desk.open(settings, SITE) as desk:
        take_up(desk, *range(1, 9))
        for number in range(1, 5):
            settle(desk, number, answer(number, page(str(number)).body))
        desk.close("finished")
    again = [(number, broken(number, f"Sửa {number}")) for number in range(1, 5)]
    counts, _ = later(settings, 1, again)
    assert counts == {"changed": 2, "no_article": 2}
    counts, states = later(settings, 2, [(5, broken(5, "Mới")), (3, answer(3, b"<html></html>"))])
    assert counts == {"no_article": 2}
    assert states == {5: None, 3: "live"}
    with Desk.open(settings, SITE) as desk:
        with desk.archive.catalogue.read() as connection:
            query = select(capture.c.key).where(capture.c.read_as.is_(None), capture.c.key.is_not(None))
            assert set(connection.execute(query).scalars()) == {key(number) for number in (3, 4, 5)}
        assert desk.archive.replay(key(5), lambda kept, _: extract(kept, SITE)) is True
