"""An amount is the same however countries write it, and another one is found out, in either direction."""

import pytest
from core_samples import check_sentence

SAME = [
    pytest.param("en", "The bridge cost Rs 3 lakh.", "The bridge cost Rs 300,000.", id="lakh"),
    pytest.param("en", "About 1.5 crore people voted.", "About 15 million people voted.", id="crore"),
    pytest.param("en", "About 1,50,00,000 people voted.", "About 15 million people voted.", id="Indian groups"),
    pytest.param("en", "Rs 1 lakh crore was spent.", "Rs 1 trillion was spent.", id="lakh crore"),
    pytest.param("en", "Some 12'500 people marched.", "Some 12,500 people marched.", id="apostrophes"),
    pytest.param("en", "Some 12\u202f500 people marched.", "Some 12 500 people marched.", id="blanks"),
    pytest.param("en", "The firm paid £450k.", "The firm paid 450,000 pounds.", id="short thousands"),
    pytest.param("de", "Der Hafen kostet 2.500.000 Euro.", "Der Hafen kostet 2,5 Millionen Euro.", id="German nouns"),
    pytest.param("de", "Der Hafen kostet 2,5 Mio. Euro.", "Der Hafen kostet 2 500 000 Euro.", id="German, short"),
    pytest.param("de", "Die Inflation lag bei 3,2 Prozent.", "Die Inflation lag bei 3,2 %.", id="German percent"),
    pytest.param("de", "Es kamen 12’500 Menschen.", "Es kamen 12.500 Menschen.", id="Swiss groups"),
    pytest.param("fr", "Le port coûte 3 Md€.", "Le port coûte 3 milliards d’euros.", id="French, short"),
    pytest.param("es", "Cuesta 1.200 millones de euros.", "Cuesta 1.200.000.000 euros.", id="thousand millions"),
    pytest.param("it", "Il porto costa 2.500.000 euro.", "Il porto costa 2,5 milioni di euro.", id="Italian"),
    pytest.param("pt", "O porto custa 3 mil milhões de euros.", "O porto custa 3.000.000.000 euros.", id="Portuguese"),
    pytest.param("sv", "Hamnen kostar 2 500 000 kronor.", "Hamnen kostar 2,5 miljoner kronor.", id="Swedish"),
    pytest.param("pl", "Port kosztuje 2 500 000 zł.", "Port kosztuje 2,5 mln zł.", id="Polish"),
]
OTHER = [
    pytest.param("en", "The bridge cost 3 lakh rupees.", "The bridge cost 3 million rupees.", id="lakh"),
    pytest.param("en", "Some 12 500 people marched.", "Some 500 people marched.", id="a part of a number"),
    pytest.param("de", "Der Hafen kostet 2.500.000 Euro.", "Der Hafen kostet 2,5 Milliarden Euro.", id="German"),
    pytest.param("de", "Es kamen 12'500 Menschen.", "Es kamen 125 Menschen.", id="Swiss"),
    pytest.param("es", "Cuesta 1.200 millones de euros.", "Cuesta 1,2 millones de euros.", id="Spanish"),
    pytest.param("it", "Il porto costa 2.500.000 euro.", "Il porto costa 2,5 miliardi di euro.", id="Italian"),
    pytest.param("pl", "Port kosztuje 2,5 mln zł.", "Port kosztuje 2,5 mld zł.", id="Polish"),
]


@pytest.mark.parametrize("turned", [False, True], ids=["as it is", "turned"])
@pytest.mark.parametrize(("language", "said", "stated"), SAME)
def test_an_amount_written_otherwise_is_supported(language: str, said: str, stated: str, *, turned: bool) -> None:
    article, sentence = (stated, said) if turned else (said, stated)
    assert check_sentence(sentence, article, language=language).supported


@pytest.mark.parametrize("turned", [False, True], ids=["as it is", "turned"])
@pytest.mark.parametrize(("language", "said", "stated"), OTHER)
def test_another_amount_is_not(language: str, said: str, stated: str, *, turned: bool) -> None:
    article, sentence = (stated, said) if turned else (said, stated)
    assert not check_sentence(sentence, article, language=language).supported
