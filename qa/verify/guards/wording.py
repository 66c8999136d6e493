"""What differs between a statement and a sentence that it nearly copies, word by word, in any language."""

from collections.abc import Iterator, Sequence

from qa.language.dates.words.dating import Tenses, get_dating
from qa.language.names import find_names, holds_name
from qa.language.numbers import find_numbers
from qa.language.profile import Language
from qa.language.syntax.grammar import Grammar, find_grammar
from qa.language.words import split_words
from qa.verify.guards.alignment import PlacedWord, Rewording, WordAlignment, align_sentences, drop_reply, split_tokens
from qa.verify.guards.figures import find_numbers_at, flag_date, flag_number, flag_unit
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag, FlagKind

# Of the words of the statement, so many have to stand in the sentence, in that order: else it is no near copy. Chosen.
_LEAST_COPIED = 0.6
# Of a name that stands in the place of another one, no less has to be the same around it.
_LEAST_AROUND_NAME = 0.75
# A change of more words at once is another way to say it, or another clause.
_MOST_CHANGED = 4
_MOST_DROPPED = 3
_OVERSTATES = {("some", "all"), ("many", "all"), ("most", "all"), ("half", "all"), ("few", "all"), ("some", "most"),
               ("few", "most"), ("few", "many"), ("some", "none"), ("none", "all"), ("all", "none"), ("none", "some"),
               ("many", "none"), ("few", "none"), ("most", "none"), ("half", "most"), ("many", "most")}  # fmt: skip
_CONTRARY = {("at_least", "at_most"), ("more_than", "less_than"), ("at_least", "less_than"), ("more_than", "at_most")}


def find_rewordings(
    statement: GuardReading, sources: Sequence[GuardReading], language: Language, grammar: Grammar | None
) -> list[Flag]:
    """Return what was changed in the sentence that the statement copies most of; nothing where one has it as it is."""
    aligned = [align_sentences(statement, source, language) for source in sources]
    best = max(aligned, key=lambda alignment: alignment.copied, default=None)
    if best is None or best.copied < _LEAST_COPIED:
        return []
    if exchanged := list(_judge_exchange(best, grammar)):
        return exchanged
    return [flag for change in best.list_changes() for flag in _judge(change)]


def _judge_exchange(alignment: WordAlignment, grammar: Grammar | None) -> Iterator[Flag]:
    """Yield a flag where two runs of words change places around a verb or a "because"."""
    exchange = alignment.find_exchange()
    if not exchange or not exchange.between:
        return
    change, between, language = exchange.change, exchange.between, alignment.language
    words = [word.folded for word in between]
    mutual = grammar.mutual if grammar else frozenset()
    lemmas = {language.find_lemma(word) for word in words} | _parse_lemmas(between, alignment.statement)
    if any(" ".join(words[a:b]) in language.causes for a in range(len(words)) for b in range(a + 1, len(words) + 1)):
        yield change.make_flag("cause")
    elif between and all(_are_numbers(run, language) for run in exchange.runs):
        yield change.make_flag("number")
    elif any(_is_adverbial(run, language) for run in exchange.runs):
        return
    elif not lemmas.isdisjoint(language.sayings) and lemmas <= language.stop_words | language.sayings.keys():
        yield change.make_flag("speaker")
    elif lemmas - language.stop_words and lemmas.isdisjoint(mutual) and _holds_verb(between, alignment.statement):
        yield change.make_flag("roles")


def _is_adverbial(run: Sequence[PlacedWord], language: Language) -> bool:
    """Tell whether some words may change places with the subject around a verb that always comes second."""
    small = language.before_dates | language.naming.places_after
    return language.reporting.verb_second and run[0].folded in small - language.naming.before_things


def _parse_lemmas(words: Sequence[PlacedWord], statement: GuardReading) -> set[str]:
    """Return the lemmas of some words as the parser gives them, where there is one."""
    starts = {word.start for word in words}
    return {token.lemma for token in statement.parsed.tokens if token.start in starts} if statement.parsed else set()


def _holds_verb(words: Sequence[PlacedWord], statement: GuardReading) -> bool:
    """Tell whether a verb is among some words, as far as there is a parser: without one an apposition may be turned."""
    if statement.parsed is None:
        return True
    starts = {word.start for word in words}
    return any(token.pos in ("VERB", "AUX") and token.start in starts for token in statement.parsed.tokens)


