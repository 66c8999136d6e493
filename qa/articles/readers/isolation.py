"""Take untrusted files apart in another process, so that none of them can take time or memory without end.

The libraries that read PDF and DOCX can be kept busy for hours by a file made for it, and nothing but the end of their
process stops them. One process serves file after file, as loading the libraries takes longer than most files do.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

Function = Callable[[bytes], dict[str, Any]]

_SERVE = f"from {__name__} import serve_calls; serve_calls()"
# In bytes, chosen: large documents need some hundred million, and the machine should go on.
_MOST_MEMORY = 2_000_000_000


class Unreadable(Exception):
    """A file can't be taken apart; its text is the reason, a short clause."""


def call_isolated(function: Function, data: bytes, *, seconds: float) -> dict[str, Any]:
    """Return function(data), called in the other process.

    function  of a module; what it returns is made of values of JSON
    seconds   when to give up

    Raises Unreadable with what function gave as a reason, or because it broke, took too long or too much memory.
    """
    with _lock:
        worker = _find_worker()
        try:
            answer = worker.call(function, data, seconds=seconds)
        except BaseException:
            worker.kill()
            raise
    if "reason" in answer:
        raise Unreadable(answer["reason"])
    return answer


class _Worker:
    """The other process: a line of JSON and the data go in, a line of JSON comes out."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-P", "-c", _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert self._process.stdin and self._process.stdout
        self._requests, self._answers = self._process.stdin, self._process.stdout

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def call(self, function: Function, data: bytes, *, seconds: float) -> dict[str, Any]:
        """Return what the function returns, or {"reason": why it did not}."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        request = {"module": function.__module__, "name": function.__name__, "size": len(data)}
        try:
            self._requests.write(json.dumps(request).encode() + b"\n" + data)
            self._requests.flush()
            line = self._answers.readline()
        except OSError:
            line = b""
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            return dict(json.loads(line))
        self.kill()
        return {"reason": f"takes longer than {seconds:g} seconds to read" if late.is_set() else "breaks its reader"}

    def kill(self) -> None:
        """End the process and let go of its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._answers):
            try:
                pipe.close()
            except OSError:
                continue


_lock = threading.Lock()
_workers: list[_Worker] = []


def _find_worker() -> _Worker:
    """Return the process of the last call, or a new one where that has ended."""
    if not _workers:
        atexit.register(_end_workers)
    if not _workers or not _workers[0].is_alive:
        _end_workers()
        _workers.append(_Worker())
    return _workers[0]


def _end_workers() -> None:
    while _workers:
        _workers.pop().kill()


def serve_calls() -> None:
    """Answer calls from standard input until it ends: what the other process does."""
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        answers.write(json.dumps(_answer(json.loads(line), sys.stdin.buffer)).encode() + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], requests: BinaryIO) -> dict[str, Any]:
    try:
        function: Function = getattr(import_module(request["module"]), request["name"])
        return function(requests.read(request["size"]))
    except Unreadable as error:
        return {"reason": str(error)}
    except MemoryError:
        return {"reason": "takes too much memory to read"}
    except Exception as error:
        return {"reason": f"can't be taken apart ({type(error).__name__})"}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits.
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MOST_MEMORY if most == resource.RLIM_INFINITY else min(_MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
