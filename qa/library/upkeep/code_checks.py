"""The checks of the codes of the vectors: whether they are of what is there, and whether searches find it by them."""

from typing import TYPE_CHECKING

from qa.library.catalogue.catalogue import Catalogue
from qa.library.upkeep.checks import Measured, Problem, sample_passages
from qa.library.vectors.codes.following import EXACT_LIMIT, find_file, needs_following, read_state
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import find_nearest_of_each, read_vectors
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_REBUILD = "Make them anew: qa doctor --repair"
# Chosen: so many searches, for as many passages as an answer looks at, tell a hundredth of recall.
_SEARCHES, _NEAREST = 40, 20
# Chosen, below what was measured anywhere: tests/benchmarks/vectors.py has 0.99 and more.
_LEAST_RECALL = 0.95
_ROWS = "SELECT row FROM passages WHERE row <= ? AND article IN (SELECT article FROM vectors)"


def check_codes(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that the codes have every passage and no other, but for the few that are newer."""
    import numpy as np

    state = read_state(catalogue)
    file = find_file(catalogue, state)
    if file is None:
        if state.id or (catalogue.writable and needs_following(catalogue)):
            return Problem(text="The codes of the vectors are missing or damaged.", advice=_REBUILD)
        return f"There are no codes: up to {EXACT_LIMIT:,} passages every vector is read."
    if not state.coded:
        return Problem(text="The codes of the vectors are not made yet.", advice=_REBUILD)
    present = np.zeros(state.coded + 1, dtype=np.bool_)
    present[[row for (row,) in catalogue.query(_ROWS, [state.coded])]] = True
    coded = (file.map(state.coded)["article"] != 0).reshape(-1)[: state.coded + 1]
    waiting = [row for (row,) in catalogue.query("SELECT row FROM outdated WHERE row <= ?", [state.coded])]
    coded[waiting] = False
    if count := int((present != coded).sum()):
        return Problem(text=f"The codes of {count:,} passages are missing, or of none.", count=count, advice=_REBUILD)
    return f"{int(present.sum()):,} passages have codes that searches begin with."


def check_recall(catalogue: Catalogue, target: Target) -> str | Problem | Measured:
    """Check how many of the truly nearest passages a search by codes finds, for a sample of the stored vectors."""
    if find_file(catalogue, read_state(catalogue)) is None:
        return "Every vector is read, so that no passage is missed."
    sample = [id for _, id in sample_passages(catalogue)]
    found = read_vectors(catalogue, sample[:: max(1, len(sample) // _SEARCHES)][:_SEARCHES])
    if not found:
        return "There is nothing yet to search for."
    recall = measure_recall(catalogue, list(found.values()))
    text = f"Of the {_NEAREST} nearest passages, a search by codes finds {recall:.1%} ({len(found)} searches)."
    if recall < _LEAST_RECALL:
        return Problem(text=text, advice=_REBUILD, recall=recall)
    return Measured(text=text, recall=recall)


def measure_recall(catalogue: Catalogue, vectors: "list[NDArray[np.float32]]") -> float:
    """Return the share of the nearest passages of each vector, over all vectors, that a search by codes finds."""
    search = DenseSearch(catalogue, Target(folder=catalogue.folder), exact_limit=0)
    expected = find_nearest_of_each(catalogue, vectors, _NEAREST)
    with catalogue.read():  # Inside, a search changes nothing.
        found = [search.find_nearest(vector, _NEAREST, None).keys() for vector in vectors]
    return sum(len(own & truth) for own, truth in zip(found, expected, strict=True)) / sum(map(len, expected))
