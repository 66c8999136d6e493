from dataclasses import replace

from library_fakes import make_article

from qa.answer import Revision
from qa.history.revisions import FieldChange, TextChange, align_texts, diff_texts, find_revision, list_steps
from qa.library import ArticleVersion

FIRST = make_article(1, text="The flood killed 48 people. The mayor said “help will come”.", title="Flood kills 48")
SECOND = replace(FIRST, text="The flood killed 52 people. The mayor said “help will come”. Rain goes on.")
THIRD = replace(
    SECOND, text='The flood killed 52 people. The mayor said "help will come". Rain goes on.', title="Flood"
)
NOW = THIRD.text
VERSIONS = [
    ArticleVersion(article=FIRST, replaced_at="2025-11-02T10:00:00+00:00"),
    ArticleVersion(article=SECOND, replaced_at="2025-11-03T10:00:00+00:00"),
]


def test_a_quote_that_was_changed_tells_what_it_said() -> None:
    revision = find_revision("The flood killed 52 people.", NOW, VERSIONS)
    assert revision == Revision(at="2025-11-02T10:00:00+00:00", before="The flood killed 48 people.")


def test_other_quotation_marks_and_added_sentences_are_no_change() -> None:
    assert find_revision('The mayor said "help will come".', NOW, VERSIONS) is None
    assert find_revision("Rain goes on.", NOW, VERSIONS) is None
    assert find_revision("The flood killed 52 people.", NOW, []) is None


def test_of_a_quote_of_several_sentences_each_is_looked_for() -> None:
    revision = find_revision("Rain goes on. The flood killed 52 people.", NOW, VERSIONS)
    assert revision is not None
    assert revision.before == "The flood killed 48 people."


def test_sentences_are_changed_added_and_removed() -> None:
    before = "One council met on Monday. Two bridges were closed for the winter. Nobody was hurt."
    after = "Snow fell. One council met on Monday. Three bridges were closed for the winter."
    assert diff_texts(before, after) == (
        TextChange(kind="added", after="Snow fell."),
        TextChange(
            kind="changed",
            before="Two bridges were closed for the winter.",
            after="Three bridges were closed for the winter.",
        ),
        TextChange(kind="removed", before="Nobody was hurt."),
    )
    assert diff_texts(before, before.replace(" ", "  ")) == ()


def test_sentences_that_are_the_same_stand_beside_each_other() -> None:
    before, after = "One council met. Nobody was hurt.", "One  council met. Snow fell."
    assert [(change.kind, change.before, change.after) for change in align_texts(before, after)] == [
        ("same", "One council met.", "One  council met."),
        ("added", "", "Snow fell."),
        ("removed", "Nobody was hurt.", ""),
    ]


def test_the_steps_of_an_article_begin_with_the_last() -> None:
    last, first = list_steps(THIRD, VERSIONS)
    assert (last.at, first.at) == ("2025-11-03T10:00:00+00:00", "2025-11-02T10:00:00+00:00")
    assert last.fields == (FieldChange(name="title", before="Flood kills 48", after="Flood"),)
    assert last.text == ()
    assert [change.kind for change in first.text] == ["changed", "added"]
    assert list_steps(FIRST, []) == []


def test_a_sentence_added_beside_one_like_it_is_no_change() -> None:
    before = "The mayor said that the road to Hallam was closed on Friday."
    added = "The mayor said that the bridge to Hallam was closed on Friday."
    version = ArticleVersion(article=make_article(1, text=before), replaced_at="2025-11-02T10:00:00+00:00")
    assert find_revision(added, f"{before} {added}", [version]) is None


def test_texts_with_nothing_in_common_are_told_as_a_whole() -> None:
    before = " ".join(f"Ann {n} {n * 7} was told of case {n}." for n in range(1_000))
    after = " ".join(f"Snow fell in village {n * 3} all night." for n in range(1_000))
    changes = diff_texts(before, after)
    assert sum(change.kind == "added" for change in changes) == 1_000
    assert sum(change.kind == "removed" for change in changes) == 1_000
