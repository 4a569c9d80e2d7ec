"""How to cite an archived article (lời dẫn): every field that a careful footnote needs, and a hash to check it by."""

from __future__ import annotations

from datetime import UTC, date

from index.article import Source
from index.stored import StoredArticle
from webui.wording import local_day


def citation_of(stored: StoredArticle, source: Source, permalink: str) -> str:
    """The citation as plain text, in Vietnamese whatever the language of the page: the article is Vietnamese.

    `permalink` is the fixed address of this revision.
    """
    article = stored.revision.article
    title = f"“{article.title}”" if article.title else "[bài không có tít]"
    author = f"{article.byline.rstrip('.')}. " if article.byline else ""
    taken = stored.capture.captured_at.replace(tzinfo=stored.capture.captured_at.tzinfo or UTC).astimezone(UTC)
    return (
        f"{author}{title}. {source.name}, {_dates(stored)}. URL gốc: {stored.capture.address} "
        f"Bản lưu: {permalink} (thu thập {taken:%Y-%m-%dT%H:%M:%SZ}, SHA-256 {stored.capture.digest.removeprefix('sha256:')})."
    )


def _dates(stored: StoredArticle) -> str:
    article = stored.revision.article
    event = f"sự kiện {_day(article.event.value)}" if article.event else "ngày sự kiện: chưa rõ"
    posted = f"đăng {_day(article.posted.value)}" if article.posted else "ngày đăng: chưa rõ"
    return f"{event} ({posted}; ghi nhận lần đầu {_day(local_day(stored.first_seen))})"


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
