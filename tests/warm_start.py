"""Start `qa` as a copy of a process that has its modules loaded, which is most of what a short run takes.

A copy is a process of its own: with its own arguments, environment, folder and streams, and ended as every other is.
This file is also what runs there: `warm_start.py serve` is the process that is copied, and `warm_start.py SOCKET ...`
asks it for a copy, lends that its streams, and ends as it ended.
"""

import atexit
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What an interpreter reads when it starts; with other values than here there must be a new one.
_READ_AT_START = ("PYTHON", "LANG", "LC_", "LD_")
# These load what few commands need, or run.
_NOT_LOADED = ("qa.__main__", "qa.ingest.fetch.connection", "qa.mcp", "qa.server")


def name_command(environment: Mapping[str, str]) -> list[str]:
    """Return the command that is `qa` in an environment."""
    at_start = frozenset(item for item in environment.items() if item[0].startswith(_READ_AT_START))
    if at_start != _read_usual():
        return [sys.executable, "-m", "qa"]
    return [sys.executable, "-I", "-S", __file__, _start_server()]


def write_start_environment() -> dict[str, str]:
    """Return what an interpreter reads at its start in a run that asks for nothing else."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(paths), "LANG": "C.UTF-8"}


@cache
def _read_usual() -> frozenset[tuple[str, str]]:
    kept = {name: value for name, value in os.environ.items() if name == "LD_LIBRARY_PATH"}
    return frozenset({**kept, **write_start_environment()}.items())


@cache
def _start_server() -> str:
    """Start the process that is copied, once a test process; it ends with this one, when its stdin does."""
    folder = tempfile.TemporaryDirectory(prefix="qa-warm-")
    path = f"{folder.name}/socket"
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    server = subprocess.Popen(
        [sys.executable, __file__, "serve", str(listener.fileno())],
        stdin=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1", **dict(_read_usual())},
        pass_fds=[listener.fileno()],
    )
    listener.close()

    def end() -> None:
        assert server.stdin
        server.stdin.close()
        server.wait(timeout=60)
        folder.cleanup()

    atexit.register(end)
    return path


def _ask_for_copy(path: str, arguments: list[str]) -> int:
    import json

    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        socket.send_fds(connection, [b"*"], [0, 1, 2])
        request = {"arguments": arguments, "environment": dict(os.environ), "folder": os.getcwd()}  # noqa: PTH109
        connection.sendall(json.dumps(request).encode() + b"\n")
        return int(connection.makefile().readline())


def _serve(listener: socket.socket) -> None:
    """Wait for who asks, each in a process of its own; return in the copy that is to be `qa`."""
    import gc
    import select

    _load()
    gc.collect()
    gc.freeze()
    while listener.fileno() in select.select([listener.fileno(), 0], [], [])[0]:
        connection = listener.accept()[0]
        if not os.fork():
            listener.close()
            if _copy_for(connection):
                return
            os._exit(0)
        connection.close()
        while _has_ended():
            pass
    os._exit(0)


def _has_ended() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _load() -> None:
    """Import what nearly every command does, and read the data of packages that stays the same; no thread is begun."""
    import importlib
    import pkgutil

    import qa

    for module in pkgutil.walk_packages(qa.__path__, "qa."):
        if not module.name.startswith(_NOT_LOADED):
            importlib.import_module(module.name)
    for name in ("Stemmer", "filelock", "numpy", "tokenizers"):
        importlib.import_module(name)
    from qa.articles.text.instructions import find_instructions
    from qa.language.identification import identify_language
    from qa.language.syntax.parse import parse_text

    text = "Rain fell on the hills above the town on Friday night."
    for read in (find_instructions, parse_text, identify_language):
        read(text)


def _copy_for(connection: socket.socket) -> bool:
    """Return True in the copy; else wait for its end, tell how it ended, and return False."""
    import json
    import signal
    import threading

    streams = socket.recv_fds(connection, 1, 3)[1]
    request = json.loads(connection.makefile().readline())
    copy = os.fork()
    if not copy:
        connection.close()
        _become(request, streams)
        return True
    for stream in streams:
        os.close(stream)

    ended = threading.Event()

    def end_with_who_asked() -> None:
        if not connection.recv(1) and not ended.is_set():
            os.kill(copy, signal.SIGKILL)

    threading.Thread(target=end_with_who_asked, daemon=True).start()
    # Its number is free for another only when it was waited for.
    os.waitid(os.P_PID, copy, os.WEXITED | os.WNOWAIT)
    ended.set()
    code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    connection.sendall(b"%d\n" % code)
    return False


def _become(request: dict[str, Any], streams: list[int]) -> None:
    """Be as an interpreter that was started with these streams, environment, folder and arguments."""
    import time

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["folder"])
    sys.argv = ["qa", *request["arguments"]]
    sys.path[0] = request["folder"]
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        former = getattr(sys, name)
        buffering = 1 if name == "stderr" else -1
        new = open(number, mode, buffering, former.encoding, former.errors, closefd=False)  # noqa: SIM115
        setattr(sys, name, new)
        setattr(sys, f"__{name}__", new)


if __name__ == "__main__":
    if sys.argv[1] != "serve":
        sys.exit(_ask_for_copy(sys.argv[1], sys.argv[2:]))
    _serve(socket.socket(fileno=int(sys.argv[2])))
    import runpy

    runpy.run_module("qa", run_name="__main__", alter_sys=True)
