"""French questions."""

from qa.language.profile import read_words
from qa.language.questions.forms import QuestionForms

FORMS = QuestionForms(
    kinds=(
        (
            "number",
            r"\bcombien\b|\bquel(le)? (pourcentage|nombre|prix|âge|montant|part|proportion|somme)\b"
            r"|\bquel(le)? (est|était|fut) l[ea’'] ?(nombre|prix|âge|montant|part|pourcentage)\b",
        ),
        ("date", r"\bquand\b|\bquel(le)? (année|jour|mois|date|heure|semaine)\b|\bquelle (est|était|fut) la date\b"),
        ("reason", r"\bpourquoi\b|\bpour quelles? raisons?\b|\bquelle (est|était) la cause\b"),
        ("place", r"\boù\b|\bdans quel(le)? (ville|pays|lieu|région|endroit)\b"),
        ("name", r"\bqui\b|\bcomment s['’]appel\w+\b|\bquel(le)?s? (ville|pays|entreprise|parti|personne)s?\b"),
        ("yes_no", r"\w-(t-)?(il|elle|ils|elles|on)\b"),
    ),
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
    said=(
        r"\bqu(?:['’]a|['’]ont|['’]avait|e) (?:dit|déclaré|affirmé|répondu|demandé|annoncé|promis|exigé)\s+(.+?)"
        r"(?=\s+(?:sur|à|au|aux|de|du|en|lors|après|devant|quand|concernant)\b|[?.]|$)",
        r"\bqu['’](?:a|ont|avait)\s+(.+?)\s+(?:dit|déclaré|affirmé|répondu|demandé|annoncé|promis|exigé)\b",
    ),
    now=r"aujourd['’]hui|hier|demain|maintenant|actuellement|récemment|récente?s?|derni(?:er|ère)s?|jusqu['’]ici"
    r"|(?:ce|cet|cette) (?:semaine|mois|année|week-end)|(?:semaine|mois|année|an) (?:prochaine?|dernier|dernière)",
    days=read_words(
        """hier demain avant-hier après-demain semaine mois année an printemps été automne hiver matin midi soir minuit
        après-midi nuit"""
    ),
    places=r"(?:en|à|au|aux|dans|près de|depuis|vers|chez|sur|de|du)\s+(?:la\s+|le\s+|les\s+|l['’])?",
    fractions=read_words("tiers quart moitié douzaines centaines milliers millions milliards"),
)
