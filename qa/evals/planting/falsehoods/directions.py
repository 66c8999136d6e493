"""Falsehoods of direction: a word replaced by its opposite, a comparison turned round."""

import re
from collections.abc import Iterator

from qa.evals.planting.sample import Sample, Substitution, Surroundings
from qa.language.planting import directions
from qa.language.profiles.en_inflection import inflect_verb
from qa.language.syntax.parse import ParsedToken


def reverse_direction(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with a verb, noun or adjective replaced by its opposite."""
    for verb in sample.find_verbs("VB", "VBD", "VBN", "VBZ", "VBP", "VBG"):
        if other := _find_opposite_verb(sample, verb):
            yield sample.change((verb.start, verb.end, inflect_verb(other, verb.tag)))
    for token in sample.tokens:
        if _is_turning_word(sample, token) and not sample.is_quoted(token.start):
            yield sample.change((token.start, token.end, directions.WORD_PAIRS[token.text]))


def reverse_comparison(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with a comparison the other way round: more for fewer, older for younger, before for after."""
    text = sample.text
    for match in directions.MORE_THAN.finditer(text):
        if not match["no"] and not sample.is_quoted(match.start()):
            less = "less" if directions.MEASURED.match(text[match.end() :]) else "fewer"
            new = less if match["word"].lower() == "more" else "more"
            new = new.capitalize() if match["word"][0].isupper() else new
            yield sample.change((match.start("word"), match.end("word"), new))
    for token in sample.tokens:
        other = directions.COMPARATIVES.get(token.text)
        before = text[: token.start]
        if not other or sample.is_quoted(token.start) or directions.NO_COMPARISON.search(before):
            continue
        compares = token.tag in ("JJS", "RBS") or re.match(r"(?: \w+){0,3} than\b", text[token.end :])
        if compares and token.pos in ("ADJ", "ADV") and text[token.end : token.end + 1] != "-":
            yield sample.change((token.start, token.end, other))
    for token in sample.tokens:
        other = directions.IN_TIME.get(token.text)
        marks = token.dep == "mark" or (token.dep == "prep" and sample.parsed.find_child(token.index, "pcomp"))
        above = sample.tokens[token.head]
        above = sample.tokens[above.head] if token.dep == "mark" else above
        if other and marks and above.pos in ("VERB", "AUX") and not sample.is_denied(above):
            yield sample.change((token.start, token.end, other))


def _find_opposite_verb(sample: Sample, verb: ParsedToken) -> str | None:
    parsed = sample.parsed
    if (verb.tag == "VBN" and verb.dep == "amod") or sample.is_denied(verb) or parsed.find_child(verb.index, "prt"):
        return None
    target = parsed.find_child(verb.index, "dobj", "nsubjpass")
    noun = sample.tokens[target].lemma if target is not None else ""
    if verb.lemma in directions.OBJECT_PAIRS:
        other, nouns = directions.OBJECT_PAIRS[verb.lemma]
        if noun and (not nouns or noun in nouns.split()):
            return other
    other = directions.VERB_PAIRS.get(verb.lemma, "")
    if not other or verb.lemma in directions.OBJECT_PAIRS or parsed.find_child(verb.index, "xcomp", "ccomp"):
        return None
    if verb.lemma in directions.WITHOUT_OBJECT:
        subject = parsed.find_child(verb.index, "nsubj")
        measured = parsed.find_child(verb.index, "npadvmod") or re.match(
            r"(?: \w+ly| by| to| from| about| nearly| more than| over)* [$€£]?\d", sample.text[verb.end :]
        )
        return other if not noun and subject is not None and measured else None
    return other if noun else None


def _is_turning_word(sample: Sample, token: ParsedToken) -> bool:
    if token.text not in directions.WORD_PAIRS:
        return False
    text = sample.text
    after = re.match(r"\W*(\w+)", text[token.end :])
    before = re.search(r"(\w+)\W*$", text[: token.start])
    if text[token.end : token.end + 1] == "-" or text[token.start - 1 : token.start] == "-":
        return False
    if token.text in ("up", "down"):
        return bool(re.match(r" (?:by )?[$€£]?\d", text[token.end :])) and token.dep in ("advmod", "prt", "prep")
    if token.text in ("above", "below"):
        return token.dep == "prep" and bool(re.match(r" (?:the )?[$€£]?\d", text[token.end :]))
    if token.text in directions.ONLY_TOLD and (token.dep != "acomp" or sample.tokens[token.head].lemma != "be"):
        return False
    beside = {match[1].lower() for match in (after, before) if match}
    return token.pos in ("NOUN", "ADJ") and beside.isdisjoint(directions.NO_PAIRS_BESIDE)
