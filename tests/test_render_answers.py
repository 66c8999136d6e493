import re
from collections.abc import Callable

import pytest
from render_samples import (
    ESCAPES,
    HOSTILE,
    QUOTE,
    SHOWN_QUOTE,
    make_answer,
    make_citation,
    make_doubt,
    make_doubtful_answer,
    make_hostile_answer,
    make_passage,
    make_refusal,
)

from qa.answer import Answer, CitedArticle, Reason, Side, Statement, Status
from qa.render.answers.lines import lay_out_answer, lay_out_statement
from qa.render.answers.markdown import write_answer_markdown
from qa.render.answers.words import (
    cut_excerpt,
    describe_article,
    describe_sides,
    explain_doubt,
    quote_words,
    repeats_quote,
)
from qa.render.clean import clean_lines
from qa.render.layout import write_plain
from qa.render.pages.answer import write_answer_page

ANSWERED = """\
Hegseth and Dong Jun met. [1]

[1] Hegseth and Dong meet
    Meridian Wire, 31 October 2025 (3 outlets, 1 report: also Harbour Post, Ondra Times)
    “US Defense Secretary Pete Hegseth and Dong Jun met on the margins of a ‘gathering’.”
    https://meridian-wire.example/2025/10/31/hegseth-dong#:~:text=US%20Defense%20Secretary%20Pete%20Hegseth,the%20margins%20of%20a%20%22gathering%22.
"""

NOT_CONFIRMED = """\

Not confirmed by the articles:
  Hegseth was convicted.
    “convicted”: the article has “charged”
    The articles say otherwise: “Hegseth was charged in May.”
    Meridian Wire, 31 October 2025 [2]
  54 advisers came along.
    “54”: not in the nearest words
    Nearest: “US Defense Secretary Pete Hegseth and Dong Jun met on the margins of a ‘gathering’.”
    Meridian Wire, 31 October 2025 [1]
"""

REFUSED = """\
The model found no answer in the passages. Read the nearest, or ask with other words.

Nearest in the articles:
  - Hegseth and Dong meet
    Meridian Wire, 31 October 2025
    US Defense Secretary Pete Hegseth and Dong Jun met on the margins of a "gathering".
"""


def test_an_answer_is_followed_by_what_its_numbers_stand_for() -> None:
    assert write_plain(lay_out_answer(make_answer())) == ANSWERED


def test_a_refusal_shows_the_nearest_passages() -> None:
    assert write_plain(lay_out_answer(make_refusal())) == REFUSED


def test_what_is_not_confirmed_follows_the_citations_with_why_and_the_nearest_quote() -> None:
    text = write_plain(lay_out_answer(make_doubtful_answer()))
    assert text.endswith(NOT_CONFIRMED)
    assert text.count("[2]") == 1
    assert text.index("[1] Hegseth and Dong meet") < text.index("Not confirmed")


def test_what_is_not_confirmed_is_dimmed() -> None:
    lines = lay_out_answer(make_doubtful_answer())
    start = next(n for n, line in enumerate(lines) if "Not confirmed" in "".join(span.text for span in line.spans))
    assert {span.style for line in lines[start:] for span in line.spans} == {"faint"}


def test_where_nothing_is_confirmed_that_is_said_and_what_the_model_wrote_comes_before_what_is_nearest() -> None:
    refused = make_doubtful_answer(status="not_answered", reason="unsupported", text="", statements=())
    text = write_plain(lay_out_answer(refused))
    head, _, rest = text.partition("\n")
    assert head == "The model answered, but the articles do not confirm it:"
    assert rest.startswith(NOT_CONFIRMED.partition(":\n")[2])
    assert "\n\nNearest in the articles:\n" in rest


@pytest.mark.parametrize(
    "write", [write_answer_page, write_answer_markdown, lambda answer: write_plain(lay_out_answer(answer))]
)
@pytest.mark.parametrize("status", ["answered", "not_answered"])
def test_nothing_that_a_model_wrote_disappears_unless_it_is_hidden(
    write: Callable[[Answer], str], status: Status
) -> None:
    answer = make_doubtful_answer(status=status, reason=None if status == "answered" else "unsupported")
    shown, hidden = write(answer), write(answer.hide_unconfirmed())
    for part in ("Hegseth was convicted.", "54 advisers came along.", "the article has “charged”", "charged in May."):
        assert part in shown.replace("\\", "")
        assert part not in hidden.replace("\\", "")
    assert "Not confirmed" not in hidden
    assert "The model answered, but the articles do not confirm it:" not in hidden


@pytest.mark.parametrize(
    "write", [write_answer_page, write_answer_markdown, lambda answer: write_plain(lay_out_answer(answer))]
)
def test_that_no_model_judged_is_said_once_where_one_wrote(write: Callable[[Answer], str]) -> None:
    assert write(make_doubtful_answer(judge="rules")).count("Checked by rules only.") == 1
    for answer in (make_answer(judge="words"), make_answer(judge="openai:judge"), make_refusal(judge="rules")):
        assert "Checked by" not in write(answer)


def test_of_many_reasons_the_first_are_told() -> None:
    doubt = make_doubt(flags=tuple(f"“{n}”: not in the nearest words" for n in range(9)))
    assert explain_doubt(doubt).count(";") == 1


