"""Which proxy of the environment a page is asked for through: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, but for NO_PROXY.

A proxy resolves names by itself, so that nothing here can check which address it connects to. It is the user who chose
it; what can be told before is refused all the same: an address of this machine or its network, and a name that leads
to one where it is resolved here.
"""

from ipaddress import ip_address
from typing import TYPE_CHECKING

from qa.ingest.fetch.guard import Resolve, find_addresses, is_public
from qa.ingest.fetch.problem import FetchProblem
from qa.models.proxies import find_proxy

if TYPE_CHECKING:
    from httpx import URL

_SCHEMES = ("http://", "https://")


def choose_proxy(url: "URL") -> str | None:
    """Return the address of the proxy for a url, or None where it is asked for directly.

    Raises FetchProblem for a proxy of a kind that is not spoken.
    """
    proxy = find_proxy(str(url))
    if proxy is None:
        return None
    if not proxy.url.lower().startswith(_SCHEMES):
        kind = proxy.url.partition("://")[0]
        raise FetchProblem(f"{proxy.name} names a proxy of a kind that is not spoken ({kind}); set NO_PROXY")
    return proxy.url


def check_proxied(host: str, port: int, *, allow_private: bool, resolve: Resolve) -> None:
    """Raise FetchProblem for a host that a proxy must not be asked for either."""
    if allow_private:
        return
    try:
        is_literal = bool(ip_address(host.strip("[]")))
    except ValueError:
        is_literal = False
    if is_literal or host.rstrip(".").lower().endswith("localhost") or "." not in host:
        if not (is_literal and is_public(host.strip("[]"))):
            raise FetchProblem(f"{host} is an address of this machine or its network; --allow-private permits that")
        return
    try:
        resolve(host, port)
    except (OSError, UnicodeError):
        # Behind a proxy names of the Internet are often known to the proxy alone.
        return
    find_addresses(host, port, allow_private=False, resolve=resolve)
