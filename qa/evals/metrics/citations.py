"""Whether the citations hold up: by gold sentences and answers, by the program's own check, and against the articles.

What is called self-checked are recall and precision of ALCE (Gao et al. 2023, "Enabling Large Language Models to
Generate Text with Citations"), with the program's own check, by rules alone, in place of a model of entailment. So they
do not tell the program's errors of judgement; they tell a statement whose quotes don't hold it, and a quote that adds
nothing. Gold support and what is falsely shown know nothing of that check.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from qa.evals.cases.case import Case
from qa.evals.metrics.answers import measure_contains
from qa.evals.metrics.metric import AnswerJson, Metric, is_answered, match_article
from qa.evals.metrics.text import holds_answer
from qa.language.sentences import Span, split_sentences
from qa.library import ArticleSummary
from qa.question import read_question
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote
from qa.verify.verifier import Verifier

CitationJson = Mapping[str, Any]


class SupportCheck:
    """Tells whether quotes support a statement of an answer, by the program's own check.

    It is given nothing to cite but the quotes; the passages that were retrieved stand around them, so that it is known
    what else the article says.
    """

    def __init__(self, case: Case, answer: AnswerJson) -> None:
        asked = date.fromisoformat(case.asked) if case.asked else None
        self._question = read_question(case.question, as_of=asked)
        self._texts = rebuild_articles(answer.get("passages") or ())

    def supports(self, statement: str, citations: Sequence[CitationJson]) -> bool:
        """Tell whether citations support a statement: it is one of the quotes, or all, or the check finds it in them.

        Where the check needs a sentence that is not cited, the citations don't support it.
        """
        quotes = [_squash(str(citation["quote"])) for citation in citations]
        if not citations or _squash(statement) in (*quotes, " ".join(quotes)):
            return bool(citations)
        by_article: dict[str, list[CitationJson]] = {}
        for citation in citations:
            by_article.setdefault(citation["article"]["id"], []).append(citation)
        premises = tuple(
            _make_premise(n, self._texts.get(id, ""), group) for n, (id, group) in enumerate(by_article.items(), 1)
        )
        cited = tuple(premise.n for premise in premises)
        hypothesis = Hypothesis(text=statement, premises=premises, cited=cited, question=self._question)
        verdict = Verifier().verify([hypothesis]).verdicts[0]
        return verdict.supported and all(_is_cited(quote, premises) for quote in verdict.quotes)


def measure_gold_support(case: Case, answer: AnswerJson) -> float | None:
    """Return the share of the statements shown that have a quote with a gold sentence or, from a gold article, answer.

    A statement counts as shown where it is found supported.
    """
    shown = _list_shown(answer)
    if not shown or not case.answers or not (case.gold_articles or case.gold_sentences):
        return None
    return sum(any(_holds_gold(case, citation) for citation in cited) for _, cited in shown) / len(shown)


def measure_false_shown(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where a statement that is shown as supported holds one of the bad claims of the case."""
    if not case.bad:
        return None
    return float(any(holds_answer(text, case.bad, case.lang) for text, _ in _list_shown(answer)))


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
    citations = _list_cited(answer)
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
    quotes = [str(citation["quote"]) for citation in _list_cited(answer)]
    return float(any(holds_answer(quote, case.answers, case.lang) for quote in quotes))


def measure_quote_length(case: Case, answer: AnswerJson) -> float | None:
    """Return the mean length of the quotes of an answer, in characters."""
    lengths = [len(str(citation["quote"])) for citation in _list_cited(answer)]
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


def _list_cited(answer: AnswerJson) -> list[CitationJson]:
    """Return the citations of the answer's text; those of what is not confirmed are only the nearest quotes."""
    shown = {n for statement in answer.get("statements") or () for n in statement["citations"]}
    near = {n for statement in answer.get("unconfirmed") or () for n in statement["citations"]} - shown
    return [citation for citation in answer.get("citations") or () if citation["n"] not in near]


def _list_shown(answer: AnswerJson) -> list[tuple[str, list[CitationJson]]]:
    """Return the statements of an answer that are shown as supported, with their citations."""
    if not is_answered(answer):
        return []
    verdicts = [statement.get("verdict", "supported") for statement in answer.get("statements") or ()]
    return [
        walked for walked, verdict in zip(_walk_statements(answer), verdicts, strict=True) if verdict == "supported"
    ]


def _holds_gold(case: Case, citation: CitationJson) -> bool:
    """Tell whether a quote has a gold sentence, or a gold answer where it is from a gold article."""
    quote = _squash(str(citation["quote"]))
    golds = [gold for sentence in case.gold_sentences if (gold := _squash(sentence))]
    if any(gold in quote or (quote in gold and holds_answer(quote, case.answers, case.lang)) for gold in golds):
        return True
    is_gold = any(match_article(name, citation["article"]) for name in case.gold_articles)
    return is_gold and holds_answer(quote, case.answers, case.lang)


def _is_cited(quote: Quote, premises: Sequence[Premise]) -> bool:
    """Tell whether all sentences of a quote are among those of the premises."""
    cited = {span for premise in premises if premise.article.id == quote.premise.article.id for span in premise.spans}
    return {(quote.start + start, quote.start + end) for start, end in split_sentences(quote.words)} <= cited


def _make_premise(n: int, text: str, citations: Sequence[CitationJson]) -> Premise:
    """Return a premise of nothing but the quotes of the citations.

    text  what is known of the article; a quote that does not stand where it says is added to its end
    """
    spans: list[Span] = []
    for citation in citations:
        start, quote = int(citation["start"]), str(citation["quote"])
        if text[start : start + len(quote)] != quote:
            text, start = f"{text}\n{quote}", len(text) + 1
        spans += [(start + first, start + last) for first, last in split_sentences(quote)]
    article = _read_article(citations[0]["article"]["id"], citations[0])
    return Premise(article=article, text=text, spans=tuple(sorted(set(spans))), n=n)


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
        name="gold_support",
        description="Mean share of the statements shown as supported with a quote that has a gold sentence, or a gold "
        "answer out of a gold article. No judgement of the program is in it. It is a lower bound: what is true and "
        "beside the question counts 0.",
        higher_is_better=True,
        measure=measure_gold_support,
        needs="an answered question with gold sentences or articles",
    ),
    Metric(
        name="false_shown",
        description="Share of the questions with labelled bad claims of whose answers a statement that is shown as "
        "supported holds one. No judgement of the program is in it.",
        higher_is_better=False,
        measure=measure_false_shown,
        needs='a question with "bad" claims',
    ),
    Metric(
        name="self_checked_citation_recall",
        description="Mean share of the statements of an answer that their quotes support together, by the program's "
        "own check without a model; a statement without any counts 0. ALCE (Gao et al. 2023).",
        higher_is_better=True,
        measure=measure_recall,
        needs="an answered question",
    ),
    Metric(
        name="self_checked_citation_precision",
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
