"""Embedding endpoints differ in how much they take at once and in how they write vectors; each vector is checked."""

import base64
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from endpoint import RawReply, Request, ScriptedEndpoint, embed_letters, refuse

from qa.articles import Article
from qa.errors import EmbedderMismatch, EmbedderUnavailable, PassageRefused
from qa.library import Library
from qa.models.embeddings import open_embedder
from qa.models.openai.embeddings import EndpointEmbedder
from qa.question import read_question
from qa.retrieval.search import retrieve_passages
from qa.settings import Settings

TEXTS = [f"{letter * 3} ferry number {n}" for n, letter in enumerate("abcdefghij")]
LETTERS = np.array([embed_letters(text) for text in TEXTS])
WANTED = LETTERS / np.linalg.norm(LETTERS, axis=1, keepdims=True)


def open_scripted(endpoint: ScriptedEndpoint) -> EndpointEmbedder:
    embedder = open_embedder(Settings(embedder="openai:e", base_url=endpoint.url, timeout=5.0))
    assert isinstance(embedder, EndpointEmbedder)
    return embedder


def count(request: Request) -> int:
    return len(request.body["input"])


@pytest.mark.parametrize("status", [400, 413, 422, 500])
@pytest.mark.parametrize("most", [1, 3, 32])
def test_a_batch_that_is_refused_is_halved_and_the_size_is_kept(
    endpoint: ScriptedEndpoint, status: int, most: int
) -> None:
    said = {"message": f"batch size 60 > maximum allowed batch size {most}", "code": status}
    endpoint.answer = lambda request: refuse(said, status) if count(request) > most else None
    embedder = open_scripted(endpoint)
    assert embedder.embed_passages(TEXTS * 6) == pytest.approx(np.concatenate([WANTED] * 6), abs=1e-5)
    before = len(endpoint.requests)
    embedder.embed_passages(TEXTS * 6)
    assert all(count(request) <= most for request in endpoint.requests[before:])


@pytest.mark.parametrize("status", [400, 413, 500])
def test_a_text_that_is_too_long_is_embedded_in_parts(endpoint: ScriptedEndpoint, status: int) -> None:
    def answer(request: Request) -> RawReply | None:
        too_long = any(len(text) > 300 for text in request.body["input"])
        return refuse({"error": {"message": "input is too large to process"}}, status) if too_long else None

    endpoint.answer = answer
    long = "abc def " * 200
    vectors = open_scripted(endpoint).embed_passages([TEXTS[0], long, TEXTS[1]])
    assert vectors[[0, 2]] == pytest.approx(WANTED[:2], abs=1e-5)
    alike = np.array(embed_letters(long))
    assert vectors[1] @ (alike / np.linalg.norm(alike)) == pytest.approx(1, abs=1e-3)
    assert len(endpoint.requests) < 40


def test_a_text_that_is_refused_however_short_is_told(endpoint: ScriptedEndpoint) -> None:
    too_large = refuse({"message": "input is too large to process"})
    endpoint.answer = lambda request: too_large if any("poison" in text for text in request.body["input"]) else None
    with pytest.raises(PassageRefused):
        open_scripted(endpoint).embed_passages(["a poison " * 500])


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "Unsupported parameter: encoding_format", "param": "encoding_format"}},
        {"detail": [{"loc": ["body", "encoding_format"], "msg": "Extra inputs are not permitted"}]},
        {"message": "litellm.UnsupportedParamsError: Setting {'encoding_format': 'float'} is not supported"},
    ],
    ids=["OpenAI", "FastAPI", "in words"],
)
def test_an_endpoint_that_refuses_the_format_is_asked_without(endpoint: ScriptedEndpoint, body: Any) -> None:
    endpoint.answer = lambda request: refuse(body) if "encoding_format" in request.body else None
    embedder = open_scripted(endpoint)
    for _ in range(2):
        assert embedder.embed_passages(TEXTS) == pytest.approx(WANTED, abs=1e-5)
    assert len(endpoint.requests) == 3


