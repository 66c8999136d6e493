import numpy as np
import pytest

from qa.models.embedders.builtin import BuiltInEmbedder
from qa.models.embedders.files import find_model, load_tokenizer
from qa.models.embedders.network import write_network
from qa.models.embedders.sessions import open_session
from qa.models.embedders.windows import cut_windows

TEXTS = [
    "Who met?",
    "A storm closed the port.",
    "The ministers met in Kuala Lumpur on Friday to talk about the ceasefire. " * 9,
    "Shares of the shipping company fell by four per cent after the port was closed by the storm. " * 40,
    "",
]


def embed_as_the_file_does(text: str) -> np.ndarray:
    tokenizer = load_tokenizer()
    tokenizer.enable_truncation(256)
    ids = np.array([tokenizer.encode(text).ids])
    inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    (tokens,) = open_session(find_model()).run(None, inputs)
    mean = tokens[0].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


def test_vectors_are_those_of_the_network_in_its_file() -> None:
    expected = np.stack([embed_as_the_file_does(text) for text in TEXTS])
    assert (BuiltInEmbedder().embed_passages(TEXTS) * expected).sum(axis=1).min() > 0.999999


def test_texts_of_one_length_are_embedded_together_and_come_back_in_their_order() -> None:
    embedder = BuiltInEmbedder()
    texts = [
        f"{town} closed its {place}." for town in ("Oslo", "Rome", "Paris") for place in ("port", "school", "bank")
    ]
    alone = np.concatenate([embedder.embed_queries([text]) for text in texts * 9])
    assert np.abs(embedder.embed_passages(texts * 9) - alone).max() < 1e-5


def test_the_network_is_the_weights_of_the_file_and_little_else() -> None:
    file = find_model().read_bytes()
    assert 0 < len(file) - len(write_network(file)) < 1_000_000


@pytest.mark.parametrize(
    ("lengths", "runs"),
    [
        pytest.param([], [], id="none"),
        pytest.param([10] * 5, [5], id="few"),
        pytest.param([100_000] * 20, [13, 7], id="long ones count as far as they are read"),
        pytest.param([0] * 9, [9], id="empty ones"),
    ],
)
def test_many_texts_are_handled_some_at_a_time(lengths: list[int], runs: list[int]) -> None:
    windows = list(cut_windows(["x" * length for length in lengths]))
    assert [len(window) for _, window in windows] == runs
    assert [first for first, _ in windows] == [sum(runs[:n]) for n in range(len(runs))]


def test_what_stops_one_batch_stops_the_others() -> None:
    embedder = BuiltInEmbedder()
    done: list[int] = []

    class Stopped:
        def run(self, outputs: None, inputs: dict[str, np.ndarray]) -> None:
            done.append(1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embedder._embed([f"{'word ' * n}" for n in range(1, 200)], Stopped(), 256)
    assert len(done) < 40


def test_an_embedder_that_let_go_of_its_memory_embeds_as_before() -> None:
    embedder = BuiltInEmbedder()
    before = embedder.embed_passages(["The harbour stayed closed."])
    embedder.release()
    assert not vars(embedder)
    assert np.array_equal(embedder.embed_passages(["The harbour stayed closed."]), before)
