"""What goes wrong with an endpoint, in words for the user; the key is in none of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from qa.errors import EmbedderUnavailable, MissingKey, ModelFailed, ModelUnavailable, QAError
from qa.models.openai.client import Endpoint
from qa.models.openai.connection import EndpointSetup
from qa.models.openai.http import (
    LONGEST_CALL,
    EndpointEndless,
    EndpointError,
    EndpointSilent,
    EndpointUnreachable,
    find_message,
)
from qa.models.proxies import find_proxy

# Statuses of an endpoint at fault, beside those from 500 on; one that calls a failure a success is as well.
_BLAMED = frozenset({200, 401, 403, 404, 408, 425, 429})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_TOO_LONG = re.compile(
    r"context.{0,12}(?:length|window|size)|maximum context|exceed_context_size|physical batch size|batch size \d"
    r"|(?:prompt|input|request).{0,40}too (?:long|large)|too many (?:input )?(?:tokens|texts|inputs)"
    r"|maximum (?:input|sequence|allowed) |must have less than \d+ tokens",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is asked of an endpoint, and which errors it fails with."""

    option: str
    unavailable: type[QAError]
    failed: type[QAError]
    shorten: str


CHAT = Service(
    option="--model",
    unavailable=ModelUnavailable,
    failed=ModelFailed,
    shorten="Set QA_EVIDENCE_TOKENS lower, or choose a model with room for more.",
)
EMBEDDING = Service(
    option="--embedder",
    unavailable=EmbedderUnavailable,
    failed=EmbedderUnavailable,
    shorten="Choose an embedder that takes longer texts, or set QA_PASSAGE_SIZE lower.",
)


class EndpointFault(Exception):
    """The cause of an error that is the endpoint's: another endpoint may answer the same request.

    wait  the seconds that it asks to wait before the next request
    """

    def __init__(self, wait: float | None = None) -> None:
        super().__init__("the endpoint is at fault")
        self.wait = wait


@contextmanager
def translate_errors(endpoint: Endpoint, model: str | None, service: Service) -> Iterator[None]:
    """Raise what goes wrong inside as an error for the user.

    model  the one that was asked for; None where none was
    """
    try:
        yield
    except EndpointError as error:
        fault = EndpointFault(error.wait) if _is_to_blame(error) else None
        raise _describe_refusal(error, endpoint, model, service) from fault
    except EndpointEndless:
        raise service.failed(
            f"{endpoint.shown} was not done after {LONGEST_CALL * endpoint.timeout:g} seconds. Choose another with "
            f"{service.option}, or set QA_TIMEOUT higher."
        ) from EndpointFault()
    except EndpointSilent:
        raise service.failed(
            f"{endpoint.shown} gave no answer for {endpoint.timeout:g} seconds. Try again, or set QA_TIMEOUT higher."
        ) from EndpointFault()
    except EndpointUnreachable as error:
        proxy = None if endpoint.is_ours else find_proxy(endpoint.url)
        through = f" through the proxy that {proxy.name} names" if proxy else ""
        said = shorten_message(str(error), endpoint)
        raise service.unavailable(
            f"{endpoint.shown} can't be reached{through} ({said}). Check the base url and the network."
        ) from EndpointFault()
    except EndpointSetup as error:
        raise service.unavailable(str(error)) from EndpointFault()
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise describe_nonsense(endpoint, service, str(error)) from EndpointFault()


def describe_nonsense(endpoint: Endpoint, service: Service, seen: str) -> QAError:
    """Return the error for a reply that is not what the service replies with."""
    said = shorten_message(seen, endpoint)
    error = service.failed(
        f"{endpoint.shown} answered, but not as an OpenAI-compatible endpoint does ({said}). Check that the base url "
        "is right; most end in /v1."
    )
    error.__cause__ = EndpointFault()
    return error


def is_too_long(error: EndpointError) -> bool:
    """Tell whether a request was refused since it, or the room for the reply, is too long."""
    return error.status in (400, 413, 422, 500) and bool(_TOO_LONG.search(find_message(error.body)))


def _describe_refusal(error: EndpointError, endpoint: Endpoint, model: str | None, service: Service) -> QAError:
    where, said = endpoint.shown, shorten_message(find_message(error.body) or f"status {error.status}", endpoint)
    status = _find_status(error)
    if status in (401, 403):
        return MissingKey(f"{where} refused the key ({status}). Check OPENAI_API_KEY.")
    if status == 404:
        missing = f"has no model {model!r}" if model else "does not say which models it has"
        return service.unavailable(
            f"{where} {missing}. Name another with {service.option} openai:NAME, or check that the base url is "
            "right; most end in /v1."
        )
    if status == 429:
        wait = f" It asks to wait {error.wait:.0f} seconds." if error.wait and error.wait >= 1 else ""
        return service.failed(
            f"{where} has had too many requests or has no credit left ({said}).{wait} Wait a while, or choose another "
            "model."
        )
    if is_too_long(error):
        return service.failed(f"{where} can't take so much text at once ({said}). {service.shorten}")
    with_status = f" with status {status}" if status != 200 else ""
    return service.failed(f"{where} failed{with_status} ({said}). Try again, or choose another with {service.option}.")


def _is_to_blame(error: EndpointError) -> bool:
    """Tell whether the endpoint failed, and not the request."""
    return not is_too_long(error) and (_find_status(error) in _BLAMED or error.status >= 500)


def _find_status(error: EndpointError) -> int:
    """Return the status of a failure: that in its body where it calls itself a success."""
    told = error.body.get("error") if isinstance(error.body, dict) else None
    code = told.get("code") if isinstance(told, dict) else None
    return code if error.status == 200 and isinstance(code, int) and 400 <= code < 600 else error.status


def shorten_message(text: str, endpoint: Endpoint) -> str:
    """Return a reply fit to be shown: one short line without control characters and without the key."""
    shown = text.replace(endpoint.key, "***") if len(endpoint.key) > 4 else text
    line = _CONTROL.sub(" ", shown).encode("utf-8", "replace").decode().strip()
    return line if len(line) <= 160 else line[:159] + "…"