def write_rows(request: Request) -> list[dict[str, Any]]:
    return [{"index": n, "embedding": embed_letters(text)} for n, text in enumerate(request.body["input"])]


def pack(vector: list[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


SHAPES: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "base64": lambda rows: {"data": [row | {"embedding": pack(row["embedding"])} for row in rows]},
    "shuffled": lambda rows: {"data": rows[::-1]},
    "without an index": lambda rows: {"data": [{"embedding": row["embedding"]} for row in rows]},
    "every index 0": lambda rows: {"data": [row | {"index": 0} for row in rows]},
    "without usage": lambda rows: {"object": "list", "data": rows, "model": "e"},
    "lists alone": lambda rows: [row["embedding"] for row in rows],
    "embeddings": lambda rows: {"embeddings": [row["embedding"] for row in rows]},
    "nested": lambda rows: {"data": [row | {"embedding": [row["embedding"]]} for row in rows]},
    "whole numbers": lambda rows: {"data": [row | {"embedding": [int(v) for v in row["embedding"]]} for row in rows]},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_vectors_are_read_in_every_shape(endpoint: ScriptedEndpoint, shape: Callable[..., Any]) -> None:
    endpoint.answer = lambda request: RawReply(body=[json.dumps(shape(write_rows(request)))])
    assert open_scripted(endpoint).embed_passages(TEXTS) == pytest.approx(WANTED, abs=1e-5)


FAULTS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "one too few": lambda rows: {"data": rows[1:]},
    "one too many": lambda rows: {"data": [*rows, rows[0]]},
    "none": lambda rows: {"data": []},
    "no data": lambda rows: {},
    "zeros": lambda rows: {"data": [row | {"embedding": [0.0] * 26} for row in rows]},
    "overflow": lambda rows: {"data": [row | {"embedding": [1e300, 1.0]} for row in rows]},
    "infinity": lambda rows: {"data": [row | {"embedding": [float("inf"), 1.0]} for row in rows]},
    "of two lengths": lambda rows: {
        "data": [row | {"embedding": row["embedding"][: 20 + n]} for n, row in enumerate(rows)]
    },
    "of no length": lambda rows: {"data": [row | {"embedding": []} for row in rows]},
    "null": lambda rows: {"data": [row | {"embedding": None} for row in rows]},
    "texts": lambda rows: {"data": [row | {"embedding": "no base64!"} for row in rows]},
    "a half number": lambda rows: {"data": [row | {"embedding": base64.b64encode(b"abcde").decode()} for row in rows]},
    "truths": lambda rows: {"data": [row | {"embedding": [True] * 3} for row in rows]},
    "one index twice": lambda rows: {"data": [row | {"index": min(n, 3)} for n, row in enumerate(rows)]},
    "brackets": lambda rows: "x",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_vectors_that_are_none_are_refused_in_a_line(endpoint: ScriptedEndpoint, fault: Callable[..., Any]) -> None:
    endpoint.answer = lambda request: RawReply(body=[json.dumps(fault(write_rows(request)))])
    with pytest.raises(EmbedderUnavailable) as caught:
        open_scripted(endpoint).embed_passages(TEXTS)
    assert str(caught.value).isprintable()


def test_numbers_that_are_hardly_numbers_keep_their_direction(endpoint: ScriptedEndpoint) -> None:
    endpoint.embed = lambda text: [3e-5, 4e-5]
    assert open_scripted(endpoint).embed_passages(["a"])[0] == pytest.approx([0.6, 0.8], abs=1e-5)


@pytest.mark.parametrize("bad", [[0.0] * 26, [float("nan")] * 26, None, [None] * 26, "x!"], ids=repr)
def test_a_text_that_gets_no_vector_is_told_from_an_endpoint_that_has_none(
    endpoint: ScriptedEndpoint, bad: Any
) -> None:
    def spoil(request: Request) -> RawReply:
        rows = write_rows(request)
        spoilt = [
            row | ({"embedding": bad} if "number 7" in text else {})
            for row, text in zip(rows, request.body["input"], strict=True)
        ]
        return RawReply(body=[json.dumps({"data": spoilt})])

    endpoint.answer = spoil
    with pytest.raises(PassageRefused):
        open_scripted(endpoint).embed_passages(TEXTS)
    with pytest.raises(PassageRefused):
        open_scripted(endpoint).embed_passages(TEXTS[7:8])
    assert open_scripted(endpoint).embed_passages(TEXTS[:7]) == pytest.approx(WANTED[:7], abs=1e-5)


def test_a_text_that_is_refused_for_what_it_says_is_told_from_a_model_that_embeds_nothing(
    endpoint: ScriptedEndpoint,
) -> None:
    said = {"error": {"message": "this content is against our policy"}}
    endpoint.answer = lambda request: (
        refuse(said) if any("number 7" in text for text in request.body["input"]) else None
    )
    with pytest.raises(PassageRefused, match="against our policy"):
        open_scripted(endpoint).embed_passages(TEXTS)
    endpoint.answer = lambda request: refuse({"error": {"message": "this model does not embed"}})
    with pytest.raises(EmbedderUnavailable, match="does not embed") as caught:
        open_scripted(endpoint).embed_passages(TEXTS)
    assert not isinstance(caught.value, PassageRefused)


def write_articles(*texts: str) -> list[Article]:
    return [Article(text=text, title=f"Report {n}", origin=f"{n}.txt") for n, text in enumerate(texts)]


def test_one_article_that_is_refused_keeps_no_other_out(endpoint: ScriptedEndpoint, tmp_path: Path) -> None:
    def answer(request: Request) -> RawReply | None:
        return refuse({"message": "too many tokens"}) if any("poison" in t for t in request.body["input"]) else None

    endpoint.answer = answer
    articles = write_articles("The ferry sank off Port Ellery.", "poison", "The mayor opened the bridge.")
    with Library.open(tmp_path / "library", embedder=open_scripted(endpoint), create=True) as library:
        added = list(library.add_articles(articles))
        assert [item.status for item in added] == ["new", "skipped", "new"]
        assert "the embedder does not take it" in added[1].reason
        assert library.count().articles == 2
        endpoint.answer = lambda request: None
        assert [item.status for item in library.add_articles(articles)] == ["unchanged", "new", "unchanged"]


def test_vectors_of_another_length_never_reach_a_library(endpoint: ScriptedEndpoint, tmp_path: Path) -> None:
    first, second = write_articles("The ferry sank off Port Ellery.", "The mayor opened the bridge.")
    with Library.open(tmp_path / "library", embedder=open_scripted(endpoint), create=True) as library:
        list(library.add_articles([first]))
    endpoint.embed = lambda text: [1.0, 2.0, 3.0]
    other = open_scripted(endpoint)
    with Library.open(tmp_path / "library", embedder=other) as library:
        with pytest.raises(EmbedderMismatch, match="--re-embed"):
            list(library.add_articles([second]))
        with pytest.raises(EmbedderMismatch, match="--re-embed"):
            library.search_vectors(other.embed_queries(["ferry"])[0], 3)
        assert library.count().articles == 1
    endpoint.embed = embed_letters
    with Library.open(tmp_path / "library", embedder=open_scripted(endpoint)) as library:
        assert [item.status for item in library.add_articles([first, second])] == ["unchanged", "new"]


@pytest.mark.parametrize("fault", ["500", "html", "429"])
def test_words_are_searched_where_the_embedder_does_not_answer(
    endpoint: ScriptedEndpoint, tmp_path: Path, fault: Any
) -> None:
    embedder = open_scripted(endpoint)
    articles = write_articles("The ferry sank off Port Ellery on Friday.", "The mayor opened the bridge in May.")
    with Library.open(tmp_path / "library", embedder=embedder, create=True) as library:
        list(library.add_articles(articles))
        endpoint.fault = fault
        told: list[str] = []
        question = read_question("Where did the ferry sink?")
        (hit, *_) = retrieve_passages(question, library, embedder, k=3, on_notice=told.append)
    assert "ferry sank" in hit.passage.text
    assert [notice.startswith("Only words are searched for") for notice in told] == [True]
