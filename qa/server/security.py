"""What every request has to pass before anything is done for it, and what every response says to browsers.

Host names are checked against DNS rebinding, Origin and Sec-Fetch-Site against requests that other sites make a browser
send (https://web.dev/articles/fetch-metadata), the token against everybody else where others reach the server.
"""

import hmac
import logging
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.server.options import ServerOptions
from qa.server.refusals import RequestTooLong, write_refusal

logger = logging.getLogger("qa.server")

COOKIE = "qa_token"
_SAFE = frozenset(["GET", "HEAD", "OPTIONS"])
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Passes on the requests that are in order, as an ASGI application around another one."""

    def __init__(self, app: ASGIApp, *, options: ServerOptions) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reply = GuardedReply(send)
        if refused := self._refuse(scope):
            await refused(scope, receive, reply)
            return
        try:
            await self._app(scope, _bound_body(receive, self._options.body_limit), reply)
        except Exception as error:
            logger.error("%s %s ended with %s", scope["method"], scope["path"], type(error).__name__, exc_info=error)
            if reply.has_begun:
                raise
            failed = write_refusal(scope, 500, "Something went wrong here; the server's log says what.", kind="Failed")
            await failed(scope, receive, reply)

    def _refuse(self, scope: Scope) -> Response | None:
        """Return what is answered instead where a request is not in order."""
        headers = Headers(scope=scope)
        host = _read_host(headers.get("host", ""))
        if host not in self._options.hosts:
            return write_refusal(scope, 421, "This server is not called so. Who runs it can allow the name.")
        if not _is_of_this_site(scope, headers):
            return write_refusal(scope, 403, "Requests that come from pages of other sites are refused.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._options.body_limit:
            return write_refusal(scope, 413, _describe_limit(self._options.body_limit), kind=RequestTooLong.__name__)
        return self._check_token(scope, headers)

    def _check_token(self, scope: Scope, headers: Headers) -> Response | None:
        """Return a refusal without the token; with it in the address, a cookie and the address without it."""
        token = self._options.token
        # The look of the page that asks for the token is no secret.
        if token is None or (scope["method"] in _SAFE and scope["path"].startswith("/static/")):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = dict(query).get("token", "")
        if shown and scope["method"] == "GET" and _is_same(shown, token):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            # One slash: with two, the path would be read as another host.
            path = "/" + scope["path"].lstrip("/")
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=scope["scheme"] == "https")
            return answer
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        if _is_same(_read_cookie(headers), token) or (kind.lower() == "bearer" and _is_same(bearer.strip(), token)):
            return None
        told = "This is not the token. " if shown else ""
        return write_refusal(
            scope, 401, f"{told}Open the address that was printed when it was started, with its token."
        )


def _is_of_this_site(scope: Scope, headers: Headers) -> bool:
    """Tell whether no page of another site makes this request; only to open a page a link may lead here from anywhere.

    What is no browser sends neither of the headers.
    """
    opens_page = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
    is_api = scope["path"].startswith(("/api/", "/v1/", "/mcp"))
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none") and (is_api or not opens_page):
        return False
    origin = headers.get("origin")
    if origin is None or (scope["method"] in _SAFE and not is_api):
        return True
    if origin == "null":
        # As forms of pages without a referrer do, such as ours; the other header tells, which no page can set.
        return headers.get("sec-fetch-site") == "same-origin"
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _read_host(value: str) -> str:
    """Return the name in a Host header, without its port; "" where it is none."""
    try:
        return (urlsplit(f"//{value}").hostname or "").lower()
    except ValueError:
        return ""


def _read_cookie(headers: Headers) -> str:
    return cookie_parser(headers.get("cookie", "")).get(COOKIE, "")


def _is_same(shown: str, token: str) -> bool:
    return hmac.compare_digest(shown.encode(), token.encode())


class GuardedReply:
    """Sends a response with the headers that all have; a static file may be kept for the while."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        """Send one message of the response."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _bound_body(receive: Receive, limit: int) -> Receive:
    """Return what receives a request and raises RequestTooLong where it is longer than it may be."""
    size = 0

    async def receive_less() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > limit:
            raise RequestTooLong(_describe_limit(limit))
        return message

    return receive_less


def _describe_limit(limit: int) -> str:
    return f"A request is at most {limit:,} bytes long."
