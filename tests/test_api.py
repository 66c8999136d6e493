"""The calls of the package: what they take, what they give, and what they say where it can't be done."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qa
from qa.data import find_data

SEEDS = find_data("seeds")
EXTRACTIVE = qa.Settings(model="extractive")


def test_a_folder_is_taken_in_and_a_question_answered_with_exact_words(tmp_path: Path) -> None:
    library = tmp_path / "library"
    (tmp_path / "empty.txt").write_text("")
    sources = [SEEDS / "articles" / "kuala-lumpur", tmp_path / "empty.txt"]
    skipped = qa.ingest_articles(sources, library=library, settings=EXTRACTIVE)
    answer = qa.ask_question("What did Hegseth tell Dong Jun?", library=library, model="extractive")
    assert [item.origin for item in skipped] == [str(tmp_path / "empty.txt")]
    assert answer.citations
    with qa.open_library(qa.Settings(library=library)) as opened:
        for citation in answer.citations:
            assert citation.quote == opened.get_article(citation.article.id).text[citation.start : citation.end]


def test_one_source_needs_no_list(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The ferry\n\nThe ferry to Merrin sank on Friday. Nobody was hurt.\n")
    assert qa.ingest_articles(str(tmp_path / "one.txt"), library=tmp_path / "library") == []


def test_limits_of_a_question_hold_for_what_is_cited(library_of_seeds: Path) -> None:
    asked = {"library": library_of_seeds, "model": "extractive"}
    answer = qa.ask_question(
        "How many people died in the Teln valley?",
        since=date(2024, 8, 1),
        until="2024-08-31",
        as_of="2024-08-31",
        k=4,
        **asked,  # type: ignore[arg-type]
    )
    assert answer.citations
    assert len(answer.passages) <= 4
    assert all("2024-08-01" <= (c.article.published or "")[:10] <= "2024-08-31" for c in answer.citations)
    assert qa.ask_question("Who died?", languages="xx", **asked).reason == "no_article"  # type: ignore[arg-type]


def test_an_argument_comes_before_the_settings(library_of_seeds: Path) -> None:
    settings = qa.Settings(library=library_of_seeds, model="openai:none")
    assert qa.ask_question("Where did Hegseth meet Dong Jun?", model="extractive", settings=settings).model == (
        "extractive"
    )


def test_a_conversation_takes_follow_ups(library_of_seeds: Path) -> None:
    asked: list[str] = []
    with qa.open_conversation(library=library_of_seeds, model="extractive", on_rewrite=asked.append) as conversation:
        conversation.ask("Where did Hegseth meet Dong Jun?")
        conversation.ask("And when?")
    assert asked == ["When did Hegseth meet Dong Jun?"]
    assert [turn.asked_as for turn in conversation.turns] == ["Where did Hegseth meet Dong Jun?", *asked]


def test_a_text_is_checked_and_words_are_found(library_of_seeds: Path) -> None:
    draft = "In Bellmere, 58 people died and four were infected."
    checked = qa.check_text(draft, library=library_of_seeds, model="extractive", written="2024-11-05")
    assert [statement.verdict.name for statement in checked.statements] == ["contradicted"]
    places = qa.find_quote("good and constructive", library=library_of_seeds, sources="Potomac Standard")
    assert {place.article.source for place in places} <= {"Potomac Standard"}


def test_a_topic_is_briefed_on_dated_and_followed(library_of_seeds: Path) -> None:
    brief = qa.write_brief("Teln valley flood", library=library_of_seeds, model="extractive", until="2024-08-12")
    assert brief.status != "nothing_found"
    timeline = qa.make_timeline("Teln valley flood", most=5, library=library_of_seeds)
    assert 0 < len(timeline.events) <= 5
    assert qa.find_changes("Teln valley flood", since="2024-08-10", library=library_of_seeds).articles


@pytest.mark.parametrize("saved", [True, False], ids=["as JSON", "as it is"])
def test_an_answer_is_looked_at_again(library_of_seeds: Path, saved: bool) -> None:
    answer = qa.ask_question("Where did Hegseth meet Dong Jun?", library=library_of_seeds, model="extractive")
    checked = qa.recheck_answer(answer.to_json() if saved else answer, library=library_of_seeds)
    assert {citation.state for citation in checked.citations} == {"stands"}


def test_an_evaluation_is_run_and_compared(library_of_seeds: Path, tmp_path: Path) -> None:
    runs = [
        qa.run_evaluation(
            SEEDS / "questions.jsonl",
            output=tmp_path / name,
            library=library_of_seeds,
            model="extractive",
            limit=2,
            k=k,
        )
        for name, k in (("before", 1), ("after", 8))
    ]
    assert [len(each.run.rows) for each in runs] == [2, 2]
    assert runs[1].scores.scores["quote_validity"].value == 1
    compared = qa.compare_runs(runs[0].run, tmp_path / "after", metrics=["passage_hit_at_5"])
    assert compared.shared == 2
    assert compared.changes["passage_hit_at_5"].b is not None


CALLS: list[tuple[str, Callable[..., Any], dict[str, Any]]] = [
    ("a question", qa.ask_question, {"question": "Who?"}),
    ("a briefing", qa.write_brief, {"topic": "the flood"}),
    ("a timeline", qa.make_timeline, {"topic": "the flood"}),
    ("changes", qa.find_changes, {"topic": "the flood", "since": "2024-08-10"}),
    ("a text", qa.check_text, {"text": "It rained."}),
    ("words", qa.find_quote, {"words": "good and constructive"}),
]


@pytest.mark.parametrize(("call", "values"), [pytest.param(call, values, id=id) for id, call, values in CALLS])
def test_without_a_library_a_call_says_so(call: Callable[..., Any], values: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(qa.LibraryMissing, match="qa ingest"):
        call(**values, library=tmp_path / "none", settings=EXTRACTIVE)


@pytest.mark.parametrize(("call", "values"), [pytest.param(call, values, id=id) for id, call, values in CALLS])
def test_a_day_that_is_none_is_told(call: Callable[..., Any], values: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(qa.UsageProblem, match=r"until can't be '31\.8\.2024'\. Give a day as YYYY-MM-DD"):
        call(**values, until="31.8.2024", library=tmp_path / "none", settings=EXTRACTIVE)


def test_an_evaluation_takes_articles_or_a_library(tmp_path: Path) -> None:
    with pytest.raises(qa.UsageProblem, match="not both"):
        qa.run_evaluation(SEEDS / "questions.jsonl", articles=tmp_path, library=tmp_path)


def test_a_mapping_that_is_no_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(qa.UsageProblem, match="not an answer"):
        qa.recheck_answer({"question": "Who?"}, library=tmp_path)
