"""Spanish days."""

from qa.language.dates.words.dating import Dating, Tenses, read_patterns
from qa.language.known import get_language
from qa.language.profile import read_kinds, read_words

TENSES = Tenses(
    ahead=read_words(
        """va_a van_a debe deben puede pueden podría podrían tendría prevé prevén previsto prevista previstos previstas
        espera esperan planea planean comienza empieza arranca abre termina vence habrá quiere quieren pretende
        sería serían programado programada"""
    ),
    ahead_endings=("rá", "rán"),
    past=read_words(
        """dijo dijeron fue fueron hizo hicieron tuvo tuvieron puso pusieron vino vinieron pudo pudieron supo quiso dio
        dieron vio vieron hubo ha han había habían era eran estaba estaban estuvo estuvieron detuvo produjo trajo
        condujo anduvo cayó leyó"""
    ),
    past_endings=("ó", "aron", "ieron", "eron", "aba", "aban", "ían"),
    perfect=read_words("ha han haya haber"),
    present=read_words("es son está están"),
    perhaps=read_words("podría podrían debería"),
    was=read_words("estaba estaban había habían"),
    reports=frozenset(get_language("es").reporting.forms) | read_words("según"),
    on=read_words("el en este del al la"),
    opening=read_words("y pero mientras ; :"),
    that=read_words("que"),
    between=read_words("en a durante por"),
    ahead_before=read_words("antes_del antes_de hasta hasta_el para_el a_partir_del a_más_tardar_el"),
    by=read_words("para_el"),
    past_before=read_words("desde desde_el tras tras_el después_del"),
)

_AFTER = {
    "pasado": -1,
    "pasada": -1,
    "último": -1,
    "última": -1,
    "anterior": -1,
    "próximo": 1,
    "próxima": 1,
    "que viene": 1,
    "siguiente": 1,
}

DATING = Dating(
    patterns=read_patterns(
        r"""
        iso      {iso}
        holiday  {holiday}(?: de {year})?
        day      {d}[/-]{nmonth}[/-]{year}
        days     (?:{wd},? )?{d}{dash}{d2} de {month}(?:,? (?:de |del )?{year}| {ywhen})?
        ordinal  (?:(?:la|el) )?{ord} {unit} de {month}(?:,? (?:de |del )?{year})?
        ordinal  (?:(?:la|el) )?{ord} {weekday} de {month}(?:,? (?:de |del )?{year})?
        part_of  (?:(?:la|el) )?{ord} {unit} (?:de |del )(?:{year}|año {step}\b)
        part_of  (?:(?:la|el) )?{ord} (?P<unit>trimestre)
        day      (?:{wd},? )?{d}{th}? de {month}(?:,? (?:de |del )?{year}| {ywhen})?
        month    {part} (?:de )?{month}(?:,? (?:de |del )?{year}| {ywhen})?
        month    {month} (?:de |del ){year}
        month    {month} {ywhen}
        month    {month} {step}\b
        month    {lead}{month}(?! \d)
        season   {season} (?:de |del )?(?:{year}|{ywhen})
        season   (?P<lead>(?:el|la|este|esta) ){season} {step}\b
        night    {night}
        offset   {word}
        later    {count} {unit} {order}
        move     {move}
        some     (?:los|las) {step} {count} {unit}
        some     (?:los|las) {count} {step} {unit}
        ago      (?P<lead>hace ){count} {unit}\b
        ahead    (?P<lead>(?:dentro de|en) ){count} {unit}\b
        weekday  (?P<lead>(?:el|este|del|al) )?{weekday} {step}\b
        weekday  (?P<lead>(?:el|este|del) )?{step} {weekday}
        weekday  {weekday}
        span     (?:{part} (?:de|del) )?(?:(?:el|la) )?{one} {step}\b
        span     (?:(?:el|la) )?{step} {one}\b
        span     {part} (?:de|del) (?P<unit>año|mes)\b
        span     (?P<lead>(?:durante|en) )(?:el )(?P<unit>fin de semana)
        year     (?:{part} (?:de|del) ){year}
        year     {lead}{oldyear}
        year     {bareyear}
        """
    ),
    tenses=TENSES,
    leads=read_words("en desde hasta durante entre para de del hacia"),
    capitals=False,
    offsets={
        "anteayer": -2,
        "antes de ayer": -2,
        "ayer": -1,
        "anoche": -1,
        "hoy": 0,
        "esta mañana": 0,
        "esta noche": 0,
        "esta tarde": 0,
        "pasado mañana": 2,
    },
    holidays={"nochebuena": (12, 24), "día de navidad": (12, 25), "nochevieja": (12, 31), "año nuevo": (1, 1)},
    nights=read_words("durante_la_madrugada"),
    steps={
        "pasado": -1,
        "pasada": -1,
        "el pasado": -1,
        "la pasada": -1,
        "este": 0,
        "esta": 0,
        "próximo": 1,
        "próxima": 1,
        "último": -1,
        "última": -1,
        "últimos": -1,
        "últimas": -1,
        "próximos": 1,
        "próximas": 1,
        **_AFTER,
    },
    units=read_kinds(
        day="día",
        week="semana",
        weekend="fin_de_semana",
        month="mes",
        quarter="trimestre",
        half="semestre mitad",
        year="año",
        decade="década",
    ),
    plurals=read_kinds(
        day="días",
        week="semanas",
        month="meses",
        year="años",
        decade="décadas",
    ),
    recurring=read_words("cada"),
    ordinals={"última": -1, "último": -1},
    parts={
        **dict.fromkeys(("a principios", "principios", "a comienzos", "comienzos", "inicios", "a inicios"), "early"),
        **dict.fromkeys(("a mediados", "mediados"), "middle"),
        **dict.fromkeys(("a finales", "finales", "a fines", "fines"), "late"),
    },
    seasons={"primavera": 3, "verano": 6, "otoño": 9, "invierno": 12},
    years={
        "del año pasado": -1,
        "del pasado año": -1,
        "de este año": 0,
        "del presente año": 0,
        "del próximo año": 1,
        "del año que viene": 1,
        "del año próximo": 1,
    },
    moves={
        **dict.fromkeys(("al día siguiente", "el día siguiente", "un día después", "la mañana siguiente"), (1, "day")),
        **dict.fromkeys(("el día anterior", "un día antes", "la víspera", "la noche anterior"), (-1, "day")),
        "la semana siguiente": (1, "week"),
        "la semana anterior": (-1, "week"),
        "ese mismo día": (0, "day"),
    },
    orders={**dict.fromkeys(("después", "más tarde"), 1), **dict.fromkeys(("antes",), -1)},
    binding=read_words("después antes"),
    to=read_words("a al hasta hasta_el a_el"),
    and_=read_words("y y_el"),
    between=read_words("entre entre_el"),
    not_before=read_words("vez"),
    names=read_words("times show"),
    updated=read_words("actualizado actualizado_el corregido_el"),
    vague=read_words("varios varias algunos algunas unos unas"),
    day_form="{d} de {m} de {y}",
    month_form="{m} de {y}",
    to_form="a",
)
