"""Wordings of an article: which captures say the same, and the numbers that footnotes rely on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.wordings import Reading, arrange

START = datetime(2026, 1, 1, tzinfo=UTC)


def readings(text: str) -> list[Reading]:
    """ "A1 B2": capture 1 says A, capture 2 says B; the number is the day, too."""
    return [Reading(int(word[1:]), START + timedelta(days=int(word[1:])), word[0]) for word in text.split()]


@pytest.mark.parametrize(
    ("captures", "numbers", "expected"),
    [
        ("A1", {}, [(1, 1, "A")]),
        ("A1 A2 A3", {1: 1}, [(1, 1, "A")]),
        ("A1 B2", {1: 1}, [(1, 1, "A"), (2, 2, "B")]),
        ("A1 B2 A3", {}, [(1, 1, "A"), (2, 2, "B"), (3, 3, "A")]),
        ("B1 A2", {2: 1}, [(2, 1, "B"), (1, 2, "A")]),
        ("A1 A2", {2: 1}, [(1, 2, "A")]),
        ("A1 B2 A3", {1: 1}, [(1, 1, "A"), (2, 2, "B"), (3, 3, "A")]),
        ("A1 A2 A3", {1: 1, 2: 2, 3: 3}, [(1, 1, "A")]),
        ("A2 B3", {2: 2, 3: 1}, [(2, 2, "A"), (1, 3, "B")]),
    ],
    ids=["one", "looked again", "changed", "back to the first wording", "older one added later", "older one of the same wording",
         "parted by a third", "found equal by a better reader", "numbers stay with their captures"],
)  # fmt: skip
def test_numbers_stay_and_order_follows_time(captures: str, numbers: dict[int, int], expected: list[tuple[int, int, str]]):
    assert [(each.number, each.capture, each.digest) for each in arrange(readings(captures), numbers)] == expected


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 20)), min_size=1, max_size=12), st.data())
def test_whatever_was_numbered_before_neighbours_differ_and_no_number_is_given_twice(
    pairs: list[tuple[str, int]], data: st.DataObject
):
    all_readings = [Reading(number, START + timedelta(days=day), digest) for number, (digest, day) in enumerate(pairs)]
    numbered = data.draw(st.lists(st.sampled_from(range(len(pairs))), unique=True))
    numbers = {capture: number for number, capture in enumerate(numbered, 1)}
    wordings = arrange(data.draw(st.permutations(all_readings)), numbers)
    assert all(one.digest != other.digest for one, other in pairwise(wordings))
    assert all(one.captured_at <= other.captured_at for one, other in pairwise(wordings))
    assert len({each.number for each in wordings}) == len(wordings)
    assert sum(len(each.readings) for each in wordings) == len(all_readings)
    assert all(numbers[each.capture] == each.number for each in wordings if each.is_known)
