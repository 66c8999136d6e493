"""Find who says a quotation, what each of several sides says of one thing, and who denies what another one says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from qa.language.attribution.claims import find_claim
from qa.language.attribution.quotations import holds_quotation
from qa.language.attribution.speakers import are_same_speaker, find_speaker
from qa.language.known import get_language
from qa.language.syntax.frames import Frame, read_frames
from qa.language.syntax.grammar import find_grammar
from qa.language.syntax.parse import parse_text
from qa.language.wording.counting import get_counting
from qa.language.words import STOP_WORDS, split_words, stem_each
from qa.question import Question
from qa.retrieval.scoring import ScoredSentence
from qa.retrieval.search import Hit
from qa.statements.version import Version

_DENYING = frozenset(["denies", "calls_false"])
# What is said has so much of what is asked, or it is about something else.
_LEAST_ASKED = 0.5
_MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence in which somebody who is named says something of what is asked.

    terms   stems of the question that what they say has
    frames  what they say, as frames
    denies  they deny it
    """

    version: Version
    terms: frozenset[str]
    frames: tuple[Frame, ...] = field(repr=False)
    denies: bool


def find_quoted(quotations: Sequence[str], hits: Sequence[Hit]) -> tuple[Version, ...]:
    """Return for each speaker whom an article gives a quotation to the best such sentence."""
    best: dict[str, Version] = {}
    for hit in hits:
        for sentence in hit.sentences:
            if not all(holds_quotation(sentence.text, quotation) for quotation in quotations):
                continue
            speaker = find_speaker_in(hit, sentence)
            if speaker and speaker.casefold() not in best:
                best[speaker.casefold()] = Version(text=speaker, hit=hit, sentence=sentence, speaker=speaker)
    return tuple(version for version in best.values() if not _is_named_more_fully(version, best.values()))[:_MOST]


def find_stances(question: Question, hits: Sequence[Hit]) -> tuple[Version, ...]:
    """Return what each side says of what a question asks: those that it names, or two of which one denies the other's.

    Nothing where fewer than two are found: sentences that only stand near each other are no sides.
    """
    counting = get_counting(question.language)
    asks = counting.search("asks_sides", question.text) is not None
    if not asks and question.kind != "yes_no":
        return ()
    said = sorted(_find_said(question, hits), key=lambda one: (-len(one.terms), -one.version.sentence.score))
    if pair := next((pair for pair in combinations(said, 2) if _contradict(*pair, question)), None):
        return tuple(one.version for one in pair)
    return _pick_named(question, said) if asks else ()


def find_speaker_in(hit: Hit, sentence: ScoredSentence) -> str | None:
    """Return who says a sentence of a passage, or None where its outlet does."""
    passage = hit.passage
    start, end = sentence.start - passage.start, sentence.end - passage.start
    return find_speaker(passage.text, start, end, hit.article.language)


def _is_named_more_fully(version: Version, others: Iterable[Version]) -> bool:
    own = set(split_words(version.text))
    return any(own < set(split_words(other.text)) for other in others)


def _find_said(question: Question, hits: Sequence[Hit]) -> Iterator[Said]:
    """Yield the sentences in which somebody says something of what is asked, beside the names of who says it."""
    asked = frozenset(question.terms) - _list_asking(question)
    for hit in hits:
        grammar = find_grammar(hit.article.language)
        for sentence in hit.sentences if grammar else ():
            claim = find_claim(sentence.text, hit.article.language or "en")
            speaker = find_speaker_in(hit, sentence) if claim else None
            if claim is None or speaker is None or grammar is None:
                continue
            spoken = frozenset(stem_each(split_words(speaker)))
            topic = asked - spoken
            terms = topic & frozenset(stem_each(split_words(sentence.text[claim.start : claim.end])))
            if not terms or len(terms) < _LEAST_ASKED * len(topic - question.names):
                continue
            parsed = parse_text(sentence.text, hit.article.language)
            frames = read_frames(parsed, grammar) if parsed else ()
            yield Said(
                version=Version(text=sentence.text, hit=hit, sentence=sentence, speaker=speaker),
                terms=terms,
                frames=tuple(frame for frame in frames if claim.start <= frame.start < claim.end),
                denies=claim.stance in _DENYING,
            )


def _list_asking(question: Question) -> frozenset[str]:
    """Return the stems of the words of a question that ask who says what."""
    match = get_counting(question.language).search("asks_sides", question.text)
    sayings = get_language(question.language or "en").reporting.forms
    words = [*split_words(match[0] if match else ""), *(word for word in split_words(question.text) if word in sayings)]
    return frozenset(stem_each(words))


def _contradict(one: Said, other: Said, question: Question) -> bool:
    """Tell whether two people say the same thing, of which one of them says that it is not so."""
    if are_same_speaker(one.version.teller, other.version.teller):
        return False
    return any(
        mine.lemma == theirs.lemma
        and mine.kind != "copula"
        and (mine.negated != one.denies) != (theirs.negated != other.denies)
        and (_share_side(mine, theirs) or not frozenset(stem_each([mine.lemma])).isdisjoint(question.terms))
        for mine in one.frames
        for theirs in other.frames
    )


def _share_side(one: Frame, other: Frame) -> bool:
    """Tell whether two frames tell something of the same thing."""
    ours, theirs = (
        frozenset().union(*(side.stems for side in frame.list_roles().values() if not side.pointing))
        for frame in (one, other)
    )
    return not ours.isdisjoint(theirs)


def _pick_named(question: Question, said: Sequence[Said]) -> tuple[Version, ...]:
    """Return the best sentence of each speaker whom the question names, where it names more than one."""
    asked = set(split_words(question.text)) - STOP_WORDS
    best: list[Version] = []
    for one in said:
        named = asked & (set(split_words(one.version.teller)) - STOP_WORDS)
        known = any(are_same_speaker(one.version.teller, v.teller) or named & set(split_words(v.teller)) for v in best)
        if named and not known:
            best.append(one.version)
    return tuple(best[:_MOST]) if len(best) > 1 else ()
