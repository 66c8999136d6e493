"""A quotation is exact, or drifted, cut short, given to another, changed since, or nowhere."""

from collections.abc import Iterator

import pytest
from checking_samples import open_small_library

from qa.checking.quotations import CheckedQuotation, check_quotation
from qa.language.attribution.quotations import find_quotation_spans
from qa.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_small_library(tmp_path_factory.mktemp("quotations") / "library") as library:
        yield library


def check(text: str, library: Library) -> CheckedQuotation:
    """Return the check of the first quotation in a text."""
    return check_quotation(text, find_quotation_spans(text)[0], library)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“Nobody was hurt,” Orla Denn said.", id="as it stands"),
        pytest.param('"Nobody was hurt", said the mayor.', id="marks of another kind"),
        pytest.param("Piet Marsh warned that “the ferry will stop” if the river rises again.", id="a condition kept"),
        pytest.param(
            "“We will rebuild the bridge by the spring”, but only if the province pays half, said Orla Denn.",
            id="a reserve kept",
        ),
        pytest.param("Marsh does not think that “the bridge can be saved”.", id="a negation kept"),
        pytest.param("“The ferry carries 90 people … each crossing,” said Ann Tolle.", id="an ellipsis"),
        pytest.param("She spoke of “two pillars”.", id="two words"),
    ],
)
def test_a_quotation_is_exact(library: Library, text: str) -> None:
    found = check(text, library)
    assert (found.states, found.claimed, found.limit) == (("exact",), "", "")
    assert found.words == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        pytest.param("“Nobody was killed,” Orla Denn said.", ("not_found",), id="three words, one another"),
        pytest.param("“The tunnel is flooded,” said Piet Marsh.", ("not_found",), id="said by nobody"),
        pytest.param("“The ferry carries 80 people on each crossing,” said Ann Tolle.", ("drifted",), id="drifted"),
        pytest.param("“The ferry carries 90 people on each crossing,” said Orla Denn.", ("attributed",), id="another"),
        pytest.param("“We will rebuild the bridge by the spring,” said Orla Denn.", ("cut",), id="before a reserve"),
        pytest.param("“The ferry will stop,” said Piet Marsh.", ("cut",), id="after a condition"),
        pytest.param("“The bridge can be saved,” said Piet Marsh.", ("cut",), id="after a negation"),
        pytest.param("“The ferry carries 90 people,” said Ann Tolle.", ("cut",), id="before its end"),
        pytest.param("“The ferry takes 60 passengers on each crossing,” said Ann Tolle.", ("changed",), id="changed"),
        pytest.param(
            "“The ferry carried 90 people on each crossing,” said Orla Denn.",
            ("drifted", "attributed"),
            id="two faults",
        ),
    ],
)
def test_what_is_wrong_with_a_quotation_is_told(library: Library, text: str, states: tuple[str, ...]) -> None:
    assert check(text, library).states == states


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("“We will rebuild the bridge by the spring,” said Orla Denn.", "but only if the province pays half"),
        ("“The ferry will stop,” said Piet Marsh.", "If the river rises again"),
        ("“The bridge can be saved,” said Piet Marsh.", "not believe that"),
        ("“The ferry carries 90 people,” said Ann Tolle.", "on each crossing"),
    ],
    ids=["a reserve", "a condition", "a negation", "the end"],
)
def test_the_words_that_were_cut_are_shown(library: Library, text: str, limit: str) -> None:
    assert check(text, library).limit == limit


def test_who_says_it_by_the_draft_and_by_the_article_is_told(library: Library) -> None:
    found = check("“The ferry carries 90 people on each crossing,” said Orla Denn.", library)
    assert found.claimed == "Orla Denn"
    assert found.place is not None and found.place.speaker is not None and "Ann Tolle" in found.place.speaker


def test_a_speaker_that_only_a_pronoun_names_is_found_before(library: Library) -> None:
    text = "Orla Denn spoke to the council, the paper says. She said: “The ferry carries 90 people on each crossing.”"
    assert check(f"Orla Denn said that she was glad. {text[48:]}", library).state == "attributed"
