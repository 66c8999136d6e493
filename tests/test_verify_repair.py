"""Only a day that was made up is cut, with the word that leads to it."""

import pytest

from qa.verify.repair import cut_dates


@pytest.mark.parametrize(
    ("sentence", "missing", "left"),
    [
        ("They met in Busan on 2 November 2025.", ["2 November 2025"], "They met in Busan."),
        ("They met on 2 November 2025 in Busan.", ["2 November 2025"], "They met in Busan."),
        ("They met in Busan, in May 2024, and left.", ["in May 2024"], None),
        ("They met in Busan, in May 2024, and left.", ["May 2024"], "They met in Busan, and left."),
        ("On 2 November 2025 they met.", ["2 November 2025"], None),
        ("Ten met on 2 November 2025.", ["2 November 2025", "Ten"], None),
        ("They met in Busan.", ["Busan"], None),
    ],
    ids=["at the end", "in the middle", "unknown text", "with commas", "at the start", "more is missing", "no date"],
)
def test_a_missing_date_is_cut(sentence: str, missing: list[str], left: str | None) -> None:
    assert cut_dates(sentence, missing) == left


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        pytest.param("Rovers won the cup for the first time since 1958.", "1958", id="since"),
        pytest.param("Rovers won the cup before 1958.", "1958", id="before"),
        pytest.param("The bill has to pass by 2 May 2025.", "2 May 2025", id="by"),
        pytest.param("Work went on until 2 May 2025.", "2 May 2025", id="until"),
        pytest.param("Nobody was hurt in 2024.", "2024", id="nobody"),
        pytest.param("They did not meet on 2 May 2025.", "2 May 2025", id="not"),
        pytest.param("All the trains were late on 2 May 2025.", "2 May 2025", id="all"),
        pytest.param("They win only on 2 May 2025.", "2 May 2025", id="only"),
        pytest.param("It was the highest rate in 2024.", "2024", id="highest"),
        pytest.param("They will meet if it rains on 2 May 2025.", "2 May 2025", id="if"),
        pytest.param("The flood in May 2024 was bad.", "May 2024", id="of a noun"),
        pytest.param("The man who was held on 2 May 2025 was charged.", "2 May 2025", id="in a relative clause"),
    ],
)
def test_a_day_that_bounds_what_is_told_is_never_cut(sentence: str, day: str) -> None:
    assert cut_dates(sentence, [day]) is None
