"""Articles by day, month and year of one kind of date: separate because browsing needs no query and no index."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, Connection, extract, func, select

from index.dates import DateKind
from index.schema import article


def day_column(kind: DateKind | None) -> Column[date]:
    """The column of this kind of day; `None` is the day first seen (ngày ghi nhận), which every article has."""
    return {DateKind.EVENT: article.c.event, DateKind.POSTED: article.c.posted}.get(kind, article.c.first_day)  # type: ignore[arg-type]  # None is no key and takes the default


def count_days(
    connection: Connection, kind: DateKind | None, year: int | None = None, month: int | None = None
) -> dict[int, int]:
    """Articles per year, per month of `year`, or per day of `month`: number -> count, those with none left out."""
    day = day_column(kind)
    part = "year" if year is None else "month" if month is None else "day"
    query = select(extract(part, day).label("part"), func.count()).where(day.is_not(None)).group_by("part").order_by("part")
    if year is not None:
        query = query.where(extract("year", day) == year)
    if month is not None:
        query = query.where(extract("month", day) == month)
    return {int(number): int(count) for number, count in connection.execute(query)}


def count_undated(connection: Connection, kind: DateKind | None) -> int:
    """Articles whose day of this kind is unknown."""
    return int(connection.execute(select(func.count()).select_from(article).where(day_column(kind).is_(None))).scalar_one())


def articles_of_day(connection: Connection, kind: DateKind | None, day: date) -> tuple[int, ...]:
    """The ids of the articles of one day, in order of id."""
    return tuple(connection.execute(select(article.c.id).where(day_column(kind) == day).order_by(article.c.id)).scalars())


def neighbour_days(connection: Connection, kind: DateKind | None, day: date) -> tuple[date | None, date | None]:
    """The nearest days before and after with an article."""
    column = day_column(kind)
    before = connection.execute(select(func.max(column)).where(column < day)).scalar_one()
    after = connection.execute(select(func.min(column)).where(column > day)).scalar_one()
    return before, after
