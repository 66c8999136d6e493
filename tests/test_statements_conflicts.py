"""Different figures or speakers for one thing are its versions; what was put right or counted anew is out of date."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from core_samples import make_hit

from qa.chain import Chain, open_chain
from qa.question import read_question
from qa.retrieval.search import Hit
from qa.settings import Settings
from qa.statements.conflicts import Versions, find_versions

SAILED = "How many boats sailed to the bank?"
KILLED = "How many people did the flood kill?"
AWARD = "How much did the court award the villagers?"


def tell(text: str, source: str | None, published: str | None = "2025-03-10") -> Hit:
    """Return a passage of an article of its own, all of whose sentences are about what is asked."""
    return make_hit(text, id=f"{source} {published}", source=source, published=published, features={"near_terms": 1.0})


def find(question: str, *hits: Hit) -> Versions:
    return find_versions(read_question(question), hits)


def list_current(versions: Versions) -> list[tuple[str, str]]:
    return [(version.text, version.teller) for version in versions.current]


@pytest.fixture(scope="module")
def seeds(library_of_seeds: Path) -> Iterator[Chain]:
    with open_chain(Settings(library=library_of_seeds, model="extractive")) as chain:
        yield chain


@pytest.mark.parametrize(
    ("question", "hits", "current"),
    [
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("Some 34 boats sailed to the bank.", "Post")],
            [("Some 34", "post"), ("Sixty", "wire")],
            id="two outlets",
        ),
        pytest.param(
            SAILED,
            [tell("The league said 60 boats sailed to the bank. The police said 34 boats sailed there.", "Wire")],
            [("34", "the police"), ("60", "the league")],
            id="two parties in one article",
        ),
        pytest.param(
            KILLED,
            [tell("The ministry said the flood killed 23 people. Doctors said it had 27 victims.", "Wire")],
            [("23", "the ministry"), ("27", "doctors")],
            id="other words for the dead",
        ),
        pytest.param(
            "How many spectators saw the final?",
            [tell("The crowd was 41,200, the club said. Police said the attendance was 44,000.", "Wire")],
            [("41,200", "the club"), ("44,000", "police")],
            id="other words for the crowd",
        ),
        pytest.param(
            "What inflation is expected?",
            [
                tell("The bank expects inflation of 2.3 per cent.", "Wire"),
                tell("The deputy governor said inflation would be 2.8%.", "Post"),
            ],
            [("2.3 per cent", "the bank"), ("2.8%", "the deputy governor")],
            id="a share",
        ),
        pytest.param(
            AWARD,
            [
                tell("The court awarded the villagers 48 million crowns.", "Wire"),
                tell("The villagers were awarded 84 million crowns.", "Post"),
            ],
            [("48 million", "wire"), ("84 million", "post")],
            id="a sum",
        ),
        pytest.param(
            "Who said “You cannot eat a promise”?",
            [
                tell("“You cannot eat a promise,” said Maren Tolliver.", "Wire"),
                tell("“You cannot eat a promise,” said Josip Hale.", "Post"),
                tell("“You cannot eat a promise,” Tolliver told the crowd.", "Times"),
            ],
            [("Maren Tolliver", "maren tolliver"), ("Josip Hale", "josip hale")],
            id="who said a quotation",
        ),
        pytest.param(
            "How do the two sides differ on the deal?",
            [
                tell("Holt said the deal was never discussed.", "Wire"),
                tell("Strand said the deal was discussed in May.", "Post"),
            ],
            [
                ("Holt said the deal was never discussed.", "holt"),
                ("Strand said the deal was discussed in May.", "strand"),
            ],
            id="one denies what the other one says",
        ),
        pytest.param(
            "What do Holt and Strand each say about the deal?",
            [
                tell("Holt said the deal was of no use to anybody.", "Wire"),
                tell("Strand told analysts that the deal would be signed by summer.", "Post"),
                tell("Dorrit said the deal was news to her.", "Times"),
            ],
            [
                ("Holt said the deal was of no use to anybody.", "holt"),
                ("Strand told analysts that the deal would be signed by summer.", "strand"),
            ],
            id="what those who are named say",
        ),
    ],
)
def test_versions_of_different_tellers_stand_against_each_other(
    question: str, hits: list[Hit], current: list[tuple[str, str]]
) -> None:
    versions = find(question, *hits)
    assert versions.differ
    assert sorted(list_current(versions)) == sorted(current)
    assert versions.outdated == ()


@pytest.mark.parametrize(
    ("question", "hits"),
    [
        pytest.param(SAILED, [], id="nothing found"),
        pytest.param(SAILED, [tell("Sixty boats sailed to the bank.", "Wire")], id="one teller"),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("Just 60 boats sailed to the bank.", "Post")],
            id="the same figure in other words",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", source) for source in ("Wire", "Post", "Times")],
            id="copies",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("Nine hundred boats sailed.", "Post")],
            id="so far apart that it is another thing",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("34 boats sailed to the bank at 6 p.m.", "Wire")],
            id="one outlet with itself on one day",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("They sailed for 34 hours.", "Post")],
            id="hours",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("A man of 34 sailed his boats there.", "Post")],
            id="an age",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("The boats sailed on 30 May 2024.", "Post")],
            id="a day",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("The 34th of the boats sailed.", "Post")],
            id="an ordinal",
        ),
        pytest.param(
            SAILED,
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("Rain hit 34 towns on the bank.", "Post")],
            id="towns",
        ),
        pytest.param(
            "Who sailed to the bank?",
            [tell("Sixty boats sailed to the bank.", "Wire"), tell("34 boats sailed to the bank.", "Post")],
            id="no figure is asked for",
        ),
        pytest.param(
            "Who said “You cannot eat a promise”?",
            [tell("“You cannot eat a promise,” said Maren Tolliver.", "Wire"), tell("Hale said no.", "Post")],
            id="one speaker of a quotation",
        ),
    ],
)
def test_what_is_no_other_version_is_no_disagreement(question: str, hits: list[Hit]) -> None:
    versions = find(question, *hits)
    assert not versions.differ
    assert versions.outdated == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            tell("Eleven people were killed in the flood.", "Wire", "2025-03-10"),
            tell("The flood killed 14 people.", "Wire", "2025-03-11"),
            id="the outlet's own, a day later",
        ),
        pytest.param(
            tell("The ministry said the flood killed 11 people.", "Wire", "2025-03-10"),
            tell("The ministry said the flood killed 14 people.", "Post", "2025-03-11"),
            id="the same speaker's in another outlet",
        ),
        pytest.param(
            tell("Eleven people were killed in the flood.", "Wire", "2025-03-10"),
            tell("The flood killed 14 people.", "Post", "2025-03-20"),
            id="anybody's after ten days",
        ),
    ],
)
def test_a_newer_figure_puts_the_older_out_of_date(old: Hit, new: Hit) -> None:
    for hits in ([old, new], [new, old]):
        versions = find(KILLED, *hits)
        assert [version.text for version in versions.current] == ["14"]
        assert [version.hit for version in versions.outdated] == [old]
        assert not versions.differ


@pytest.mark.parametrize("published", ["2025-03-12", None, "soon"])
def test_another_outlets_figure_of_the_same_day_is_another_side(published: str | None) -> None:
    versions = find(
        KILLED,
        tell("Eleven people were killed in the flood.", "Wire", published),
        tell("The flood killed 14 people.", "Post", published and "2025-03-12"),
    )
    assert {version.text for version in versions.current} == {"Eleven", "14"}
    assert versions.outdated == ()


def test_of_a_count_that_goes_on_the_newest_leads_whoever_told_it() -> None:
    tolls = [
        tell("The storm killed 10 people.", "Wire", "2025-05-01"),
        tell("The storm has killed 30 people.", "Post", "2025-05-02"),
        tell("The storm has killed 52 people.", "Times", "2025-05-03"),
    ]
    versions = find("How many people did the storm kill?", *tolls)
    assert [version.text for version in versions.current] == ["52"]
    assert [version.text for version in versions.outdated] == ["30", "10"]


def test_a_correction_puts_the_wrong_figure_out_of_date_and_is_no_side() -> None:
    versions = find(
        AWARD,
        tell("The court awarded the villagers 84 million crowns.", "Wire", "2024-06-18"),
        tell("The court awarded the villagers 48 million crowns, not 84 million.", "Wire", "2024-06-18"),
        tell("We wrongly said that the court awarded the villagers 84 million crowns.", "Wire", "2024-06-20"),
    )
    assert [version.text for version in versions.outdated] == ["84 million"]
    assert "84 million" not in [version.text for version in versions.current]


def test_a_figure_is_told_from_the_current_ones_and_from_those_out_of_date() -> None:
    versions = find(
        KILLED,
        tell("Eleven people were killed in the flood.", "Wire", "2025-03-10"),
        tell("The flood killed 14 people.", "Wire", "2025-03-11"),
    )
    current, outdated = versions.tell("It took fourteen lives."), versions.tell("It took 11 lives.", outdated=True)
    assert current
    assert outdated
    assert (current.text, outdated.text) == ("14", "Eleven")
    assert versions.tell("It took 11 lives.") is None
    assert versions.tell("It took lives.", outdated=True) is None


def test_a_sentence_that_tells_far_less_of_what_is_asked_is_no_version() -> None:
    weak = make_hit("Some 34 boats sailed.", id="a2", source="Post", features={"near_terms": 0.5})
    assert not find(SAILED, tell("Sixty boats sailed to the bank.", "Wire"), weak).differ


@pytest.mark.parametrize(
    ("question", "figures", "speakers"),
    [
        pytest.param(
            "Who said “You cannot eat a promise”?",
            {"the union's secretary, Maren Tolliver", "Josip Hale"},
            {"the union's secretary, Maren Tolliver", "Josip Hale"},
            id="a quotation with two speakers",
        ),
        pytest.param(
            "What inflation does the bank expect this year?",
            {"2.3 per cent", "2.8 per cent"},
            {None, "the bank"},
            id="inflation",
        ),
    ],
)
def test_versions_are_found_in_the_starter_corpus(
    seeds: Chain, question: str, figures: set[str], speakers: set[str | None]
) -> None:
    versions = find(question, *seeds.search(question))
    assert {version.text for version in versions.current} == figures
    assert {version.speaker for version in versions.current} == speakers


@pytest.mark.parametrize(
    ("question", "current", "outdated"),
    [
        pytest.param("How many crowns did the court award the villagers?", "48 million", "84 million", id="the award"),
        pytest.param("How many people did the flood kill?", "26", "23", id="the flood"),
        pytest.param("How many votes did Harkov receive?", "182,166", "182,409", id="the recount"),
        pytest.param("How many people have died in the Bellmere outbreak?", "four", "Two", id="the outbreak"),
    ],
)
def test_newer_figures_are_found_in_the_starter_corpus(
    seeds: Chain, question: str, current: str, outdated: str
) -> None:
    versions = find(question, *seeds.search(question))
    assert [version.text for version in versions.current] == [current]
    assert outdated in [version.text for version in versions.outdated]


PAIRS = [json.loads(line) for line in (Path(__file__).parent / "data" / "conflicts.jsonl").read_text().splitlines()]


def name_outcome(pair: dict[str, Any]) -> str:
    """Return what is found in the articles of a labelled pair: a conflict, a newer figure, or none of both."""
    hits = [
        make_hit(
            article["text"],
            id=f"a{n}",
            title="",
            source=article["source"],
            published=article["published"],
            features={"near_terms": 1.0},
        )
        for n, article in enumerate(pair["articles"])
    ]
    versions = find_versions(read_question(pair["question"]), hits)
    return "conflict" if versions.differ else "newer" if versions.outdated else "none"


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair["held"]], ids=lambda pair: pair["kind"])
def test_a_labelled_pair_of_reports_is_told(pair: dict[str, Any]) -> None:
    assert name_outcome(pair) == pair["label"]


def test_labelled_pairs_that_nothing_was_tuned_on_are_mostly_told() -> None:
    held = [pair for pair in PAIRS if pair["held"]]
    right = sum(name_outcome(pair) == pair["label"] for pair in held)
    assert right / len(held) >= 0.85


@pytest.mark.parametrize("apart", ["\t", " | ", "     "])
def test_a_row_of_a_table_gives_no_version(apart: str) -> None:
    rows = [["Ward", "Farmers", "Pilots"], ["Ward 22 of Vessby", "682", "374"], ["Ward 52 of Vessby", "1612", "884"]]
    edge = apart.strip()
    table = "\n".join(f"{edge} {apart.join(row)} {edge}".strip() for row in rows)
    assert find("How many votes did the Pilots get in ward 52 of Vessby?", tell(table, "The Vessby Post")) == Versions()
