"""What turns round: verbs, nouns and adjectives with their opposites, comparisons, before and after."""

import re

# Verbs, one of each side turning the other round in any form.
VERB_PAIRS = {
    one: other
    for pair in """rise/fall increase/decrease climb/drop grow/shrink surge/plunge soar/plummet jump/slump
    approve/reject accept/reject support/oppose back/oppose endorse/oppose strengthen/weaken improve/worsen
    widen/narrow tighten/loosen expand/contract accelerate/slow begin/end join/leave enter/leave
    appoint/dismiss uphold/overturn extend/shorten encourage/discourage include/exclude
    impose/lift  exceed/miss gain/lose win/lose attract/deter ban/legalize unite/divide
    double/halve""".split()
    for one, other in (pair.split("/"), pair.split("/")[::-1])
} | {"reject": "accept", "oppose": "support", "drop": "climb", "lose": "win", "leave": "join", "decline": "rise"}
# Verbs that are turned round only with such an object, as "raise rates" is and "raise doubts" is not.
OBJECT_PAIRS = {
    "raise": ("lower", "rate price tax tariff target forecast wage limit fee estimate threshold salary bar level cost"),
    "lower": ("raise", "rate price tax tariff target forecast wage limit fee estimate threshold level cost"),
    "cut": ("raise", "rate price tax tariff target forecast wage limit fee production output spending budget"),
    "pass": ("reject", "bill law measure legislation resolution budget amendment act plan proposal"),
    "open": ("close", "border school store shop factory office plant airport museum restaurant branch"),
    "close": ("open", "border school store shop factory office plant airport museum restaurant branch"),
    "grant": ("deny", "bail request permission asylum access parole visa license motion"),
    "deny": ("grant", "bail request permission asylum access parole visa license motion appeal"),
    "leave": ("join", "party team club company union coalition alliance board cabinet government group"),
    "win": ("lose", "election race case game seat match vote final battle war primary appeal lawsuit contest fight"),
    "lose": ("win", "election race case game seat match vote final battle war primary appeal lawsuit contest fight"),
    "exceed": ("miss", "target expectation forecast estimate goal"),
    "end": ("begin", "strike war talk search operation investigation campaign blockade siege career season"),
    "begin": ("end", "strike war talk search operation investigation campaign blockade siege career season"),
    "join": ("leave", "party team club company union coalition alliance board cabinet government group nato"),
    "enter": ("leave", "race market country building agreement contest"),
    "drop": ("file", "charge lawsuit case complaint appeal"),
    "gain": ("lose", "seat ground support weight point access control momentum percent %"),
    "impose": ("lift", "ban sanction restriction curfew tariff rule limit order lockdown embargo"),
    "lift": ("impose", "ban sanction restriction curfew tariff rule limit order lockdown embargo"),
    "hire": ("fire", "worker employee coach staff teacher manager director lawyer officer nurse contractor"),
    "fire": ("hire", "worker employee coach staff teacher manager director lawyer officer nurse contractor"),
    "include": ("exclude", ""),
    "release": ("detain", "hostage prisoner detainee suspect protester journalist activist captive"),
    "detain": ("release", "hostage prisoner detainee suspect protester journalist activist migrant man woman"),
    "miss": ("meet", "target deadline expectation goal forecast"),
}
# Verbs that are turned round only where they have no object.
WITHOUT_OBJECT = frozenset(
    "rise fall climb drop decline jump slump surge plunge soar plummet shrink slow retreat".split()
)
# Before an infinitive.
INFINITIVE_PAIRS = {"fail": "manage", "manage": "fail", "refuse": "agree", "agree": "refuse", "decline": "agree"}
WORD_PAIRS = {
    one: other
    for pair in """up/down above/below increase/decrease gain/loss growth/decline success/failure
    victory/defeat majority/minority possible/impossible positive/negative ally/enemy
    opponent/supporter supporters/opponents optimistic/pessimistic guilty/innocent unlikely/likely popular/unpopular
    successful/unsuccessful safe/unsafe winner/loser winners/losers profit/loss profits/losses
    surplus/deficit allies/enemies stronger/weaker improvement/deterioration constitutional/unconstitutional
    expensive/cheap lawful/unlawful""".split()
    for one, other in (pair.split("/"), pair.split("/")[::-1])
} | {"innocent": "guilty", "loss": "gain"}
ONLY_TOLD = frozenset("possible impossible safe unsafe likely unlikely guilty innocent".split())
# Before these, the words above are part of a name or of a turn of phrase.
NO_PAIRS_BESIDE = frozenset("to of date set back front side plea pleaded verdict pleading grow grew over".split())
COMPARATIVES = {
    one: other
    for pair in """larger/smaller higher/lower bigger/smaller better/worse older/younger faster/slower stronger/weaker
    longer/shorter earlier/later cheaper/costlier warmer/colder richer/poorer taller/shorter safer/riskier
    largest/smallest highest/lowest biggest/smallest best/worst oldest/youngest fastest/slowest strongest/weakest
    longest/shortest cheapest/costliest richest/poorest tallest/shortest deadliest/safest hottest/coldest
    wettest/driest""".split()
    for one, other in (pair.split("/"), pair.split("/")[::-1])
} | {"smaller": "larger", "shorter": "longer", "shortest": "longest", "smallest": "largest"}
# Two superlatives that may be part of a name or a turn of phrase.
NO_COMPARISON = re.compile(r"\b(?:at|no|sooner or|for the|much the|make the)\s+$", re.IGNORECASE)
MORE_THAN = re.compile(
    r"\b(?P<no>no )?(?P<word>more|less|fewer) than(?= (?:[$€£]?\d|[a-z]+ (?:million|billion|thousand)|half|twice|one"
    r"|two|three|four|five|six|seven|eight|nine|ten|a dozen|a hundred))"
)
MEASURED = re.compile(
    r"^ (?:[$€£]|\S+ (?:percent|per cent|million (?:dollars|euros|pounds)|years?|months?|weeks?|days?|hours?|minutes?"
    r"|miles|kilomet(?:er|re)s|met(?:er|re)s|feet|tons|tonnes|pounds|degrees)\b|[\d.,]+ ?%|half|twice|a )"
)
IN_TIME = {"before": "after", "after": "before"}
