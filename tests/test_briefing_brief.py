"""The briefing of a topic: of the articles' own sentences, and as a model writes it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from briefing_samples import NAMES, ROWS, list_missing_parts
from endpoint import Request, ScriptedEndpoint
from oracle import judge_each

from qa.briefing import Brief, Briefer, open_briefer
from qa.settings import Settings
from qa.verify.judge.control import CONTROL

TOPIC = "Teln valley flood"
_SECTIONS = {"happened": "Section: what happened", "sides": "Section: who says what", "open": "Section: what is open"}
# By hand: what an excellent model and a subtly wrong one reply to the prompt.
EXCELLENT = {
    "happened": """The siren above the fire station of Mirren Bridge had no batteries on the night of the flood. [5]
The flood of 7 August 2024 killed 26 people, the interior ministry said. [4]
The interior ministry put the number of dead at 14 on the evening of 7 August 2024 and at 23 on 9 August 2024. [2][3]
Divers recovered the body of a 58-year-old forester on 19 August 2024. [4]""",
    "sides": """Finance Minister Ottilie Brandauer denied that anything had been left out. [4]
The Teln Water Authority said it had ordered the sirens to be sounded at 11.15 p.m. on 6 August 2024. [2]""",
    "open": "Katrin Sohl will not resign before the municipal elections in June 2025. [1]",
}
WRONG = {
    "happened": """The flood killed 23 people. [3]
The siren did not sound because the fire brigade had removed its batteries in March 2021. [5]
Prime Minister Alda Reiss promised 500 million marks in immediate aid. [2]
Emil Vantongeren was dismissed as director in October 2024. [5]
Divers recovered the body of a 58-year-old forester on 19 August 2024. [4]""",
    "sides": """Finance Minister Ottilie Brandauer admitted that the railway had been left out. [4]
The Chamber of Doctors put the death toll at 23 and the interior ministry at 27. [3]
Jonas Rell said helicopters took 86 people from roofs. [1]
Emil Vantongeren said: "I am sorry for what happened." [5]""",
    "open": """Katrin Sohl will resign before the municipal elections in June 2025. [1]
Prosecutors are considering charges against the town. [1]""",
}
TRUE = frozenset(line.rpartition(" [")[0] for text in EXCELLENT.values() for line in text.splitlines())


@pytest.fixture(scope="module")
def briefer(library_of_seeds: Path) -> Iterator[Briefer]:
    with open_briefer(Settings(library=library_of_seeds, model="extractive")) as opened:
        yield opened


def write_with(
    endpoint: ScriptedEndpoint, library: Path, replies: dict[str, str], monkeypatch: pytest.MonkeyPatch, **changes: Any
) -> Brief:
    """Return the briefing that a model writes with these replies, judged by who knows what is true."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    endpoint.replies, endpoint.streams = [reply_to(replies)], False
    settings = Settings(library=library, model="openai:scripted-model", base_url=endpoint.url, timeout=10, **changes)
    with open_briefer(settings) as opened:
        return opened.write_brief(TOPIC)


def reply_to(replies: dict[str, str]) -> Callable[[Request], str]:
    def reply(request: Request) -> str:
        for name, heading in _SECTIONS.items():
            if heading in request.prompt:
                return replies[name]
        return judge_each(request, judge)

    return reply


def judge(text: str) -> str:
    is_true = any(text.rstrip(".").startswith(known[:40]) for known in TRUE) and text != CONTROL
    return "supported" if is_true else "not_confirmed"


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_briefing_of_the_articles_own_sentences_has_its_parts(briefer: Briefer, row: dict[str, Any]) -> None:
    brief = briefer.write_brief(row["topic"])
    assert list_missing_parts(brief, row) == []
    assert (brief.model, brief.judge, brief.unconfirmed) == ("extractive", "words", ())


def test_every_sentence_of_a_briefing_is_cited(briefer: Briefer) -> None:
    brief = briefer.write_brief("Lady Oriane ferry")
    numbers = {citation.n for citation in brief.citations}
    articles = briefer.library.get_articles({citation.article.id for citation in brief.citations})
    for told in (*brief.happened, *brief.sides, *brief.open):
        assert told.statement.citations
        assert numbers.issuperset(told.statement.citations)
    for citation in brief.citations:
        assert citation.quote == articles[citation.article.id].text[citation.start : citation.end]
    assert {source.id for source in brief.sources} == set(articles)


