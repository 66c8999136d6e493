"""True statements: a sentence as it stands, and one from which something is left out so that it stays true."""

import re
from collections.abc import Iterator

from qa.evals.planting.sample import Sample, Substitution, Surroundings, rewrite
from qa.language.planting import clauses
from qa.language.syntax.parse import ParsedToken

# Chosen: a sentence that can be true or false by itself.
_FEWEST_WORDS = 6


def keep_sentence(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it as it stands."""
    yield Substitution(text=sample.text, was="", now="")


def shorten(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it without an apposition, a parenthesis, a clause or a part between commas that tells more of it."""
    if "“" in sample.text or '"' in sample.text:
        return
    for start, end in _find_parts(sample):
        left_out = sample.text[start:end]
        text = rewrite(sample.text, (start, end, " "))
        if (
            re.search(r"\d[-–]\d", left_out)
            or clauses.KEPT_WORDS.search(left_out)
            or len(text.split()) < _FEWEST_WORDS
            or _is_broken(text)
        ):
            continue
        yield Substitution(text=text, was=left_out.strip(" ,"), now="")


def _find_parts(sample: Sample) -> Iterator[tuple[int, int]]:
    """Yield what may be left out, with its commas."""
    text, parsed = sample.text, sample.parsed
    for match in re.finditer(r" \([^()]{3,80}\)", text):
        yield match.span()
    for token in sample.tokens:
        head = sample.tokens[token.head]
        if token.dep in ("appos", "relcl", "advcl", "acl") and _adds(sample, token):
            span = _between_commas(sample, token)
            # "Russian national airline, Aeroflot," can't do without the name.
            bare = (
                token.dep == "appos"
                and head.tag == "NN"
                and sample.parsed.find_child(head.index, "det", "poss") is None
            )
            if span and head.end <= span[0] + 1 and not bare:
                yield span
        if token.dep == "conj" and token.head == sample.root and token.pos == "VERB":
            yield from _find_conjunct(sample, token)
    opening = re.match(r"(?:On|In|Last|Earlier|Since|During|At) [^,]{3,40}, (?=[A-Z“]|the |a )", text)
    if opening and not any(t.pos in ("VERB", "AUX") for t in sample.tokens if t.end <= opening.end()):
        yield opening.span()
    _ = parsed


def _adds(sample: Sample, token: ParsedToken) -> bool:
    """Tell whether a clause only tells more: not under a "not" or an "if"."""
    children = [sample.tokens[i] for i in sample.parsed.children[token.index]]
    if token.dep == "advcl":
        marks = {t.text.lower() for t in children if t.dep in ("mark", "advmod") and t.tag in ("IN", "WRB")}
        main = sample.tokens[token.head]
        hedged = any(sample.tokens[i].tag == "MD" for i in sample.parsed.find_children(main.index, "aux"))
        return marks <= clauses.DROPPED_CLAUSE_MARKS and (bool(marks) or token.tag in ("VBG", "VBN")) and not hedged
    return True


def _between_commas(sample: Sample, token: ParsedToken) -> tuple[int, int] | None:
    """Return where a part stands that begins with a comma and ends with one or with the sentence."""
    span = sample.find_phrase(token.index)
    if not span:
        return None
    before, after = sample.text[: span[0]], sample.text[span[1] :]
    ends = re.match(r"\s*(?:,(?! (?:and|or)\b)|\.$)", after)
    if not before.rstrip().endswith(",") or not ends:
        return None
    return len(before.rstrip()) - 1, span[1] + (ends.end() if "," in ends.group() else 0)


def _find_conjunct(sample: Sample, token: ParsedToken) -> Iterator[tuple[int, int]]:
    """Yield " and did something" at the end of a sentence."""
    parsed, tokens = sample.parsed, sample.tokens
    joins = [tokens[i] for i in parsed.find_children(token.head, "cc") if tokens[i].text == "and" and i < token.index]
    last = max(tokens[i].end for i in parsed.walk_down(token.index))
    if not joins or sample.text[last:].strip(" ."):
        return
    if len(parsed.find_children(sample.root, "conj")) == 1 and tokens[sample.root].tag == token.tag:
        yield joins[-1].start - 1, len(sample.text.rstrip(". "))


def _is_broken(text: str) -> bool:
    return bool(re.search(r",\s*(?:and|or)?\s*[.,]|\s,|^\W", text)) or not text.endswith((".", "!", "”"))
