"""Whose claim a sentence is, told from the shapes in which news reports what people say."""

import pytest

from qa.language.attribution.claims import find_claim, find_claims


@pytest.mark.parametrize(
    ("sentence", "speaker", "claimed"),
    [
        pytest.param("Dong said the talks were useful.", "Dong", "the talks were useful", id="before"),
        pytest.param("“We seek no conflict,” Hegseth said.", "Hegseth", "“We seek no conflict,”", id="after a quote"),
        pytest.param('"We seek none," Hegseth told reporters.', "Hegseth", '"We seek none,"', id="told whom"),
        pytest.param("“We seek none,” said Pete Hegseth.", "Pete Hegseth", "“We seek none,”", id="inverted quote"),
        pytest.param("The talks helped, said Dong Jun, the minister.", "Dong Jun", "The talks helped", id="inverted"),
        pytest.param("“It slips,” wrote Helmer Dufault of a bank.", "Helmer Dufault of a bank", "It slips", id="wrote"),
        pytest.param("The talks were useful, Dong said.", "Dong", "The talks were useful", id="at the end"),
        pytest.param(
            "The dead are 26, the ministry said after the two met.", "the ministry", "The dead are 26", id="tail"
        ),
        pytest.param("According to the ministry, 23 died.", "the ministry", "23 died", id="according to, first"),
        pytest.param("Twelve died, according to the police.", "the police", "Twelve died", id="according to, last"),
        pytest.param("The road, said the mayor, is open.", "the mayor", "The road", id="in the middle"),
        pytest.param(
            "The union’s secretary, Maren Tolliver, said it goes on.",
            "the union’s secretary, Maren Tolliver",
            "it goes on",
            id="office, then name",
        ),
        pytest.param("Hegseth, the US defence secretary, warned of war.", "Hegseth", "of war", id="name, then office"),
        pytest.param(
            "Tarrow Electric, which plans to invest 2.4 billion crowns, says that is impossible.",
            "Tarrow Electric",
            "that is impossible",
            id="a relative clause",
        ),
        pytest.param("Holt has repeatedly denied a deal was made.", "Holt", "a deal was made", id="auxiliaries"),
        pytest.param("Rell yesterday said the road is cut.", "Rell", "the road is cut", id="a day before the verb"),
        pytest.param("Critics say the plan is too dear.", "Critics", "the plan is too dear", id="an unnamed group"),
        pytest.param("The report says the door was open.", "the report", "the door was open", id="a paper"),
        pytest.param("But Moss added that cod like reefs.", "Moss", "that cod like reefs", id="a conjunction first"),
        pytest.param("He said that it rained.", "He", "that it rained", id="a pronoun"),
        pytest.param("Hale said: “She said it louder.”", "Hale", "“She said it louder.”", id="a verb in the quotation"),
        pytest.param(
            "“The mayor said no,” Rell claimed.", "Rell", "“The mayor said no,”", id="a verb in the quotation, first"
        ),
    ],
)
def test_who_claims_what_is_read_from_the_sentence(sentence: str, speaker: str, claimed: str) -> None:
    claim = find_claim(sentence)
    assert claim
    assert claim.speaker == speaker
    assert claimed in sentence[claim.start : claim.end]
    assert speaker not in sentence[claim.start : claim.end]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The ferry sank off Cape Merrin on Wednesday.", id="the outlet's own voice"),
        pytest.param("The interior ministry put the number of dead at 23.", id="a verb of counting"),
        pytest.param("Tarrow Lines declined to say why this one was not.", id="declined to say"),
        pytest.param("Osterhout refused to say who knew of it.", id="refused to say"),
        pytest.param("It is said to be the largest in the country.", id="it is said"),
        pytest.param("What he said is unknown to all of them.", id="what he said"),
        pytest.param("The company was told of the lights in May.", id="was told"),
        pytest.param("“The mayor said no,” the sign reads.", id="the only verb is quoted"),
        pytest.param('The middle line read: "The mayor said so and added more."', id="straight quotes"),
        pytest.param("The minister asked for records of the call.", id="a request"),
        pytest.param("To his friends he calls the move a mistake.", id="a name for a thing"),
        pytest.param("In 2024 said money was spent on nothing.", id="a number is no speaker"),
        pytest.param("Stop.", id="one word"),
        pytest.param("", id="nothing"),
        pytest.param("Said.", id="a verb alone"),
        pytest.param("“Said” “says", id="an open quotation"),
    ],
)
def test_where_nobody_claims_anything_there_is_none(sentence: str) -> None:
    assert find_claim(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "is_pronoun"),
    [("He said it rained.", True), ("they say it rained.", True), ("Hester said it rained.", False)],
)
def test_a_pronoun_names_nobody(sentence: str, is_pronoun: bool) -> None:
    claim = find_claim(sentence)
    assert claim
    assert claim.is_pronoun is is_pronoun


