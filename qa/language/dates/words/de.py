"""German days."""

from qa.language.dates.words.dating import Dating, Tenses, read_patterns
from qa.language.known import get_language
from qa.language.profile import read_kinds, read_words

_PAST = read_words(
    """gestorben gekommen gefallen gegangen gelandet geflohen verschwunden verunglückt gestiegen gesunken eingestürzt
    abgestürzt zurückgetreten umgekommen ausgebrochen entgleist gerissen explodiert geblieben geworden gescheitert
    wurde wurden war waren hatte hatten hat haben kam kamen ging gingen fand fanden gab gaben stand standen starb
    starben traf trafen sprach sprachen schrieb schrieben verlor verloren gewann gewannen begann begannen trat
    traten nahm nahmen blieb blieben fiel fielen rief riefen erhielt erhielten verließ verließen brach brachen
    schloss schlossen stieg stiegen sank sanken lag lagen ließ ließen hielt hielten lief liefen zog zogen bat baten
    warf warfen entschied entschieden beschloss beschlossen verbot verboten flog flogen flohen floh griff griffen
    schlug schlugen schnitt sah sahen tat taten trug trugen trieb trieben wies wiesen bot boten fuhr fuhren half
    halfen hob hoben riss rissen schoss schossen schwieg sprang stahl unterlag verschwand verschwanden wuchs wuchsen
    sagte sagten teilte teilten"""
)

TENSES = Tenses(
    ahead=read_words(
        """wird werden soll sollen will wollen möchte möchten muss müssen kann können dürfte dürften könnte könnten
        würde würden plant planen geplant vorgesehen beginnt startet öffnet endet läuft_ab tritt_in_kraft erwartet
        bevor steht_an ansteht bevorsteht anberaumt"""
    ),
    past=_PAST,
    past_endings=("te", "ten"),
    not_past=read_words(
        """heute bitte seite leute mitte seiten zeiten leuten beste besten erste ersten letzte letzten nächste nächsten
        weite weiten kosten worten karte karten rechte rechten minuten studenten patienten geplanten städte städten
        arbeiten präsidenten soldaten daten staaten kandidaten experten unten hinten guten alten warten achten sollte
        sollten könnten möchten fünfte sechste siebte zehnte elfte zwölfte dritte dritten zweite zweiten vierte vierten
        abgeordnete abgeordneten gäste gästen geräte ernte debatte debatten kette hütte punkte punkten konflikte"""
    ),
    participles=read_words("gesagt worden gewesen geworden"),
    helpers=read_words("nicht auch nun bereits"),
    perfect=read_words("hat haben hatte hatten"),
    present=read_words("ist sind"),
    bracket=True,
    perhaps=read_words("könnte könnten würde würden"),
    was=read_words("war waren wurde wurden hatte hatten"),
    to=frozenset(["zu"]),
    reports=frozenset(get_language("de").reporting.forms) | read_words("teilte teilten sagte sagten laut"),
    on=read_words("am im an in vom zum dem den"),
    opening=read_words("und aber während ; :"),
    that=read_words("dass"),
    between=read_words("in im bei auf während"),
    ahead_before=read_words("bis bis_zum bis_zu bis_kommenden ab vor_dem vor_der"),
    by=read_words("bis_zum bis"),
    past_before=read_words("seit seit_dem seit_vergangenem nach_dem nach_der"),
)

