"""Keep the C library from keeping memory for later that nobody needs again, or that the next step needs beside it."""

import ctypes
import os
import sys
from typing import Any

_ARENA_MAX = -8  # In glibc's malloc.h.
# Measured: with one for each thread, an ingest on two processors takes 50 MB more, and with one for all it is slower.
_MOST_ARENAS = 2


def limit_arenas() -> None:
    """Have threads share what memory is taken from: each arena keeps the most that it ever held. For the whole process.

    Who sets that from outside is left alone.
    """
    if "MALLOC_ARENA_MAX" not in os.environ:
        _call_glibc("mallopt", _ARENA_MAX, _MOST_ARENAS)


def give_back_memory() -> None:
    """Give what is free back to the system."""
    _call_glibc("malloc_trim", 0)


def release_properties(owner: object) -> None:
    """Let go of the cached properties of an object that has nothing else; they are computed again when needed."""
    vars(owner).clear()
    give_back_memory()


def _call_glibc(name: str, *arguments: int) -> None:
    """Call a function of glibc; elsewhere there is nothing to do."""
    if sys.platform == "linux":
        function: Any = getattr(ctypes.CDLL(None), name, None)
        if function:
            function(*arguments)