def _are_numbers(words: Sequence[PlacedWord], language: Language) -> bool:
    text = " ".join(word.folded for word in words)
    return len(words) <= _MOST_CHANGED and bool(find_numbers(text, language.code))


def _judge(change: Rewording) -> Iterator[Flag]:
    """Yield a flag for a change that turns what is told."""
    if len(change.now) > _MOST_CHANGED or len(change.was) > _MOST_CHANGED:
        if kind := _change_speaker(change):
            yield change.make_flag(kind)
        return
    checks = _REPLACED if change.was and change.now else (_add_or_drop,)
    kind = next((kind for kind in (check(change) for check in checks) if kind), None)
    if kind:
        yield change.make_flag(kind)


def _add_or_drop(change: Rewording) -> FlagKind | None:
    language = change.language
    if _turn_negation(change):
        return "negation"
    if change.now or len(change.was) > _MOST_DROPPED:
        return None
    if any(language.modality.get(word.folded) in ("possible", "alleged") for word in change.was):
        return "mode"
    nearly = language.approximations.get(change.was[-1].folded) == "about"
    return "scope" if nearly and language.quantifiers.get(change.before) in ("all", "none") else None


def _turn_negation(change: Rewording) -> FlagKind | None:
    """Tell whether a "not" was added or dropped, and not only moved in the statement."""
    language, text = change.language, change.statement.text
    if _count_negations(change.was, language) % 2 == _count_negations(change.now, language) % 2:
        return None
    was, now = _list_told(change.was, language), _list_told(change.now, language)
    if was and now and was.isdisjoint(now):
        return None
    told = _count_negations(drop_reply(split_tokens(text), text, language), language)
    return "negation" if told != _count_negations(split_tokens(change.source.text), language) else None


def _list_told(words: Sequence[PlacedWord], language: Language) -> frozenset[str]:
    """Return the lemmas of words without those that negate or carry no meaning of their own."""
    negations = (*language.negations, *language.negation_endings)
    told = [word for word in words if word.folded not in negations and word.folded not in language.stop_words]
    return frozenset(lemma for word in told for lemma in word.lemmas)


def _count_negations(words: Sequence[PlacedWord], language: Language) -> int:
    return sum(word.folded in language.negations or word.folded in language.negation_endings for word in words)


def _oppose(change: Rewording) -> FlagKind | None:
    language, grammar = change.language, find_grammar(change.language.code)
    for was, now in change.pair_words():
        if any(language.are_opposite(one, other) for one in was for other in now):
            return "direction"
        if grammar and any(grammar.negates(one, other) for one in was for other in now):
            return "direction"
    return None


def _change_mode(change: Rewording) -> FlagKind | None:
    was, now = _read_modes(change.was, change.language), _read_modes(change.now, change.language)
    stance = change.language.sayings.get
    if any(
        stance(one, "") == stance(other) for ones, others in change.pair_words() for one in ones for other in others
    ):
        return None
    return "mode" if was and not now and was & {"possible", "alleged", "planned", "conditional"} else None


def _tell_past(change: Rewording) -> FlagKind | None:
    """Tell whether what was to come is told as what has happened, where no parser tells the tense of the verb."""
    tenses, language = get_dating(change.language.code).tenses, change.language
    if find_grammar(language.code) or not language.is_known:
        return None
    was, now = ([word.folded for word in words] for words in (change.was, change.now))
    turned = _is_ahead(was, tenses) and not _is_past(was, tenses) and _is_past(now, tenses)
    return "mode" if turned and not _is_ahead(now, tenses) else None


def _is_ahead(words: Sequence[str], tenses: Tenses) -> bool:
    return any(word in tenses.ahead or word.endswith(tenses.ahead_endings) for word in words)


def _is_past(words: Sequence[str], tenses: Tenses) -> bool:
    known = tenses.past | tenses.perfect
    return any(
        word in known or (word.endswith(tenses.past_endings) and word not in tenses.not_past | tenses.ahead)
        for word in words
    )


def _read_modes(words: Sequence[PlacedWord], language: Language) -> set[str]:
    folded = [word.folded for word in words]
    runs = [" ".join(folded[a:b]) for a in range(len(folded)) for b in range(a + 1, len(folded) + 1)]
    return {language.modality[run] for run in runs if run in language.modality and run not in language.future}


