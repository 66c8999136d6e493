"""A checked draft is shown with marks and the words of articles; nothing in it is markup or steers a terminal."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from core_samples import make_summary
from render_samples import ESCAPES, HOSTILE, MARKUP, make_citation

from qa.checking import CheckedQuotation, CheckedStatement, CheckedText, Place, WordDifference, make_manuscript
from qa.checking.alignment import Alignment
from qa.render.checks.lines import lay_out_check, lay_out_places
from qa.render.checks.markdown import write_check_markdown
from qa.render.checks.notes import write_note, write_summary
from qa.render.layout import write_plain
from qa.render.pages.check import write_check_page
from qa.render.terminal import write_terminal
from qa.verify.verdict import Flag, Verdict

DRAFT = "# Talks\n\nThey met. They left “at once”. Who paid?\n\n- Nobody knew.\n- It rained.\n\n```\ncode\nmore\n```\n"
TEXT = "“We left only then,” said Ann Tolle."


def make_place(text: str = TEXT, words: str = "left only then", **fields: Any) -> Place:
    start = text.index(words)
    place = Place(
        article=make_summary(),
        text=text,
        alignment=Alignment(spans=((start, start + len(words)),), share=1.0),
        speaker="Ann Tolle",
    )
    return replace(place, **fields)


def make_quotation(**fields: Any) -> CheckedQuotation:
    defaults: dict[str, Any] = {"words": "at once", "start": 32, "end": 39, "states": ("exact",), "place": make_place()}
    return CheckedQuotation(**{**defaults, **fields})


def make_text(draft: str = DRAFT, *verdicts: Verdict, **fields: Any) -> CheckedText:
    """Return a checked text whose statements have these verdicts, the rest of them supported."""
    manuscript = make_manuscript(draft, name="talks.md", kind="markdown")
    stated = [sentence for sentence in manuscript.sentences if sentence.aside is None]
    good = Verdict(name="supported", score=0.9, judge="rules")
    statements = tuple(
        CheckedStatement(
            text=sentence.text,
            start=sentence.start,
            end=sentence.end,
            verdict=verdicts[n] if n < len(verdicts) else good,
            citations=(1,),
        )
        for n, sentence in enumerate(stated)
    )
    return CheckedText(
        manuscript=manuscript, statements=statements, citations=(make_citation(),), judge="rules", **fields
    )


BAD = Verdict(name="contradicted", score=0.1, judge="rules", flags=(Flag(kind="name", words="They", against="We"),))
OPEN = Verdict(name="not_confirmed", score=0.3, judge="rules")


def test_the_draft_is_shown_paragraph_by_paragraph_with_marks() -> None:
    lines = write_plain(lay_out_check(make_text(DRAFT, BAD))).splitlines()
    assert lines[:5] == [
        "Talks",
        "",
        "They met. ✗1 They left “at once”. ✓ Who paid?",
        "  ✗1 The articles contradict this.",
        "     “They”: the article has “We”",
    ]
    assert lines[6].startswith("     Meridian Wire, 31 October 2025: Hegseth and Dong meet")
    assert lines[8:] == [
        "",
        "- Nobody knew. ✓",
        "- It rained. ✓",
        "",
        "``` …",
        "",
        "4 statements: 3 supported, 1 contradicted; 1 sentence with nothing to check. Judged by words and rules alone.",
    ]


def test_what_is_near_is_shown_as_such() -> None:
    shown = write_plain(lay_out_check(make_text(DRAFT, OPEN)))
    assert "?1 The articles do not confirm this.\n     Nearest in the articles:\n" in shown
    assert "Nearest in the articles:" in write_check_page(make_text(DRAFT, OPEN))
    assert "Nearest in the articles:" not in write_check_page(make_text(DRAFT, BAD))


def test_the_words_for_what_is_supported_are_shown_where_they_are_asked_for() -> None:
    text = make_text(DRAFT)
    assert "The articles say so." not in write_plain(lay_out_check(text))
    shown = write_plain(lay_out_check(text, everything=True))
    assert shown.count("The articles say so.") == 4
    assert "They met. ✓1 They left “at once”. ✓2" in shown


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param(
            {
                "states": ("drifted",),
                "place": make_place(
                    alignment=Alignment(
                        spans=((4, 18),), share=0.8, differences=(WordDifference(quoted="at once", said="only then"),)
                    )
                ),
            },
            ("Misquoted: “at once” for “only then”.", "Said by Ann Tolle."),
            id="drifted",
        ),
        pytest.param(
            {"states": ("attributed",), "claimed": "Piet Marsh"},
            ("Said by Ann Tolle, not by Piet Marsh.",),
            id="another",
        ),
        pytest.param(
            {"states": ("cut",), "limit": "if it rains"},
            ("Cut short; with it goes “if it rains”.", "Said by Ann Tolle."),
            id="cut",
        ),
        pytest.param(
            {"states": ("changed",), "place": make_place(replaced_at="2025-11-02T10:00:00+00:00", now="We stayed.")},
            (
                "Changed since; the article read so until 2 November 2025, now it reads “We stayed.”.",
                "Said by Ann Tolle.",
            ),
            id="changed",
        ),
        pytest.param(
            {"states": ("not_found",), "place": None}, ("Nowhere in the articles: “at once”.",), id="not found"
        ),
    ],
)
def test_what_is_wrong_with_a_quotation_is_told(fields: dict[str, Any], told: tuple[str, ...]) -> None:
    text = make_text()
    statement = replace(text.statements[1], quotations=(make_quotation(**fields),))
    note = write_note(statement, text.citations)
    assert (note.kind, note.told) == ("misquoted", told)
    assert [source.quote for source in note.sources] == ([] if fields.get("place", 1) is None else [TEXT])


def test_the_summary_counts_quotations_too() -> None:
    text = make_text()
    quotations = (make_quotation(), make_quotation(states=("cut",), limit="if it rains"))
    text = replace(text, statements=(replace(text.statements[0], quotations=quotations),), judge="openai:x")
    assert write_summary(text) == (
        "1 statement: 1 supported; 2 quotations: 1 exact, 1 cut short; 1 sentence with nothing to check. "
        "Judged by openai:x."
    )


def test_places_are_shown_with_the_words_marked() -> None:
    shown = write_plain(lay_out_places([make_place(), make_place(replaced_at="2025-11-02", now="We stayed.")]))
    assert "   exact\n   said by Ann Tolle\n   “We »left only then«,” said Ann Tolle.\n" in shown
    assert "   exact; in a former version\n" in shown and "   Now: “We stayed.”\n" in shown


def make_hostile_text() -> CheckedText:
    text = make_text(f"# {HOSTILE}\n\nIt is {HOSTILE} now.\n\n```\n{HOSTILE}\n```\n")
    place = make_place(HOSTILE, HOSTILE, speaker=HOSTILE, now=HOSTILE, replaced_at="2025-11-02", also_in=(HOSTILE,))
    place = replace(place, article=make_summary(title=HOSTILE, source=HOSTILE, url="javascript:alert(1)"))
    states = ("changed", "attributed", "cut")
    bad = replace(BAD, flags=(Flag(kind="name", words=HOSTILE, against=HOSTILE),))
    quotation = make_quotation(words=HOSTILE, states=states, place=place, claimed=HOSTILE, limit=HOSTILE)
    statements = tuple(replace(own, verdict=bad, quotations=(quotation,)) for own in text.statements)
    article = replace(make_citation().article, title=HOSTILE, source=HOSTILE, url="javascript:alert(1)")
    citation = make_citation(article=article, quote=HOSTILE, link="https://x.example/\x1b[31m", also_in=(HOSTILE,))
    manuscript = replace(text.manuscript, name=HOSTILE)
    return replace(text, manuscript=manuscript, statements=statements, citations=(citation,), judge=HOSTILE)


def test_nothing_hostile_reaches_a_terminal() -> None:
    text = make_hostile_text()
    places = [quotation.place for quotation in text.quotations if quotation.place]
    for lines in (lay_out_check(text), lay_out_places(places)):
        plain = write_plain(lines)
        assert not set(plain) & set(re.sub(r"[\n\w\s\[\]0-9;]", "", ESCAPES))
        assert "\x1b" not in plain and "\u202e" not in plain
        assert "[bold red]" in write_terminal(lines, width=500, colour=True)


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_nothing_hostile_is_markup_in_a_page() -> None:
    page = Page(write_check_page(make_hostile_text()))
    assert not page.tags & {"script", "img", "a", "b"}
    assert page.links == []


def test_a_page_marks_the_sentences_and_leads_to_the_articles() -> None:
    shown = write_check_page(make_text(DRAFT, BAD))
    assert '<mark class="contradicted">They met.</mark><sup class="contradicted">✗1</sup>' in shown
    assert '<span class="aside">Who paid?</span>' in shown
    assert make_citation().link in Page(shown).links
    assert "url(" not in shown and "@import" not in shown


def test_nothing_hostile_is_markup_in_markdown() -> None:
    shown = write_check_markdown(make_hostile_text())
    unindented = [line for line in shown.splitlines() if not line.startswith("    ")]
    assert MARKUP not in "\n".join(unindented)
    assert not re.search(r"(?<!\\)<script|(?<!\\)!\[|(?<!\\)\]\(", "\n".join(unindented))


def test_markdown_has_numbered_notes_below_the_draft() -> None:
    shown = write_check_markdown(make_text(DRAFT, BAD))
    assert "## Talks\n\nThey met. **✗1** They left “at once”. ✓ Who paid?\n\n- Nobody knew. ✓" in shown
    assert "\n---\n\n1. **The articles contradict this.**\n\n   “They”: the article has “We”\n" in shown
    assert shown.endswith("Judged by words and rules alone.*\n")
