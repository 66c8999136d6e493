"""Whether the citations hold up: each statement against the quotes it cites, and the quotes against the articles.

Recall and precision are those of ALCE (Gao et al. 2023, "Enabling Large Language Models to Generate Text with
Citations"), with the program's own check of support in place of a model of entailment. So they do not tell the
program's errors of judgement; they tell a statement whose quotes don't hold it, and a quote that adds nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from qa.evals.case import Case
from qa.evals.metrics.answers import measure_contains
from qa.evals.metrics.metric import AnswerJson, Metric, is_answered
from qa.evals.metrics.text import holds_answer
from qa.evidence import Evidence
from qa.library import ArticleSummary
from qa.passages import Passage, Span, split_sentences
from qa.question import read_question
from qa.retrieve import Hit
from qa.scoring import ScoredSentence
from qa.verify import check_statement

CitationJson = Mapping[str, Any]


class SupportCheck:
    """Tells whether quotes support a statement of an answer, by the program's own check.

    It is given nothing to cite but the quotes; the passages that were retrieved stand around them, to tell who "he" is
    and to have the words of the question somewhere in the article.
    """

    def __init__(self, case: Case, answer: AnswerJson) -> None:
        asked = date.fromisoformat(case.asked) if case.asked else None
        self._question = read_question(case.question, as_of=asked)
        self._texts = rebuild_articles(answer.get("passages") or ())

    def supports(self, statement: str, citations: Sequence[CitationJson]) -> bool:
        """Tell whether citations support a statement: it is one of the quotes, or all, or the check finds it in them.

        The check is given the quotes of each article, and where there are several articles, those of all as one.
        """
        quotes = [_squash(str(citation["quote"])) for citation in citations]
        if _squash(statement) in (*quotes, " ".join(quotes)):
            return bool(citations)
        by_article: dict[str, list[CitationJson]] = {}
        for citation in citations:
            by_article.setdefault(citation["article"]["id"], []).append(citation)
        parts = [(self._texts.get(id, ""), group) for id, group in by_article.items()]
        if len(parts) > 1:
            parts.append(("", list(citations)))
        texts: dict[str, str] = {}
        evidence = [_make_evidence(f"{n}", text, group, texts) for n, (text, group) in enumerate(parts)]
        return check_statement(statement, evidence, (), self._question, texts, widens=False).supported


def measure_recall(case: Case, answer: AnswerJson) -> float | None:
    """Return the share of the statements that their citations support together; 0 for one that has none."""
    if not is_answered(answer):
        return None
    check = SupportCheck(case, answer)
    supported = [check.supports(statement, cited) for statement, cited in _walk_statements(answer)]
    return sum(supported) / len(supported) if supported else 0.0


def measure_precision(case: Case, answer: AnswerJson) -> float | None:
    """Return the share of the citations that are needed; 0 where there is none.

    One is, where its statement is supported, if it supports it alone, or if the others don't without it.
    """
    if not is_answered(answer):
        return None
    check = SupportCheck(case, answer)
    needed = [
        check.supports(statement, cited)
        and (
            check.supports(statement, [citation])
            or not check.supports(statement, [other for other in cited if other is not citation])
        )
        for statement, cited in _walk_statements(answer)
        for citation in cited
    ]
    return sum(needed) / len(needed) if needed else 0.0


def measure_quote_validity(case: Case, answer: AnswerJson) -> float | None:
    """Return the share of the quotes that stand, letter by letter, where they say in what was retrieved."""
    citations = answer.get("citations") or ()
    if not is_answered(answer) or not citations:
        return None
    texts = rebuild_articles(answer.get("passages") or ())
    valid = 0
    for citation in citations:
        text = texts.get(citation["article"]["id"], "")
        valid += bool(citation["quote"]) and text[citation["start"] : citation["end"]] == citation["quote"]
    return valid / len(citations)


def measure_quote_in(case: Case, answer: AnswerJson) -> float | None:
    """Return, of an answer that holds a gold answer, 1 where one of its quotes does so too."""
    if not measure_contains(case, answer):
        return None
    quotes = [str(citation["quote"]) for citation in answer.get("citations") or ()]
    return float(any(holds_answer(quote, case.answers, case.lang) for quote in quotes))


def measure_quote_length(case: Case, answer: AnswerJson) -> float | None:
    """Return the mean length of the quotes of an answer, in characters."""
    lengths = [len(str(citation["quote"])) for citation in answer.get("citations") or ()]
    return sum(lengths) / len(lengths) if lengths else None


def rebuild_articles(passages: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return what is known of the text of each article, by id: its passages at their offsets, spaces between them."""
    texts: dict[str, str] = {}
    for passage in sorted(passages, key=lambda passage: int(passage["start"])):
        id, start, words = passage["article_id"], int(passage["start"]), str(passage["text"])
        text = texts.get(id, "").ljust(start)
        texts[id] = text + words[len(text) - start :]
    return texts


