"""Give memory back to the system that the C library would keep for later: that of what was loaded, run or closed."""

import ctypes
import sys


def give_back_memory() -> None:
    """Give back what is free; what the next step needs beside it would be taken from the system on top of it."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # Of glibc alone.
        if trim:
            trim(0)
