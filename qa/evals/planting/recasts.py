"""True statements in other words: active for passive, a speaker put last, a number or a day written otherwise."""

import re
from collections.abc import Iterator

from qa.evals.making.facts import list_amounts
from qa.evals.planting.sample import Sample, Substitution, Surroundings
from qa.language.dates import find_dates
from qa.language.numbers import Number
from qa.language.planting import clauses, prose, quantities
from qa.language.profiles.en_inflection import inflect_verb
from qa.language.syntax.parse import ParsedToken


def recast(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it in other words, in every way that it can be."""
    for way in (change_voice, move_speaker, turn_apposition, write_numbers, resolve_day, move_opening):
        yield from way(sample)


def change_voice(sample: Sample) -> Iterator[Substitution]:
    """Yield an active clause as a passive one, or the other way round."""
    if sample.has_pronoun():
        return
    for verb in sample.find_verbs("VBD", "VBN"):
        subject, target = _find_ends(sample, verb)
        if subject is None or target is None:
            continue
        spans = sample.find_noun(subject), sample.find_noun(target)
        if not spans[0] or not spans[1] or verb.lemma in clauses.NO_PASSIVE or verb.lemma in prose.SPEAKING:
            continue
        between = sample.text[spans[0][1] : spans[1][0]].split()
        first, second = sample.write_phrase(spans[0]), sample.write_phrase(spans[1])
        if any(t.dep == "relcl" and spans[0][0] <= t.start < spans[1][1] for t in sample.tokens):
            continue
        if "," in first + second or second[:1].isdigit() or first[:1].isdigit():
            continue
        plural = sample.make_noun(target, spans[1]).plural
        if verb.tag == "VBD" and between == [verb.text]:
            new = f"{'were' if plural else 'was'} {inflect_verb(verb.lemma, 'VBN')} by"
        elif verb.tag == "VBN" and between in (["was", verb.text, "by"], ["were", verb.text, "by"]):
            new = inflect_verb(verb.lemma, "VBD")
        else:
            continue
        yield sample.change((spans[0][0], spans[1][1], f"{second} {new} {first}"), now=f"{second} {new} {first}")


def move_speaker(sample: Sample) -> Iterator[Substitution]:
    """Yield what somebody says before or after who says it."""
    text = sample.text
    root = sample.tokens[sample.root]
    subject = sample.parsed.find_child(root.index, "nsubj")
    if after := re.match(rf"({prose.ACCORDING} [^,“”\"]+), (.+)\.$", text, re.IGNORECASE):
        claim = text[after.start(2) : after.end(2)]
        yield sample.change((0, len(text), f"{claim}, {after[1][0].lower()}{after[1][1:]}."), now="(speaker last)")
    if (
        subject is None
        or root.lemma not in ("say", "add", "announce")
        or root.tag != "VBD"
        or "“" in text
        or '"' in text
    ):
        return
    span = sample.find_phrase(subject)
    if not span or sample.tokens[subject].pos == "PRON":
        return
    speaker = sample.write_phrase(span)
    that = re.match(rf" {prose.THAT} ", text[root.end :])
    if span[0] == 0 and that and text[span[1] : root.end].strip() == root.text:
        claim = text[root.end + that.end() :].rstrip(". ")
        yield sample.change((0, len(text), f"{claim}, {speaker} {root.text}."), now="(speaker last)")
    elif text[: span[0]].endswith(", ") and re.fullmatch(r"\W*", text[root.end :]) and span[1] < root.start:
        claim = sample.write_phrase((0, span[0])).rstrip(", ")
        yield sample.change((0, len(text), f"{speaker} {root.text} {prose.THAT} {claim}."), now="(speaker first)")


def turn_apposition(sample: Sample) -> Iterator[Substitution]:
    """Yield "X, the mayor of Y," as "the mayor of Y, X,"."""
    text = sample.text
    for token in sample.tokens:
        name = sample.tokens[token.head]
        if token.dep != "appos" or name.entity != "PERSON" or token.pos != "NOUN":
            continue
        what = sample.find_phrase(token.index)
        who = next((span for span in sample.find_people() if span[1] == name.end), None)
        if (
            not what
            or text[what[1] : what[1] + 1] not in (",", ".")
            or not who
            or what[0] - who[1] != 2
            or not re.match(r"(?:the|a|an|its|their) ", text[what[0] :], re.I)
        ):
            continue
        before = sample.tokens[max(0, next(t.index for t in sample.tokens if t.start == who[0]) - 1)]
        if before.end <= who[0] and before.pos in ("PROPN", "NOUN", "ADJ", "CCONJ"):
            continue
        new = f"{sample.text[slice(*what)]}, {text[slice(*who)]}"
        yield sample.change((who[0], what[1], new))


def write_numbers(sample: Sample) -> Iterator[Substitution]:
    """Yield its one number in figures for words, or the other way round."""
    numbers = list_amounts(sample.text, sample.published)
    for number in numbers if len(numbers) == 1 else ():
        before, after = sample.text[: number.start], sample.text[number.end :]
        is_part = re.search(r"[A-Z]\w* $|-$", before) or quantities.CLOCK.match(after)
        new = _write_otherwise(number)
        begins = not before and new[:1].isdigit()
        if not (is_part or begins or quantities.MONTH_BEFORE.search(before) or sample.is_quoted(number.start)) and new:
            yield sample.change((number.start, number.end, new))


def _write_otherwise(number: Number) -> str:
    """Return a number as another outlet would write it, or ""."""
    small, text = quantities.SMALL_NUMBERS, number.text
    if number.spelled and text in small and not number.percent:
        return str(small.index(text) + 2)
    if text.isdigit() and 0 <= (place := int(text) - 2) < len(small):
        return small[place]
    for one, other in quantities.PERCENTS:
        if text.endswith(one):
            return text.removesuffix(one) + other
    match = re.fullmatch(r"(\$?)(\d+(?:\.\d+)?) (\w+)", text)
    if match and match[3] in quantities.SCALES:
        return f"{match[1]}{round(float(match[2]) * quantities.SCALES[match[3]]):,}"
    return ""


def resolve_day(sample: Sample) -> Iterator[Substitution]:
    """Yield "on Friday" as the day that it was."""
    if not sample.published or sample.tokens[sample.root].tag != "VBD":
        return
    weekdays = [token for token in sample.tokens if token.text in quantities.WEEKDAYS]
    for day in find_dates(sample.text, sample.published):
        plain = day.relative and day.first and day.first == day.last and day.text in quantities.WEEKDAYS
        before = sample.text[: day.start]
        alone = re.match(r"[,.;]| [a-z]", sample.text[day.end :]) and not quantities.PART_OF_DAY.match(
            sample.text[day.end :]
        )
        if (
            not plain
            or not alone
            or len(weekdays) != 1
            or sample.is_quoted(day.start)
            or not re.search(r"\bon $|(?<! and)(?<! or)(?<! last)(?<!this) $", before, re.I)
        ):
            continue
        new = day.spell() if before.lower().endswith("on ") else f"on {day.spell()}"
        if not quantities.NEXT_DAY.search(before) and day.first and day.first <= sample.published:
            yield sample.change((day.start, day.end, new))


def move_opening(sample: Sample) -> Iterator[Substitution]:
    """Yield "On Friday, X did Y." as "X did Y on Friday."."""
    opening = re.match(r"(On|In|Last) [^,“”\"]{3,30}, (?=[A-Z]|the )", sample.text)
    verbs = [t for t in sample.tokens if t.pos == "VERB"]
    if (
        not opening
        or len(verbs) != 1
        or "“" in sample.text
        or any(c in sample.text for c in ",;:—–" if sample.text.count(c) > 1)
    ):
        return
    if not any(t.dep == "prep" or t.entity == "DATE" for t in sample.tokens[:2]) or sample.has_pronoun():
        return
    words_ = opening.group()[0].lower() + opening.group()[1:].rstrip(", ")
    yield sample.change(
        (0, len(sample.text), f"{sample.text[opening.end() :].rstrip('. ')} {words_}."), now="(opening last)"
    )


def _find_ends(sample: Sample, verb: ParsedToken) -> tuple[int | None, int | None]:
    """Return the tokens of the subject of a plain clause, and of its object or of who did it."""
    parsed = sample.parsed
    if parsed.find_child(
        verb.index, "conj", "prt", "xcomp", "ccomp", "neg", "dative", "advcl"
    ) is not None or verb.dep not in (
        "ROOT",
        "ccomp",
    ):
        return None, None
    if verb.tag == "VBD":
        subject, target = parsed.find_child(verb.index, "nsubj"), parsed.find_child(verb.index, "dobj")
    else:
        by = parsed.find_child(verb.index, "agent")
        subject = parsed.find_child(verb.index, "nsubjpass")
        target = parsed.find_child(by, "pobj") if by is not None else None
    ends = [sample.tokens[i] for i in (subject, target) if i is not None]
    plain = all(t.pos in ("NOUN", "PROPN") and t.entity not in ("DATE", "TIME", "PERCENT", "MONEY") for t in ends)
    return (subject, target) if plain else (None, None)
