"""A source that is silent or shouts, on a calendar with weekends and Tết."""

from __future__ import annotations

from datetime import date, timedelta
from math import floor, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.operation.holidays import TET, is_rest_day, is_tet
from crawler.operation.source_alarm import source_alarms

DAY = timedelta(days=1)
MONDAY = date(2026, 5, 11)


def habit(until: date, weekday: int, weekend: int, days: int = 100) -> dict[date, int]:
    """So many articles on every working day and on every rest day, none at Tết, up to a day."""
    span = [until - number * DAY for number in range(days)]
    counts = {day: 0 if is_tet(day) else weekend if is_rest_day(day) else weekday for day in span}
    return {day: count for day, count in counts.items() if count}


@pytest.mark.parametrize("visited", [MONDAY + number * DAY for number in range(14)])
@pytest.mark.parametrize(("weekday", "weekend"), [(40, 12), (8, 0), (2, 2), (1, 0)])
def test_a_source_that_does_as_always_never_alarms(visited: date, weekday: int, weekend: int):
    assert source_alarms(habit(visited - DAY, weekday, weekend), visited, 0) == ()


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_tet_is_no_silence(year: int):
    first = next(day for day in TET if day.year == year)
    for number in range(-3, 9):
        visited = first + number * DAY
        counts = habit(min(visited - DAY, first - 3 * DAY), 10, 0)
        counts |= {day: 10 for day in (first + each * DAY for each in range(7, number)) if not is_rest_day(day)}
        assert source_alarms(counts, visited, 1) == (), visited


def test_the_same_silence_in_may_alarms():
    assert "nothing new since 2026-05-08" in source_alarms(habit(MONDAY - 3 * DAY, 10, 0), MONDAY + 4 * DAY, 1)[0]


@pytest.mark.parametrize(("days_of_silence", "is_alarm"), [(2, False), (3, False), (4, True), (9, True)])
def test_a_daily_source_is_silent_after_three_working_days(days_of_silence: int, is_alarm: bool):
    """Last news on Monday; visited so many days later, in the middle of that day."""
    alarms = source_alarms(habit(MONDAY, 3, 0), MONDAY + days_of_silence * DAY, 0)
    assert any("nothing new" in alarm for alarm in alarms) is is_alarm


def test_a_weekly_source_may_be_silent_for_two_weeks_and_more():
    counts = {MONDAY - 7 * number * DAY: 2 for number in range(12)}
    assert source_alarms(counts, MONDAY + 20 * DAY, 0) == ()
    assert "its usual gap is 5" in source_alarms(counts, MONDAY + 23 * DAY, 0)[0]


def test_a_young_source_is_held_to_what_its_file_expects():
    counts = {MONDAY: 3, MONDAY - DAY: 2}
    assert source_alarms(counts, MONDAY + 8 * DAY, 0) == ()
    assert len(source_alarms(counts, MONDAY + 8 * DAY, 5)) == 1
    assert source_alarms({}, MONDAY, 5) == ()


@pytest.mark.parametrize(
    ("count", "is_alarm"), [(0, True), (10, True), (30, False), (40, False), (55, False), (70, True), (400, True)]
)
def test_a_day_outside_the_band_of_28_days_alarms(count: int, is_alarm: bool):
    day = MONDAY + DAY
    counts = habit(MONDAY, 40, 10) | {day: count}
    alarms = source_alarms(counts, day + DAY, 0)
    assert any(alarm.startswith(f"source alarm: {count} articles of 2026-05-12") for alarm in alarms) is is_alarm


def test_a_weekend_is_compared_with_weekends():
    sunday = MONDAY - DAY
    assert source_alarms(habit(sunday - DAY, 40, 5) | {sunday: 5}, MONDAY, 0) == ()
    assert len(source_alarms(habit(sunday - DAY, 40, 5) | {sunday: 60}, MONDAY, 0)) == 1


def test_few_days_are_no_band():
    counts = habit(MONDAY, 40, 10, days=5) | {MONDAY + DAY: 400}
    assert source_alarms(counts, MONDAY + 2 * DAY, 0) == ()


@given(
    st.dictionaries(st.dates(date(2025, 10, 1), date(2026, 6, 1)), st.integers(0, 500)),
    st.dates(date(2025, 12, 1), date(2026, 6, 1)),
)
def test_any_history_gives_sentences_or_nothing(counts, visited: date):
    assert all(alarm.startswith("source alarm: ") for alarm in source_alarms(counts, visited, 1))


# The table of Tết against the sky.


def new_moon(number: int) -> float:
    """The Julian day (terrestrial time) of a new moon, to some minutes (Meeus, Astronomical Algorithms, chapter 49)."""
    t = number / 1236.85
    day = 2451550.09766 + 29.530588861 * number + 0.00015437 * t * t
    sun = radians(2.5534 + 29.1053567 * number)
    moon = radians(201.5643 + 385.81693528 * number)
    node = radians(160.7108 + 390.67050284 * number)
    day += -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    day += 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun) - 0.00111 * sin(moon - 2 * node)
    return day - 0.00057 * sin(moon + 2 * node) + 0.00056 * sin(2 * moon + sun) - 0.00042 * sin(3 * moon)


def solar_longitude(day: float) -> float:
    """The sun's place in degrees, to a hundredth (Meeus, chapter 25)."""
    t = (day - 2451545) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t)
    middle = 280.46646 + 36000.76983 * t + (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly)
    return (middle - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))) % 360


def day_in_viet_nam(julian: float) -> date:
    return date.fromordinal(floor(julian - 70 / 86400 + 7 / 24 + 0.5) - 1721425)


@pytest.mark.parametrize("first", TET, ids=str)
def test_tet_is_the_day_of_the_new_moon_in_whose_month_the_sun_reaches_the_fish(first: date):
    """The first month is the one that holds Vũ Thủy, the sun at 330 degrees."""
    number = round((first.toordinal() + 1721424.5 - 2451550.1) / 29.530588861)
    moons = {day_in_viet_nam(new_moon(each)): each for each in range(number - 2, number + 3)}
    assert first in moons
    following = day_in_viet_nam(new_moon(moons[first] + 1))
    begin, end = (solar_longitude(day.toordinal() + 1721424.5 - 7 / 24) for day in (first, following))
    is_on_the_eve = first.year == 2034  # after the leap month of 2033 the twelfth month holds two such places of the sun
    assert begin < 330 + is_on_the_eve
    assert end + 360 * (end < begin) >= 330


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 17), True),
        (date(2026, 2, 15), True),
        (date(2026, 2, 23), True),
        (date(2026, 2, 24), False),
        (date(1999, 2, 16), False),
    ],
)
def test_the_days_of_tet(day: date, expected: bool):
    assert is_tet(day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 5, 9), True), (date(2026, 5, 11), False), (date(2026, 9, 2), True), (date(2026, 4, 30), True)],
)
def test_rest_days(day: date, expected: bool):
    assert is_rest_day(day) is expected
