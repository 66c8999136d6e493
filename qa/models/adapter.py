"""The adapter of the built-in model: low-rank matrices beside its weights, trained to answer from passages and judge.

The prompt answer_local is the very one that it was trained on, and judge_local has examples beside; tools/adapter makes
it, and says of what.
"""

import hashlib
from pathlib import Path

from qa.data import find_data
from qa.errors import ModelUnavailable

FILE_NAME = "answer-and-judge.gguf"
# How much of it is added to the weights (Wortsman et al. 2022). Measured on questions over news and on statements that
# it was not trained on: in full it is surer, but declines more and takes what is freely put in other words for wrong.
STRENGTH = 0.5
SHA256 = "32b1a03c10c227d1f99b9c74ce7bdd90d7e7adbc31e0689a5ff0a6ff6d002ab4"


def check_adapter(path: Path | None = None) -> Path:
    """Return the path of the adapter, the one that comes with the program when None.

    Raises ModelUnavailable where it is missing or is another one than the prompts were written for.
    """
    path = path or find_data("adapter") / FILE_NAME
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelUnavailable(
            f"The local model's adapter {path} can't be read: {error.strerror}. Install qa-news again."
        ) from None
    if found != SHA256:
        raise ModelUnavailable(f"The local model's adapter {path} is damaged. Install qa-news again.")
    return path
