"""Falsehoods of certainty: what may be, is planned or only alleged, told as done."""

import re
from collections.abc import Iterator

from qa.evals.planting.sample import Sample, Substitution, Surroundings, rewrite
from qa.language.planting import degrees, prose
from qa.language.profiles.en_inflection import inflect_verb
from qa.language.syntax.parse import ParsedToken

_FINITE = ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG")
# In words, chosen: a claim that tells something by itself.
_FEWEST_CLAIMED = 6


def remove_hedge(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with what may or is to happen told as sure or done."""
    for token in sample.tokens:
        verb = sample.tokens[token.head]
        if token.dep != "aux" or token.tag != "MD" or token.text not in degrees.MODALS or sample.is_quoted(token.start):
            continue
        follows = sample.tokens[token.index + 1 : verb.index]
        sure = not any(t.lemma in ("not", "have") or t.dep == "neg" for t in follows)
        if verb.tag == "VB" and sure and _is_told(sample, verb, token.text):
            yield sample.change((token.start, token.end, degrees.MODALS[token.text]))
    for verb in sample.find_verbs("VBZ", "VBP"):
        yield from _finish_plan(sample, verb)


def drop_allegation(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with what somebody is said to have done told as a fact."""
    for token in sample.tokens:
        alleged = token.text in degrees.ALLEGED and token.dep == "amod" and token.tag in ("JJ", "VBN")
        if (alleged or token.text in degrees.ALLEGEDLY) and not sample.is_quoted(token.start):
            yield sample.change((token.start, token.end, ""), was=token.text)
    for match in degrees.PROSECUTORS_SAY.finditer(sample.text):
        if not sample.is_quoted(match.start()):
            yield sample.change((*match.span(), ""), was=match.group().strip(" ,"))
    for match in degrees.BELIEVED_TO.finditer(sample.text):
        if not sample.is_quoted(match.start()):
            new = match["be"] if match["to"] == "be" else degrees.HAVE[match["be"]]
            yield sample.change((*match.span(), new))
    for verb in sample.find_verbs("VBD", "VBN", "VBZ", "VBP"):
        if verb.lemma in degrees.ACCUSE:
            yield from _tell_as_done(sample, verb)
        if verb.lemma in degrees.ALLEGE and verb.index == sample.root:
            yield from _tell_claim(sample, verb)


def _is_told(sample: Sample, verb: ParsedToken, modal: str) -> bool:
    """Tell whether a clause with a modal verb tells what may happen, and no condition, and nothing that once could."""
    marks = {sample.tokens[i].text.lower() for i in sample.parsed.children[verb.index]}
    above = sample.tokens[verb.head]
    told = verb.index == sample.root or (verb.dep == "ccomp" and above.lemma in prose.SPEAKING) or verb.dep == "conj"
    return marks.isdisjoint(degrees.CONDITIONS) and (
        told or (modal != "could" and verb.dep in ("ccomp", "relcl", "advcl"))
    )


def _finish_plan(sample: Sample, verb: ParsedToken) -> Iterator[Substitution]:
    """Yield "X plans to close" as "X has closed", and as "X will close" where it says when."""
    rest = re.match(r" to (?=[a-z])", sample.text[verb.end :])
    done = sample.parsed.find_child(verb.index, "xcomp")
    marks = {sample.tokens[i].text.lower() for i in sample.parsed.children[verb.index]}
    if not rest or done is None or marks & degrees.CONDITIONS or sample.is_denied(verb):
        return
    action = sample.tokens[done]
    plain = action.tag == "VB" and action.lemma != "be" and sample.parsed.find_child(action.index, "conj") is None
    if verb.lemma in degrees.PLANS and plain and action.start == verb.end + rest.end():
        done_now = f"{degrees.HAVE[verb.tag]} {inflect_verb(action.lemma, 'VBN')}"
        is_ahead = degrees.AHEAD.search(sample.text) is not None
        yield sample.change((verb.start, action.end, f"{degrees.WILL} {action.text}" if is_ahead else done_now))


def _tell_as_done(sample: Sample, verb: ParsedToken) -> Iterator[Substitution]:
    """Yield "Y" with what Y did, where somebody accuses Y of it."""
    parsed, tokens = sample.parsed, sample.tokens
    of = next((i for i in parsed.find_children(verb.index, "prep") if tokens[i].text == degrees.OF), None)
    act = parsed.find_child(of, "pcomp") if of is not None else None
    who = parsed.find_child(verb.index, "nsubjpass", "dobj")
    if of is None or act is None or who is None or tokens[act].tag != "VBG" or tokens[act].index != of + 1:
        return
    if tokens[who].pos == "PRON" or verb.index != sample.root or parsed.find_child(act, "conj"):
        return
    span = sample.find_phrase(who)
    if not span:
        return
    end = max(tokens[i].end for i in parsed.walk_down(act))
    done = sample.write_phrase(span) + " " + inflect_verb(tokens[act].lemma, "VBD")
    rest = sample.text[tokens[act].end : end]
    if rest.strip():
        yield Substitution(
            text=rewrite(done + rest + "."), was=sample.text[verb.start : tokens[of].end], now="(told as a fact)"
        )


def _tell_claim(sample: Sample, verb: ParsedToken) -> Iterator[Substitution]:
    """Yield what somebody claims, without who claims it."""
    claim = sample.parsed.find_child(verb.index, "ccomp")
    if claim is None or sample.is_denied(verb) or "“" in sample.text or sample.tokens[claim].tag not in _FINITE:
        return
    subject = sample.parsed.find_child(claim, "nsubj", "nsubjpass")
    if subject is None or subject < verb.index or sample.tokens[subject].pos == "PRON":
        return
    inside = [sample.tokens[i] for i in sample.parsed.walk_down(claim)]
    start, end = min(t.start for t in inside), max(t.end for t in inside)
    claimed = sample.text[start:end].removeprefix(f"{prose.THAT} ")
    if len(claimed.split()) >= _FEWEST_CLAIMED and not any(t.tag in ("PRP", "PRP$") for t in inside):
        was = sample.text[:start].strip()
        yield Substitution(text=rewrite(claimed.rstrip(". ") + "."), was=was, now="(told as a fact)")
