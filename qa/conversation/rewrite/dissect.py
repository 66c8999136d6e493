"""Take an English question apart by its parse, and by the order of words that questions have where the parse fails."""

from qa.conversation.rewrite.clause import Clause, Role, join_words
from qa.language import get_language
from qa.language.syntax.parse import Parsed, ParsedToken, parse_text

_QUESTION_TAGS = ("WP", "WP$", "WRB", "WDT")
_FINITE_TAGS = ("VBD", "VBZ", "VBP", "MD")
_VERB_TAGS = ("VB", "VBP", "VBN")
_SUPPORT = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
_OPENS_NOUN = (*_NOUN_TAGS, "DT", "PDT", "PRP", "PRP$", "CD", "EX")
_BEFORE_VERB = ("aux", "auxpass", "neg", "advmod")
_RECEIVERS = ("dobj", "dative")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "attr", "csubj")


def read_clause(text: str) -> Clause | None:
    """Return a question taken apart, or None where it is no whole question of one clause that can be read so."""
    parsed = parse_text(text.partition("?")[0].strip().rstrip("!. "), "en")
    if not parsed or not parsed.tokens:
        return None
    parsed = _cut_second(parsed)
    tokens = parsed.tokens
    finite = _find_finite(tokens)
    if finite is None or finite + 1 > len(tokens):
        return None
    helps = _is_auxiliary(tokens[finite]) or _helps_to_ask(tokens, finite)
    if not helps or _asks_for_subject(tokens, finite):
        return _read_of_subject(parsed, finite) if finite else None
    return _read_inverted(parsed, finite)


def has_verb(parsed: Parsed) -> bool:
    """Tell whether there is a finite verb in a text."""
    return any(token.tag in _FINITE_TAGS or token.pos == "AUX" for token in parsed.tokens)


def find_question_words(parsed: Parsed) -> tuple[ParsedToken, ...]:
    """Return the words of a text that ask."""
    words = get_language("en").dialogue.question_words
    return tuple(token for token in parsed.tokens if token.text.lower() in words)


def _cut_second(parsed: Parsed) -> Parsed:
    """Return a question without an ", and where" at its end."""
    tokens = parsed.tokens
    for token in tokens[-3:]:
        before = tokens[token.index - 1] if token.index else token
        if token.index > 2 and token.tag in _QUESTION_TAGS and before.tag == "CC":
            end = tokens[before.index - 1].start if tokens[before.index - 1].text == "," else before.start
            return parse_text(parsed.text[:end].strip(), "en") or parsed
    return parsed


def _find_finite(tokens: tuple[ParsedToken, ...]) -> int | None:
    """Return where the finite verb of a question stands: at the front, or behind what is asked."""
    if tokens[0].tag in _FINITE_TAGS or tokens[0].pos == "AUX":
        return 0
    asks = next((token.index for token in tokens[:3] if token.tag in _QUESTION_TAGS), None)
    if asks is None or (asks and tokens[0].tag not in ("IN", "TO")):
        return None
    return next((t.index for t in tokens[asks + 1 :] if t.tag in _FINITE_TAGS or t.pos == "AUX"), None)


def _is_auxiliary(token: ParsedToken) -> bool:
    return token.pos == "AUX" or token.tag == "MD" or token.dep in ("aux", "auxpass")


def _helps_to_ask(tokens: tuple[ParsedToken, ...], finite: int) -> bool:
    """Tell whether a form of "do" or "have", which may be a verb of its own, stands before a subject and its verb."""
    verb, has_verb = tokens[finite], any(token.tag[:2] == "VB" for token in tokens[finite + 1 :])
    if verb.lemma == "have":
        return has_verb and tokens[0].tag in ("IN", "TO", "WRB")
    return verb.lemma == "do" and (finite == 0 or has_verb or tokens[0].tag in ("IN", "TO", "WRB"))


