"""The judge on this machine: a small model is asked yes or no, and read by its probabilities, not by its words."""

import math
import re
from collections.abc import Mapping, Sequence

from qa.language.known import detect_language, get_language
from qa.language.words import split_words
from qa.models import ChatModel, Usage
from qa.models.local.server import LocalModel
from qa.models.prompts import Prompt
from qa.verify.judge.case import JudgeCase, Opinion, QuotedSource, Ruling

# What a small model can hold of a case beside the prompt: about 900 tokens.
_MOST_CHARACTERS = 4_000
_MOST_BEFORE = 300
# Below the least likely token that is told; a model that says neither yes nor no has no opinion.
_UNTOLD = -12.0
_BLANKS = re.compile(r"\s+")


class LocalJudge:
    """Asks a local model "Do the passages say this?" once a statement.

    The odds of yes and no tell true from false statements where the word that it would write does not: it says no to
    nearly all when it is asked for a verdict in words, and yes to nearly all at even odds.
    """

    gives_probabilities = True

    def __init__(self, model: ChatModel, prompt: Prompt) -> None:
        """Take the model, which stays the caller's to close, and the prompt called "judge_local"."""
        self.name = model.name
        self._model = model
        self._prompt = prompt

    def judge(self, cases: Sequence[JudgeCase]) -> Ruling:
        """Return an opinion on each case, None where the model does not tell probabilities.

        Raises what the model raises.
        """
        opinions: list[Opinion | None] = []
        usage = Usage()
        if isinstance(self._model, LocalModel):
            self._model.read_prefix(self._prompt.render({"sources": "", "question": "", "statement": ""}))
        for case in cases:
            first = self._model.score_first_token(self._prompt.render(write_values(case)))
            opinions.append(None if first is None else _read_opinion(first.logprobs))
            usage += first.usage if first else Usage()
        return Ruling(opinions=tuple(opinions), usage=usage)


def write_values(case: JudgeCase) -> dict[str, str]:
    """Return what the prompt is filled in with; each source is a paragraph, whatever line breaks it has."""
    sources = "\n\n".join(f"[{n}] {_write_source(source)}" for n, source in enumerate(case.sources, 1))
    lead = f"Question: {_flatten(case.question)}\n" if case.question else ""
    if case.before and _leans(case.statement):
        lead += f"Before it: {_flatten(case.before)[-_MOST_BEFORE:]}\n"
    return {
        "sources": sources[:_MOST_CHARACTERS],
        "question": lead,
        "statement": _flatten(case.statement),
    }


def _leans(statement: str) -> bool:
    """Tell whether a statement begins with a pronoun, which only what stands before it explains."""
    words = split_words(statement)
    known = get_language(detect_language(statement) or "en")
    return bool(words) and words[0] in known.pronouns | known.possessives


def _write_source(source: QuotedSource) -> str:
    return f"{_flatten(source.origin)}\n{_flatten(source.text)}"


def _flatten(text: str) -> str:
    """Return text on one line, without what some models read as the token of a role."""
    return _BLANKS.sub(" ", text.replace("<|", "< |").replace("|>", "| >")).strip()


def _read_opinion(logprobs: Mapping[str, float]) -> Opinion | None:
    """Return the share of yes in yes and no, in any case and spacing of letters."""
    yes, no = _add_up(logprobs, "yes"), _add_up(logprobs, "no")
    if max(yes, no) <= _UNTOLD:
        return None
    return Opinion(support=1 / (1 + math.exp(no - yes)))


def _add_up(logprobs: Mapping[str, float], word: str) -> float:
    chance = sum(math.exp(value) for token, value in logprobs.items() if token.strip().lower() == word)
    return max(_UNTOLD, math.log(chance)) if chance > 0 else _UNTOLD
