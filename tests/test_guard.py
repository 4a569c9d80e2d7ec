"""No connection to an address that is not public."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from twisted.internet.defer import Deferred, succeed

from crawler.run.guard import GuardedResolver, GuardMiddleware, RefusedAddressError, is_public, was_refused


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.162.4.190", True),
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("127.8.9.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("[::1]", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::7f00:1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a00:1", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_public(address: str, expected: bool):
    assert is_public(address) is expected


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_inside_ipv6_as_outside(address: ipaddress.IPv4Address):
    assert is_public(f"::ffff:{address}") is is_public(str(address))


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch):
    names = {"tot.example": "203.162.4.190", "xau.example": "10.0.0.5", "may.example": "127.0.0.1", "la.localhost": "127.0.0.1"}
    monkeypatch.setattr(
        "scrapy.resolver.CachingThreadedResolver.getHostByName", lambda self, name, timeout=(): succeed(names[name])
    )
    return GuardedResolver(None, 0, 1.0, frozenset({"bao-mau.localhost", "xau.example"}))


def result(deferred: Deferred) -> str:
    found: list = []
    deferred.addBoth(found.append)
    return found[0] if isinstance(found[0], str) else f"refused: {found[0].value}"


def test_a_public_name_resolves(resolver: GuardedResolver):
    assert result(resolver.getHostByName("tot.example")) == "203.162.4.190"
    assert result(resolver.getHostByName("8.8.8.8")) == "8.8.8.8"


@pytest.mark.parametrize("name", ["xau.example", "may.example", "la.localhost", "127.0.0.1", "::1"])
def test_a_name_or_number_that_is_not_public_is_refused_and_remembered(resolver: GuardedResolver, name: str):
    assert "not public" in result(resolver.getHostByName(name))
    assert was_refused(f"http://[{name}]/" if ":" in name else f"http://{name}/")


def test_only_a_sample_host_that_was_named_is_on_this_machine(resolver: GuardedResolver):
    assert result(resolver.getHostByName("bao-mau.localhost")) == "127.0.0.1"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8801/", "http://[::1]/tin-1.html", "https://10.0.0.1/", "http://[::ffff:a00:1]/"]
)
def test_a_literal_private_address_is_refused_before_anything_is_asked(address: str):
    with pytest.raises(RefusedAddressError):
        GuardMiddleware().process_request(Request(address))


@pytest.mark.parametrize("address", ["http://8.8.8.8/", "https://thanhuytphcm.vn/tin-tuc/x-1", "http://bao-mau.localhost/"])
def test_public_literals_and_names_pass_the_middleware(address: str):
    assert GuardMiddleware().process_request(Request(address)) is None
