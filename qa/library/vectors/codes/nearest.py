"""Find the rows nearest to a vector by their codes: by signs, by signs and numbers, then by bytes."""

from typing import TYPE_CHECKING, Any

from qa.library.vectors.codes.coding import pack_signs, slice_numbers, turn_vectors
from qa.library.vectors.codes.file import BLOCK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How many rows go on from the signs, and from there to the bytes: so many at least, or such a part of all. Measured by
# tests/benchmarks/vectors.py: of the twenty nearest, these keep 99.5 % and more among 10,000 to 1,000,000.
_BY_SIGNS, _SIGNS_PART = 8_192, 32
_BY_NUMBERS, _NUMBERS_PART = 1_024, 256
# As many times more than are asked for.
_SIGNS_SPARE, _NUMBERS_SPARE = 16, 4
_NONE = 65_535
# Rows at once, measured: more are given to several threads, which wait busily and double the processor's time.
_MULTIPLIED = 1_024


def rank_rows(
    blocks: "NDArray[Any]", vector: "NDArray[np.float32]", n: int, selected: "NDArray[np.bool_]"
) -> "NDArray[np.int64]":
    """Return the places of about n rows that are nearest to a vector, best first.

    blocks    of the file of codes, mapped
    selected  which places may be found, one row a block
    """
    turned = turn_vectors(vector)
    count = int(selected.sum())
    by_signs = max(_BY_SIGNS, count // _SIGNS_PART, n * _SIGNS_SPARE)
    by_numbers = max(_BY_NUMBERS, count // _NUMBERS_PART, n * _NUMBERS_SPARE)
    if count > by_signs:
        selected = _count_differences(blocks, turned, selected, by_signs)
    places = selected.ravel().nonzero()[0]
    if len(places) > by_numbers:
        places = places[_choose_best(_weigh_signs(blocks, turned, places), by_numbers)]
    scores = _multiply_bytes(blocks, turned, places)
    best = _choose_best(scores, n)
    ordered: NDArray[np.int64] = places[best[(-scores[best]).argsort()]]
    return ordered


def _count_differences(
    blocks: "NDArray[Any]", turned: "NDArray[np.float32]", selected: "NDArray[np.bool_]", most: int
) -> "NDArray[np.bool_]":
    """Return which of the selected rows, about so many, differ from the vector in the fewest signs."""
    import numpy as np

    wanted, signs = pack_signs(turned), blocks["signs"]
    differences = np.empty(selected.shape, dtype=np.uint16)
    changed, bits = np.empty(BLOCK, dtype=np.uint64), np.empty(BLOCK, dtype=np.uint8)
    for number, sums in enumerate(differences):
        sums.fill(0)
        for word, value in enumerate(wanted):
            np.bitwise_xor(signs[number, word], value, out=changed)
            np.bitwise_count(changed, out=bits)
            np.add(sums, bits, out=sums)
    differences[~selected] = _NONE
    nearest: NDArray[np.bool_] = differences <= np.partition(differences, most, axis=None)[most]
    return nearest


def _weigh_signs(
    blocks: "NDArray[Any]", turned: "NDArray[np.float32]", places: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return how much the signs of rows are like the vector: larger by as much for all than products with them."""
    import numpy as np

    signs = np.ascontiguousarray(blocks["signs"][places // BLOCK, :, places % BLOCK].T)
    scores = np.zeros(len(places), dtype=np.float32)
    shared, bits = np.empty(len(places), dtype=np.uint64), np.empty(len(places), dtype=np.uint8)
    for sliced, weight in zip(*slice_numbers(turned), strict=True):
        counts = np.zeros(len(places), dtype=np.uint16)
        for word, column in zip(sliced, signs, strict=True):
            np.bitwise_and(column, word, out=shared)
            np.bitwise_count(shared, out=bits)
            np.add(counts, bits, out=counts)
        scores += counts * weight
    return scores


def _multiply_bytes(
    blocks: "NDArray[Any]", turned: "NDArray[np.float32]", places: "NDArray[np.int64]"
) -> "NDArray[np.float32]":
    """Return the products of the vector with the bytes of rows."""
    import numpy as np

    scores = np.empty(len(places), dtype=np.float32)
    for first in range(0, len(places), _MULTIPLIED):
        part = places[first : first + _MULTIPLIED]
        scores[first : first + len(part)] = blocks["bytes"][part // BLOCK, part % BLOCK].astype(np.float32) @ turned
    return scores


def _choose_best(scores: "NDArray[np.float32]", n: int) -> "NDArray[np.int64]":
    import numpy as np

    return np.argpartition(-scores, n - 1)[:n] if n < len(scores) else np.arange(len(scores))
