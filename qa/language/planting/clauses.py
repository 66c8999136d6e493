"""Who does what to whom, causes, negations, clauses that may be left out, and details that may be added."""

import re

from qa.language.profiles.en import LANGUAGE

SYMMETRIC = frozenset(
    """meet marry face fight join resemble date divorce play match equal border debate hug kiss tie know mean be become
    include involve have see represent need call name remain share like cover lack rival encounter accompany succeed
    replace say win lose attend enter celebrate""".split()
)
TOWARDS_SOMEBODY = frozenset(
    """lose bow concede surrender apologize complain write appeal report reach sell give donate send hand offer pay
    transfer award provide sue file vote lobby buy borrow receive accept demand""".split()
)
TOWARDS = frozenset("to from over against for".split())
TELL = "tell"
ALSO = re.compile(r"\b(?:also|too|as well|both|together|another)\b")
INDEFINITE = frozenset("a an no any each every".split())
# What no person does to a company, as groups do.
BY_GROUPS = frozenset("acquire buy merge own employ hire invade occupy annex control operate".split())
ACTORS = frozenset(
    """government police council court ministry company union judge jury prosecutors committee commission senate house
    parliament administration army agency department board regulator regulators opposition president governor mayor
    minister bank party voters lawmakers officials protesters workers residents critics troops soldiers rebels
    militants researchers firm team club group authorities university city state country county tribe airline lawyers
    students investors officers""".split()
)
# Verbs that have no passive, or another meaning in it.
NO_PASSIVE = frozenset("have cost become lack resemble get want need like let marry join enter leave be".split())
CAUSING = frozenset("cause trigger prompt spark lead result contribute provoke fuel drive stem".split())
DESPITE = {
    "because of": "despite", "because": "although", "due to": "despite", "thanks to": "despite", "owing to": "despite",
    "as a result of": "despite",
}  # fmt: skip
CAUSE_PHRASES = re.compile(
    r"\b(?P<phrase>because of|because|due to|thanks to|owing to|as a result of)\b(?! in part)", re.I
)
PARTLY = re.compile(
    r"\b(?:in part,?|partly|mostly|just|not|only|likely|probably|possibly|whether .*|be|is|are|was|were|been) $", re.I
)
BLAMING = {"blame": "on", "attribute": "to", "link": "to", "trace": "to"}
PLURAL_PRONOUNS = frozenset(["they"])
AUXILIARIES = frozenset(
    "is are was were has have had will would can could should must does do did may might 's".split()
)
NOT_NEGATED_BESIDE = frozenset("also only both alone already either too still even just yet".split())
NOT = frozenset(["not", *LANGUAGE.negation_endings])
NOT_AFFIRMED_BEFORE = frozenset("only yet just any even".split())
NEGATED_AUXILIARY = {"ca": "can", "wo": "will", "sha": "shall"}
DO = {"VBD": "did", "VBZ": "does", "VBP": "do"}
DROPPED_CLAUSE_MARKS = frozenset("while as after before although though since amid following".split())
KEPT_WORDS = re.compile(
    r"\b(?:if|unless|except|only|not|n[’']t|never|no|without|but|allegedly|according|said|says|told|may|might|reportedly"
    r"|would|could|because|so|until|despite|than|whether)\b|n[’']t\b", re.IGNORECASE)  # fmt: skip
# Details that no article has, after a full name and at the end of a clause in the past.
PERSON_DETAILS = (
    ", who studied law in Vienna,", ", a former radio presenter,", ", who had returned from a holiday in Portugal,",
    ", a distant cousin of a Danish senator,", ", who is married to a cellist,", ", a keen beekeeper,",
    ", who once worked as a postal clerk,", ", a trained pharmacist,", ", who speaks fluent Finnish,",
    ", a former rowing champion,",
)  # fmt: skip
CLAUSE_DETAILS = (
    ", the second time in eleven weeks",
    ", in the presence of about 40 guests",
    ", after a vote that was postponed twice",
    ", at a cost of about 70,000 euros",
    ", despite a warning from the fire service",
    ", a day after an anonymous letter had reached a local radio station",
    ", shortly after a fire drill",
    ", following nine hours of closed talks in Lisbon",
)
