"""What differs between a statement and a sentence that it nearly copies, word by word, in any language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qa.language.profile import Language
from qa.verify.guards.reading import Reading
from qa.verify.names import find_names, holds_name
from qa.verify.numbers import Number, find_numbers
from qa.verify.verdict import Flag, FlagKind
from qa.words import fold_words, split_words, stem_each

_TOKEN = re.compile(r"[$€£¥]|\d+(?:[.,]\d+)*|n[’']t\b|[^\W\d_]+?(?=n[’']t\b)|[^\W\d_]+(?:[-.][^\W\d_]+)*|%")
# Of the words of the statement, so many have to stand in the sentence, in that order: else it is no near copy. Chosen.
_LEAST_COPIED = 0.6
# A change of more words at once is another way to say it, or another clause.
_MOST_CHANGED = 4
_MOST_DROPPED = 3
_OVERSTATES = {("some", "all"), ("many", "all"), ("most", "all"), ("half", "all"), ("few", "all"), ("some", "most"),
               ("few", "most"), ("few", "many"), ("some", "none"), ("none", "all"), ("all", "none"), ("none", "some"),
               ("many", "none"), ("few", "none"), ("most", "none"), ("half", "most"), ("many", "most")}  # fmt: skip
_CONTRARY = {("at_least", "at_most"), ("more_than", "less_than"), ("at_least", "less_than"), ("more_than", "at_most")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or figure of a text, folded, with its place."""

    text: str
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words of a sentence that became others in a statement; one side is empty where words were added or dropped."""

    was: tuple[Word, ...]
    now: tuple[Word, ...]
    statement: Reading
    source: Reading
    language: Language

    def make_flag(self, kind: FlagKind, *, decides: bool = True) -> Flag:
        """Return a flag with the words on both sides, each with its neighbours."""
        words = _cut(self.statement.text, self.now)
        return Flag(
            kind=kind, words=words, against=_cut(self.source.text, self.was), quote=self.source.quote, decides=decides
        )


def find_rewordings(statement: Reading, sources: Sequence[Reading], language: Language) -> list[Flag]:
    """Return what was changed in the sentence that the statement copies most of; nothing where one has it as it is."""
    words = _drop_reply(split_tokens(statement.text), statement.text, language)
    best: tuple[float, list[Flag]] = (0.0, [])
    for source in sources:
        others = split_tokens(source.text)
        matcher = SequenceMatcher(None, [w.folded for w in others], [w.folded for w in words], autojunk=False)
        copied = sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(words))
        if copied >= _LEAST_COPIED and copied > best[0]:
            changes = list(_list_changes(matcher, others, words, statement, source, language))
            best = copied, [flag for change in changes for flag in _judge(change)]
    return best[1]


def _drop_reply(words: list[Word], text: str, language: Language) -> list[Word]:
    """Return words without a "no" that answers a question and negates nothing: "No. He resigned.\""""
    replies = words and words[0].folded in language.negations and text[words[0].end : words[0].end + 1] in tuple(",.:;")
    return words[1:] if replies else words


def split_tokens(text: str) -> list[Word]:
    """Return the words and figures of a text, a "n't" apart."""
    return [
        Word(text=match.group(), folded=fold_words(match.group()).replace("’", "'"), start=match.start(), end=match.end())
        for match in _TOKEN.finditer(text)
    ]  # fmt: skip


def _list_changes(
    matcher: SequenceMatcher[str],
    others: list[Word],
    words: list[Word],
    statement: Reading,
    source: Reading,
    language: Language,
) -> Iterator[Change]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield Change(
                was=tuple(others[a:b]), now=tuple(words[c:d]), statement=statement, source=source, language=language
            )


def _judge(change: Change) -> Iterator[Flag]:
    """Yield a flag for a change that turns what is told."""
    if len(change.now) > _MOST_CHANGED or len(change.was) > _MOST_CHANGED:
        return
    if change.was and change.now:
        found = [check(change) for check in _REPLACED]
        kind = next((kind for kind in found if kind), None)
        if kind:
            yield change.make_flag(kind)
            return
    if kind := _judge_added_and_dropped(change):
        yield change.make_flag(kind)


def _judge_added_and_dropped(change: Change) -> FlagKind | None:
    language = change.language
    was, now = _count_negations(change.was, language), _count_negations(change.now, language)
    if was % 2 != now % 2 and _negations_differ(change):
        return "negation"
    if not change.now and len(change.was) <= _MOST_DROPPED and _is_hedge(change.was, language):
        return "mode"
    return None


def _count_negations(words: Sequence[Word], language: Language) -> int:
    return sum(word.folded in language.negations or word.folded in language.negation_endings for word in words)


