"""Who says the words that stand somewhere in an article: found where it is certain, and left open where it is not."""

import re
from collections.abc import Iterator

from qa.language.attribution.claims import Claim, find_claim, find_claims
from qa.language.known import get_language
from qa.language.mentions import Mention, find_mentions
from qa.language.names import find_names, holds_name
from qa.language.sentences import Span, split_sentences
from qa.language.syntax.grammar import find_grammar
from qa.language.syntax.parse import Parsed, can_parse, parse_text
from qa.language.words import STOP_WORDS, split_words

# In characters, chosen: who says quoted words stands in the sentences around them.
_BEFORE, _AFTER = 600, 400
# Chosen: whom "she added" goes on with is mostly told so near before.
_SENTENCES_BACK = 2
_POSSESSIVE = re.compile(r"(?:[^\W\d_a-z][\w-]*\s)*[^\W\d_a-z][\w-]*(?:['’]s|['’])(?!\w)")
_OPENS, _CLOSES = re.compile(r"[“„«]|(?<!\w)\""), re.compile(r"[”»]|\"(?!\w)")
_OPENS_QUOTATION = re.compile(r"^[“„«\"]")
_QUOTED = re.compile(r"[“„«][^”“»]*(?:[”“»]|$)|\"[^\"]*(?:\"|$)")
_SUBJECTS = ("nsubj", "nsubjpass")
# In words, chosen: an adverb and an auxiliary stand between a subject and its verb.
_NEAR = 3
_NOUNS = frozenset(["NOUN", "PROPN", "PRON", "ADJ"])
# What ends no name.
_SMALL = frozenset(["ADP", "SCONJ", "CCONJ", "ADV", "PART", "VERB", "AUX", "PUNCT", "NUM"])
_CLAIMING = frozenset(["asserts", "denies", "admits", "calls_false", "promises", "warns"])


def find_speaker(text: str, start: int, end: int, language: str | None = None) -> str | None:
    """Return who says the words of a stretch of an article, or None where the outlet does, or it is not certain.

    "He said" is whoever speaks last by name before, or the only person that the sentence before is about; a quotation
    that goes on after its first sentence is told by whoever is named where it ends.
    """
    begin, close = _part_clauses(text, *widen_to_sentences(text, start, end, language), start, end)
    if speaker := name_speaker(text[begin:close], text[max(0, begin - _BEFORE) : begin], language):
        return speaker
    told = find_claim(text[begin:close], language or "en")
    if told and told.is_pronoun:
        # "He said" is whoever was named before: who is named behind it speaks next.
        return None
    opened = [match.end() for match in _OPENS.finditer(text, max(0, begin - _BEFORE), start + 1)]
    if not opened or not reads_as_quotation(text, start + bool(_OPENS_QUOTATION.match(text[start : start + 1]))):
        return None
    ending = _CLOSES.search(text, max(end, opened[-1]), end + _AFTER)
    if ending is None or _CLOSES.search(text, opened[-1], start):
        return None
    first, last = widen_to_sentences(text, ending.start(), ending.end(), language)
    first, last = _part_clauses(text, first, last, ending.start(), ending.end())
    return name_speaker(text[first:last], text[max(0, first - _BEFORE) : first], language)


def find_caller(text: str, start: int, end: int, language: str | None = None) -> str | None:
    """Return who is named to use the quoted words of a stretch, if only to call something so, or None."""
    begin, close = _part_clauses(text, *widen_to_sentences(text, start, end, language), start, end)
    clause = text[begin:close]
    for claim in reversed(find_claims(clause, language or "en")):
        holds = begin + claim.start <= start and end <= begin + claim.end
        if holds and not claim.passive and not claim.is_pronoun:
            return claim.speaker if _is_subject(clause, claim) else None
    return None


def _is_subject(clause: str, claim: Claim) -> bool:
    """Tell whether a speaker is the subject of their verb and no more than that, as far as there is a parser."""
    parsed = parse_text(clause, claim.language) if can_parse(claim.language) else None
    start = clause.lower().find(claim.speaker.lower())
    held = [t for t in parsed.tokens if start <= t.start < start + len(claim.speaker)] if parsed else []
    heads = [t for t in held if t.dep in _SUBJECTS and parsed and parsed.tokens[t.head].end == claim.start]
    return parsed is None or (bool(heads) and all(t.pos not in ("VERB", "AUX") for t in held))


def are_same_speaker(one: str, other: str) -> bool:
    """Tell whether two phrases may name one speaker: the words of one are among those of the other."""
    words, theirs = (frozenset(split_words(text)) - STOP_WORDS for text in (one, other))
    return bool(words and theirs) and (words <= theirs or theirs <= words)


