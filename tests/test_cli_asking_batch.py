import json
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from cli_fakes import FakeChain

from qa.cli.asking.batch import LONGEST_LINE, answer_lines, read_lines
from qa.cli.output import Output
from qa.library import Filters


def answer(text: str | bytes, chain: FakeChain | None = None, **filters: Any) -> tuple[list[dict[str, Any]], int]:
    stream = StringIO()
    data = text.encode() if isinstance(text, str) else text
    code = answer_lines(
        chain or FakeChain(), read_lines(BytesIO(data)), Output(stream=stream), filters=Filters(**filters)
    )
    return [json.loads(line) for line in stream.getvalue().splitlines()], code


def test_lines_are_answered_in_order_as_text_or_json() -> None:
    rows, code = answer('One?\n\n{"question": "Two?", "id": 7}\r\nThree?')
    assert [(row["question"], row.get("id"), row["status"]) for row in rows] == [
        ("One?", None, "answered"),
        ("Two?", 7, "answered"),
        ("Three?", None, "answered"),
    ]
    assert code == 0


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param("One?", 0, id="answered"),
        pytest.param("One?\nno\nTwo?", 3, id="one not answered"),
        pytest.param("no\n{", 2, id="a bad line is worse"),
        pytest.param("{\nfail\nno", 1, id="a failure is worse still"),
        pytest.param("", 0, id="nothing asked"),
    ],
)
def test_the_exit_code_is_that_of_the_worst(lines: str, code: int) -> None:
    assert answer(lines)[1] == code


@pytest.mark.parametrize(
    ("line", "error"),
    [
        pytest.param(b'{"question": ', "The line is not JSON", id="broken JSON"),
        pytest.param(b'{"question": ' + b"[" * 100_000, "The line is not JSON", id="deep JSON"),
        pytest.param(b'{"id": 7}', "The line has no question", id="no question"),
        pytest.param(b'{"question": 7}', "The line has no question", id="a number"),
        pytest.param(b"\xff\xfe", "The line is not UTF-8", id="not text"),
        pytest.param(b"x" * (LONGEST_LINE * 3), "The line has more than", id="endless"),
        pytest.param(b'{"question": "q", "asked": "soon"}', "asked can't be 'soon'", id="no day"),
        pytest.param(b'{"question": "q", "since": 3}', '"since" has to be text', id="a number for a day"),
        pytest.param(b'{"question": "q", "source": {}}', '"source" has to be text', id="an object for an outlet"),
        pytest.param(b'{"question": "q", "language": "klingon"}', "'klingon' is no language", id="no language"),
        pytest.param(b"fail", "The model said nothing.", id="failure of the model"),
    ],
)
def test_a_bad_line_is_a_row_with_an_error_and_the_others_go_on(line: bytes, error: str) -> None:
    rows, code = answer(b"One?\n" + line + b"\nTwo?\n")
    assert [row["question"] for row in (rows[0], rows[2])] == ["One?", "Two?"]
    assert rows[1]["error"].startswith(error)
    assert rows[1]["line"] == 2
    assert len(rows) == 3 and code != 0


def test_each_row_limits_its_own_question() -> None:
    chain = FakeChain()
    line = {
        "question": "q",
        "asked": "2025-11-01",
        "since": "2025-10",
        "until": "2025",
        "source": "A",
        "language": ["en"],
    }
    answer(json.dumps(line) + "\nr", chain, sources=("B",))
    filters = Filters(since=date(2025, 10, 1), until=date(2025, 12, 31), sources=("A",), languages=("en",))
    assert chain.asked == [("q", filters, date(2025, 11, 1)), ("r", Filters(sources=("B",)), None)]


def test_fields_are_passed_through_but_never_in_the_place_of_an_answer() -> None:
    row = answer('{"question": "q", "id": [1], "answers": ["x"], "status": "fine", "error": "none", "asked": null}')[0][
        0
    ]
    assert (row["id"], row["answers"], row["status"]) == ([1], ["x"], "answered")
    assert "error" not in row


def test_half_a_character_in_json_does_not_stop_the_batch() -> None:
    rows, code = answer('{"question": "\\ud800?", "id": "\\udfff"}\nTwo?')
    assert (len(rows), code) == (2, 0)


def test_rows_are_sent_off_one_by_one() -> None:
    class Stream(StringIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed = self.getvalue().count("\n")

    stream, seen = Stream(), []

    def lines() -> Any:
        for line in (b"One?\n", b"Two?\n"):
            seen.append(stream.flushed)
            yield line

    answer_lines(FakeChain(), lines(), Output(stream=stream), filters=Filters())
    assert seen == [0, 1]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["of Windows", "of Unix"])
def test_lines_of_powershell_are_read(encoding: str, end: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    lines = ["Who sank the Ånselma?", "Where in Ċity?", '{"question": "When?"}']
    data = f"{mark}{end.join(lines)}{end}".encode(encoding)
    assert [line.decode().strip() for line in read_lines(BytesIO(data))] == lines


def test_a_long_line_of_utf_16_is_one_that_is_too_long() -> None:
    data = ("\ufeff" + "x" * (3 * LONGEST_LINE) + "\nWhere?").encode("utf-16-le")
    long, last = read_lines(BytesIO(data))
    assert len(long) > LONGEST_LINE
    assert last == b"Where?"