def _asks_for_subject(tokens: tuple[ParsedToken, ...], finite: int) -> bool:
    """Tell whether no subject follows the finite verb, so that it is what is asked for."""
    if finite == 0:
        return False
    if tokens[finite].lemma == "do" and finite + 1 < len(tokens):
        return tokens[finite + 1].dep == "neg"
    after = next((token for token in tokens[finite + 1 :] if token.tag != "RB"), None)
    if after is None:
        return True
    if after.tag in ("JJ", "JJR", "JJS", "VBG", "VBN"):
        return tokens[after.head].tag not in _NOUN_TAGS or after.head < after.index
    return after.tag not in _OPENS_NOUN and after.tag not in _QUESTION_TAGS


def _read_of_subject(parsed: Parsed, finite: int) -> Clause:
    verb = parsed.tokens[finite]
    supported = not _is_auxiliary(verb)
    rest = parsed.text[verb.end :].strip()
    main = verb if supported else next((t for t in parsed.tokens[finite + 1 :] if t.dep == "ROOT"), verb)
    return Clause(
        asks=parsed.text[: verb.start].strip(),
        role="subject",
        noun=_find_noun(parsed, finite),
        auxiliary=_SUPPORT.get(verb.tag, "did") if supported else verb.text,
        subject="",
        predicate=join_words(verb.lemma, rest) if supported else rest,
        start=0,
        gap=0,
        verb=main.lemma,
        is_past=_is_past(verb),
        supported=supported,
        is_passive=verb.lemma == "be" and main.tag == "VBN",
    )


def _read_inverted(parsed: Parsed, finite: int) -> Clause | None:
    tokens, auxiliary = parsed.tokens, parsed.tokens[finite]
    root = max(finite, next((token.index for token in tokens if token.dep == "ROOT"), finite))
    if tokens[finite].lemma in ("do", "have") or tokens[finite].tag == "MD":
        root = _find_main_verb(parsed, finite, root)
    start, verb = (
        (_find_predicate(parsed, finite, root), root) if root > finite else (_end_subject(parsed, finite), finite)
    )
    if start <= finite + 1:
        return None
    end = tokens[start].start if start < len(tokens) else len(parsed.text)
    gap = tokens[_find_place_of_object(parsed, verb)].end - end
    return Clause(
        asks=parsed.text[: auxiliary.start].strip(),
        role=_find_role(parsed, finite, is_copula=root == finite),
        noun=_find_noun(parsed, finite),
        auxiliary=auxiliary.text.lower(),
        subject=parsed.text[auxiliary.end : end].strip(),
        predicate=parsed.text[end:].strip(),
        start=max(0, tokens[verb].start - end),
        gap=max(0, gap),
        verb=tokens[verb].lemma,
        is_past=_is_past(auxiliary),
        supported=auxiliary.lemma == "do" and root > finite,
        is_passive=tokens[verb].tag == "VBN" and any(t.lemma == "be" for t in tokens[finite:verb]),
    )


def _find_main_verb(parsed: Parsed, finite: int, root: int) -> int:
    """Return the verb that an auxiliary helps, also where it was taken for a noun: the last word that can be it."""
    tokens = parsed.tokens
    if root > finite + 1 and tokens[root].tag in _VERB_TAGS:
        return root
    verbs = [t.index for t in tokens[finite + 1 :] if t.tag in _VERB_TAGS and t.dep != "acl"]
    if verbs or tokens[finite].lemma == "have":
        return verbs[-1] if verbs else root
    others = [token.index for token in tokens[finite + 2 :] if _can_be_verb(parsed, finite, token)]
    return others[-1] if others else root


