"""How near the passages of an article are to a topic: one article may tell of several matters, as a digest does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.library import Library
from qa.models.embeddings import Embedder
from qa.question import Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A cosine with the passage of its article that is nearest to the topic, or with another article that is surely about
# it: those of an article about one matter have 0.63 and more, in a digest most have less than 0.6. A cosine with the
# topic, and the share of the weight of its words that stands around a sentence. All were chosen by looking at the
# passages of eleven topics of 1,500 real articles and of the starter corpus.
_KIN, _NEAR, _SOMEWHAT_NEAR = 0.62, 0.4, 0.25
_WORDED, _HALF_WORDED = 0.75, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPassage:
    """A passage by its offsets into its article, with cosines in -1..1.

    nearness  with the topic
    own       with the passage of its article that is nearest to the topic
    kinship   with the nearest of the other articles that are surely about the topic
    """

    start: int
    end: int
    nearness: float
    own: float
    kinship: float


def measure_passages(
    articles: Sequence[str],
    library: Library,
    embedder: Embedder,
    question: Question,
    seeds: "Mapping[str, NDArray[np.float32]]",
) -> dict[str, list[NearPassage]]:
    """Return the passages of some articles, in order, with how near each is to a topic.

    seeds  vectors of unit length of the articles that are surely about it, by id; none is near to itself
    """
    passages = library.get_passages_of(articles)
    vectors = library.get_vectors([passage.id for own in passages.values() for passage in own])
    [topic] = embedder.embed_queries([question.text])
    near: dict[str, list[NearPassage]] = {}
    for id, own in passages.items():
        known = [passage for passage in own if passage.id in vectors]
        nearest = max(
            (vectors[passage.id] for passage in known), key=lambda vector: float(vector @ topic), default=topic
        )
        others = [seed for key, seed in seeds.items() if key != id]
        near[id] = [
            NearPassage(
                start=passage.start,
                end=passage.end,
                nearness=float(vectors[passage.id] @ topic),
                own=float(vectors[passage.id] @ nearest),
                kinship=max((float(vectors[passage.id] @ seed) for seed in others), default=0.0),
            )
            for passage in known
        ]
    return near


def measure_closeness(passages: Sequence[NearPassage], place: int, cover: float, *, best: float) -> float | None:
    """Return how close to the topic the sentence at a place of an article is, in 0..1; None where it is not about it.

    cover  the share of the weight of the topic's words that stands in and around it
    best   the cosine of the passage of all articles that is nearest to the topic
    """
    held = next((passage for passage in passages if passage.start <= place < passage.end), None)
    if held is None:
        return cover
    worded = cover >= _WORDED or (cover >= _HALF_WORDED and held.nearness >= _SOMEWHAT_NEAR)
    if not worded and held.nearness < _NEAR and max(held.own, held.kinship) < _KIN:
        return None
    nearest = max(passage.nearness for passage in passages)
    near = max(held.nearness, held.own * nearest) / best if best > 0 else 0.0
    return min(1.0, max(cover, near, 2 * held.kinship - 1))
