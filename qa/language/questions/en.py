"""English questions."""

from qa.language.profile import read_words
from qa.language.questions.forms import QuestionForms

FORMS = QuestionForms(
    kinds=(
        (
            "number",
            r"\bhow (many|much|old|long|often|far|large|big|tall|high|deep|wide|fast|heavy)\b|\bpercent(age)?\b"
            r"|\bwhat (age|number|share|price|score|margin|amount|was the (final )?score)\b|\bhow \w+ (is|are|was"
            r"|were)\b"
            r"|\bwhat (did|does|do|will|would|has|have|had|is|are|was|were)"
            r" ((?!(about|that|who|which|when|say|said|do) )[^\s,;]+ ){1,7}"
            r"(cost|earn|earned|weigh|pay|paid|spend|spent|owe|fined|worth)\b(?!( on| for)\W*$)",
        ),
        (
            "date",
            r"\bwhen\b|\bwhat (was|is|were) the (exact )?(date|day|year|month|time)\b"
            r"|\b(what|which) (year|date|day|month|week|time)\b",
        ),
        ("reason", r"\bwhy\b|\bwhat (prompted|caused|led|made)\b"),
        ("place", r"\bwhere\b"),
        (
            "name",
            r"\b(who|whom|whose|which)\b|\bwhat (is|was|are|were) the names?\b"
            r"|\bwhat (city|country|state|company|party)\b",
        ),
    ),
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
    said=(
        r"\bwhat (?:did|does|do|has|have|had|was|is)\s+(.+?)\s+(?:say|said|tell|told|claim|warn|announce|argue|call"
        r"|ask|"
        r"demand|promise|state|write|think|accuse|respond|reply)\b",
    ),
    now=r"today|tonight|yesterday|tomorrow|now|currently|recent(?:ly)?|latest|newest|so far"
    r"|(?:this|last|past|coming|earlier this|next) (?:week|month|year|weekend|(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day)",
    days=read_words(
        """yesterday today tomorrow tonight week month year spring summer autumn fall winter morning evening
        afternoon noon
        midnight"""
    ),
    places=r"(?:in|at|near|outside|inside|on|off|from|to|into|across|around|over)\s+(?:the\s+)?",
    fractions=read_words("third quarter dozens hundreds thousands millions billions"),
)
