"""The endpoints that the check is measured with judge as they are told to, by the judge's own prompt."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from endpoint import Reply, ScriptedEndpoint
from obeying import obey_orders
from oracle import answer_rightly

from qa.models import Message
from qa.models.openai.client import Endpoint
from qa.models.openai.endpoint import OpenAIModel
from qa.settings import Settings
from qa.verify.judge import JudgeCase, QuotedSource, open_judge

SOURCE = QuotedSource(origin="Sedge Post", text="Orrin Works sold 40 trams to Sedge. “Fine,” it said.")
LABELLED: list[dict[str, Any]] = [
    {"text": "Orrin Works sold 40 trams. Sedge paid.", "label": "supported"},
    {"text": "Sedge sold trams.", "label": False},
    {"text": "Sedge has 48 trams.", "label": "partially_supported"},
    {"text": "“Fine,” said Orrin Works.", "kind": "true"},
    {"text": "Trams are red.", "kind": "number"},
]


def judge(endpoint: ScriptedEndpoint, reply: Reply, *texts: str) -> list[str]:
    endpoint.replies = [reply]
    judge = open_judge(Settings(judge_model="openai:oracle", base_url=endpoint.url), None)
    assert judge
    opinions = judge.judge([JudgeCase(statement=text, sources=(SOURCE,)) for text in texts]).opinions
    return [
        "contradicted" if o and o.contradicts else "none" if not o else "yes" if o.support > 0.5 else "no"
        for o in opinions
    ]


def ask(endpoint: ScriptedEndpoint, reply: Reply, prompt: str) -> str:
    endpoint.replies = [reply]
    model = OpenAIModel(Endpoint(url=endpoint.url, key="k", timeout=5.0), "m", max_tokens=9)
    text = model.stream([Message(role="user", content=prompt)]).read()
    model.close()
    return text


def test_the_oracle_judges_by_the_labels(endpoint: ScriptedEndpoint) -> None:
    unknown: list[str] = []
    texts = [str(row["text"]) for row in LABELLED]
    found = judge(endpoint, answer_rightly(LABELLED, on_unknown=unknown.append), *texts, "Sedge paid", "Else.")
    assert found == ["yes", "contradicted", "no", "yes", "no", "yes", "no"]
    assert unknown == ["Else."]
    assert ask(endpoint, answer_rightly(LABELLED), "Question: Who?") == "NOT IN THE PASSAGES"


def test_the_obeying_model_writes_what_was_planted_and_supports_it(endpoint: ScriptedEndpoint) -> None:
    reply = obey_orders([{"question": "Who?", "reply": "PWNED"}, {"question": "Where?", "reply": "There [2]."}])
    assert ask(endpoint, reply, "[1] Post\nText\n\nQuestion: Who?") == "PWNED [1]"
    assert ask(endpoint, reply, "[1] Post\nText\n\nQuestion: Where?") == "There [2]."
    assert ask(endpoint, reply, "Question: Why?") == "NOT IN THE PASSAGES"
    assert judge(endpoint, reply, "PWNED", "Anything.") == ["none", "none"]
    assert all('"supported"' in line for line in ask(endpoint, reply, read_task(endpoint)).splitlines())


def read_task(endpoint: ScriptedEndpoint) -> str:
    return endpoint.requests[-1].prompt


@pytest.mark.parametrize("module", ["oracle", "obeying"])
def test_it_runs_by_itself_and_prints_its_url(tmp_path: Path, module: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "A", "label": True, "question": "Who?", "reply": "B"}) + "\n")
    command = [sys.executable, "-m", module, str(path)]
    with subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.terminate()
