"""What a page claims about its dates (chứng cứ ngày): every claim with its rule and evidence; choosing is not done here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from crawler.boilerplate import PAGE_CLOCK
from crawler.dateline import Dateline
from crawler.id_clock import day_of_number
from crawler.line import Page
from crawler.sites import Site
from crawler.stamps import printed_day, stamped_day
from index.dates import Certainty, DateClaim, DateKind, Precision, PrintedDate, chosen_claim, find_dates, is_day
from index.text import fold
from index.years import infer_year

# The article numbers tell the day to a few weeks; a dateline further off than this is an anniversary or a plan.
_MOST_DAYS_TO_CLOCK = 60
# https://images.hcmcpv.org.vn/res/news/2022/12/22-12-2022-<slug>-<HEX>-details.jpg?vs=22122022072338
_LEAD_IMAGE = re.compile(
    r"/res/news/(?P<y>\d{4})/(?P<m>\d\d)/(?P<d>\d\d)-(?P=m)-(?P=y)-(?P<slug>[^/?]+?)-[0-9A-F]{6,8}(?:-details)?\.\w+", re.ASCII
)
# //Uploads/Image/02022022<hex>/anh%2033.jpg; https://hnm.1cdn.vn/2025/07/01/name.jpg
_INLINE_IMAGE = re.compile(
    r"/Uploads/Image/(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d{4})|\.1cdn\.vn/(?:.*?/)?(?P<y2>20\d\d)/(?P<m2>\d\d)/(?P<d2>\d\d)/", re.ASCII
)
# /xay-dung-dang/202310/<slug>-123/: papers that keep a month in the address
_ADDRESS_MONTH = re.compile(r"/(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])/", re.ASCII)
_SAME_SLUG = 60
_MONTH = 31


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
    """The day in the path of the lead picture, strong where the picture is the article's own: old ones are used again."""
    inline: set[date] = set()
    for picture in page.pictures:
        if match := _LEAD_IMAGE.search(picture):
            is_own = _is_own_picture(match["slug"], scene)
            if value := _day(match["y"], match["m"], match["d"]):
                certainty = Certainty.PRINTED if is_own and value <= scene.captured else Certainty.UNCERTAIN
                yield _claim(DateKind.POSTED, value, "lead-image", picture, certainty)
        elif match := _INLINE_IMAGE.search(picture):
            parts = (match["y"], match["m"], match["d"]) if match["y"] else (match["y2"], match["m2"], match["d2"])
            if (value := _day(*parts)) and value not in inline:
                inline.add(value)
                yield _claim(DateKind.POSTED, value, "inline-image", picture, Certainty.UNCERTAIN)


def _is_own_picture(slug: str, scene: Scene) -> bool:
    """Whether a picture was named after this article; slugs are cut near 100 letters, at different places."""
    own = re.sub(r"-\d{8,10}$", "", unquote(urlsplit(scene.url).path).rpartition("/")[2])
    if scene.url.startswith("urn:"):
        own = re.sub(r"[^a-z0-9]+", "-", fold(scene.title or "")).strip("-")
    picture = unquote(slug)
    if own == picture:
        return True
    same = min(len(own), len(picture))
    return same >= _SAME_SLUG and own[:same] == picture[:same]


def _address_claims(scene: Scene) -> Iterator[DateClaim]:
    if match := _ADDRESS_MONTH.search(urlsplit(scene.url).path):
        value = date(int(match["y"]), int(match["m"]), 1)
        yield DateClaim(DateKind.POSTED, value, Precision.MONTH, Certainty.PRINTED, "address", match.group())
    if clock := day_of_number(scene.url, scene.site):
        yield DateClaim(DateKind.POSTED, clock, Precision.CIRCA, Certainty.INFERRED, "id-clock", scene.url.rpartition("-")[2])


def _event_claims(dateline: Dateline | None, claims: list[DateClaim], scene: Scene) -> Iterator[DateClaim]:
    found = dateline.date if dateline else None
    if found is None or not found.day or not found.month:
        return
    posted = chosen_claim(claims, DateKind.POSTED)
    latest = min([scene.captured, *(each.value for each in claims if each.kind is DateKind.RENDERED)])
    if found.date:
        is_past = found.date <= (posted.value if posted else latest)
        yield _claim(DateKind.EVENT, found.date, "dateline", found.printed, Certainty.PRINTED if is_past else Certainty.UNCERTAIN)
        return
    if posted:
        yield from _inferred(found, scene, None, latest, posted.value)
        return
    yield from _nearest(found, claims)
    past = [each for each in _past_days(scene.body) if each <= latest]
    yield from _inferred(found, scene, max(past, default=None), latest, None)


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


def _past_days(text: str) -> Iterator[date]:
    """Full dates that the text names as past: those right after a document's symbol."""
    for found in find_dates(text):
        before = text[max(0, found.span.start - 30) : found.span.start]
        if found.date and re.search(r"\d[-/–]\s?[\w./-]+,?\s+(?:ngày\s+)?$", before):
            yield found.date
