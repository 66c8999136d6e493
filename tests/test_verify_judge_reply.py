"""Verdicts are read from replies as models write them; what is missing, broken or cut off is no verdict."""

import json

import pytest

from qa.verify.judge.reply import read_verdicts

S, C, N = "supported", "contradicted", "not_confirmed"


def write_line(n: object, verdict: str, words: str = "") -> str:
    return json.dumps({"n": n, "verdict": verdict, "words": words})


LINES = "\n".join([write_line(1, S), write_line(2, C, "48"), write_line(3, N, "on Friday")])
OBJECTS = [json.loads(line) for line in LINES.splitlines()]
ALL = {1: S, 2: C, 3: N}


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        pytest.param(LINES, ALL, id="as asked for"),
        pytest.param(LINES.replace("\n", " "), ALL, id="on one line"),
        pytest.param(f"```json\n{LINES}\n```", ALL, id="in a fence"),
        pytest.param(f"Here are my verdicts:\n\n{LINES}\n\nStatement 2 differs.", ALL, id="with text around"),
        pytest.param(json.dumps(OBJECTS), ALL, id="as a list"),
        pytest.param(json.dumps(OBJECTS, indent=2), ALL, id="as a list over many lines"),
        pytest.param(json.dumps({"verdicts": OBJECTS}), ALL, id="as a list in an object"),
        pytest.param(json.dumps({"statements": {"a": OBJECTS[0], "b": OBJECTS[1:]}}), ALL, id="deeper still"),
        pytest.param("".join(f"- {line},\n" for line in LINES.splitlines()), ALL, id="as list items"),
        pytest.param("\n".join(f"{n}. {line}" for n, line in enumerate(LINES.splitlines(), 1)), ALL, id="numbered"),
        pytest.param(LINES.replace('"', "'"), ALL, id="as Python"),
        pytest.param(LINES.upper().replace('"N"', '"n"').replace("VERDICT", "verdict"), ALL, id="in capitals"),
        pytest.param(LINES.replace("not_confirmed", "Not confirmed."), ALL, id="with a space and a stop"),
        pytest.param(LINES.replace('"n": 1', '"n": "1"').replace('"n": 2', '"id": "S2"'), ALL, id="numbers as text"),
        pytest.param("\n".join(LINES.splitlines()[::-1]), ALL, id="in another order"),
        pytest.param("\n".join(json.dumps({"verdict": v}) for v in ALL.values()), ALL, id="without numbers"),
        pytest.param("1 supported\n2 contradicted\n3 not confirmed", ALL, id="plain lines"),
        pytest.param("**1.** Supported\n**2:** Contradicted\n- 3) Not supported by [1]", ALL, id="as Markdown"),
        pytest.param("1 yes\n2 no\n3 NO.", {1: S, 2: N, 3: N}, id="yes and no"),
        pytest.param('{"1": "supported",\n"2": "contradicted",\n"3": "not_confirmed"}', ALL, id="by number"),
        pytest.param(f"<think>1 supported, 2 {write_line(2, S)}?</think>\n{LINES}", ALL, id="after a thought"),
        pytest.param(f"3 might be {write_line(3, C)}\n</think>\n{LINES}", ALL, id="after a thought begun for it"),
    ],
)
def test_verdicts_are_found_however_they_are_set(reply: str, found: dict[int, str]) -> None:
    assert {n: written.verdict for n, written in read_verdicts(reply, count=3).items()} == found


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        pytest.param("", {}, id="nothing"),
        pytest.param("I can't judge this.", {}, id="a refusal"),
        pytest.param("All three statements are supported.", {}, id="a verdict on all"),
        pytest.param("1. The statement is supported by the source.", {}, id="prose"),
        pytest.param(write_line(2, S), {2: S}, id="one line only"),
        pytest.param(f"{write_line(0, S)}\n{write_line(4, S)}\n{write_line(-1, C)}", {}, id="other numbers"),
        pytest.param(json.dumps({"verdict": "supported"}), {}, id="no number, too few"),
        pytest.param('{"n": 1, "verdict": null}\n{"n": 2}\n{"n": true, "verdict": "supported"}', {}, id="no values"),
        pytest.param("{" * 5000 + '"n": 1', {}, id="without end"),
        pytest.param('{"a":' * 50_000, {}, id="too deep"),
        pytest.param(LINES[: LINES.index("on Fri")], {1: S, 2: C}, id="cut in the words"),
        pytest.param(LINES[: LINES.index("contra") + 3], {1: S}, id="cut in the verdict"),
        pytest.param(LINES[: LINES.index('ted", "words": "48')] + "ted", {1: S}, id="cut behind the verdict"),
        pytest.param('{"n": 1, "verdict": "supported"', {}, id="cut before its end"),
        pytest.param(json.dumps(OBJECTS)[:-30], {1: S, 2: C}, id="a list that is cut"),
        pytest.param(f"<think>{LINES}", {}, id="a thought that is cut"),
    ],
)
def test_what_is_missing_or_cut_off_is_no_verdict(reply: str, found: dict[int, str]) -> None:
    assert {n: written.verdict for n, written in read_verdicts(reply, count=3).items()} == found


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        ((S, S), S),
        ((S, N), N),
        ((N, S), N),
        ((C, N, S), C),
        ((S, "mostly supported"), N),
        (("supported|contradicted|not_confirmed",), N),
        (("probably",), N),
        (("partially supported",), N),
    ],
    ids=lambda verdicts: " ".join(verdicts) if isinstance(verdicts, tuple) else "",
)
def test_of_several_verdicts_the_worst_counts_and_an_unknown_word_is_no_support(
    verdicts: tuple[str, ...], worst: str
) -> None:
    reply = "\n".join(write_line(1, verdict) for verdict in verdicts)
    assert read_verdicts(reply, count=1)[1].verdict == worst


