"""Which proxy of the environment a page is asked for through: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, but for NO_PROXY.

A proxy resolves names by itself, so that nothing here can check which address it connects to. It is the user who chose
it; what can be told before is refused all the same: an address of this machine or its network, and a name that leads
to one where it is resolved here.
"""

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

from qa.fetch.guard import Resolve, find_addresses, is_public
from qa.fetch.problem import FetchProblem

if TYPE_CHECKING:
    from httpx import URL

_SCHEMES = ("http://", "https://")


def find_proxy(url: "URL") -> str | None:
    """Return the address of the proxy for a url, or None where it is asked for directly.

    Raises FetchProblem for a proxy of a kind that is not spoken.
    """
    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(url.host):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if not proxy.lower().startswith(_SCHEMES):
        kind = proxy.partition("://")[0]
        raise FetchProblem(f"the proxy of the environment is of a kind that is not spoken ({kind}); set NO_PROXY")
    return proxy


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
