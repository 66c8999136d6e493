"""A broken file of any format is read or told, and never ends in an error; benchmarks/mutations.py tries many."""

import pytest
from benchmarks.mutations import Broken, make_samples, try_file

# Another process takes these apart; each that breaks it costs the start of a new one.
_SLOW = ("pdf", "docx")


@pytest.mark.parametrize("kind", sorted(make_samples()))
def test_mutated_files_are_read_or_told(kind: str) -> None:
    for seed in range(3 if kind in _SLOW else 12):
        found = try_file(kind, seed)
        assert not isinstance(found, Broken), found.told
