"""Which urls and which network addresses may be asked for; feeds, redirects and articles name them, so none is trusted.

The rule is about the address that is connected to and not about the url: whatever notation, name, redirect or second
answer of a name server leads to this machine or to its network, the connection is refused.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any

from qa.ingest.fetch.problem import FetchProblem

if TYPE_CHECKING:
    from httpx import URL

Resolve = Callable[..., Sequence[tuple[Any, ...]]]

# In characters: what browsers and servers take.
_LONGEST_URL = 2_000
# RFC 6052: the last 32 bits are the IPv4 address that the packets are for.
_TRANSLATED = IPv6Network("64:ff9b::/96")
# RFC 6890 and RFC 7526: for protocols and for relays, not for hosts; older versions of Python call them global.
_SPECIAL = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
# RFC 4291: the one block of IPv6 that global unicast addresses are given from.
_GLOBAL_UNICAST = IPv6Network("2000::/3")


def parse_url(url: str) -> "URL":
    """Return a web address in its normal form, without its fragment.

    Raises FetchProblem for what is no http(s) url, has no host, or holds a name or password: those are mostly there
    to make one host look like another.
    """
    from httpx import URL, InvalidURL

    if len(url) > _LONGEST_URL:
        raise FetchProblem(f"an address of more than {_LONGEST_URL:,} characters")
    try:
        parsed = URL(url.strip())
    except (InvalidURL, ValueError):
        raise FetchProblem("not a web address") from None
    if not 0 < (parsed.port or 80) < 65_536:
        raise FetchProblem("not a web address")
    if parsed.scheme not in ("http", "https"):
        raise FetchProblem("not an http or https address")
    if parsed.userinfo or not parsed.host:
        raise FetchProblem("an address with a name or password in it" if parsed.host else "an address without a host")
    return parsed.copy_with(fragment=None)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public Internet, and so are the IPv4 addresses embedded in it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return all(map(_is_global, _unwrap_address(parsed)))


def find_addresses(host: str, port: int, *, allow_private: bool, resolve: Resolve = socket.getaddrinfo) -> list[str]:
    """Return the IP addresses of a host that may be connected to, in the order of the resolver.

    Raises FetchProblem when the host has no address, or only such as may not be connected to.
    """
    try:
        found = resolve(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchProblem(f"no address known for {host}", retry=True) from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [address for address in addresses if allow_private or is_public(address)]
    if not allowed:
        raise FetchProblem(f"{host} is at an address of this machine or its network; --allow-private permits that")
    return allowed


def _unwrap_address(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address | IPv6Address]:
    """Yield the address, or the IPv4 address that it stands for, preceded by itself where it is routed as well."""
    if isinstance(address, IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address in _TRANSLATED:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        if address.sixtofour:
            yield address.sixtofour


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    if any(address in network for network in _SPECIAL):
        return False
    refused = address.is_private or address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not refused
