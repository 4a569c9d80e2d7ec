"""Addresses of the search page: every state is a parameter, and reading it back gives the same state."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from index.query import Filter
from webui.parameters import FIELDS, KINDS, ORDERS, Choice, Parameters, address_value, engine_value, read_parameters

pytest_plugins = ["web_pages"]


@pytest.fixture(autouse=True)
def _request(app):
    with app.test_request_context("/tim"):
        yield


choices = st.builds(
    Choice,
    st.sampled_from(sorted(FIELDS)),
    st.text("abcđ ế0/:2-", min_size=1, max_size=8)
    .map(lambda value: " ".join(value.split()).lstrip("- "))
    .filter(lambda value: value.strip("- ")),
    st.booleans(),
)
states = st.builds(
    Parameters,
    q=st.text('ab đế"-', max_size=10).map(lambda text: " ".join(text.split())),
    kind=st.sampled_from(sorted(KINDS)),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    choices=st.lists(choices, max_size=4, unique=True).map(
        lambda chosen: tuple(sorted(chosen, key=lambda c: list(FIELDS).index(c.name)))
    ),
    order=st.none() | st.sampled_from(sorted(ORDERS)),
    page=st.integers(1, 10**6),
    is_literal=st.booleans(),
)


@given(states)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_address_read_back_is_the_state_it_was_made_of(state):
    assert read_parameters(MultiDict(state.arguments())) == state


@pytest.mark.parametrize(
    ("name", "typed", "meant"),
    [
        ("vankien", "22-NQ/TU", "22-nq/tu"),
        ("vankien", "22 – NQ/TƯ", "22-nq/tw"),
        ("vankien", "resolution:22", "resolution:22"),
        ("nguoi", "Nguyễn Thị Thúy", "nguyên4 thi5 thuy1"),
        ("nguoi", "nguyên4 thi5 thuy1", "nguyên4 thi5 thuy1"),
        ("tinhtrang", "da-go", "gone"),
        ("tinhtrang", "gone", "gone"),
        ("nam", "chua-ro", ""),
        ("nam", "2023", "2023"),
        ("nguon", "mau-bao", "mau-bao"),
    ],
)
def test_values_of_the_address_mean_what_the_engine_knows(name, typed, meant):
    assert engine_value(name, typed) == meant


def test_an_address_shows_labels_where_they_can_be_read_back():
    assert address_value("vankien", "22-nq/tu", "22-NQ/TU") == "22-NQ/TU"
    assert address_value("vankien", "regulation:1374", "Quy định 1374") == "regulation:1374"
    assert address_value("nguoi", "nguyên4 thi5 thuy1", "Nguyễn Thị Thuý") == "Nguyễn Thị Thuý"
    assert address_value("tinhtrang", "back", "back") == "tro-lai"
    assert address_value("nam", "", "") == "chua-ro"


def test_a_leading_dash_excludes():
    (choice,) = read_parameters(MultiDict({"nguon": "-mau-bao"})).choices
    assert choice.filter == Filter("source", "mau-bao", exclude=True)


def test_choosing_a_value_replaces_what_was_said_of_it_and_starts_at_page_one():
    state = Parameters(choices=(Choice("vankien", "22-NQ/TU", exclude=True),), page=7)
    assert state.with_choice(Choice("vankien", "22-nq/tu")) == Parameters(choices=(Choice("vankien", "22-nq/tu"),))
    assert state.without_choice(Choice("vankien", "22-NQ/TU")) == Parameters()


@pytest.mark.parametrize("value", ["", "0", "-1", "abc", "1e9", "٣", "99999999999999999999"])
def test_a_senseless_page_number_is_the_first_page(value):
    assert read_parameters(MultiDict({"trang": value})).page == 1


def test_unreadable_parameters_are_left_out_and_dates_are_noted():
    state = read_parameters(MultiDict({"loaingay": "x", "xep": "x", "tu": "hôm qua", "den": "2023-02-29", "nguon": "-"}))
    assert (state.kind, state.order, state.since, state.until, state.choices) == ("su-kien", None, None, None, ())
    assert len(state.notes) == 2
    assert read_parameters(MultiDict({"tu": " 2023-07-01 "})).since == date(2023, 7, 1)
