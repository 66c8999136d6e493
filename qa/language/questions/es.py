"""Spanish questions."""

from qa.language.profile import read_words
from qa.language.questions.forms import QuestionForms

FORMS = QuestionForms(
    kinds=(
        (
            "number",
            r"\bcu[aá]nt[oa]s?\b|\bqué (porcentaje|número|cantidad|precio|edad|proporción)\b"
            r"|\bcuál (es|era|fue) (el|la) (número|cantidad|precio|edad|porcentaje|cifra)\b",
        ),
        ("date", r"\bcu[aá]ndo\b|\b(qué|cuál) (año|día|mes|fecha|hora)\b|\bcuál (es|fue|era) la fecha\b"),
        ("reason", r"\bpor qu[eé]\b|\ba qué se (debe|debió)\b|\bcuál(es)? (es|son|fue|fueron) (la causa|las causas)\b"),
        ("place", r"\b(a|de|en|por)?d[oó]nde\b|\ben qué (lugar|ciudad|país|región)\b"),
        ("name", r"\bqui[eé]n(es)?\b|\bcómo se (llama|llaman|llamaba)\b|\b(qué|cuál) (ciudad|país|empresa|partido)\b"),
    ),
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
    said=(
        r"\bqué (?:dijo|dice|dijeron|dicen|declaró|afirmó|pidió|respondió|opina|anunció|exigió|prometió"
        r"|aseguró)\s+(.+?)"
        r"(?=\s+(?:sobre|de|del|a|al|en|ante|tras|cuando|acerca)\b|[?.]|$)",
        r"\bqué (?:ha|han|había|habían) (?:dicho|declarado|afirmado|pedido|anunciado|respondido)\s+(.+?)"
        r"(?=\s+(?:sobre|de|del|a|al|en|ante|tras|cuando|acerca)\b|[?.]|$)",
    ),
    now=r"hoy|ayer|mañana|ahora|actualmente|recientes?|recientemente|últim[oa]s?|hasta ahora"
    r"|(?:est[ea]|próxim[oa]) (?:semana|mes|año|fin de semana)|(?:semana|mes|año) (?:pasad[oa]|que viene)",
    days=read_words(
        """ayer hoy mañana anteayer anoche semana mes año primavera verano otoño invierno mediodía medianoche tarde
        noche madrugada"""
    ),
    places=r"(?:en|cerca de|desde|hacia|hasta|a|al|de|del|por|sobre)\s+(?:el\s+|la\s+|los\s+|las\s+)?",
    fractions=read_words("tercio cuarto mitad docenas cientos miles millones"),
)
