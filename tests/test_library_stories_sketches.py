import random
from itertools import combinations

import pytest
from story_samples import FOOTER, make_pairs

from qa.library.stories.sketches import Sketch, fingerprint_text, sketch_text

REPORT = (
    "The harbour of Port Ellery was closed on Monday after a crane fell into the sea, the port said. "
    "Nobody was hurt, and divers will look at the wreck on Tuesday, said its director, Maren Tolliver. "
    "Ships wait outside, and the ferry to the islands leaves from the old pier until the end of the week."
)
RESULT = (
    "{home} beat {away} {one}-{two} at home on Saturday in the {round}th round of the league, before {crowd} people. "
    "The first goal fell in minute {m}, the last one in minute {n}, and the referee showed {cards} yellow cards. "
    "The next match is on the {day}th, when tickets cost {price} crowns and the gates open at {hour} in the afternoon."
)


WEATHER = (
    "Tonight will be {sky} with a low near {low} and winds from the {wind} at {speed} miles an hour. Tomorrow will be "
    "mild with a high near {high} and a chance of rain of {rain} percent. The weekend will be dry, with highs near "
    "{warm} and lows near {cold}. Drivers should take care on the coastal road, where fog may lower the sight below "
    "{sight} metres. The sun rises at {rise} and sets at {set}."
)


def write_result(n: int) -> str:
    names = ("Strenn", "Aldine", "Velmora", "Ondra")
    numbers = {name: 7 * n + k for k, name in enumerate(("one", "two", "round", "crowd", "m", "n", "cards", "day"), 1)}
    return RESULT.format(home=names[n % 4], away=names[(n + 1) % 4], price=11 * n, hour=n + 1, **numbers)


def test_copies_are_told_from_other_reports_of_the_same_event() -> None:
    sketches: dict[str, Sketch] = {}
    pairs = [pair for pair in make_pairs() if "number" not in pair.kind]
    for text in {text for pair in pairs for text in (pair.one, pair.other)}:
        sketches[text] = sketch_text(text)
    said = [(pair, sketches[pair.one].is_copy_of(sketches[pair.other])) for pair in pairs]
    right = sum(found and pair.is_copy for pair, found in said)
    precision = right / sum(found for _, found in said)
    recall = right / sum(pair.is_copy for pair in pairs)
    assert precision >= 0.97, [pair.kind for pair, found in said if found and not pair.is_copy]
    assert recall >= 0.95, [pair.kind for pair, found in said if pair.is_copy and not found]


def test_a_text_with_another_figure_is_mostly_no_copy() -> None:
    pairs = [pair for pair in make_pairs() if "number" in pair.kind and not pair.is_copy]
    kept = [pair.kind for pair in pairs if not sketch_text(pair.one).is_copy_of(sketch_text(pair.other))]
    assert len(kept) / len(pairs) >= 0.8


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        pytest.param("killed 12 people", "killed 17 people", True, id="a figure"),
        pytest.param("killed 12 people", "killed twelve people", False, id="the figure in words"),
        pytest.param("cost 1,850 crowns", "cost 1,950 crowns", True, id="a part of a figure"),
        pytest.param("said that Pell had left", "said that Hale had left", True, id="a name"),
        pytest.param("said that Zelensky left", "said that Zelenskyy left", False, id="a name, spelled otherwise"),
        pytest.param("said that Tolliver had left", "said that she had left", False, id="no name"),
        pytest.param("the crane was new when it fell", "the crane was not new when it fell", True, id="not"),
        pytest.param("the crane was new when it fell", "the crane was old when it fell", False, id="another word"),
        pytest.param("on the pier on Monday at noon", "on the pier on Tuesday at noon", False, id="a weekday"),
    ],
)
def test_another_figure_name_or_not_makes_another_report(old: str, new: str, differs: bool) -> None:
    one, other = (sketch_text(f"{REPORT} The port said {words} in the end. {REPORT}") for words in (old, new))
    assert one.contradicts(other) == other.contradicts(one) == differs
    assert one.is_copy_of(other) == (not differs)


def test_every_copy_shares_fingerprints_with_its_report() -> None:
    copies = [pair for pair in make_pairs() if pair.is_copy]
    shared = [len({*fingerprint_text(pair.one)} & {*fingerprint_text(pair.other)}) for pair in copies]
    assert sum(count >= 2 for count in shared) / len(copies) >= 0.99


