"""Tell how likely it is that the retrieved passages answer the question at all, before a model is asked."""

import math
from collections.abc import Mapping, Sequence

from qa.retrieve import Hit

# Fitted by logistic regression on answerable and unanswerable questions over news and encyclopaedia articles.
WEIGHTS: Mapping[str, float] = {"similarity": 7.6, "kind": 1.7, "near": 2.8, "recent": 3.8}
_BIAS = -8.0


def rate_hits(hits: Sequence[Hit]) -> float:
    """Return the probability that the passages answer the question, in 0..1; 0 where there are none."""
    if not hits:
        return 0.0
    features = measure_hits(hits)
    return 1.0 / (1.0 + math.exp(-_BIAS - sum(weight * features[name] for name, weight in WEIGHTS.items())))


def measure_hits(hits: Sequence[Hit]) -> dict[str, float]:
    """Return what the rating is made from, each in about 0..1.

    similarity  cosine of the nearest passage or sentence
    kind        the largest share of the question's words around a sentence that holds the kind of thing asked for
    near        the largest share of the question's words around a sentence, by how near the sentence is itself
    recent      how recent the article of the best sentence is
    """
    sentences = [sentence.features for hit in hits for sentence in hit.sentences]
    best = max((sentence for hit in hits for sentence in hit.sentences), key=lambda sentence: sentence.score)
    return {
        "similarity": max(max(s["similarity"], s["nearness"]) for s in sentences),
        "kind": max(s["near_terms"] * s["kind"] for s in sentences),
        "near": max(s["near_terms"] * s["nearness"] for s in sentences),
        "recent": best.features["recent"],
    }
