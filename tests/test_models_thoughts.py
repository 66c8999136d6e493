"""What a model thinks is told from its final text, whatever marks it."""

import time
from collections.abc import Iterator

import pytest

from qa.models.chat import Completion, Finish, Restart, Token
from qa.models.thoughts import blank_thoughts, find_final_text, trim_final_text


def read_final(reply: str) -> str:
    return "".join(reply[start:end] for start, end in trim_final_text(reply))


@pytest.mark.parametrize(
    "reply",
    [
        "It sank.",
        "<think>a</think>It sank.",
        "<think>\na\n</think>\n\nIt sank.\n",
        "<THINKING>a</THINKING>It sank.",
        "<thought>a</thought> It sank.",
        "<reasoning>a <b>b</b></reasoning>It sank.",
        "a</think>It sank.",
        "a</think>b</think>It sank.",
        "<think>a</think>b</think>It sank.",
        "[THINK]a[/THINK]It sank.",
        "◁think▷a◁/think▷It sank.",
        "<seed:think>a</seed:think>It sank.",
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>It sank.",
        "<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>commentary to=f<|message|>b<|end|>"
        "<|start|>assistant<|channel|>final<|message|>It sank.",
        "analysisWe think.assistantfinalIt sank.",
        "<|START_THINKING|>a<|END_THINKING|>It sank.",
        "Thinking...\na\n...done thinking.\n\nIt sank.",
        "<unused94>thought\na<unused95>It sank.",
    ],
)
def test_the_final_text_is_what_is_left(reply: str) -> None:
    assert read_final(reply) == "It sank."
    assert blank_thoughts(reply).strip() == "It sank."
    assert len(blank_thoughts(reply)) == len(reply)


@pytest.mark.parametrize("reply", ["<think>It sank.", "<think>", "[THINK]It sank.", "<|channel|>analysis<|message|>It"])
def test_thoughts_without_end_leave_nothing(reply: str) -> None:
    assert read_final(reply) == ""
    assert find_final_text(reply).inside


@pytest.mark.parametrize(
    "text", ["Analysis of the wreck: it sank.", "I think it sank.", "a < b > c", "[think tank] said"]
)
def test_words_are_no_marks(text: str) -> None:
    assert read_final(text) == text


def test_thoughts_go_on_over_lines() -> None:
    lines = ["<think>a", "b</think>c", "d"]
    inside, kept = False, []
    for line in lines:
        found = find_final_text(line, inside=inside)
        inside = found.inside
        kept += [line[start:end] for start, end in found.spans]
    assert kept == ["c", "d"]


@pytest.mark.parametrize("unit", ["<think>", "</think>", "<", "<|channel|>", "assistantfinal", "[THINK"])
def test_they_are_told_in_time(unit: str) -> None:
    begun = time.process_time()
    find_final_text(unit * 100_000)
    assert time.process_time() - begun < 2


def test_a_completion_keeps_what_came_after_the_last_start() -> None:
    events: Iterator[str | Token | Finish | Restart] = iter(
        ["<think>a", Token(text="a", logprob=-1.0), Finish(reason="length"), Restart(), "It ", "sank."]
    )
    completion = Completion(events)
    assert list(completion) == ["<think>a", "It ", "sank."]
    assert (completion.text, completion.tokens, completion.finish_reason) == ("It sank.", [], None)


def test_tokens_are_cut_where_the_final_text_begins() -> None:
    tokens = ["<th", "ink>a", "</think>", "\n\nIt", " sank", "."]
    completion = Completion(iter([*tokens, *(Token(text=token, logprob=-1.0) for token in tokens)]))
    assert completion.read() == "It sank."
    assert [token.text for token in completion.tokens] == ["It", " sank", "."]
