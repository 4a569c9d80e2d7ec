"""What a page claims about its dates (chứng cứ ngày): every claim with its rule and evidence; choosing is not done here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from crawler.address import article_number
from crawler.extraction.boilerplate import PAGE_CLOCK
from crawler.extraction.dateline import Dateline
from crawler.extraction.id_clock import day_of_number
from crawler.extraction.line import Page
from crawler.extraction.picture_days import picture_days
from crawler.extraction.stamps import printed_day, stamped_day
from crawler.sites import Site
from index.dates import Certainty, DateClaim, DateKind, Precision, PrintedDate, chosen_claim, find_dates, is_day
from index.years import infer_year

# The article numbers tell the day to a few weeks; a dateline further off than this is an anniversary or a plan.
_MOST_DAYS_TO_CLOCK = 60
# A full date is no news any more where number or stamp say that so much time has passed: "Ngày 9/5/2024, Bộ Chính trị ban
# hành …" opens a commentary of 2026, "rời ngành giáo dục ngày 1-9-2016" the portrait of somebody.
_MOST_DAYS_SINCE = 180
# /xay-dung-dang/202310/<slug>-123/: papers that keep a month in the address
_ADDRESS_MONTH = re.compile(r"/(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])/", re.ASCII)
# /2019/01/26/<slug>/: the permanent links of WordPress
_ADDRESS_DAY = re.compile(r"/(?P<y>20\d\d)/(?P<m>0[1-9]|1[0-2])/(?:(?P<d>[0-3]\d)/)?[^/]*-[^/]*/?$", re.ASCII)
_MONTH = 31
# "đại hội cấp cơ sở hoàn thành trước ngày |30/6/2020", "198-KH/QU, ban hành ngày |12/4/2023"
_DEADLINE = re.compile(r"(?<!đã )(?<!được )hoàn thành (?:chậm nhất )?(?:trước|đến) ngày\s+$")
_ISSUED = re.compile(r"\d[-/–]\s?[\w./-]+,?\s+\(?(?:(?:được\s+)?(?:ban hành|ký|thông qua)\s+)?(?:ngày\s+)?$")


@dataclass(frozen=True, slots=True)
class Scene:
    """What dating needs besides the page: its address and site, the title and body that were read, the day of capture."""

    url: str
    site: Site | None
    title: str | None
    body: str
    captured: date


def date_claims(page: Page, dateline: Dateline | None, scene: Scene) -> tuple[DateClaim, ...]:
    """All claims of a page, in the order: page clock, posted, updated, event."""
    claims = [*_clock_claims(page), *_stamp_claims(page, scene), *_picture_claims(page, scene), *_address_claims(scene)]
    claims += [_claim(DateKind.UPDATED, day, rule, text) for rule, text in page.updates if (day := stamped_day(text))]
    claims += _event_claims(dateline, claims, scene)
    return tuple(dict.fromkeys(claims))


def _claim(kind: DateKind, value: date, rule: str, evidence: str, certainty: Certainty = Certainty.PRINTED) -> DateClaim:
    return DateClaim(kind, value, Precision.DAY, certainty, rule, evidence)


def _day(year: str, month: str, day: str) -> date | None:
    numbers = int(year), int(month), int(day)
    return date(*numbers) if is_day(numbers[2], numbers[1], numbers[0]) and numbers[0] > 1900 else None


def _clock_claims(page: Page) -> Iterator[DateClaim]:
    match = PAGE_CLOCK.search(page.clock or "")
    if match and (value := _day(match[3], match[2], match[1])):
        yield _claim(DateKind.RENDERED, value, "page-clock", match.group())


def _stamp_claims(page: Page, scene: Scene) -> Iterator[DateClaim]:
    """Nobody publishes after the page was fetched: a later stamp is kept and never chosen."""
    for rule, printed in page.times:
        value = printed_day(printed) if rule == "time-line" else stamped_day(printed)
        if value:
            is_past = value <= scene.captured + timedelta(days=1)
            yield _claim(DateKind.POSTED, value, rule, printed, Certainty.PRINTED if is_past else Certainty.UNCERTAIN)


def _picture_claims(page: Page, scene: Scene) -> Iterator[DateClaim]:
    """The day in the path of the article's own picture; any other picture says "not before" at most and is never chosen."""
    number = article_number(scene.url, scene.site) if scene.site else None
    inline: set[tuple[date, Precision]] = set()
    for found in picture_days(page.pictures, scene.url, number, scene.title):
        rule = "lead-image" if found.names_article else "inline-image"
        is_proof = found.is_own and found.precision is Precision.DAY and found.value <= scene.captured
        if found.names_article or (found.value, found.precision) not in inline:
            inline.add((found.value, found.precision))
            certainty = Certainty.PRINTED if is_proof else Certainty.UNCERTAIN
            yield DateClaim(DateKind.POSTED, found.value, found.precision, certainty, rule, found.picture)


