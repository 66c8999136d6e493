"""Open what requests are sent with: through the proxy and with the certificates that the environment names."""

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.models.openai.client import Endpoint
from qa.models.openai.lines import make_transport
from qa.models.proxies import Proxy, describe_certificates, find_proxy
from qa.urls import show_url

if TYPE_CHECKING:
    import httpx


class EndpointSetup(Exception):
    """A variable of the environment keeps any request from being made; its text names it and says what to do."""


def open_endpoint(endpoint: Endpoint) -> "httpx.Client":
    """Return a client that sends what an endpoint wants to know of who asks. Raises EndpointSetup."""
    headers = {"authorization": f"Bearer {endpoint.key}", "content-type": "application/json"}
    # What is packed could be far more than it looks.
    headers["accept-encoding"] = "identity"
    if (urlsplit(endpoint.url).hostname or "").endswith(".azure.com"):
        headers["api-key"] = endpoint.key
    return open_client(endpoint.url, headers, timeout=endpoint.timeout, is_ours=endpoint.is_ours)


def open_client(url: str, headers: dict[str, str], *, timeout: float, is_ours: bool = False) -> "httpx.Client":
    """Return a client for what is at a url, through the proxy that the environment names for it.

    is_ours  it runs in this process: no proxy is asked

    Raises EndpointSetup.
    """
    import httpx

    proxy = None if is_ours else find_proxy(url)
    try:
        # The environment names certificates, which no request without encryption needs; proxies are found above.
        verify = httpx.create_ssl_context() if url.startswith("https") else False
        via, one = httpx.Proxy(proxy.url) if proxy else None, httpx.Limits(max_connections=1)
        open_line = partial(httpx.HTTPTransport, verify=verify, trust_env=False, proxy=via, limits=one)
        open_line().close()
        return httpx.Client(headers=headers, timeout=timeout, trust_env=False, transport=make_transport(open_line))
    except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
        raise EndpointSetup(_describe_setup(error, url, proxy)) from None


def _describe_setup(error: Exception, url: str, proxy: Proxy | None) -> str:
    """Return which variable of the environment keeps requests from being made, and what to do."""
    if isinstance(error, OSError) and (told := describe_certificates()):
        return told
    if proxy:
        help = 'Install what it takes (pip install "httpx[socks]")' if isinstance(error, ImportError) else "Correct it"
        host = urlsplit(url).hostname
        return f"{proxy.name} is {show_url(proxy.url)!r}, a proxy that can't be used. {help}, or set NO_PROXY={host}."
    return f"No request can be made: {error}. Check the certificates of the environment."
