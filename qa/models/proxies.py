"""Which proxy of the environment a request goes through, and which hosts NO_PROXY exempts."""

import os
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A proxy, and the variable that names it."""

    name: str
    url: str


def find_proxy(url: str) -> Proxy | None:
    """Return the proxy for a url: of HTTP_PROXY or HTTPS_PROXY by its scheme, else of ALL_PROXY; None without one."""
    parts = urlsplit(url)
    for name in (f"{parts.scheme}_proxy", "all_proxy"):
        for variable in (name, name.upper()):
            value = os.environ.get(variable, "").strip()
            if value and not _is_exempt(parts.hostname or ""):
                return Proxy(name=variable.upper(), url=value if "://" in value else f"http://{value}")
    return None


def describe_certificates() -> str:
    """Return which variable of the environment names certificates that can't be read, and what to do; "" for none."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        if os.environ.get(name):
            return f"{name} is {os.environ[name]!r}, which can't be read as certificates. Correct it or unset it."
    return ""


def _is_exempt(host: str) -> bool:
    entries = (os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or "").split(",")
    return any(_exempts(entry.strip().lower(), host.lower()) for entry in entries)


def _exempts(entry: str, host: str) -> bool:
    """Tell whether an entry exempts a host: "*", a name or its ending, an address, or a network."""
    if entry == "*":
        return True
    try:
        if "/" in entry:
            return ip_address(host) in ip_network(entry, strict=False)
    except ValueError:
        return False
    name = entry.split("://")[-1].lstrip(".*")
    if name.count(":") == 1 or name.startswith("["):
        name = name.rpartition("]")[0].lstrip("[") or name.partition(":")[0]
    return bool(name) and (host == name or host.endswith(f".{name}"))
