"""Take out of the kept replies of evaluation runs what they hold of articles that are removed."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from qa.language.words import split_words

# Where evaluation runs keep a model's replies with what it was asked, in the folder of the library.
REPLIES_FOLDER = "replies"
# Chosen: what is quoted shares so many words in a row with its article, what is not hardly ever does.
_RUN = 6
_LEAST_WORDS = 4


def remove_replies(library: Path, texts: Iterable[str]) -> int:
    """Delete the replies that were asked or given with words of these texts, and what is left of unfinished ones.

    A reply that goes is one that is asked for anew; so where it is in doubt, it goes.

    Returns:
        How many files were deleted.
    """
    folder = library / REPLIES_FOLDER
    if not folder.is_dir():
        return 0
    runs = {run for text in texts for run in _cut_runs(split_words(text))}
    gone = [path for path in folder.rglob("*") if path.is_file() and _holds_any(path, runs)]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _holds_any(path: Path, runs: set[tuple[str, ...]]) -> bool:
    try:
        kept = json.loads(path.read_bytes())
    except OSError:
        return False
    except ValueError:
        return True
    return any(run in runs for text in _list_strings(kept) for run in _cut_runs(split_words(text)))


def _cut_runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield all runs of so many words; of a shorter text the whole, if it says anything."""
    if len(words) < _RUN:
        return iter([tuple(words)] if len(words) >= _LEAST_WORDS else [])
    return zip(*(words[n:] for n in range(_RUN)), strict=False)


def _list_strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in _list_strings(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _list_strings(inner))