def test_the_newest_state_comes_first_and_figures_lead_with_the_newest(briefer: Briefer) -> None:
    brief = briefer.write_brief("Lady Oriane ferry")
    assert "inquiry" in brief.happened[0].statement.text
    dead = next(figure for figure in brief.figures if figure.counts == "dead")
    assert (dead.value.text, dead.value.as_of) == ("twenty-nine", "2025-05-20")
    assert [older.text for older in dead.older] == ["at least 17", "twelve", "at least nine"]


def test_nothing_is_told_twice_in_two_sections(briefer: Briefer) -> None:
    for topic in NAMES:
        brief = briefer.write_brief(topic)
        texts = [told.statement.text for told in (*brief.happened, *brief.sides)]
        assert len(texts) == len(set(texts))


def test_a_section_without_anything_in_it_is_left_out_and_said(briefer: Briefer) -> None:
    brief = briefer.write_brief("Lantern probe")
    assert brief.figures == ()
    assert brief.missing["figures"]
    assert "figures" in json.loads(json.dumps(brief.to_json()))["missing"]


def test_nothing_is_written_about_what_no_article_tells(briefer: Briefer) -> None:
    assert briefer.write_brief("zebra migration in Botswana").status == "nothing_found"


def test_what_an_excellent_model_writes_is_the_briefing(
    endpoint: ScriptedEndpoint, library_of_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = write_with(endpoint, library_of_seeds, EXCELLENT, monkeypatch)
    assert [len(brief.happened), len(brief.sides), len(brief.open)] == [4, 2, 1]
    assert brief.unconfirmed == ()
    assert brief.sides[0].stance == "denies"
    assert brief.sides[0].statement.speaker == "Finance Minister Ottilie Brandauer"
    assert brief.judge == "openai:scripted-model"
    assert len(endpoint.requests) <= 6


def test_what_a_subtly_wrong_model_writes_is_told_apart_and_never_part_of_it(
    endpoint: ScriptedEndpoint, library_of_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = write_with(endpoint, library_of_seeds, WRONG, monkeypatch)
    told = [told.statement.text for told in (*brief.happened, *brief.sides, *brief.open)]
    assert told == ["Divers recovered the body of a 58-year-old forester on 19 August 2024."]
    assert len(brief.unconfirmed) == 10
    assert all(statement.verdict != "supported" for statement in brief.unconfirmed)
    assert set(brief.missing) >= {"sides", "open"}


def test_a_figure_that_was_replaced_is_no_newest_state_even_where_an_article_had_it(
    endpoint: ScriptedEndpoint, library_of_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = dict.fromkeys(EXCELLENT, "NOT IN THE PASSAGES")
    replies["happened"] = "The interior ministry put the number of dead at 23. [3]"
    monkeypatch.setitem(globals(), "TRUE", frozenset(["The interior ministry put the number of dead at 23"]))
    brief = write_with(endpoint, library_of_seeds, replies, monkeypatch)
    [doubt] = brief.unconfirmed
    assert doubt.verdict == "contradicted"
    assert any("26" in flag for flag in doubt.flags)


def test_where_nothing_of_the_model_holds_the_articles_own_sentences_stand_and_that_is_said(
    endpoint: ScriptedEndpoint, library_of_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = write_with(endpoint, library_of_seeds, dict.fromkeys(EXCELLENT, "NOT IN THE PASSAGES"), monkeypatch)
    assert brief.happened
    assert any("their own sentences" in notice or "own sentences are quoted" in notice for notice in brief.notices)
    assert brief.missing["sides"] == "the model found nothing in the articles for it"


def test_a_section_is_written_from_excerpts_with_their_days_within_the_budget(
    endpoint: ScriptedEndpoint, library_of_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_with(endpoint, library_of_seeds, EXCELLENT, monkeypatch, judge=False)
    prompts = [request.prompt for request in endpoint.requests]
    assert len(prompts) == 3
    for prompt in prompts:
        assert prompt.startswith("[1] Teln Valley Gazette")
        assert len(prompt) < 4.2 * 2_700
    assert "on Monday (19 August 2024)" in prompts[0]
