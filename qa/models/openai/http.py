"""Speak HTTP with an endpoint: one deadline a call, few retries, a bounded reply, and no redirect to anyone else."""

import json
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from qa.models.cancellation import get_cancellation
from qa.models.openai.client import Endpoint
from qa.models.openai.connection import EndpointSetup, open_endpoint
from qa.models.openai.lines import hang_up
from qa.urls import show_url

if TYPE_CHECKING:
    import httpx

# Chosen: 128 vectors of 4,096 numbers, written out, are half of it.
MOST_BYTES = 32_000_000
_ATTEMPTS = 3
_REDIRECTS = 3
_PASSING = frozenset({408, 409, 425, 429})
_SPENT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
# As many times as long as an endpoint may be silent, chosen: a model that thinks on a slow machine is done before.
LONGEST_CALL = 10
# A shorter wait needs no explanation.
_TOLD_SECONDS = 2.0


class EndpointError(Exception):
    """The endpoint refused or failed: its status and its body, as JSON where it is, else as text.

    wait  the seconds that it asks to wait before the next request
    """

    def __init__(self, status: int, body: Any, wait: float | None = None) -> None:
        super().__init__(find_message(body) or f"status {status}")
        self.status = status
        self.body = body
        self.wait = wait


class EndpointSilent(Exception):
    """No answer came before the deadline."""


class EndpointEndless(EndpointSilent):
    """An answer came and came, and was not at its end when the whole time of a call was over."""


class EndpointUnreachable(Exception):
    """No connection could be made, or it broke off."""


@dataclass(slots=True)
class Deadline:
    """When a call has to be over: so many seconds after it began or after the last sign of progress.

    No call takes longer than ten times as long, whatever it shows.
    """

    seconds: float
    _end: float = 0.0
    _last: float = 0.0

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds
        self._last = time.monotonic() + LONGEST_CALL * self.seconds

    @property
    def left(self) -> float:
        """The seconds that are left, 0 or less where it is over."""
        return min(self._end, self._last) - time.monotonic()

    def renew(self) -> None:
        """Count anew: something came."""
        self._end = time.monotonic() + self.seconds

    def check(self) -> None:
        """Raise EndpointSilent where it is over."""
        if time.monotonic() >= self._last:
            raise EndpointEndless
        if self.left <= 0:
            raise EndpointSilent


class EndpointClient:
    """A client for one endpoint; its connections are kept until it is closed.

    on_notice  told when it waits because the endpoint asks for it
    """

    def __init__(self, endpoint: Endpoint, *, on_notice: Callable[[str], None] = lambda notice: None) -> None:
        self.endpoint = endpoint
        self._on_notice = on_notice
        self._client = open_endpoint(endpoint)
        # Embedders are never closed; their connections go with them.
        weakref.finalize(self, self._client.close)
        self._attempts = 1 if endpoint.is_ours or endpoint.has_others else _ATTEMPTS

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def send(
        self,
        path: str,
        body: Any = None,
        *,
        deadline: Deadline,
        is_final: Callable[[EndpointError], bool] = lambda error: False,
    ) -> "httpx.Response":
        """Return the response to a POST of the body, or to a GET, with its content still to be read.

        is_final  tells whether asking the same again would be in vain

        Raises EndpointError, EndpointSilent or EndpointUnreachable once trying again has not helped.
        """
        for attempt in range(1, self._attempts + 1):
            get_cancellation().check()
            pause = 0.5 * 2 ** (attempt - 1)
            try:
                return self._send_once(path, body, deadline)
            except EndpointError as error:
                if attempt == self._attempts or not _may_pass(error) or is_final(error):
                    raise
                pause = self._choose_wait(error, pause, deadline)
            except EndpointUnreachable:
                if attempt == self._attempts or deadline.left <= pause:
                    raise
            get_cancellation().sleep(pause)
        raise EndpointSilent

    def read_json(self, response: "httpx.Response", deadline: Deadline) -> Any:
        """Return what a response holds. Raises ValueError where it is not JSON."""
        try:
            return json.loads(b"".join(iterate_bytes(response, deadline)))
        except RecursionError:
            raise ValueError("its brackets are nested too deep") from None

    def _choose_wait(self, error: EndpointError, pause: float, deadline: Deadline) -> float:
        """Return the seconds to wait before the next attempt. Raises the error where they are not left."""
        wait = pause if error.wait is None else error.wait
        if wait >= deadline.left:
            raise error
        if wait > _TOLD_SECONDS:
            self._on_notice(f"{self.endpoint.shown} asks to wait {wait:.0f} seconds; waiting.")
        return wait

    def _send_once(self, path: str, body: Any, deadline: Deadline) -> "httpx.Response":
        import httpx

        url = f"{self.endpoint.address}{path}"
        for _ in range(_REDIRECTS + 1):
            deadline.check()
            try:
                request = self._client.build_request(
                    "GET" if body is None else "POST",
                    url,
                    params=dict(self.endpoint.query) or None,
                    content=None if body is None else json.dumps(body).encode(),
                    timeout=max(deadline.left, 0.01),
                )
                response = self._client.send(request, stream=True)
            except httpx.TimeoutException:
                raise EndpointSilent from None
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                raise EndpointUnreachable(_read_cause(error)) from None
            if not response.is_redirect:
                break
            response.close()
            url = self._follow(url, response.headers["location"])
        if response.status_code >= 300:
            raise _read_error(response, deadline)
        return response

    def _follow(self, url: str, location: str) -> str:
        target = urljoin(url, location)
        if urlsplit(target)[:2] != urlsplit(url)[:2]:
            raise EndpointSetup(
                f"{self.endpoint.shown} sends requests on to {show_url(target)}, which nothing is sent to. If that is "
                "the endpoint, give it with --base-url."
            )
        return target.partition("?")[0]


