"""A briefing, a timeline and a list of changes in every format: safe, complete, and readable when narrow."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from render_samples import HOSTILE

from qa.answer import Citation, CitedArticle, Statement
from qa.briefing import (
    Brief,
    BriefFigure,
    BriefSource,
    BriefStatement,
    BriefValue,
    Changes,
    CorrectedArticle,
    GoneArticle,
    LaterFigure,
    MovedFigure,
    RevisedArticle,
    Timeline,
    TimelineEvent,
)
from qa.errors import UsageProblem
from qa.history.revisions import TextChange
from qa.render.briefing.lines import lay_out_brief, lay_out_changes, lay_out_timeline
from qa.render.briefing.markdown import write_brief_markdown, write_changes_markdown, write_timeline_markdown
from qa.render.briefing.picture import draw_timeline
from qa.render.layout import write_plain
from qa.render.pages.document import write_brief_page, write_changes_page, write_timeline_page
from qa.render.terminal import write_terminal

ARTICLE = CitedArticle(
    id="a1", title="Flood in Port Ellery", source="Meridian Wire", published="2025-11-01", url="https://a.example/flood"
)
QUOTE = "The flood in Port Ellery killed 48 people on Friday."
CITATION = Citation(n=1, article=ARTICLE, quote=QUOTE, start=0, end=len(QUOTE), link="https://a.example/flood#x")
VALUE = BriefValue(text="48", as_of="2025-11-01", teller="the mayor", citations=(1,))
NEWER = BriefValue(text="52", as_of="2025-11-04", teller="the coastguard", citations=(1,))
EVENT = TimelineEvent(
    first="2025-10-31", last="2025-10-31", when="31 October 2025", text=QUOTE, planned=False, as_of=None, basis="said",
    citations=(1,), outlets=("Meridian Wire", "Harbour Post"),
    later=(LaterFigure(counts="dead", figure="52", teller="the coastguard", day="2025-11-04", citations=(1,)),),
)  # fmt: skip
PLAN = replace(
    EVENT, text="The bridge will open on 20 November.", when="20 November 2025", first="2025-11-20", last="2025-11-20",
    planned=True, as_of="2025-11-04", later=(), outlets=("Meridian Wire",),
)  # fmt: skip
TIMELINE = Timeline(topic="Port Ellery", status="found", events=(EVENT, PLAN), citations=(CITATION,), articles=2)


def make_told(text: str, speaker: str | None = None) -> BriefStatement:
    statement = Statement(text=text, citations=(1,), verdict="supported", score=1.0, speaker=speaker)
    return BriefStatement(statement=statement)


SOURCE = BriefSource(
    id="a1", title=ARTICLE.title, source=ARTICLE.source, published=ARTICLE.published, url=ARTICLE.url,
    also_in=("Karsavia Herald",), citations=(1,),
)  # fmt: skip
BRIEF = Brief(
    topic="Port Ellery",
    status="found",
    happened=(make_told(QUOTE),),
    sides=(make_told("“Help will come,” she said.", "Ada Thorne"), make_told("Ada Thorne denied it.", "Ada Thorne")),
    figures=(BriefFigure(counts="dead", value=NEWER, older=(VALUE,)),),
    timeline=(EVENT,),
    sources=(SOURCE,),
    citations=(CITATION,),
    unconfirmed=(
        Statement(text="It killed 99.", citations=(1,), verdict="contradicted", score=0.0, flags=("“99”: not so",)),
    ),
    missing={"open": "nothing is open"},
    model="openai:m",
    judge="rules",
    prompt_hash="x",
)
CHANGES = Changes(
    topic="Port Ellery",
    since="2025-11-03",
    status="changed",
    articles=(SOURCE,),
    events=(PLAN,),
    revised=(
        RevisedArticle(
            article=ARTICLE,
            at="2025-11-08T10:00:00+00:00",
            changes=(TextChange(kind="changed", before="48", after="50"),),
            left_out=2,
        ),
    ),
    corrected=(CorrectedArticle(article=ARTICLE, at="2025-11-08", notice="Correction: it was 50."),),
    gone=(GoneArticle(article=ARTICLE, at="2025-11-09"),),
    figures=(MovedFigure(counts="dead", before=VALUE, now=NEWER),),
    citations=(CITATION,),
)  # fmt: skip


def test_an_event_is_one_line_with_its_day_its_citation_and_what_became_of_it() -> None:
    text = write_plain(lay_out_timeline(TIMELINE))
    assert (
        "31 October 2025  The flood in Port Ellery killed 48 people on Friday. [1] "
        "(2 outlets; later 52 dead (4 November 2025, the coastguard) [1])\n"
    ) in text
    assert "20 November 2025  The bridge will open on 20 November. [1] (planned, as of 4 November 2025)\n" in text
    assert "[1] Flood in Port Ellery  Meridian Wire, 1 November 2025\n    https://a.example/flood\n" in text
    assert text.endswith("From 2 reports.\n")


@pytest.mark.parametrize(
    "write",
    [lambda timeline: write_plain(lay_out_timeline(timeline)), write_timeline_markdown, write_timeline_page],
    ids=["lines", "markdown", "page"],
)
def test_a_number_in_brackets_that_an_article_has_itself_is_none_of_a_citation(
    write: Callable[[Timeline], str],
) -> None:
    event = replace(EVENT, text="The flood [2] killed 48 people.", later=())
    shown = write(replace(TIMELINE, events=(event,)))
    assert "The flood (2) killed 48 people." in shown and "[2]" not in shown


def test_a_briefing_has_its_sections_in_order_and_leaves_empty_ones_out() -> None:
    text = write_plain(lay_out_brief(BRIEF))
    headings = ["What happened", "Who says what", "Figures", "Timeline", "Sources", "Not confirmed by the articles"]
    places = [text.index(f"\n{heading}\n") for heading in headings]
    assert places == sorted(places)
    assert "\nOpen\n" not in text
    assert "52 dead  4 November 2025, the coastguard [1] (before: 48 on 1 November 2025 (the mayor) [1])\n" in text
    assert text.endswith(
        "Written by openai:m; every sentence is checked against the articles. Checked by rules only. "
        "1 sentence not confirmed.\n"
    )


def test_who_speaks_is_named_before_a_sentence_that_does_not_name_them() -> None:
    text = write_plain(lay_out_brief(BRIEF))
    assert "Ada Thorne:  “Help will come,” she said. [1]\n" in text
    assert "\nAda Thorne denied it. [1]\n" in text


def test_without_the_unconfirmed_nothing_of_them_is_shown() -> None:
    assert "99" not in write_plain(lay_out_brief(BRIEF.hide_unconfirmed()))


def test_changes_tell_what_was_and_what_is() -> None:
    text = write_plain(lay_out_changes(CHANGES))
    assert text.startswith("Port Ellery: since 3 November 2025\n")
    assert "52 dead  4 November 2025, the coastguard [1] (before: 48 on 1 November 2025 (the mayor) [1])" in text
    assert "    - 48\n    + 50\n    2 more changes: qa articles diff a1\n" in text
    assert "    “Correction: it was 50.”\n" in text
    assert "the page is gone since 9 November 2025" in text


def test_nothing_changed_and_nothing_found_are_two_messages() -> None:
    unchanged = Changes(topic="X", since="2025-11-03", status="nothing_changed")
    assert "Nothing changed." in write_plain(lay_out_changes(unchanged))
    nothing = replace(unchanged, status="nothing_found", explanation="No article is in Swahili.")
    assert write_plain(lay_out_changes(nothing)).splitlines()[1:] == ["No article is in Swahili."]


@pytest.mark.parametrize("width", [30, 80, 200])
def test_lines_fit_a_terminal_of_any_width(width: int) -> None:
    for lines in (lay_out_timeline(TIMELINE), lay_out_brief(BRIEF), lay_out_changes(CHANGES)):
        shown = write_terminal(lines, width=width, colour=False)
        assert all(len(line) <= max(width, 30) or "http" in line for line in shown.splitlines())


@pytest.mark.parametrize(
    "text",
    [write_timeline_markdown(TIMELINE), write_brief_markdown(BRIEF), write_changes_markdown(CHANGES)],
    ids=["timeline", "brief", "changes"],
)
def test_markdown_has_a_title_and_lists(text: str) -> None:
    assert text.startswith("# Port Ellery")
    assert "\n- " in text
    assert "\\[1\\]" in text


@pytest.mark.parametrize(
    "page",
    [write_timeline_page(TIMELINE), write_brief_page(BRIEF), write_changes_page(CHANGES)],
    ids=["timeline", "brief", "changes"],
)
def test_a_page_is_one_file_without_scripts(page: str) -> None:
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!https://a\.example|#c1)', page)


def test_the_numbers_of_a_page_lead_to_the_exact_words() -> None:
    page = write_brief_page(BRIEF)
    assert '<a href="#c1">[1]</a>' in page
    assert (
        '<blockquote id="c1" dir="auto"><a href="https://a.example/flood#x" rel="noopener noreferrer" '
        f'dir="auto">[1]</a> {QUOTE}' in page
    )


def test_hostile_text_stays_text_in_every_format() -> None:
    article = replace(ARTICLE, title=HOSTILE, source=HOSTILE, url="javascript:alert(1)")
    citation = replace(CITATION, article=article, quote=HOSTILE, link="javascript:alert(1)")
    event = replace(EVENT, text=HOSTILE, corrected=HOSTILE, changed=HOSTILE)
    timeline = replace(TIMELINE, topic=HOSTILE, events=(event,), citations=(citation,))
    brief = replace(BRIEF, topic=HOSTILE, happened=(make_told(HOSTILE),), timeline=(event,), citations=(citation,))
    for page in (write_timeline_page(timeline), write_brief_page(brief)):
        assert "<script" not in page.lower()
        assert "javascript:" not in re.sub(r"<[^>]*>([^<]*)", "", page)
        assert "<img" not in page
    for lines in (lay_out_timeline(timeline), lay_out_brief(brief)):
        assert "\x1b" not in write_plain(lines)


@pytest.mark.parametrize("name", ["timeline.svg", "timeline.png"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_picture_is_drawn_the_same_each_time(tmp_path: Path, name: str, dark: bool) -> None:
    path = tmp_path / name
    draw_timeline(TIMELINE, path, dark=dark)
    first = path.read_bytes()
    draw_timeline(TIMELINE, path, dark=dark)
    assert path.read_bytes() == first
    assert first[:5] in (b"<?xml", b"\x89PNG\r")


def test_a_picture_keeps_text_of_all_scripts_and_signs_as_text(tmp_path: Path) -> None:
    events = tuple(
        replace(EVENT, text=text)
        for text in ("بدأ الإضراب يوم الأربعاء.", "台风在周五登陆。", "It cost $5 to $6_000 ^2 & <b>.")
    )
    draw_timeline(replace(TIMELINE, events=events), tmp_path / "all.svg")
    svg = (tmp_path / "all.svg").read_text(encoding="utf-8")
    assert "台风在周五登陆" in svg
    assert "الإضراب" in svg
    assert "$5 to $6_000 ^2 &amp; &lt;b&gt;." in svg


def test_a_picture_that_can_not_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="can't be written"):
        draw_timeline(TIMELINE, tmp_path / "missing" / "x.svg")