def _walk_statements(answer: AnswerJson) -> list[tuple[str, list[CitationJson]]]:
    """Return each statement with the citations that it has."""
    by_number = {citation["n"]: citation for citation in answer.get("citations") or ()}
    return [
        (str(statement["text"]), [by_number[n] for n in statement["citations"] if n in by_number])
        for statement in answer.get("statements") or ()
    ]


def _make_evidence(id: str, text: str, citations: Sequence[CitationJson], texts: dict[str, str]) -> Evidence:
    """Return evidence of nothing but the quotes of the citations, and put the text that it is from into texts, by id.

    text  what is known of the article; a quote that does not stand where it says is added to its end
    """
    spans: list[Span] = []
    for citation in citations:
        start, quote = int(citation["start"]), str(citation["quote"])
        if text[start : start + len(quote)] != quote:
            text, start = f"{text}\n{quote}", len(text) + 1
        spans += [(start + first, start + last) for first, last in split_sentences(quote)]
    texts[id] = text
    sentences = tuple(
        ScoredSentence(start=start, end=end, text=text[start:end], score=0.0, features={})
        for start, end in sorted(set(spans))
    )
    passage = Passage(article_id=id, start=0, end=len(text), text=text)
    hit = Hit(article=_read_article(id, citations[0]), passage=passage, score=0.0, similarity=0.0, sentences=sentences)
    return Evidence(n=1, hit=hit, sentences=sentences)


def _read_article(id: str, citation: CitationJson) -> ArticleSummary:
    article = citation["article"]
    return ArticleSummary(
        id=id,
        title=article.get("title") or "",
        source=article.get("source"),
        authors=(),
        published=article.get("published"),
        updated=None,
        language=None,
        url=article.get("url"),
        origin="",
        passages=1,
    )


def _squash(text: str) -> str:
    return " ".join(text.split())


CITATION_METRICS = (
    Metric(
        name="citation_recall",
        description="Mean share of the statements of an answer that their quotes support together; a statement without "
        "any counts 0. ALCE (Gao et al. 2023), with the program's own check of support for a judge.",
        higher_is_better=True,
        measure=measure_recall,
        needs="an answered question",
    ),
    Metric(
        name="citation_precision",
        description="Mean share of the citations of an answer whose statement is supported, by this quote alone or not "
        "without it; an answer without any counts 0. ALCE, as above.",
        higher_is_better=True,
        measure=measure_precision,
        needs="an answered question",
    ),
    Metric(
        name="quote_validity",
        description="Mean share of the quotes of an answer that stand, letter by letter and at their offsets, in the "
        "passages that were retrieved.",
        higher_is_better=True,
        measure=measure_quote_validity,
        needs="an answer with citations",
    ),
    Metric(
        name="quote_in",
        description="Of the answers that hold a gold answer, the share with a quote that does so too.",
        higher_is_better=True,
        measure=measure_quote_in,
        needs="an answer that holds a gold answer",
    ),
    Metric(
        name="quote_length",
        description="Mean number of characters of the quotes of an answer.",
        higher_is_better=False,
        measure=measure_quote_length,
        needs="an answer with citations",
    ),
)
