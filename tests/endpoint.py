"""An OpenAI-compatible endpoint on loopback whose replies and faults a test writes down beforehand."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Fault = Literal["401", "403", "404", "429", "500", "html", "garbage", "not_json", "error", "empty", "hang", "cut"]

KEY = "sk-scripted-0123456789"
_STATUSES = {"401", "403", "404", "429", "500"}
_HANG_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as the endpoint got it; body is {} for a GET."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """The content of the last message."""
        return str(self.body["messages"][-1]["content"])


Reply = str | Callable[[Request], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReply:
    """A reply byte by byte: what it holds, between pauses of so many seconds; the end of the connection is its end."""

    body: Sequence[str | bytes | float]
    status: int = 200
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def stream_events(*events: Any, pause: float = 0.0) -> RawReply:
    """Return a stream of events, each JSON or a text as it is, with the mark of its end."""
    written = [event if isinstance(event, str) else f"data: {json.dumps(event)}\n\n" for event in events]
    body = [piece for event in written for piece in (pause, event)]
    return RawReply(body=[*body, "data: [DONE]\n\n"], kind="text/event-stream")


def refuse(body: Any, status: int = 400) -> RawReply:
    """Return a failure with a body as JSON."""
    return RawReply(body=[json.dumps(body)], status=status)


class ScriptedEndpoint:
    """What the endpoint does next; change it at any time.

    replies    what it answers, one after the other, the last one again and again; each a text or made of the request
    fault      what goes wrong with every request, or None
    faults     what goes wrong with the requests that come next, one each; None for a good one
    refuses    parameters of a chat request that it refuses
    refusal    the status that it refuses them with
    logprobs   how likely each first token is, told to who asks for that; None tells nobody
    rate       makes the log-probability of each piece of a streamed answer, told in the same way
    streams    False answers with one JSON document even where a stream was asked for
    delay      seconds before each piece of a streamed answer
    models     what it lists
    embed      makes the vector of a text
    key        a request without it gets 401; None takes any
    answer     makes the whole reply to a request; None leaves it to the rest
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.requests: list[Request] = []
        self.replies: Sequence[Reply] = ["A scripted answer."]
        self.fault: Fault | None = None
        self.faults: list[Fault | None] = []
        self.refuses: set[str] = set()
        self.refusal = 400
        self.logprobs: dict[str, float] | None = None
        self.rate: Callable[[str], float] | None = None
        self.streams = True
        self.delay = 0.0
        self.models = ["scripted-model", "another-model"]
        self.embed: Callable[[str], list[float]] = embed_letters
        self.key: str | None = None
        self.answer: Callable[[Request], RawReply | None] = lambda request: None
        self.closing = threading.Event()
        self._answered = 0
        self._lock = threading.Lock()

    def take_request(self, request: Request) -> Fault | None:
        """Record the request and return what goes wrong with it."""
        with self._lock:
            self.requests.append(request)
            if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
                return "401"
            return self.faults.pop(0) if self.faults else self.fault

    def take_reply(self, request: Request) -> str:
        """Return the text that answers the request."""
        with self._lock:
            reply = self.replies[min(self._answered, len(self.replies) - 1)]
            self._answered += 1
        return reply if isinstance(reply, str) else reply(request)


def embed_letters(text: str) -> list[float]:
    """Return the counts of the letters a to z, which is enough of a vector for a test."""
    return [float(text.lower().count(letter)) for letter in "abcdefghijklmnopqrstuvwxyz"]


@contextmanager
def run_endpoint() -> Iterator[ScriptedEndpoint]:
    """Run an endpoint on a free port until the block ends."""

    class Handler(_Handler):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.script = ScriptedEndpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Handler.script
    finally:
        Handler.script.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


