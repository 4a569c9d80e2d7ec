"""How the archive says dates, states and certainty: separate so that every page uses the same words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone

from babel.dates import get_day_names, get_month_names
from flask import Flask
from flask_babel import format_date, format_decimal, gettext, lazy_gettext

from index.dates import Certainty, DateClaim, DateKind, Precision
from index.snippet import Fragment, highlight
from webui.language import language

# A day on the screen is a day in Việt Nam, which keeps no summer time.
VIETNAM = timezone(timedelta(hours=7))

KINDS: Mapping[DateKind | None, object] = {
    DateKind.EVENT: lazy_gettext("ngày sự kiện"),
    DateKind.POSTED: lazy_gettext("ngày đăng"),
    DateKind.UPDATED: lazy_gettext("ngày cập nhật"),
    DateKind.RENDERED: lazy_gettext("đồng hồ trang"),
    None: lazy_gettext("ngày ghi nhận"),
}
STATES: Mapping[str, object] = {
    "live": lazy_gettext("còn"),
    "changed": lazy_gettext("đã sửa"),
    "gone": lazy_gettext("đã gỡ"),
    "moved": lazy_gettext("đã chuyển"),
    "back": lazy_gettext("trở lại"),
}
CERTAINTIES: Mapping[Certainty, object] = {
    Certainty.PRINTED: lazy_gettext("in trên trang"),
    Certainty.INFERRED: lazy_gettext("suy ra"),
    Certainty.UNCERTAIN: lazy_gettext("chưa chắc"),
}
RULES: Mapping[str, object] = {
    "dateline": lazy_gettext("câu mở đầu bài"),
    "dateline+posted": lazy_gettext("câu mở đầu bài, năm theo ngày đăng"),
    "dateline+address": lazy_gettext("câu mở đầu bài, năm theo địa chỉ trang"),
    "dateline+id-clock": lazy_gettext("câu mở đầu bài, năm theo số bài"),
    "dateline+text": lazy_gettext("câu mở đầu bài, năm theo chữ trong bài"),
    "time-line": lazy_gettext("dòng giờ đăng trên trang"),
    "meta": lazy_gettext("thẻ meta của trang"),
    "json-ld": lazy_gettext("dữ liệu JSON-LD của trang"),
    "lead-image": lazy_gettext("đường dẫn ảnh đầu bài"),
    "inline-image": lazy_gettext("đường dẫn ảnh trong bài"),
    "address": lazy_gettext("địa chỉ trang"),
    "id-clock": lazy_gettext("số bài trong địa chỉ"),
    "feed": lazy_gettext("bảng tin RSS của nguồn"),
    "sitemap": lazy_gettext("sơ đồ trang của nguồn"),
    "page-clock": lazy_gettext("đồng hồ trang"),
}


def install(app: Flask) -> None:
    """Make the words available to the templates of `app`."""
    app.add_template_filter(day_text, "day")
    app.add_template_filter(moment_text, "moment")
    app.add_template_filter(claim_text, "claim")
    app.add_template_filter(certainty_text, "certainty")
    app.add_template_filter(number_text, "number")
    app.add_template_filter(state_text, "state")
    app.add_template_filter(local_day, "local_day")
    app.add_template_filter(joined, "joined")
    app.add_template_filter(month_text, "month_name")
    app.add_template_filter(weekday_text, "weekday_name")
    app.add_template_filter(rule_text, "rule")
    app.add_template_filter(web_address, "web_address")
    app.add_template_global(kind_text, "kind_text")
    app.add_template_global(highlight, "highlight")


def number_text(number: int) -> str:
    """12480 as a reader of this language writes it: 12.480 or 12,480."""
    return str(format_decimal(number))


def day_text(day: date) -> str:
    """A day: 21/9/2023, in English 21 September 2023."""
    return f"{day.day}/{day.month}/{day.year}" if language() == "vi" else str(format_date(day, "d MMMM yyyy"))


def month_text(month: int) -> str:
    """The name of a month, 1 to 12: "Tháng 7", "July"."""
    return str(get_month_names("wide", "stand-alone", language())[month])


def weekday_text(weekday: int, *, short: bool = False) -> str:
    """The name of a day of the week, 0 for Monday: "Thứ Hai", short "T2"."""
    return str(get_day_names("short" if short else "wide", "stand-alone", language())[weekday])


def local_day(moment: datetime) -> date:
    """The day in Việt Nam of an aware time, or of a naive one that is UTC."""
    return _local(moment).date()


def moment_text(moment: datetime) -> str:
    """A time to the minute in Việt Nam: 10:02 ngày 21/9/2023."""
    local = _local(moment)
    return str(gettext("%(time)s ngày %(day)s", time=local.strftime("%H:%M"), day=day_text(local.date())))


def claim_text(claim: DateClaim) -> str:
    """What a claim says, as fine as it is known: 21/9/2023, 9/2023, 2023, "khoảng 21/9/2023"."""
    if claim.precision is Precision.YEAR:
        return str(claim.value.year)
    if claim.precision is Precision.MONTH:
        return f"{claim.value.month}/{claim.value.year}"
    if claim.precision is Precision.CIRCA:
        return str(gettext("khoảng %(day)s", day=day_text(claim.value)))
    return day_text(claim.value)


def certainty_text(claim: DateClaim) -> object:
    """How sure a claim is; a dateline without its year says that the year was inferred."""
    if claim.certainty is Certainty.INFERRED and claim.rule.startswith("dateline+"):
        return gettext("năm suy ra")
    return CERTAINTIES[claim.certainty]


def kind_text(kind: DateKind | None) -> object:
    """The kind of a date in words; `None` is the day first seen."""
    return KINDS[kind]


def state_text(state: str) -> object:
    """The state of an article at its source, in words."""
    return STATES.get(state, state)


def rule_text(rule: str) -> object:
    """What a dating rule looked at, in words; a rule without words stands for itself."""
    return RULES.get(rule, rule)


def joined(fragments: Iterable[Fragment]) -> list[Fragment]:
    """The fragments with neighbouring matches as one, so that "chi bộ" is one mark and not two."""
    whole: list[Fragment] = []
    for fragment in fragments:
        if fragment.is_match and len(whole) > 1 and whole[-1].text == " " and whole[-2].is_match:
            whole[-2:] = [Fragment(f"{whole[-2].text} {fragment.text}", is_match=True)]
        else:
            whole.append(fragment)
    return whole


def web_address(address: str) -> str | None:
    """The address if a link may carry it, else `None`: only http and https are ever followed."""
    return address if address.lower().startswith(("http://", "https://")) else None


def _local(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM)
