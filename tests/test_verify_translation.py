"""A statement in another language than its articles is left to a judge, with the words that come nearest as quotes."""

import pytest
from guard_samples import make_premise

from qa.verify.decide import decide_verdict
from qa.verify.hypothesis import Hypothesis
from qa.verify.judge.case import Opinion
from qa.verify.verifier import Verifier, find_signs

ARTICLE = (
    "The dockers of Port Aldine stopped work on Monday. Around 1,200 workers followed the call of the Dockers' Union. "
    "The union demands seven per cent more pay. Managing director Ilse Brandt rejected the demand."
)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        pytest.param("Rund 1.200 Beschäftigte folgten dem Aufruf der Gewerkschaft.", "Around 1,200", id="a number"),
        pytest.param("Die Gewerkschaft fordert sieben Prozent mehr Lohn.", "seven per cent", id="a number in words"),
        pytest.param("Ilse Brandt wies die Forderung zurück.", "Ilse Brandt rejected", id="a name"),
        pytest.param("Am Montag legten die Hafenarbeiter die Arbeit nieder.", "on Monday", id="a day"),
    ],
)
def test_the_facts_of_a_statement_find_its_quote(statement: str, quote: str) -> None:
    found = find_signs(Hypothesis(text=statement, premises=(make_premise(ARTICLE),)))
    assert quote in " ".join(quote.words for quote in found.located.quotes)
    assert found.is_open
    assert not [flag for flag in found.flags if flag.decides]


def test_a_statement_without_facts_is_judged_by_the_sentence_that_retrieval_put_first() -> None:
    text = "Die Beschäftigten haben die Arbeit niedergelegt, weil sie mehr Lohn wollen."
    found = find_signs(Hypothesis(text=text, premises=(make_premise(ARTICLE),)))
    assert found.located.quotes[0].words.startswith("The dockers")


def test_rules_alone_never_confirm_a_translation_and_a_judge_does() -> None:
    found = find_signs(Hypothesis(text="Ilse Brandt wies die Forderung zurück.", premises=(make_premise(ARTICLE),)))
    assert decide_verdict(found.located, found.flags, None, calibrated=False)[0] == "not_confirmed"
    opinion = Opinion(support=0.98, words="")
    assert decide_verdict(found.located, found.flags, opinion, calibrated=False)[0] == "supported"


def test_another_number_in_a_translation_is_noticed() -> None:
    found = find_signs(Hypothesis(text="Rund 2.100 Arbeiter folgten dem Aufruf.", premises=(make_premise(ARTICLE),)))
    assert [flag.words for flag in found.flags if flag.kind == "number"] == ["2.100"]


def test_that_little_is_known_of_a_language_is_said_once() -> None:
    article = "O porto ficou fechado na terça-feira. Cerca de 1.200 pessoas seguiram o apelo do sindicato."
    premise = make_premise(article, language="pt")
    texts = ("O porto ficou fechado terça-feira.", "Cerca de 1.200 pessoas seguiram o apelo.")
    checked = Verifier().verify([Hypothesis(text=text, premises=(premise,)) for text in texts])
    assert [notice.split(" only")[0] for notice in checked.notices] == ["Of Portuguese"]
