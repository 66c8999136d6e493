import json

import pytest
from render_samples import HOSTILE, QUOTE

from qa.render.clean import clean_lines
from qa.render.json import write_json


def test_other_scripts_are_written_as_they_are() -> None:
    assert write_json({"text": "東京 “é”"}) == '{"text": "東京 “é”"}'


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "ANSI_X3.4-1968"])
def test_a_stream_without_the_characters_gets_escapes(encoding: str) -> None:
    text = write_json({"text": "東京 “é” 😀"}, encoding=encoding)
    assert json.loads(text.encode(encoding).decode("ascii")) == {"text": "東京 “é” 😀"}


@pytest.mark.parametrize("indent", [None, 2])
def test_hostile_text_comes_back_exact_and_harmless_to_look_at(indent: int | None) -> None:
    text = write_json({"quote": HOSTILE + QUOTE}, indent=indent)
    assert json.loads(text) == {"quote": HOSTILE + QUOTE}
    assert clean_lines(text) == text
