"""Choose and open the judge that the settings ask for."""

import weakref
from collections.abc import Callable
from dataclasses import replace

from qa.models import ChatModel, ModelChoice, open_model, runs_here
from qa.models.prompts import load_prompt
from qa.settings import Settings
from qa.verify.judge.case import Judge
from qa.verify.judge.endpoint import EndpointJudge
from qa.verify.judge.local import LocalJudge


def open_judge(
    settings: Settings,
    model: ChatModel | None,
    *,
    open_chat: Callable[[Settings], ChatModel | None] | None = None,
) -> Judge | None:
    """Return who decides about the meaning of statements; None leaves it to the rules.

    A model that is opened for the judge alone is closed when the judge is gone.

    model      the one that answers, or None; it stays the caller's to close
    open_chat  opens a model that is the judge's own, in another way than all models are

    Raises what opening a model raises, and PromptProblem.
    """
    if not settings.judge:
        return None
    if not settings.judge_model:
        return make_judge(settings, model)
    if open_chat:
        return make_judge(settings, open_chat(replace(settings, model=settings.judge_model)), is_own=True)
    choice = ModelChoice(spec=settings.judge_model, reason="asked for by --judge-model, QA_JUDGE_MODEL or a file")
    return make_judge(settings, open_model(choice, settings), is_own=True)


def make_judge(settings: Settings, model: ChatModel | None, *, is_own: bool = False) -> Judge | None:
    """Return a model as a judge: a local one by its probabilities, any other by what it writes.

    is_own  the model is closed when the judge is gone
    """
    if model is None:
        return None
    judge: LocalJudge | EndpointJudge
    if runs_here(model):
        judge = LocalJudge(model, load_prompt("judge_local", settings.prompts))
    else:
        judge = EndpointJudge(model, load_prompt("judge", settings.prompts))
    if is_own:
        weakref.finalize(judge, model.close)
    return judge
