"""The language of an article is identified from its text, and left open where that does not tell it."""

import subprocess
import sys

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


LONG = {
    "en": """The harbour of Port Aldine stayed closed on Tuesday after a storm had torn two cranes from their rails.
        The repairs will take a week, and the council said that the costs are paid by the company that insures it.
        Many ships had to go to other ports, and the fishermen complained that nobody had warned them in time.""",
    "de": """Der Hafen blieb am Dienstag geschlossen, nachdem ein Sturm zwei Kräne aus den Schienen gerissen hatte.
        Die Arbeiten dauern eine Woche, und die Stadt sagte, dass die Versicherung für die Kosten aufkommt. Viele
        Schiffe mussten in andere Häfen fahren, und die Fischer beschwerten sich, dass sie niemand rechtzeitig gewarnt
        habe.""",
    "af": """Die hawe was Dinsdag gesluit nadat 'n storm twee hyskrane van hul spore geruk het. Die herstelwerk sal 'n
        week duur en die stad se bestuur sê dat die versekering die koste sal dra. Verskeie skepe moes na ander hawens
        gaan, en die vissers wat in die omgewing woon het gekla dat hulle nie betyds gewaarsku is nie.""",
    "gl": """O porto permaneceu pechado o martes despois de que un temporal arrincase dous guindastres dos seus
        carrís. As obras durarán unha semana e o concello dixo que os custos corren por conta da compañía de seguros.
        Moitos barcos tiveron que ir a outros portos e os mariñeiros queixáronse de que ninguén os avisara a tempo.""",
    "lb": """De Premierminister huet en Dënschdeg gesot, datt d'Regierung dëst Joer nei Wunnenge baue wäert.
        D'Oppositioun ass der Meenung, datt dat net duer geet an datt d'Präisser weider an d'Luucht ginn. An der Stad
        waren am leschte Joer méi wéi dausend Leit op der Sich no enger Wunneng, an et ass net gewosst, wéini sech dat
        ännert.""",
    "oc": """Lo pòrt demorèt barrat dimars après qu'una tempèsta arranquèt doas gruas de lors ralhs. Los trabalhs
        duraràn una setmana e la comuna diguèt que los còsts son a carga de la companhiá d'asseguranças. Fòrça batèus
        deguèron anar dins d'autres pòrts e los pescaires se planhèron que degun los aviá pas avisats.""",
}


@pytest.mark.parametrize("code", LONG)
def test_the_language_of_a_few_sentences_is_identified_beside_others_close_to_it(code: str) -> None:
    assert identify_language(LONG[code]) == code


@pytest.mark.parametrize(("code", "opens"), [("en", False), ("de", False), ("af", True)])
def test_the_identifier_is_opened_only_for_what_function_words_do_not_tell_plainly(code: str, opens: bool) -> None:
    program = f"""
import sys
from qa.language.identification import identify_language
print(identify_language({LONG[code]!r}), "py3langid" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [code, str(opens)]


def test_an_identified_language_says_so_and_does_not_change_the_id() -> None:
    article = Article(text=TEXTS["de"], origin="harbour.txt")
    found = identify_article(article)
    assert found.language == "de"
    assert found.id == article.id
    assert found.provenance["language"] == "identified from the text"
