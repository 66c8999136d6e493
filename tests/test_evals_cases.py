"""Questions are read from every format, told by its content; what can't be used is one clear line with its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from qa.articles import Article, read_articles
from qa.data import find_data
from qa.errors import QuestionsProblem
from qa.evals.cases.cases import Case, CaseFile, read_cases

CONTEXT = "The storm came on Friday. It hit Lisbon first. Nobody was hurt in Lisbon."
SQUAD: dict[str, Any] = {
    "version": "v2.0",
    "data": [
        {
            "title": "Storm_of_2025",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "s1",
                            "question": "Where did it hit first?",
                            "is_impossible": False,
                            "answers": [
                                {"text": "Lisbon", "answer_start": 33},
                                {"text": "Lisbon", "answer_start": 66},
                            ],
                        },
                        {
                            "id": "s2",
                            "question": "How many were hurt in Porto?",
                            "is_impossible": True,
                            "answers": [],
                            "plausible_answers": [{"text": "Nobody", "answer_start": 47}],
                        },
                    ],
                },
                {"context": "It was the third storm.", "qas": [{"id": "s3", "question": "Which storm was it?"}]},
            ],
        }
    ],
}
REALTIME = {
    "question_id": "20230106_3",
    "question_date": "2023/01/05",
    "question_source": "CNN",
    "question_url": "https://edition.cnn.com/quiz",
    "question_sentence": "Which country mourned?",
    "choices": ["Brazil", "None of the above"],
    "answer": ["0"],
    "evidence": "In Santos, <a href=\"https://www.cnn.com/pele?a=1&amp;b=2\">fans</a> and <a href='https://x.example/y'>more</a>",
}


def write(folder: Path, content: str | bytes, name: str = "questions.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, *rows: object) -> tuple[Case, ...]:
    return read_cases(write(folder, "\n".join(json.dumps(row) for row in rows))).cases


def write_beir(folder: Path, **tables: str) -> Path:
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": "d1", "title": "Storm", "text": CONTEXT}, {"_id": "d2", "title": "", "text": "Nothing happened."}]
    queries = [
        {"_id": "q1", "text": "Which storm?"},
        {"_id": "q2", "text": "Unjudged?"},
        {"_id": "q3", "text": "What?"},
    ]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        write(folder, "".join(json.dumps(row) + "\n" for row in rows), f"{name}.jsonl")
    for name, table in tables.items():
        write(folder, table, f"qrels/{name}.tsv")
    return folder


def test_our_own_lines_are_read_with_all_that_they_hold(tmp_path: Path) -> None:
    row = {
        "id": "x1",
        "question": " How many? ",
        "answers": ["34", "60"],
        "asked": "2024-10-04T09:30:00+02:00",
        "lang": "en",
        "kind": "comparison",
        "gold_articles": ["https://a.example/1"],
        "gold_sentences": ["They counted 34."],
        "choices": ["34", "60"],
        "disagreement": True,
        "sides": [{"answer": "34", "source": "A", "more": 1}, {"answer": 60}],
        "story": "passed over",
    }
    (case,) = read(tmp_path, row)
    assert case == Case(
        id="x1",
        question="How many?",
        answers=("34", "60"),
        asked="2024-10-04",
        lang="en",
        kind="comparison",
        gold_articles=("https://a.example/1",),
        gold_sentences=("They counted 34.",),
        choices=("34", "60"),
        disagreement=True,
        sides=({"answer": "34", "source": "A"}, {"answer": "60", "source": None}),
    )
    assert Case.from_json(json.loads(json.dumps(case.to_json()))) == case


@pytest.mark.parametrize(
    ("row", "answers", "has_gold", "must_abstain"),
    [
        pytest.param({"answers": ["a", "b"]}, ("a", "b"), True, False, id="a list"),
        pytest.param({"answers": "a"}, ("a",), True, False, id="a text counts as one"),
        pytest.param({"answer": "a"}, ("a",), True, False, id="by the name answer"),
        pytest.param({"answers": 61}, ("61",), True, False, id="a number"),
        pytest.param({"answers": []}, (), True, True, id="an empty list is to abstain"),
        pytest.param({"answers": None}, (), False, False, id="null is nothing known"),
        pytest.param({}, (), False, False, id="no answers are nothing known"),
    ],
)
def test_answers(
    tmp_path: Path, row: dict[str, Any], answers: tuple[str, ...], has_gold: bool, must_abstain: bool
) -> None:
    (case,) = read(tmp_path, {"question": "What?", **row})
    assert (case.answers, case.has_gold, case.must_abstain) == (answers, has_gold, must_abstain)


def test_a_question_without_an_id_is_named_by_what_it_asks(tmp_path: Path) -> None:
    rows = [{"question": "What?"}, {"question": "What?", "asked": "2024-01-01"}, {"question": "Who?"}]
    ids = [case.id for case in read(tmp_path, *rows)]
    assert len(set(ids)) == 3
    assert ids == [case.id for case in read(tmp_path, *rows[:2], {"id": "", **rows[2]})]


def test_a_list_of_rows_and_a_single_row_are_read_too(tmp_path: Path) -> None:
    rows = [{"question": "What?", "answers": ["a"]}, {"question": "Who?", "answers": []}]
    listed = read_cases(write(tmp_path, json.dumps(rows, indent=1)))
    assert (listed.format, listed.cases) == ("jsonl", read(tmp_path, *rows))
    assert read_cases(write(tmp_path, json.dumps(rows[0], indent=1))).cases == listed.cases[:1]


def test_marks_of_the_beginning_blank_lines_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    text = '\ufeff{"question": "What?", "answers": "a"}\r\n\r\n{"question": "Who\u2028?"}\r\n'
    assert [case.question for case in read_cases(write(tmp_path, text)).cases] == ["What?", "Who\u2028?"]


def test_the_questions_of_the_starter_corpus_are_read() -> None:
    file = read_cases(find_data("seeds") / "questions.jsonl")
    assert (file.format, len(file.cases), file.articles) == ("jsonl", 138, None)
    assert sum(case.must_abstain for case in file.cases) == 20
    assert sum(bool(case.disagreement) for case in file.cases) == 15


def test_the_hash_is_that_of_the_content(tmp_path: Path) -> None:
    one, same, other = (
        write(tmp_path, f'{{"question": "{q}"}}', name) for q, name in (("A", "1"), ("A", "2"), ("B", "3"))
    )
    assert len(read_cases(one).hash) == 12
    assert read_cases(one).hash == read_cases(same).hash != read_cases(other).hash


def read_squad(folder: Path, **changes: Any) -> CaseFile:
    return read_cases(write(folder, json.dumps({**SQUAD, **changes}, indent=changes.pop("indent", None))))


def test_squad_is_read_with_its_articles(tmp_path: Path) -> None:
    file = read_squad(tmp_path)
    assert file.format == "squad"
    assert file.cases == (
        Case(
            id="s1",
            question="Where did it hit first?",
            answers=("Lisbon",),
            gold_articles=("Storm_of_2025",),
            gold_sentences=("It hit Lisbon first.", "Nobody was hurt in Lisbon."),
        ),
        Case(id="s2", question="How many were hurt in Porto?"),
        Case(id="s3", question="Which storm was it?", gold_articles=("Storm_of_2025",), has_gold=False),
    )
    text = f"{CONTEXT}\n\nIt was the third storm."
    assert file.enclosed == ({"id": "Storm_of_2025", "title": "Storm_of_2025", "text": text},)


@pytest.mark.parametrize(
    "data",
    [[{}], [{"paragraphs": [{}]}], [3], [{"paragraphs": [{"context": 3}]}], [{"paragraphs": None}]],
    ids=["no paragraphs", "no context", "no object", "a context that is a number", "nothing for paragraphs"],
)
def test_data_that_is_not_squads_is_refused(tmp_path: Path, data: list[Any]) -> None:
    with pytest.raises(QuestionsProblem, match='has "data" as SQuAD does, but not "paragraphs" with "context"'):
        read_squad(tmp_path, data=data)


@pytest.mark.parametrize("qas", [3, [3], [{"question": "Q?", "answers": 3}], [{"answers": [3]}], [{}]], ids=str)
def test_questions_that_are_not_squads_are_refused(tmp_path: Path, qas: Any) -> None:
    with pytest.raises(QuestionsProblem, match=r"questions\.txt"):
        read_squad(tmp_path, data=[{"title": "T", "paragraphs": [{"context": "C.", "qas": qas}]}])


def test_realtime_qa_is_read_with_the_right_choice_and_the_links_of_its_evidence(tmp_path: Path) -> None:
    file = read_cases(write(tmp_path, json.dumps(REALTIME) + "\n"))
    assert file.format == "realtimeqa"
    assert file.cases == (
        Case(
            id="20230106_3",
            question="Which country mourned?",
            answers=("Brazil",),
            asked="2023-01-05",
            lang="en",
            gold_articles=("https://www.cnn.com/pele?a=1&b=2", "https://x.example/y"),
            choices=("Brazil", "None of the above"),
        ),
    )


def test_none_of_the_choices_is_an_answer_that_is_not_known(tmp_path: Path) -> None:
    (case,) = read(tmp_path, {**REALTIME, "answer": ["1"]})
    assert (case.answers, case.has_gold, case.must_abstain) == ((), False, False)


@pytest.mark.parametrize("answer", [["4"], ["-1"], ["Brazil"], [None], {}], ids=str)
def test_an_answer_that_is_no_index_of_a_choice_is_refused(tmp_path: Path, answer: object) -> None:
    with pytest.raises(QuestionsProblem, match=r'line 1: "answer" has to be a list of indexes of "choices"\.'):
        read(tmp_path, {**REALTIME, "answer": answer})


def test_a_beir_folder_is_read_by_its_test_split(tmp_path: Path) -> None:
    head = "query-id\tcorpus-id\tscore\n"
    folder = write_beir(tmp_path / "beir", test=f"{head}q1\td1\t2\nq1\td2\t0\nq3\td2\t0\n", train=f"{head}q2\td1\t1\n")
    file = read_cases(folder)
    assert (file.format, file.articles) == ("beir", folder / "corpus.jsonl")
    assert file.cases == (
        Case(id="q1", question="Which storm?", gold_articles=("d1",), has_gold=False),
        Case(id="q3", question="What?", has_gold=False),
    )


def test_all_tables_of_a_beir_folder_count_where_none_is_of_the_test_split(tmp_path: Path) -> None:
    folder = write_beir(tmp_path / "beir", dev="q1\td1\t1\n", train="q2\td1\t1\n")
    (folder / "corpus.jsonl").unlink()
    file = read_cases(folder)
    assert [case.id for case in file.cases] == ["q1", "q2"]
    assert file.articles is None
    assert file.hash != read_cases(write_beir(tmp_path / "other", dev="q1\td2\t1\nq2\td1\t1\n")).hash


def test_the_corpus_of_a_beir_folder_can_be_taken_in_and_keeps_its_ids(tmp_path: Path) -> None:
    corpus = read_cases(write_beir(tmp_path / "beir", test="q1\td1\t1\n")).articles
    assert corpus is not None
    articles = [item for item in read_articles([corpus]) if isinstance(item, Article)]
    assert [article.origin.rpartition("#")[2] for article in articles] == ["d1", "d2"]
    # What has neither title nor outlet nor address is cited by the name of its file.
    assert [article.title for article in articles] == ["Storm", "corpus.jsonl#d2"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        pytest.param("q1\td1\t1\nq1 d2\n", r"test.tsv, line 2 is not query, article and score", id="no score at all"),
        pytest.param("q1\td1\thigh\n", r"test.tsv, line 1 is not query, article and score", id="no score"),
        pytest.param("q9\td1\t1\n", r"beir has no questions in it", id="other queries"),
    ],
)
def test_a_table_of_beir_that_can_not_be_used_is_refused(tmp_path: Path, table: str, message: str) -> None:
    with pytest.raises(QuestionsProblem, match=message):
        read_cases(write_beir(tmp_path / "beir", test=table))


def test_a_folder_that_is_not_beirs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionsProblem, match=r"has no queries\.jsonl and qrels"):
        read_cases(tmp_path)


@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["commas", "semicolons", "tabs"])
def test_a_table_is_read(tmp_path: Path, mark: str) -> None:
    rows = [
        ["ID", "Question", "answers", "asked", "kind", "gold_articles"],
        ["t1", "Where?", "Kuala Lumpur|KL", "2025-10-31", "where", "a1|a2"],
        ["t2", '"Who, then\nand now?"', "", "", "", ""],
    ]
    file = read_cases(write(tmp_path, "\n".join(mark.join(cells) for cells in rows)))
    assert file.format == "csv"
    assert file.cases == (
        Case(
            id="t1",
            question="Where?",
            answers=("Kuala Lumpur", "KL"),
            asked="2025-10-31",
            kind="where",
            gold_articles=("a1", "a2"),
        ),
        Case(id="t2", question="Who, then\nand now?"),
    )
    assert file.cases[1].must_abstain


def test_a_table_may_have_one_answer_or_none(tmp_path: Path) -> None:
    (case,) = read_cases(write(tmp_path, "question,answer\nWhere?,Lisbon\n")).cases
    assert case.answers == ("Lisbon",)
    (case,) = read_cases(write(tmp_path, "question\nWhere?\n")).cases
    assert not case.has_gold


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("question,answers\na,b\nWhere, then?,c\n", "line 3 has more cells than there are", id="a comma"),
        pytest.param("question,answers\n,b\n", "line 2 has no question", id="no question"),
        pytest.param('question,answers\n"a"b,c\n', "line 2 is not a row of a table", id="a stray quotation mark"),
        pytest.param("question,answers\n", "has no questions in it", id="only a head"),
        pytest.param("question,asked\nWhen?,soon\n", 'line 2: "asked" has to be a day', id="no day"),
    ],
)
def test_a_table_that_can_not_be_used_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(QuestionsProblem, match=message):
        read_cases(write(tmp_path, text))


GOOD = '{"question": "What?", "id": "a"}\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("", "is empty", id="nothing"),
        pytest.param(" \n\n", "is empty", id="blank lines"),
        pytest.param(GOOD.replace("a", "b") + GOOD + '{"question": "Wh', "line 3 is not JSON: ", id="a torn line"),
        pytest.param('{"question": "Wh\n' + GOOD, "line 1, is not JSON: ", id="a torn first line"),
        pytest.param('{\n "data": [\n}', "line 3, is not JSON: ", id="a torn document"),
        pytest.param(GOOD + "[1]\n", "line 2 is not an object", id="a line that is a list"),
        pytest.param(GOOD + '{"id": "b"}\n', "line 2 has no question", id="no question"),
        pytest.param(GOOD + '{"question": " "}\n', "line 2 has no question", id="a blank question"),
        pytest.param('{"id": "b"}\n' + GOOD, "line 1 has no question", id="no question at first"),
        pytest.param('{"question": ["a"]}\n', '"question" has to be text', id="a question that is a list"),
        pytest.param(GOOD + "\n" + GOOD, r"line 3 has the id 'a' of .*, line 1\.", id="one id twice"),
        pytest.param('{"question": "A"}\n' * 2, r"line 2 has the id 'q-\w+' of .*line 1", id="one question twice"),
        pytest.param('[{"question": "A"}, 3]', "item 2 is not an object", id="a list with a number"),
        pytest.param("[]", "no file of questions: its rows have nothing", id="an empty list"),
        pytest.param('{"data": []}', "has no questions in it", id="an empty SQuAD"),
        pytest.param('{"_id": "1", "text": "b"}\n', r"its rows have _id, text\. There are: .*BEIR folder", id="others"),
        pytest.param("Who came?\nWho went?", r"it begins with 'Who came\? Who went\?'\. There are: ", id="plain text"),
        pytest.param("id,text\n1,a\n", "it begins with 'id,text 1,a'", id="a table without the column"),
        pytest.param('{"question": "Wö?"}'.encode("cp1252"), "is not UTF-8", id="another encoding"),
        pytest.param(
            '{"question": "A", "answers": [{"text": "b"}]}', '"answers" has to be a text or a list', id="answers"
        ),
        pytest.param('{"question": "A", "asked": "last week"}', '"asked" has to be a day as YYYY-MM-DD', id="no day"),
        pytest.param('{"question": "A", "disagreement": "yes"}', "has to be true or false", id="disagreement"),
        pytest.param('{"question": "A", "sides": ["x"]}', '"sides" has to be a list of objects', id="sides"),
        pytest.param('{"question": "A", "x": ' + "[" * 100_000, "is not JSON", id="too deep"),
        pytest.param(GOOD + '{"question": "A", "x": ' + "[" * 100_000, "line 2 is not JSON", id="too deep further on"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused_in_one_line(tmp_path: Path, content: str | bytes, message: str) -> None:
    path = write(tmp_path, content)
    with pytest.raises(QuestionsProblem, match=message) as caught:
        read_cases(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(QuestionsProblem, match="can't be read: No such file"):
        read_cases(tmp_path / "nothing.jsonl")


def test_line_thirty_seven_is_named(tmp_path: Path) -> None:
    lines = [json.dumps({"question": f"What about {n}?"}) for n in range(60)]
    lines[36] = lines[36][:-2]
    with pytest.raises(QuestionsProblem, match=r"questions\.txt, line 37 is not JSON"):
        read_cases(write(tmp_path, "\n".join(lines)))


def test_halves_of_characters_do_not_reach_the_files_of_a_run(tmp_path: Path) -> None:
    (case,) = read_cases(write(tmp_path, '{"question": "What \\ud800?", "answers": ["\\udfff"]}')).cases
    assert json.dumps(case.to_json(), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"question": "Who?", "answers": {"text": ["Ann", "Ann Orr"], "answer_start": [3, 3]}}, id="SQuAD"),
        pytest.param({"question": "Who?", "answer": {"value": "Ann", "aliases": ["Ann Orr"]}}, id="TriviaQA"),
        pytest.param({"question": "Who?", "ground_truths": ["Ann", "Ann Orr"]}, id="ragas"),
        pytest.param({"user_input": "Who?", "reference": ["Ann", "Ann Orr"], "response": "Bob"}, id="ragas 0.2"),
        pytest.param({"input": "Who?", "expected_output": ["Ann", "Ann Orr"]}, id="DeepEval"),
    ],
)
def test_rows_of_other_programs_are_read(tmp_path: Path, row: dict[str, Any]) -> None:
    (case,) = read(tmp_path, row)
    assert (case.question, case.answers) == ("Who?", ("Ann", "Ann Orr"))


def test_no_text_in_rows_of_squad_means_that_the_right_thing_is_to_abstain(tmp_path: Path) -> None:
    (case,) = read(tmp_path, {"question": "Who?", "answers": {"text": [], "answer_start": []}})
    assert case.must_abstain


def test_our_own_names_come_first(tmp_path: Path) -> None:
    row = {"question": "Who?", "query": "What?", "answer": "Ann", "reference": "Bob", "input": "x"}
    (case,) = read(tmp_path, row)
    assert (case.question, case.answers) == ("Who?", ("Ann",))


@pytest.mark.parametrize("column", ["gold", "Label", "correct_answer"])
@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_column_that_looks_like_answers_and_is_not_read_is_named(tmp_path: Path, column: str, kind: str) -> None:
    text = f"question,{column}\nWho?,Ann\n" if kind == "csv" else json.dumps({"question": "Who?", column: "Ann"})
    (notice,) = read_cases(write(tmp_path, text)).notices
    assert notice.lower().startswith(f'the column "{column.lower()}" is not read')


def test_no_column_is_named_where_the_answers_are_read(tmp_path: Path) -> None:
    assert read_cases(write(tmp_path, "question,answers,label\nWho?,Ann,x\n")).notices == ()


@pytest.mark.parametrize("line", ["q1 0 d1 1", "q1\t0\td1\t1", "q1  Q0   d1  2"])
def test_qrels_are_read_as_trec_has_them(tmp_path: Path, line: str) -> None:
    (case,) = read_cases(write_beir(tmp_path / "beir", test=f"{line}\n")).cases
    assert case.gold_articles == ("d1",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_an_encoding_with_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    (case,) = read_cases(write(tmp_path, '{"question": "Wer geht über Köln?"}'.encode(encoding))).cases
    assert case.question == "Wer geht über Köln?"
