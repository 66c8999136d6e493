"""The words by which a question names the time that it is about, and tells whether it asks for reports of that time."""

from dataclasses import dataclass
from functools import cache

from qa.language.profile import read_words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TimeWords:
    """The words of one language, in lower case.

    since     words before a day from which on is asked
    from_     words before a day from which on is asked where one of onwards follows, or before the first of two ends
    onwards   words after it
    after     words before a day after which is asked
    before    words before a day up to which is asked
    at        words before a day that is asked about
    reports   what makes a time that follows the one of the reports, as a pattern
    reported  the same, only of a time that counts from now: elsewhere it tells of the matter ("cases reported in 2024")
    asks_news questions for the news of a time, as a pattern
    """

    since: frozenset[str]
    from_: frozenset[str]
    onwards: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    at: frozenset[str]
    reports: str
    reported: str
    asks_news: str


_ASKING = {
    "en": TimeWords(
        since=read_words("since ever_since"),
        from_=read_words("from between"),
        onwards=read_words("on onward onwards"),
        after=read_words("after"),
        before=read_words("before until till up_to by"),
        at=read_words("on in during over of for at around as_of"),
        reports=(
            r"\b(?:news|articles?|reports|coverage|headlines)(?: (?:about|on|of|from|over) [\w'’ -]{1,40}?)?"
            r"(?: (?:that )?(?:were |was )?(?:published|written|printed|appeared))?$"
            r"|\bwhat (?:was|were|has been|have been|is) (?:said|reported|written|published)(?: [\w'’-]+){0,4}$"
            r"|\b(?:who|which|what) (?:[\w'’-]+ ){0,2}(?:reported|wrote|published)(?: [\w'’-]+){0,2}$"
        ),
        reported=r"\breported$",
        asks_news=(
            r"\bwhat(?:['’]s| is| was| has| have)? (?:been |has |was |is )?"
            r"(?:happened|happening|happen|changed|changing|new|going on|the latest)\b"
            r"|\b(?:developments|latest|news|updates?)\b"
        ),
    ),
    "de": TimeWords(
        since=read_words("seit seit_dem"),
        from_=read_words("ab vom von zwischen"),
        onwards=read_words("an"),
        after=read_words("nach nach_dem"),
        before=read_words("vor vor_dem bis bis_zum"),
        at=read_words("am im in während um an"),
        reports=(
            r"\b(?:nachrichten|artikel|berichte|meldungen|schlagzeilen)(?: (?:über|zu|zum|zur|aus) [\w -]{1,40}?)?$"
            r"|\bwas wurde(?: [\w-]+){0,4}$|\bwer berichtete(?: [\w-]+){0,2}$"
        ),
        reported=r"\bberichtet(?:e|en)?$",
        asks_news=r"\bwas (?:ist|war|hat|geschah|passierte)\b|\b(?:neuigkeiten|entwicklungen|nachrichten)\b",
    ),
    "es": TimeWords(
        since=read_words("desde desde_el"),
        from_=read_words("de del entre entre_el"),
        onwards=read_words("en_adelante"),
        after=read_words("después_de después_del tras tras_el"),
        before=read_words("antes_de antes_del hasta hasta_el"),
        at=read_words("el en durante de del hacia"),
        reports=(
            r"\b(?:noticias|artículos|informes|titulares)(?: (?:sobre|de|del) [\w -]{1,40}?)?$"
            r"|\bqué se (?:dijo|publicó|informó)(?: [\w-]+){0,4}$"
        ),
        reported=r"\binform(?:ó|aron)$",
        asks_news=r"\bqué (?:pasó|ocurrió|sucedió|cambió|ha pasado|hay de nuevo)\b|\b(?:novedades|noticias)\b",
    ),
    "fr": TimeWords(
        since=read_words("depuis depuis_le"),
        from_=read_words("du de entre entre_le"),
        onwards=read_words("à_partir"),
        after=read_words("après après_le"),
        before=read_words("avant avant_le jusqu'à jusqu'au jusqu'en"),
        at=read_words("le en durant pendant de au vers"),
        reports=(
            r"\b(?:nouvelles|articles|actualités|reportages|titres)(?: (?:sur|de|du) [\w'’ -]{1,40}?)?$"
            r"|\bqu['’]a-t-on (?:dit|publié|écrit)(?: [\w'’-]+){0,4}$"
        ),
        reported=r"\brapporté$",
        asks_news=(
            r"\bque s['’]est-il passé\b|\bqu['’]est-ce qui (?:s['’]est passé|a changé)\b"
            r"|\b(?:actualités|nouvelles)\b"
        ),
    ),
}


@cache
def get_time_words(code: str | None) -> TimeWords:
    """Return the words of a language by its code; those of English where it is not known."""
    return _ASKING.get((code or "en")[:2].lower(), _ASKING["en"])