def _part_clauses(text: str, begin: int, close: int, start: int, end: int) -> Span:
    """Return the part of a sentence between semicolons that a stretch of it stands in."""
    before, after = text.rfind("; ", begin, start), text.find("; ", end, close)
    return (before + 2 if before >= 0 else begin, after if after >= 0 else close)


def name_speaker(sentence: str, before: str, language: str | None = None) -> str | None:
    """Return who makes the claim of a sentence, or None.

    before  what stands before it in the article
    """
    claim = find_claim(sentence, language or "en")
    if claim is None or not claim.is_pronoun:
        named = _certify(sentence, claim, language)
        if named or claim:
            return named
    if claim is None and not _OPENS_QUOTATION.match(sentence):
        return None
    spans = split_sentences(before)[-_SENTENCES_BACK:]
    for start, end in reversed(spans):
        told = find_claim(before[start:end], language or "en")
        if told and not told.is_pronoun:
            named = _certify(before[start:end], told, language)
            return named if not _names_another(told, before[start:]) else None
    return _find_only_person(before[spans[-1][0] : spans[-1][1]], claim) if spans and claim else None


def _certify(sentence: str, claim: Claim | None, language: str | None) -> str | None:
    """Return who a claim is by, or whom the parser finds to say the sentence; None where the noun does not speak.

    Without a parser the claim is taken as it is read.
    """
    if not can_parse(language):
        return claim.speaker if claim else None
    parsed = parse_text(sentence, language) if claim or _may_report(sentence) else None
    if parsed is None:
        return None
    speaking = [n for n in _find_speaking(parsed) if parsed.tokens[n].pos in _NOUNS]
    if claim:
        start = sentence.lower().find(claim.speaker.lower())
        heads = [n for n in speaking if start <= parsed.tokens[n].start < start + len(claim.speaker)]
        if heads:
            return _cut_phrase(parsed, heads[0], start, claim.speaker)
        if _is_clean(parsed, start, start + len(claim.speaker)):
            return claim.speaker
    return next((_spell(parsed, n) for n in speaking if _is_named(parsed, n) and _is_near(parsed, n)), None)


def _may_report(sentence: str) -> bool:
    """Tell whether a sentence has a verb of saying at all: parsing costs more than looking."""
    language = get_language("en")
    return any(language.find_lemma(word) in language.sayings for word in split_words(sentence))


def _find_speaking(parsed: Parsed) -> Iterator[int]:
    """Yield the heads of who says something: subjects of verbs of saying, agents of passives, after "according to"."""
    sayings, grammar = get_language("en").sayings, find_grammar("en")
    quoted = [match.span() for match in _QUOTED.finditer(parsed.text)]
    for token in parsed.tokens:
        head = parsed.tokens[token.head]
        if any(start < head.start < end for start, end in quoted) or grammar is None:
            continue
        above = parsed.tokens[head.head]
        says = head.pos == "VERB" and sayings.get(head.lemma) in _CLAIMING
        if token.dep in _SUBJECTS and says and not parsed.find_children(head.index, "neg", "auxpass"):
            yield from (
                n for n in (token.index, *parsed.find_children(token.index, "appos")) if _tells(parsed, head.index)
            )
        elif token.dep == "pobj" and above.pos == "VERB" and above.lemma in sayings and head.dep == "agent":
            yield from (token.index,) if parsed.find_child(above.index, "ccomp") is not None else ()
        elif token.dep == "pobj" and (head.lemma in grammar.accords or above.lemma in grammar.accords):
            yield token.index


def _tells(parsed: Parsed, verb: int) -> bool:
    """Tell whether a verb of saying has what is said beside it, and not only a pronoun for it: "what Ode said"."""
    target = parsed.find_child(verb, "dobj")
    return target is None or parsed.tokens[target].tag not in ("WP", "WDT")


def _is_named(parsed: Parsed, head: int) -> bool:
    """Tell whether a noun is a name, or has a word before it that says which one is meant."""
    token = parsed.tokens[head]
    if token.pos in ("PRON", "DET") or any(parsed.tokens[n].lemma in _list_denials() for n in parsed.walk_down(head)):
        return False
    return token.pos == "PROPN" or any(parsed.tokens[n].dep in ("det", "nummod", "poss") for n in parsed.children[head])