@pytest.mark.parametrize(("words", "least", "most"), [(300, 20, 70), (1_000, 40, 56), (50_000, 40, 56)])
def test_few_runs_are_kept_as_fingerprints_however_long_a_text_is(words: int, least: int, most: int) -> None:
    text = " ".join(f"word{n} and{n % 7}" for n in range(words))
    assert least < len(fingerprint_text(text)) <= most


def test_a_fifth_of_a_long_text_shares_fingerprints_with_the_whole() -> None:
    words = [f"word{n} and{n % 7}" for n in range(3_000)]
    whole = {*fingerprint_text(" ".join(words))}
    shared = [len(whole & {*fingerprint_text(" ".join(words[n : n + 600]))}) for n in range(0, 2_400, 300)]
    assert min(shared) >= 2


def write_weather(chance: random.Random) -> str:
    names = ("low", "speed", "high", "rain", "warm", "cold", "sight", "rise", "set")
    numbers = {name: chance.randrange(1, 60) for name in names}
    return WEATHER.format(sky=chance.choice(["clear", "wet"]), wind=chance.choice(["north", "east"]), **numbers)


def test_reports_by_one_formula_are_no_copies() -> None:
    assert not sketch_text(write_result(1)).is_copy_of(sketch_text(write_result(2)))
    assert sketch_text(write_result(1)).is_copy_of(sketch_text(f"{write_result(1)} {FOOTER}"))


def test_forecasts_that_share_numbers_by_chance_are_hardly_ever_taken_for_copies() -> None:
    chance = random.Random(11)
    forecasts = [sketch_text(write_weather(chance)) for _ in range(60)]
    said = [one.is_copy_of(other) for one, other in combinations(forecasts, 2)]
    assert sum(said) / len(said) < 0.003


def test_what_outlets_print_below_every_article_makes_no_copies() -> None:
    other = "A new bridge over the sound will cost 40 million crowns, the council of the islands said on Friday. " * 3
    assert not sketch_text(f"{REPORT} {FOOTER}").is_copy_of(sketch_text(f"{other} {FOOTER}"))


@pytest.mark.parametrize("left", [FOOTER, f"A crane fell into the sea. {FOOTER}"], ids=["no words", "first words"])
def test_what_is_left_of_an_article_that_has_to_be_paid_for_is_no_copy_of_others(left: str) -> None:
    assert not sketch_text(left).is_copy_of(sketch_text(f"{REPORT} {FOOTER}"))


def test_a_short_report_with_a_word_changed_is_a_copy() -> None:
    short = REPORT.split(" Ships wait")[0]
    assert sketch_text(short).is_copy_of(sketch_text(short.replace("Monday", "Sunday")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Señor González says he won’t resign", "Senor Gonzalez says he won't resign"),
        ("Ещё одна подводная лодка", "Еще одна подводная лодка"),
        ("A long investi\u00adgation", "A long investigation"),
        ("The port\u00a0of “Ellery”", 'the PORT of "Ellery"'),
    ],
    ids=["accents", "Russian", "soft hyphen", "space and quotes"],
)
def test_words_are_the_same_however_an_outlet_sets_them(one: str, other: str) -> None:
    assert sketch_text(one).runs == sketch_text(other).runs


@pytest.mark.parametrize("text", ["", "Fire.", "Fire in Port Ellery.", "..."])
def test_a_text_of_few_words_is_a_copy_of_the_same_words_only(text: str) -> None:
    assert sketch_text(text).is_copy_of(sketch_text(text)) == bool(text.strip("."))
    assert not sketch_text(text).is_copy_of(sketch_text(REPORT))


def test_texts_without_spaces_are_compared_by_their_characters() -> None:
    text = (
        "港口管理局周一表示，一台起重机坠入海中，港口已关闭，没有人员受伤，潜水员将于周二检查残骸，渡轮将从旧码头出发。"
    )
    assert sketch_text(text).is_copy_of(sketch_text(text.replace("周一", "星期一")))
    assert not sketch_text(text).is_copy_of(
        sketch_text("市议会周五决定，整个冬季关闭旧桥，工程师在十一座桥墩中的四座发现裂缝，居民可以免费乘坐渡轮。")
    )