def serve_replies(reply: Reply) -> None:
    """Print the url of an endpoint that makes all its replies so, and run it until it is interrupted."""
    with run_endpoint() as script, suppress(KeyboardInterrupt):
        script.replies = [reply]
        print(script.url, flush=True)
        threading.Event().wait()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: ScriptedEndpoint

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        request = Request(path=self.path, headers=self._read_headers(), body={})
        self._answer(request)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self._answer(Request(path=self.path, headers=self._read_headers(), body=body))

    def _read_headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def _answer(self, request: Request) -> None:
        fault = self.script.take_request(request)
        try:
            self._fail(fault, request) if fault else self._succeed(request)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _succeed(self, request: Request) -> None:
        if raw := self.script.answer(request):
            self._send_raw(raw)
        elif request.path == "/v1/models":
            self._send_json({"object": "list", "data": [_describe_model(name) for name in self.script.models]})
        elif request.path == "/v1/embeddings":
            self._send_json(self._embed(request))
        elif request.path == "/v1/chat/completions":
            self._chat(request)
        else:
            self._send_json({"error": {"message": f"no such path: {request.path}"}}, status=404)

    def _chat(self, request: Request) -> None:
        refused = sorted(self.script.refuses & set(request.body))
        if refused:
            message = f"Unsupported parameter: '{refused[0]}' is not supported with this model."
            error = {"message": message, "type": "invalid_request_error", "param": refused[0]}
            self._send_json({"error": error}, status=self.script.refusal)
            return
        text = self.script.take_reply(request)
        usage = {
            "prompt_tokens": len(json.dumps(request.body["messages"])) // 4,
            "completion_tokens": len(text.split()),
        }
        if request.body.get("stream") and self.script.streams:
            wants_usage = request.body.get("stream_options", {}).get("include_usage")
            self._stream(
                text, usage if wants_usage else None, self.script.rate if request.body.get("logprobs") else None
            )
        else:
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
            if request.body.get("logprobs") and self.script.logprobs:
                choice["logprobs"] = {"content": [_score_token(self.script.logprobs)]}
            self._send_json({"id": "1", "object": "chat.completion", "choices": [choice], "usage": usage})

    def _stream(self, text: str, usage: dict[str, int] | None, rate: Callable[[str], float] | None) -> None:
        self._begin_stream()
        for piece in split_pieces(text):
            time.sleep(self.script.delay)
            chunk = _make_chunk(piece)
            if rate:
                chunk["choices"][0]["logprobs"] = {"content": [_score_token({piece: rate(piece)})]}
            self._send_event(chunk)
        self._send_event(_make_chunk(None, finish_reason="stop"))
        if usage:
            self._send_event({**_make_chunk(None), "choices": [], "usage": usage})
        self._send_text("data: [DONE]\n\n")
        self._end_stream()

    def _embed(self, request: Request) -> dict[str, Any]:
        texts = request.body["input"]
        rows = [{"object": "embedding", "index": n, "embedding": self.script.embed(t)} for n, t in enumerate(texts)]
        return {"object": "list", "model": request.body["model"], "data": rows[::-1], "usage": {"prompt_tokens": 1}}

    def _fail(self, fault: Fault, request: Request) -> None:
        if fault in _STATUSES:
            message = f"scripted {fault} for {request.headers.get('authorization')}\nwith a second line"
            self._send_json({"error": {"message": message}}, status=int(fault))
        elif fault == "html":
            self._send("<html><title>Log in</title></html>", kind="text/html; charset=utf-8")
        elif fault == "not_json":
            self._send("this is {not JSON", kind="application/json")
        elif fault == "hang":
            self.close_connection = True
            self.script.closing.wait(_HANG_SECONDS)
        else:
            self._break_stream(fault)

    def _break_stream(self, fault: Fault) -> None:
        self._begin_stream()
        if fault == "cut":
            self._send_event(_make_chunk("The first words"))
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        events = {"garbage": "{broken", "error": '{"error": {"message": "out of memory"}}', "empty": "[DONE]"}
        self._send_text(f"data: {events[fault]}\n\n")
        self._end_stream()

    def _begin_stream(self) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("content-type", "text/event-stream; charset=utf-8")
        self.send_header("transfer-encoding", "chunked")
        self.send_header("connection", "close")
        self.end_headers()

    def _send_event(self, data: Mapping[str, Any]) -> None:
        self._send_text(f"data: {json.dumps(data)}\n\n")

    def _send_text(self, text: str) -> None:
        raw = text.encode()
        self.wfile.write(f"{len(raw):x}\r\n".encode() + raw + b"\r\n")
        self.wfile.flush()

    def _end_stream(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def _send_raw(self, reply: RawReply) -> None:
        self.close_connection = True
        self.send_response(reply.status)
        for name, value in {"content-type": reply.kind, "connection": "close", **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in reply.body:
            if isinstance(piece, float):
                self.script.closing.wait(piece)
            else:
                self.wfile.write(piece if isinstance(piece, bytes) else piece.encode())
                self.wfile.flush()

    def _send_json(self, data: Mapping[str, Any], *, status: int = 200) -> None:
        self._send(json.dumps(data), kind="application/json", status=status)

    def _send(self, text: str, *, kind: str, status: int = 200) -> None:
        raw = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(raw)))
        # Clients try a refused request again; the wait between is theirs to choose unless it is told.
        self.send_header("retry-after-ms", "10")
        self.end_headers()
        self.wfile.write(raw)


def split_pieces(text: str) -> list[str]:
    """Return the pieces that a text is streamed in: words with the space after them."""
    words = text.split(" ")
    return [word + " " for word in words[:-1]] + words[-1:]


def _make_chunk(content: str | None, *, finish_reason: str | None = None) -> dict[str, Any]:
    delta = {"content": content} if content is not None else {}
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "scripted-model", "choices": [choice]}


def _score_token(logprobs: Mapping[str, float]) -> dict[str, Any]:
    top = [{"token": token, "logprob": logprob, "bytes": None} for token, logprob in logprobs.items()]
    return {**top[0], "top_logprobs": top}


def _describe_model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "nobody"}
