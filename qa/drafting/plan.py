"""Decide what an answer needs by the shape of its question: how much evidence, spread how, and how long a reply."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qa.question import Question, Shape
from qa.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an answer needs.

    shape      of the question; "fact" where a short answer is wanted
    k          passages to retrieve
    evidence   about how many tokens of evidence the model is shown
    reply      the longest reply of the model, in tokens
    sentences  the most that the extractive answerer quotes
    spread     the evidence is spread over articles and days, and shown in their order
    """

    shape: Shape
    k: int
    evidence: int
    reply: int
    sentences: int
    spread: bool = False


# Chosen. With this evidence 0.96 of the hand-listed parts of answers in seeds/broad.jsonl are shown (tests hold it
# at 0.92), and 0.92 of the gold sentences of questions for a fact in seeds/questions.jsonl. Replies have room for
# twice that.
_PLANS: Mapping[Shape, Plan] = {
    "fact": Plan(shape="fact", k=8, evidence=600, reply=240, sentences=3),
    "yes_no": Plan(shape="yes_no", k=8, evidence=600, reply=240, sentences=3),
    "who_said": Plan(shape="who_said", k=8, evidence=700, reply=300, sentences=3),
    "list": Plan(shape="list", k=12, evidence=1200, reply=500, sentences=3, spread=True),
    "cause": Plan(shape="cause", k=12, evidence=1200, reply=400, sentences=3),
    "comparison": Plan(shape="comparison", k=16, evidence=1800, reply=600, sentences=3, spread=True),
    "development": Plan(shape="development", k=20, evidence=1800, reply=600, sentences=3, spread=True),
    "overview": Plan(shape="overview", k=20, evidence=2500, reply=900, sentences=3, spread=True),
}
# Chosen for its seconds: the built-in model reads about 80 tokens a second on two processor cores. Of the gold
# sentences of questions for a fact 0.88 are in 400 tokens.
_LOCAL_EVIDENCE: Mapping[Shape, int] = {
    "fact": 400,
    "yes_no": 400,
    "who_said": 450,
    "list": 700,
    "cause": 600,
    "comparison": 800,
    "development": 800,
    "overview": 1000,
}
# Chosen: it writes about a tenth as fast as it reads, and short answers are its better ones.
_LOCAL_REPLY = 0.4


def choose_plan(question: Question, settings: Settings, *, local: bool) -> Plan:
    """Return what the answer to a question needs; the settings' own numbers where they give any.

    local  the built-in model answers, which reads and writes slowly
    """
    plan = _PLANS[question.shape]
    if settings.length == "short":
        plan = replace(plan, reply=_PLANS["fact"].reply, sentences=min(plan.sentences, 2))
    elif settings.length == "full" and not plan.spread:
        plan = replace(_PLANS["overview"], shape=question.shape)
    if question.parts:
        plan = replace(plan, evidence=min(plan.evidence * len(question.parts), _PLANS["overview"].evidence))
        plan = replace(plan, reply=plan.reply * len(question.parts), sentences=max(plan.sentences, len(question.parts)))
    if local:
        plan = replace(plan, evidence=_LOCAL_EVIDENCE[plan.shape], reply=round(plan.reply * _LOCAL_REPLY))
    return replace(
        plan,
        k=settings.k or plan.k,
        evidence=settings.evidence_tokens or plan.evidence,
        reply=settings.max_tokens or plan.reply,
    )
