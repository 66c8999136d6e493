"""The sentences of a draft are checked at once, each beside what it cites first, then all else that was found."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from core_samples import make_evidence, make_hit

from qa.chain.gather import gather_premises
from qa.chain.verify import VerifiedDrafts, quote_draft, verify_drafts
from qa.drafting import Draft
from qa.drafting.extract import extract_drafts
from qa.models import Usage
from qa.question import Question, read_question
from qa.verify.judge import JudgeCase, Opinion, Ruling
from qa.verify.verifier import Verifier

MET = "Dong Jun met Pete Hegseth in Kuala Lumpur on Friday. The talks lasted 45 minutes."
RAIN = "It rained in Lisbon all day. Three trains were late."
STRIKE = "The dock strike ended on Monday. The union had asked for 9 per cent."
QUESTION = read_question("What happened?")


@dataclass
class LabelJudge:
    """Says of a statement how likely the sources say it: as it is told, else surely."""

    labels: dict[str, float] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    calls: list[Sequence[JudgeCase]] = field(default_factory=list)
    name: str = "labels"

    def judge(self, cases: Sequence[JudgeCase]) -> Ruling:
        self.calls.append(cases)
        opinions = (
            Opinion(support=self.labels.get(case.statement, 0.99), words=self.words.get(case.statement, ""))
            for case in cases
        )
        return Ruling(opinions=tuple(opinions), usage=Usage(prompt_tokens=10, completion_tokens=1))


def verify(*drafts: Draft, judge: LabelJudge | None = None, question: Question = QUESTION) -> VerifiedDrafts:
    evidence = make_evidence(MET, RAIN)
    strike = make_hit(STRIKE, id="a3")
    hits = [strike, *(item.hit for item in evidence)]
    return verify_drafts(drafts, gather_premises(evidence, hits), question, Verifier(judge))


def test_premises_are_the_evidence_by_its_numbers_and_then_what_else_was_found() -> None:
    evidence = make_evidence(MET, RAIN)
    hits = [make_hit(STRIKE, id="a3"), *(item.hit for item in evidence)]
    premises = gather_premises(evidence, hits)
    assert [(premise.article.id, premise.n) for premise in premises] == [("a1", 1), ("a2", 2), ("a3", 0)]


def test_all_sentences_of_a_draft_are_one_call_of_the_judge() -> None:
    judge = LabelJudge()
    verified = verify(
        Draft(text="Hegseth met Dong Jun in Kuala Lumpur on Friday.", cited=(1,)),
        Draft(text="Three of the trains were late.", cited=(2,)),
        judge=judge,
    )
    (cases,) = judge.calls
    assert [case.statement for case in cases] == [draft.text for draft in verified.drafts]
    assert cases[1].before == cases[0].statement
    assert [draft.verdict.name for draft in verified.drafts] == ["supported", "supported"]
    assert (verified.judge, verified.usage.prompt_tokens) == ("labels", 10)


@pytest.mark.parametrize("cited", [(1,), (2,), (), (99,)], ids=["rightly", "wrongly", "not", "what is not there"])
def test_a_sentence_is_found_whatever_it_cites(cited: tuple[int, ...]) -> None:
    (draft,) = verify(Draft(text="The talks lasted 45 minutes.", cited=cited)).drafts
    assert [quote.words for quote in draft.verdict.quotes] == ["The talks lasted 45 minutes."]


def test_a_sentence_may_rest_on_what_was_found_and_not_shown() -> None:
    (draft,) = verify(Draft(text="The dock strike ended on Monday.", cited=(1,))).drafts
    assert draft.verdict.supported
    assert [quote.premise.article.id for quote in draft.verdict.quotes] == ["a3"]


def test_a_day_that_nobody_named_is_left_out_and_the_whole_sentence_is_kept_too() -> None:
    whole, shorter = (
        "Dong Jun met Pete Hegseth in Kuala Lumpur on 3 May 2024.",
        "Dong Jun met Pete Hegseth in Kuala Lumpur.",
    )
    judge = LabelJudge({whole: 0.02})
    verified = verify(Draft(text=whole, cited=(1,)), judge=judge)
    assert [(draft.text, draft.verdict.supported) for draft in verified.drafts] == [(whole, False), (shorter, True)]
    assert "3 May 2024" in " ".join(flag.describe() for flag in verified.drafts[1].verdict.flags)
    assert verified.usage.prompt_tokens == 10 * len(judge.calls)


def test_a_day_that_the_judge_alone_objects_to_is_left_out_too() -> None:
    whole = "Dong Jun met Pete Hegseth in Kuala Lumpur on 30 October 2025."
    verified = verify(Draft(text=whole, cited=(1,)), judge=LabelJudge({whole: 0.02}, words={whole: "30 October 2025"}))
    assert [draft.text for draft in verified.drafts] == [whole, "Dong Jun met Pete Hegseth in Kuala Lumpur."]


def test_a_day_is_not_left_out_where_the_question_is_for_one() -> None:
    whole = "Dong Jun met Pete Hegseth in Kuala Lumpur on 3 May 2024."
    question = read_question("When did Dong Jun meet Hegseth?")
    verified = verify(Draft(text=whole, cited=(1,)), judge=LabelJudge({whole: 0.02}), question=question)
    assert [draft.text for draft in verified.drafts] == [whole]


def test_where_the_rest_does_not_hold_either_only_the_whole_sentence_is_kept() -> None:
    whole, shorter = "Dong Jun met Pete Hegseth in Lisbon on 3 May 2024.", "Dong Jun met Pete Hegseth in Lisbon."
    verified = verify(Draft(text=whole, cited=(1,)), judge=LabelJudge({whole: 0.02, shorter: 0.02}))
    assert [(draft.text, draft.verdict.supported) for draft in verified.drafts] == [(whole, False)]


def test_without_a_judge_the_rules_are_named() -> None:
    verified = verify(Draft(text="Hegseth met Dong Jun in Kuala Lumpur on Friday.", cited=(1,)))
    assert (verified.judge, verified.usage) == ("rules", Usage())


def test_what_was_taken_from_an_article_quotes_itself() -> None:
    evidence = make_evidence(MET)
    (draft,) = extract_drafts(evidence, most=1)
    quote = quote_draft(draft, evidence)
    assert " ".join(quote.words.split()) == draft.text