def test_the_words_of_a_speaker_are_folded_and_without_stop_words() -> None:
    claim = find_claim("The mayor of Tromsø, José Peña, said it rained.")
    assert claim
    assert claim.words == {"mayor", "tromsø", "jose", "pena"}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("The ferry sank.", [], id="nobody says anything"),
        pytest.param("Dong Jun said so.", ["dong jun"], id="before the verb"),
        pytest.param("On Friday, Dong Jun said so.", ["dong jun"], id="after a comma"),
        pytest.param("“We won,” said Dong Jun.", ["dong jun"], id="after the verb"),
        pytest.param("“We won,” declared Dong Jun.", ["dong jun"], id="after a rarer verb"),
        pytest.param("“We won,” said the minister, Dong Jun.", ["dong jun minister"], id="an office after the verb"),
        pytest.param("“We won”, the minister told them.", ["minister"], id="between quote and verb"),
        pytest.param('Said Hegseth: "We won."', ["hegseth"], id="the verb first"),
        pytest.param("It was over, according to the FDA.", ["fda"], id="according to"),
        pytest.param("The plan was rejected by Dong Jun.", ["dong jun"], id="passive"),
        pytest.param("The plan was strongly rejected by Dong Jun on Friday.", ["dong jun"], id="passive, stressed"),
        pytest.param("The plan was announced on Friday.", [], id="passive without anybody"),
        pytest.param("Hegseth, who met Dong, said so.", ["hegseth"], id="a clause between"),
        pytest.param("“No,” Hegseth said, and Dong warned them.", ["hegseth", "dong"], id="two speakers"),
        pytest.param("He said so.", [""], id="a pronoun"),
        pytest.param("Dong spoke to them and did not say so.", [], id="not said"),
        pytest.param("Dong said so, but denied it.", ["dong", "dong"], id="one speaker twice"),
        pytest.param("The so-called deal.", [], id="a compound"),
    ],
)
def test_each_speaker_of_a_sentence_is_found(text: str, speakers: list[str]) -> None:
    assert [" ".join(sorted(claim.words)) for claim in find_claims(text)] == speakers


@pytest.mark.parametrize(
    ("sentence", "verb", "stance", "said"),
    [
        pytest.param("Holt said it rained.", "say", "asserts", "it rained", id="asserts"),
        pytest.param("Holt denied that it rained.", "deny", "denies", "it rained", id="denies"),
        pytest.param("The offer was rejected by Holt.", "reject", "denies", "The offer", id="denies, passive"),
        pytest.param("Holt admitted it rained.", "admit", "admits", "it rained", id="admits"),
        pytest.param("Holt refuted the claim of rain.", "refute", "denies", "the claim", id="refutes"),
        pytest.param("Holt accused Rell of fraud.", "accuse", "accuses", "Rell of fraud", id="accuses"),
        pytest.param("Holt asked them for rain.", "ask", "asks", "for rain", id="asks"),
        pytest.param("Holt promised more rain.", "promise", "promises", "more rain", id="promises"),
        pytest.param("Holt warned of rain.", "warn", "warns", "of rain", id="warns"),
        pytest.param("According to Holt, it rained.", "", "asserts", "it rained", id="according to"),
    ],
)
def test_a_claim_has_the_stance_of_its_speaker(sentence: str, verb: str, stance: str, said: str) -> None:
    (claim,) = find_claims(sentence)
    assert (claim.speaker, claim.verb, claim.stance) == ("Holt", verb, stance)
    assert said in sentence[claim.start : claim.end]


@pytest.mark.parametrize(
    ("language", "sentence", "speaker", "stance"),
    [
        pytest.param("de", "Der Minister sagte, die Steuern würden steigen.", "der Minister", "asserts", id="German"),
        pytest.param("de", "„Es regnet“, sagte Anna Holt.", "Anna Holt", "asserts", id="German, after a quote"),
        pytest.param(
            "de", "Am Montag bestritt Anna Holt den Vorwurf.", "Anna Holt", "denies", id="German, a day first"
        ),
        pytest.param("de", "Laut Anna Holt regnet es.", "Anna Holt", "asserts", id="laut"),
        pytest.param("de", "Dem Ministerium zufolge regnet es.", "Dem Ministerium", "asserts", id="zufolge"),
        pytest.param("es", "La ministra negó que lloviera.", "la ministra", "denies", id="Spanish"),
        pytest.param("es", "“Llueve”, dijo Ana Holt.", "Ana Holt", "asserts", id="Spanish, after a quote"),
        pytest.param("es", "Según Ana Holt, llueve.", "Ana Holt", "asserts", id="según"),
        pytest.param("fr", "Le ministre a reconnu une erreur.", "le ministre", "admits", id="French"),
        pytest.param("fr", "« Il pleut », a déclaré Anne Holt.", "Anne Holt", "asserts", id="French, after a quote"),
        pytest.param("fr", "Selon Anne Holt, il pleut.", "Anne Holt", "asserts", id="selon"),
    ],
)
def test_claims_are_read_in_other_languages(language: str, sentence: str, speaker: str, stance: str) -> None:
    claim, *_ = find_claims(sentence, language)
    assert (claim.speaker, claim.stance) == (speaker, stance)


def test_nothing_is_claimed_in_a_language_without_a_profile() -> None:
    assert find_claims("Dong said it rained.", "xx") == []