def _can_be_verb(parsed: Parsed, finite: int, token: ParsedToken) -> bool:
    """Tell whether a question becomes a statement with a word as its verb: "the farm would cost that"."""
    before = parsed.tokens[token.index - 1]
    if not token.text.islower() or before.tag not in (*_NOUN_TAGS, "PRP", "CD", "EX"):
        return False
    subject = parsed.text[parsed.tokens[finite].end : token.start]
    told = parse_text(f"{subject.strip()} would {parsed.text[token.start :]}", "en")
    root = next((each for each in told.tokens if each.dep == "ROOT"), None) if told else None
    return root is not None and root.text == token.text and root.tag == "VB"


def _find_predicate(parsed: Parsed, finite: int, root: int) -> int:
    """Return where the predicate of a main verb begins: at the small words before it."""
    start = root
    while start > finite + 1:
        before = parsed.tokens[start - 1]
        if before.pos != "AUX" and not (before.dep in _BEFORE_VERB and before.head == root):
            break
        start -= 1
    return start


def _end_subject(parsed: Parsed, finite: int) -> int:
    """Return where the subject behind a copula ends."""
    after = [child for child in parsed.children[finite] if child > finite and parsed.tokens[child].dep in _SUBJECTS]
    if not after:
        return len(parsed.tokens)
    end = max(parsed.walk_down(after[0])) + 1
    # Where nothing is left to be said of it, a participle behind it is no part of it: "was the body found there".
    if end < len(parsed.tokens) or not finite or parsed.tokens[finite - 1].tag in ("WP", "WP$"):
        return end
    behind = (parsed.tokens[index] for index in parsed.walk_down(after[0]))
    return min((t.index for t in behind if t.dep == "acl" and t.tag in ("VBN", "VBD")), default=end)


def _find_place_of_object(parsed: Parsed, verb: int) -> int:
    """Return the word behind which an object would stand: behind whom something is told or given, else the verb."""
    last = _find_last_verb(parsed, verb)
    behind = [child for child in parsed.find_children(last, *_RECEIVERS) if child > last]
    return max(parsed.walk_down(behind[0])) if behind else last


def _find_last_verb(parsed: Parsed, verb: int) -> int:
    """Return the last word of the verb that an object would follow: "give up" in "have to give up"."""
    if parsed.tokens[-1].tag == "IN" and not parsed.children[-1]:
        return len(parsed.tokens) - 1
    while (child := parsed.find_child(verb, "xcomp", "ccomp")) is not None:
        if parsed.tokens[child].pos not in ("VERB", "AUX") or child < verb:
            break
        verb = child
    particle = parsed.find_child(verb, "prt")
    return particle if particle is not None and particle > verb else verb


def _find_role(parsed: Parsed, finite: int, *, is_copula: bool) -> Role:
    tokens = parsed.tokens[:finite]
    if not tokens:
        return "nothing"
    asks = next((token for token in tokens if token.tag in _QUESTION_TAGS), tokens[0])
    noun = _find_noun(parsed, finite)
    counted = (
        asks.text.lower() == "how" and asks.index + 1 < finite and tokens[asks.index + 1].lemma in ("many", "much")
    )
    if asks.index or (asks.tag == "WRB" and not counted):
        return "adverb"
    if noun and noun.split()[-1].lower() in get_language("en").dialogue.time_nouns:
        return "adverb"
    return "attribute" if is_copula and not noun else "object"


def _find_noun(parsed: Parsed, finite: int) -> str:
    """Return the noun phrase behind a question word and "many": "trams", "of its mills" gives "of its mills"."""
    tokens = parsed.tokens[:finite]
    asks = next((token.index for token in tokens if token.tag in _QUESTION_TAGS), None)
    if asks is None:
        return ""
    first = asks + 2 if len(tokens) > asks + 1 and tokens[asks + 1].lemma in ("many", "much") else asks + 1
    is_noun = first < len(tokens) and tokens[-1].tag in _NOUN_TAGS
    return parsed.text[tokens[first].start : tokens[-1].end] if is_noun else ""


def _is_past(token: ParsedToken) -> bool:
    return token.tag == "VBD" or token.text.lower() in ("did", "was", "were", "had")
