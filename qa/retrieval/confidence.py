"""Tell how likely it is that the retrieved passages answer the question at all, before a model is asked."""

import math
from collections.abc import Mapping, Sequence

from qa.retrieval.reader.hits import READING
from qa.retrieval.search import Hit

# Fitted by the logistic regression of tools/fit_answers.py on 290 questions about news and the starter corpus, both
# labels of equal weight; the bias was raised by half a point, since most questions that are asked have an answer.
RATED_WEIGHTS: Mapping[str, float] = {"reading": 2.1, "recent": 1.7, "similarity": 0.9}
_READ_BIAS = -1.3
# Of passages that the reader can't read: fitted by logistic regression on news and encyclopaedia articles, by a script
# that was not kept.
WEIGHTS: Mapping[str, float] = {"similarity": 7.6, "kind": 1.7, "near": 2.8, "recent": 3.8}
_BIAS = -8.0


def rate_hits(hits: Sequence[Hit]) -> float:
    """Return the probability that the passages answer the question, in 0..1; 0 where there are none."""
    if not hits:
        return 0.0
    features = measure_hits(hits)
    weights, bias = (RATED_WEIGHTS, _READ_BIAS) if READING in features else (WEIGHTS, _BIAS)
    return 1.0 / (1.0 + math.exp(-bias - sum(weight * features[name] for name, weight in weights.items())))


def measure_hits(hits: Sequence[Hit]) -> dict[str, float]:
    """Return what the rating is made from, each in about 0..1.

    similarity  cosine of the nearest passage or sentence
    kind        the largest share of the question's words around a sentence that holds the kind of thing asked for
    near        the largest share of the question's words around a sentence, by how near the sentence is itself
    recent      how recent the article of the best sentence is
    reading     what the reader makes of its best sentence, from -1 to 1; not there where nothing was read
    """
    sentences = [sentence.features for hit in hits for sentence in hit.sentences]
    best = max((sentence for hit in hits for sentence in hit.sentences), key=lambda sentence: sentence.score)
    measured = {
        "similarity": max(max(s["similarity"], s["nearness"]) for s in sentences),
        "kind": max(s["near_terms"] * s["kind"] for s in sentences),
        "near": max(s["near_terms"] * s["nearness"] for s in sentences),
        "recent": best.features["recent"],
    }
    readings = [s[READING] for s in sentences if READING in s]
    return measured | ({READING: max(readings)} if readings else {})
