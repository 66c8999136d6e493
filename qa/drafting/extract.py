"""Answer with sentences of the articles as they are: as many as it takes to have the answer among them."""

from collections.abc import Callable, Iterator, Sequence

from qa.drafting.draft import Draft
from qa.language.sentences import is_question
from qa.language.words import STOP_WORDS
from qa.retrieval.evidence import Evidence
from qa.retrieval.reader.hits import share_chances, stem_answer
from qa.retrieval.scoring import ScoredSentence

# Chosen on half of the questions of tools/fit_answers.py, then lowered for shorter answers: with such a chance that
# the answer is among them, no more sentences are quoted.
_ENOUGH = 0.7
# A sentence with such a share of its words in another one says the same.
_REPEATS = 0.7


def extract_drafts(
    evidence: Sequence[Evidence], *, most: int, spread: bool = False, tells: Callable[[str], bool] | None = None
) -> Iterator[Draft]:
    """Yield the sentences of the evidence's passages that answer, the likeliest first, at most so many.

    One whose answer is among the words of an earlier one is passed over.

    spread  of a broad question, which no sentence answers alone: as many as there may be, each with other words
    tells   whether a sentence gives the figure that is asked for, where that is known: then no other is quoted
    """
    found = [
        (sentence, item.n) for item in evidence for sentence in item.hit.sentences if not is_question(sentence.text)
    ]
    found = [pair for pair in found if tells and tells(pair[0].text)] or found
    chances = share_chances([sentence for sentence, _ in found])
    left = sorted(zip(found, chances, strict=True), key=lambda pair: -pair[1])
    covered = 0.0
    for _ in range(most):
        if not left or (covered >= _ENOUGH and not spread):
            return
        sentence, n = left[0][0]
        yield Draft(text=" ".join(sentence.text.split()), cited=(n,), span=(sentence.start, sentence.end))
        words = stem_answer(sentence.text)
        told = [_is_told(other, words, same_answer=not spread) for (other, _), _ in left]
        covered += sum(chance for (_, chance), is_told in zip(left, told, strict=True) if is_told)
        left = [pair for pair, is_told in zip(left, told, strict=True) if not is_told]


def _is_told(sentence: ScoredSentence, words: frozenset[str], *, same_answer: bool) -> bool:
    """Tell whether a sentence adds nothing to one with such words."""
    if same_answer and sentence.answer and sentence.answer <= words:
        return True
    own, others = stem_answer(sentence.text) - STOP_WORDS, words - STOP_WORDS
    return len(own & others) > _REPEATS * min(len(own), len(others))
