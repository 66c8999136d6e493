"""Cases and answers to measure, as values of JSON."""

from typing import Any

from qa.evals.cases.cases import Case
from qa.evals.metrics import METRICS

TEXT = (
    "Dong Jun met Pete Hegseth in Kuala Lumpur on Friday. “We seek no conflict,” Hegseth said. "
    "The talks lasted 45 minutes. It rained all day."
)


def make_case(**fields: Any) -> Case:
    return Case(**{"id": "c1", "question": "Where did they meet?", "answers": ("Kuala Lumpur",), **fields})


def make_passage(text: str = TEXT, *, id: str = "a1", start: int = 0, **fields: Any) -> dict[str, Any]:
    defaults = {"title": f"Title of {id}", "source": "Harbour Post", "published": "2025-10-31", "rank": 1, "score": 1.0}
    article = {"article_id": id, "url": f"https://news.example/{id}", "start": start, "end": start + len(text)}
    return {**defaults, **article, "text": text, **fields}


def make_citation(quote: str, *, n: int = 1, text: str = TEXT, id: str = "a1", **fields: Any) -> dict[str, Any]:
    """Return a citation of a quote, at its place in the text where it stands there."""
    start = max(text.find(quote), 0)
    article = {"id": id, "title": f"Title of {id}", "source": "Harbour Post", "published": "2025-10-31", "url": None}
    return {"n": n, "article": article, "quote": quote, "start": start, "end": start + len(quote), **fields}


def make_statement(text: str, *citations: int, score: float = 1.0) -> dict[str, Any]:
    return {"text": text, "citations": list(citations), "verdict": "supported", "score": score, "flags": []}


def make_answer(*statements: str | dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return an answer that makes the statements; without any, one that abstains."""
    made = [make_statement(item) if isinstance(item, str) else item for item in statements]
    return {
        "question": "Where did they meet?",
        "status": "answered" if made else "not_answered",
        "text": " ".join(f"{item['text']} [1]" for item in made),
        "statements": made,
        "citations": [],
        "passages": [make_passage()],
        "model": "openai:fake",
        "usage": {"prompt_tokens": 100, "completion_tokens": 20},
        "seconds": {"retrieve": 0.5, "answer": 1.0, "verify": 0.25},
        **fields,
    }


def measure(name: str, case: Case, answer: dict[str, Any]) -> float | None:
    return METRICS[name].measure(case, answer)
