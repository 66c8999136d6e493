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