def _change_scope(change: Rewording) -> FlagKind | None:
    quantifiers, about = change.language.quantifiers, change.language.approximations
    kinds = {quantifiers.get(word.folded, "") for word in change.was}
    told = {quantifiers.get(word.folded, "") for word in change.now}
    if find_numbers_at(change.source.text, change.was, change.language):
        kinds.add("some")
    if any((was, now) in _OVERSTATES for was in kinds for now in told):
        return "scope"
    pair = about.get(" ".join(w.folded for w in change.was)), about.get(" ".join(w.folded for w in change.now))
    return "scope" if pair in _CONTRARY or pair[::-1] in _CONTRARY else None


def _change_stance(change: Rewording) -> FlagKind | None:
    sayings = change.language.sayings
    for was, now in change.pair_words():
        pair = {sayings.get(word, "") for word in was | now}
        if "denies" in pair and pair & {"asserts", "admits", "promises"} and not _says_both(change, now):
            return "stance"
    return None


def _says_both(change: Rewording, now: frozenset[str]) -> bool:
    """Tell whether the sentence has the verb of the statement as well, beside the one it stands in the place of.

    Then both are told, and of what is for the frames to say.
    """
    tokens = change.source.parsed.tokens if change.source.parsed else ()
    return any(token.lemma in now for token in tokens)


def _step_further(change: Rewording) -> FlagKind | None:
    language = change.language
    for was, now in change.pair_words():
        one = next((place for word in was if (place := language.place_on_ladder(word))), None)
        other = next((place for word in now if (place := language.place_on_ladder(word))), None)
        if one and other and one[0] == other[0] and other[1] > one[1]:
            return "status"
    return None


def _turn_cause(change: Rewording) -> FlagKind | None:
    """Tell whether what brought it about is told as what did not keep it from happening, or the other way round."""
    grammar = find_grammar(change.language.code)
    was, now = (" ".join(word.folded for word in words) for words in (change.was, change.now))
    if not grammar:
        return None
    turned = (was in change.language.causes and now in grammar.concessions) or (
        was in grammar.concessions and now in change.language.causes
    )
    return "cause" if turned else None


def _change_speaker(change: Rewording) -> FlagKind | None:
    """Tell whether beside a verb of saying somebody else is named."""
    if not change.was or not change.now or change.copied < _LEAST_AROUND_NAME:
        return None
    language, code, text = change.language, change.language.code, change.statement.text
    reporting = language.reporting
    before = text[: change.now[0].start].rstrip().lower()
    says = change.before in reporting.forms or before.endswith((*reporting.according, *reporting.inverted))
    ones, others = find_names(change.was_text, code), find_names(change.now_text, code)
    if not says or not ones or not others or not _has_named(language):
        return None
    shared = {w for name in ones for w in name.words} & {w for name in others for w in name.words}
    near = frozenset(split_words(change.was_text))
    return None if shared or any(holds_name(name, near, near, change.was_text, code) for name in others) else "speaker"


def _has_named(language: Language) -> bool:
    """Tell whether a capital tells a name in a language."""
    return language.is_known and not language.naming.capital_nouns


def _rename(change: Rewording) -> FlagKind | None:
    """Tell whether a name stands in the place of another one."""
    was, now, code = change.was_text, change.now_text, change.language.code
    ones, others = find_names(was, code), find_names(now, code)
    if change.copied < _LEAST_AROUND_NAME or len(ones) != 1 or len(others) != 1 or not _has_named(change.language):
        return None
    if len(ones[0].text) < len(was) or len(others[0].text) < len(now):
        return None
    if (ones[0].initial and not change.was[0].start) or (others[0].initial and not change.now[0].start):
        return None
    near, other_near = frozenset(split_words(was)), frozenset(split_words(now))
    same = holds_name(others[0], near, near, was, code) or holds_name(ones[0], other_near, other_near, now, code)
    return None if same else "name"


_REPLACED = (
    flag_date,
    _oppose,
    flag_number,
    flag_unit,
    _change_stance,
    _step_further,
    _change_scope,
    _change_mode,
    _tell_past,
    _turn_negation,
    _turn_cause,
    _change_speaker,
    _rename,
)