def iterate_bytes(response: "httpx.Response", deadline: Deadline) -> Iterator[bytes]:
    """Yield the content of a response, which is closed afterwards.

    Raises EndpointSilent past the deadline, EndpointUnreachable where it breaks off, ValueError where it is too long.
    """
    import httpx

    total = 0
    try:
        with get_cancellation().watch(partial(hang_up, response.extensions.get("network_stream"))):
            for piece in response.iter_bytes():
                total += len(piece)
                if total > MOST_BYTES:
                    raise ValueError(f"it is longer than {MOST_BYTES // 1_000_000} MB")
                yield piece
                deadline.check()
    except httpx.TimeoutException:
        raise EndpointSilent from None
    except httpx.HTTPError as error:
        raise EndpointUnreachable(_read_cause(error)) from None
    finally:
        response.close()


def find_message(body: Any) -> str:
    """Return what the body of a failure says, wherever it says it."""
    for _ in range(5):
        if isinstance(body, str):
            return body
        if isinstance(body, list) and body:
            body = body[0]
        elif isinstance(body, dict):
            body = next((body[key] for key in ("error", "message", "detail", "msg", "errors") if body.get(key)), None)
    return ""


def _may_pass(error: EndpointError) -> bool:
    code = error.body.get("error") if isinstance(error.body, dict) else None
    spent = isinstance(code, dict) and (code.get("code") in _SPENT or code.get("type") in _SPENT)
    return not spent and (error.status in _PASSING or error.status >= 500)


def _read_error(response: "httpx.Response", deadline: Deadline) -> EndpointError:
    try:
        raw = b"".join(iterate_bytes(response, deadline))
    except (ValueError, EndpointSilent, EndpointUnreachable):
        raw = b""
    text = raw.decode("utf-8", "replace")
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = text
    return EndpointError(response.status_code, body, _read_wait(response))


def _read_wait(response: "httpx.Response") -> float | None:
    """Return the seconds that a response asks to wait, or None."""
    milliseconds, told = response.headers.get("retry-after-ms"), response.headers.get("retry-after")
    try:
        if milliseconds:
            return max(0.0, float(milliseconds) / 1000)
        return max(0.0, float(told)) if told else None
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(told or "").timestamp() - time.time())
    except (ValueError, TypeError):
        return None


def _read_cause(error: BaseException) -> str:
    return str(error) or type(error).__name__
