"""What is answered where something can't be done: a sentence, as JSON to programs and as a page to readers."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from qa.errors import (
    ArticleMissing,
    LibraryBusy,
    ModelFailed,
    QAError,
    SomethingMissing,
    UsageProblem,
)
from qa.server.frame import send_page
from qa.server.lanes import ServerBusy
from qa.server.services import ServerReadOnly, UnknownModel
from qa.server.telling import tell_reader
from qa.server.values import ValuesResponse


class RequestTooLong(QAError):
    """A request has more bytes than the server takes."""


# The first class that an error belongs to says which status it has.
_STATUSES: Mapping[type[QAError], int] = {
    ServerBusy: 503,
    ServerReadOnly: 403,
    LibraryBusy: 503,
    RequestTooLong: 413,
    ArticleMissing: 404,
    UnknownModel: 404,
    SomethingMissing: 503,
    UsageProblem: 400,
    ModelFailed: 502,
}

# What a page is called that says why something can't be done.
_TITLES: Mapping[int, str] = {
    400: "This can't be asked so",
    401: "This server is not open to everybody",
    403: "This is refused",
    404: "There is nothing here",
    413: "This is too long",
    503: "Not now",
}


def refuse(request: Request, error: Exception) -> Response:
    """Return what is answered to a request that an error ended."""
    if is_of_programs(request.scope):
        status = find_status(error)
        return ValuesResponse(describe_failure(error), status_code=status, headers=_choose_headers(status))
    return write_refusal(request.scope, find_status(error), tell_reader(str(error)), kind=type(error).__name__)


def find_status(error: Exception) -> int:
    """Return the status of HTTP that tells of an error."""
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)


def write_refusal(
    scope: Scope, status: int, message: str, *, kind: str = "Refused", headers: Mapping[str, str] | None = None
) -> Response:
    """Return a sentence with a status, in the form of the face that was asked."""
    headers = {**_choose_headers(status), **(headers or {})}
    if is_of_programs(scope):
        return ValuesResponse(describe_error(status, message, kind=kind), status_code=status, headers=headers)
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse(f"{message}\n", status_code=status, headers=headers)
    title = _TITLES.get(status, "This went wrong")
    if status == 401:
        return _ask_token(scope, title, message)
    query = scope["query_string"].decode("latin-1")
    again = f"?{query}" if status >= 500 and scope["method"] == "GET" else ""
    page = send_page(scope, "server/refusal.html", title=title, status=status, message=message, again=again)
    page.headers.update(headers)
    return page


def _ask_token(scope: Scope, title: str, message: str) -> Response:
    """Return the page that takes the token, and leads on to what was asked for."""
    query = parse_qsl(scope["query_string"].decode("latin-1"))
    fields = [(name, value) for name, value in query if name != "token"]
    return send_page(scope, "server/token.html", title=title, status=401, message=message, fields=fields)


def is_of_programs(scope: Scope) -> bool:
    """Tell whether a request is one to the API, whose errors are JSON."""
    return str(scope["path"]).startswith(("/api/", "/v1/"))


def describe_failure(error: Exception) -> dict[str, Any]:
    """Return what ended a request, as describe_error writes it."""
    message, param, code = tell_reader(str(error)), getattr(error, "param", None), getattr(error, "code", None)
    return describe_error(find_status(error), message, kind=type(error).__name__, param=param, code=code)


def _choose_headers(status: int) -> dict[str, str]:
    return {"Retry-After": "30"} if status == 503 else {}


def describe_error(
    status: int, message: str, *, kind: str, param: str | None = None, code: str | None = None
) -> dict[str, Any]:
    """Return an error as the clients of chat endpoints read it; `qa`'s own clients read the message."""
    return {"error": {"message": message, "type": kind, "param": param, "code": code or status}}
