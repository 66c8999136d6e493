"""What every page holds to: text stays text, nothing may be loaded or run, and templates say what is missing."""

import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

import pytest
from render_samples import HOSTILE, make_answer

from qa.render.clean import clean_lines
from qa.render.pages.answer import write_answer_page
from qa.render.pages.page import write_page, write_policy

FOLDER = files("qa.render.pages") / "templates"
SYNTAX = "{{ 7 * 7 }} {% raw %} {# a #} ${x} {{ policy }} %}"


def list_templates() -> Iterator[tuple[str, str]]:
    """Yield the names of the templates with their text."""
    for folder, prefix in ((FOLDER, ""), (FOLDER / "report", "report/")):
        for file in folder.iterdir():
            if file.name.endswith(".html"):
                yield f"{prefix}{file.name}", file.read_text(encoding="utf-8")


TEMPLATES = dict(list_templates())


@pytest.mark.parametrize("text", [SYNTAX, HOSTILE, '" onmouseover="alert(1)', "x" * 100_000], ids=str.split)
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    page = write_answer_page(make_answer(question=text, model=text))
    assert "49" not in page and clean_lines(page) == page
    assert not re.search(r"<script|<[^>]* on[a-z]+=|<b>|<img", page)
    body = page.partition("</style>")[2]
    assert body.count("{{") == 2 * text.count("{{")


def test_a_value_that_is_missing_is_no_empty_place() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError, match="is undefined"):
        "".join(write_page("answer.html", title="?"))


@pytest.mark.parametrize(
    ("address", "leads"),
    [("https://a.example/x", True), ("javascript:alert(1)", False), ("data:text/html,x", False), (None, False)],
    ids=["web", "script", "data", "none"],
)
def test_only_web_addresses_are_followed(address: str | None, leads: bool) -> None:
    answer = make_answer()
    [citation] = answer.citations
    shown = replace(citation, link=address, article=replace(citation.article, url=address))
    page = write_answer_page(replace(answer, citations=(shown,)))
    assert re.findall(r'href="(?!#c1")([^"]*)"', page) == ([address] if leads else [])


def test_addresses_stand_in_one_place_of_the_templates_and_no_style_or_handler_in_any() -> None:
    own = r'(?:href|src|srcset)="(?!#\{\{ prefix \}\}\{\{ n \}\}")[^"]*"'
    found = {name: re.findall(own, text) for name, text in TEMPLATES.items()}
    assert {name: values for name, values in found.items() if values} == {
        "parts.html": ['href="{{ address }}"', 'href="{{ places[n] }}"', 'srcset="{{ dark }}"', 'src="{{ light }}"'],
        # The server's own address of the report.
        "report/questions.html": ['href="{{ address }}&question={{ loop.index }}"'],
    }
    for text in TEMPLATES.values():
        assert not re.search(r"\sstyle=|\son[a-z]+=|\|\s*safe|autoescape", text)


def test_a_page_allows_its_own_style_and_nothing_else() -> None:
    page = write_answer_page(make_answer())
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy.replace("&#39;", "'") == write_policy(style)
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri" in write_policy(style)
    assert "script" not in write_policy(style) and "unsafe" not in policy


def test_nothing_of_templates_is_loaded_before_a_page_is_written() -> None:
    modules = "qa.render.pages.answer, qa.render.pages.check, qa.render.pages.document, qa.render.pages.colours"
    code = f"import json, sys, {modules}; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert not {"jinja2", "markupsafe", "matplotlib", "rich"} & set(json.loads(run.stdout))