def _is_clean(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether a phrase is a name with what belongs to it and nothing else, whatever the parser makes of it."""
    tokens = [token for token in parsed.tokens if start <= token.start < end]
    parts = {token.pos for token in tokens}
    opens = bool(tokens) and tokens[0].pos in ("DET", "PROPN", "NOUN", "ADJ")
    return opens and "PROPN" in parts and parts.isdisjoint(["VERB", "AUX", "SCONJ", "CCONJ", "ADV", "NUM"])


def _is_near(parsed: Parsed, head: int) -> bool:
    """Tell whether a subject stands right before its verb, or behind it: where it does not, the parser may err."""
    verb = parsed.tokens[head].head
    return verb < head or verb - max(parsed.walk_down(head)) <= _NEAR


def _cut_phrase(parsed: Parsed, head: int, start: int, phrase: str) -> str | None:
    """Return a phrase without the words at its end that hang on something else, or that end no name."""
    held = set(parsed.walk_down(head)) | set(parsed.walk_up(head)) & set(parsed.find_children(head, "appos"))
    if parsed.tokens[head].dep == "appos":
        held |= set(parsed.walk_down(parsed.tokens[head].head, without=frozenset(["relcl", "acl"])))
    inside = [t for t in parsed.tokens if start <= t.start < start + len(phrase)]
    if not inside or inside[0].lemma in _list_denials():
        return None
    kept = [t for t in inside if t.index in held and t.pos not in _SMALL]
    return phrase[: max((token.end for token in kept), default=start) - start].strip() or None


def _list_denials() -> frozenset[str]:
    grammar = find_grammar("en")
    return grammar.denials | grammar.nobody if grammar else frozenset()


def _spell(parsed: Parsed, head: int) -> str:
    held = sorted(parsed.walk_down(head, without=frozenset(["relcl", "acl", "punct", "conj", "cc"])))
    text = parsed.text[parsed.tokens[held[0]].start : parsed.tokens[held[-1]].end]
    return text[0].lower() + text[1:] if parsed.tokens[held[0]].pos in ("DET", "PRON", "NUM") else text


def _find_only_person(sentence: str, claim: Claim) -> str | None:
    """Return the person that a sentence has as its subject, where it names nobody else, for "he said" after it."""
    if claim.words or not can_parse(claim.language) or claim.speaker.lower() not in ("he", "she"):
        return None
    parsed = parse_text(sentence, claim.language)
    people = _find_people(sentence)
    for token in parsed.tokens if parsed else ():
        head = parsed.tokens[token.head] if parsed else token
        if token.dep in ("nsubj", "nsubjpass") and token.entity == "PERSON" and head.dep in ("ROOT", "conj"):
            words = frozenset(split_words(token.text))
            if all(words & person.words for person in people) and parsed:
                held = sorted(n for n in parsed.walk_down(token.index, without=frozenset(["relcl", "acl", "punct"])))
                return sentence[parsed.tokens[held[0]].start : parsed.tokens[held[-1]].end]
    return None


def _find_people(sentence: str) -> list[Mention]:
    parsed = parse_text(sentence, "en")
    people = {t.text.lower() for t in parsed.tokens if t.entity == "PERSON"} if parsed else set()
    return [mention for mention in find_mentions(sentence) if mention.words & people]


def _names_another(told: Claim, text: str) -> bool:
    """Tell whether a text names somebody beside the speaker of a claim, who may be meant by "he" as well."""
    own = told.words
    mentions = find_mentions(_QUOTED.sub(" ", text), language=told.language)
    return any(person.words.isdisjoint(own) for person in mentions if person.may_be_person)


def widen_to_sentences(text: str, start: int, end: int, language: str | None = None) -> Span:
    """Return the offsets of the sentences of a text that hold a stretch of it."""
    begin = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    offset = begin
    spans = split_sentences(text[begin : close if close >= 0 else len(text)], language)
    held = [(offset + first, offset + last) for first, last in spans if offset + last > start and offset + first < end]
    return (held[0][0], held[-1][1]) if held else (start, end)


def reads_as_quotation(text: str, place: int) -> bool:
    """Tell whether what stands at a place of a text is between quotation marks."""
    begin = text.rfind("\n", 0, place) + 1
    before = text[begin:place]
    marks = [mark for mark in before if mark in "“”„«»"]
    return marks[-1:] in (["“"], ["„"], ["«"]) or before.count('"') % 2 == 1


def is_another(claimed: str | None, speaker: str | None) -> bool:
    """Tell whether somebody is surely not the speaker of an article: both are named, and by other names."""
    if not claimed or not speaker:
        return False
    # "Norvane's chief executive" names a company, and nobody who speaks.
    claimed, speaker = _POSSESSIVE.sub("", claimed), _POSSESSIVE.sub("", speaker)
    names, others = find_names(f"so {claimed}"), find_names(f"so {speaker}")
    if not names or not others:
        return False
    words, said = frozenset(split_words(speaker)), frozenset(split_words(claimed))
    return said.isdisjoint(words - STOP_WORDS) and not any(holds_name(name, words, words, speaker) for name in names)
