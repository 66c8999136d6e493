"""Rows of tables are read with the heads of their columns, whatever parts their cells."""

import pytest

from qa.retrieval.reader.hits import stem_answer
from qa.retrieval.rows import begins_with_row, describe_row, find_first_row, find_head, split_cells

PARTIES = [["Party", "Seats", "Share"], ["Harbour List", "14", "41.2"], ["Farmers", "5", "14.7"]]


@pytest.mark.parametrize(
    "write",
    [
        pytest.param("\t".join, id="tabs"),
        pytest.param(lambda cells: f"| {' | '.join(cells)} |", id="bars"),
        pytest.param(lambda cells: f"{cells[0]:<14}{cells[1]:>8}{cells[2]:>10}", id="wide spaces"),
    ],
)
def test_a_row_is_written_with_the_heads_of_its_columns(write) -> None:  # type: ignore[no-untyped-def]
    texts = ["The council was elected on Sunday.", *map(write, PARTIES)]
    assert describe_row(texts, 3) == "Farmers: 5 seats, 14.7 share."
    assert [find_first_row(texts, n) for n in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("rows", "written"),
    [
        pytest.param(
            ["Department\t2024\t2025", "Roads\t12 million\t9 million"],
            "Roads: 12 million 2024, 9 million 2025.",
            id="years",
        ),
        pytest.param(["Gold\tSilver", "Norvale\t12\t7"], "Norvale: 12 gold, 7 silver.", id="an empty corner"),
        pytest.param(["Ferry\tFrom\tFare", "Anselma\t\t€12"], "Anselma\t\t€12", id="a cell that is missing"),
        pytest.param(["Ferry | From | Fare", "| Anselma | | €12 |"], "| Anselma | | €12 |", id="no table"),
    ],
)  # fmt: skip
def test_heads_are_names_or_years(rows: list[str], written: str) -> None:
    assert describe_row(rows, 1) == written


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(["Captain\tIvo Tarn", "Mate\tOla Berg"], id="names and values"),
        pytest.param(["Founded\t1907", "Members\t1,200"], id="values with figures"),
        pytest.param(["Harbour List\t14\t41.2", "Farmers\t5\t14.7"], id="the rest of a table"),
        pytest.param(["Seats", "Farmers\t5"], id="a heading of one cell"),
    ],
)
def test_a_row_without_heads_is_read_as_it_is(rows: list[str]) -> None:
    assert describe_row(rows, 1) == rows[1]


@pytest.mark.parametrize(
    "text",
    ["The farmers won five seats.", "She said: | and no more", "a" * 70 + "    " + "b" * 70, "", "Farmers"],
)
def test_prose_is_no_row(text: str) -> None:
    assert not split_cells(text)


@pytest.mark.parametrize(
    ("answer", "text", "is_in"),
    [
        ("3", "The firm recalled 3,400 wheels of cheese.", False),
        ("3", "Pier 3 will be closed until then.", True),
        ("3,400", "It recalled 3400 wheels.", True),
        ("7", "The polls open at 7:30.", False),
        ("2.5", "It rose by 2 to 5 percent.", False),
    ],
)
def test_a_figure_is_one_word_of_an_answer(answer: str, text: str, is_in: bool) -> None:
    assert (stem_answer(answer) <= stem_answer(text)) is is_in


@pytest.mark.parametrize(
    ("text", "begins_at", "head"),
    [
        pytest.param("Elected:\nParty\tSeats\nFarmers\t5\nPilots\t2", "Pilots", "Party\tSeats", id="tabs"),
        pytest.param("Party\tSeats\n\nFarmers\t5\n\nPilots\t2", "Pilots", "Party\tSeats", id="blank lines"),
        pytest.param("| Party | Seats |\n| Farmers | 5 |", "| Farmers", "| Party | Seats |", id="bars"),
        pytest.param("A\tB\nIt was over.\nParty\tSeats\nPilots\t2", "Pilots", "Party\tSeats", id="another table"),
        pytest.param("It was over.\nParty\tSeats\nPilots\t2", "Party", None, id="the first row"),
        pytest.param("Pilots\t2", "Pilots", None, id="the beginning of the text"),
    ],
)  # fmt: skip
def test_the_head_of_a_table_is_found_in_the_text_of_its_article(text: str, begins_at: str, head: str | None) -> None:
    start = text.index(begins_at)
    assert begins_with_row(text[start:])
    row = find_head(text, start)
    assert (row and row[2]) == head
    assert row is None or text[row[0] : row[1]] == row[2]