DATING = Dating(
    patterns=read_patterns(
        r"""
        iso      {iso}
        holiday  {holiday}(?: {year})?
        day      (?:{wd}, ?)?{d}\.\s?{nmonth}\.{year}
        days     (?:{wd}, ?)?{d}\.{dash}{d2}\. {month}(?: {year})?
        ordinal  (?:(?:der|die|das|den|dem) )?{ord} {unit} (?:im|des|vom) {month}(?:s\b)?(?: {year})?
        ordinal  (?:(?:der|die|das|den|dem) )?{ord} {weekday} (?:im|des|vom) {month}(?: {year})?
        part_of  (?:(?:der|die|das|den|dem) )?{ord} {one}(?:(?: des jahres)? {year}| {ywhen})
        part_of  (?:(?:der|die|das|den|dem) )?{ord} (?P<unit>quartal)s?
        day      (?:{wd},?(?: (?:den|dem))? )?{d}\. {month}(?:,? (?:{year}|{ywhen}))?
        month    {part} {month}(?: (?:{year}|{ywhen}))?
        month    {month} (?:{year}|{ywhen})
        month    {step} {month}(?! \d)
        month    {lead}{month}(?! \d)
        season   {step} {season}
        season   (?:{part} )?{season}(?: des jahres)? (?:{year}|{ywhen})
        season   (?P<lead>(?:im|seit|bis|zum) )(?:{part} )?{season}
        night    (?P<lead>in der )nacht (?:zum|auf) {weekday}
        night    {night}
        offset   {word}
        later    {count} {unit} {order}
        move     {move}
        some     {step} {count} {unit}
        ago      (?P<lead>vor ){count} {unit}\b(?! (?:dem|der|den|ihrem|seinem)\b)
        ahead    (?P<lead>in ){count} {unit}\b
        weekday  (?:{step} )?{weekday}
        span     (?:{part} )?{step} {one}
        span     (?P<lead>am )(?P<unit>wochenende)\b
        span     {part} (?:der|des) (?P<unit>woche|monats|jahres)\b
        decade   (?P<lead>in den )(?:{part} )?(?P<decade>(?:1[5-9]|20)\d0)er\b
        year     (?:{part} ){year}
        year     {lead}{oldyear}
        year     {bareyear}
        """
    ),
    tenses=TENSES,
    leads=read_words("im im_jahr im_jahre seit bis bis_zum ab vom zum von vor nach zwischen um"),
    offsets={
        "vorgestern": -2,
        "gestern": -1,
        "gestern abend": -1,
        "gestern nachmittag": -1,
        "heute": 0,
        "heute morgen": 0,
        "heute abend": 0,
        "heute nachmittag": 0,
        "heute früh": 0,
        "morgen früh": 1,
        "übermorgen": 2,
    },
    holidays={"heiligabend": (12, 24), "silvester": (12, 31), "neujahr": (1, 1), "neujahrstag": (1, 1)},
    nights=read_words("über_nacht in_der_vergangenen_nacht vergangene_nacht letzte_nacht"),
    steps={
        **{
            before + word + end: -1
            for before in ("", "der ", "die ", "den ", "das ", "dem ")
            for word in ("vergangen", "letzt", "vorig")
            for end in ("e", "en", "er", "es", "em")
        },
        **{"die" + "s" + end: 0 for end in ("e", "en", "er", "es", "em")},
        **{
            before + word + end: 1
            for before in ("", "der ", "die ", "den ", "das ", "dem ")
            for word in ("nächst", "kommend")
            for end in ("e", "en", "er", "es", "em")
        },
    },
    units=read_kinds(
        day="tag tags",
        week="woche",
        weekend="wochenende",
        month="monat monats",
        quarter="quartal quartals jahresviertel",
        half="halbjahr jahreshälfte hälfte",
        year="jahr jahres",
        decade="jahrzehnt",
    ),
    plurals=read_kinds(
        day="tage tagen",
        week="wochen",
        month="monate monaten",
        year="jahre jahren",
        decade="jahrzehnte jahrzehnten",
    ),
    recurring=read_words("jeden jeder"),
    ordinals=dict.fromkeys(("letzte", "letzten", "letzter", "letztes"), -1),
    parts={"anfang": "early", "mitte": "middle", "ende": "late", "beginn": "early"},
    small_seasons=False,
    seasons={"frühling": 3, "frühjahr": 3, "sommer": 6, "herbst": 9, "winter": 12},
    years={
        **dict.fromkeys(
            (
                "vergangenen jahres",
                "des vergangenen jahres",
                "letzten jahres",
                "des letzten jahres",
                "vorigen jahres",
                "des vorigen jahres",
                "des vorjahres",
            ),
            -1,
        ),
        **dict.fromkeys(("dieses jahres", "des laufenden jahres"), 0),
        **dict.fromkeys(("nächsten jahres", "des nächsten jahres", "kommenden jahres", "des kommenden jahres"), 1),
    },
    moves={
        **dict.fromkeys(
            (
                "am tag danach",
                "am nächsten tag",
                "am folgenden tag",
                "am nächsten morgen",
                "tags darauf",
                "einen tag später",
                "am tag darauf",
            ),
            (1, "day"),
        ),
        **dict.fromkeys(("am tag zuvor", "am vortag", "tags zuvor", "einen tag zuvor", "am abend zuvor"), (-1, "day")),
        **dict.fromkeys(("in der woche darauf", "in der folgenden woche"), (1, "week")),
        **dict.fromkeys(("in der woche zuvor", "in der woche davor"), (-1, "week")),
        **dict.fromkeys(("am selben tag", "am gleichen tag"), (0, "day")),
    },
    orders={
        **dict.fromkeys(("später", "danach", "darauf"), 1),
        **dict.fromkeys(("zuvor", "davor", "früher", "vorher"), -1),
    },
    to=read_words("bis bis_zum"),
    and_=frozenset(["und"]),
    between=read_words("zwischen zwischen_dem"),
    not_before=read_words("mal"),
    joined_parts=read_words("abend nacht morgen mittag nachmittag vormittag früh"),
    names=read_words("zeitung show magazin"),
    updated=read_words("aktualisiert aktualisiert_am korrigiert_am"),
    vague=read_words("mehreren einigen vielen wenigen"),
    day_form="{d}. {m} {y}",
    to_form="bis",
)
