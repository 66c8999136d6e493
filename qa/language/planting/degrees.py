"""How sure and how far: hedges and plans, what is alleged, steps of a matter, stances, and parts of a whole."""

import re

from qa.language.profiles.en import LANGUAGE

MODALS = {"may": "will", "might": "will", "could": "will"}
_DAYS = "|".join({*LANGUAGE.weekdays, *LANGUAGE.months} - {"may"})
PLANS = frozenset("plan intend hope aim propose want seek consider expect prepare".split())
AHEAD = re.compile(
    r"\b(?:next|tomorrow|later|soon|coming|upcoming|by (?:the end|\d|early|late|mid)|before|until|if|unless|when|once"
    rf"|this (?:week|month|year|summer|fall|spring|winter|season)|would|will|in 20\d\d|{_DAYS})\b",
    re.IGNORECASE,
)
CONDITIONS = frozenset("if whether unless when whenever once so that".split()) - {"that"}
STATUS = tuple(
    (re.compile(rf"\b{was}\b"), now)
    for was, now in (
        (r"(was|were|is|are|been|be) (?:accused|suspected) of", r"\1 convicted of"),
        (r"(was|were|is|are|been|be) charged with", r"\1 convicted of"),
        (r"(was|were|been) (?:arrested|indicted) on", r"\1 convicted on"),
        (r"(was|were|been) indicted", r"\1 convicted"),
        (r"(was|were) nominated (?:for|as)", r"\1 chosen as"),
        (r"(was|were|been) (?:injured|wounded)(?= (?:in|when|by|after|during)\b)", r"\1 killed"),
        (r"(was|were|been) (?:detained|arrested)", r"\1 jailed"),
        (r"(was|were|been) hospitali[sz]ed", r"\1 discharged from hospital"),
        (r"(was|were|been) acquitted", r"\1 convicted"),
        (r"(was|were|been) convicted", r"\1 acquitted"),
        (r"(was|were|been) proposed", r"\1 adopted"),
        (r"pleaded not guilty", "pleaded guilty"),
        (r"pleaded guilty", "pleaded not guilty"),
        (r"suspected(?= (?:killer|gunman|murderer|shooter|terrorist|attacker|thief|criminal)s?)", "convicted"),
        (r"under investigation (?:for|over)", "convicted of"),
        (r"faces (?:charges|a charge) of", "has been convicted of"),
        (r"(?:agreed|offered|bid) to (?:buy|acquire|purchase)", "bought"),
        (
            r"proposed(?= (?:law|rule|ban|legislation|bill|amendment|merger|deal|settlement|regulation|tax)s?)",
            "adopted",
        ),
        (r"awaiting trial", "serving a sentence"),
        (r"interim(?= (?:deal|agreement|ruling|order|chief|president|director|head|leader|government))", "permanent"),
        (r"tentative", "final"),
        (r"former(?= [A-Za-z]+)", "current"),
        (r"(?:bill|proposal|measure) that would", "law that will"),
        (r"sued(?= (?!over|for|to|in|and|after)[A-Za-z])", "won a case against"),
        (r"(filed|brought|has filed|have filed) a lawsuit", "won a lawsuit"),
        (r"(is|was) investigating", r"\1 done with investigating"),
        (r"(are|were) investigating", r"\1 done with investigating"),
        (r"(is|was|are|were) (?:still )?missing(?=[.,]| (?:and|after|since|in)\b)", r"\1 dead"),
        (r"in custody", "on the run"),
        (r"pending(?= (?:lawsuit|case|trial|investigation|legislation|approval|charges)s?)", "completed"),
        (r"(is|was|are|were) pending", r"\1 completed"),
        (r"candidate for", "winner of"),
        (r"nominee for", "winner of"),
    )
)
STANCES = {
    "deny": "admit", "admit": "deny", "confirm": "deny", "dispute": "confirm", "criticize": "praise",
    "criticise": "praise", "praise": "criticize", "condemn": "welcome", "welcome": "condemn", "reject": "accept",
    "acknowledge": "deny", "slam": "praise", "blast": "praise", "denounce": "defend", "defend": "denounce",
    "applaud": "condemn", "concede": "deny", "doubt": "confirm", "object": "agree", "blame": "thank", "thank": "blame",
    "refute": "confirm", "hail": "denounce", "deride": "praise", "endorse": "reject",
    "back": "oppose",
}  # fmt: skip
ACCUSE = frozenset("accuse suspect".split())
ALLEGE = frozenset("allege claim contend suspect".split())
_PROSECUTORS = (
    "prosecutors|police|investigators|authorities|officials|detectives|federal (?:prosecutors|officials|authorities)"
)
_FILING = (
    "(?:lawsuit|suit|complaint|indictment|affidavit|charges|allegations|prosecutors|accusers?|plaintiffs?|court "
    "(?:documents|filings?|records)|police report|criminal complaint|whistleblower)"
)
# What tells that a thing is only alleged, to be left out.
PROSECUTORS_SAY = re.compile(
    rf"(?<=who|hat|ich) (?:{_PROSECUTORS}) (?:say|said|allege|alleged|believe|believed)(?= [a-z]+(?:ed|d|s|t)\b)"
    rf"|, according to (?:a|an|the) (?:[\w-]+ ){{0,2}}{_FILING}(?=\.$)"
    rf"|^According to (?:a|an|the) (?:[\w-]+ ){{0,2}}{_FILING}, "
    rf"|, (?:{_PROSECUTORS}) (?:say|said|allege|alleged)(?=\.$)"
)
BELIEVED_TO = re.compile(
    r"\b(?P<be>is|are|was|were) (?:believed|thought|alleged|said|rumored|suspected|reported|understood) "
    r"to (?P<to>be|have)\b"
)
HAVE = {"is": "has", "are": "have", "was": "had", "were": "had", "VBZ": "has", "VBP": "have"}
WILL = "will"
OF = "of"
ALLEGED = frozenset("alleged suspected purported apparent accused".split())
ALLEGEDLY = frozenset("allegedly reportedly apparently purportedly supposedly".split())
ALL = "all "
QUANTIFIERS = tuple(
    (re.compile(rf"(?:^(?i:{was})|\b{was})"), now)
    for was, now in (
        (
            r"(?:some|many|several|most|a few|half|two|three|a majority|a number|dozens|hundreds|thousands|part) of "
            r"(?=the |these |those |its |their |his |her )",
            "all of ",
        ),
        (r"(?:some|many|several|most|a few|a number of|dozens of|numerous|various|a handful of) (?=[a-z])", ALL),
        (r"(?:nearly|almost|virtually) (?=all|every|everyone|everything|half)", ""),
        (r"(?:often|sometimes|usually|frequently|occasionally|typically|generally) ", "always "),
        (r"(?:mostly|largely|mainly|partly|partially) ", "entirely "),
        (r"(?:rarely|seldom) ", "never "),
    )
)
OF_A_WHOLE = frozenset("many most some".split())
UNCOUNTED = frozenset("time day week month year hour minute way thing other".split())
NO_QUANTIFIER_BEFORE = re.compile(
    r"\b(?:the|as|so|how|too|not|very|than|at|its|their|his|her|these|those|one of(?: the)?|eastern|western|northern"
    r"|southern|other|first|second|latter)\s+$",
    re.IGNORECASE,
)
