"""Have the question to a fact written, by rules or by a model, and check what came of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from qa.evals.making.check import QuestionCandidate, Refusal
from qa.evals.making.cloze import write_question
from qa.evals.metrics.text import holds_answer
from qa.evals.runs.answering import choose_settings, open_kept_model
from qa.language.wording import making
from qa.language.words import stem_words
from qa.models import ChatModel
from qa.models.checksums import Progress
from qa.models.prompts import Prompt, load_prompt, quote_data
from qa.question import Kind, classify_question, read_question
from qa.settings import Settings

# In characters and tokens, chosen: a question is one line.
_LONGEST = 200
_REPLY_TOKENS = 60
# Chosen: a question asks in the words of its sentence but for one or two, or the model thought of something else.
_FROM_SENTENCE = 0.8
_ASKS: dict[str, frozenset[Kind]] = {
    "number": frozenset(["number"]),
    "date": frozenset(["date"]),
    "person": frozenset(["name"]),
    "quotation": frozenset(["name"]),
    "place": frozenset(["place", "name"]),
}
Ask = Callable[[QuestionCandidate], str | Refusal]


@contextmanager
def open_asker(
    settings: Settings, *, notify: Callable[[str], None] = lambda notice: None, on_progress: Progress | None = None
) -> Iterator[Ask]:
    """Give what writes questions: the model that the settings name, its replies kept in the library, or else rules.

    Raises what opening the model raises.
    """
    if settings.model in (None, "extractive"):
        yield write_by_rules
        return
    chosen = choose_settings(settings, notify=notify)
    model = open_kept_model(chosen, settings.library / "replies", on_progress=on_progress)
    assert model is not None
    try:
        yield partial(ask_model, model=model, prompt=load_prompt("eval_make", settings.prompts))
    finally:
        model.close()


def write_by_rules(candidate: QuestionCandidate) -> str | Refusal:
    """Return the question to a candidate by rules; a refusal where the answer stands in it."""
    question = write_question(candidate.sentence, candidate.fact)
    if holds_answer(question, candidate.fact.answers):
        return Refusal(reason="the question holds its answer")
    return question


def ask_model(candidate: QuestionCandidate, model: ChatModel, prompt: Prompt) -> str | Refusal:
    """Return the question that the model writes to the fact of a candidate, or why it is none; raise what it raises."""
    values = {
        "title": candidate.article.title,
        "sentence": candidate.sentence,
        "answer": candidate.fact.answers[0],
    }
    messages = prompt.render({name: quote_data(value) for name, value in values.items()})
    return check_question(model.stream(messages, max_tokens=_REPLY_TOKENS).read(), candidate)


def check_question(reply: str, candidate: QuestionCandidate) -> str | Refusal:
    """Return the question that a reply is, or why it is none.

    It has to be one line that ends with "?", without the answer in it, to ask for a thing of the fact's kind, to be
    understood alone, and to be made of words of the sentence and the title.
    """
    text = reply.strip()
    if "\n" in text or not text.endswith("?") or not 10 <= len(text) <= _LONGEST or text.count("?") > 1:
        return Refusal(reason="what the model wrote is not one question")
    if holds_answer(text, candidate.fact.answers):
        return Refusal(reason="the model's question holds its answer")
    if classify_question(text) not in _ASKS[candidate.fact.kind]:
        return Refusal(reason="the model's question asks for something else")
    if making.POINTS_BACK.search(text):
        return Refusal(reason="the model's question can't be understood alone")
    terms = read_question(text).terms
    known = set(stem_words(f"{candidate.article.title} {candidate.sentence}"))
    if sum(term in known for term in terms) < _FROM_SENTENCE * len(terms):
        return Refusal(reason="the model's question is not about its sentence")
    return text
