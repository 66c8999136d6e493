"""What a statement tells differently from its quotes is found side by side, however it is told."""

import pytest
from guard_samples import list_kinds, object_to

ACME = "Initech bought Acme for 2.4 billion crowns in March."
PELHAM = "The competition authority allowed Norvane Foods to take over Pelham Grain."
OUTBREAK = "A total of 58 people were infected and four of them died."


@pytest.mark.parametrize(
    ("statement", "article", "kind"),
    [
        pytest.param("Acme bought Initech.", ACME, "roles", id="sides of a deed"),
        pytest.param("Initech was bought by Acme.", ACME, "roles", id="sides of a passive"),
        pytest.param(
            "Casimir Holt is the chief executive of Tarrow Electric.",
            "The chief executive of Tarrow Electric, Philippa Strand, will meet Casimir Holt.",
            "name",
            id="who holds an office",
        ),
        pytest.param("Acme cut its prices.", "Acme raised its prices on Monday.", "direction", id="a verb's opposite"),
        pytest.param(
            "The ferry left before the storm.", "The ferry left after the storm.", "direction", id="before and after"
        ),
        pytest.param(
            "Skerrow is larger than Aldine.", "Aldine is larger than Skerrow.", "comparison", id="a comparison"
        ),
        pytest.param(
            "The council paid the hackers.", "The council did not pay the hackers.", "negation", id="not lost"
        ),
        pytest.param(
            "The authority refused to let Norvane Foods take over Pelham Grain.", PELHAM, "negation", id="refused"
        ),
        pytest.param(
            "Hallam Stone has installed new dust screens.",
            "Hallam Stone promised to install new dust screens.",
            "mode",
            id="a promise as done",
        ),
        pytest.param("The bank will cut its rate.", "The bank may cut its rate.", "mode", id="may as will"),
        pytest.param(
            "Rell was convicted of murder.",
            "Rell was charged with murder on Friday.",
            "status",
            id="charged, convicted",
        ),
        pytest.param("Rell killed a guard.", "Rell is accused of killing a guard.", "status", id="an allegation"),
        pytest.param(
            "The ministry took bribes.", "Koll denied that the ministry took bribes.", "stance", id="what is denied"
        ),
        pytest.param(
            "Josip Hale said the port would close.",
            "Maren Tolliver said the port would close.",
            "speaker",
            id="another speaker",
        ),
        pytest.param("All economists expected a cut.", "Some economists expected a cut.", "scope", id="all for some"),
        pytest.param(
            "Protests led to high prices.", "High prices led to protests across the country.", "cause", id="led to"
        ),
        pytest.param(
            "The strike costs 20 million crowns a week.",
            "The chamber says that the strike costs the country 20 million crowns a day.",
            "number",
            id="another rate",
        ),
        pytest.param(
            "The theft affected 61,000 households.", "The theft affected 61,000 people.", "number", id="another unit"
        ),
        pytest.param(
            "Acme was sold on Monday.", "Acme was sold on Friday. A fire broke out on Monday.", "date", id="a day"
        ),
        pytest.param(
            "Hale says Tolliver put on her coat.",
            "Tolliver says Hale put on her coat.",
            "speaker",
            id="who says of whom",
        ),
    ],
)
def test_what_is_told_differently_is_found(statement: str, article: str, kind: str) -> None:
    assert kind in list_kinds(statement, article)


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        pytest.param("Acme was bought by Initech.", ACME, id="passive"),
        pytest.param("Initech acquired Acme.", ACME, id="a verb that says the same"),
        pytest.param("Norvane Foods was allowed to take over Pelham Grain.", PELHAM, id="the doer left out"),
        pytest.param("Four people died and 58 were infected.", OUTBREAK, id="clauses in another order"),
        pytest.param("No, the council did not pay.", "The council did not pay the hackers.", id="a reply"),
        pytest.param("Holt met Strand.", "Strand met Holt in Aldine.", id="a verb that binds both sides alike"),
        pytest.param(
            "Philippa Strand leads Tarrow Electric.",
            "The chief executive of Tarrow Electric, Philippa Strand, resigned.",
            id="nothing to compare",
        ),
        pytest.param(
            "Acme plans to cut jobs and to close a mill.",
            "Acme plans to cut 600 jobs and close a mill.",
            id="to before the second verb too",
        ),
        pytest.param("Koll blamed Rell for lying.", "Koll accused Rell of lying.", id="another verb of blame"),
        pytest.param("Koll said he would resign.", "Koll said he will resign.", id="would and will"),
        pytest.param("The price rose by $5.", "The price rose by 5 dollars.", id="a number in another form"),
        pytest.param(
            "Rell came second with seven points on Sunday.",
            "Drost came first with eight points on Friday. On Sunday Rell came second with seven points.",
            id="a day of somebody else",
        ),
        pytest.param("Aldine is smaller than Skerrow.", "Skerrow is larger than Aldine.", id="a comparison recast"),
        pytest.param("The council did not approve the plan.", "The council rejected the plan.", id="opposite of not"),
    ],
)
def test_what_is_only_told_in_other_words_is_let_be(statement: str, article: str) -> None:
    assert not [flag for flag in object_to(statement, article) if flag.decides]