def _negations_differ(change: Change) -> bool:
    """Tell whether the whole statement has another number of negations, so that none was only moved."""
    text = change.statement.text
    told = _count_negations(_drop_reply(split_tokens(text), text, change.language), change.language)
    found = _count_negations(split_tokens(change.source.text), change.language)
    return told != found


def _is_hedge(words: Sequence[Word], language: Language) -> bool:
    return any(language.modality.get(word.folded) in ("possible", "alleged") for word in words)


def _oppose(change: Change) -> FlagKind | None:
    language = change.language
    for was in change.was:
        for now in change.now:
            if language.are_opposite(language.find_lemma(was.folded), language.find_lemma(now.folded)):
                return "direction"
    return None


def _renumber(change: Change) -> FlagKind | None:
    was = _find_numbers_at(change.source.text, change.was)
    now = _find_numbers_at(change.statement.text, change.now)
    return "number" if was and now and not any(a.equals(b) for a in was for b in now) else None


def _find_numbers_at(text: str, words: Sequence[Word]) -> list[Number]:
    start, end = words[0].start, words[-1].end
    return [number for number in find_numbers(text) if number.start < end and start < number.end]


def _change_unit(change: Change) -> FlagKind | None:
    """Tell whether the noun right after the same number is another one, and is no other form of it."""
    if len(change.was) > 2 or len(change.now) > 2:
        return None
    was, now = _read_amount(change.source.text, change.was), _read_amount(change.statement.text, change.now)
    if not was or not now or was.percent or now.percent or was.value == now.value and was.end > change.was[0].start:
        return None
    one, other = stem_each([change.was[-1].folded, change.now[-1].folded], change.language.code)
    return "number" if one != other and len(change.was) == len(change.now) else None


def _read_amount(text: str, words: Sequence[Word]) -> Number | None:
    """Return the number that stands right before words."""
    start = words[0].start
    return next((n for n in find_numbers(text) if n.start < start and start - 1 <= n.end <= words[-1].end), None)


def _change_mode(change: Change) -> FlagKind | None:
    was, now = _read_modes(change.was, change.language), _read_modes(change.now, change.language)
    return "mode" if was and not now and was & {"possible", "alleged", "planned", "conditional"} else None


def _read_modes(words: Sequence[Word], language: Language) -> set[str]:
    folded = [word.folded for word in words]
    runs = [" ".join(folded[a:b]) for a in range(len(folded)) for b in range(a + 1, len(folded) + 1)]
    return {language.modality[run] for run in runs if run in language.modality and run not in language.future}


def _change_scope(change: Change) -> FlagKind | None:
    quantifiers, about = change.language.quantifiers, change.language.approximations
    was, now = " ".join(w.folded for w in change.was), " ".join(w.folded for w in change.now)
    pairs = {(quantifiers.get(a.folded), quantifiers.get(b.folded)) for a in change.was for b in change.now}
    if pairs & _OVERSTATES:
        return "scope"
    pair = about.get(was), about.get(now)
    return "scope" if pair in _CONTRARY or pair[::-1] in _CONTRARY else None


def _change_stance(change: Change) -> FlagKind | None:
    sayings, language = change.language.sayings, change.language
    for was in change.was:
        for now in change.now:
            pair = {sayings.get(language.find_lemma(was.folded), ""), sayings.get(language.find_lemma(now.folded), "")}
            if "denies" in pair and pair & {"asserts", "admits", "promises"}:
                return "stance"
    return None


def _step_further(change: Change) -> FlagKind | None:
    language = change.language
    for was in change.was:
        for now in change.now:
            one = language.place_on_ladder(language.find_lemma(was.folded))
            other = language.place_on_ladder(language.find_lemma(now.folded))
            if one and other and one[0] == other[0] and other[1] > one[1]:
                return "status"
    return None


def _rename(change: Change) -> FlagKind | None:
    """Tell whether a name stands in the place of another one."""
    was, now = _cut(change.source.text, change.was), _cut(change.statement.text, change.now)
    ones, others = find_names(was), find_names(now)
    if len(ones) != 1 or len(others) != 1 or len(ones[0].text) < len(was) or len(others[0].text) < len(now):
        return None
    if not change.was[0].start or not change.now[0].start:
        return None
    near, other_near = frozenset(split_words(was)), frozenset(split_words(now))
    same = holds_name(others[0], near, near, was) or holds_name(ones[0], other_near, other_near, now)
    return None if same else "name"


_REPLACED = (_oppose, _renumber, _change_unit, _change_stance, _step_further, _change_scope, _change_mode, _rename)


def _cut(text: str, words: Sequence[Word]) -> str:
    return text[words[0].start : words[-1].end] if words else ""
