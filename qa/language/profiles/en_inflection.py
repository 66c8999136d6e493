"""Forms of English verbs: the past, the participles and the third person of a lemma."""

_IRREGULAR = """
be was been|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet
bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|bring brought brought
build built built|burn burned burned|buy bought bought|cast cast cast|catch caught caught|choose chose chosen
cling clung clung|come came come|cost cost cost|cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung hung|have had had
hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known
lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost
make made made|mean meant meant|meet met met|overcome overcame overcome|overthrow overthrew overthrown|pay paid paid
put put put|quit quit quit|read read read|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said
see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk
sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken|speed sped sped|spend spent spent|split split split
spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck
strive strove striven|swear swore sworn|sweep swept swept|swim swam swum|swing swung swung|take took taken
teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|undergo underwent undergone
understand understood understood|undertake undertook undertaken|uphold upheld upheld|wake woke woken|wear wore worn
weep wept wept|win won won|withdraw withdrew withdrawn|withhold withheld withheld|write wrote written
"""
_PAST = {row.split()[0]: row.split()[1:] for line in _IRREGULAR.split("\n") for row in line.split("|") if row.strip()}
_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_VOWELS = frozenset("aeiou")
# A last consonant is doubled in words of one syllable, and in these, which are stressed at the end.
_STRESSED = frozenset(
    """admit commit permit submit omit transmit occur refer prefer defer transfer confer infer incur deter compel expel
    control patrol propel rebel regret equip forget begin""".split()
)


def inflect_verb(lemma: str, tag: str) -> str:
    """Return the form of a verb that a Penn treebank tag names: "VBD", "VBN", "VBG", "VBZ", or else the lemma."""
    if tag == "VBD":
        return _PAST[lemma][0] if lemma in _PAST else _add_ed(lemma)
    if tag == "VBN":
        return _PAST[lemma][1] if lemma in _PAST else _add_ed(lemma)
    if tag == "VBG":
        return _add_ing(lemma)
    return _add_s(lemma) if tag == "VBZ" else lemma


def _add_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return (lemma + lemma[-1] if _doubles(lemma) else lemma) + "ed"


def _add_ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return lemma[:-1] + "ing"
    return (lemma + lemma[-1] if _doubles(lemma) else lemma) + "ing"


def _add_s(lemma: str) -> str:
    if lemma in _THIRD:
        return _THIRD[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS else lemma + "s"


def _doubles(lemma: str) -> bool:
    """Tell whether the last consonant is doubled before an ending."""
    if lemma in _STRESSED:
        return True
    syllables = sum(c in _VOWELS and (n == 0 or lemma[n - 1] not in _VOWELS) for n, c in enumerate(lemma))
    ends = len(lemma) > 2 and lemma[-1] not in _VOWELS | frozenset("wxyh") and lemma[-2] in _VOWELS
    return syllables == 1 and ends and lemma[-3] not in _VOWELS
