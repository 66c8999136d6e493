import subprocess
import sys

import pytest

# Small blocks, so that they come from the arenas; one at the end keeps the last of it from being given back by itself.
PROGRAM = """
from pathlib import Path
from qa.models.embedders.memory import give_back_memory

def read_memory():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))

blocks = [bytes(2_000) for _ in range(50_000)]
kept = bytes(2_000)
held = read_memory()
del blocks
freed = read_memory()
give_back_memory()
print(held, freed, read_memory())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is nothing to give back")
def test_what_is_free_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    held, freed, left = map(int, done.stdout.split())
    assert left < held - 80_000
    assert left <= freed
