"""French days."""

from qa.language.dates.words.dating import Dating, Tenses, read_patterns
from qa.language.known import get_language
from qa.language.profile import read_kinds, read_words

TENSES = Tenses(
    ahead=read_words(
        """va vont doit doivent peut peuvent pourrait pourraient devrait devraient prévoit prévoient prévu prévue prévus
        prévues attendu attendue compte comptent débute commence ouvre expire aura auront sera seront fera feront
        serait seraient souhaite espère entend"""
    ),
    ahead_endings=("era", "eront", "ira", "iront", "dra", "dront", "tra", "tront", "vra", "vront"),
    past=read_words(
        """a ont avait avaient était étaient fut furent eut eurent fit firent dit dirent prit prirent vint vinrent
        mourut déclara annonça ajouta aurait auraient s'est mort morte morts mortes né née nés nées décédé décédée
        arrivé arrivée arrivés parti partie partis tombé tombée tombés devenu devenue survenu survenue venu venue
        venus resté restée entré entrée entrés sorti sortie a-t-il a-t-elle ont-ils ont-elles"""
    ),
    past_endings=("èrent", "aient"),
    not_past=read_words("pourraient devraient seraient opéra contra extra libéra"),
    participles=read_words("été"),
    perfect=read_words("a ont avoir avait"),
    present=read_words("est sont"),
    perhaps=read_words("pourrait pourraient devrait devraient serait seraient"),
    was=read_words("était étaient avait avaient"),
    reports=frozenset(get_language("fr").reporting.forms) | read_words("selon annoncé déclaré affirmé indiqué précisé"),
    on=read_words("le en ce du au la"),
    opening=read_words("et mais tandis ; :"),
    that=read_words("que qu'il qu'elle"),
    between=read_words("dans lors à devant"),
    ahead_before=read_words("avant avant_le d'ici jusqu'à jusqu'au dès d'ici_le à_partir_de à_partir_du"),
    by=read_words("d'ici d'ici_le"),
    past_before=read_words("depuis depuis_le après après_le"),
)

_AFTER = {
    "dernier": -1,
    "dernière": -1,
    "passé": -1,
    "passée": -1,
    "prochain": 1,
    "prochaine": 1,
    "précédent": -1,
    "précédente": -1,
    "en huit": 1,
}

DATING = Dating(
    patterns=read_patterns(
        r"""
        iso      {iso}
        holiday  {holiday}(?: {year})?
        day      {d}[/.]{nmonth}[/.]{year}
        days     (?:{wd},? )?{d}{th}?(?:\s?[-–]\s?| (?:et|au|à)(?: le)? ){d2} {month}(?: {year}| {ywhen})?
        ordinal  (?:(?:la|le) )?{ord} {unit} (?:de |du mois de |d['’]){month}(?: {year})?
        ordinal  (?:(?:la|le) )?{ord} {weekday} (?:de |d['’]){month}(?: {year})?
        part_of  (?:(?:la|le|au) )?{ord} {unit}(?: de| d['’])?(?: l['’]année)? {year}
        part_of  (?:(?:la|le|au) )?{ord} (?P<unit>trimestre)
        day      (?:{wd},? )?{d}{th}? {month}(?: {year}| {ywhen})?
        month    {part}[ -]{month}(?: {year}| {ywhen})?
        month    {month} {year}
        month    {month} {ywhen}
        month    {month} {step}\b
        month    {lead}{month}(?! \d)
        season   {season} (?:{year}|{ywhen})
        season   (?P<lead>(?:l['’]|le |la |cet |cette )){season} {step}\b
        night    dans la nuit de {wd} à {weekday}
        night    {night}
        offset   {word}
        later    {count} {unit} {order}
        move     {move}
        some     (?:ces|les) {count} {step} {unit}
        ago      (?P<lead>il y a ){count} {unit}\b
        ahead    (?P<lead>(?:dans|d['’]ici) ){count} {unit}\b
        weekday  {weekday}(?: {step}\b)?
        span     (?:{part} (?:de|du) )?(?:(?:le|la|l['’]))\s?{one} {step}\b
        span     {step} {one}\b
        span     {part} (?:de la|du|de l['’])\s?(?P<unit>année|mois|semaine)\b
        span     (?P<lead>(?:durant|pendant|ce) )(?:le )?(?P<unit>week-end)
        year     (?:{part} ){year}
        year     {lead}{oldyear}
        year     {bareyear}
        """
    ),
    tenses=TENSES,
    leads=read_words("en depuis jusqu'en jusqu’en jusqu'à jusqu’à dès au_mois_de d' d’ entre d'ici d’ici de à vers"),
    capitals=False,
    offsets={
        "avant-hier": -2,
        "hier": -1,
        "hier soir": -1,
        "aujourd'hui": 0,
        "aujourd’hui": 0,
        "ce matin": 0,
        "ce soir": 0,
        "cet après-midi": 0,
        "demain": 1,
        "après-demain": 2,
    },
    holidays={"jour de noël": (12, 25), "jour de l'an": (1, 1), "jour de l’an": (1, 1), "saint-sylvestre": (12, 31)},
    nights=read_words("dans_la_nuit cette_nuit"),
    steps={"ce": 0, "cet": 0, "cette": 0, **_AFTER, "derniers": -1, "dernières": -1, "prochains": 1, "prochaines": 1},
    units=read_kinds(
        day="jour",
        week="semaine",
        weekend="week-end",
        month="mois",
        quarter="trimestre",
        half="semestre moitié",
        year="an année",
        decade="décennie",
    ),
    plurals=read_kinds(
        day="jours",
        week="semaines",
        year="ans années",
        decade="décennies",
    ),
    recurring=read_words("chaque"),
    ordinals={"dernière": -1, "dernier": -1},
    parts={
        **dict.fromkeys(("début", "au début du mois de", "au début de", "début du mois de"), "early"),
        **dict.fromkeys(("mi", "à la mi", "au milieu de"), "middle"),
        **dict.fromkeys(("fin", "à la fin de", "à la fin du mois de"), "late"),
    },
    seasons={"printemps": 3, "été": 6, "automne": 9, "hiver": 12},
    years={
        "de l'an dernier": -1,
        "de l'année dernière": -1,
        "de l’an dernier": -1,
        "de l’année dernière": -1,
        "l'an dernier": -1,
        "l’an dernier": -1,
        "de cette année": 0,
        "de l'année prochaine": 1,
        "de l’année prochaine": 1,
    },
    moves={
        **dict.fromkeys(("le lendemain", "un jour plus tard", "le jour suivant"), (1, "day")),
        **dict.fromkeys(("la veille", "un jour plus tôt", "le jour précédent", "un jour auparavant"), (-1, "day")),
        "la semaine suivante": (1, "week"),
        "la semaine précédente": (-1, "week"),
        "le même jour": (0, "day"),
    },
    orders={**dict.fromkeys(("plus tard", "après"), 1), **dict.fromkeys(("plus tôt", "auparavant", "avant"), -1)},
    binding=read_words("après avant"),
    to=read_words("à au jusqu'à jusqu'au"),
    and_=read_words("et et_le"),
    between=read_words("entre entre_le"),
    not_before=read_words("fois"),
    names=read_words("show times"),
    updated=read_words("mis_à_jour mis_à_jour_le actualisé_le"),
    vague=read_words("plusieurs quelques"),
    to_form="au",
)
