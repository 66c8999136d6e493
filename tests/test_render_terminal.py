import re

import pytest
from render_samples import HOSTILE, URL, make_answer, make_hit, make_hostile_answer

from qa.render.answers.lines import lay_out_answer
from qa.render.layout import Line, Table, make_line
from qa.render.library.listings import lay_out_hits
from qa.render.terminal import write_terminal, write_terminal_table

_LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def strip(text: str) -> str:
    return _LINK.sub("", _STYLE.sub("", text))


def test_the_address_leads_to_the_quote_in_the_page() -> None:
    text = write_terminal(lay_out_answer(make_answer()), width=80, colour=True)
    assert [link for link in _LINK.findall(text) if link] == [make_answer().citations[0].link]
    assert f"    {URL}\n" in strip(text)


def test_long_lines_are_wrapped_under_their_beginning() -> None:
    text = write_terminal([make_line("word " * 30, indent=4)], width=40, colour=True)
    lines = strip(text).splitlines()
    assert len(lines) > 2
    assert all(line.startswith("    word") and len(line) <= 40 for line in lines)


def test_wide_characters_count_twice() -> None:
    lines = strip(write_terminal([make_line("東京 " * 20)], width=30, colour=True)).splitlines()
    assert all(len(line.replace(" ", "")) <= 14 for line in lines)


def test_an_address_is_never_broken() -> None:
    assert URL in strip(write_terminal(lay_out_answer(make_answer()), width=30, colour=True))


def test_without_colour_there_is_no_escape_and_the_whole_link() -> None:
    text = write_terminal(lay_out_answer(make_answer()), width=60, colour=False)
    assert "\x1b" not in text
    assert str(make_answer().citations[0].link) in text.replace("\n", "")


def test_the_best_sentence_stands_out_by_style_or_by_marks() -> None:
    assert "»" not in write_terminal(lay_out_hits([make_hit()]), width=80, colour=True)
    assert "»Hegseth met Dong.«" in write_terminal(lay_out_hits([make_hit()]), width=80, colour=False)


@pytest.mark.parametrize("status", ["answered", "not_answered"])
def test_only_our_own_escapes_are_written(status: str) -> None:
    text = strip(write_terminal(lay_out_answer(make_hostile_answer(status)), width=80, colour=True))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold red]x[/]" in " ".join(text.split())


def test_an_empty_line_is_empty() -> None:
    assert write_terminal([Line(), make_line("x"), Line()], width=80, colour=False) == "\nx\n\n"


@pytest.mark.parametrize("colour", [True, False])
def test_a_table_is_cut_at_the_width(colour: bool) -> None:
    table = Table(headers=("ID", "TITLE"), rows=(("1", "[red]short[/]"), ("2", "long " * 30)))
    lines = strip(write_terminal_table(table, width=40, colour=colour)).splitlines()
    assert lines[0].split() == ["ID", "TITLE"]
    assert "[red]short[/]" in lines[1]
    assert len(lines) == 3 and max(map(len, lines)) <= 40


def test_a_table_without_room_is_a_block_for_each_row() -> None:
    row = ("9a4fd35ea6500b2c", "2025-11-04", "Ondra Times", "3", "Outbreak over")
    table = Table(headers=("ID", "PUBLISHED", "SOURCE", "ARTICLES", "TITLE"), rows=(row,))
    lines = write_terminal_table(table, width=46, colour=False).splitlines()
    assert lines == ["Outbreak over", "  9a4fd35ea6500b2c  2025-11-04  Ondra Times", "  articles 3"]


def test_hostile_hits_keep_their_brackets() -> None:
    hit = make_hit(text=f"{HOSTILE} end", best="end")
    assert "[bold red]x[/]" in " ".join(strip(write_terminal(lay_out_hits([hit]), width=300, colour=True)).split())
