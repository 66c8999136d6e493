"""Each turn of some conversations is read as a person would: alone, as a full question, as open, or as a remark."""

import json
from collections.abc import Iterator

import pytest
from conversation_turns import BLIND_TURNS, LATER_TURNS, OPEN_TURNS

from qa.conversation import Exchange, read_remark
from qa.conversation.rewrite.rewrite import rewrite_turn
from qa.conversation.topics import PastTurn, choose_exchanges, find_question_language
from qa.data import find_data

OTHER_LANGUAGES = """
## German
Wer wurde von Tessel entlassen? => = :: Corin Hale wurde nach zwanzig Jahren entlassen.
Warum? => Warum wurde Corin Hale von Tessel entlassen? :: -
Danke! => thanks :: -
Wo liegt der Bodensee? => = :: -
Und Frankreich? => ? :: -
## Spanish
¿Dónde se reunieron Harkov y Drost? => = :: -
¿Y por qué? => ¿Por qué se reunieron Harkov y Drost? :: -
gracias => thanks :: -
## French
Où Harkov a-t-elle rencontré Drost ? => = :: -
Et quand ? => Quand Harkov a-t-elle rencontré Drost ? :: -
Qui a gagné la coupe ? => = :: Emma Duval a gagné.
Pourquoi ? => Pourquoi Emma Duval a gagné la coupe ? :: -
Why? => = :: -
"""


def read_conversations(text: str) -> Iterator[tuple[str, list[tuple[str, list[str], str]]]]:
    """Yield each conversation with its turns: what is typed, the readings that are right, the answer."""
    for part in text.replace("\n    ", " ").split("## ")[1:]:
        name, *lines = part.strip().splitlines()
        turns = []
        for line in lines:
            typed, _, rest = line.partition(" => ")
            readings, _, answer = rest.partition(" :: ")
            turns.append((typed, [each.strip() for each in readings.split(" | ")], answer.strip("- ")))
        yield name, turns


def read_all(turns: list[tuple[str, list[str], str]]) -> Iterator[tuple[str, str, list[str]]]:
    """Yield of each turn what was typed, how it is read, and the readings that are right."""
    past: list[PastTurn] = []
    for typed, right, answer in turns:
        language = find_question_language(typed, past)
        remark = read_remark(typed, language)
        if remark.act or (remark.topic and not remark.text):
            yield typed, remark.act or "more", right
            continue
        read = rewrite_turn(remark, choose_exchanges(remark, past), language)
        yield typed, "?" if read.is_open else "=" if read.question == typed else read.question, right
        exchange = Exchange(question=read.question, answer=answer)
        past.append(PastTurn(exchange=exchange, continues=read.is_follow_up, is_open=bool(read.is_open)))


CONVERSATIONS = [
    pytest.param(turns, id=f"{kind}: {name}")
    for kind, text in (
        ("open", OPEN_TURNS),
        ("blind", BLIND_TURNS),
        ("later", LATER_TURNS),
        ("other language", OTHER_LANGUAGES),
    )
    for name, turns in read_conversations(text)
]


@pytest.mark.parametrize("turns", CONVERSATIONS)
def test_each_turn_is_read_as_a_person_would(turns: list[tuple[str, list[str], str]]) -> None:
    wrong = [(typed, read, right) for typed, read, right in read_all(turns) if read not in right]
    assert wrong == []


def test_the_questions_of_the_starter_corpus_stand_alone_after_any_other() -> None:
    rows = (find_data("seeds") / "questions.jsonl").read_text("utf-8").splitlines()[::3]
    questions = [row["question"] for row in map(json.loads, rows) if row["lang"] == "en"]
    leaning = []
    for question, other in zip(questions, questions[7:] + questions[:7], strict=True):
        read = rewrite_turn(read_remark(question), [Exchange(question=other, answer="")])
        if read.is_follow_up:
            leaning.append(question)
    assert len(leaning) <= len(questions) // 33, leaning
