"""A profile tells which words turn a statement round, what belongs to what, and holds together in itself."""

import pytest

from qa.language import Language, get_language
from qa.language.known import CODES
from qa.language.profile import read_forms, read_kinds, read_ladders, read_opposites

ENGLISH = get_language("en")
PROFILES = [pytest.param(get_language(code), id=code) for code in CODES]


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "rise", "fall"),
        ("en", "fall", "rise"),
        ("en", "more", "fewer"),
        ("en", "before", "after"),
        ("en", "hire", "fire"),
        ("en", "accept", "reject"),
        ("en", "buy", "sell"),
        ("de", "steigen", "sinken"),
        ("es", "subir", "bajar"),
        ("fr", "augmenter", "baisser"),
    ],
)
def test_contrasts_hold_in_both_directions(code: str, one: str, other: str) -> None:
    assert get_language(code).are_opposite(one, other)


@pytest.mark.parametrize(("one", "other"), [("rise", "climb"), ("rise", "rise"), ("rise", "sell"), ("", "fall")])
def test_words_of_one_side_and_strangers_are_no_contrast(one: str, other: str) -> None:
    assert not ENGLISH.are_opposite(one, other)


@pytest.mark.parametrize(
    ("code", "form", "lemma"),
    [
        ("en", "rose", "rise"),
        ("en", "fallen", "fall"),
        ("en", "said", "say"),
        ("en", "dropped", "drop"),
        ("en", "denies", "deny"),
        ("en", "women", "woman"),
        ("en", "harbour", "harbour"),
        ("de", "stieg", "steigen"),
        ("de", "bestritt", "bestreiten"),
        ("es", "subió", "subir"),
        ("es", "dijo", "decir"),
        ("fr", "baissé", "baisser"),
        ("fr", "reconnu", "reconnaître"),
    ],
)
def test_a_form_has_its_lemma_and_any_other_word_itself(code: str, form: str, lemma: str) -> None:
    assert get_language(code).find_lemma(form) == lemma


def test_a_word_has_its_step_on_a_ladder() -> None:
    accused, charged, convicted = (ENGLISH.place_on_ladder(word) for word in ("accuse", "charge", "convict"))
    assert accused and charged and convicted
    assert accused[0] == charged[0] == convicted[0]
    assert accused[1] < charged[1] < convicted[1]
    assert ENGLISH.place_on_ladder("harbour") is None


@pytest.mark.parametrize("language", PROFILES)
def test_a_profile_has_what_verification_needs(language: Language) -> None:
    assert set(language.months.values()) == set(range(1, 13))
    assert set(language.weekdays.values()) == set(range(7))
    assert set(language.modality.values()) >= {"possible", "planned", "conditional", "obliged", "alleged"}
    assert set(language.sayings.values()) >= {"asserts", "denies", "admits", "accuses", "asks", "promises", "warns"}
    assert set(language.approximations.values()) == {"about", "at_least", "more_than", "at_most", "less_than"}
    assert set(language.causes.values()) == {"before", "after"}
    assert min(map(len, (language.negations, language.stop_words, language.quantifiers, language.ladders))) >= 3
    assert len(language.opposites) >= (150 if language is ENGLISH else 40)


@pytest.mark.parametrize("language", PROFILES)
def test_its_words_are_in_lower_case_and_its_verbs_of_saying_have_a_stance(language: Language) -> None:
    words = [*language.stop_words, *language.forms, *language.negations, *language.numerals.values]
    assert [word for word in words if word != word.lower()] == []
    assert {lemma for lemma in language.reporting.forms.values() if lemma not in language.sayings} == set()


@pytest.mark.parametrize("language", PROFILES)
def test_no_word_is_on_both_sides_of_a_contrast(language: Language) -> None:
    assert [sorted(one & other) for one, other in language.opposites if one & other] == []


def test_tables_are_read_with_their_phrases_and_continued_lines() -> None:
    assert read_opposites("rise\n    go_up / fall\n") == ((frozenset(["rise", "go up"]), frozenset(["fall"])),)
    assert read_ladders("accuse < charge\n") == ((frozenset(["accuse"]), frozenset(["charge"])),)
    assert read_forms("say says; tell\n told") == {"say": "say", "says": "say", "tell": "tell", "told": "tell"}
    assert read_kinds(about="about or_so", at_least="at_least") == {
        "about": "about",
        "or so": "about",
        "at least": "at_least",
    }
