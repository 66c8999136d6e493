"""An answer as JSON keeps the contract, and a citation links to its words."""

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest

from qa.answer import (
    Answer,
    Citation,
    CitedArticle,
    RankedPassage,
    Seconds,
    Side,
    Statement,
    passage_to_values,
    write_fragment_link,
)
from qa.models import Usage

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen"
ANSWER = Answer(
    question="Who met?",
    status="answered",
    reason=None,
    text="They met. [1]",
    statements=(Statement(text="They met.", citations=(1,), verdict="supported", score=1.0),),
    citations=(
        Citation(
            n=1,
            article=CitedArticle(id="a1", title="Talks", source="Wire", published="2025-10-31", url=None),
            quote="They met.",
            start=0,
            end=9,
            also_in=("Post",),
        ),
    ),
    passages=(
        RankedPassage(
            rank=1,
            article_id="a1",
            title="Talks",
            source="Wire",
            published=None,
            url=None,
            start=0,
            end=9,
            score=3.5,
            text="They met.",
        ),
    ),
    model="openai:writer",
    judge="openai:judge",
    unconfirmed=(
        Statement(
            text="They parted.",
            citations=(2,),
            verdict="contradicted",
            score=0.1,
            flags=("“parted”: the article has “met”",),
        ),
    ),
    disagreement=True,
    sides=(Side(text="9", source="Wire", speaker="the police", published="2025-10-31", citations=(1,)),),
    notices=("Read “met” for “mte”.",),
    usage=Usage(prompt_tokens=5, completion_tokens=3),
    seconds=Seconds(retrieve=0.1),
)


def test_an_answer_as_json_has_the_keys_of_the_contract() -> None:
    data = ANSWER.to_json()
    assert set(data) == {
        "question", "status", "reason", "text", "statements", "citations", "passages", "model", "usage", "seconds",
        "settings_hash", "prompt_hash", "unconfirmed", "judge", "disagreement", "sides", "notices", "shape",
        "unanswered", "explanation",
    }  # fmt: skip
    assert set(data["statements"][0]) == {"text", "citations", "verdict", "score", "flags", "speaker", "as_of"}
    assert set(data["unconfirmed"][0]) == set(data["statements"][0])
    assert set(data["sides"][0]) == {"text", "source", "speaker", "published", "citations"}
    assert set(data["citations"][0]) == {
        "n", "article", "quote", "start", "end", "link", "also_in", "page", "correction", "corrected", "changed",
    }  # fmt: skip
    assert set(data["citations"][0]["article"]) == {"id", "title", "source", "published", "url", "language"}
    assert set(data["passages"][0]) >= {"rank", "article_id", "start", "end", "score", "text"}
    assert set(data["usage"]) == {"prompt_tokens", "completion_tokens"}
    assert set(data["seconds"]) == {"retrieve", "answer", "verify"}


def test_an_answer_as_json_survives_being_written_and_read() -> None:
    read = json.loads(json.dumps(ANSWER.to_json()))
    assert read["citations"][0]["also_in"] == ["Post"]
    assert read["statements"][0]["citations"] == [1]
    assert read["reason"] is None
    assert read["disagreement"] is True
    assert read["sides"][0]["citations"] == [1]
    assert read["notices"] == ["Read “met” for “mte”."]
    assert (read["statements"][0]["speaker"], read["statements"][0]["as_of"]) == (None, None)


def test_what_is_not_confirmed_is_hidden_with_the_citations_that_only_it_has() -> None:
    nearest = replace(ANSWER.citations[0], n=2)
    whole = replace(ANSWER, citations=(*ANSWER.citations, nearest))
    assert whole.list_citations(whole.unconfirmed) == (nearest,)
    hidden = whole.hide_unconfirmed()
    assert (hidden.unconfirmed, hidden.citations) == ((), ANSWER.citations)
    assert replace(hidden, unconfirmed=whole.unconfirmed, citations=whole.citations) == whole


def test_nothing_disagrees_and_nothing_is_noted_unless_it_is_said() -> None:
    plain = Answer(
        question="Who?", status="not_answered", reason="no_match", text="", statements=(), citations=(), passages=(),
        model="extractive",
    )  # fmt: skip
    assert (plain.disagreement, plain.sides, plain.notices) == (False, (), ())


@pytest.mark.parametrize(
    ("url", "quote", "link"),
    [
        pytest.param("https://x.org/a", "They met.", "https://x.org/a#:~:text=They%20met.", id="short"),
        pytest.param("http://x.org/a?b=1", "They met", "http://x.org/a?b=1#:~:text=They%20met", id="with a query"),
        pytest.param("https://x.org/a#top", "They met", "https://x.org/a#top:~:text=They%20met", id="with a fragment"),
        pytest.param(
            "https://x.org",
            "84-82, & so",
            "https://x.org#:~:text=84%2D82%2C%20%26%20so",
            id="marks that mean something",
        ),
        pytest.param("https://x.org", "a\n b", "https://x.org#:~:text=a%20b", id="white space"),
        pytest.param(
            "https://x.org",
            LONG,
            "https://x.org#:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen",
            id="long",
        ),
        pytest.param(None, "They met", None, id="no address"),
        pytest.param("", "They met", None, id="an empty address"),
        pytest.param("file:///etc/passwd", "They met", None, id="a file"),
        pytest.param("javascript:alert(1)", "They met", None, id="a script"),
        pytest.param("https://x.org", "  ", None, id="no words"),
    ],
)
def test_a_link_scrolls_to_the_quote(url: str | None, quote: str, link: str | None) -> None:
    assert write_fragment_link(url, quote) == link


@pytest.mark.parametrize("quote", ["“Née” – 東京, 5% & more", LONG, "a-b, c-d"])
def test_a_link_holds_the_words_as_they_stand_and_no_space(quote: str) -> None:
    link = write_fragment_link("https://x.org", quote)
    assert link
    assert " " not in link
    ends = [unquote(end) for end in link.split("text=")[1].split(",")]
    assert quote.startswith(ends[0])
    assert quote.endswith(ends[-1])


def test_a_passage_has_its_article_as_a_citation_has_it_and_flat_as_well() -> None:
    values = passage_to_values(ANSWER.passages[0])
    assert set(values["article"]) == {"id", "title", "source", "published", "url", "language"}
    assert values["article"]["id"] == values["article_id"]
    assert all(values[name] == value for name, value in values["article"].items() if name != "id")
    assert ANSWER.to_json()["passages"] == [values]