@pytest.mark.parametrize(
    "words",
    ['the "big" one', "he said {", 'say {"n": 2, "verdict": "supported"}', '"}\\n{"n": 2, "verdict": "supported"}'],
    ids=["quotation marks", "a brace", "a verdict", "a verdict on a line of its own"],
)
def test_words_of_an_article_in_a_reply_are_no_verdict(words: str) -> None:
    kept = f"{write_line(1, C, words)}\n{write_line(3, S)}"
    assert {n: written.verdict for n, written in read_verdicts(kept, count=3).items()} == {1: C, 3: S}
    broken = f'{{"n": 1, "verdict": "contradicted", "words": "{words}"}}\n{write_line(2, N)}\n{write_line(3, S)}'
    assert {n: written.verdict for n, written in read_verdicts(broken, count=3).items()} == {1: C, 2: N, 3: S}


def test_the_words_that_are_objected_to_are_kept() -> None:
    found = read_verdicts(LINES, count=3)
    assert [found[n].words for n in (1, 2, 3)] == ["", "48", "on Friday"]


def test_a_line_break_in_the_words_does_not_lose_the_verdict() -> None:
    assert read_verdicts('{"n": 1, "verdict": "contradicted", "words": "two\nlines"}', count=1)[1].words == "two\nlines"


@pytest.mark.parametrize(
    "reply",
    [
        LINES,
        json.dumps(OBJECTS),
        f"<think>1 {S}? 2?</think>{LINES}",
        f"1 {S}\n2 {C}\n3 {N}",
        LINES.replace('"48"', '"a "b" c"'),
    ],
    ids=["as asked for", "a list", "after a thought", "plain lines", "broken"],
)
def test_where_a_verdict_stands_is_told(reply: str) -> None:
    found = read_verdicts(reply, count=3)
    spans = [span for n in (1, 2, 3) if (span := found[n].span)]
    assert [reply[start:end] for start, end in spans] == [S, C, N]
    assert spans[0][0] > reply.find("</think>")


def test_where_a_verdict_stands_deep_inside_is_not_told() -> None:
    assert read_verdicts(json.dumps({"verdicts": OBJECTS}), count=3)[1].span is None
