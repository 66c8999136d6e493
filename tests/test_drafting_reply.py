"""A model's reply is read into what it states and what it declines, however it is written, marked, cut and streamed."""

import random
import time

import pytest
from reply_samples import BLIND, LATER, REPLIES, STRUCTURED, ReplySample

from qa.drafting import ReplyReader, read_reply
from qa.drafting.reply.reply import CUT_NOTICE, LONG_NOTICE, MOST_CHARACTERS, Reply

ALL = (*BLIND, *REPLIES, *LATER, *STRUCTURED)
SAMPLES = [pytest.param(sample, id=sample.id) for sample in ALL]
# What replies are made of, in no order.
PIECES = (
    *'[1] 【2】 (3) ¹ [^4]: “ ” " . ! : - 1. | |-|-| # ** ``` <li> <b> &amp; Answer: Sources: U.S. 。 \\ * _ ?'.split(),
    *("\n", "\n\n", "\u200b", "\ud800", "\x00", "am 3. Oktober", "The ferry sank", "according to passage 1, "),
    *("<think>", "</think>", "<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
    *("NOT IN THE PASSAGES", "but the passages do not say", "Passage 2 says that", "Let me know"),
)


def read_in_pieces(reply: str, size: int, *, is_cut: bool) -> Reply:
    reader = ReplyReader()
    for start in range(0, len(reply), size):
        reader.feed(reply[start : start + size])
    return reader.close(is_cut=is_cut)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_reply_states_and_declines_what_its_writer_meant(sample: ReplySample) -> None:
    reply = read_reply(sample.reply, is_cut=sample.ended_by == "length")
    assert [(draft.text, draft.cited) for draft in reply.statements] == list(sample.states)
    assert sum(draft.abstains for draft in reply.drafts) == sample.declines
    assert (reply.is_cut, reply.notices) == (sample.is_cut, (CUT_NOTICE,) if sample.is_cut else ())


@pytest.mark.parametrize(
    ("answer", "drafts"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n ", [], id="white space"),
        pytest.param("[1]", [], id="only a mark"),
        pytest.param("[1] [2].", [], id="only marks"),
        pytest.param("[-3][2e7] (Harbour Post, 3 May 2026) ^", [], id="marks of nothing and a source"),
        pytest.param("They met. (Harbour Post, 3 May 2026) [1]", [("They met.", (1,))], id="a source in brackets"),
        pytest.param("(They met.) [1]", [("(They met.)", (1,))], id="a sentence in brackets"),
        pytest.param("They met", [("They met", ())], id="no mark and no stop"),
        pytest.param("They met [1].", [("They met.", (1,))], id="a mark before the stop"),
        pytest.param("They met. [1]", [("They met.", (1,))], id="a mark after the stop"),
        pytest.param("They met.[1]", [("They met.", (1,))], id="a mark at the stop"),
        pytest.param("They met.\n[1]", [("They met.", (1,))], id="a mark on the next line"),
        pytest.param("[1] They met.", [("They met.", (1,))], id="a mark first"),
        pytest.param("In May [1] they met [2].", [("In May they met.", (1, 2))], id="a mark within"),
        pytest.param("They met [1][2][1].", [("They met.", (1, 2))], id="a mark twice"),
        pytest.param("They met [1, 2; 3].", [("They met.", (1, 2, 3))], id="several numbers in a mark"),
        pytest.param("They met [1 and 2].", [("They met.", (1, 2))], id="numbers with a word between"),
        pytest.param("They met [Passage 12].", [("They met.", (12,))], id="a mark that says what it is"),
        pytest.param("They met. [1] They left. [2]", [("They met.", (1,)), ("They left.", (2,))], id="two"),
        pytest.param("They met [1]. They left [2].", [("They met.", (1,)), ("They left.", (2,))], id="two, before"),
        pytest.param('"We won!" [1] They left. [2]', [('"We won!"', (1,)), ("They left.", (2,))], id="quotation marks"),
        pytest.param(
            "1. They met [1].\n2) They left.", [("They met.", (1,)), ("They left.", ())], id="a numbered list"
        ),
        pytest.param("* They met [1]\n• They left", [("They met", (1,)), ("They left", ())], id="a list of dots"),
        pytest.param("Answer: They met [1].", [("They met.", (1,))], id="a heading"),
        pytest.param("The **answer**: They met.", [("They met.", ())], id="a heading in bold"),
        pytest.param("42 [1].", [("42.", (1,))], id="only a number"),
        pytest.param("They met , then left .", [("They met, then left.", ())], id="spaces before stops"),
        pytest.param("A [sic] remained [1].", [("A [sic] remained.", (1,))], id="brackets that are no mark"),
    ],
)
def test_short_answers_are_read_with_the_numbers_they_cite(
    answer: str, drafts: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(draft.text, draft.cited) for draft in read_reply(answer).drafts] == drafts


@pytest.mark.parametrize("size", [1, 3, 17])
def test_it_does_not_matter_how_a_reply_was_cut_into_pieces(size: int) -> None:
    for sample in ALL:
        is_cut = sample.ended_by == "length"
        assert read_in_pieces(sample.reply, size, is_cut=is_cut) == read_reply(sample.reply, is_cut=is_cut), sample.id


def test_any_mixture_of_marks_and_markup_is_read_alike_in_pieces() -> None:
    chance = random.Random(7)
    for _ in range(150):
        reply = "".join(chance.choice(PIECES) + " " * chance.randint(0, 1) for _ in range(chance.randint(1, 40)))
        whole = read_reply(reply)
        assert read_in_pieces(reply, chance.randint(1, 9), is_cut=False) == whole
        assert all(draft.text.strip() for draft in whole.drafts)
        assert not any("\ue000" <= letter <= "\uf8ff" for draft in whole.drafts for letter in draft.text)


@pytest.mark.parametrize(
    "unit",
    ["[1]", "“", "[1] a. ", "(1) ", "1. ", "[", "<a ", "| a ", "- ", "*", "\\", "¹", "according to passage 1 ", "\n"],
)
def test_a_megabyte_of_anything_is_read_in_time(unit: str) -> None:
    begun = time.process_time()
    reply = read_reply(unit * (1_000_000 // len(unit)))
    assert time.process_time() - begun < 3
    assert reply.notices == (LONG_NOTICE,)


@pytest.mark.parametrize("unit", ["[1] a. ", "“a. ", "é。", "- a\n", "a. ", "1, "])
def test_the_time_grows_with_the_length(unit: str) -> None:
    def measure(characters: int) -> float:
        text = unit * (characters // len(unit))
        begun = time.process_time()
        read_reply(text)
        return time.process_time() - begun

    measure(1_000)
    assert measure(MOST_CHARACTERS - 10) < 12 * min(measure(MOST_CHARACTERS // 4) for _ in range(2)) + 0.1


def test_what_is_whole_can_be_had_before_the_end() -> None:
    reader = ReplyReader()
    reader.feed("The ferry sank [1].\n\nIt was o")
    assert [draft.text for draft in reader.drafts] == ["The ferry sank."]
    reader.feed("ld [2].")
    assert [draft.text for draft in reader.close().drafts] == ["The ferry sank.", "It was old."]


def test_what_comes_before_a_closing_tag_of_thoughts_is_taken_back() -> None:
    reader = ReplyReader()
    reader.feed("The ferry sank on Friday [1].\n\n")
    assert reader.drafts
    reader.feed("Or not.</think>\n\nNobody knows [2].")
    assert [draft.text for draft in reader.close().drafts] == ["Nobody knows."]


@pytest.mark.parametrize(
    ("reply", "language", "texts"),
    [
        ("Am 3. Mai. Am 4. Juni.", "de", ["Am 3. Mai.", "Am 4. Juni."]),
        ("Der 1. FC gewann [1].", None, ["Der 1. FC gewann."]),
    ],
)
def test_the_language_of_the_question_counts_where_the_reply_shows_none(
    reply: str, language: str | None, texts: list[str]
) -> None:
    assert [draft.text for draft in read_reply(reply, language=language).drafts] == texts


@pytest.mark.parametrize(("most", "cited"), [(5, ()), (61, (61,))])
def test_a_number_in_round_brackets_is_a_mark_only_up_to_the_passages_shown(most: int, cited: tuple[int, ...]) -> None:
    (draft,) = read_reply("The captain was Ivo Tarn (61).", most=most).drafts
    assert draft.cited == cited


@pytest.mark.parametrize(
    "quotation",
    [
        "“I do not know,” Tarn said [1].",
        "“The articles do not mention us,” said Ada Quill [2].",
        "“No information,” he said.",
    ],
)
def test_what_somebody_is_quoted_with_declines_nothing(quotation: str) -> None:
    assert [draft.abstains for draft in read_reply(quotation).drafts] == [False]
