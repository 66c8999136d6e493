"""Keep examples as flat arrays in a compressed file, and read them back as padded tensors."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from examples import MOST_TOKENS, Encoded

MOST_SENTENCES = 128
_KINDS = {"ids": np.uint16, "segments": np.uint8, "sentences": np.int8, "starts": np.uint16, "ends": np.uint16}

Table = dict[str, torch.Tensor]


def pack_examples(encoded: Sequence[Encoded], path: Path) -> None:
    """Write examples to a file."""
    arrays = {
        name: np.array([value for one in encoded for value in getattr(one, name)], dtype=kind)
        for name, kind in {**_KINDS, "gold_sentences": np.int8}.items()
    }
    for name in ("ids", "starts", "ends", "gold_sentences"):
        arrays[f"n_{name}"] = np.array([len(getattr(one, name)) for one in encoded], dtype=np.uint16)
    np.savez_compressed(path, **arrays, source=np.array([one.source for one in encoded]))


def load_examples(path: Path, device: str) -> tuple[Table, list[str]]:
    """Return the examples of a file as tensors padded to the same length, and the source of each."""
    with np.load(path) as file:
        data = {name: file[name] for name in file.files}
    sizes = {name: data[f"n_{name}"].astype(int) for name in ("ids", "starts", "ends", "gold_sentences")}
    count = len(sizes["ids"])
    rows = np.repeat(np.arange(count), sizes["ids"])
    columns = np.arange(len(rows)) - np.repeat(np.cumsum(sizes["ids"]) - sizes["ids"], sizes["ids"])
    table: dict[str, np.ndarray] = {"length": sizes["ids"]}
    for name, empty in (("ids", 0), ("segments", 0), ("sentences", -1)):
        table[name] = np.full((count, MOST_TOKENS), empty, dtype=np.int32)
        table[name][rows, columns] = data[name]
    for name, width in (("starts", MOST_TOKENS), ("ends", MOST_TOKENS), ("gold_sentences", MOST_SENTENCES)):
        table[name] = np.zeros((count, width), dtype=bool)
        table[name][np.repeat(np.arange(count), sizes[name]), data[name]] = True
    # Without an answer the first token, which stands for none, is the gold.
    table["gold_sentences"][table["starts"][:, 0]] = False
    return {name: torch.tensor(values).to(device) for name, values in table.items()}, data["source"].tolist()
