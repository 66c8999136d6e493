"""The one place that knows the `openai` package: where an endpoint is, a client for it, and its errors in our words."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qa.errors import EmbedderUnavailable, InvalidSetting, MissingKey, ModelFailed, ModelUnavailable, QAError
from qa.settings import Settings

if TYPE_CHECKING:
    from openai import APIStatusError, OpenAI, OpenAIError

OPENAI_URL = "https://api.openai.com/v1"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where an OpenAI-compatible service is.

    timeout  seconds to wait for a connection and for each piece of an answer, in each of at most three attempts
    is_ours  runs in this process: no proxy is asked and nothing is tried twice
    """

    url: str
    key: str = field(repr=False)
    timeout: float
    is_ours: bool = False

    @property
    def shown(self) -> str:
        """The url without a name and password that may be part of it."""
        return show_url(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is asked of an endpoint, and which errors it fails with."""

    option: str
    unavailable: type[QAError]
    failed: type[QAError]


CHAT = Service(option="--model", unavailable=ModelUnavailable, failed=ModelFailed)
EMBEDDING = Service(option="--embedder", unavailable=EmbedderUnavailable, failed=EmbedderUnavailable)


def find_endpoint(settings: Settings, environ: Mapping[str, str] | None = None) -> Endpoint:
    """Return the endpoint of the settings, else of OPENAI_BASE_URL, else OpenAI's own.

    Raises InvalidSetting for a url that is none, and MissingKey for an OPENAI_API_KEY that can't be a key, or if
    there is none and OpenAI's own is left; others may do without.
    """
    environ = os.environ if environ is None else environ
    url = settings.base_url or environ.get("OPENAI_BASE_URL") or OPENAI_URL
    key = environ.get("OPENAI_API_KEY", "").strip()
    if not _is_url(url):
        raise InvalidSetting(f"The base url can't be {url[:80]!r}. Give one such as http://127.0.0.1:8080/v1.")
    if not all("!" <= letter <= "~" for letter in key):
        raise MissingKey("OPENAI_API_KEY has spaces or letters that no key has. Set it again.")
    if not key and url.rstrip("/") == OPENAI_URL:
        raise MissingKey("OpenAI needs a key. Set OPENAI_API_KEY, or the url of another endpoint with --base-url.")
    return Endpoint(url=url, key=key or "none", timeout=settings.timeout)


def show_url(url: str) -> str:
    """Return the url without a name and password that may be part of it."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def open_client(endpoint: Endpoint) -> "OpenAI":
    """Return a client for the endpoint; importing what it takes costs about a second."""
    import openai

    return openai.OpenAI(
        base_url=endpoint.url,
        api_key=endpoint.key,
        timeout=endpoint.timeout,
        max_retries=0 if endpoint.is_ours else 2,
        http_client=openai.DefaultHttpxClient(trust_env=False) if endpoint.is_ours else None,
    )


def find_refused_parameter(error: BaseException, names: Collection[str]) -> str | None:
    """Return which of the parameters a request was refused for; None if it was refused for something else."""
    import openai

    # Log-probabilities of some of OpenAI's models are not a bad request but a forbidden one.
    kinds = openai.BadRequestError | openai.UnprocessableEntityError | openai.PermissionDeniedError
    if not isinstance(error, kinds):
        return None
    if error.param in names:
        return error.param
    return next((name for name in names if re.search(rf"\b{name}\b", error.message)), None)


@contextmanager
def translate_errors(endpoint: Endpoint, model: str | None, service: Service) -> Iterator[None]:
    """Raise what goes wrong inside as an error for the user; the key is in none of them.

    model  the one that was asked for; None where none was
    """
    import openai

    try:
        yield
    except openai.OpenAIError as error:
        raise _describe_error(error, endpoint, model, service) from None
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise describe_nonsense(endpoint, service, str(error)) from None


def describe_nonsense(endpoint: Endpoint, service: Service, seen: str) -> QAError:
    """Return the error for a reply that is not what the service replies with."""
    return service.failed(
        f"{endpoint.shown} answered, but not as an OpenAI-compatible endpoint does ({_clean(seen, endpoint)}). "
        "Check that the base url is right; most end in /v1."
    )


def _describe_error(error: "OpenAIError", endpoint: Endpoint, model: str | None, service: Service) -> QAError:
    import openai

    where = endpoint.shown
    match error:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return MissingKey(f"{where} refused the key ({error.status_code}). Check OPENAI_API_KEY.")
        case openai.NotFoundError():
            missing = f"has no model {model!r}" if model else "does not say which models it has"
            return service.unavailable(
                f"{where} {missing}. Name another with {service.option} openai:NAME, or check that the base url is "
                "right; most end in /v1."
            )
        case openai.APITimeoutError():
            return service.failed(
                f"{where} gave no answer for {endpoint.timeout:g} seconds. Try again, or set QA_TIMEOUT higher."
            )
        case openai.APIConnectionError():
            reason = _clean(str(error.__cause__ or error), endpoint)
            return service.unavailable(f"{where} can't be reached ({reason}). Check the base url and the network.")
        case openai.RateLimitError():
            return service.failed(
                f"{where} has had too many requests or has no credit left ({_read_reply(error, endpoint)}). "
                "Wait a while, or choose another model."
            )
        case openai.APIStatusError():
            return service.failed(
                f"{where} failed with status {error.status_code} ({_read_reply(error, endpoint)}). Try again, or "
                f"choose another with {service.option}."
            )
    return service.failed(f"{where} failed ({_clean(str(error), endpoint)}). Try again.")


def _read_reply(error: "APIStatusError", endpoint: Endpoint) -> str:
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    return _clean(str(message or body or error.message), endpoint)


def _clean(text: str, endpoint: Endpoint) -> str:
    """Return a reply fit to be shown: one short line without control characters and without the key."""
    line = _CONTROL.sub(" ", text.replace(endpoint.key, "***") if len(endpoint.key) > 4 else text).strip()
    return line if len(line) <= 160 else line[:159] + "…"