def test_a_refusal_shows_at_most_three_articles_each_once() -> None:
    passages = [make_passage(rank, article_id=id, title=f"Title {id}") for rank, id in enumerate("aabacde", 1)]
    text = write_plain(lay_out_answer(make_refusal(passages=tuple(passages))))
    assert [line.strip() for line in text.splitlines() if "Title" in line] == ["- Title a", "- Title b", "- Title c"]


@pytest.mark.parametrize("reason", ["empty_library", "no_match", "unsupported", "abstained"])
def test_each_reason_is_a_sentence(reason: Reason) -> None:
    text = write_plain(lay_out_answer(make_refusal(reason=reason, passages=())))
    assert text.splitlines()[0].endswith(".")


def test_an_empty_library_is_told_how_to_fill_it() -> None:
    assert "qa ingest" in write_plain(lay_out_answer(make_refusal(reason="empty_library", passages=())))


def test_a_quote_that_is_the_statement_itself_is_not_repeated() -> None:
    statement = Statement(text=QUOTE, citations=(1,), verdict="supported", score=1.0)
    text = write_plain(lay_out_answer(make_answer(statements=(statement,))))
    assert text.count(QUOTE) == 1
    assert "quoted above" in text


def test_a_citation_without_title_outlet_day_and_address_has_its_quote() -> None:
    article = CitedArticle(id="0", title="", source=None, published=None, url=None)
    text = write_plain(lay_out_answer(make_answer(citations=(make_citation(article=article, link=None),))))
    assert text.splitlines()[2:] == ["[1] (no title)", f"    “{SHOWN_QUOTE}”"]


@pytest.mark.parametrize("status", ["answered", "not_answered"])
def test_nothing_of_an_article_reaches_the_terminal_unclean(status: str) -> None:
    text = write_plain(lay_out_answer(make_hostile_answer(status)))
    assert clean_lines(text) == text
    assert "[bold red]x[/]" in text
    assert "javascript:alert(1)\n" not in text


def test_several_numbers_follow_a_statement() -> None:
    statement = Statement(text="Both met.", citations=(1, 3), verdict="supported", score=1.0)
    assert write_plain(lay_out_answer(make_answer(statements=(statement,)))).startswith("Both met. [1] [3]\n")


def test_an_excerpt_ends_at_a_word() -> None:
    assert cut_excerpt("one two, three", 9) == "one two …"
    assert cut_excerpt("one  two") == "one two"


def test_an_article_is_described_by_what_is_known() -> None:
    assert describe_article(None, "2025-10-31") == "31 October 2025"
    assert describe_article("A", None, ("B",)) == "A (2 outlets, 1 report: also B)"
    assert describe_article("A", None, ("B",), 3) == "A, page 3 (2 outlets, 1 report: also B)"
    assert describe_article(None, HOSTILE) == ""


def make_sides(*texts: str) -> tuple[Side, ...]:
    return tuple(
        Side(text=text, source=f"Outlet {n}", speaker=None, published=f"2025-07-0{n}", citations=(1,))
        for n, text in enumerate(texts, 1)
    )


@pytest.mark.parametrize(
    "write", [write_answer_page, write_answer_markdown, lambda answer: write_plain(lay_out_answer(answer))]
)
def test_an_answer_says_how_the_articles_differ(write: Callable[[Answer], str]) -> None:
    text = write(make_answer(disagreement=True, sides=make_sides("41,200", "about 44,000")))
    assert re.search(r"The articles differ:(\s|<[^>]*>)*41,200", text)
    assert text.index("41,200") < text.index("1 July 2025") < text.index("about 44,000") < text.index("2 July 2025")
    assert "The articles differ" not in write(make_answer())


def test_sides_that_are_whole_sentences_are_not_said_again() -> None:
    sides = make_sides("The company says that it will appeal against the ruling.", "The court is not impressed.")
    assert describe_sides(sides) == "The articles give different sides of this."


def test_the_sides_of_a_hostile_article_are_clean() -> None:
    text = write_plain(lay_out_answer(make_answer(disagreement=True, sides=make_sides(ESCAPES, "12"))))
    assert clean_lines(text) == text


def test_a_quote_is_known_behind_days_that_are_told_and_a_dateline() -> None:
    quote = "SALEM, Ore. (AP) — They met on Friday in the town."
    assert repeats_quote("They met on Friday (31 October 2025) in the town.", quote)
    assert not repeats_quote("They met on Friday.", quote)
    assert not repeats_quote("town.", quote)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("He said “yes”.", "“He said ‘yes’.”", id="marks within"),
        pytest.param('a (straight) "deal" and a "plan".', "“a (straight) ‘deal’ and a ‘plan’.”", id="straight marks"),
        pytest.param("“Yes,” he said, “now.”", "“‘Yes,’ he said, ‘now.’”", id="two quotations"),
        pytest.param("“We will act.”", "“We will act.”", id="one quotation"),
        pytest.param("Er sagte „Nein“.", "“Er sagte ‚Nein‘.”", id="German marks"),
    ],
)
def test_quotes_within_quotes_have_single_marks(text: str, shown: str) -> None:
    assert quote_words(text) == shown


def test_a_number_in_brackets_of_an_article_does_not_look_like_a_citation() -> None:
    statement = Statement(text="They were paid twice.[2]", citations=(1,), verdict="supported", score=1.0)
    line = lay_out_statement(statement)
    assert "".join(span.text for span in line.spans) == "They were paid twice.(2) [1]"
    assert statement.text == "They were paid twice.[2]"