def _address_claims(scene: Scene) -> Iterator[DateClaim]:
    path = urlsplit(scene.url).path
    if match := _ADDRESS_MONTH.search(path):
        value = date(int(match["y"]), int(match["m"]), 1)
        yield DateClaim(DateKind.POSTED, value, Precision.MONTH, Certainty.PRINTED, "address", match.group())
    elif (match := _ADDRESS_DAY.search(path)) and (day := _day(match["y"], match["m"], match["d"] or "1")):
        precision = Precision.DAY if match["d"] else Precision.MONTH
        certainty = Certainty.PRINTED if day <= scene.captured else Certainty.UNCERTAIN
        yield DateClaim(DateKind.POSTED, day, precision, certainty, "address", match.group())
    if scene.site and (clock := day_of_number(scene.url, scene.site)):
        number = article_number(scene.url, scene.site) or ""
        yield DateClaim(DateKind.POSTED, clock, Precision.CIRCA, Certainty.INFERRED, "id-clock", number)


def _event_claims(dateline: Dateline | None, claims: list[DateClaim], scene: Scene) -> Iterator[DateClaim]:
    found = dateline.date if dateline else None
    posted = chosen_claim(claims, DateKind.POSTED)
    if dateline and found is None and posted and dateline.days_back is not None:
        day = posted.value - timedelta(days=dateline.days_back)
        yield _claim(DateKind.EVENT, day, "dateline+posted", f"{dateline.printed} + {posted.evidence}", Certainty.INFERRED)
    if found is None or not found.day or not found.month:
        return
    latest = min([scene.captured, *(each.value for each in claims if each.kind is DateKind.RENDERED)])
    if found.date:
        is_past = found.date <= (posted.value if posted else latest)
        is_news = is_past and all(since - found.date <= timedelta(days=_MOST_DAYS_SINCE) for since in _news_days(posted, claims))
        yield _claim(DateKind.EVENT, found.date, "dateline", found.printed, Certainty.PRINTED if is_news else Certainty.UNCERTAIN)
        return
    if posted:
        yield from _inferred(found, scene, None, latest, posted.value)
        return
    yield from _nearest(found, claims)
    past = [each for each in _past_days(scene.body) if each <= latest]
    latest = min([latest, *_deadlines(scene.body)])
    yield from _inferred(found, scene, max(past, default=None), latest, None)


def _news_days(posted: DateClaim | None, claims: list[DateClaim]) -> Iterator[date]:
    """The days about which the article was news, as the chosen stamp or else the article number tell them."""
    if posted:
        yield posted.value
    else:
        yield from (each.value for each in claims if each.rule == "id-clock")


def _inferred(
    found: PrintedDate, scene: Scene, not_before: date | None, not_after: date, posted: date | None
) -> Iterator[DateClaim]:
    day, month = found.day or 0, found.month or 0
    inferred = infer_year(day, month, scene.body, not_before=not_before, not_after=not_after, posted=posted)
    if inferred:
        evidence = f"{found.printed} + {inferred.evidence}"
        yield _claim(DateKind.EVENT, date(inferred.year, month, day), inferred.rule, evidence, Certainty.INFERRED)


def _nearest(found: PrintedDate, claims: list[DateClaim]) -> Iterator[DateClaim]:
    """The year in which a dateline falls nearest to what the article number or the month in the address tell."""
    for claim in claims:
        if claim.rule not in ("id-clock", "address") or not found.day or not found.month:
            continue
        middle = claim.value + timedelta(days=15 if claim.precision is Precision.MONTH else 0)
        most = _MOST_DAYS_TO_CLOCK if claim.rule == "id-clock" else _MONTH
        years = (middle.year - 1, middle.year, middle.year + 1)
        days = [date(year, found.month, found.day) for year in years if is_day(found.day, found.month, year)]
        nearest = min(days, key=lambda each: abs(each - middle), default=None)
        if nearest and abs(nearest - middle) <= timedelta(days=most):
            yield _claim(
                DateKind.EVENT, nearest, f"dateline+{claim.rule}", f"{found.printed} + {claim.evidence}", Certainty.INFERRED
            )


def _deadlines(text: str) -> Iterator[date]:
    """Full dates that the text names as still to come: by them something is to be done."""
    for found in find_dates(text):
        if found.date and _DEADLINE.search(text[max(0, found.span.start - 48) : found.span.start]):
            yield found.date


def _past_days(text: str) -> Iterator[date]:
    """Full dates that the text names as past: those of issue, right after a document's symbol."""
    for found in find_dates(text):
        before = text[max(0, found.span.start - 48) : found.span.start]
        if found.date and _ISSUED.search(before):
            yield found.date
