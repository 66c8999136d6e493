"""Whether an answer is right: its text against the gold answers, the choices, and the sides of a disagreement."""

from qa.evals.cases.case import Case
from qa.evals.metrics.metric import AnswerJson, Metric, is_answered, read_answer_text
from qa.evals.metrics.text import count_words, holds_answer, match_exactly, normalize_squad, overlap_tokens
from qa.language.words import STOP_WORDS, split_words, stem_each

_PARTS = "comparison"
_SPOKEN = frozenset(["attribution", "quote"])


def measure_exact_match(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where the answer is a gold answer, as SQuAD compares them; 0 where there is no answer."""
    return match_exactly(read_answer_text(answer), _list_golds(case), case.lang) if case.answers else None


def measure_token_f1(case: Case, answer: AnswerJson) -> float | None:
    """Return the best F1 of the answer and a gold answer, as SQuAD counts it; 0 where there is no answer."""
    return overlap_tokens(read_answer_text(answer), _list_golds(case), case.lang) if case.answers else None


def measure_contains(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where a gold answer stands in the answer; of a comparison, the share of the parts that do."""
    if not case.answers:
        return None
    text = read_answer_text(answer)
    if case.kind != _PARTS:
        return float(holds_answer(text, case.answers, case.lang))
    return sum(holds_answer(text, [part], case.lang) for part in case.answers) / len(case.answers)


def measure_wrong(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where there is an answer that holds no gold answer, or where there should be none."""
    return float(is_answered(answer) and not measure_contains(case, answer)) if case.has_gold else None


def measure_words(case: Case, answer: AnswerJson) -> float | None:
    """Return how many words an answer has."""
    return float(count_words(read_answer_text(answer))) if is_answered(answer) else None


def measure_choice(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where the gold choice is the one that the answer is for; where n of them tie, 1 / n if it is among them.

    An answer is for the choice that stands in it; where several do, or none, for that with the best token F1.
    """
    golds = {normalize_squad(gold, case.lang) for gold in case.answers}
    right = [choice for choice in case.choices if normalize_squad(choice, case.lang) in golds]
    if not right:
        return None
    text = read_answer_text(answer)
    rated = [(holds_answer(text, [c], case.lang), overlap_tokens(text, [c], case.lang)) for c in case.choices]
    best = max(rated)
    chosen = [choice for choice, rate in zip(case.choices, rated, strict=True) if rate == best and best > (False, 0.0)]
    return sum(choice in right for choice in chosen) / len(chosen) if chosen else 0.0


def measure_attribution(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where the speaker asked for, or the words asked for, stand in the answer."""
    if case.kind not in _SPOKEN or not case.answers:
        return None
    return float(holds_answer(read_answer_text(answer), case.answers, case.lang))


def measure_sides(case: Case, answer: AnswerJson) -> float | None:
    """Return the share of the sides of a disagreement that the answer gives.

    It gives one where a statement, or a side of its own, has all words of it but those that carry no meaning.
    """
    if not (case.disagreement and case.sides):
        return None
    texts = [*(answer.get("statements") or ()), *(answer.get("sides") or ())] if is_answered(answer) else []
    told = [_stem_content(str(text["text"]), case.lang) for text in texts]
    sides = [_stem_content(str(side["answer"]), case.lang) for side in case.sides]
    return sum(any(side <= stems for stems in told) for side in sides) / len(sides)


def measure_disagreement_flag(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where the answer says whether the articles contradict each other as the case does."""
    if case.disagreement is None or "disagreement" not in answer:
        return None
    return float(bool(answer["disagreement"]) == case.disagreement)


def _list_golds(case: Case) -> tuple[str, ...]:
    """Return the texts that each are a whole answer: of a comparison, only its parts together are."""
    return (" ".join(case.answers),) if case.kind == _PARTS else case.answers


def _stem_content(text: str, lang: str | None) -> frozenset[str]:
    words = split_words(text)
    return frozenset(stem_each([word for word in words if word not in STOP_WORDS] or words, lang))


ANSWER_METRICS = (
    Metric(
        name="exact_match",
        description="Share of answers that are a gold answer, but for case, punctuation and articles; "
        "abstaining counts 0. SQuAD 1.1 (Rajpurkar et al. 2016), articles by language as in MLQA (Lewis et al. 2020).",
        higher_is_better=True,
        measure=measure_exact_match,
        needs="answers",
    ),
    Metric(
        name="token_f1",
        description="Mean F1 of the tokens of answer and gold answer (2 x shared / all), the best of the gold answers; "
        "abstaining counts 0. SQuAD 1.1.",
        higher_is_better=True,
        measure=measure_token_f1,
        needs="answers",
    ),
    Metric(
        name="contains",
        description="Share of answers that hold a gold answer as a run of whole words (of a comparison, the share of "
        "its parts); abstaining counts 0.",
        higher_is_better=True,
        measure=measure_contains,
        needs="answers",
    ),
    Metric(
        name="wrong",
        description="Share of questions answered without a gold answer, or answered though the articles do not say.",
        higher_is_better=False,
        measure=measure_wrong,
        needs="answers (an empty list where the articles do not say)",
    ),
    Metric(
        name="words",
        description="Mean number of words of an answer.",
        higher_is_better=False,
        measure=measure_words,
        needs="an answered question",
    ),
    Metric(
        name="choice_accuracy",
        description="Share of answers for the gold choice: the one that stands in the answer; of several, or of none "
        "that does, the one with the best token F1.",
        higher_is_better=True,
        measure=measure_choice,
        needs="choices with a gold answer among them",
    ),
    Metric(
        name="attribution",
        description="Share of the questions of kind attribution or quote whose speaker or words stand in the answer.",
        higher_is_better=True,
        measure=measure_attribution,
        needs="questions of kind attribution or quote",
    ),
    Metric(
        name="sides",
        description="Share of the sides of a disagreement all of whose content words stand in one statement or side of "
        "the answer.",
        higher_is_better=True,
        measure=measure_sides,
        needs="disagreement and sides",
    ),
    Metric(
        name="disagreement_flag",
        description="Share of answers that are right in whether the articles contradict each other.",
        higher_is_better=True,
        measure=measure_disagreement_flag,
        needs="disagreement, in the questions and in the answers",
    ),
)
