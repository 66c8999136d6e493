"""Draft an answer from sentences of the articles as they are."""

from collections.abc import Iterator, Sequence

from qa.drafting import Draft, read_reply
from qa.evidence import Evidence
from qa.passages import asks
from qa.words import split_words

__all__ = ["Draft", "extract_drafts", "parse_drafts"]

_NEAR_BEST = 0.75


def parse_drafts(text: str) -> list[Draft]:
    """Return the sentences of a whole reply, those that decline among them."""
    return list(read_reply(text).drafts)


def extract_drafts(evidence: Sequence[Evidence], *, most: int) -> Iterator[Draft]:
    """Yield the best sentences of the evidence word by word: those that score near the best one, at most so many."""
    ranked = sorted(
        ((sentence, item.n) for item in evidence for sentence in item.hit.sentences if not asks(sentence.text)),
        key=lambda pair: -pair[0].score,
    )
    seen: list[set[str]] = []
    for sentence, n in ranked:
        words = set(split_words(sentence.text))
        if ranked and sentence.score < ranked[0][0].score * _NEAR_BEST:
            return
        if any(len(words & other) > 0.7 * min(len(words), len(other)) for other in seen):
            continue
        seen.append(words)
        yield Draft(text=" ".join(sentence.text.split()), cited=(n,), span=(sentence.start, sentence.end))
        if len(seen) == most:
            return
