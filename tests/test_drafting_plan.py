"""What an answer needs is chosen by the shape of its question, and the settings' own numbers come first."""

import json
from datetime import date
from pathlib import Path

import pytest
from core_samples import make_hit

from qa.chain import Chain, open_chain
from qa.data import find_data
from qa.drafting.plan import choose_plan
from qa.question import read_question
from qa.retrieval.evidence import select_by_part, select_evidence, write_evidence
from qa.retrieval.search import merge_hits
from qa.settings import Settings

BROAD = [json.loads(line) for line in (find_data("seeds") / "broad.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_broad_question_gets_more_than_a_fact_and_the_built_in_model_less() -> None:
    fact, overview = read_question("Who won the cup?"), read_question("What is going on in Ostrel?")
    settings = Settings()
    far, near = (choose_plan(overview, settings, local=local) for local in (False, True))
    assert far.evidence > near.evidence > choose_plan(fact, settings, local=True).evidence
    assert far.reply > near.reply > choose_plan(fact, settings, local=True).reply
    assert far.spread
    assert not choose_plan(fact, settings, local=False).spread


def test_every_part_of_a_question_gets_its_share() -> None:
    one = choose_plan(read_question("Who won the cup?"), Settings(), local=False)
    two = choose_plan(read_question("Who won the cup, and how many people saw it?"), Settings(), local=False)
    assert (two.evidence, two.reply) == (2 * one.evidence, 2 * one.reply)


@pytest.mark.parametrize("local", [True, False])
def test_the_numbers_of_the_settings_come_first(local: bool) -> None:
    settings = Settings(k=3, evidence_tokens=99, max_tokens=7)
    plan = choose_plan(read_question("What is going on in Ostrel?"), settings, local=local)
    assert (plan.k, plan.evidence, plan.reply) == (3, 99, 7)


def test_a_short_length_shortens_an_overview_and_a_full_one_widens_a_fact() -> None:
    overview, fact = read_question("Teln valley flood"), read_question("Who won the cup?")
    by_question = choose_plan(overview, Settings(), local=False)
    short = choose_plan(overview, Settings(length="short"), local=False)
    assert short.reply < by_question.reply
    assert choose_plan(fact, Settings(length="full"), local=False).evidence == by_question.evidence


@pytest.fixture(scope="module")
def seeds(library_of_seeds: Path) -> Chain:
    return open_chain(Settings(library=library_of_seeds, model="extractive"))


def test_the_parts_of_answers_to_broad_questions_reach_the_prompt(seeds: Chain) -> None:
    found = [part for row in BROAD for part in read_shown_parts(seeds, row)]
    assert sum(found) / len(found) >= 0.92


def read_shown_parts(chain: Chain, row: dict[str, object]) -> list[bool]:
    question = str(row["question"])
    plan = choose_plan(read_question(question), Settings(), local=False)
    asked = date.fromisoformat(str(row["asked"])) if row["asked"] else None
    hits = chain.search(question, k=plan.k, as_of=asked)
    shown = " ".join(write_evidence(select_evidence(hits, budget=plan.evidence, spread=plan.spread)).split())
    parts = row["parts"]
    assert isinstance(parts, list)
    return [any(phrase in shown for phrase in part["phrases"]) for part in parts]


def test_leads_that_say_the_same_are_shown_once_but_for_another_figure() -> None:
    hits = [
        make_hit("The flood in the valley killed 14 people on Wednesday night.", scores=[9], id="a"),
        make_hit("The flood in the valley killed 14 people on Wednesday night.", scores=[8], id="b"),
        make_hit("The flood in the valley killed 23 people on Wednesday night.", scores=[7], id="c"),
    ]
    assert [item.hit.article.id for item in select_evidence(hits, budget=900)] == ["a", "c"]


def test_broad_evidence_is_shown_in_the_order_of_days() -> None:
    late = make_hit("The last report came out.", scores=[9], id="late", published="2025-03-01")
    early = make_hit("At first nothing was known.", scores=[5], id="early", published="2025-01-01")
    evidence = select_evidence([late, early], budget=900, spread=True)
    assert [(item.n, item.hit.article.id) for item in evidence] == [(1, "early"), (2, "late")]


def test_evidence_for_parts_is_numbered_through() -> None:
    one, two = make_hit("They won the cup.", scores=[5], id="a"), make_hit("The crowd was large.", scores=[5], id="b")
    evidence = select_by_part([[one], [two, one]], budget=900)
    assert [(item.n, item.part, item.hit.article.id) for item in evidence] == [(1, 1, "a"), (2, 2, "b"), (3, 2, "a")]


def test_the_best_passage_of_each_part_counts_as_much_as_that_of_the_first() -> None:
    one, two = make_hit("They won.", scores=[9], id="a"), make_hit("The crowd was large.", scores=[2], id="b")
    merged = merge_hits([[one], [two]], k=2)
    assert [(hit.article.id, hit.score) for hit in merged] == [("a", 9), ("b", 9)]
    assert merge_hits([[one], [two, one]], k=1)[0].article.id == "a"
    assert merge_hits([], k=3) == []
