"""The small words of figures are kept, and never taken from a figure that somebody else gives."""

import pytest
from guard_samples import make_premise, quote_all

from qa.statements.qualifiers import restore_qualifiers

TALKS = "Velmark wants Torrin to return at least 340 fishing boats. Torrin has kept the boats since May."
FLOOD = "At least 17 people died in the flood, police said. Mayor Iva Moll said about 600 homes were lost."


@pytest.mark.parametrize(
    ("statement", "article", "told"),
    [
        pytest.param("17 people died.", FLOOD, "At least 17 people died.", id="the same figure"),
        pytest.param(
            "Moll said 600 homes were lost.", FLOOD, "Moll said about 600 homes were lost.", id="same speaker"
        ),
        pytest.param("Torrin offered to return 340 boats.", TALKS, "Torrin offered to return 340 boats.", id="another"),
        pytest.param(
            "Velmark wants 340 boats back.", TALKS, "Velmark wants at least 340 boats back.", id="who wants them"
        ),
    ],
)
def test_a_figure_is_qualified_as_the_article_does_of_the_same_name(statement: str, article: str, told: str) -> None:
    assert restore_qualifiers(statement, quote_all(make_premise(article))) == told
