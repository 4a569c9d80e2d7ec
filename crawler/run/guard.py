"""No connection to a private address, whoever asks for it: by name at the resolver, literally before the request."""

from __future__ import annotations

import ipaddress
from typing import ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, fail, succeed
from twisted.internet.error import DNSLookupError

# The setting that names the hosts of sample sites; only names under .localhost count.
SAMPLE_HOSTS = "SAMPLE_HOSTS"
_LOOPBACK = "127.0.0.1"


class RefusedAddressError(IgnoreRequest):
    """The address, or what its name resolves to, is not public. Raised by the guard only."""


def literal_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The IP address that a host name is, or `None` for a name."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; an IPv4 address inside an IPv6 one is judged as itself."""
    found = literal_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        # 64:ff9b::/96 hands the last 32 bits on to IPv4 (RFC 6052), ::/96 did so once (RFC 4291, deprecated).
        if found in ipaddress.ip_network("64:ff9b::/96") or found in ipaddress.ip_network("::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found is not None and found.is_global and not found.is_multicast


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver that gives no private address; Twisted connects to the very address that was checked.

    Hosts of the sample sites are on this machine by their own word.
    """

    refused: ClassVar[set[str]] = set()
    """The names refused so far: Twisted keeps the reason of a failed look-up to itself."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, sample_hosts: frozenset[str]) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._sample_hosts = frozenset(host for host in sample_hosts if host.endswith(".localhost"))

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """With the time-out and cache of Scrapy's settings."""
        settings = crawler.settings
        hosts = frozenset(settings.getlist(SAMPLE_HOSTS))
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), hosts)

    def getHostByName(self, name: str, timeout: object = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """The address of a name, or a failure where it is none we may visit."""
        del timeout
        if name in self._sample_hosts:
            return succeed(_LOOPBACK)
        if literal_address(name) is None:
            return super().getHostByName(name).addCallback(self._checked, name)
        return succeed(name) if is_public(name) else fail(self._refusal(name, name))

    def _checked(self, address: str, name: str) -> str:
        if not is_public(address):
            raise self._refusal(name, address)
        return address

    def _refusal(self, name: str, address: str) -> DNSLookupError:
        self.refused.add(name)
        return DNSLookupError(f"{name} is {address}, which is not public")


class GuardMiddleware:
    """Refuses addresses written as private IP literals before anything is asked, robots.txt included."""

    def process_request(self, request: Request) -> None:
        """Raises `RefusedAddressError`."""
        host = urlsplit(request.url).hostname or ""
        if literal_address(host) is not None and not is_public(host):
            raise RefusedAddressError(f"{host} is not a public address")


def was_refused(address: str) -> bool:
    """Whether the guard gave no connection to the host of this address."""
    return (urlsplit(address).hostname or "") in GuardedResolver.refused