def test_numbers_that_change_nouns_are_found() -> None:
    assert list_kinds("58 people died and four were infected.", OUTBREAK) & {"number", "roles"}


def test_what_one_of_several_quotes_says_just_so_is_not_held_against_the_statement() -> None:
    union = "The union said the strike cut exports."
    owners = "The owners said the strike raised exports."
    assert "direction" in list_kinds("The owners said the strike cut exports.", owners)
    assert not [flag for flag in object_to("The strike cut exports.", owners, union) if flag.kind == "direction"]


def test_who_else_did_the_same_to_the_same_is_named() -> None:
    flags = object_to("Pavel Drost won the election.", "Lena Harkov won the election for governor of Ostrel on Sunday.")
    assert [(flag.kind, flag.words, flag.against) for flag in flags] == [("name", "Pavel Drost", "Lena Harkov")]


@pytest.mark.parametrize(
    ("statement", "article", "others"),
    [
        pytest.param(
            "The cabin crew union rejected the plan.",
            "The pilots' union rejected the plan.",
            ("The cabin crew union", "The pilots' union"),
            id="of another kind",
        ),
        pytest.param(
            "The authority had demanded a guarantee.",
            "The union had demanded a guarantee; the authority had begun with a promise.",
            ("The authority", "The union"),
            id="who does something else",
        ),
        pytest.param(
            "Harkov demanded a recount.", "Drost did not concede. He demanded a recount.", ("Harkov", "He"), id="he"
        ),
        pytest.param(
            "Koll met Rell on Friday.",
            "The leaders of both sides met on Friday. Koll saw Rell.",
            ("Koll", "The leaders"),
            id="somebody who is not named yet",
        ),
    ],
)
def test_who_else_did_it_is_found_though_not_by_name(statement: str, article: str, others: tuple[str, str]) -> None:
    assert others in [(flag.words, flag.against) for flag in object_to(statement, article) if flag.kind == "name"]


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        pytest.param("Drost demanded a recount.", "Drost did not concede. He demanded a recount.", id="he"),
        pytest.param("Koll resigned.", "Koll was the minister of trade. The minister resigned.", id="the minister"),
        pytest.param("The union rejected the plan.", "The pilots' union rejected the plan.", id="the union"),
        pytest.param("The town decided to pay.", "The town decided by nine votes to pay.", id="an amount"),
        pytest.param(
            "Koll withdrew Brim Line's licence.",
            "Koll withdrew the licence of the ferry company Brim Line.",
            id="of whom",
        ),
    ],
)
def test_who_may_be_the_same_is_let_be(statement: str, article: str) -> None:
    assert not [flag for flag in object_to(statement, article) if flag.kind == "name"]


def test_a_flag_names_the_words_of_the_article_that_contradict() -> None:
    flag = next(flag for flag in object_to("The council paid the hackers.", "The council did not pay the hackers."))
    assert flag.quote
    assert flag.against in flag.quote.words
    assert "paid" in flag.words


def test_nothing_is_found_without_quotes() -> None:
    assert object_to("The council paid.") == []


def test_what_a_semicolon_parts_is_said_by_those_who_say_it_there() -> None:
    article = "Holt said on Friday that he never discussed a price with the builders. Strand promised lower fares."
    true, false = (
        {flag.kind for flag in object_to(statement, article)}
        for statement in (
            "Strand promised lower fares; Holt said he never discussed a price.",
            "Strand said he never discussed a price; Holt promised lower fares.",
        )
    )
    assert ("speaker" in true, "speaker" in false) == (False, True)


def test_would_after_an_inserted_verb_of_saying_is_no_condition() -> None:
    article = "The country was not looking for conflict, Holt said, but would defend its ships."
    assert list_kinds("Holt said that the country will defend its ships.", article) == set()
    assert "mode" in list_kinds("The country defends its ships.", "The country would defend its ships if asked.")
