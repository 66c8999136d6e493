"""What is the first or the most since a year is not told as the first or the most of all."""

import pytest
from guard_samples import list_kinds

CUP = "Norvale won the Reed Cup for the first time since 1985 on Saturday, beating the holders in extra time."


@pytest.mark.parametrize(
    ("statement", "article", "language"),
    [
        pytest.param("Norvale won the Reed Cup for the first time.", CUP, "en", id="the first time"),
        pytest.param("It is the highest rate.", "It is the highest rate since 2008.", "en", id="a superlative"),
        pytest.param("Ode is the youngest mayor.", "Ode is the youngest mayor in forty years.", "en", id="in years"),
        pytest.param(
            "Norvale gewann den Pokal zum ersten Mal.", "Norvale gewann den Pokal zum ersten Mal seit 1985.", "de",
            id="German",
        ),
        pytest.param(
            "Norvale ganó la copa por primera vez.", "Norvale ganó la copa por primera vez desde 1985.", "es",
            id="Spanish",
        ),
        pytest.param(
            "Norvale a gagné la coupe pour la première fois.",
            "Norvale a gagné la coupe pour la première fois depuis 1985.", "fr",
            id="French",
        ),
    ],
)  # fmt: skip
def test_a_limit_that_is_lost_is_found(statement: str, article: str, language: str) -> None:
    assert "scope" in list_kinds(statement, article, language=language)


@pytest.mark.parametrize(
    ("statement", "articles"),
    [
        pytest.param("Norvale won the Reed Cup for the first time since 1985.", [CUP], id="the limit"),
        pytest.param("Norvale won the Reed Cup for the first time in forty years.", [CUP], id="in other words"),
        pytest.param("Norvale won the Reed Cup on Saturday.", [CUP], id="without the rank"),
        pytest.param(
            "Norvale won the Reed Cup for the first time.", [CUP, "Norvale won the cup for the first time."],
            id="another article has none",
        ),
        pytest.param("Ode was the first woman to win it.", [CUP, "Ode is the first woman to win."], id="another rank"),
        pytest.param("The protest was peaceful.", ["The protest since Monday was peaceful."], id="no rank"),
    ],
)  # fmt: skip
def test_a_limit_that_is_told_or_not_needed_is_left(statement: str, articles: list[str]) -> None:
    assert "scope" not in list_kinds(statement, *articles)
