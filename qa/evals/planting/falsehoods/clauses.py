"""Falsehoods of clauses: a "not" more or less, cause and effect in each other's place, a detail that no article has."""

import random
import re
from collections.abc import Iterator

from qa.evals.planting.sample import Sample, Substitution, Surroundings
from qa.language.planting import clauses, prose
from qa.language.profiles.en_inflection import inflect_verb
from qa.language.syntax.parse import ParsedToken

_SUBORDINATE = ("ccomp", "advcl", "parataxis", "relcl")
_AUXILIARY = ("aux", "auxpass", "ROOT", "ccomp", "conj")


def flip_negation(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it without its "not", or with one at a verb of the main clause or of what somebody says."""
    for token in sample.tokens:
        if token.dep == "neg" and token.text.lower() in clauses.NOT and not sample.is_quoted(token.start):
            yield from _affirm(sample, token)
    if any(token.text.lower() in prose.NEGATIVE for token in sample.tokens):
        return
    for verb in sample.find_verbs():
        if _may_be_denied(sample, verb):
            yield from _deny(sample, verb)


def add_detail(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with a detail that no article has, after the full name of a person or at its end."""
    generator = random.Random(f"{sample.article.id} {sample.start}")
    text = sample.text
    for start, end in sample.find_people():
        if text[start:end] not in around.people:
            continue
        subject = next(token for token in sample.tokens if token.end == end)
        follows = text[end : end + 1] == " " and re.match(r" [a-z]", text[end:])
        if subject.dep in ("nsubj", "nsubjpass") and follows and not text[end:].startswith(" and"):
            yield sample.change((end, end, generator.choice(clauses.PERSON_DETAILS)))
    root = sample.tokens[sample.root]
    clause = any(t.dep in _SUBORDINATE and t.pos in ("VERB", "AUX") for t in sample.tokens)
    acts = root.tag == "VBD" and root.pos == "VERB" and sample.parsed.find_child(root.index, "dobj") is not None
    if acts and not clause and root.lemma not in prose.SPEAKING and re.search(r"[a-z\d]\.$", text):
        yield sample.change((len(text) - 1, len(text) - 1, generator.choice(clauses.CLAUSE_DETAILS)))


def _affirm(sample: Sample, negation: ParsedToken) -> Iterator[Substitution]:
    """Yield a clause without its negation."""
    verb = sample.tokens[negation.head]
    before = sample.tokens[negation.index - 1]
    if before.text.lower() in clauses.NEGATED_AUXILIARY:
        new = clauses.NEGATED_AUXILIARY[before.text.lower()]
        yield sample.change((before.start, negation.end, new), was=before.text + negation.text, now=new)
    elif before.text.lower() in clauses.DO.values() and verb.tag == "VB" and before.head == verb.index:
        new = inflect_verb(verb.lemma, before.tag)
        yield sample.change(
            (before.start, negation.end, ""), (verb.start, verb.end, new), was=f"{before.text} not {verb.text}", now=new
        )
    elif before.tag == "MD" or (before.lemma in ("be", "have") and before.dep in _AUXILIARY):
        follows = sample.tokens[negation.index + 1].text
        if follows not in clauses.NOT_AFFIRMED_BEFORE:
            yield sample.change((negation.start, negation.end, ""), was=f"{before.text} not", now=before.text)


def _may_be_denied(sample: Sample, verb: ParsedToken) -> bool:
    parsed, tokens = sample.parsed, sample.tokens
    if not verb.text.isalpha() or not sample.text[verb.end :].startswith((" ", ".", ",")):
        return False
    is_main = verb.index == sample.root or (verb.dep == "ccomp" and tokens[verb.head].lemma in prose.SPEAKING)
    subject = parsed.find_child(verb.index, "nsubj", "nsubjpass")
    if not is_main or subject is None or subject > verb.index:
        return False
    if verb.lemma in prose.SPEAKING and (parsed.find_child(verb.index, "ccomp") is not None or "”" in sample.text):
        return False
    follows = {t.text.lower() for t in tokens[verb.index + 1 : verb.index + 3]}
    beside = follows | {tokens[i].text.lower() for i in parsed.children[verb.index]}
    return beside.isdisjoint(clauses.NOT_NEGATED_BESIDE | prose.NEGATIVE) and tokens[subject].tag not in (
        "EX",
        "DT",
        "WDT",
        "WP",
    )


def _deny(sample: Sample, verb: ParsedToken) -> Iterator[Substitution]:
    """Yield a clause with "not"."""
    parsed, tokens = sample.parsed, sample.tokens
    auxiliaries = [tokens[i] for i in parsed.find_children(verb.index, "aux", "auxpass")]
    if auxiliaries:
        first = auxiliaries[0]
        if first.text.lower() in clauses.AUXILIARIES and first.text[0] not in "’'" and first.lemma != "to":
            new = "cannot" if first.text == "can" else f"{first.text} not"
            yield sample.change((first.start, first.end, new))
    elif verb.lemma == "be" and verb.tag in ("VBZ", "VBD", "VBP") and verb.text[0] not in "’'":
        yield sample.change((verb.end, verb.end, " not"), was=verb.text, now=f"{verb.text} not")
    elif verb.tag in clauses.DO and verb.pos == "VERB" and tokens[verb.index - 1].dep != "advmod":
        new = f"{clauses.DO[verb.tag]} not {inflect_verb(verb.lemma, 'VB')}"
        yield sample.change((verb.start, verb.end, new))
