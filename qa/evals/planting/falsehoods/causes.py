"""Falsehoods of cause: what brought something about and what came of it in each other's place."""

from collections.abc import Iterator

from qa.evals.planting.sample import Sample, Substitution, Surroundings, rewrite
from qa.language.planting import clauses, prose
from qa.language.syntax.parse import ParsedToken


def invert_cause(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with what brought something about and what came of it in each other's place."""
    for token in sample.tokens:
        if token.text == "because" and token.dep == "mark":
            yield from _swap_because(sample, token)
    if sample.has_pronoun():
        yield from _deny_cause(sample)
        return
    yield from _swap_blame(sample)
    parsed, tokens = sample.parsed, sample.tokens
    for verb in sample.find_verbs("VBD", "VBZ", "VBP", "VBN"):
        subject = parsed.find_child(verb.index, "nsubj", "nsubjpass")
        target = parsed.find_child(verb.index, "dobj")
        prep = next(
            (
                i
                for i in parsed.find_children(verb.index, "prep", "agent")
                if tokens[i].text in ("to", "in", "by", "from")
            ),
            None,
        )
        if target is None and prep is not None:
            target = parsed.find_child(prep, "pobj")
        if (
            verb.lemma not in clauses.CAUSING
            or subject is None
            or target is None
            or tokens[subject].tag.startswith(("W", "P", "D"))
        ):
            continue
        spans = sample.find_noun(subject), sample.find_noun(target)
        if not spans[0] or not spans[1] or spans[0][1] > spans[1][0] or not _are_causes(sample, verb, subject, target):
            continue
        first, second = sample.write_phrase(spans[0]), sample.write_phrase(spans[1])
        yield sample.change(
            (*spans[0], second), (*spans[1], first), was=f"{first} … {second}", now=f"{second} … {first}"
        )
    yield from _deny_cause(sample)


def _swap_because(sample: Sample, mark: ParsedToken) -> Iterator[Substitution]:
    """Yield "A because B" as "B because A", where it ends the sentence."""
    text, tokens, parsed = sample.text, sample.tokens, sample.parsed
    because = tokens[mark.head]
    main = tokens[because.head]
    told = main.index == sample.root or (main.dep == "ccomp" and tokens[main.head].lemma in prose.SPEAKING)
    end = max(tokens[i].end for i in parsed.walk_down(because.index))
    is_split = tokens[mark.index - 1].pos == "ADV" or text[end:].strip(" .") or "“" in text or '"' in text
    start = 0 if main.index == sample.root else min(tokens[i].start for i in parsed.walk_down(main.index))
    if not told or is_split or start > mark.start:
        return
    start += len(prose.THAT) + 1 if text[start:].startswith(prose.THAT + " ") else 0
    subjects = [parsed.find_child(i, "nsubj", "nsubjpass") for i in (because.index, main.index)]
    effect, cause = text[start : mark.start].rstrip(" ,"), text[mark.end : end].strip(" .,")
    if None in subjects or not effect:
        return
    doer, agent = (tokens[i] for i in subjects if i is not None)
    span = sample.find_noun(agent.index)
    if doer.tag == "PRP" and span and span[0] == start and cause.startswith(doer.text + " "):
        # The pronoun stands for the subject, and changes places with it.
        plural = sample.make_noun(agent.index, span).plural
        if agent.pos not in ("NOUN", "PROPN") or plural != (doer.text in clauses.PLURAL_PRONOUNS):
            return
        effect, cause = (
            doer.text + text[span[1] : mark.start].rstrip(" ,"),
            text[slice(*span)] + cause[len(doer.text) :],
        )
    elif any(t.tag in ("PRP", "PRP$") for t in tokens if t.start >= mark.start):
        return
    else:
        effect = sample.write_phrase((start, mark.start)).rstrip(" ,")
    yield Substitution(text=rewrite(f"{text[:start]}{cause} because {effect}."), was="A because B", now="B because A")


def _deny_cause(sample: Sample) -> Iterator[Substitution]:
    """Yield "because of the snow" as "despite the snow"."""
    for match in clauses.CAUSE_PHRASES.finditer(sample.text):
        token = next(t for t in sample.tokens if t.end > match.start())
        negated = any(
            t.dep == "neg" or t.text.lower() in prose.NEGATIVE for t in sample.tokens if t.start < match.start()
        )
        before = sample.text[: match.start()]
        if (
            not sample.is_quoted(match.start())
            and not negated
            and not clauses.PARTLY.search(before)
            and sample.tokens[token.index - 1].pos != "ADV"
        ):
            new = clauses.DESPITE[match["phrase"].lower()]
            yield sample.change((*match.span(), new.capitalize() if match.group()[0].isupper() else new))


def _swap_blame(sample: Sample) -> Iterator[Substitution]:
    """Yield "blamed the delay on the weather" as "blamed the weather on the delay"."""
    for verb in sample.find_verbs():
        prep = clauses.BLAMING.get(verb.lemma)
        target = sample.parsed.find_child(verb.index, "dobj")
        by = next((i for i in sample.parsed.find_children(verb.index, "prep") if sample.tokens[i].text == prep), None)
        cause = sample.parsed.find_child(by, "pobj") if by is not None else None
        if target is None or cause is None or any(sample.tokens[i].pos != "NOUN" for i in (target, cause)):
            continue
        spans = sample.find_noun(target), sample.find_noun(cause)
        if spans[0] and spans[1] and spans[0][1] <= spans[1][0]:
            first, second = sample.write_phrase(spans[0]), sample.write_phrase(spans[1])
            yield sample.change(
                (*spans[0], second), (*spans[1], first), was=f"{first} … {second}", now=f"{second} … {first}"
            )


def _are_causes(sample: Sample, verb: ParsedToken, subject: int, target: int) -> bool:
    """Tell whether both nouns can be the cause, and the verb suits either."""
    tokens, parsed = sample.tokens, sample.parsed
    plural = [tokens[i].tag in ("NNS", "NNPS") or bool(parsed.find_children(i, "conj")) for i in (subject, target)]
    auxiliaries = [tokens[i] for i in parsed.find_children(verb.index, "aux", "auxpass")]
    finite = auxiliaries[0] if auxiliaries else verb
    suits = finite.tag == "MD" or (finite.tag == "VBD" and finite.lemma != "be") or plural[0] == plural[1]
    nouns = all(
        tokens[i].pos == "NOUN" and not tokens[i].entity and tokens[i].text.islower() for i in (subject, target)
    )
    return suits and nouns and parsed.find_child(verb.index, "xcomp", "ccomp", "prt") is None
