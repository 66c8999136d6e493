"""Drafts and statements are held against the library: verdicts, quotations, and the exact words that they cite."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pytest
from checking_samples import make_resources, open_small_checker
from library_fakes import HashEmbedder

from qa.checking import CheckedText, Checker, Submission, make_answer_text, make_manuscript
from qa.checking.premises import KeptVectors, write_query
from qa.checking.statements import find_worst
from qa.checking.values import text_to_values
from qa.models import Usage
from qa.verify.judge import JudgeCase, Opinion, Ruling
from qa.verify.verifier import Verifier

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAFT = """# The bridge

Port Ellery closed the old bridge on Friday. The repair is to cost 6.2 million crowns. Who pays?

- “Nobody was killed in it,” said Piet Marsh.
- “The ferry carries 90 people on each crossing,” said Orla Denn.
"""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    with open_small_checker(tmp_path_factory.mktemp("checker") / "library") as checker:
        yield checker


def check(text: str, checker: Checker, asked: date | None = None) -> CheckedText:
    return checker.check_texts([Submission(manuscript=make_manuscript(text, kind="markdown"), asked=asked)])[0]


def test_each_sentence_of_a_draft_gets_a_verdict_and_each_quotation_a_state(checker: Checker) -> None:
    text = check(DRAFT, checker)
    assert [statement.verdict.name == "supported" for statement in text.statements[:2]] == [True, False]
    assert [quotation.state for quotation in text.quotations] == ["not_found", "attributed"]
    assert text.judge == "rules" and not text.holds
    for statement in text.statements:
        assert DRAFT[statement.start : statement.end] == statement.text
        for quotation in statement.quotations:
            assert DRAFT[quotation.start : quotation.end] == quotation.words


def test_what_is_cited_are_the_exact_words_of_articles(checker: Checker) -> None:
    text = check(DRAFT, checker)
    assert [citation.n for citation in text.citations] == list(range(1, len(text.citations) + 1))
    articles = checker.library.get_articles({citation.article.id for citation in text.citations})
    for citation in text.citations:
        assert citation.quote == articles[citation.article.id].text[citation.start : citation.end]
    assert {n for statement in text.statements for n in statement.citations} == {c.n for c in text.citations}


def test_a_changed_article_is_told_beside_its_words(checker: Checker) -> None:
    [statement] = checker.check_statements(["The ferry carries 90 people on each crossing, said Ann Tolle."])
    assert statement.verdict.supported
    text = check("The ferry carries 90 people on each crossing, said Ann Tolle.", checker)
    assert text.citations[0].changed is not None
    assert "60 passengers" in text.citations[0].changed.before


def test_statements_are_given_back_in_their_order_with_what_they_answer(checker: Checker) -> None:
    texts = ["It was closed on Friday.", "It is to cost 9 crowns."]
    checked = checker.check_statements(
        texts,
        questions=["When was the old bridge of Port Ellery closed?", "What is the repair of the bridge to cost?"],
        asked=[date(2025, 11, 2), None],
        before=["", "The old bridge was closed."],
    )
    assert [statement.text for statement in checked] == texts
    assert [statement.verdict.supported for statement in checked] == [True, False]


def test_the_day_that_a_draft_counts_from_is_its_own(checker: Checker) -> None:
    text = "Port Ellery closed the old bridge on Friday."
    assert check(text, checker, asked=date(2025, 11, 2)).holds
    assert not check(text, checker, asked=date(2025, 12, 2)).holds


def test_a_judge_is_asked_in_batches_and_its_tokens_are_counted(checker: Checker) -> None:
    class Nodding:
        name = "nodding"

        def __init__(self) -> None:
            self.asked: list[int] = []

        def judge(self, cases: Sequence[JudgeCase]) -> Ruling:
            self.asked.append(len(cases))
            return Ruling(
                opinions=tuple(Opinion(support=0.99) for _ in cases), usage=Usage(prompt_tokens=10, completion_tokens=1)
            )

    judge, told = Nodding(), list[tuple[int, int]]()
    asking = Checker(make_resources(checker.library, Verifier(judge)))
    draft = make_manuscript(" ".join(f"Bridge {n} of Port Ellery was shut in the night." for n in range(40)))
    [text] = asking.check_texts(
        [Submission(manuscript=draft)], on_progress=lambda stage, done, total: told.append((done, total))
    )
    assert text.judge == "nodding"
    assert told == [(0, 40), (16, 40), (32, 40), (40, 40)]
    assert len(judge.asked) <= 3 and text.usage.prompt_tokens == 10 * len(judge.asked)


def test_values_of_json_name_what_is_wrong(checker: Checker) -> None:
    values = text_to_values(check(DRAFT, checker))
    assert values["verdict"] in ("contradicted", "not_confirmed") and values["judge"] == "rules"
    statement = values["statements"][-1]
    assert {"text", "start", "end", "verdict", "score", "judge", "flags", "citations", "quotations"} == set(statement)
    assert (statement["quotations"][0]["state"], statement["quotations"][0]["claimed"]) == ("attributed", "Orla Denn")
    assert statement["quotations"][0]["place"]["article"]["source"] == "Aldine Courier"
    assert values["statements"][2]["quotations"][0]["place"] is None


def test_a_text_without_a_statement_has_no_verdict(checker: Checker) -> None:
    [text] = checker.check_texts([Submission(manuscript=make_answer_text("Who pays?"))])
    assert (text.verdict, text.holds, text.statements, text.citations) == (None, True, (), ())
    assert checker.check_texts([]) == []
    assert checker.check_statements([]) == []


def test_the_worst_verdict_is_that_of_the_text() -> None:
    assert find_worst(["supported", "not_confirmed", "supported"]) == "not_confirmed"
    assert find_worst(["contradicted", "not_confirmed"]) == "contradicted"
    assert find_worst(["supported"]) == "supported"


@pytest.mark.parametrize(
    ("text", "question", "before", "query"),
    [
        ("He resigned.", "Is Ann Tolle mayor?", "It rained.", "Is Ann Tolle mayor? He resigned."),
        ("He resigned.", "", "Piet Marsh spoke.", "Piet Marsh spoke. He resigned."),
        ("The mayor, Ann Tolle, resigned.", "", "It rained.", "The mayor, Ann Tolle, resigned."),
    ],
    ids=["a question", "without a name", "with a name"],
)
def test_what_a_statement_leans_on_is_searched_for_too(text: str, question: str, before: str, query: str) -> None:
    assert write_query(text, question=question, before=before) == query


def test_a_text_is_embedded_once() -> None:
    embedder = HashEmbedder()
    kept = KeptVectors(embedder)
    first: NDArray[np.float32] = kept.embed_passages(["one", "two", "one"])
    second = kept.embed_passages(["two", "one"])
    assert embedder.embedded == 2
    assert first.shape == (3, 32)
    assert (second[0] == first[1]).all() and (second[1] == first[2]).all()
