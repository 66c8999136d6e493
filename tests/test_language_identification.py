"""The language of an article is identified from its text, and left open where that does not tell it."""

import pytest

from qa.articles import Article
from qa.articles.language import identify_article
from qa.language.identification import identify_language

TEXTS = {
    "en": "The harbour of Port Aldine stayed closed on Tuesday after a storm tore two cranes from their rails.",
    "de": "Der Hafen blieb am Dienstag geschlossen, nachdem ein Sturm zwei Kräne aus den Schienen gerissen hatte.",
    "fr": "Le port est resté fermé mardi après qu'une tempête a arraché deux grues de leurs rails.",
    "es": "El puerto permaneció cerrado el martes después de que un temporal arrancara dos grúas. Las obras durarán.",
    "it": "Il porto è rimasto chiuso martedì dopo che una tempesta ha strappato due gru dai binari.",
    "nl": "De haven bleef dinsdag gesloten nadat een storm twee kranen van hun rails had gerukt.",
    "pl": "Port pozostał zamknięty we wtorek po tym, jak burza zerwała dwa dźwigi z szyn. Naprawa potrwa tydzień.",
    "uk": "Порт залишався зачиненим у вівторок після того, як шторм зірвав з рейок два крани.",
    "ar": "ظل الميناء مغلقا يوم الثلاثاء بعد أن اقتلعت عاصفة رافعتين من قضبانهما. وستستغرق أعمال الإصلاح أسبوعا.",
    "zh": "暴风雨将两台起重机吹离轨道后，港口周二继续关闭。维修需要一周时间，市政府说费用由保险公司承担。",
    "ja": "嵐で二台のクレーンがレールから外れたため、港は火曜日も閉鎖されたままだった。修理には一週間かかる。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_language_of_a_sentence_of_news_is_identified(code: str) -> None:
    assert identify_language(TEXTS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Reuters", id="a name"),
        pytest.param("12:30 - 3:1 (Smith 14'), 2:1 (Jones 77'), 3:0 (Adler, Baumann, Castellane, Dorn)", id="a table"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_tells_no_language_is_left_open(text: str) -> None:
    assert identify_language(text) is None


@pytest.mark.parametrize(
    ("told", "text", "language"),
    [
        pytest.param("fr", TEXTS["de"], "fr", id="another language in the same letters stands"),
        pytest.param("bg", TEXTS["uk"], "bg", id="another language in Cyrillic stands"),
        pytest.param("en", TEXTS["uk"], "uk", id="Cyrillic is not English"),
        pytest.param("ja", TEXTS["en"], "en", id="Latin letters are not Japanese"),
        pytest.param("zh-Hans", TEXTS["zh"], "zh-Hans", id="a region stands"),
    ],
)
def test_a_told_language_stands_unless_the_text_is_in_another_script(told: str, text: str, language: str) -> None:
    assert identify_language(text, told) == language


def test_an_identified_language_says_so_and_does_not_change_the_id() -> None:
    article = Article(text=TEXTS["de"], origin="harbour.txt")
    found = identify_article(article)
    assert found.language == "de"
    assert found.id == article.id
    assert found.provenance["language"] == "identified from the text"
