"""German questions."""

from qa.language.profile import read_words
from qa.language.questions.forms import QuestionForms

FORMS = QuestionForms(
    kinds=(
        (
            "number",
            r"\bwie ?(viele?|vielen|alt|lange?|oft|weit|groß|hoch|tief|breit|schnell|schwer|teuer)\b|\bprozent(satz)?\b"
            r"|\bwas (kostet|kostete|kosten|kosteten|verdient|verdiente|wiegt|wog)\b"
            r"|\bwas (hat|haben|hatte|wird|werden|würde|würden|soll|sollen) ([^\s,;]+ ){1,7}(gekostet|kosten|verdient"
            r"|verdienen|gezahlt|zahlen|gewogen)\b"
            r"|\b(welche[rsnm]?|was (war|ist) (der|die|das)) (anteil|anzahl|zahl|preis|betrag|summe|höhe|alter)\b",
        ),
        (
            "date",
            r"\b(wann|seit wann|bis wann)\b|\bwelche[rsnm]? (jahr|tag|monat|datum|woche|uhrzeit)\w*\b"
            r"|\bum wie viel uhr\b",
        ),
        (
            "reason",
            r"\b(warum|wieso|weshalb|wodurch|weswegen)\b|\baus welche[mn] gr(u|ü)nd\w*\b|\bwas (führte|löste)\b",
        ),
        ("place", r"\b(wo|wohin|woher)\b|\b(in|an) welche[rmn] (ort|stadt|land|region)\b"),
        ("name", r"\b(wer|wen|wem|wessen)\b|\bwelche[rsnm]?\b|\bwie (heißt|hieß|heißen|hießen|lautet|lautete)\b"),
    ),
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
        (
            "who_said",
            r"\bwas (?:sagt\w*|hat .+ (?:gesagt|gefordert|erklärt|angekündigt|versprochen|mitgeteilt"
            r"|behauptet)|meint\w*|fordert\w*|erklärt\w*|warf|kündigt\w*)\b",
        ),
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
    said=(
        r"\bwas (?:hat|haben|hatte|hatten)\s+(.+?)(?:\s+(?:zu[rm]?|über|nach|bei|im|in|am|vor)\s+.*?)?\s+(?:gesagt"
        r"|erklärt|gefordert|mitgeteilt|angekündigt"
        r"|behauptet|versprochen|geschrieben|geantwortet|gemeint)\b",
        r"\bwas (?:sagt|sagte|sagten|sagen|erklärt|erklärte|fordert|forderte|meint|meinte|schrieb|schreibt|antwortete"
        r"|behauptet|behauptete)\s+(.+?)(?=\s+(?:zu[rm]?|über|auf|nach|bei|im|in|am|vor|gegenüber|dazu)\b|[?.]|$)",
    ),
    now=r"heute|gestern|morgen|jetzt|derzeit|aktuell\w*|zurzeit|kürzlich|neuest\w+|jüngst\w*|bisher"
    r"|(?:diese[rnms]?|letzte[rnms]?|vergangene[rnms]?|kommende[rnms]?|nächste[rnms]?) (?:woche|monat|jahr|wochenende"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)",
    days=read_words(
        """gestern heute morgen vorgestern übermorgen woche monat jahr jahre frühling frühjahr sommer herbst winter
        vormittag mittag nachmittag abend nacht mitternacht"""
    ),
    places=r"(?:in|im|bei|nahe|aus|nach|vor|an|am|auf|über|um|durch)\s+(?:der\s+|dem\s+|den\s+)?",
    fractions=read_words("drittel viertel hälfte dutzende hunderte tausende millionen milliarden"),
)
