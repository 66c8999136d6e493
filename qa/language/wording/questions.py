"""How questions are put in each language: what tells the shape of the answer, and where one question ends."""

from dataclasses import dataclass
from typing import Literal

# What an answer looks like; a comparison is of sides, a development is over time.
Shape = Literal["fact", "yes_no", "who_said", "list", "cause", "comparison", "development", "overview"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuestionForms:
    """Patterns for questions in one language, matched without regard to case.

    shapes    what tells a shape, the first that fits
    words     question words
    opens     verbs that open a question for yes or no
    commands  verbs that ask without a question word: tell me, name
    joins     conjunctions that stand between two questions in one sentence
    before    prepositions that a question word may follow: in which, since when
    leaning   words that a sentence begins with where it leans on the one before it
    """

    shapes: tuple[tuple[Shape, str], ...]
    words: str
    opens: str
    commands: str
    joins: str
    before: str
    leaning: str


_EN = QuestionForms(
    shapes=(
        (
            "comparison",
            r"\bboth (?:sides|parties|camps|accounts)\b|\b(?:two|rival|opposing|different) (?:sides|parties|accounts)\b"
            r"|\beach (?:say|said|claim|think|want|stress|give|side)|\bcompar(?:e|es|ed|ing|ison)\b|\bversus\b|\bvs\b"
            r"|\bdiffer(?:s|ed|ent(?:ly)?|ence)?\b|\b(?:dis)?agree(?:s|d|ment)? (?:on|about|over|with)\b|\bcontradict"
            r"|\b(?:pros and cons|for and against|the other side)\b|\bwho says so\b"
            r"|^(?:and |so )?what (?:do|did|does|have|has) .+ and .+ (?:say|said|think|want|argue|claim|stress)\b",
        ),
        (
            "development",
            r"\bhow (?:did|has|have|do|does|was|were|had) .+ (?:chang|develop|evolv|unfold|progress|grow|grew|shift|mov"
            r"|rise|risen|fall|fell)\w*|\bover time\b|\b(?:timeline|chronology|course of events)\b|\bstep by step\b"
            r"|\bhow (?:did|has) .+ (?:come about|turn out)\b|\bfrom .+ to the (?:end|recount|verdict|final)\b"
            r"|\bsince then\b|\bthen and now\b|\bwhat (?:has )?changed\b",
        ),
        (
            "overview",
            r"\bwhat happened\b|\bwhat(?:['’]s| is| was| has been) (?:going on|happening|known|new|the latest|the story"
            r"|the situation|the state of|the background|all this)\b|\bwhat do we know\b|\bsum(?:mari[sz]e|mary"
            r"|s? up)\b"
            r"|\boverview\b|\bbrief(?:ing)? (?:me )?(?:on|about)\b|\btell me (?:more )?(?:about|what happened)\b"
            r"|\bgive me (?:an?|the|some) (?:background|summary|rundown|account|picture|idea)\b|\bthe latest (?:on"
            r"|about|from)\b"
            r"|\bwhat(?:['’]s| is| was| are) .+ (?:all )?about\b|\bwhat (?:did|do|does|have|has) .+ (?:talk"
            r"|talked) about\b"
            r"|\bwhat (?:came|has come) (?:out )?of\b|\bexplain\b|\bcatch me up\b|\bthe (?:main|key) (?:points"
            r"|findings|facts)\b"
            r"|\bhow (?:did|has|have) .+ (?:end|ended|react|reacted)\b|\bhow did (?:people|others|everyone"
            r"|they) (?:react|respond)\b"
            r"|\bwhat (?:did|has|have) (?!he |she )[^?]* (?:find|found|find out|conclude|reveal)\b[^?]*",
        ),
        (
            "cause",
            r"\bwhy\b|\bhow come\b|\bwhat (?:caused|made|led|prompted|triggered)\b|\b(?:cause|reason)s? (?:of|for)\b",
        ),
        (
            "who_said",
            r"\bwhat (?:did|does|do|has|have|had) .+ (?:say|said|tell|told|claim|warn|announce|argue"
            r"|demand|promise|write|wrote|think|accuse|respond|reply|deny|denied|suggest|predict)\b"
            r"|\bhow (?:did|does|do|has|have) .+ (?:defend|justify|describe|explain|comment|put|respond|react)\b"
            r"|\b(?:what|which) words?\b|\bin (?:whose|the) words\b",
        ),
        (
            "list",
            r"^(?:and |so )?(?:list|name|enumerate)\b|\b(?:which|what) (?:\w+ ){0,2}(?!was|is|does"
            r"|has)\w+(?<!s)s\b(?! (?:the|it|he|she) )"
            r" (?:did|do|does|are|were|have|has|will|would|can|could|should|must|may|of|in|on|to|for|that|who|from"
            r"|took|set)\b"
            r"|\bwhat (?:are|were) (?:all )?(?:the|some|his|her|their|its)\b|\bwho (?:are|were) (?:all )?the \w+s\b"
            r"|\bwhat (?:has|have|did) .+ (?:do|done) (?:to|for|about|after|since|against|in|when)\b"
            r"|\ball (?:of )?the \w+s\b",
        ),
    ),
    words=r"who|whom|whose|what|which|when|where|why|how|who['’]s|what['’]s",
    opens=r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|isn['’]t"
    r"|aren['’]t|didn['’]t",
    commands=r"tell|name|list|give|show|explain|describe|summari[sz]e|find|say|compare",
    joins=r"and|or|but",
    before=r"in|at|on|by|for|to|from|of|with|since|until|under|off|within|so|and",
    leaning=r"[“\"']|(?:he|she|they|it|his|her|their|its|this|that|these|those|but|and|so|there|both|then|instead"
    r"|the (?:two|move|decision|ruling|latter|former|same|others?))\b",
)
_DE = QuestionForms(
    shapes=(
        (
            "comparison",
            r"\bbeide(?:n|r)? seiten\b|\bjeweils\b|\bunterschied\w*|\bunterscheide\w*|\bvergleich\w*|\bgegenüber\w*"
            r"|\bwiderspr\w+|\buneinig\b|\bpro und contra\b",
        ),
        (
            "development",
            r"\bwie (?:hat|haben|ist|sind) .+ (?:entwickelt|verändert|gewandelt|verlaufen)\b|\bim laufe der zeit\b"
            r"|\bverlauf\b|\bchronologie\b",
        ),
        (
            "overview",
            r"\bwas (?:ist|war) (?:los|passiert|geschehen|bekannt|neu)\b|\bwas (?:passierte|geschah)\b"
            r"|\bworum geht\b|\büberblick\b"
            r"|\bzusammenfass\w*|\bfass\w* .* zusammen\b|\berzähl\w* mir\b|\bhintergr[uü]nd\w*|\bwas weiß man\b"
            r"|\berklär\w*\b",
        ),
        ("cause", r"\bwarum\b|\bwieso\b|\bweshalb\b|\baus welche[mn] gr[uü]nd\w*|\bursachen?\b"),
        ("who_said", r"\bwas (?:sagt\w*|hat .+ gesagt|meint\w*|fordert\w*|erklärt\w*|warf|kündigt\w*)\b"),
        (
            "list",
            r"^(?:nenne|zähle)\b|\bwelche \w+(?:en|er|e|s) (?:sind|waren|haben|hat|wurden|werden|gibt|stellt\w*)\b"
            r"|\bwas sind die\b",
        ),
    ),
    words=r"wer|wen|wem|wessen|was|welche[rsnm]?|wann|wo|wohin|woher|warum|wieso|weshalb|wie|wie ?viele?",
    opens=r"ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|soll|sollen|darf|muss"
    r"|gibt|gab",
    commands=r"nenne|nenn|erkläre?|beschreibe?|fasse?|zeige?|sag|erzähle?|vergleiche?",
    joins=r"und|oder|aber",
    before=r"in|an|auf|von|zu|bei|mit|seit|bis|aus|für|um|und",
    leaning=r"[„“\"']|(?:er|sie|es|sein|seine|ihr|ihre|dies|diese|dieser|dieses|das|aber|und|so|dort|beide|dabei"
    r"|dann|damit|daraufhin)\b",
)
_ES = QuestionForms(
    shapes=(
        (
            "comparison",
            r"\bambas partes\b|\bambos (?:lados|bandos)\b|\bdiferenci\w+|\bcompar\w+|\bfrente a\b|\bcontradi\w+",
        ),
        (
            "development",
            r"\bcómo (?:ha|han|fue|se ha|se han) .*(?:cambi|evolucion|desarroll)\w+|\ba lo largo del tiempo\b"
            r"|\bcronología\b",
        ),
        (
            "overview",
            r"\bqué (?:pasa|pasó|ocurre|ocurrió|sucede|sucedió|ha pasado|se sabe)\b|\bresum\w+|\bpanorama\b"
            r"|\bde qué trata\b|\bcuéntame\b|\bexplica\b",
        ),
        ("cause", r"\bpor qué\b|\bcausas?\b|\ba qué se debe\b|\bmotivos?\b"),
        ("who_said", r"\bqué (?:dijo|dice|ha dicho|dijeron|declaró|afirmó|pidió|respondió|opina)\b"),
        (
            "list",
            r"^(?:nombra|enumera|lista)\b|\b(?:qué|cuáles) (?:son|fueron|eran)\b|\bqué \w+s (?:son|fueron|ha|han"
            r"|puso|tomó)\b",
        ),
    ),
    words=r"quién|quiénes|qué|cuál|cuáles|cuándo|dónde|por qué|cómo|cuánt[oa]s?",
    opens=r"es|son|fue|fueron|era|ha|han|hay|hubo|puede|pueden|está|están",
    commands=r"di|dime|nombra|enumera|explica|describe|resume|muestra|compara|cuéntame",
    joins=r"y|e|o|pero",
    before=r"en|a|de|por|para|con|desde|hasta|y",
    leaning=r"[“«\"']|(?:él|ella|ellos|ellas|su|sus|est[eao]s?|es[eao]s?|esto|eso|pero|y|así|allí|ambos|entonces"
    r"|además)\b",
)
_FR = QuestionForms(
    shapes=(
        ("comparison", r"\bles deux (?:camps|côtés|parties)\b|\bdifféren\w+|\bcompar\w+|\bface à\b|\bcontredi\w+"),
        (
            "development",
            r"\bcomment (?:a|ont|s['’]est|se sont) .*(?:évolu|chang|développ|déroul)\w+|\bau fil du temps\b"
            r"|\bchronologie\b",
        ),
        (
            "overview",
            r"\bque (?:se passe|s['’]est-il passé|sait-on)\b|\bqu['’]est-ce qui (?:se passe|s['’]est passé)\b"
            r"|\brésum\w+|\bde quoi s['’]agit\b|\bexplique\b|\baperçu\b|\bfais le point\b",
        ),
        ("cause", r"\bpourquoi\b|\bcauses?\b|\braisons?\b"),
        ("who_said", r"\b(?:qu['’]a|que|qu['’]ont) .*(?:dit|déclaré|affirmé|répondu|demandé)\b|\bque dit\b"),
        (
            "list",
            r"^(?:nomme|énumère|cite)\b|\bquel(?:le)?s \w+s? (?:sont|étaient|ont|a)\b|\bquel(?:le)?s (?:sont"
            r"|étaient|furent)\b",
        ),
    ),
    words=r"qui|que|quoi|quel(?:le)?s?|quand|où|pourquoi|comment|combien|qu['’]\w+",
    opens=r"est-ce|est|sont|a-t-|ont-|était|peut|y a-t-il",
    commands=r"dis|nomme|cite|énumère|explique|décris|résume|montre|compare|raconte",
    joins=r"et|ou|mais",
    before=r"en|à|de|par|pour|avec|depuis|jusqu['’]à|et|sur",
    leaning=r"[“«\"']|(?:il|elle|ils|elles|son|sa|ses|leur|leurs|ce|cet|cette|ces|cela|mais|et|ainsi|là|puis"
    r"|ensuite)\b",
)
ASKING = {"en": _EN, "de": _DE, "es": _ES, "fr": _FR}


def get_asking(language: str | None) -> QuestionForms:
    """Return how questions are put in a language by its code; English where that is not known."""
    return ASKING.get((language or "en")[:2].lower(), _EN)
